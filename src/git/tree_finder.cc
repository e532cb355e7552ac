#include "git/tree_finder.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace packrake {
namespace {

/// Marks what trees lead to, opening each tree and each shared chunk of a listing once.
class Marker {
 public:
  Marker(const TreeStore& store, const std::vector<HitTreeId>& hits) : store_(store), hits_(hits), seen_(hits.size()) {}

  bool seen(IdTable::Ref ref) const { return seen_[ref]; }

  /// Marks `tree` (if it holds findings), the wanted objects below it, and the trees in between.
  void MarkFrom(IdTable::Ref tree) {
    Push(tree);
    while (!stack_.empty()) {
      const IdTable::Ref next = stack_.back();
      stack_.pop_back();
      MarkBelow(next);
    }
  }

  /// Marks what `tree` holds itself, not what that holds.
  void MarkChildren(IdTable::Ref tree) {
    MarkBelow(tree);
    stack_.clear();
  }

 private:
  void Push(IdTable::Ref ref) {
    if (hits_[ref] == 0 || seen_[ref]) return;
    seen_[ref] = true;
    stack_.push_back(ref);
  }

  void MarkBelow(IdTable::Ref tree) { MarkNode(store_.ids.at(tree).list); }

  void MarkNode(ChunkedLists::Ref node) {
    if (node == 0 || !opened_.insert(node).second) return;
    const SequencePool::View view = store_.listings.pool().At(node);
    if (view.tag != 0) {
      for (const ChunkedLists::Ref part : view.words) MarkNode(part);
      return;
    }
    for (std::size_t i = 1; i < view.words.size(); i += 2) {
      const IdTable::Ref object = TreeStore::ObjectOf(view.words[i]);
      if (TreeStore::KindOf(view.words[i]) == kKeptTree) {
        Push(object);
      } else {
        seen_[object] = true;
      }
    }
  }

  const TreeStore& store_;
  const std::vector<HitTreeId>& hits_;
  std::vector<bool> seen_;
  std::unordered_set<ChunkedLists::Ref> opened_;
  std::vector<IdTable::Ref> stack_;
};

}  // namespace

TreeHits::Place TreeFinder::PlaceOf(IdTable::Ref tree, std::string_view path, std::uint32_t finding) const {
  TreeHits::Place found;
  // As HitTreePool::Has, over the objects.
  std::vector<std::pair<IdTable::Ref, std::size_t>> places{{tree, 0}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto [node, from] = places[i];
    order_.ForEachComponent(path, from, [&, node = node](std::uint32_t name, std::size_t end) {
      const std::size_t index = order_.index_at(name);
      const auto& named = store_.names.findings(index);
      store_.listings.ForEachItem(store_.ids.at(node).list, [&](const std::uint32_t* item) {
        if (NameTable::Index(item[0]) != index) return;
        const IdTable::Ref object = TreeStore::ObjectOf(item[1]);
        const KeptKind kind = TreeStore::KindOf(item[1]);
        if (end < path.size()) {
          const std::pair<IdTable::Ref, std::size_t> next{object, end + 1};
          if (kind == kKeptTree && hits_[object] != 0 && std::find(places.begin(), places.end(), next) == places.end()) {
            places.push_back(next);
          }
          return;
        }
        if (found.named_by.empty() && std::binary_search(named.begin(), named.end(), finding)) {
          found.named_by = ObjectId::FromRaw(store_.ids.id(node));
        }
        if (found.object.empty() && kind == kKeptWanted && Holds(store_.ids.at(object).list, finding)) {
          found.object = ObjectId::FromRaw(store_.ids.id(object));
        }
      });
    });
  }
  return found;
}

TreeHits::Strays TreeFinder::StraysOf(std::span<const ObjectId> roots) const {
  Marker marker(store_, hits_);
  for (const ObjectId& root : roots) {
    if (const auto ref = store_.ids.Find(root.raw())) marker.MarkFrom(*ref);
  }
  std::vector<IdTable::Ref> rest;
  store_.ids.ForEach([&](IdTable::Ref ref) {
    if (hits_[ref] != 0 && !marker.seen(ref)) rest.push_back(ref);
  });
  Marker below(store_, hits_);
  for (const IdTable::Ref ref : rest) below.MarkChildren(ref);

  TreeHits::Strays strays;
  for (const IdTable::Ref ref : rest) {
    if (!below.seen(ref)) strays.trees.push_back(ObjectId::FromRaw(store_.ids.id(ref)));
  }
  store_.ids.ForEach([&](IdTable::Ref ref) {
    if ((store_.ids.at(ref).flags & IdTable::kWanted) != 0 && !marker.seen(ref) && !below.seen(ref)) {
      strays.objects.push_back(ObjectId::FromRaw(store_.ids.id(ref)));
    }
  });
  std::sort(strays.trees.begin(), strays.trees.end());
  std::sort(strays.objects.begin(), strays.objects.end());
  return strays;
}

bool TreeFinder::Holds(HitTreePool::SetId set, std::uint32_t finding) const {
  const auto findings = pool_.FindingsOf(set);
  return std::binary_search(findings.begin(), findings.end(), finding);
}

}  // namespace packrake
