#ifndef PACKRAKE_CLI_RULE_CHOICE_H_
#define PACKRAKE_CLI_RULE_CHOICE_H_

#include <optional>

#include "cli/backend.h"
#include "cli/config.h"
#include "cli/settings.h"

namespace packrake::cli {

/// The rules in force: the built-in ones (unless `no_builtin_rules`), those of `--rules` and of the configuration, cut
/// down by `--enable-rule` and `--disable-rule`. Rules of `--rules` that break the contract go to `skipped`.
/// Errors: kUsage for an id that no rule has and for no rules at all; kInvalidRule for a file that is no rule file, and
/// for a bad rule in the configuration.
Result<RuleSet> ChooseRules(const Settings& settings, const Config* config, Backend& backend);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_RULE_CHOICE_H_
