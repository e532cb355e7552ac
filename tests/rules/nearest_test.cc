#include "rules/nearest.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

struct NearCase {
  std::string_view word;
  std::string_view answer;
};

TEST(DidYouMean, NamesTheNearestWordWithinTwoEdits) {
  const std::vector<std::string_view> known = {"pattern", "paths", "severity", "cwe"};
  constexpr NearCase kCases[] = {
      {"patern", "; did you mean 'pattern'?"},
      {"path", "; did you mean 'paths'?"},
      {"severety", "; did you mean 'severity'?"},
      {"cew", ""},
      {"cw", ""},
      {"unrelated", ""},
      {"", ""},
  };
  for (const NearCase& row : kCases) EXPECT_EQ(DidYouMean(row.word, known), row.answer) << row.word;
  EXPECT_EQ(DidYouMean(std::string(1'000'000, 'p'), known), "");
}

}  // namespace
}  // namespace packrake
