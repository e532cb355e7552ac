#ifndef PACKRAKE_MATCH_SEARCH_H_
#define PACKRAKE_MATCH_SEARCH_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace packrake {

inline char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return AsciiLower(c); });
  return lower;
}

/// Whether `lower_word` stands in `text`, ASCII case ignored. REQUIRES: lower_word is in lower case.
inline bool ContainsWord(std::string_view text, std::string_view lower_word) {
  return std::search(text.begin(), text.end(), lower_word.begin(), lower_word.end(),
                     [](char a, char b) { return AsciiLower(a) == b; }) != text.end();
}

}  // namespace packrake

#endif  // PACKRAKE_MATCH_SEARCH_H_
