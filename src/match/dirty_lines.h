#ifndef PACKRAKE_MATCH_DIRTY_LINES_H_
#define PACKRAKE_MATCH_DIRTY_LINES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/blob.h"

namespace packrake {

/// Bytes; shorter lines are matched whole, and so is what was one and is a part of a longer one now.
inline constexpr std::uint32_t kLongLine = 1 << 10;

/// Lines [begin, end) of a derived text, their '\n' included, that its base has as lines, too.
struct CleanLines {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t copy = 0;  ///< index of the copied range that holds them
};

/// A copied stretch [begin, end), longer than kLongLine itself, of a long dirty line. Its inside is not matched again.
struct LongLinePart {
  std::uint32_t line_begin = 0;
  std::uint32_t line_end = 0;  ///< of its '\n', or of the text
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t copy = 0;
};

/// Which lines of a derived text are new, and the bytes to match in place of the whole text.
///
/// A line is clean when it lies inside one copied range and starts and ends at line ends in both texts; every other
/// line is dirty. Dirty lines are gathered into one buffer, since a call of Hyperscan costs as much as hundreds of
/// bytes; of a long dirty line only the stretches round the seams, wider than the widest anchor.
/// Reused from text to text. One per thread.
class DirtyLines {
 public:
  /// Takes a derived text apart. False when the copies contradict the texts, or when so much is dirty that matching the
  /// whole text is cheaper; the other members mean nothing then.
  bool Find(std::string_view text, const Derivation& derivation, std::uint32_t max_anchor_width);

  const std::vector<CleanLines>& clean() const { return clean_; }              ///< ascending
  const std::vector<LongLinePart>& long_parts() const { return long_parts_; }  ///< ascending

  /// How far from a seam of a long line the bytes are matched again. An anchor or encoded form that ends at least this
  /// far inside a part lies in it whole.
  std::uint32_t margin() const { return margin_; }

  /// What to match: every line or stretch ends in '\n' or at the end of the buffer.
  std::string_view buffer() const { return in_place_.data() != nullptr ? in_place_ : std::string_view(gathered_); }

  /// Where a byte of the buffer stands in the text.
  struct Place {
    std::uint64_t offset = 0;
    std::uint32_t line_begin = 0;
    std::uint32_t line_end = 0;  ///< of the long line it belongs to; 0: an ordinary one
  };
  /// REQUIRES: buffer_offset < buffer().size().
  Place PlaceOf(std::uint64_t buffer_offset) const;

 private:
  struct Segment {
    std::uint32_t buffer_begin = 0;
    std::uint32_t text_begin = 0;
    std::uint32_t line_begin = 0;
    std::uint32_t line_end = 0;
  };

  void FindClean(std::string_view text, const Derivation& derivation);
  void AddDirty(std::string_view text, const Derivation& derivation, std::uint32_t begin, std::uint32_t end);
  void AddLongLine(std::string_view text, const Derivation& derivation, std::uint32_t begin, std::uint32_t end);
  void Gather(std::string_view text, std::uint32_t begin, std::uint32_t end, std::uint32_t line_begin,
              std::uint32_t line_end);

  std::vector<CleanLines> clean_;
  std::vector<LongLinePart> long_parts_;
  std::vector<Segment> segments_;
  std::string gathered_;
  std::string_view in_place_;
  std::size_t next_copy_ = 0;
  std::uint32_t margin_ = 0;
  std::uint32_t long_line_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_DIRTY_LINES_H_
