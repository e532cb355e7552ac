#include "credential/seen_lines.h"

#include <gtest/gtest.h>

#include <string>

namespace packrake {
namespace {

TEST(SeenLines, KnowsALineTheSecondTime) {
  SeenLines lines;
  EXPECT_FALSE(lines.Saw("secret = 'a'"));
  EXPECT_FALSE(lines.Saw("secret = 'b'"));
  EXPECT_TRUE(lines.Saw("secret = 'a'"));
  EXPECT_FALSE(lines.Saw(""));
  EXPECT_TRUE(lines.Saw(""));
}

TEST(SeenLines, ForgetsButTakesNoNewLineForAKnownOne) {
  SeenLines lines;
  constexpr int kLines = 1'000'000;  // twice the slots
  for (int i = 0; i < kLines; ++i) ASSERT_FALSE(lines.Saw("line " + std::to_string(i)));
  int known = 0;
  for (int i = kLines - 1000; i < kLines; ++i) known += lines.Saw("line " + std::to_string(i)) ? 1 : 0;
  EXPECT_GT(known, 900);
}

}  // namespace
}  // namespace packrake
