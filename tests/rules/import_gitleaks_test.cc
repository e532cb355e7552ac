#include "rules/import_gitleaks.h"

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

RuleSet MustImport(std::string_view text) {
  RuleSet set;
  const auto status = AddGitleaksRules(text, "g.toml", {}, OnBadRule::kSkip, set);
  EXPECT_TRUE(status) << status.error().message;
  return set;
}

TEST(ImportGitleaks, TakesARuleWithItsAllowlists) {
  const RuleSet set = MustImport(R"(
title = "mine"
[[rules]]
id = "Acme-Key"
description = "Acme key"
regex = '''(?i)(acme|emca)_key\s*=\s*([a-z0-9]{20})'''
secretGroup = 2
entropy = 3
keywords = ["acme"]
tags = ["acme"]
[[rules.allowlists]]
description = "samples"
regexes = ['''^0+$''']
stopwords = ["sample"]
[allowlist]
stopwords = ["changeme"]
)");
  ASSERT_THAT(set.skipped, IsEmpty());
  const Rule& rule = set.rules.at(0);
  EXPECT_EQ(rule.id, "acme-key");
  EXPECT_EQ(rule.family, "custom");
  EXPECT_EQ(rule.name, "Acme key");
  EXPECT_EQ(rule.entropy.min_bits_per_byte, 3);
  EXPECT_THAT(rule.tags, ElementsAre("acme"));
  EXPECT_THAT(rule.allow.patterns, ElementsAre("^0+$"));
  EXPECT_THAT(rule.allow.stop_words, ElementsAre("sample"));
  EXPECT_EQ(rule.origin, "g.toml:3");
  EXPECT_THAT(set.allow.stop_words, ElementsAre("changeme"));
  const auto regex = Regex::Compile(rule.pattern);
  ASSERT_TRUE(regex) << rule.pattern;
  Regex::Match match;
  ASSERT_TRUE(regex->Find("ACME_KEY = abcdefghij0123456789", 0, &match));
  EXPECT_EQ(match.secret, (Span{11, 31}));
}

TEST(ImportGitleaks, SkipsAndNamesWhatHasNoCounterpart) {
  const RuleSet set = MustImport(R"toml(
[extend]
useDefault = true
[[rules]]
id = "by-path"
path = '''\.p12$'''
[[rules]]
id = "with-path"
regex = "abc"
path = '''\.tf$'''
[[rules]]
id = "look"
regex = "a(?=b)"
[[rules]]
id = "too-few-groups"
regex = "a(b)"
secretGroup = 2
[[rules]]
id = "line-target"
regex = "abc"
[[rules.allowlists]]
regexTarget = "line"
regexes = ["x"]
[[rules]]
id = "wrong"
regex = 5
[[rules]]
id = "good"
regex = "abc"
[rules.allowlist]
paths = []
)toml");
  ASSERT_THAT(set.rules, SizeIs(1));
  EXPECT_EQ(set.rules[0].id, "good");
  ASSERT_THAT(set.skipped, SizeIs(7));
  EXPECT_EQ(set.skipped[0].id, "");
  EXPECT_THAT(set.skipped[0].reason, HasSubstr("'extend' has no counterpart"));
  EXPECT_THAT(set.skipped[1].reason, HasSubstr("'regex' is missing"));
  EXPECT_THAT(set.skipped[2].reason, HasSubstr("'path' has no counterpart"));
  EXPECT_EQ(set.skipped[2].origin, "g.toml:10");
  EXPECT_THAT(set.skipped[3].reason, HasSubstr("look-around"));
  EXPECT_THAT(set.skipped[4].reason, HasSubstr("'secretGroup' is 2 of 1 groups"));
  EXPECT_THAT(set.skipped[5].reason, HasSubstr("'regexTarget' has no counterpart"));
  EXPECT_THAT(set.skipped[6].reason, HasSubstr("'regex' must be a text"));
}

TEST(ImportGitleaks, IsReachedThroughAddRulesFrom) {
  const TempFolder folder;
  WriteTestFile(folder.path() / "g.toml", "[[rules]]\nid = \"a\"\nregex = \"abc\"\n");
  RuleSet set;
  ASSERT_TRUE(AddRulesFrom(folder.path() / "g.toml", {}, OnBadRule::kSkip, set));
  EXPECT_THAT(set.rules, SizeIs(1));
}

TEST(ImportGitleaks, AnythingElseIsAnErrorWithItsPlace) {
  RuleSet set;
  const auto syntax = AddGitleaksRules("a = 1\nb = [", "g.toml", {}, OnBadRule::kSkip, set);
  ASSERT_FALSE(syntax);
  EXPECT_THAT(syntax.error().message, HasSubstr("g.toml:2: not TOML"));
  EXPECT_FALSE(AddGitleaksRules("a = 1\n", "g.toml", {}, OnBadRule::kSkip, set));
  EXPECT_FALSE(AddGitleaksRules("a = " + std::string(100'000, '['), "g.toml", {}, OnBadRule::kSkip, set));
  EXPECT_FALSE(AddGitleaksRules("[[rules]]\nid = \"a\"\n", "g.toml", {}, OnBadRule::kFail, set));
}

}  // namespace
}  // namespace packrake
