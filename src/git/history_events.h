#ifndef PACKRAKE_GIT_HISTORY_EVENTS_H_
#define PACKRAKE_GIT_HISTORY_EVENTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "git/attribution.h"
#include "git/reachability.h"
#include "git/tree_hits.h"

namespace packrake {

/// Numbers the pairs of a path and a finding.
class PlaceTable {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  std::uint32_t Add(const std::string& path, std::uint32_t finding);
  /// kNone when the pair was not added.
  std::uint32_t Find(const std::string& path, std::uint32_t finding) const;

  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }
  const std::string& path(std::uint32_t place) const { return *places_[place].path; }
  std::uint32_t finding(std::uint32_t place) const { return places_[place].finding; }

 private:
  struct Place {
    const std::string* path = nullptr;  ///< a key of paths_, which do not move
    std::uint32_t finding = 0;
  };
  std::unordered_map<std::string, std::uint32_t> paths_;
  std::unordered_map<std::uint64_t, std::uint32_t> index_;  ///< (number of the path, finding) -> place
  std::vector<Place> places_;
};

/// Something that a commit does at a place.
struct HistoryEvent {
  std::uint32_t place = 0;     ///< in the PlaceTable
  std::uint32_t position = 0;  ///< of the commit, in the CommitOrder
  friend auto operator<=>(const HistoryEvent&, const HistoryEvent&) = default;
};

/// Every introduction and removal of a history (DESIGN 6), each ascending and distinct.
struct HistoryEvents {
  PlaceTable places;
  std::vector<HistoryEvent> introductions;
  std::vector<HistoryEvent> removals;
  bool cut_short = false;  ///< there are more than input.max_events; some are left out
};
HistoryEvents FindEvents(const AttributionInput& input, const ArrangedCommits& commits);

/// By introduction: the position of the commit whose removal of that place is the first that descends from it;
/// CommitOrder::kNone where none does. `removals_in_order` must hold events.removals grouped by place, first ones
/// first.
std::vector<std::uint32_t> FirstRemovals(const CommitOrder& order, const std::vector<HistoryEvent>& introductions,
                                         const std::vector<HistoryEvent>& removals_in_order);

}  // namespace packrake

#endif  // PACKRAKE_GIT_HISTORY_EVENTS_H_
