#ifndef PACKRAKE_MATCH_CALL_EXTENT_H_
#define PACKRAKE_MATCH_CALL_EXTENT_H_

#include <cstddef>

#include "match/window.h"

namespace packrake {

/// One past the bracket that ends the call which [begin, end) opens or stands in. It opens one when a bracket opens
/// inside it and is still open at its end, or follows it with nothing but blanks between; else it stands in one, which
/// ends where more brackets have closed than opened. Brackets inside '…', "…" and `…` do not count; a backslash
/// escapes; a quote that is not closed on its line is none (an apostrophe in a comment), `…` and three quotes may span
/// lines. Where nothing ends the call: `max_lines` line ends or `max_bytes` after `end`, or the end of the text.
std::size_t EndOfCall(Window& window, std::size_t begin, std::size_t end, int max_lines, std::size_t max_bytes);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_CALL_EXTENT_H_
