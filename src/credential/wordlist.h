#ifndef PACKRAKE_CREDENTIAL_WORDLIST_H_
#define PACKRAKE_CREDENTIAL_WORDLIST_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "packrake/result.h"

namespace packrake {

/// Words longer than this are passed over, bytes.
inline constexpr std::size_t kMaxWord = 4096;

/// Calls `visit` with each line of `text` that is not empty, its '\n' or "\r\n" taken off, until it returns false.
void ForEachWord(std::string_view text, const std::function<bool(std::string_view word)>& visit);

/// The same for a file, read in steps of 1 MiB: any size in bounded memory. `bytes_done` is how much has been read.
/// Errors: kNotFound, kUnreadable.
Status ForEachWordIn(const std::string& path,
                     const std::function<bool(std::string_view word, std::uint64_t bytes_done)>& visit);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_WORDLIST_H_
