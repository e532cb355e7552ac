#include <gtest/gtest.h>

#include "rules/load.h"

namespace packrake {
namespace {

Rule FullRule(int number) {
  Rule rule;
  rule.id = "a." + std::to_string(number);
  rule.family = "custom";
  rule.name = "Näme\n\"x\"";
  rule.description = "d";
  rule.severity = Severity::kCritical;
  rule.confidence = Confidence::kLow;
  rule.pattern = "(?i)x\\x00é";
  rule.anchor = "y";
  rule.keywords = {"k", "l"};
  rule.entropy = {3.25, "hex"};
  rule.min_length = 7;
  rule.max_line = 4000;
  rule.paths = {"*.py"};
  rule.exclude_paths = {"b/"};
  rule.allow = {{"v"}, {"p"}, {"w", "x"}};
  rule.decode = {"none"};
  rule.examine = "e";
  rule.context = {{ContextRule::Kind::kUnless, "c", ContextRule::Within::kLines, 5}, {}};
  rule.tags = {"t"};
  rule.cwe = {"CWE-1"};
  rule.references = {"r"};
  rule.remediation = "m";
  rule.examples = {"1"};
  rule.counterexamples = {"2", "3"};
  rule.origin = "f:1";
  return rule;
}

TEST(CompactRules, ReadBackToTheSameText) {
  RuleSet set;
  set.rules = {FullRule(1), Rule(), FullRule(2)};
  set.allow.stop_words = {"g"};
  const std::string text = WriteCompactRules(set);
  const auto again = ReadCompactRules(text);
  ASSERT_TRUE(again);
  EXPECT_EQ(WriteCompactRules(*again), text);
  EXPECT_EQ(RulesDigest(*again), RulesDigest(set));
  const Rule& rule = again->rules.at(2);
  EXPECT_EQ(rule.id, "a.2");
  EXPECT_EQ(rule.severity, Severity::kCritical);
  EXPECT_EQ(rule.pattern, "(?i)x\\x00é");
  EXPECT_EQ(rule.entropy.min_bits_per_byte, 3.25);
  EXPECT_EQ(rule.context.at(0).lines, 5);
  EXPECT_EQ(rule.context.at(0).kind, ContextRule::Kind::kUnless);
  EXPECT_EQ(rule.counterexamples.at(1), "3");
  EXPECT_EQ(again->allow.stop_words.at(0), "g");
}

TEST(CompactRules, TextOfAnotherShapeIsAnErrorAndNeverRules) {
  RuleSet set;
  set.rules = {FullRule(1)};
  const std::string text = WriteCompactRules(set);
  ASSERT_TRUE(ReadCompactRules(text));
  const std::string mark = text.substr(0, text.find("1:1"));
  EXPECT_TRUE(ReadCompactRules(mark + "1:01:01:01:0"));
  EXPECT_FALSE(ReadCompactRules(mark + "1:11:01:01:0"));
  EXPECT_FALSE(ReadCompactRules(mark + "19:99999999999999999991:01:01:0"));
  EXPECT_FALSE(ReadCompactRules(mark + "9:9999999991:01:01:0"));
  EXPECT_FALSE(ReadCompactRules(text + "0:"));
  EXPECT_FALSE(ReadCompactRules("99999999999999999999999:"));
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_FALSE(ReadCompactRules(text.substr(0, size)));
}

TEST(RulesDigest, ChangesWithWhatDecidesFindingsAndWithNothingElse) {
  RuleSet set;
  set.rules = {FullRule(1), FullRule(2)};
  const std::string digest = RulesDigest(set);
  EXPECT_EQ(digest.size(), 64u);

  RuleSet other = set;
  other.rules[1].examples.clear();
  other.rules[1].origin = "elsewhere:9";
  other.rules[1].remediation = "x";
  EXPECT_EQ(RulesDigest(other), digest);

  for (const auto change :
       {+[](RuleSet& s) { s.rules[1].pattern += "x"; }, +[](RuleSet& s) { s.rules.pop_back(); },
        +[](RuleSet& s) { s.allow.values = {"v"}; }, +[](RuleSet& s) { s.rules[0].severity = Severity::kLow; },
        +[](RuleSet& s) { s.rules[0].context[0].lines = 6; },
        +[](RuleSet& s) { std::swap(s.rules[0].allow.values, s.rules[0].allow.patterns); },
        +[](RuleSet& s) { s.rules[0].keywords = {"kl"}; }}) {
    other = set;
    change(other);
    EXPECT_NE(RulesDigest(other), digest);
  }
}

}  // namespace
}  // namespace packrake
