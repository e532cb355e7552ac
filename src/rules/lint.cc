#include "rules/lint.h"

#include <fmt/format.h>

#include "text/regex.h"

namespace packrake {

std::vector<std::string> LintRule(const Rule& rule) {
  constexpr std::size_t kMinExamples = 3;
  std::vector<std::string> advice;
  if (rule.examples.size() < kMinExamples) advice.push_back(fmt::format("fewer than {} examples", kMinExamples));
  if (rule.counterexamples.size() < kMinExamples) {
    advice.push_back(fmt::format("fewer than {} counterexamples", kMinExamples));
  }
  if (rule.description.empty()) advice.emplace_back("no description");
  if (rule.remediation.empty()) advice.emplace_back("no remediation");
  if (!OnlyHelps(rule.family) && rule.cwe.empty()) advice.emplace_back("no cwe");
  if (rule.references.empty()) advice.emplace_back("no references");
  const auto regex = Regex::Compile(rule.pattern);
  if (regex && !regex->has_named_secret() && regex->group_count() > 1) {
    advice.emplace_back("several groups and none named 'secret': the first is taken");
  }
  return advice;
}

}  // namespace packrake
