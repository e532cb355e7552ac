#include "rules/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "text/regex.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const RuleVocabulary kVocabulary{{"jws", "pem"}, {"base64", "hex"}};

constexpr std::string_view kWhole = R"(
rules:
  - id: acme.token
    family: custom
    name: Acme token
    description: What Acme hands out.
    severity: critical
    confidence: low
    pattern: 'acme_(?P<secret>[a-z]{10})'
    anchor: 'acme_'
    keywords: [acme]
    entropy: {min: 2.5, charset: alnum}
    min_length: 8
    max_line: 5000
    paths: ['*.py']
    exclude_paths: ['vendor/']
    allow:
      values: [exactly]
      patterns: ['^x+$']
      stop_words: [sample]
    decode: [base64]
    examine: jws
    context:
      - require: 'token'
        within: lines
        lines: 3
      - unless: 'environ'
        within: call
    tags: [acme, token]
    cwe: [CWE-798]
    references: ['https://acme.example']
    remediation: Revoke it.
    examples: [one, two]
    counterexamples: [three]
allow:
  stop_words: [changeme]
)";

RuleSet MustLoad(std::string_view text, OnBadRule on_bad = OnBadRule::kFail) {
  RuleSet set;
  const auto status = AddRules(text, "t.yaml", kVocabulary, on_bad, set);
  EXPECT_TRUE(status) << status.error().message;
  return set;
}

std::string MistakeIn(std::string_view text) {
  RuleSet set;
  const auto status = AddRules(text, "t.yaml", kVocabulary, OnBadRule::kFail, set);
  EXPECT_FALSE(status) << text;
  if (status) return "";
  EXPECT_EQ(status.error().code, ErrorCode::kInvalidRule);
  return status.error().message;
}

/// A rule file whose one rule is right, but for `more` lines.
std::string RuleWith(std::string_view more, std::string_view pattern = "'acme_[a-z]{10}'") {
  return "rules:\n  - id: a.b\n    family: custom\n    name: A\n    pattern: " + std::string(pattern) + "\n    " +
         std::string(more) + "\n";
}

TEST(AddRules, ReadsEveryKey) {
  const RuleSet set = MustLoad(kWhole);
  ASSERT_THAT(set.rules, SizeIs(1));
  const Rule& rule = set.rules[0];
  EXPECT_EQ(rule.id, "acme.token");
  EXPECT_EQ(rule.family, "custom");
  EXPECT_EQ(rule.name, "Acme token");
  EXPECT_EQ(rule.description, "What Acme hands out.");
  EXPECT_EQ(rule.severity, Severity::kCritical);
  EXPECT_EQ(rule.confidence, Confidence::kLow);
  EXPECT_EQ(rule.pattern, "acme_(?P<secret>[a-z]{10})");
  EXPECT_EQ(rule.anchor, "acme_");
  EXPECT_THAT(rule.keywords, ElementsAre("acme"));
  EXPECT_EQ(rule.entropy.min_bits_per_byte, 2.5);
  EXPECT_EQ(rule.entropy.charset, "alnum");
  EXPECT_EQ(rule.min_length, 8);
  EXPECT_EQ(rule.max_line, 5000);
  EXPECT_THAT(rule.paths, ElementsAre("*.py"));
  EXPECT_THAT(rule.exclude_paths, ElementsAre("vendor/"));
  EXPECT_THAT(rule.allow.values, ElementsAre("exactly"));
  EXPECT_THAT(rule.allow.patterns, ElementsAre("^x+$"));
  EXPECT_THAT(rule.allow.stop_words, ElementsAre("sample"));
  EXPECT_THAT(rule.decode, ElementsAre("base64"));
  EXPECT_EQ(rule.examine, "jws");
  ASSERT_THAT(rule.context, SizeIs(2));
  EXPECT_EQ(rule.context[0].kind, ContextRule::Kind::kRequire);
  EXPECT_EQ(rule.context[0].pattern, "token");
  EXPECT_EQ(rule.context[0].within, ContextRule::Within::kLines);
  EXPECT_EQ(rule.context[0].lines, 3);
  EXPECT_EQ(rule.context[1].kind, ContextRule::Kind::kUnless);
  EXPECT_EQ(rule.context[1].within, ContextRule::Within::kCall);
  EXPECT_THAT(rule.tags, ElementsAre("acme", "token"));
  EXPECT_THAT(rule.cwe, ElementsAre("CWE-798"));
  EXPECT_THAT(rule.references, ElementsAre("https://acme.example"));
  EXPECT_EQ(rule.remediation, "Revoke it.");
  EXPECT_THAT(rule.examples, ElementsAre("one", "two"));
  EXPECT_THAT(rule.counterexamples, ElementsAre("three"));
  EXPECT_EQ(rule.origin, "t.yaml:3");
  EXPECT_THAT(set.allow.stop_words, ElementsAre("changeme"));
}

