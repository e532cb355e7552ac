#include "git/attribution.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "git/history_events.h"
#include "git/reachability.h"
#include "git/ref_counts.h"

namespace packrake {
namespace {

// Walks over the tips' trees end after so many paths. Tips are compared with one another, so real ones stay far below.
constexpr std::size_t kMaxTipVisits = 50'000'000;

/// How the names that lead to one object stand.
struct TipFlags {
  Reach reach = Reach::kUnreachable;
  bool tip = false;
  bool head = false;

  void Add(const Tip& by) {
    reach = std::min(reach, by.head ? Reach::kHead : by.reflog ? Reach::kReflog : Reach::kRef);
    tip = tip || by.tip;
    head = head || by.head;
  }
};

bool IsRef(const Tip& tip) { return tip.name.starts_with("refs/"); }

class Attributor {
 public:
  Attributor(const AttributionInput& input, const ArrangedCommits& commits)
      : input_(input),
        trees_(*input.trees),
        order_(commits.order),
        roots_(commits.roots),
        events_(FindEvents(input, commits)) {
    for (const Tip& tip : input.tips) {
      by_target_[tip.target].Add(tip);
      by_name_.emplace(tip.name, &tip);
    }
    CountFindings();
  }

  Attribution Run() && {
    ReachCommits();
    LookAtTips();
    AddIntroductions();
    AddTaggedTrees();
    AddStrays();
    AddDirect();
    DateRemovals();
    CountAllRefs();
    std::sort(result_.sightings.begin(), result_.sightings.end(), [&](const Sighting& a, const Sighting& b) {
      return std::tuple(a.finding, std::string_view(a.path), IdOf(a), a.where, a.object.raw()) <
             std::tuple(b.finding, std::string_view(b.path), IdOf(b), b.where, b.object.raw());
    });
    if (events_.cut_short || tips_cut_short_ || trees_.truncated()) {
      result_.notes.emplace_back(
          "history spells more paths to findings than are followed; some locations are left out");
    }
    return std::move(result_);
  }

 private:
  // --- What there is -------------------------------------------------------------------------------------------------

  void CountFindings() {
    finding_count_ = input_.finding_count;
    for (const auto& [id, findings] : *input_.wanted) {
      if (!findings.empty()) finding_count_ = std::max(finding_count_, findings.back() + 1);
    }
    for (std::uint32_t i = 0; i < events_.places.size(); ++i) {
      finding_count_ = std::max(finding_count_, events_.places.finding(i) + 1);
    }
  }

  /// Names that hold findings are met on the way, so the number of findings may grow.
  void Push(Sighting sighting) {
    finding_count_ = std::max(finding_count_, sighting.finding + 1);
    if (sighting.at_tips) MarkAtTip(sighting.finding);
    result_.sightings.push_back(std::move(sighting));
  }

  void MarkAtTip(std::uint32_t finding) {
    if (at_tip_.size() <= finding) at_tip_.resize(std::size_t{finding} + 1);
    at_tip_[finding] = true;
  }

  /// The best reach of each commit: that of its tips, handed down to parents.
  void ReachCommits() {
    reach_.assign(order_.size(), Reach::kUnreachable);
    for (const auto& [target, flags] : by_target_) {
      const std::uint32_t position = order_.PositionOf(target);
      if (position != CommitOrder::kNone) reach_[position] = flags.reach;
    }
    for (std::uint32_t position = order_.size(); position-- > 0;) {
      for (const std::uint32_t parent : order_.ParentsOf(position)) {
        reach_[parent] = std::min(reach_[parent], reach_[position]);
      }
    }
  }

  HitTreeId HitsOfTip(const Tip& tip) const {
    if (tip.type == ObjectType::kTree) return trees_.HitsOf(tip.target);
    const std::uint32_t position = order_.PositionOf(tip.target);
    return position == CommitOrder::kNone ? 0 : trees_.HitsOf(TreeAt(position));
  }

