#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <random>
#include <sstream>

#include "credential/examiners.h"
#include "match/line_filters.h"
#include "match/scanner.h"
#include "rules/lint.h"
#include "rules/load.h"
#include "support/fake_secrets.h"
#include "support/source_folder.h"
#include "support/temp_folder.h"
#include "text/decode.h"
#include "text/regex.h"

// The built-in rules against their own examples, with the scanner and the examiners that users run.
namespace packrake {
namespace {

using ::testing::IsEmpty;

const std::filesystem::path kPatterns = SourceFolder() / "patterns";

/// Remembers which rules hit.
class RuleList : public HitSink {
 public:
  void Add(Hit hit) override { rules.push_back(hit.rule); }
  std::vector<std::uint32_t> rules;
};

class Patterns : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    RuleVocabulary vocabulary;
    for (const auto& [name, examiner] : Examiners()) vocabulary.examiners.emplace_back(name);
    for (const Decoder* decoder : Decoders()) vocabulary.decoders.emplace_back(decoder->name());
    rules_ = new RuleSet;
    const auto loaded = AddRulesFrom(kPatterns, vocabulary, OnBadRule::kFail, *rules_);
    ASSERT_TRUE(loaded) << loaded.error().message;
    // Compiled here and not taken from the user's cache, which a test must neither need nor fill.
    const auto database = Matcher::SerializeDatabase(*rules_);
    ASSERT_TRUE(database) << database.error().message;
    auto filters = Matcher::SerializeLineFilters(*rules_);
    ASSERT_TRUE(filters) << filters.error().message;
    filters_ = new std::string(*std::move(filters));
    auto matcher = Matcher::Create(*rules_, Examiners(), *database, *filters_);
    ASSERT_TRUE(matcher) << matcher.error().message;
    matcher_ = std::move(*matcher).release();
  }
  static void TearDownTestSuite() {
    delete matcher_;
    delete filters_;
    delete rules_;
  }

  void SetUp() override { ASSERT_NE(matcher_, nullptr); }

  /// The ids of the rules that see something in `text`.
  static std::vector<std::string> RulesThatHit(std::string_view text) {
    RuleList hits;
    Blob blob;
    blob.bytes = text;
    matcher_->NewScanner({})->Scan(blob, hits);
    std::vector<std::string> ids;
    for (const std::uint32_t rule : hits.rules) ids.push_back(rules_->rules.at(rule).id);
    return ids;
  }

  static const std::vector<Rule>& rules() { return rules_->rules; }
  static std::string_view filters() { return *filters_; }

 private:
  static RuleSet* rules_;
  static std::string* filters_;
  static Matcher* matcher_;
};

RuleSet* Patterns::rules_ = nullptr;
std::string* Patterns::filters_ = nullptr;
Matcher* Patterns::matcher_ = nullptr;

TEST_F(Patterns, EveryRuleIsWholeEnoughToBeBuiltIn) {
  EXPECT_FALSE(rules().empty());
  for (const Rule& rule : rules()) EXPECT_THAT(LintRule(rule), IsEmpty()) << rule.origin << ": " << rule.id;
}

TEST_F(Patterns, EveryAnchorKeepsTheContract) {
  for (const Rule& rule : rules()) {
    const auto checked = CheckAnchor(rule);
    EXPECT_TRUE(checked) << checked.error().message;
  }
}

TEST_F(Patterns, EveryRuleSeesEachOfItsExamples) {
  for (const Rule& rule : rules()) {
    for (std::size_t i = 0; i < rule.examples.size(); ++i) {
      EXPECT_THAT(RulesThatHit(ExpandPlaceholders(rule.examples[i])), ::testing::Contains(rule.id))
          << rule.origin << ": example " << i + 1 << ": " << rule.examples[i];
    }
  }
}

