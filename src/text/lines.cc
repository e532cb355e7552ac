#include "text/lines.h"

#include <algorithm>
#include <cstring>

namespace packrake {

std::size_t LineBegin(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  // memrchr and not rfind: libstdc++ looks at one byte at a time, and lines of hostile blobs are long.
  const void* const newline = memrchr(text.data(), '\n', offset);
  return newline == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(newline) - text.data()) + 1;
}

std::size_t LineEnd(std::string_view text, std::size_t offset) {
  return std::min(text.find('\n', offset), text.size());
}

std::string_view LineAt(std::string_view text, std::size_t offset) {
  const std::size_t begin = LineBegin(text, offset);
  std::string_view line = text.substr(begin, LineEnd(text, offset) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

LineColumn LineColumnAt(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto newlines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  return {newlines + 1, offset - LineBegin(text, offset) + 1};
}

}  // namespace packrake
