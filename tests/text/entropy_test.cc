#include "text/entropy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace packrake {
namespace {

TEST(Entropy, IsZeroForNothingAndForOneByteRepeated) {
  EXPECT_EQ(ShannonEntropy(""), 0);
  EXPECT_EQ(ShannonEntropy("aaaa"), 0);
  EXPECT_FALSE(std::signbit(ShannonEntropy("aaaa")));
}

TEST(Entropy, IsTheLogarithmOfTheAlphabetWhenEveryByteIsAsFrequent) {
  EXPECT_DOUBLE_EQ(ShannonEntropy("ab"), 1);
  EXPECT_DOUBLE_EQ(ShannonEntropy("abcdabcd"), 2);
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_DOUBLE_EQ(ShannonEntropy(all), 8);
}

TEST(Entropy, WeighsFrequencies) { EXPECT_NEAR(ShannonEntropy("aaab"), 0.811278, 1e-6); }

}  // namespace
}  // namespace packrake