  /// Which places the tips' trees have. Each tree is compared with the one before it only: what both have was seen
  /// there.
  void LookAtTips() {
    place_at_tip_.resize(events_.places.size());
    place_at_head_.resize(events_.places.size());
    const auto mark = [&](auto&& chosen, std::vector<bool>& places) {
      std::vector<std::pair<std::uint32_t, HitTreeId>> trees;
      for (const Tip& tip : input_.tips) {
        if (chosen(tip)) trees.emplace_back(order_.PositionOf(tip.target), HitsOfTip(tip));
      }
      std::sort(trees.begin(), trees.end());
      HitTreeId before = 0;
      std::size_t visits = 0;
      for (const auto& [position, tree] : trees) {
        if (tree == before) continue;
        tips_cut_short_ = tips_cut_short_ || visits > kMaxTipVisits;
        if (tips_cut_short_) return;
        trees_.ForEachNew(tree, {before}, [&](const std::string& path, std::uint32_t finding) {
          ++visits;
          const std::uint32_t place = events_.places.Find(path, finding);
          if (place != PlaceTable::kNone) places[place] = true;
        });
        before = tree;
      }
    };
    mark([](const Tip& tip) { return tip.tip; }, place_at_tip_);
    mark([](const Tip& tip) { return tip.head; }, place_at_head_);
  }

  // --- Sightings -----------------------------------------------------------------------------------------------------

  void AddIntroductions() {
    const auto earlier = [&](const HistoryEvent& a, const HistoryEvent& b) {
      if (a.place != b.place) return a.place < b.place;
      return std::tuple(TimeAt(a.position), order_.generation(a.position), order_.id_at(a.position)) <
             std::tuple(TimeAt(b.position), order_.generation(b.position), order_.id_at(b.position));
    };
    std::sort(events_.removals.begin(), events_.removals.end(), earlier);
    const std::vector<std::uint32_t> removed = FirstRemovals(order_, events_.introductions, events_.removals);
    for (std::size_t i = 0; i < events_.introductions.size(); ++i) {
      const auto& [place, position] = events_.introductions[i];
      Sighting sighting;
      sighting.finding = events_.places.finding(place);
      sighting.path = events_.places.path(place);
      sighting.commit = Summarise(position);
      if (removed[i] != CommitOrder::kNone) sighting.removed_in = Summarise(removed[i]);
      sighting.reach = reach_[position];
      sighting.at_tips = place_at_tip_[place];
      sighting.at_head = place_at_head_[place];
      introduced_.emplace_back(sighting.finding, position);
      AddPlaced(std::move(sighting), TreeAt(position));
    }
  }

  /// One sighting for the object that holds the finding, one for the name that does.
  void AddPlaced(Sighting sighting, const ObjectId& root) {
    const TreeHits::Place found = trees_.PlaceOf(root, sighting.path, sighting.finding);
    if (!found.named_by.empty()) {
      sighting.where = Where::kPath;
      sighting.object = found.named_by;
      Push(sighting);
    }
    if (found.object.empty() && !found.named_by.empty()) return;
    sighting.where = Where::kBlob;
    sighting.object = found.object;
    Push(std::move(sighting));
  }

  /// What `root`, a tree outside every commit, holds; only what no commit has unless `all`.
  void AddTree(const ObjectId& root, const TipFlags& flags, bool all) {
    trees_.ForEach(trees_.HitsOf(root), [&](const std::string& path, std::uint32_t finding) {
      if (result_.sightings.size() > HitTreePool::kMaxVisits) {
        tips_cut_short_ = true;
        return;
      }
      if (!all && events_.places.Find(path, finding) != PlaceTable::kNone) return;
      AddPlaced(Unlocated(finding, path, flags), root);
    });
  }

  static Sighting Unlocated(std::uint32_t finding, std::string path, const TipFlags& flags) {
    Sighting sighting;
    sighting.finding = finding;
    sighting.path = std::move(path);
    sighting.reach = flags.reach;
    sighting.at_tips = flags.tip;
    sighting.at_head = flags.head;
    return sighting;
  }

