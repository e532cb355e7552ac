// Attribution by the definitions of DESIGN 6, set by set and walk by walk: quadratic, and plain enough to be believed.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "git/attribution.h"

namespace packrake {
namespace {

using PathAndFinding = std::pair<std::string, std::uint32_t>;
using Set = std::set<PathAndFinding>;

class Naive {
 public:
  explicit Naive(const AttributionInput& input) : input_(input) {
    for (const auto& commit : input.commits) commits_.emplace(commit.id, &commit);
    for (const auto& [id, commit] : commits_) sets_[id] = SetOf(commit->tree);
  }

  Attribution Run() && {
    for (const auto& [id, commit] : commits_) {
      for (const auto& at : sets_[id]) {
        if (!AnyParentHas(*commit, at)) AddIntroduction(id, at);
      }
      if (const auto parents = ParentsOf(*commit); !parents.empty()) {
        for (const auto& at : sets_[parents.front()]) {
          if (Removes(*commit, at)) last_removals_[at.second].push_back(commit->committer_time);
        }
      }
    }
    AddTrees();
    AddObjects();
    AddDirect();
    Finish();
    return std::move(result_);
  }

 private:
  Set SetOf(const ObjectId& tree) const {
    Set set;
    input_.trees->ForEach(input_.trees->HitsOf(tree),
                          [&](const std::string& path, std::uint32_t finding) { set.emplace(path, finding); });
    return set;
  }

  std::vector<ObjectId> ParentsOf(const AttributionInput::Commit& commit) const {
    std::vector<ObjectId> present;
    for (const ObjectId& parent : commit.parents) {
      if (commits_.contains(parent)) present.push_back(parent);
    }
    return present;
  }
  bool AnyParentHas(const AttributionInput::Commit& commit, const PathAndFinding& at) {
    const auto parents = ParentsOf(commit);
    return std::any_of(parents.begin(), parents.end(), [&](const ObjectId& id) { return sets_[id].contains(at); });
  }
  bool Removes(const AttributionInput::Commit& commit, const PathAndFinding& at) {
    const auto parents = ParentsOf(commit);
    return !parents.empty() && !sets_[commit.id].contains(at) &&
           std::all_of(parents.begin(), parents.end(), [&](const ObjectId& id) { return sets_[id].contains(at); });
  }

  std::set<ObjectId> AncestorsOf(const ObjectId& id) const {
    std::set<ObjectId> reached;
    std::vector<ObjectId> open{id};
    while (!open.empty()) {
      const ObjectId next = open.back();
      open.pop_back();
      const auto commit = commits_.find(next);
      if (commit == commits_.end() || !reached.insert(next).second) continue;
      open.insert(open.end(), commit->second->parents.begin(), commit->second->parents.end());
    }
    return reached;
  }

  std::size_t GenerationOf(const ObjectId& id) {
    if (const auto known = generations_.find(id); known != generations_.end()) return known->second;
    std::size_t generation = 1;
    for (const ObjectId& parent : ParentsOf(*commits_.at(id)))
      generation = std::max(generation, GenerationOf(parent) + 1);
    return generations_[id] = generation;
  }

  Reach ReachOf(const ObjectId& commit) const {
    Reach best = Reach::kUnreachable;
    for (const Tip& tip : input_.tips) {
      if (AncestorsOf(tip.target).contains(commit)) best = std::min(best, ReachBy(tip));
    }
    return best;
  }
  static Reach ReachBy(const Tip& tip) { return tip.head ? Reach::kHead : tip.reflog ? Reach::kReflog : Reach::kRef; }

  Set SetOfTip(const Tip& tip) const {
    if (tip.type == ObjectType::kTree) return SetOf(tip.target);
    const auto commit = commits_.find(tip.target);
    return commit == commits_.end() ? Set() : SetOf(commit->second->tree);
  }

