#include "match/line_filters.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "match/compiled_rules.h"
#include "match/judge.h"
#include "match/match_fixture.h"
#include "text/regex.h"

namespace packrake {
namespace {

const std::vector<std::string> kPatterns = {R"((?i)\b(?:log|print)\w*\(.*?token[ \t]*[,)])",
                                            R"(^[ \t]*key:[ \t]*(?P<secret>\S{4,40})$)",
                                            R"(a.{0,30}b|[^\x00-\x7f]{2}c)", R"(x*)",
                                            R"x((?i)set-cookie:[ \t]*[^\r;]*;\b|"\w+"\s*=>\s*"(?P<secret>[^"]{2,})")x"};

RuleSet SetOf(const std::vector<std::string>& patterns) {
  RuleSet set;
  for (const std::string& pattern : patterns)
    set.rules.push_back(MakeRule("r" + std::to_string(set.rules.size()), pattern));
  return set;
}

std::string RandomLine(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "log", "PRINT",    "(", ")", "token",       " ", "\t", ",",  "key:", "abcd", "a",
      "b",   "\xc3\xa9", "c", "x", "Set-Cookie:", ";", "\"", "=>", "\r",   "\v",   "_"};
  std::string line;
  for (auto n = random() % 14; n > 0; --n) line += kPieces[random() % kPieces.size()];
  return line;
}

TEST(LineFilters, PassEveryLineThatMatchesAndFewOthers) {
  const auto serialized = LineFilters::Serialize(SetOf(kPatterns));
  ASSERT_TRUE(serialized) << serialized.error().message;
  const LineFilters filters(*serialized);
  LineSieve sieve;
  std::mt19937 random(11);
  int matched = 0, kept_out = 0, others = 0;
  for (const std::string& pattern : kPatterns) {
    const LineFilter* filter = filters.Of(pattern);
    ASSERT_NE(filter, nullptr) << pattern;
    const Regex regex = Regex::Compile(pattern).value();
    for (int i = 0; i < 4000; ++i) {
      const std::string line = RandomLine(random);
      const bool may = sieve.MayMatch(*filter, line);
      if (regex.Contains(line)) {
        ++matched;
        EXPECT_TRUE(may) << pattern << " on " << testing::PrintToString(line);
      } else if (line.find('\v') == std::string::npos) {  // such lines pass: the two disagree on what \s is
        ++others;
        kept_out += may ? 0 : 1;
      }
    }
  }
  EXPECT_GT(matched, 4000);
  EXPECT_GT(kept_out, others * 4 / 5);
}

TEST(LineFilters, AreThereForTheirPatternsAlone) {
  const auto serialized = LineFilters::Serialize(SetOf({"abc[0-9]"}));
  ASSERT_TRUE(serialized);
  const LineFilters filters(*serialized);
  EXPECT_NE(filters.Of("abc[0-9]"), nullptr);
  EXPECT_EQ(filters.Of("abc[0-8]"), nullptr);
  EXPECT_EQ(LineFilters("").Of("abc[0-9]"), nullptr);
}

TEST(LineFilters, OfBytesCutShortOrDamagedLetEveryLinePass) {
  auto serialized = LineFilters::Serialize(SetOf({"abc[0-9]", "defg"}));
  ASSERT_TRUE(serialized);
  for (std::size_t size = 0; size < serialized->size(); size += 97) {
    const LineFilters filters(std::string_view(*serialized).substr(0, size));
    LineSieve sieve;
    const LineFilter* filter = filters.Of("defg");
    EXPECT_TRUE(filter == nullptr || sieve.MayMatch(*filter, "defg"));
  }
  serialized->at(40) ^= 1;  // of the first filter's magic
  const LineFilters filters(*serialized);
  LineSieve sieve;
  ASSERT_NE(filters.Of("abc[0-9]"), nullptr);
  EXPECT_TRUE(sieve.MayMatch(*filters.Of("abc[0-9]"), "nothing"));
  EXPECT_FALSE(sieve.MayMatch(*filters.Of("defg"), "nothing"));
}

TEST(LineFilters, AreMadeReadyWhenThereAreLinesEnough) {
  const auto serialized = LineFilters::Serialize(SetOf({"abc[0-9]"}));
  ASSERT_TRUE(serialized);
  const LineFilters filters(*serialized);
  const LineFilter& filter = *filters.Of("abc[0-9]");
  LineSieve sieve(3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(sieve.MayMatch(filter, "nothing"));
  EXPECT_FALSE(sieve.MayMatch(filter, "nothing"));
  EXPECT_FALSE(LineSieve(3).MayMatch(filter, std::string(5000, 'x')));
}

TEST(LineFilters, ChangeNothingThatIsFound) {
  const RuleSet set = SetOf(kPatterns);
  const auto serialized = LineFilters::Serialize(set);
  ASSERT_TRUE(serialized);
  const auto with = CompiledRules::Create(set, TestExaminers(), *serialized);
  const auto without = CompiledRules::Create(set, TestExaminers());
  ASSERT_TRUE(with && without);
  LineSieve sieve;
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) {
    const std::string line = RandomLine(random);
    for (std::size_t rule = 0; rule < set.rules.size(); ++rule) {
      std::vector<PatternMatch> one, other;
      MatchesOnLine((**with)[rule], line, {0, line.size()}, sieve, one);
      MatchesOnLine((**without)[rule], line, {0, line.size()}, sieve, other);
      ASSERT_EQ(one.size(), other.size()) << kPatterns[rule] << " on " << testing::PrintToString(line);
    }
  }
}

}  // namespace
}  // namespace packrake
