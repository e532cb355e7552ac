#include "findings/allow.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

Finding FindingOf(std::string_view secret, std::string rule = "r") {
  Finding finding;
  finding.rule = std::move(rule);
  finding.secret = Secret(secret);
  return finding;
}

TEST(AllowedValues, SuppressesByValuePatternAndWord) {
  auto allow = AllowedValues::Make({.values = {"exact"}, .patterns = {"^[0-9]+$"}, .stop_words = {"Example"}}, "c:1");
  ASSERT_TRUE(allow);
  const auto ask = [&](std::string_view secret) { return (*allow)->Suppresses(FindingOf(secret), Location()); };
  EXPECT_EQ(ask("exact"), "c:1");
  EXPECT_EQ(ask("exactly"), "");
  EXPECT_EQ(ask("12345"), "c:1");
  EXPECT_EQ(ask("12345a"), "");
  EXPECT_EQ(ask("my-EXAMPLE-key"), "c:1");
  EXPECT_EQ(ask(""), "") << "a call has no value to allow";
}

TEST(AllowedValues, RefusesAPatternThatDoesNotCompile) {
  AllowRule rule;
  rule.patterns = {"("};
  auto allow = AllowedValues::Make(rule, "c:1");
  ASSERT_FALSE(allow);
  EXPECT_EQ(allow.error().message.substr(0, 4), "c:1:");
}

TEST(DisabledRules, SuppressesByRule) {
  const DisabledRules disabled({"jwt.*"}, "c:2");
  EXPECT_EQ(disabled.Suppresses(FindingOf("x", "jwt.token"), Location()), "c:2");
  EXPECT_EQ(disabled.Suppresses(FindingOf("x", "pem.key"), Location()), "");
}

}  // namespace
}  // namespace packrake
