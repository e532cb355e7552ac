#include "credential/examine_text.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "credential/examiners.h"
#include "rules/load.h"
#include "support/source_folder.h"
#include "text/decode.h"
#include "text/lines.h"
#include "text/regex.h"

namespace packrake {

const RuleSet& RepositoryRules() {
  static const RuleSet rules = [] {
    RuleVocabulary vocabulary;
    for (const auto& [name, examiner] : Examiners()) vocabulary.examiners.emplace_back(name);
    for (const Decoder* decoder : Decoders()) vocabulary.decoders.emplace_back(decoder->name());
    RuleSet set;
    const auto added = AddRulesFrom(SourceFolder() / "patterns", vocabulary, OnBadRule::kSkip, set);
    EXPECT_TRUE(added) << added.error().message;
    return set;
  }();
  return rules;
}

std::vector<Draft> ExamineText(std::string_view id, std::string_view text) {
  const auto& rules = RepositoryRules().rules;
  const auto rule = std::find_if(rules.begin(), rules.end(), [id](const Rule& r) { return r.id == id; });
  if (rule == rules.end()) {
    ADD_FAILURE() << "no rule " << id;
    return {};
  }
  const auto pattern = Regex::Compile(rule->pattern);
  const Examiner& examiner = *Examiners().at(rule->examine);
  TextCache cache;
  std::vector<PatternMatch> all;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = LineEnd(text, begin);
    Regex::Match match;
    const std::string_view line = text.substr(begin, end - begin);
    for (std::size_t from = 0; from <= line.size() && pattern->Find(line, from, &match); from = match.whole.end) {
      all.push_back(
          {begin + match.whole.begin, begin + match.whole.end, begin + match.secret.begin, begin + match.secret.end});
    }
    begin = end + 1;
  }
  std::vector<Draft> drafts;
  if (examiner.scope() == Examiner::Scope::kText) {
    Window window(text);
    if (!all.empty()) examiner.Examine(*rule, all, window, cache, drafts);
    return drafts;
  }
  for (const PatternMatch& match : all) {
    Window window(text);
    examiner.Examine(*rule, {&match, 1}, window, cache, drafts);
  }
  return drafts;
}

std::string FactOf(const Draft& draft, std::string_view name) {
  for (const Fact& fact : draft.facts) {
    if (fact.name == name) return fact.value;
  }
  return "";
}

bool HasSignal(const Draft& draft, std::string_view name) {
  return std::find(draft.signals.begin(), draft.signals.end(), name) != draft.signals.end();
}

TEST(ExamineText, KnowsEveryRuleOfTheRepository) {
  EXPECT_TRUE(RepositoryRules().skipped.empty());
  for (const SkippedRule& skipped : RepositoryRules().skipped) {
    ADD_FAILURE() << skipped.origin << ": " << skipped.reason;
  }
}

}  // namespace packrake
