#ifndef PACKRAKE_CREDENTIAL_LINE_BYTES_H_
#define PACKRAKE_CREDENTIAL_LINE_BYTES_H_

#include <cstddef>
#include <string_view>

#include "base/ascii.h"
#include "text/byte_set.h"

/// The bytes of a line of which only a few are looked at, before it is read as a program.
namespace packrake::code {

/// Whether names of programs and configuration may hold `c`: letters and digits of ASCII, `_`, `$` and `-`.
inline bool IsNameByte(char c) { return IsAlnum(c) || c == '_' || c == '$' || c == '-'; }
/// Whether names of settings may hold `c`: letters and digits of ASCII, `_`, `-` and `.`.
inline bool IsKeyByte(char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '.'; }
inline bool IsBlank(char c) { return c == ' ' || c == '\t'; }
inline bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }
inline constexpr ByteSet kQuotes("\"'`");
inline bool HasQuote(std::string_view text) { return kQuotes.FindIn(text) != std::string_view::npos; }
/// The byte at `i`; NUL beyond the end.
inline char At(std::string_view line, std::size_t i) { return i < line.size() ? line[i] : '\0'; }
/// Offset of the first byte at or after `at` that is no space or tab, or the line's size.
inline std::size_t SkipBlanks(std::string_view line, std::size_t at) {
  while (at < line.size() && IsBlank(line[at])) ++at;
  return at;
}
/// Where the path begins whose last name begins at `start`, its names joined by one of `joints`: app.jwt, auth::jwt.
inline std::size_t BeginOfPath(std::string_view line, std::size_t start, std::string_view joints) {
  while (start > 0 && (IsNameByte(line[start - 1]) || joints.find(line[start - 1]) != std::string_view::npos)) --start;
  return start;
}

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LINE_BYTES_H_
