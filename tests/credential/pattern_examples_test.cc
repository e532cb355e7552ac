#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "credential/examine_text.h"
#include "credential/examiners.h"
#include "match/scanner.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

class Hits : public HitSink {
 public:
  void Add(Hit hit) override { hits.push_back(std::move(hit)); }
  std::vector<Hit> hits;
};

/// Ids of the rules that hit in `text`, through the scanner or, where one is given, through the plain reference.
std::vector<std::string> RulesThatHit(const Matcher& matcher, const std::string& text, ReferenceScanner* reference) {
  Hits sink;
  Blob blob;
  blob.bytes = text;
  if (reference != nullptr) {
    reference->Scan(blob, sink);
  } else {
    matcher.NewScanner({})->Scan(blob, sink);
  }
  std::vector<std::string> ids;
  for (const Hit& hit : sink.hits) ids.push_back(matcher.rules().rules[hit.rule].id);
  return ids;
}

bool IsOfTokensAndKeys(const Rule& rule) {
  return rule.origin.find("jwt-token.yaml") != std::string::npos ||
         rule.origin.find("private-key.yaml") != std::string::npos ||
         rule.origin.find("keystore.yaml") != std::string::npos;
}

class PatternExamples : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const Rule& rule : RepositoryRules().rules) {
      if (IsOfTokensAndKeys(rule)) rules_.rules.push_back(rule);
    }
    auto matcher = Matcher::Create(rules_, Examiners());
    ASSERT_TRUE(matcher) << matcher.error().message;
    matcher_ = *std::move(matcher);
    reference_ = std::make_unique<ReferenceScanner>(rules_, Examiners());
  }
  RuleSet rules_;
  std::unique_ptr<Matcher> matcher_;
  std::unique_ptr<ReferenceScanner> reference_;
  ReferenceScanner* none_ = nullptr;
};

TEST_F(PatternExamples, EveryExampleHitsItsRule) {
  for (const Rule& rule : rules_.rules) {
    EXPECT_GE(rule.examples.size(), 3U) << rule.id;
    for (std::size_t i = 0; i < rule.examples.size(); ++i) {
      const std::string text = ExpandPlaceholders(rule.examples[i]);
      for (ReferenceScanner* reference : {none_, reference_.get()}) {
        EXPECT_THAT(RulesThatHit(*matcher_, text, reference), ::testing::Contains(rule.id))
            << "example " << i + 1 << " of " << rule.id << (reference != nullptr ? " by the reference: " : ": ")
            << rule.examples[i];
      }
    }
  }
}

TEST_F(PatternExamples, NoCounterexampleHitsItsRule) {
  for (const Rule& rule : rules_.rules) {
    EXPECT_GE(rule.counterexamples.size(), 3U) << rule.id;
    for (std::size_t i = 0; i < rule.counterexamples.size(); ++i) {
      const std::string text = ExpandPlaceholders(rule.counterexamples[i]);
      for (ReferenceScanner* reference : {none_, reference_.get()}) {
        EXPECT_THAT(RulesThatHit(*matcher_, text, reference), ::testing::Not(::testing::Contains(rule.id)))
            << "counterexample " << i + 1 << " of " << rule.id << ": " << rule.counterexamples[i];
      }
    }
  }
}

}  // namespace
}  // namespace packrake
