#ifndef PACKRAKE_BASE_HEX_H_
#define PACKRAKE_BASE_HEX_H_

#include <optional>
#include <string>
#include <string_view>

namespace packrake {

/// Lower-case hexadecimal digits, two a byte.
std::string HexEncode(std::string_view bytes);

/// The bytes that `digits` spell, either case; nothing when a character is no digit or their number is odd.
std::optional<std::string> HexDecode(std::string_view digits);
/// The same into `bytes`, which has room for half as many as there are digits; false where HexDecode gives nothing.
bool HexDecodeInto(std::string_view digits, char* bytes);

}  // namespace packrake

#endif  // PACKRAKE_BASE_HEX_H_
