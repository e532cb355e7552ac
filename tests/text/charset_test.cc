#include "text/charset.h"

#include <gtest/gtest.h>

#include "support/fake_secrets.h"
#include "text/entropy.h"

namespace packrake {
namespace {

struct CharsetCase {
  std::string_view text;
  std::string_view charset;
};

TEST(Charset, IsTheNarrowestThatHoldsTheText) {
  constexpr CharsetCase kCases[] = {
      {"", "hex"},
      {"00ffAA", "hex"},
      {"00ffg", "alnum"},
      {"ab+/", "base64"},
      {"abcg=", "base64"},
      {"a=b", "ascii"},
      {"ab-_", "base64url"},
      {"ab-+", "ascii"},
      {"a b", "ascii"},
      {"a\tb", "bytes"},
      {"gr\xC3\xBCn", "bytes"},
      {"abcg===", "ascii"},
      {"x-y==", "base64url"},
  };
  for (const CharsetCase& row : kCases) EXPECT_EQ(CharsetOf(row.text), row.charset) << row.text;
}

TEST(ExpectedEntropy, IsZeroForAnUnknownAlphabetOrNoText) {
  EXPECT_EQ(ExpectedEntropy("klingon", 20), 0);
  EXPECT_EQ(ExpectedEntropy("hex", 0), 0);
  EXPECT_EQ(ExpectedEntropy("hex", 1), 0);
}

// Two symbols of k: they differ with chance 1 - 1/k, and then show one bit.
TEST(ExpectedEntropy, IsExactForTwoSymbols) { EXPECT_NEAR(ExpectedEntropy("hex", 2), 15.0 / 16, 1e-12); }

TEST(ExpectedEntropy, GrowsWithLengthTowardsTheLogarithmOfTheAlphabet) {
  double before = 0;
  for (std::size_t length = 2; length < 10'000; length = length * 5 / 4 + 1) {
    const double now = ExpectedEntropy("base64", length);
    EXPECT_GT(now, before) << length;
    EXPECT_LT(now, 6.0);
    before = now;
  }
  EXPECT_NEAR(before, 6.0, 0.01);
}

TEST(ExpectedEntropy, TheSumAndTheApproximationMeet) {
  for (const std::string_view charset : {"hex", "alnum", "ascii", "bytes"}) {
    EXPECT_NEAR(ExpectedEntropy(charset, 4095), ExpectedEntropy(charset, 4096), 1e-3) << charset;
  }
}

TEST(ExpectedEntropy, IsTheMeanOverRandomStrings) {
  for (const std::string_view charset : {"hex", "alnum", "base64url"}) {
    for (const std::size_t length : {8U, 20U, 32U, 64U, 200U}) {
      double sum = 0;
      constexpr int kStrings = 400;
      for (int seed = 0; seed < kStrings; ++seed) {
        sum += ShannonEntropy(FakeRandom(charset, length, static_cast<std::uint64_t>(seed)));
      }
      // The spread of one string's entropy is below 0.2 bits; of the mean of 400 of them below 0.01.
      EXPECT_NEAR(ExpectedEntropy(charset, length), sum / kStrings, 0.04) << charset << length;
    }
  }
}

}  // namespace
}  // namespace packrake
