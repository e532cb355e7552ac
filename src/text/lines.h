#ifndef PACKRAKE_TEXT_LINES_H_
#define PACKRAKE_TEXT_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Lines end at '\n'; a '\r' before it belongs to the line's end, not to its text.
namespace packrake {

/// Offset of the first byte of the line that holds `offset` (or ends there). REQUIRES: offset <= text.size().
std::size_t LineBegin(std::string_view text, std::size_t offset);
/// Offset of the '\n' that ends the line that holds `offset`, or text.size().
std::size_t LineEnd(std::string_view text, std::size_t offset);
/// The line round `offset` without its end, a final '\r' taken off.
std::string_view LineAt(std::string_view text, std::size_t offset);

struct LineColumn {
  std::uint64_t line = 1;    ///< from 1
  std::uint64_t column = 1;  ///< from 1, in bytes
  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};
/// Where `offset` is. Linear in `offset`: for hits only. REQUIRES: offset <= text.size().
LineColumn LineColumnAt(std::string_view text, std::size_t offset);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_LINES_H_
