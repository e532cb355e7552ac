#ifndef PACKRAKE_MATCH_MAKE_HITS_H_
#define PACKRAKE_MATCH_MAKE_HITS_H_

#include <vector>

#include "match/found.h"
#include "match/scanner.h"
#include "packrake/blob.h"

namespace packrake {

/// Makes Hits of what was found in `blob` and gives them to `sink`, ordered by place: line and column, the line with
/// every secret in it redacted, the comment that allows it (`inline_allow`), entropy. Leaves `found` empty.
/// REQUIRES: `found` as OrderAndUnite leaves it.
void MakeHits(const Blob& blob, bool inline_allow, std::vector<Found>& found, HitSink& sink);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_MAKE_HITS_H_