  void AddTaggedTrees() {
    for (const auto& [target, flags] : by_target_) {
      if (trees_.HitsOf(target) != 0) AddTree(target, flags, flags.reach < Reach::kReflog);
    }
  }

  void AddStrays() {
    std::vector<ObjectId> tagged_trees;
    for (const auto& [target, flags] : by_target_) {
      if (trees_.HitsOf(target) != 0) tagged_trees.push_back(target);
    }
    std::vector<TreeHits::Ref> roots =
        trees_.RefsOf(tagged_trees.size(), [&](std::size_t i) -> const ObjectId& { return tagged_trees[i]; });
    roots.insert(roots.end(), roots_.begin(), roots_.end());
    const TreeHits::Strays strays = trees_.StraysOf(roots);
    for (const ObjectId& tree : strays.trees) AddTree(tree, TipFlags(), true);

    std::vector<ObjectId> nameless = strays.objects;
    for (const auto& [target, flags] : by_target_) {
      const bool tagged = flags.reach < Reach::kReflog && input_.wanted->contains(target);
      if (tagged && !std::binary_search(strays.objects.begin(), strays.objects.end(), target))
        nameless.push_back(target);
    }
    std::unordered_map<ObjectId, std::vector<std::uint32_t>, ObjectIdHash> direct;
    for (const auto& one : input_.direct) direct[one.object].push_back(one.finding);
    for (const ObjectId& object : nameless) {
      const auto wanted = input_.wanted->find(object);
      if (wanted == input_.wanted->end()) continue;
      const auto own = direct.find(object);
      for (const std::uint32_t finding : wanted->second) {
        if (own != direct.end() && std::find(own->second.begin(), own->second.end(), finding) != own->second.end())
          continue;
        Sighting sighting = Unlocated(finding, "", FlagsOf(object));
        sighting.object = object;
        Push(std::move(sighting));
      }
    }
  }

  void AddDirect() {
    for (const auto& direct : input_.direct) {
      // A ref's name stands in no object: what it points to may be reached in better ways than the name is.
      const bool named = direct.where == Where::kRefName;
      TipFlags flags = named ? TipFlags() : FlagsOf(direct.object);
      if (const auto tip = by_name_.find(direct.ref); tip != by_name_.end()) flags.Add(*tip->second);
      Sighting sighting = Unlocated(direct.finding, named ? direct.ref : "", flags);
      sighting.where = direct.where;
      sighting.object = direct.object;
      if (!named) sighting.ref = direct.ref;
      const std::uint32_t position = named ? CommitOrder::kNone : order_.PositionOf(direct.object);
      if (position != CommitOrder::kNone) {
        sighting.commit = Summarise(position);
        sighting.reach = std::min(sighting.reach, reach_[position]);
        introduced_.emplace_back(direct.finding, position);
      }
      Push(std::move(sighting));
    }
  }

  // --- By finding ----------------------------------------------------------------------------------------------------

  void DateRemovals() {
    result_.last_removed.resize(finding_count_);
    at_tip_.resize(finding_count_);
    for (const HistoryEvent& removal : events_.removals) {
      const std::uint32_t finding = events_.places.finding(removal.place);
      if (at_tip_[finding]) continue;
      std::optional<std::int64_t>& last = result_.last_removed[finding];
      last = std::max(last.value_or(TimeAt(removal.position)), TimeAt(removal.position));
    }
  }

