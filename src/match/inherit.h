#ifndef PACKRAKE_MATCH_INHERIT_H_
#define PACKRAKE_MATCH_INHERIT_H_

#include <cstdint>
#include <string_view>

#include "match/candidates.h"
#include "match/dirty_lines.h"
#include "match/memo.h"
#include "packrake/blob.h"

namespace packrake {

/// Brings the candidates of a base text over to a text that derives from it.
///
/// What stands on clean lines comes over, moved through the copy: a rejected candidate whose reach was copied, too, and
/// whose seen ends are ends in both texts, stays rejected and goes into `standing` (or into an EncodedPlace); all
/// others go into `candidates`, to be examined again. A candidate of the base on a line that a long dirty line has a
/// piece of makes the whole long line a candidate: leftmost and non-overlapping is not local. Appends; what dirty lines
/// hold is the caller's to find. Returns the number of candidates brought over.
std::uint64_t InheritCandidates(const Memo::Contents& base, const Derivation& derivation, const DirtyLines& dirty,
                                std::uint64_t text_size, Candidates& candidates, Memo::Contents& standing);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_INHERIT_H_