TEST(AddRules, WhatIsLeftOutHasTheDocumentedDefault) {
  const Rule rule = MustLoad(RuleWith("")).rules.at(0);
  EXPECT_EQ(rule.severity, Severity::kHigh);
  EXPECT_EQ(rule.confidence, Confidence::kHigh);
  EXPECT_EQ(rule.entropy.min_bits_per_byte, 0);
  EXPECT_EQ(rule.min_length, 0);
  EXPECT_EQ(rule.max_line, 0);
  EXPECT_THAT(rule.decode, IsEmpty());
}

struct MistakeCase {
  std::string text;
  std::string_view message;
};

TEST(AddRules, NamesPlaceThingAndReasonOfEveryMistake) {
  const MistakeCase kCases[] = {
      {"rules:\n  - family: custom\n    name: A\n    pattern: abc\n", "t.yaml:2: rule: 'id' is missing"},
      {"rules:\n  - id: a.b\n    family: custom\n    pattern: abc\n", "t.yaml:2: rule a.b: 'name' is missing"},
      {"rules:\n  - id: a.b\n    family: custom\n    name: A\n", "t.yaml:2: rule a.b: 'pattern' is missing"},
      {"rules:\n  - id: a.b\n    name: A\n    pattern: abc\n", "t.yaml:2: rule a.b: 'family' is missing"},
      {RuleWith("severty: high"), "t.yaml:6: rule a.b: unknown key 'severty' in 'rule'; did you mean 'severity'?"},
      {RuleWith("zzzzzzzz: high"), "t.yaml:6: rule a.b: unknown key 'zzzzzzzz' in 'rule'"},
      {RuleWith("severity: severe"), "t.yaml:6: rule a.b: 'severity' must be one of critical, high, medium, low, info"},
      {RuleWith("confidence: critical"), "'confidence' must be one of high, medium, low"},
      {RuleWith("keywords: acme"), "t.yaml:6: rule a.b: 'keywords' must be a list"},
      {RuleWith("keywords: [[a]]"), "'keywords' must hold texts that are not empty"},
      {RuleWith("keywords: ['']"), "'keywords' must hold texts that are not empty"},
      {RuleWith("anchor: [a]"), "'anchor' must be a text"},
      {RuleWith("anchor: ''"), "'anchor' is empty"},
      {RuleWith("anchor: '(a'"), "t.yaml:6: rule a.b: 'anchor': not a regular expression: at byte 3: a ')' is missing"},
      {RuleWith("min_length: many"), "'min_length' must be a number from 0 to"},
      {RuleWith("min_length: -1"), "'min_length' must be a number from 0 to"},
      {RuleWith("min_length: 1.5"), "'min_length' must be a whole number"},
      {RuleWith("min_length: '5'"), "'min_length' must be a number"},
      {RuleWith("min_length: nan"), "'min_length' must be a number"},
      {RuleWith("entropy: 3"), "'entropy' must be a map"},
      {RuleWith("entropy: {min: 9}"), "'min' must be a number from 0 to 8"},
      {RuleWith("entropy: {charset: klingon}"), "'entropy': 'charset' must be one of hex"},
      {RuleWith("entropy: {minimum: 3}"), "unknown key 'minimum' in 'entropy'"},
      {RuleWith("allow: {stopwords: [a]}"), "unknown key 'stopwords' in 'allow'; did you mean 'stop_words'?"},
      {RuleWith("allow: {patterns: ['(a']}"), "'allow': not a regular expression"},
      {RuleWith("decode: [base46]"), "'decode': there is no 'base46'; did you mean 'base64'?"},
      {RuleWith("decode: [none, hex]"), "'decode': 'none' stands alone"},
      {RuleWith("examine: jwss"), "'examine': there is no 'jwss'; did you mean 'jws'?"},
      {RuleWith("context: {require: a}"), "'context' must be a list"},
      {RuleWith("context: [{within: line}]"), "'context' needs either 'require' or 'unless'"},
      {RuleWith("context: [{require: a, unless: b}]"), "'context' needs either 'require' or 'unless'"},
      {RuleWith("context: [{require: a, within: lines}]"), "'lines' goes with 'within: lines'"},
      {RuleWith("context: [{require: a, lines: 3}]"), "'lines' goes with 'within: lines'"},
      {RuleWith("context: [{require: a, within: lines, lines: 51}]"), "'lines' must be a number from 1 to 50"},
      {RuleWith("context: [{require: a, within: file}]"), "'within' must be one of line, lines, call"},
      {RuleWith("context: [{require: '(a'}]"), "'context': not a regular expression"},
      {RuleWith("cwe: [798]"), "'cwe': an entry must look like CWE-798"},
      {RuleWith("tags: [a]\n    categories: [b]"), "'tags' and 'categories' are the same key"},
      {RuleWith("", "'(a'"), "t.yaml:5: rule a.b: 'pattern': not a regular expression: at byte 3: a ')' is missing"},
      {RuleWith("", "'a*'"), "'pattern': it matches the empty text"},
      {RuleWith("", "'a\\nb'"), "'pattern': it needs a line end"},
      {RuleWith("", "'(?=a)b'"), "look-around"},
      {"rules:\n  - id: A b\n    family: custom\n    name: A\n    pattern: abc\n", "rule A b: 'id': it must be words"},
      {"rules:\n  - id: a..b\n    family: custom\n    name: A\n    pattern: abc\n", "'id': it must be words"},
      {"rules:\n  - id: a\n    family: jwt\n    name: A\n    pattern: abc\n", "'family': there is no 'jwt'"},
      {"rules:\n  - id: a\n    family: hmac-secrt\n    name: A\n    pattern: abc\n", "did you mean 'hmac-secret'?"},
      {"rules: [x]\n", "t.yaml:1: rule: 'rule' must be a map"},
      {"rules: x\n", "t.yaml:1: 'rules' must be a list"},
      {"rule: []\n", "t.yaml:1: no rule file: 'rules' is missing"},
      {"[]\n", "t.yaml:1: 'rule file' must be a map"},
      {"", "t.yaml:1: 'rule file' must be a map"},
      {"rules: []\nextra: 1\n", "t.yaml:2: unknown key 'extra' in 'rule file'"},
      {"allow: {patterns: ['(']}\n", "t.yaml:1: 'allow': not a regular"},
      {"rules: [\n", "t.yaml:"},
      {RuleWith("") + RuleWith("").substr(7), "t.yaml:7: rule a.b: the id is taken by the rule at t.yaml:2"},
  };
  for (const MistakeCase& row : kCases) EXPECT_THAT(MistakeIn(row.text), HasSubstr(row.message)) << row.text;
}