  void CountAllRefs() {
    std::vector<RefRow> rows;
    std::vector<const Tip*> refs;
    for (const Tip& tip : input_.tips) {
      if (IsRef(tip)) refs.push_back(&tip);
    }
    std::sort(refs.begin(), refs.end(), [](const Tip* a, const Tip* b) {
      return std::tuple(!a->head, std::string_view(a->name)) < std::tuple(!b->head, std::string_view(b->name));
    });
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> of_name;
    for (const auto& direct : input_.direct) {
      if (!direct.ref.empty()) of_name[direct.ref].push_back(direct.finding);
    }
    for (const Tip* ref : refs) {
      RefRow row{ref->name, order_.PositionOf(ref->target), {}};
      if (const auto own = of_name.find(ref->name); own != of_name.end()) row.findings = own->second;
      if (const auto wanted = input_.wanted->find(ref->target);
          ref->type == ObjectType::kBlob && wanted != input_.wanted->end()) {
        row.findings.insert(row.findings.end(), wanted->second.begin(), wanted->second.end());
      }
      if (ref->type == ObjectType::kTree) {
        trees_.ForEach(trees_.HitsOf(ref->target),
                       [&](const std::string&, std::uint32_t finding) { row.findings.push_back(finding); });
      }
      rows.push_back(std::move(row));
    }
    result_.refs = CountRefs(order_, rows, std::move(introduced_), finding_count_);
  }

  // --- Small things --------------------------------------------------------------------------------------------------

  const AttributionInput::Commit& CommitAt(std::uint32_t position) const {
    return input_.commits[order_.index_at(position)];
  }
  const ObjectId& TreeAt(std::uint32_t position) const { return CommitAt(position).tree; }
  std::int64_t TimeAt(std::uint32_t position) const { return CommitAt(position).committer_time; }

  TipFlags FlagsOf(const ObjectId& object) const {
    const auto flags = by_target_.find(object);
    return object.empty() || flags == by_target_.end() ? TipFlags() : flags->second;
  }

  std::string_view IdOf(const Sighting& sighting) const {
    return sighting.commit ? result_.commits[*sighting.commit].id.raw() : std::string_view();
  }

  /// The index of a commit's summary in the result.
  std::uint32_t Summarise(std::uint32_t position) {
    const auto [place, is_new] = summaries_.try_emplace(position, static_cast<std::uint32_t>(result_.commits.size()));
    if (is_new) {
      CommitSummary summary = input_.summary_of ? input_.summary_of(order_.id_at(position)) : CommitSummary();
      summary.id = order_.id_at(position);
      result_.commits.push_back(std::move(summary));
    }
    return place->second;
  }

  const AttributionInput& input_;
  const TreeHits& trees_;
  const CommitOrder& order_;
  const std::vector<TreeHits::Ref>& roots_;  ///< by index of the commit
  HistoryEvents events_;
  std::uint32_t finding_count_ = 0;
  std::unordered_map<ObjectId, TipFlags, ObjectIdHash> by_target_;
  std::unordered_map<std::string_view, const Tip*> by_name_;
  std::vector<Reach> reach_;                                         ///< by position
  std::vector<bool> place_at_tip_;                                   ///< by place
  std::vector<bool> place_at_head_;                                  ///< by place
  std::vector<bool> at_tip_;                                         ///< by finding
  std::vector<std::pair<std::uint32_t, std::uint32_t>> introduced_;  ///< (finding, position)
  std::unordered_map<std::uint32_t, std::uint32_t> summaries_;
  bool tips_cut_short_ = false;
  Attribution result_;
};

}  // namespace

ArrangedCommits::ArrangedCommits(const std::vector<AttributionInput::Commit>& commits, const TreeHits& trees,
                                 int threads)
    : order(commits.size(), [&](std::size_t i) { return CommitOrder::Node{&commits[i].id, commits[i].parents}; },
            threads),
      roots(trees.RefsOf(commits.size(), [&](std::size_t i) -> const ObjectId& { return commits[i].tree; })) {}

Attribution Attribute(const AttributionInput& input, const ArrangedCommits& commits) {
  if (!input.trees->any() && input.wanted->empty() && input.direct.empty()) {
    Attribution nothing;  // most repositories most nights
    nothing.refs.resize(input.finding_count);
    nothing.last_removed.resize(input.finding_count);
    return nothing;
  }
  return Attributor(input, commits).Run();
}

}  // namespace packrake
