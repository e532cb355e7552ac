#include "credential/secret_line.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "match/search.h"

namespace packrake {
namespace {

constexpr auto kWords = std::to_array<std::string_view>({"secret", "key", "passw", "pwd", "token", "jwt", "jws", "sign",
                                                         "hmac", "salt", "cred", "auth", "phrase"});

/// For each byte the words that have it, in either case, at one of their first places.
constexpr std::array<std::uint16_t, 256> WordsWith(std::size_t place) {
  std::array<std::uint16_t, 256> words{};
  for (std::size_t w = 0; w < kWords.size(); ++w) {
    const auto small = static_cast<unsigned char>(kWords[w][place]);
    words[small] |= static_cast<std::uint16_t>(1U << w);
    words[small - ('a' - 'A')] |= static_cast<std::uint16_t>(1U << w);
  }
  return words;
}

constexpr auto kFirst = WordsWith(0), kSecond = WordsWith(1), kThird = WordsWith(2);

}  // namespace

bool SpeaksOfSecrets(std::string_view line) {
  const auto at = [line](std::size_t i) { return static_cast<unsigned char>(line[i]); };
  for (std::size_t i = 0; i + 2 < line.size(); ++i) {
    const std::uint32_t words = kFirst[at(i)] & kSecond[at(i + 1)] & kThird[at(i + 2)];
    for (std::uint32_t rest = words; rest != 0; rest &= rest - 1) {
      const std::string_view word = kWords[static_cast<std::size_t>(__builtin_ctz(rest))];
      std::size_t same = 3;
      while (same < word.size() && i + same < line.size() && AsciiLower(line[i + same]) == word[same]) ++same;
      if (same == word.size()) return true;
    }
  }
  return false;
}

}  // namespace packrake
