#ifndef PACKRAKE_MATCH_CANDIDATES_H_
#define PACKRAKE_MATCH_CANDIDATES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "match/memo.h"
#include "match/scanner.h"

namespace packrake {

/// A line with matches of a rule that looks at whole texts.
struct TextLine {
  static constexpr std::uint32_t kNew = UINT32_MAX;
  std::uint32_t rule = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t copy = kNew;  ///< copied range that brought it from the base; kNew: it may have no match at all
};

/// A place where an encoded form stands.
struct EncodedPlace {
  std::uint32_t offset = 0;  ///< of the form's last byte
  std::uint32_t decoder = 0;
  std::optional<MemoRun> stands;  ///< the base's verdict, where all that it rests on was copied
};

/// Where a text must be looked at. Reused from text to text.
struct Candidates {
  std::vector<Candidate> lines;      ///< [begin, end) is the line, without its '\n'; `rule` is the rule
  std::vector<TextLine> text_lines;  ///< inherited ones only; new ones stand in `lines`
  std::vector<EncodedPlace> places;
  void Clear() {
    lines.clear();
    text_lines.clear();
    places.clear();
  }
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_CANDIDATES_H_
