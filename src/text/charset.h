#ifndef PACKRAKE_TEXT_CHARSET_H_
#define PACKRAKE_TEXT_CHARSET_H_

#include <string_view>

namespace packrake {

/// The narrowest alphabet that holds every byte of `text`: "hex", "alnum", "base64", "base64url", "ascii" (printable)
/// or "bytes". "hex" for empty text.
std::string_view CharsetOf(std::string_view text);

/// What a random string of `length` characters from `charset` shows as Shannon entropy on average, bits per byte:
/// short strings cannot reach log2(alphabet). 0 for an unknown alphabet or length 0.
double ExpectedEntropy(std::string_view charset, std::size_t length);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_CHARSET_H_
