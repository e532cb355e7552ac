#ifndef PACKRAKE_BASE_UTF8_H_
#define PACKRAKE_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// UTF-8 of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
namespace packrake {

/// What editors and tools of Windows write in front of UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A character of a text: its code point and how many bytes it takes; size 0 where the bytes are not UTF-8.
struct Utf8Character {
  char32_t code_point = 0;
  std::size_t size = 0;
};

/// The character that begins at `offset`. REQUIRES: offset < text.size().
Utf8Character Utf8CharacterAt(std::string_view text, std::size_t offset);

/// Appends `code_point`; U+FFFD for a surrogate or a number above U+10FFFF.
void AppendUtf8(char32_t code_point, std::string& text);

/// A text of UTF-16 that begins with a byte order mark, without the mark, as UTF-8; nothing for any other text. What is
/// no character becomes U+FFFD.
std::optional<std::string> Utf8OfUtf16(std::string_view text);

/// Offset of the first byte that is not UTF-8, or npos.
std::size_t FindInvalidUtf8(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_BASE_UTF8_H_
