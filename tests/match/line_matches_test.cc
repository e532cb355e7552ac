#include "match/line_matches.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "match/match_fixture.h"

namespace packrake {
namespace {

std::vector<std::size_t> Offsets(const std::vector<PatternMatch>& matches) {
  std::vector<std::size_t> offsets;
  for (const PatternMatch& match : matches)
    offsets.insert(offsets.end(), {match.begin, match.end, match.secret_begin, match.secret_end});
  return offsets;
}

// Versions of one text have most lines in common, at other places.
TEST(LineMatches, AreThoseOfTheLineWhereverItStands) {
  RuleSet set;
  set.rules = {MakeRule("a", "x=([a-z]+)"), MakeRule("b", "[a-z]{3}"), MakeRule("c", "x=([a-z]+)")};
  const auto rules = CompiledRules::Create(set, ExaminerTable());
  ASSERT_TRUE(rules);
  std::mt19937 random(7);
  const auto word = [&random](std::string_view letters) {
    std::string made;
    for (auto n = random() % 6; n > 0; --n) made += letters[random() % letters.size()];
    return made;
  };
  std::vector<std::string> lines{std::string(3000, 'y'), "x=" + std::string(1021, 'z'), "x=" + std::string(1022, 'z')};
  std::string many;
  for (int i = 0; i < 40; ++i) many += "x=a ";
  lines.push_back(many);
  for (int i = 0; i < 30; ++i) lines.push_back("x=" + word("ab=x ") + " x=" + word("ab ") + (i % 5 == 0 ? "\r" : ""));

  LineMatches known;
  LineSieve sieve;
  for (int version = 0; version < 40; ++version) {
    std::string text;
    std::vector<Span> spans;
    for (int i = 0; i < 20; ++i) {
      const std::string& line = lines[random() % lines.size()];
      spans.push_back({text.size(), text.size() + line.size()});
      text += line + '\n';
    }
    known.Clear();
    for (int asked = 0; asked < 60; ++asked) {
      const CompiledRule& rule = (**rules)[random() % set.rules.size()];
      const Span span = spans[random() % spans.size()];
      std::vector<PatternMatch> expected, found;
      MatchesOnLine(rule, text, span, sieve, expected);
      known.Append(rule, text, span, sieve, found);
      ASSERT_EQ(Offsets(found), Offsets(expected)) << "version " << version;
    }
  }
}

}  // namespace
}  // namespace packrake
