#ifndef PACKRAKE_MATCH_EXTENT_H_
#define PACKRAKE_MATCH_EXTENT_H_

#include <algorithm>
#include <cstdint>

#include "match/window.h"
#include "packrake/blob.h"

namespace packrake {

/// The bytes [begin, end) of a text that a verdict rests on, and whether it rests on an end of the text. Empty at
/// first.
struct Extent {
  std::uint32_t begin = UINT32_MAX;
  std::uint32_t end = 0;
  bool saw_begin = false;
  bool saw_end = false;

  bool empty() const { return begin >= end && !saw_begin && !saw_end; }

  /// Adds [from, to) of a text of `size` bytes. What touches an end of the text may have been cut there, and counts as
  /// having seen it.
  void Cover(std::size_t from, std::size_t to, std::size_t size) {
    begin = std::min(begin, static_cast<std::uint32_t>(from));
    end = std::max(end, static_cast<std::uint32_t>(to));
    saw_begin = saw_begin || from == 0;
    saw_end = saw_end || to >= size;
  }
  /// Adds what was read through `window`.
  void Cover(const Window& window, std::size_t size) {
    saw_begin = saw_begin || window.saw_begin();
    saw_end = saw_end || window.saw_end();
    if (window.reach_end() > 0) Cover(window.reach_begin(), window.reach_end(), size);
  }
  void Cover(const Extent& other) {
    begin = std::min(begin, other.begin);
    end = std::max(end, other.end);
    saw_begin = saw_begin || other.saw_begin;
    saw_end = saw_end || other.saw_end;
  }

  /// Whether a text that holds `copy` of this reach's text gives the same verdict at the copied place: all of it was
  /// copied, and an end it saw is an end there, too.
  bool SurvivesIn(const CopiedRange& copy, std::uint64_t base_size, std::uint64_t size) const {
    if (begin < end && (begin < copy.base_begin || end > copy.base_begin + copy.size)) return false;
    if (saw_begin && (copy.base_begin != 0 || copy.begin != 0)) return false;
    if (saw_end && (copy.base_begin + copy.size != base_size || copy.begin + copy.size != size)) return false;
    return true;
  }

  /// Moved by `shift` bytes. REQUIRES: SurvivesIn the copy that shifts so.
  Extent Shifted(std::int64_t shift) const {
    Extent moved = *this;
    if (begin < end) {
      moved.begin = static_cast<std::uint32_t>(begin + shift);
      moved.end = static_cast<std::uint32_t>(end + shift);
    }
    return moved;
  }
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_EXTENT_H_