TEST_F(Patterns, EveryRuleIsQuietOnEachOfItsCounterexamples) {
  for (const Rule& rule : rules()) {
    for (std::size_t i = 0; i < rule.counterexamples.size(); ++i) {
      EXPECT_THAT(RulesThatHit(ExpandPlaceholders(rule.counterexamples[i])),
                  ::testing::Not(::testing::Contains(rule.id)))
          << rule.origin << ": counterexample " << i + 1 << ": " << rule.counterexamples[i];
    }
  }
}

// Hyperscan and RE2 on the lines of all examples, whole, cut and with signs in other places.
TEST_F(Patterns, EveryFilterPassesTheLinesThatItsPatternMatches) {
  const LineFilters by_pattern(filters());
  LineSieve sieve;
  std::mt19937 random(3);
  for (const Rule& rule : rules()) {
    const LineFilter* filter = by_pattern.Of(rule.pattern);
    ASSERT_NE(filter, nullptr) << rule.id << ": Hyperscan does not take its pattern";
    const Regex pattern = Regex::Compile(rule.pattern).value();
    std::vector<std::string> lines;
    for (const auto* examples : {&rule.examples, &rule.counterexamples}) {
      for (const std::string& example : *examples) {
        std::istringstream text(ExpandPlaceholders(example));
        for (std::string line; std::getline(text, line);) lines.push_back(line);
      }
    }
    for (std::string line : lines) {
      for (int turn = 0; turn < 12 && !line.empty(); ++turn) {
        EXPECT_TRUE(!pattern.Contains(line) || sieve.MayMatch(*filter, line)) << rule.id << ": " << line;
        const std::size_t at = random() % line.size(), other = random() % line.size();
        if (turn % 3 == 2)
          line.erase(at, 1);
        else
          std::swap(line[at], line[other]);
      }
    }
  }
}

// Tokens and keys are what other scanners report. The code examples of the other rules are meant to be seen.
TEST_F(Patterns, TheirFilesHoldNoTokenAndNoKey) {
  for (const auto& entry : std::filesystem::directory_iterator(kPatterns)) {
    if (entry.path().extension() != ".yaml") continue;
    for (const std::string& id : RulesThatHit(ReadTestFile(entry.path()))) {
      if (id == "jwt.key.sink") continue;  // its examples are cut short with dots, as the founding text's are
      const auto rule = std::ranges::find(rules(), id, &Rule::id);
      EXPECT_THAT(rule->family, ::testing::AnyOf("hmac-secret", "jwt-misuse", "jwt-use", "passphrase"))
          << entry.path() << ": " << id;
    }
  }
}

TEST(RulesPage, ItsWorkedExampleLoadsAndDoesWhatItSays) {
  const std::string page = ReadTestFile(SourceFolder() / "docs" / "RULES.md");
  const std::size_t begin = page.find("```yaml\n") + 8;
  const std::string text = page.substr(begin, page.find("```\n", begin) - begin);
  RuleSet set;
  const auto loaded = AddRules(text, "docs/RULES.md", {}, OnBadRule::kFail, set);
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto database = Matcher::SerializeDatabase(set);
  ASSERT_TRUE(database) << database.error().message;
  const auto matcher = Matcher::Create(set, {}, *database);
  ASSERT_TRUE(matcher);
  const auto hits_in = [&](const std::string& example) {
    RuleList hits;
    const std::string bytes = ExpandPlaceholders(example);
    Blob blob;
    blob.bytes = bytes;
    (*matcher)->NewScanner({})->Scan(blob, hits);
    return hits.rules.size();
  };
  const Rule& rule = set.rules.at(0);
  EXPECT_THAT(LintRule(rule), IsEmpty());
  for (const std::string& example : rule.examples) EXPECT_EQ(hits_in(example), 1u) << example;
  for (const std::string& counterexample : rule.counterexamples)
    EXPECT_EQ(hits_in(counterexample), 0u) << counterexample;
}

TEST_F(Patterns, TheCompactFormIsTheSameRules) {
  RuleSet set;
  set.rules = rules();
  const auto again = ReadCompactRules(WriteCompactRules(set));
  ASSERT_TRUE(again);
  EXPECT_EQ(RulesDigest(*again), RulesDigest(set));
}

}  // namespace
}  // namespace packrake
