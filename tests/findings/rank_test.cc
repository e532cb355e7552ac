#include "findings/rank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <set>
#include <sstream>

#include "support/source_folder.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;

struct RankCase {
  const char* name;
  Severity base;
  std::vector<std::string> signals;
  const char* path;
  Severity expected;
};

const RankCase kCases[] = {
    {"a rule's severity stands when nothing else is known", Severity::kHigh, {}, "src/app.py", Severity::kHigh},
    {"a proof is critical whatever the rule says", Severity::kLow, {"proved"}, "src/app.py", Severity::kCritical},
    {"a proof lifts the cap of tests", Severity::kHigh, {"proved"}, "tests/app.py", Severity::kCritical},
    {"a proof by a public sample proves nothing",
     Severity::kHigh,
     {"proved", "known-public"},
     "src/a.py",
     Severity::kLow},
    {"a known sample is low even when it parses",
     Severity::kCritical,
     {"known-public", "key-parses"},
     "src/a.pem",
     Severity::kLow},
    {"a shipped default is critical though it is public",
     Severity::kHigh,
     {"shipped-default", "known-public"},
     "conf/a.yml",
     Severity::kCritical},
    {"a shipped default counts in documentation",
     Severity::kHigh,
     {"shipped-default"},
     "docs/install.md",
     Severity::kCritical},
    {"tests hold at medium", Severity::kCritical, {"sink"}, "app/tests/login.py", Severity::kMedium},
    {"fixtures hold at medium", Severity::kHigh, {}, "spec/cassettes/a.yml", Severity::kMedium},
    {"documentation holds at medium", Severity::kCritical, {}, "README.md", Severity::kMedium},
    {"vendored code holds at medium", Severity::kHigh, {}, "a/node_modules/b/c.js", Severity::kMedium},
    {"minified code holds at medium", Severity::kHigh, {}, "dist/app.min.js", Severity::kMedium},
    {"notebooks hold at medium", Severity::kHigh, {}, "work/try.ipynb", Severity::kMedium},
    {"a cap does not raise", Severity::kLow, {}, "tests/a.py", Severity::kLow},
    {"a real key in a test is a real key", Severity::kCritical, {"key-parses"}, "tests/key.pem", Severity::kCritical},
    {"an example in a document is one in code too",
     Severity::kHigh,
     {"doc-example"},
     "src/api.yaml",
     Severity::kMedium},
    {"a module of tests is test code", Severity::kHigh, {"test-module"}, "src/lib.rs", Severity::kMedium},
    {"a doctest holds at medium", Severity::kHigh, {"doc-comment"}, "src/a.py", Severity::kMedium},
    {"recorded traffic holds at medium", Severity::kHigh, {"recorded-traffic"}, "src/a.json", Severity::kMedium},
    {"an expired token falls by two", Severity::kHigh, {"expired"}, "src/a.py", Severity::kLow},
    {"a token without an end rises", Severity::kHigh, {"no-expiry"}, "src/a.py", Severity::kCritical},
    {"an administrator's token rises", Severity::kHigh, {"privileged"}, "src/a.py", Severity::kCritical},
    {"a token meant for the public is low", Severity::kHigh, {"public-token", "no-expiry"}, "src/a.js", Severity::kLow},
    {"an unsigned token is medium", Severity::kHigh, {"alg-none", "privileged"}, "src/a.py", Severity::kMedium},
    {"what is no token sinks", Severity::kHigh, {"not-a-token"}, "src/a.py", Severity::kLow},
    {"a cut token sinks", Severity::kHigh, {"truncated"}, "src/a.py", Severity::kMedium},
    {"an encrypted key is medium", Severity::kCritical, {"encrypted", "key-parses"}, "a.pem", Severity::kMedium},
    {"an encrypted key that was opened is critical",
     Severity::kMedium,
     {"encrypted", "proved"},
     "a.pem",
     Severity::kCritical},
    {"a weakly encrypted key is high", Severity::kCritical, {"encrypted-legacy"}, "a.pem", Severity::kHigh},
    {"what looks like a key but is none is medium",
     Severity::kCritical,
     {"structure-only"},
     "a.pem",
     Severity::kMedium},
    {"filler is low", Severity::kCritical, {"filler", "structure-only"}, "a.pem", Severity::kLow},
    {"a dictionary word is worse", Severity::kHigh, {"dictionary-word"}, "a.py", Severity::kCritical},
    {"a placeholder in code falls by one", Severity::kHigh, {"placeholder"}, "a.py", Severity::kMedium},
    {"a placeholder in an example falls by two", Severity::kHigh, {"placeholder"}, ".env.example", Severity::kLow},
    {"a chart's word to be changed is no word in use",
     Severity::kHigh,
     {"placeholder", "dictionary-word"},
     "charts/shop/values.yaml",
     Severity::kLow},
    {"a word to be changed is in use outside of templates",
     Severity::kHigh,
     {"placeholder", "dictionary-word"},
     "deploy/.env",
     Severity::kHigh},
    {"a placeholder that reaches a call is in use",
     Severity::kCritical,
     {"placeholder", "sink"},
     "a.py",
     Severity::kCritical},
    {"a name that may mean anything sinks", Severity::kHigh, {"generic-name"}, "a.py", Severity::kMedium},
    {"nothing falls below info", Severity::kLow, {"expired", "not-a-token"}, "a.py", Severity::kInfo},
    {"a commented-out secret is high at most", Severity::kCritical, {"in-comment"}, "src/a.py", Severity::kHigh},
    {"a comment takes nothing off high", Severity::kHigh, {"in-comment"}, "src/a.py", Severity::kHigh},
    {"unknown signals do nothing", Severity::kHigh, {"no-such-signal"}, "a.py", Severity::kHigh},
};

