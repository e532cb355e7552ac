#include "git/history_events.h"

#include <algorithm>
#include <array>
#include <utility>

namespace packrake {
namespace {

class EventFinder {
 public:
  EventFinder(const AttributionInput& input, const ArrangedCommits& commits)
      : trees_(*input.trees), order_(commits.order), max_events_(input.max_events) {
    hits_.reserve(order_.size());
    for (std::uint32_t position = 0; position < order_.size(); ++position)
      hits_.push_back(trees_.HitsAt(commits.roots[order_.index_at(position)]));
  }

  HistoryEvents Run() && {
    for (std::uint32_t position = 0; position < order_.size(); ++position) {
      if (events_.cut_short) break;
      Compare(position);
    }
    for (std::vector<HistoryEvent>* list : {&events_.introductions, &events_.removals}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return std::move(events_);
  }

 private:
  void Compare(std::uint32_t position) {
    const HitTreeId own = hits_[position];
    parents_.clear();
    for (const std::uint32_t parent : order_.ParentsOf(position)) parents_.push_back(hits_[parent]);
    if (std::find(parents_.begin(), parents_.end(), own) != parents_.end()) return;  // nothing new, nothing gone
    if (own != 0) {
      trees_.ForEachNew(own, parents_, [&](const std::string& path, std::uint32_t finding) {
        if (Count()) events_.introductions.push_back({events_.places.Add(path, finding), position});
      });
    }
    if (parents_.empty() || std::find(parents_.begin(), parents_.end(), 0U) != parents_.end()) return;
    trees_.ForEachNew(parents_.front(), {own}, [&](const std::string& path, std::uint32_t finding) {
      if (!Count()) return;
      for (std::size_t i = 1; i < parents_.size(); ++i) {
        if (parents_[i] != parents_.front() && !trees_.Has(parents_[i], path, finding)) return;
      }
      events_.removals.push_back({events_.places.Add(path, finding), position});
    });
  }

  /// Whether there is room for one more.
  bool Count() {
    events_.cut_short = events_.cut_short || ++seen_ > max_events_;
    return !events_.cut_short;
  }

  const TreeHits& trees_;
  const CommitOrder& order_;
  const std::size_t max_events_;
  std::vector<HitTreeId> hits_;  ///< by position
  std::vector<HitTreeId> parents_;
  std::size_t seen_ = 0;
  HistoryEvents events_;
};

}  // namespace

std::uint32_t PlaceTable::Add(const std::string& path, std::uint32_t finding) {
  const auto path_place = paths_.try_emplace(path, static_cast<std::uint32_t>(paths_.size())).first;
  const std::uint64_t key = static_cast<std::uint64_t>(path_place->second) << 32 | finding;
  const auto [place, is_new] = index_.try_emplace(key, size());
  if (is_new) places_.push_back({&path_place->first, finding});
  return place->second;
}

std::uint32_t PlaceTable::Find(const std::string& path, std::uint32_t finding) const {
  const auto path_place = paths_.find(path);
  if (path_place == paths_.end()) return kNone;
  const auto place = index_.find(static_cast<std::uint64_t>(path_place->second) << 32 | finding);
  return place == index_.end() ? kNone : place->second;
}

HistoryEvents FindEvents(const AttributionInput& input, const ArrangedCommits& commits) {
  return EventFinder(input, commits).Run();
}

// A walk back from each removal would visit the same commits over and over. Instead 256 introducing commits at a time
// become bits that flow down to their descendants, once over the history; a place's removals then pick theirs.
std::vector<std::uint32_t> FirstRemovals(const CommitOrder& order, const std::vector<HistoryEvent>& introductions,
                                         const std::vector<HistoryEvent>& removals_in_order) {
  const auto removals_of = [&](std::uint32_t place) {
    return std::equal_range(removals_in_order.begin(), removals_in_order.end(), HistoryEvent{place, 0},
                            [](const HistoryEvent& a, const HistoryEvent& b) { return a.place < b.place; });
  };
  struct Open {
    std::uint32_t bit = 0;  ///< of its commit, counted over all batches
    std::uint32_t introduction = 0;
  };
  std::vector<Open> open;
  std::vector<std::uint32_t> positions;  // of commits that introduce something removed later; by bit
  for (std::uint32_t i = 0; i < introductions.size(); ++i) {
    const auto [first, last] = removals_of(introductions[i].place);
    if (first == last) continue;
    open.push_back({0, i});
    positions.push_back(introductions[i].position);
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  for (Open& one : open) {
    one.bit = static_cast<std::uint32_t>(
        std::lower_bound(positions.begin(), positions.end(), introductions[one.introduction].position) -
        positions.begin());
  }
  // By batch, then by place: introductions ascend by place already.
  std::stable_sort(open.begin(), open.end(),
                   [](const Open& a, const Open& b) { return a.bit / ReachSet::kBits < b.bit / ReachSet::kBits; });

  std::vector<std::uint32_t> removed(introductions.size(), CommitOrder::kNone);
  std::vector<ReachSet> reached;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seeds;
  for (auto batch = open.begin(); batch != open.end();) {
    const std::size_t first_bit = batch->bit / ReachSet::kBits * ReachSet::kBits;
    seeds.clear();
    for (std::size_t bit = first_bit; bit < std::min(first_bit + ReachSet::kBits, positions.size()); ++bit) {
      seeds.emplace_back(positions[bit], static_cast<std::uint32_t>(bit - first_bit));
    }
    order.Reach(seeds, reached);
    while (batch != open.end() && batch->bit / ReachSet::kBits * ReachSet::kBits == first_bit) {
      // One place's introductions in this batch.
      const std::uint32_t place = introductions[batch->introduction].place;
      ReachSet waiting;
      std::array<std::uint32_t, ReachSet::kBits> introduction_at{};
      for (; batch != open.end() && batch->bit / ReachSet::kBits * ReachSet::kBits == first_bit &&
             introductions[batch->introduction].place == place;
           ++batch) {
        waiting.Set(batch->bit - first_bit);
        introduction_at[batch->bit - first_bit] = batch->introduction;
      }
      const auto [first, last] = removals_of(place);
      for (auto removal = first; removal != last && waiting.Any(); ++removal) {
        ReachSet met = reached[removal->position];
        met &= waiting;
        met.ForEach([&](std::size_t bit) { removed[introduction_at[bit]] = removal->position; });
        waiting ^= met;
      }
    }
  }
  return removed;
}

}  // namespace packrake
