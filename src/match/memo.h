#ifndef PACKRAKE_MATCH_MEMO_H_
#define PACKRAKE_MATCH_MEMO_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "match/extent.h"
#include "packrake/blob.h"

namespace packrake {

enum class Verdict : std::uint8_t {
  kRejected,  ///< nothing came of it
  kAccepted,  ///< a hit, or more; examined again in every derived text, since hits are rare and want new lines
  kDeferred,  ///< a line with matches of a rule that looks at whole texts; a run inside the run before it
};

/// A line on which a rule's anchor stood, and what came of it. A line of no more than kLongLine of which nothing came,
/// whatever stands round it, needs none: where it is copied whole, nothing comes of it either, and where it is not, it
/// is matched again.
struct MemoLine {
  std::uint32_t begin = 0;  ///< of the line
  std::uint32_t end = 0;    ///< of its '\n', or of the text
  std::uint32_t rule = 0;
  Verdict verdict = Verdict::kRejected;
  Extent reach;  ///< besides the line itself
};

/// A place where an encoded form stood, and what its decoder made of it.
struct MemoRun {
  std::uint32_t offset = 0;   ///< of the form's last byte
  std::uint32_t run_end = 0;  ///< one past the decoded run; places before it are inside; 0: nothing was decoded
  std::uint32_t decoder = 0;
  std::uint32_t cost = 0;  ///< of decoding and all that was inside
  Verdict verdict = Verdict::kRejected;
  Extent reach;
};

/// What a rule that looks at whole texts made of this one.
struct MemoText {
  std::uint32_t rule = 0;
  std::uint32_t lines = 0;  ///< that it had matches on
  bool accepted = false;
  Extent reach;
};

/// What a scanner remembers of a text: every candidate and what came of it. No candidates is a memo without contents.
class Memo : public BlobMemo {
 public:
  struct Contents {
    std::vector<MemoLine> lines;  ///< ascending by begin, then rule
    std::vector<MemoRun> runs;    ///< ascending by offset, then decoder
    std::vector<MemoText> texts;  ///< ascending by rule
    bool empty() const { return lines.empty() && runs.empty() && texts.empty(); }
  };

  /// `matcher` tells which rules (and whether with decoders) the memo is about.
  Memo(const void* matcher, bool decoded, const Contents& contents)
      : matcher_(matcher), decoded_(decoded), contents_(contents.empty() ? nullptr : new Contents(contents)) {}

  bool IsFor(const void* matcher, bool decoded) const { return matcher_ == matcher && decoded_ == decoded; }
  const Contents& contents() const {
    static const Contents kNone;
    return contents_ ? *contents_ : kNone;
  }

 private:
  const void* matcher_;
  bool decoded_;
  std::unique_ptr<const Contents> contents_;  // copied to size
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_MEMO_H_
