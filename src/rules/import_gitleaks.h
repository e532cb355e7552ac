#ifndef PACKRAKE_RULES_IMPORT_GITLEAKS_H_
#define PACKRAKE_RULES_IMPORT_GITLEAKS_H_

#include <string_view>

#include "packrake/result.h"
#include "packrake/rule.h"
#include "rules/load.h"

namespace packrake {

/// Adds the rules of a gitleaks configuration (TOML, `[[rules]]` with id, description, regex, secretGroup, entropy,
/// keywords, tags and allowlists) to `set`, in family "custom". What has no counterpart here is never left out in
/// silence: such a rule is a bad rule, treated as `on_bad` says. Limits as for YAML: 8 MiB, nesting bounded by toml++.
/// Errors: kInvalidRule with "file:line: reason".
/// Source: the key names of gitleaks 8.30, https://github.com/gitleaks/gitleaks#configuration.
Status AddGitleaksRules(std::string_view text, std::string_view name, const RuleVocabulary& vocabulary,
                        OnBadRule on_bad, RuleSet& set);

}  // namespace packrake

#endif  // PACKRAKE_RULES_IMPORT_GITLEAKS_H_
