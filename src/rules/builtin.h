#ifndef PACKRAKE_RULES_BUILTIN_H_
#define PACKRAKE_RULES_BUILTIN_H_

#include <string_view>

#include "packrake/result.h"
#include "packrake/rule.h"

/// The rules of patterns/*.yaml and their Hyperscan database, put into the program when it is built
/// (cmake/embed_builtin.cc). The views live as long as the program.
namespace packrake {

/// patterns/*.yaml, checked, in compact form.
std::string_view BuiltinRulesText();
/// Their database for a generic processor; used when exactly the built-in rules are in force.
std::string_view BuiltinDatabase();
/// Filters for their patterns, for a generic processor; used for the built-in patterns of any set of rules.
std::string_view BuiltinLineFilters();
/// patterns/weak-secrets.txt: one secret a line, '\n' ends, no comments.
std::string_view BuiltinWeakSecrets();

Result<RuleSet> BuiltinRules();

}  // namespace packrake

#endif  // PACKRAKE_RULES_BUILTIN_H_
