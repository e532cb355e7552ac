#ifndef PACKRAKE_GIT_REF_COUNTS_H_
#define PACKRAKE_GIT_REF_COUNTS_H_

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "git/reachability.h"
#include "packrake/source.h"

namespace packrake {

/// One ref, as counting sees it.
struct RefRow {
  std::string_view name;
  std::uint32_t position = CommitOrder::kNone;  ///< of its commit, if it has one
  std::vector<std::uint32_t> findings;          ///< reached in another way: a tagged blob or tree, the ref's own name
};

/// From which refs each finding below `finding_count` is reached: those whose commit descends from (or is) one that
/// `introduced` (finding, position) names, and those whose row holds it. `rows` in the order in which names are told.
/// 256 findings at a time: one pass over the commits and one over the refs, whatever the number of either.
std::vector<RefsOfFinding> CountRefs(const CommitOrder& order, const std::vector<RefRow>& rows,
                                     std::vector<std::pair<std::uint32_t, std::uint32_t>> introduced,
                                     std::uint32_t finding_count);

}  // namespace packrake

#endif  // PACKRAKE_GIT_REF_COUNTS_H_
