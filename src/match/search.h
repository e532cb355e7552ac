#ifndef PACKRAKE_MATCH_SEARCH_H_
#define PACKRAKE_MATCH_SEARCH_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace packrake {

/// Whether `lower_word` stands in `text`, ASCII case ignored. REQUIRES: lower_word is in lower case.
inline bool ContainsWord(std::string_view text, std::string_view lower_word) {
  return std::search(text.begin(), text.end(), lower_word.begin(), lower_word.end(),
                     [](char a, char b) { return ToLower(a) == b; }) != text.end();
}

}  // namespace packrake

#endif  // PACKRAKE_MATCH_SEARCH_H_
