#include "rules/builtin.h"

#include "rules/load.h"

// Laid down by builtin_data.S.
extern "C" {
extern const char packrake_rules_begin[];
extern const char packrake_rules_end[];
extern const char packrake_database_begin[];
extern const char packrake_database_end[];
extern const char packrake_line_filters_begin[];
extern const char packrake_line_filters_end[];
extern const char packrake_weak_secrets_begin[];
extern const char packrake_weak_secrets_end[];
}

namespace packrake {
namespace {

std::string_view Between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::string_view BuiltinRulesText() { return Between(packrake_rules_begin, packrake_rules_end); }
std::string_view BuiltinDatabase() { return Between(packrake_database_begin, packrake_database_end); }
std::string_view BuiltinLineFilters() { return Between(packrake_line_filters_begin, packrake_line_filters_end); }
std::string_view BuiltinWeakSecrets() { return Between(packrake_weak_secrets_begin, packrake_weak_secrets_end); }

Result<RuleSet> BuiltinRules() { return ReadCompactRules(BuiltinRulesText()); }

}  // namespace packrake
