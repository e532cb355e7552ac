#ifndef PACKRAKE_RULES_LINT_H_
#define PACKRAKE_RULES_LINT_H_

#include <string>
#include <vector>

#include "packrake/rule.h"

namespace packrake {

/// What a rule that loads could do better, as sentences without place: "fewer than 3 examples". Empty for a rule that
/// may be built in.
std::vector<std::string> LintRule(const Rule& rule);

}  // namespace packrake

#endif  // PACKRAKE_RULES_LINT_H_
