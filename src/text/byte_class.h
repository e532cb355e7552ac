#ifndef PACKRAKE_TEXT_BYTE_CLASS_H_
#define PACKRAKE_TEXT_BYTE_CLASS_H_

#include <bitset>
#include <optional>
#include <string_view>

/// Sets of bytes that regular expressions and globs name. Bytes are Latin-1 characters.
namespace packrake {

using ByteSet = std::bitset<256>;

/// The bytes `first` to `last`, both included; empty when `last` is smaller.
ByteSet ByteRange(int first, int last);

/// The class that `[:name:]` means, ASCII only: "alpha", "space", "word" …; nothing for an unknown name.
std::optional<ByteSet> PosixClass(std::string_view name);

/// The class that `\d`, `\s`, `\w`, `\h` means, and the complement for the capital letter; nothing for another letter.
/// `\s` is [\t\n\f\r ] as in RE2, without \v; `\h` is [\t ], which RE2 lacks.
std::optional<ByteSet> PerlClass(char letter);

/// The Latin-1 characters in a Unicode category or script: "L", "Lu", "Greek"; with their other cases when `fold`.
/// Nothing for a name that RE2 does not know.
std::optional<ByteSet> UnicodeClass(std::string_view name, bool fold);

/// `set` with the other case of each of its letters, Latin-1's accented ones too.
ByteSet FoldCase(ByteSet set);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_BYTE_CLASS_H_
