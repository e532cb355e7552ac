#ifndef PACKRAKE_FINDINGS_LOCATE_H_
#define PACKRAKE_FINDINGS_LOCATE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findings/collect.h"
#include "packrake/finding.h"
#include "packrake/rule.h"
#include "packrake/source.h"

namespace packrake {

/// A location of a group and what was seen there.
struct Placed {
  const Hit* hit = nullptr;          ///< of the rule that tells most; in the Group
  std::uint64_t begin = 0;           ///< in the object's text
  int ordinal = 1;                   ///< which of the group's places in this text and path it is, from 1
  std::vector<std::string> signals;  ///< of every rule that saw this place
  Location location;
};

/// Whether the conditions of `rule` on paths let it see `path`; where there is no path they do.
bool AppliesTo(const Rule& rule, std::string_view path);

/// Where the group stands: one location for each sighting and each of its hits in the object that the sighting names,
/// and one for each hit in a file, a pipe or an object that attribution knows nothing of. Hits whose rule's path
/// conditions do not hold at a path are left out there. Hits that overlap in one text are one location.
/// `sightings` are the group's. Deterministic in their order. Texts of commits are cut to 200 bytes.
std::vector<Placed> Locate(const Group& group, std::span<const Sighting> sightings, const Attribution& attribution,
                           const RuleSet& rules);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_LOCATE_H_
