#include "match/line_table.h"

#include <algorithm>

namespace packrake {
namespace {

constexpr std::size_t kBlock = 1 << 10;

/// In short stretches with a counter of one byte each: compilers make vector code of that, and not of std::count.
std::uint64_t CountNewlines(std::string_view bytes) {
  constexpr std::size_t kStretch = 128;
  std::uint64_t newlines = 0;
  for (std::size_t at = 0; at < bytes.size(); at += kStretch) {
    const std::size_t end = std::min(at + kStretch, bytes.size());
    std::uint8_t here = 0;
    for (std::size_t i = at; i < end; ++i) here = static_cast<std::uint8_t>(here + (bytes[i] == '\n' ? 1 : 0));
    newlines += here;
  }
  return newlines;
}

}  // namespace

std::size_t LineTable::BeginOf(std::size_t offset) {
  std::size_t lowest = 0;  // of where the '\n' before the line can stand
  if (offset >= known_begin_ && offset <= known_offset_) return known_begin_;
  if (offset > known_offset_) lowest = known_offset_;
  const std::string_view between = text_.substr(lowest, offset - lowest);
  const std::size_t newline = between.rfind('\n');
  if (newline != std::string_view::npos) {
    known_begin_ = lowest + newline + 1;
  } else if (lowest == 0) {
    known_begin_ = 0;
  }
  known_offset_ = offset;
  return known_begin_;
}

LineColumn LineTable::At(std::size_t offset) {
  const std::size_t block = offset / kBlock;
  if (newlines_before_.empty()) newlines_before_.push_back(0);
  while (newlines_before_.size() <= block) {
    const std::string_view last = text_.substr((newlines_before_.size() - 1) * kBlock, kBlock);
    newlines_before_.push_back(newlines_before_.back() + CountNewlines(last));
  }
  const std::string_view rest = text_.substr(block * kBlock, offset - block * kBlock);
  return {newlines_before_[block] + CountNewlines(rest) + 1, offset - BeginOf(offset) + 1};
}

}  // namespace packrake
