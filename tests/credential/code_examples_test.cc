#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

bool IsOfCode(const Rule& rule) { return rule.examine == "jwt-code" || rule.examine == "jwt-exposure"; }

class CodeExamples : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const Rule& rule : RepositoryRules().rules) {
      if (IsOfCode(rule)) rules_.rules.push_back(rule);
    }
    ASSERT_FALSE(rules_.rules.empty());
    auto matcher = Matcher::Create(rules_, Examiners());
    ASSERT_TRUE(matcher) << matcher.error().message;
    matcher_ = *std::move(matcher);
  }

  bool Fires(const Rule& rule, const std::string& example) const {
    const std::string text = ExpandPlaceholders(example);
    Hits sink;
    Blob blob;
    blob.bytes = text;
    matcher_->NewScanner({})->Scan(blob, sink);
    return std::ranges::any_of(sink.hits, [&](const Hit& hit) { return rules_.rules[hit.rule].id == rule.id; });
  }

  RuleSet rules_;
  std::unique_ptr<Matcher> matcher_;
};

TEST_F(CodeExamples, EveryExampleFiresItsRule) {
  for (const Rule& rule : rules_.rules) {
    EXPECT_GE(rule.examples.size(), 3U) << rule.id;
    for (const std::string& example : rule.examples) EXPECT_TRUE(Fires(rule, example)) << rule.id << ":\n" << example;
  }
}

TEST_F(CodeExamples, NoCounterexampleFiresItsRule) {
  for (const Rule& rule : rules_.rules) {
    EXPECT_GE(rule.counterexamples.size(), 3U) << rule.id;
    for (const std::string& example : rule.counterexamples) {
      EXPECT_FALSE(Fires(rule, example)) << rule.id << ":\n" << example;
    }
  }
}

TEST_F(CodeExamples, EveryRuleHasItsHelp) {
  for (const Rule& rule : rules_.rules) {
    EXPECT_GT(rule.description.size(), 80U) << rule.id;
    EXPECT_GT(rule.remediation.size(), 80U) << rule.id;
    EXPECT_FALSE(rule.cwe.empty()) << rule.id;
    EXPECT_FALSE(rule.references.empty()) << rule.id;
  }
}

}  // namespace
}  // namespace packrake
