#ifndef PACKRAKE_CREDENTIAL_LITERALS_H_
#define PACKRAKE_CREDENTIAL_LITERALS_H_

#include <cstddef>
#include <functional>
#include <string_view>

namespace packrake {

/// Longest literal worth trying as an HMAC secret, bytes.
inline constexpr std::size_t kMaxLiteral = 256;

/// Whether the literals of a line are wanted; the line without its end.
using WantsLine = std::function<bool(std::string_view line)>;
/// Takes a literal and the line that it stands on.
using VisitLiteral = std::function<bool(std::string_view literal, std::string_view line)>;

/// Calls `visit` with every literal of 1 to kMaxLiteral bytes that could be a secret, as it is written, without its
/// quotes: strings in '…', "…" or `…` on one line (an escaped quote does not end them), strings within these, the bare
/// value after `=` or `:` in `NAME=value` and `name: value` lines and after each further `=`, the value of
/// `NAME='value'` also with its quotes, what stands between two tags, the password of an address, what `- value` lists
/// and `ENV NAME value` sets, what follows an option, what `${NAME:-value}` falls back on, the fields of a row `a,b,c`,
/// the word below `name: |` and the like, and the only word of a text. Views into `text`; line by line in its order;
/// repeated ones repeatedly. Ends early when `visit` returns false. Linear. `wants_line` is asked once for each line
/// that may have some.
void ForEachLiteral(std::string_view text, const WantsLine& wants_line, const VisitLiteral& visit);
/// Of every line.
void ForEachLiteral(std::string_view text, const VisitLiteral& visit);

/// The same of a binary text, where strings stand without quotes: every run of printable ASCII of at least 8 bytes, and
/// what of a run a length before it cuts out (a byte, in front of the run or its first), from 4 bytes. So strings are
/// kept in class files (JVMS 4.4.7), Python's marshal and BSON. The line is the run. Views into `text`. Linear.
void ForEachStringOfBinary(std::string_view text, const VisitLiteral& visit);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_LITERALS_H_
