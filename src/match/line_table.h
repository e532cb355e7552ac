#ifndef PACKRAKE_MATCH_LINE_TABLE_H_
#define PACKRAKE_MATCH_LINE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/lines.h"

namespace packrake {

/// Line numbers of many offsets of one text: one pass over the text up to the last of them, then a block's worth each.
/// Where lines are longer than a block, the line begin that was found last is kept. One per text and thread.
class LineTable {
 public:
  explicit LineTable(std::string_view text) : text_(text) {}

  /// Line and column of `offset`, from 1. REQUIRES: offset <= text.size().
  LineColumn At(std::size_t offset);
  /// Where the line that holds `offset` begins.
  std::size_t BeginOf(std::size_t offset);

 private:
  std::string_view text_;
  std::vector<std::uint64_t> newlines_before_;  // by block
  std::size_t known_begin_ = 0;                 // no '\n' stands in [known_begin_, known_offset_)
  std::size_t known_offset_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_LINE_TABLE_H_
