#ifndef PACKRAKE_FINDINGS_LIFE_H_
#define PACKRAKE_FINDINGS_LIFE_H_

#include <cstdint>
#include <optional>

#include "packrake/finding.h"

namespace packrake {

/// Fills `first_seen`, `last_removed` and `lifetime_days` of `finding` from its locations: by committer date, from the
/// first introduction to the last removal, or to `now` while a tip has the secret. Nothing is known of a finding
/// without commits. `last_removed` is attribution's for the whole secret, or nothing when the finding is a part of it:
/// then the locations' own removals count.
void FillLife(const std::optional<std::int64_t>& last_removed, std::int64_t now, Finding& finding);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_LIFE_H_
