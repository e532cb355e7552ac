#ifndef PACKRAKE_CREDENTIAL_WORDLIST_H_
#define PACKRAKE_CREDENTIAL_WORDLIST_H_

#include <functional>
#include <string_view>

namespace packrake {

/// Words longer than this are passed over, bytes.
inline constexpr std::size_t kMaxWord = 4096;

/// Calls `visit` with each line of `text` that is not empty, its '\n' or "\r\n" taken off, until it returns false.
void ForEachWord(std::string_view text, const std::function<bool(std::string_view word)>& visit);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_WORDLIST_H_
