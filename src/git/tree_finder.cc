#include "git/tree_finder.h"

#include <algorithm>
#include <utility>

namespace packrake {

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
          if (kind == kKeptTree && trees_.hits[object] != 0 &&
              std::find(places.begin(), places.end(), next) == places.end()) {
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

// A tree that the roots do not lead to is named by another such tree, or is topmost.
TreeHits::Strays TreeFinder::StraysOf(std::span<const TreeHits::Ref> roots) const {
  std::vector<bool> is_root(trees_.hits.size());
  for (const TreeHits::Ref root : roots) {
    if (root != TreeHits::kNoRef) is_root[root] = true;
  }
  TreeHits::Strays strays;
  store_.ids.ForEach([&](IdTable::Ref ref) {
    if (trees_.named[ref]) return;
    if (trees_.hits[ref] != 0 && !is_root[ref]) strays.trees.push_back(ObjectId::FromRaw(store_.ids.id(ref)));
    if ((store_.ids.at(ref).flags & IdTable::kWanted) != 0)
      strays.objects.push_back(ObjectId::FromRaw(store_.ids.id(ref)));
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