  void AddIntroduction(const ObjectId& id, const PathAndFinding& at) {
    Sighting sighting;
    sighting.path = at.first;
    sighting.finding = at.second;
    sighting.commit = Summarise(id);
    sighting.reach = ReachOf(id);
    for (const Tip& tip : input_.tips) {
      const bool has = SetOfTip(tip).contains(at);
      sighting.at_tips |= has && tip.tip;
      sighting.at_head |= has && tip.head;
    }
    std::optional<std::tuple<std::int64_t, std::size_t, ObjectId>> first;
    for (const auto& [other, commit] : commits_) {
      if (!Removes(*commit, at) || !AncestorsOf(other).contains(id)) continue;
      const std::tuple removal(commit->committer_time, GenerationOf(other), other);
      if (!first || removal < *first) first = removal;
    }
    if (first) sighting.removed_in = Summarise(std::get<2>(*first));
    introduced_.emplace(at.second, id);
    AddPlaced(sighting, commits_.at(id)->tree);
  }

  void AddPlaced(const Sighting& sighting, const ObjectId& root) {
    const TreeHits::Place place = input_.trees->PlaceOf(root, sighting.path, sighting.finding);
    if (!place.object.empty()) Add(sighting, Where::kBlob, place.object);
    if (!place.named_by.empty()) Add(sighting, Where::kPath, place.named_by);
  }
  void Add(Sighting sighting, Where where, const ObjectId& object) {
    sighting.where = where;
    sighting.object = object;
    result_.sightings.push_back(std::move(sighting));
  }

  /// A sighting without commit, with the flags of the tips that `leads` chooses.
  template <class Leads>
  Sighting Unlocated(std::uint32_t finding, const std::string& path, Leads&& leads) const {
    Sighting sighting;
    sighting.finding = finding;
    sighting.path = path;
    for (const Tip& tip : input_.tips) {
      if (!leads(tip)) continue;
      sighting.reach = std::min(sighting.reach, ReachBy(tip));
      sighting.at_tips |= tip.tip;
      sighting.at_head |= tip.head;
    }
    return sighting;
  }

  bool InSomeCommit(const PathAndFinding& at) const {
    return std::any_of(sets_.begin(), sets_.end(), [&](const auto& entry) { return entry.second.contains(at); });
  }

  void AddTrees() {
    std::set<ObjectId> targets;
    for (const Tip& tip : input_.tips) targets.insert(tip.target);
    for (const ObjectId& target : targets) {
      for (const auto& at : SetOf(target)) {
        Sighting sighting = Unlocated(at.second, at.first, [&](const Tip& tip) { return tip.target == target; });
        if (sighting.reach < Reach::kReflog || !InSomeCommit(at)) AddPlaced(sighting, target);
      }
    }
    for (const ObjectId& tree : StrayTreesAndObjects().trees) {
      for (const auto& at : SetOf(tree))
        AddPlaced(Unlocated(at.second, at.first, [](const Tip&) { return false; }), tree);
    }
  }

  TreeHits::Strays StrayTreesAndObjects() const {
    std::vector<ObjectId> roots;
    for (const auto& commit : input_.commits) roots.push_back(commit.tree);
    for (const Tip& tip : input_.tips) roots.push_back(tip.target);
    return input_.trees->StraysOf(
        input_.trees->RefsOf(roots.size(), [&](std::size_t i) -> const ObjectId& { return roots[i]; }));
  }

  void AddObjects() {
    const auto strays = StrayTreesAndObjects().objects;
    for (const auto& [object, findings] : *input_.wanted) {
      for (const std::uint32_t finding : findings) {
        const bool direct = std::any_of(
            input_.direct.begin(), input_.direct.end(),
            [&, object = object](const auto& one) { return one.object == object && one.finding == finding; });
        if (direct) continue;
        Sighting sighting =
            Unlocated(finding, "", [&, object = object](const Tip& tip) { return tip.target == object; });
        const bool stray = std::find(strays.begin(), strays.end(), object) != strays.end();
        if (stray || sighting.reach < Reach::kReflog) Add(std::move(sighting), Where::kBlob, object);
      }
    }
  }

