#include "match/compiled_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/ascii.h"
#include "match/encoded_forms.h"
#include "match/search.h"

namespace packrake {
namespace {

std::vector<std::string> LowerAll(const std::vector<std::string>& words) {
  std::vector<std::string> lower;
  for (const std::string& word : words) {
    if (!word.empty()) lower.push_back(Lower(word));
  }
  return lower;
}

Status CheckPattern(const LazyRegex& pattern, const Rule* rule, std::string_view key) {
  auto checked = pattern.Check();
  if (checked) return {};
  const std::string place = rule == nullptr ? "allow" : fmt::format("{}: rule {}", rule->origin, rule->id);
  return Error{ErrorCode::kInvalidRule, fmt::format("{}: '{}': {}", place, key, checked.error().message)};
}

}  // namespace

CompiledAllow::CompiledAllow(const AllowRule& rule) : values(rule.values), stop_words(LowerAll(rule.stop_words)) {
  std::sort(values.begin(), values.end());
  for (const std::string& pattern : rule.patterns) patterns.emplace_back(pattern);
}

CompiledRule::CompiledRule(const Rule& source, const Examiner* found_examiner, std::uint32_t decoder_mask)
    : rule(&source),
      pattern(source.pattern),
      keywords(LowerAll(source.keywords)),
      allow(source.allow),
      examiner(found_examiner),
      decoders(decoder_mask) {
  for (const ContextRule& condition : source.context) context.emplace_back(condition);
}

Result<std::unique_ptr<CompiledRules>> CompiledRules::Create(const RuleSet& rules, const ExaminerTable& examiners,
                                                             std::string_view filters) {
  std::unique_ptr<CompiledRules> compiled(new CompiledRules(filters));
  compiled->set_ = rules;
  compiled->allow_ = std::make_unique<CompiledAllow>(rules.allow);
  for (const Rule& rule : compiled->set_.rules) {
    const Examiner* examiner = nullptr;
    if (!rule.examine.empty()) {
      const auto found = examiners.find(rule.examine);
      if (found == examiners.end()) {
        return Error{ErrorCode::kInvalidRule,
                     fmt::format("{}: rule {}: there is no examiner '{}'", rule.origin, rule.id, rule.examine)};
      }
      examiner = found->second;
    }
    auto decoders = DecodersOf(rule);
    if (!decoders) return std::move(decoders).error();
    compiled->rules_.emplace_back(rule, examiner, *decoders).filter = compiled->filters_.Of(rule.pattern);
  }
  using WhatMatches = std::tuple<std::string_view, std::vector<std::string>, int, const Examiner*>;
  std::map<WhatMatches, const CompiledRule*> firsts;
  for (CompiledRule& rule : compiled->rules_) {
    const WhatMatches what{rule.rule->pattern, rule.keywords, rule.rule->max_line, rule.examiner};
    rule.twin = firsts.try_emplace(what, &rule).first->second;
  }
  return compiled;
}

Status CompiledRules::Check() const {
  for (const LazyRegex& pattern : allow_->patterns) {
    if (auto checked = CheckPattern(pattern, nullptr, "patterns"); !checked) return checked;
  }
  for (const CompiledRule& rule : rules_) {
    if (auto checked = CheckPattern(rule.pattern, rule.rule, "pattern"); !checked) return checked;
    for (const LazyRegex& pattern : rule.allow.patterns) {
      if (auto checked = CheckPattern(pattern, rule.rule, "allow.patterns"); !checked) return checked;
    }
    for (const CompiledContext& context : rule.context) {
      if (auto checked = CheckPattern(context.pattern, rule.rule, "context.pattern"); !checked) return checked;
    }
  }
  return {};
}

}  // namespace packrake
