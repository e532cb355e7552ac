#include "report/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/utf8.h"

namespace packrake {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Ascending.
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
                           {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                           {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr Range kNoWidth[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF},
                              {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
// What hides or reverses text: soft hyphen, Arabic letter mark, zero width and direction marks, line and paragraph
// separators, embeddings and isolates, byte order mark, tags.
constexpr Range kDeceiving[] = {{0x00AD, 0x00AD}, {0x061C, 0x061C}, {0x115F, 0x1160},  {0x180E, 0x180E},
                                {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},  {0x3164, 0x3164},
                                {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

template <std::size_t kSize>
bool Within(const Range (&ranges)[kSize], char32_t c) {
  const auto next = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                     [](char32_t value, const Range& range) { return value < range.first; });
  return next != std::begin(ranges) && c <= std::prev(next)->last;
}

std::size_t ColumnsOfCharacter(char32_t c) {
  if (Within(kNoWidth, c)) return 0;
  return Within(kWide, c) ? 2 : 1;
}

/// How many bytes of `text`, from its start, fit into `columns`: whole characters.
std::size_t BytesThatFit(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto [c, size] = Utf8CharacterAt(text, i);
    used += ColumnsOfCharacter(c);
    if (used > columns) break;
    i += std::max<std::size_t>(size, 1);
  }
  return i;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  bool blank = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, size] = Utf8CharacterAt(text, i);
    const bool control = size > 0 && (c <= 0x20 || (c >= 0x7F && c <= 0xA0));
    if (control) {
      blank = true;
    } else {
      if (blank && !clean.empty()) clean += ' ';
      blank = false;
      clean += size == 0 || Within(kDeceiving, c) ? std::string_view("?") : text.substr(i, size);
    }
    i += std::max<std::size_t>(size, 1);
  }
  return clean;
}

std::size_t ColumnsOf(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, size] = Utf8CharacterAt(text, i);
    columns += ColumnsOfCharacter(c);
    i += std::max<std::size_t>(size, 1);
  }
  return columns;
}

std::vector<std::string> Wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto close = [&] {
    lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    std::string_view word = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    std::size_t width = ColumnsOf(word);
    if (used > 0 && used + 1 + width > columns) close();
    if (used > 0) {
      line += ' ';
      ++used;
    }
    while (width > columns - used) {
      const std::size_t bytes = BytesThatFit(word, columns - used);
      line += word.substr(0, bytes);
      word.remove_prefix(bytes);
      width = ColumnsOf(word);
      close();
    }
    line += word;
    used += width;
  }
  if (!line.empty() || lines.empty()) close();
  return lines;
}

std::string CutTo(std::string_view text, std::size_t columns) {
  if (ColumnsOf(text) <= columns) return std::string(text);
  return std::string(text.substr(0, BytesThatFit(text, columns - 1))) + "…";
}

std::string Grouped(std::uint64_t number) {
  std::string digits = fmt::format_int(number).c_str();
  for (std::size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

std::string Counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  if (number == 1) return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", Grouped(number), singular)
                        : fmt::format("{} {}", Grouped(number), plural);
}

std::string Paint::operator()(Style style, std::string_view text) const {
  if (!on_ || text.empty()) return std::string(text);
  static constexpr std::string_view kCodes[] = {"1", "2", "31", "1;31", "33", "32", "36"};
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(style)], text);
}

}  // namespace packrake
