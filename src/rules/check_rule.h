#ifndef PACKRAKE_RULES_CHECK_RULE_H_
#define PACKRAKE_RULES_CHECK_RULE_H_

#include <optional>
#include <string>

#include "packrake/result.h"
#include "packrake/rule.h"
#include "rules/load.h"

namespace packrake {

/// A value of a rule that does not do: which key it stands under, and why.
struct Objection {
  std::string key;
  std::string reason;
};

/// Checks what the keys of `rule` say, and rewrites patterns that RE2 does not take but ParseRegex does ((?x), \h,
/// (?<name>…)) into ones that it takes. Whether anchors hold is CheckAnchor's, further right in the layers.
std::optional<Objection> CheckRule(const RuleVocabulary& vocabulary, Rule& rule);

/// The same for what every rule lets pass.
std::optional<Objection> CheckAllow(AllowRule& allow);

/// `pattern`, or an equal one that RE2 takes. Errors: kInvalidRule with the reason, without the pattern.
Result<std::string> UsablePattern(const std::string& pattern);

}  // namespace packrake

#endif  // PACKRAKE_RULES_CHECK_RULE_H_
