#ifndef PACKRAKE_FINDINGS_PLACES_H_
#define PACKRAKE_FINDINGS_PLACES_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "findings/collect.h"
#include "packrake/source.h"

namespace packrake {

/// The sightings of a group; views into `attribution`.
std::span<const Sighting> SightingsOf(std::uint32_t group, const Attribution& attribution);

/// What the sentences of proofs call each group: PlaceName of where it stands, best at HEAD, then at another tip.
std::vector<std::string> PlacesOf(const std::vector<Group>& groups, const Attribution& attribution);

/// Where the groups that `findings` numbers stand, for a second reading: of each at most three places, newest first; a
/// thousand in all.
std::vector<TextPlace> TextPlacesOf(std::span<const std::uint32_t> findings, const std::vector<Group>& groups,
                                    const Attribution& attribution);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_PLACES_H_
