#ifndef PACKRAKE_BASE_ASCII_H_
#define PACKRAKE_BASE_ASCII_H_

#include <string>
#include <string_view>

/// The letters and digits of ASCII. Unlike those of <cctype> they don't ask the locale, take any char, and cost a
/// comparison. Bytes above 0x7F are neither letters nor digits.
namespace packrake {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsAlpha(char c) { return IsUpper(c) || IsLower(c); }
constexpr bool IsAlnum(char c) { return IsAlpha(c) || IsDigit(c); }
constexpr char ToLower(char c) { return IsUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

/// `text` with its capitals made small.
inline std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ToLower(c);
  return out;
}

}  // namespace packrake

#endif  // PACKRAKE_BASE_ASCII_H_