RankInput InputOf(const RankCase& c) {
  return {.rule = "r", .severity = c.base, .signals = c.signals, .path = c.path, .reach = Reach::kHead};
}

TEST(RankLocation, GivesEachSignalItsSeverity) {
  for (const RankCase& c : kCases) EXPECT_EQ(Name(RankLocation(InputOf(c)).severity), Name(c.expected)) << c.name;
}

TEST(RankLocation, GivesReasonsThatAddUpToTheScore) {
  for (const RankCase& c : kCases) {
    const Rank rank = RankLocation(InputOf(c));
    const double sum = std::accumulate(rank.reasons.begin(), rank.reasons.end(), 0.0,
                                       [](double total, const ScoreReason& reason) { return total + reason.points; });
    EXPECT_NEAR(sum, rank.score, 0.05) << c.name;
  }
}

TEST(RankLocation, ScoresAWorseSeverityHigherAndAProofHighest) {
  std::vector<Rank> ranks;
  for (const RankCase& c : kCases) {
    for (const bool at_head : {false, true}) {
      RankInput input = InputOf(c);
      input.at_head = at_head;
      if (!at_head) input.reach = Reach::kUnreachable;
      ranks.push_back(RankLocation(input));
      EXPECT_GE(ranks.back().score, 0);
      EXPECT_LE(ranks.back().score, 100);
    }
  }
  for (const Rank& a : ranks) {
    for (const Rank& b : ranks) {
      EXPECT_TRUE(a.severity <= b.severity || a.score > b.score);
    }
  }
  const std::vector<std::string> proved = {"proved"};
  const std::vector<std::string> much = {"shipped-default", "sink", "weak", "jwt-key-name", "dictionary-word"};
  const double weakest_proof = RankLocation({"r", Severity::kLow, proved, "", Reach::kUnreachable}).score;
  const double strongest_other = RankLocation({"r", Severity::kCritical, much, "a.py", Reach::kHead, true, true}).score;
  EXPECT_GT(weakest_proof, strongest_other);
}

TEST(RankLocation, RanksHeadBeforeBranchesBeforeHistoryBeforeTheUnreachable) {
  const auto score = [](Reach reach, bool at_head, bool at_tips) {
    return RankLocation({"r", Severity::kHigh, {}, "a.py", reach, at_head, at_tips}).score;
  };
  EXPECT_GT(score(Reach::kHead, true, true), score(Reach::kRef, false, true));
  EXPECT_GT(score(Reach::kRef, false, true), score(Reach::kHead, false, false));
  EXPECT_GT(score(Reach::kHead, false, false), score(Reach::kReflog, false, false));
  EXPECT_GT(score(Reach::kReflog, false, false), score(Reach::kUnreachable, false, false));
}

TEST(RankLocation, TellsWhyItHoldsBack) {
  const Rank rank = RankLocation({"r", Severity::kCritical, {}, "tests/a.py"});
  EXPECT_THAT(rank.reasons, Contains(Field(&ScoreReason::what, HasSubstr("held at medium: test code"))));
}

TEST(Signals, HaveDistinctNamesAndSayWhatTheyMean) {
  std::set<std::string_view> names;
  for (const Signal& signal : Signals()) {
    EXPECT_TRUE(names.insert(signal.name).second) << signal.name;
    EXPECT_FALSE(signal.what.empty()) << signal.name;
  }
}

// What stands in `line` between quotes and may be a signal's name: lower-case letters, digits and hyphens.
std::vector<std::string> NamesIn(std::string_view line) {
  std::vector<std::string> names;
  for (std::size_t at = line.find('"'); at != std::string_view::npos; at = line.find('"', at + 1)) {
    const std::size_t end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-", at + 1);
    if (end == std::string_view::npos) break;
    if (end == at + 1 || line[end] != '"') continue;
    names.emplace_back(line.substr(at + 1, end - at - 1));
    at = end;
  }
  return names;
}

// What an examiner calls a signal and nobody knows does nothing, silently: this is where it is noticed.
TEST(Signals, HaveARowForEveryNameThatExaminersAndProofsWrite) {
  std::set<std::string_view> known = {"placeholder"};  // its steps depend on the path
  for (const Signal& signal : Signals()) known.insert(signal.name);
  std::size_t found = 0;
  for (const auto& file : std::filesystem::directory_iterator(SourceFolder() / "src/credential")) {
    const bool names = file.path().filename() == "signals.h";
    if (!names && file.path().extension() != ".cc") continue;
    std::istringstream lines(ReadTestFile(file.path()));
    for (std::string line; std::getline(lines, line);) {
      const std::size_t begin = names ? line.find('=') : line.find("signals");
      if (line.starts_with("#include") || begin == std::string::npos) continue;
      for (const std::string& name : NamesIn(std::string_view(line).substr(begin))) {
        EXPECT_TRUE(known.contains(name)) << file.path() << ": " << name;
        ++found;
      }
    }
  }
  EXPECT_GT(found, 10u);
}

}  // namespace
}  // namespace packrake
