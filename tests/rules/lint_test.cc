#include "rules/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(LintRule, HasNothingToSayOfARuleThatIsWhole) {
  Rule rule;
  rule.description = rule.remediation = "x";
  rule.pattern = "a(?P<secret>b)(c)";
  rule.cwe = rule.references = {"x"};
  rule.examples = rule.counterexamples = {"1", "2", "3"};
  EXPECT_THAT(LintRule(rule), IsEmpty());
  rule.pattern = "a(b)(c)";
  EXPECT_THAT(LintRule(rule), Contains(HasSubstr("none named 'secret'")));
  rule.examples.pop_back();
  EXPECT_THAT(LintRule(rule), Contains("fewer than 3 examples"));
}

}  // namespace
}  // namespace packrake
