#ifndef PACKRAKE_CREDENTIAL_ONE_OF_H_
#define PACKRAKE_CREDENTIAL_ONE_OF_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace packrake::code {

/// a == b, told by length and first byte where they differ, as most words do: a call of memcmp costs more than both.
inline bool IsSame(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.empty() || (a.front() == b.front() && a == b));
}

/// Whether `word` is one of `words`.
template <std::size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  for (const std::string_view one : words) {
    if (IsSame(one, word)) return true;
  }
  return false;
}

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_ONE_OF_H_