TEST(AddRules, SkipsAndNamesABadRuleFromElsewhereAndKeepsTheOthers) {
  const std::string text =
      "rules:\n"
      "  - {id: a.1, name: A, pattern: 'abc'}\n"
      "  - {id: a.2, name: A, pattern: 'abc', validation: {type: http}}\n"
      "  - {name: A, pattern: 'abc'}\n"
      "  - {id: a.3, name: A, pattern: '(?=a)b'}\n"
      "  - {id: a.1, name: A, pattern: 'abc'}\n"
      "  - {id: a.4, name: A, pattern: 'abcd'}\n";
  const RuleSet set = MustLoad(text, OnBadRule::kSkip);
  ASSERT_THAT(set.rules, SizeIs(2));
  EXPECT_EQ(set.rules[0].family, "custom");
  EXPECT_EQ(set.rules[1].id, "a.4");
  ASSERT_THAT(set.skipped, SizeIs(4));
  EXPECT_EQ(set.skipped[0].id, "a.2");
  EXPECT_EQ(set.skipped[0].origin, "t.yaml:3");
  EXPECT_EQ(set.skipped[0].reason, "unknown key 'validation' in 'rule'");
  EXPECT_EQ(set.skipped[1].id, "");
  EXPECT_THAT(set.skipped[2].reason, HasSubstr("look-around"));
  EXPECT_THAT(set.skipped[3].reason, HasSubstr("the id is taken by the rule at t.yaml:2"));
}

