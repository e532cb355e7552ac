#ifndef PACKRAKE_TEXT_WRAPPED_BASE64_H_
#define PACKRAKE_TEXT_WRAPPED_BASE64_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace packrake {

/// A run of base64 characters (both alphabets) with its line ends and indentation taken out.
struct WrappedBase64 {
  std::string characters;           ///< without padding
  std::size_t begin = 0;            ///< of the run in the text
  std::size_t end = 0;              ///< one past it, padding included
  std::size_t index_of_offset = 0;  ///< in `characters`
};

/// The run round `offset`, with the lines above and below that belong to it: all but the last have a multiple of four
/// characters and, the first aside, which may begin behind a key or a quote, one width of 56 to 128 (PEM wraps at 64,
/// RFC 2045 at 76). A line may be indented; line ends may also be the two characters `\n`, as in a JSON string.
/// At most `max_characters`; linear in that. Empty when the byte at `offset` belongs to no base64.
WrappedBase64 WrappedBase64Around(std::string_view text, std::size_t offset, std::size_t max_characters);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_WRAPPED_BASE64_H_
