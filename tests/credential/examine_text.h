#ifndef PACKRAKE_TESTS_CREDENTIAL_EXAMINE_TEXT_H_
#define PACKRAKE_TESTS_CREDENTIAL_EXAMINE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "match/examiner.h"

namespace packrake {

/// The built-in rules of patterns/, as they stand in the repository.
const RuleSet& RepositoryRules();

/// What the rule `id` makes of `text`: its pattern on every line, its examiner on every match. No decoding.
std::vector<Draft> ExamineText(std::string_view id, std::string_view text);

/// The value of the fact called `name`; "" when there is none.
std::string FactOf(const Draft& draft, std::string_view name);
bool HasSignal(const Draft& draft, std::string_view name);

}  // namespace packrake

#endif  // PACKRAKE_TESTS_CREDENTIAL_EXAMINE_TEXT_H_
