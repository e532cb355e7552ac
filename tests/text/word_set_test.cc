#include "text/word_set.h"

#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <random>
#include <string>

namespace packrake {
namespace {

constexpr auto kSome = std::to_array<std::string_view>({"key", "token", "tokens", "sha256", "abc"});
constexpr WordSet kSet(kSome);

TEST(WordSet, HoldsAWordWhereverItStandsCapitalsOrNot) {
  for (const char* text : {"key", "KEY", "a key", "keys", "ToKeN", "xxabc", "SHA256", "toktoken", "aabc"})
    EXPECT_TRUE(kSet.StandsIn(text)) << text;
  for (const char* text : {"", "k", "ke", "ke y", "toke", "sha25", "sha-256", "ab", "k\xC3\xA9y"})
    EXPECT_FALSE(kSet.StandsIn(text)) << text;
}

TEST(WordSet, AgreesWithASearchForEachWord) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t size = random() % 12; text.size() < size;) text += "abcKEYkeytonTOKEN sha256"[random() % 24];
    std::string small = text;
    for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    bool any = false;
    for (const std::string_view word : kSome) any |= small.find(word) != std::string::npos;
    EXPECT_EQ(kSet.StandsIn(text), any) << text;
  }
}

}  // namespace
}  // namespace packrake
