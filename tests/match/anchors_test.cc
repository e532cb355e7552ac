#include "match/anchors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "match/match_fixture.h"
#include "match/scanner.h"

namespace packrake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::vector<std::string> LiteralsOf(const Anchor& anchor) {
  std::vector<std::string> literals;
  for (const Literal& literal : anchor.literals) literals.push_back(literal.lower);
  return literals;
}

struct DerivedCase {
  std::string pattern;
  std::string anchor;
};

// The anchor is the rarest literal that every match holds, with a few bytes of the classes beside it.
const DerivedCase kDerived[] = {
    {"tokq_[a-z0-9]{3}", R"(tokq\x5f[0-9a-z][0-9a-z][0-9a-z])"},
    {"tokq_[a-z]{20,}", R"(tokq\x5f[a-z][a-z][a-z][a-z][a-z][a-z][a-z][a-z])"},
    {"^tokq_$", R"(tokq\x5f)"},
    {R"(\btokq_\w*\b)", R"(tokq\x5f)"},
    {"(?P<secret>tokq_.*)", R"(tokq\x5f)"},
    {"-----BEGIN ([A-Z]+ )?PRIVATE KEY-----", R"(PRIVATE\x20KEY\x2d\x2d\x2d\x2d\x2d)"},
    {"[0-9]{4}tokq_", R"([0-9][0-9]tokq\x5f)"},
    {"the (?:key|tokq)x", R"(the\x20(?:key|tokq)x)"},
    {"(?:key|name)[0-9]{4,}tokq_", R"([0-9][0-9]tokq\x5f)"},
    {"tokq_(?:id|key)?[ ]{0,3}:", R"(tokq\x5f(?:id|key)?\x20{0,3}\x3a)"},
    {"tokq_ *:", R"(tokq\x5f(?:\x20{0,16}\x3a|\x20{17}))"},
    {"tokq_ *", R"(tokq\x5f)"},
    {R"((?:key|name)\w{0,9}tokq_)", R"((?:key|name)[0-9A-Z\x5fa-z]{0,9}tokq\x5f)"},
    {R"((?:key|name)\w*tokq_)", R"((?:(?:key|name)[0-9A-Z\x5fa-z]{0,16}|[0-9A-Z\x5fa-z]{17})tokq\x5f)"},
};

TEST(Anchors, AreTheRarestLiteralAndAFewBytesBesideIt) {
  for (const DerivedCase& row : kDerived) {
    const auto anchor = DerivedAnchor(MakeRule("r", row.pattern));
    ASSERT_TRUE(anchor) << row.pattern << ": " << anchor.error().message;
    EXPECT_EQ(*anchor, row.anchor) << row.pattern;
  }
}

TEST(Anchors, SpellOutSmallClassesAndOptionalSigns) {
  const auto anchor = AnchorOf(MakeRule("r", "(?i)jwt[_-]?secret"));
  ASSERT_TRUE(anchor);
  EXPECT_THAT(LiteralsOf(*anchor), UnorderedElementsAre("jwtsecret", "jwt_secret", "jwt-secret"));
  EXPECT_TRUE(anchor->literals[0].caseless());
}

TEST(Anchors, KeepTheSpellingOfThePattern) {
  const auto anchor = AnchorOf(MakeRule("r", "(?i)secretOrKeyQ"));
  ASSERT_TRUE(anchor);
  EXPECT_THAT(anchor->literals[0].Spellings(), ElementsAre("secretOrKeyQ", "secretorkeyq", "SECRETORKEYQ"));
}

TEST(Anchors, OfBranchesAreTheBestOfEach) {
  const auto anchor = AnchorOf(MakeRule("r", R"((?:tokq_\w{4,40}x|(?:qopen|wclose)<\d+>))"));
  ASSERT_TRUE(anchor);
  EXPECT_THAT(LiteralsOf(*anchor), UnorderedElementsAre("tokq_", "qopen<", "wclose<"));
}

TEST(Anchors, NeverHoldALineEndButHoldACarriageReturn) {
  const auto anchor = AnchorOf(MakeRule("r", "tokq_[^a-z]{4}"));
  ASSERT_TRUE(anchor);
  Rule rule = MakeRule("r", "tokq_[^a-z]{4}");
  rule.anchor = "tokq_[^a-z]{4}";
  const auto written = DerivedAnchor(rule);
  ASSERT_TRUE(written);
  RuleSet rules;
  rules.rules.push_back(rule);
  const auto matcher = MakeMatcher(rules);
  EXPECT_EQ(HitsOf(*matcher, "tokq_0\r00").size(), 1u);
  EXPECT_EQ(HitsOf(*matcher, "tokq_0\n00").size(), 0u);
}

struct RefusedCase {
  std::string pattern;
  std::string anchor;
  std::string reason;
};

const RefusedCase kRefused[] = {
    {"[a-f0-9]{32}", "", "three rare bytes"},     {"key = (\\w+)", "", "three rare bytes"},  // a common word
    {"(?:tokq_|x+)\\w+", "", "three rare bytes"},                                            // one branch has none
    {"tokq_\\n\\w+", "", "within one line"},      {"(?:tokq_\\w+)?abc?", "", "three rare bytes"},
    {"tokq_", "tokq_\\w+", "without bound"},      {"tokq_", "tokq_\\w{0,999}abcd", "1008 bytes wide"},
    {"tokq_", "\\w{3}", "three rare bytes"},      {"tokq_", "(tokq_", "anchor"},
    {"--------", "", "three rare bytes"},
};

TEST(Anchors, AreRefusedWithPlaceAndReason) {
  for (const RefusedCase& row : kRefused) {
    Rule rule = MakeRule("bad.rule", row.pattern);
    rule.anchor = row.anchor;
    const auto status = CheckAnchor(rule);
    ASSERT_FALSE(status) << row.pattern;
    EXPECT_EQ(status.error().code, ErrorCode::kInvalidRule);
    EXPECT_THAT(status.error().message, HasSubstr("test.yaml:1: rule bad.rule: "));
    EXPECT_THAT(status.error().message, HasSubstr(row.reason)) << row.pattern;
  }
}

TEST(Anchors, ThatMissAnExampleAreRefused) {
  Rule rule = MakeRule("r", "(?:tokq|tokw)_[0-9]+");
  rule.anchor = "tokq_";
  rule.examples = {"x\ntokq_1\n"};
  EXPECT_TRUE(CheckAnchor(rule));
  rule.examples.push_back("x\ntokw_1\n");
  const auto status = CheckAnchor(rule);
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("an example"));
}

TEST(Anchors, OfEveryTestRuleStandInEveryMatch) {
  for (const Rule& rule : TestRules().rules) EXPECT_TRUE(AnchorOf(rule)) << rule.id;
}

TEST(Rarity, IsNothingForCommonWordsAndSigns) {
  for (const std::string_view common : {"key", "\"key\": ", "https://", "the", " = ", "----------", "x ="}) {
    EXPECT_LT(Rarity(common), kLeastRarity) << common;
  }
  for (const std::string_view rare : {"eyJ", "jwt", "secret", "PRIVATE KEY-----", "$2a$", "AKIA"}) {
    EXPECT_GE(Rarity(rare), kLeastRarity) << rare;
  }
}

}  // namespace
}  // namespace packrake
