#include "match/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "match/match_fixture.h"
#include "text/charset.h"

namespace packrake {
namespace {

using Within = ContextRule::Within;

/// The context of the one place where `needle` stands.
std::string ContextRound(const std::string& text, const std::string& needle, Within within, int lines = 0) {
  const std::size_t at = text.find(needle);
  Window window(text);
  return std::string(
      ContextOf({ContextRule::Kind::kRequire, "", within, lines}, {at, at + needle.size(), at, at}, window));
}

TEST(ContextOf, IsTheLineWithoutItsEnd) {
  EXPECT_EQ(ContextRound("a\nb X c\nd", "X", Within::kLine), "b X c");
  EXPECT_EQ(ContextRound("X", "X", Within::kLine), "X");
}

TEST(ContextOf, IsSomeLinesToEitherSide) {
  EXPECT_EQ(ContextRound("a\nb\nc X\nd\ne\n", "X", Within::kLines, 1), "b\nc X\nd");
  EXPECT_EQ(ContextRound("a\nb\nc X\nd\ne\n", "X", Within::kLines, 9), "a\nb\nc X\nd\ne\n");
}

TEST(ContextOf, IsBoundedOnALongLine) {
  const std::string text = std::string(100000, 'a') + "X" + std::string(100000, 'b');
  EXPECT_EQ(ContextRound(text, "X", Within::kLine).size(), 2 * 4096u + 1);
}

struct CallCase {
  std::string text;
  std::string match;
  std::string context;
};

const CallCase kCalls[] = {
    {"x = f(a, b); g()", "f(", "x = f(a, b)"},
    {"x = f(a,\n  (b),\n c); g()", "f(", "x = f(a,\n  (b),\n c)"},
    {"f(a, ')', \"(\", `)`) + 1", "f(", "f(a, ')', \"(\", `)`)"},
    {"f(a, 'it\\'s )') + 1", "f(", "f(a, 'it\\'s )')"},
    {"f(a,\n  flag=False, # don't )\n  b) + 1", "flag=False", "  flag=False, # don't )"},
    {"f(a,\n  flag=False,\n  b) + 1", "flag=False", "  flag=False,\n  b)"},
    {"f (a) + (b)", "f", "f (a)"},
    {"f(\"\"\"x\n)\n\"\"\", 1) + 1", "f(", "f(\"\"\"x\n)\n\"\"\", 1)"},
    {"f(a, b", "f(", "f(a, b"},
    {"f({a: [1, 2]}, b).c(d)", "f(", "f({a: [1, 2]}, b)"},
};

TEST(ContextOf, IsTheCallToTheBracketThatClosesIt) {
  for (const CallCase& row : kCalls)
    EXPECT_EQ(ContextRound(row.text, row.match, Within::kCall), row.context) << row.text;
}

TEST(ContextOf, EndsACallThatIsNeverClosed) {
  std::string text = "f(\n";
  for (int i = 0; i < 200; ++i) text += "line\n";
  EXPECT_EQ(ContextRound(text, "f(", Within::kCall), "f(\n" + text.substr(3, 63 * 5 - 1));
  EXPECT_EQ(ContextRound("f(" + std::string(1 << 20, 'x'), "f(", Within::kCall).size(), 2u + (16 << 10));
}

TEST(RequiredEntropy, IsTheMinimumForLongValuesAndLessForShortOnes) {
  EXPECT_DOUBLE_EQ(RequiredEntropy(3.5, "base64", 32), 3.5);
  EXPECT_DOUBLE_EQ(RequiredEntropy(3.5, "base64", 400), 3.5);
  EXPECT_LT(RequiredEntropy(3.5, "base64", 8), 2.5);
  EXPECT_GT(RequiredEntropy(3.5, "base64", 8), 1.5);
  EXPECT_DOUBLE_EQ(RequiredEntropy(3.5, "no such alphabet", 8), 3.5);
}

class ValueFilters : public testing::Test {
 protected:
  bool Passes(const Rule& rule, const AllowRule& global, std::string_view secret) {
    const CompiledRule compiled(rule, nullptr, 0);
    return PassesValueFilters(compiled, CompiledAllow(global), secret);
  }
};

TEST_F(ValueFilters, AskForLengthAndEntropy) {
  Rule rule = MakeRule("r", "x");
  rule.min_length = 6;
  rule.entropy = {3.0, "hex"};
  EXPECT_FALSE(Passes(rule, {}, "a1b2c"));
  EXPECT_FALSE(Passes(rule, {}, "aaaaaaaaaaaaaaaa"));
  EXPECT_TRUE(Passes(rule, {}, "0123456789abcdef"));
}

TEST_F(ValueFilters, LetListedValuesPassByWholeByWordAndByPattern) {
  Rule rule = MakeRule("r", "x");
  rule.allow = {{"exact"}, {"^test-"}, {"Dummy"}};
  EXPECT_FALSE(Passes(rule, {}, "exact"));
  EXPECT_TRUE(Passes(rule, {}, "exactly"));
  EXPECT_FALSE(Passes(rule, {}, "test-1"));
  EXPECT_TRUE(Passes(rule, {}, "a-test-1"));
  EXPECT_FALSE(Passes(rule, {}, "xDUMMYx"));
  EXPECT_FALSE(Passes(MakeRule("r", "x"), {{"global"}, {}, {}}, "global"));
}

}  // namespace
}  // namespace packrake