TEST(AddRules, AFileThatIsNoRuleFileIsAnErrorEvenWhenRulesAreSkipped) {
  RuleSet set;
  EXPECT_FALSE(AddRules("hello: world\n", "t.yaml", kVocabulary, OnBadRule::kSkip, set));
  EXPECT_FALSE(AddRules(": : :\n\t-", "t.yaml", kVocabulary, OnBadRule::kSkip, set));
}

// The shape of a Nosey Parker file: https://github.com/praetorian-inc/noseyparker, docs/RULES.md.
TEST(AddRules, UnderstandsNoseyParkersKeysAndVerbosePatterns) {
  const RuleSet set = MustLoad(R"(
rules:
- name: Acme Key
  id: np.acme.1
  pattern: |
    (?x)(?i)
    \b acme [_-]? key \s* = \s*   # the name
    ( [a-z0-9]{20} )              # the value
    (?: [^a-z0-9] | $ )
  categories: [api, secret]
  references:
  - https://acme.example/keys
  examples:
  - 'ACME_KEY = {{random:alnum:20:1}}'
  negative_examples:
  - 'acme_key = short'
)",
                               OnBadRule::kSkip);
  ASSERT_THAT(set.skipped, IsEmpty());
  const Rule& rule = set.rules.at(0);
  EXPECT_EQ(rule.family, "custom");
  EXPECT_THAT(rule.tags, ElementsAre("api", "secret"));
  EXPECT_THAT(rule.counterexamples, ElementsAre("acme_key = short"));
  const auto regex = Regex::Compile(rule.pattern);
  ASSERT_TRUE(regex) << rule.pattern;
  Regex::Match match;
  const std::string text = "x ACME-key = abcdefghij0123456789;";
  ASSERT_TRUE(regex->Find(text, 0, &match));
  EXPECT_EQ(text.substr(match.secret.begin, match.secret.size()), "abcdefghij0123456789");
}

TEST(AddRulesFrom, ReadsEveryYamlFileBelowAFolderInOrderOfPath) {
  const TempFolder folder;
  const auto rule = [](std::string_view id) {
    return "rules:\n  - {id: " + std::string(id) + ", family: custom, name: A, pattern: abc}\n";
  };
  WriteTestFile(folder.path() / "rules" / "b.yml", rule("b"));
  WriteTestFile(folder.path() / "rules" / "deep" / "c.yaml", rule("c"));
  WriteTestFile(folder.path() / "rules" / "a.yaml", rule("a"));
  WriteTestFile(folder.path() / "rules" / "notes.txt", "no rules");
  RuleSet set;
  const auto status = AddRulesFrom(folder.path() / "rules", kVocabulary, OnBadRule::kFail, set);
  ASSERT_TRUE(status) << status.error().message;
  ASSERT_THAT(set.rules, SizeIs(3));
  EXPECT_EQ(set.rules[0].origin, "rules/a.yaml:2");
  EXPECT_EQ(set.rules[1].id, "b");
  EXPECT_EQ(set.rules[2].origin, "rules/deep/c.yaml:2");

  RuleSet slash;
  ASSERT_TRUE(AddRulesFrom((folder.path() / "rules").string() + "/", kVocabulary, OnBadRule::kFail, slash));
  EXPECT_EQ(slash.rules[0].origin, "rules/a.yaml:2");
  RuleSet one;
  ASSERT_TRUE(AddRulesFrom(folder.path() / "rules" / "b.yml", kVocabulary, OnBadRule::kFail, one));
  EXPECT_EQ(one.rules[0].origin, (folder.path() / "rules" / "b.yml").string() + ":2");
}

TEST(AddRulesFrom, SaysWhenThereIsNothingToRead) {
  const TempFolder folder;
  RuleSet set;
  EXPECT_EQ(AddRulesFrom(folder.path() / "none.yaml", kVocabulary, OnBadRule::kSkip, set).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(AddRulesFrom(folder.path(), kVocabulary, OnBadRule::kSkip, set).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace packrake
