#include "text/regex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Regex MustCompile(std::string_view pattern) {
  auto regex = Regex::Compile(pattern);
  EXPECT_TRUE(regex) << pattern;
  return regex ? *std::move(regex) : *Regex::Compile("$^a");
}

struct SecretCase {
  std::string_view pattern;
  std::string_view text;
  Span whole;
  Span secret;
};

TEST(Regex, TheSecretIsTheNamedGroupThenGroupOneThenTheWhole) {
  const SecretCase kCases[] = {
      {"k=(a+)(?P<secret>b+)", "xk=aabb", {1, 7}, {5, 7}},
      {"k=(a+)(b+)", "xk=aabb", {1, 7}, {3, 5}},
      {"k=a+", "xk=aabb", {1, 5}, {1, 5}},
      {"k=(?:(a+)|b)", "k=b", {0, 3}, {0, 3}},  // the group took no part
      {"(a)(b)(c)(d)(e)(?P<secret>f)", "abcdef", {0, 6}, {5, 6}},
      {"k(?P<secret>)", "k", {0, 1}, {1, 1}},
  };
  for (const SecretCase& row : kCases) {
    Regex::Match match;
    ASSERT_TRUE(MustCompile(row.pattern).Find(row.text, 0, &match)) << row.pattern;
    EXPECT_EQ(match.whole, row.whole) << row.pattern;
    EXPECT_EQ(match.secret, row.secret) << row.pattern;
  }
  EXPECT_TRUE(MustCompile("(?P<secret>x)").has_named_secret());
  EXPECT_FALSE(MustCompile("(x)").has_named_secret());
  EXPECT_EQ(MustCompile("(x)(y)").group_count(), 2);
}

TEST(Regex, FindsFromAnOffsetWithWhatStandsBeforeItAsContext) {
  Regex::Match match;
  EXPECT_TRUE(MustCompile("a").Find("aXa", 1, &match));
  EXPECT_EQ(match.whole, (Span{2, 3}));
  EXPECT_FALSE(MustCompile("^X").Find("aX", 1, &match));
  EXPECT_FALSE(MustCompile("\\bX").Find("aX", 1, &match));
  EXPECT_TRUE(MustCompile("\\bX").Find(" X", 1, &match));
  EXPECT_FALSE(MustCompile("a").Find("a", 2, &match));
  EXPECT_TRUE(MustCompile("$").Find("a", 1, &match));
}

TEST(Regex, WorksOnBytes) {
  EXPECT_TRUE(MustCompile("^\\xff.\\x00$").Contains(std::string_view("\xff\x80\x00", 3)));
  EXPECT_TRUE(MustCompile("^[^a]$").Contains("\xC3"));
  EXPECT_TRUE(MustCompile("").Contains(""));
}

TEST(Regex, SaysWhyWithoutThePattern) {
  for (const std::string_view pattern : {"hunter2(", "hunter2)", "hunter2[", "*hunter2", "hunter2**", "hunter2{1001}",
                                         "hunter2\\", "hunter2\\8", "hunter2(?=x)", "[z-a]"}) {
    const auto regex = Regex::Compile(pattern);
    ASSERT_FALSE(regex) << pattern;
    EXPECT_EQ(regex.error().code, ErrorCode::kInvalidRule);
    EXPECT_THAT(regex.error().message, HasSubstr("not a regular expression: "));
    EXPECT_THAT(regex.error().message, Not(HasSubstr("hunter2")));
  }
}

TEST(Regex, RefusesWhatWouldTakeTooMuchMemory) { EXPECT_FALSE(Regex::Compile("((a{100}){100}){100}")); }

}  // namespace
}  // namespace packrake