  void AddDirect() {
    for (const auto& direct : input_.direct) {
      const bool named = direct.where == Where::kRefName;
      Sighting sighting = Unlocated(direct.finding, named ? direct.ref : "", [&](const Tip& tip) {
        return (!named && tip.target == direct.object) || (!direct.ref.empty() && tip.name == direct.ref);
      });
      if (!named && commits_.contains(direct.object)) {
        sighting.commit = Summarise(direct.object);
        sighting.reach = std::min(sighting.reach, ReachOf(direct.object));
        introduced_.emplace(direct.finding, direct.object);
      }
      Add(std::move(sighting), direct.where, direct.object);
    }
  }

  void Finish() {
    std::uint32_t count = input_.finding_count;
    for (const Sighting& sighting : result_.sightings) count = std::max(count, sighting.finding + 1);
    result_.last_removed.resize(count);
    result_.refs.resize(count);
    for (std::uint32_t finding = 0; finding < count; ++finding) {
      if (!AtTip(finding) && last_removals_.contains(finding)) {
        const auto& times = last_removals_[finding];
        result_.last_removed[finding] = *std::max_element(times.begin(), times.end());
      }
      CountRefs(finding);
    }
    std::sort(result_.sightings.begin(), result_.sightings.end(), [&](const Sighting& a, const Sighting& b) {
      const auto commit_of = [&](const Sighting& s) { return s.commit ? result_.commits[*s.commit].id : ObjectId(); };
      return std::tuple(a.finding, a.path, commit_of(a), a.where, a.object) <
             std::tuple(b.finding, b.path, commit_of(b), b.where, b.object);
    });
  }

  bool AtTip(std::uint32_t finding) const {
    for (const Tip& tip : input_.tips) {
      for (const auto& at : tip.tip ? SetOfTip(tip) : Set()) {
        if (at.second == finding) return true;
      }
    }
    return std::any_of(result_.sightings.begin(), result_.sightings.end(),
                       [&](const Sighting& sighting) { return sighting.finding == finding && sighting.at_tips; });
  }

  bool RefHas(const Tip& ref, std::uint32_t finding) const {
    const auto ancestors = AncestorsOf(ref.target);
    for (const auto& [introduced, commit] : introduced_) {
      if (introduced == finding && ancestors.contains(commit)) return true;
    }
    for (const auto& direct : input_.direct) {
      if (direct.finding == finding && direct.ref == ref.name) return true;
    }
    if (ref.type == ObjectType::kTree) {
      for (const auto& at : SetOf(ref.target)) {
        if (at.second == finding) return true;
      }
    }
    const auto wanted = input_.wanted->find(ref.target);
    return ref.type == ObjectType::kBlob && wanted != input_.wanted->end() &&
           std::find(wanted->second.begin(), wanted->second.end(), finding) != wanted->second.end();
  }

  void CountRefs(std::uint32_t finding) {
    std::vector<std::pair<bool, std::string>> names;
    for (const Tip& tip : input_.tips) {
      if (tip.name.starts_with("refs/") && RefHas(tip, finding)) names.emplace_back(!tip.head, tip.name);
    }
    std::sort(names.begin(), names.end());
    result_.refs[finding].count = names.size();
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 5); ++i) {
      result_.refs[finding].first.push_back(names[i].second);
    }
  }

  std::uint32_t Summarise(const ObjectId& id) {
    const auto [place, is_new] = summaries_.try_emplace(id, static_cast<std::uint32_t>(result_.commits.size()));
    if (is_new) {
      CommitSummary summary = input_.summary_of ? input_.summary_of(id) : CommitSummary();
      summary.id = id;
      result_.commits.push_back(std::move(summary));
    }
    return place->second;
  }

  const AttributionInput& input_;
  std::map<ObjectId, const AttributionInput::Commit*> commits_;
  std::map<ObjectId, Set> sets_;
  std::map<ObjectId, std::size_t> generations_;
  std::set<std::pair<std::uint32_t, ObjectId>> introduced_;
  std::map<std::uint32_t, std::vector<std::int64_t>> last_removals_;
  std::map<ObjectId, std::uint32_t> summaries_;
  Attribution result_;
};

}  // namespace

Attribution AttributeNaively(const AttributionInput& input) { return Naive(input).Run(); }

}  // namespace packrake
