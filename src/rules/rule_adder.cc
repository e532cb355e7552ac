#include "rules/rule_adder.h"

#include <fmt/format.h>

#include <utility>

#include "rules/check_rule.h"

namespace packrake {

RuleAdder::RuleAdder(std::string_view file_name, const RuleVocabulary& vocabulary, OnBadRule on_bad, RuleSet& set)
    : file_name_(file_name), vocabulary_(vocabulary), on_bad_(on_bad), set_(set) {
  for (const Rule& rule : set.rules) origins_.emplace(rule.id, rule.origin);
}

std::string RuleAdder::Place(int line) const { return fmt::format("{}:{}", file_name_, line); }

Status RuleAdder::Add(Rule rule, int line, std::optional<Mistake> mistake, const LineOf& line_of) {
  rule.origin = Place(line);
  if (!mistake) mistake = Check(rule, line, line_of);
  if (mistake) return Refuse(rule.id, *mistake);
  origins_.emplace(rule.id, rule.origin);
  set_.rules.push_back(std::move(rule));
  return {};
}

Status RuleAdder::Refuse(std::string_view id, const Mistake& mistake) {
  if (on_bad_ == OnBadRule::kSkip) {
    set_.skipped.push_back({std::string(id), Place(mistake.line), mistake.reason});
    return {};
  }
  const std::string who = id.empty() ? "rule" : fmt::format("rule {}", id);
  return Error{ErrorCode::kInvalidRule, fmt::format("{}: {}: {}", Place(mistake.line), who, mistake.reason)};
}

std::optional<Mistake> RuleAdder::Check(Rule& rule, int line, const LineOf& line_of) const {
  if (rule.family.empty()) {
    if (on_bad_ == OnBadRule::kFail) return Mistake{line, "'family' is missing"};
    rule.family = "custom";
  }
  if (const auto objection = CheckRule(vocabulary_, rule)) {
    return Mistake{line_of(objection->key), fmt::format("'{}': {}", objection->key, objection->reason)};
  }
  if (const auto twice = origins_.find(rule.id); twice != origins_.end()) {
    return Mistake{line_of("id"), fmt::format("the id is taken by the rule at {}", twice->second)};
  }
  return std::nullopt;
}

}  // namespace packrake
