#ifndef PACKRAKE_GIT_TREE_FINDER_H_
#define PACKRAKE_GIT_TREE_FINDER_H_

#include <span>
#include <string_view>

#include "git/tree_hits.h"
#include "git/tree_store.h"

namespace packrake {

/// Answers that need the objects themselves, not only which paths have findings. Reads a resolved store; any thread.
class TreeFinder {
 public:
  /// All borrowed. `trees` is what ResolveHits gave.
  TreeFinder(const TreeStore& store, const NameOrder& order, const HitTreePool& pool, const ResolvedTrees& trees)
      : store_(store), order_(order), pool_(pool), trees_(trees) {}

  /// TreeHits::PlaceOf.
  TreeHits::Place PlaceOf(IdTable::Ref tree, std::string_view path, std::uint32_t finding) const;

  /// TreeHits::StraysOf.
  TreeHits::Strays StraysOf(std::span<const TreeHits::Ref> roots) const;

 private:
  bool Holds(HitTreePool::SetId set, std::uint32_t finding) const;

  const TreeStore& store_;
  const NameOrder& order_;
  const HitTreePool& pool_;
  const ResolvedTrees& trees_;
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_TREE_FINDER_H_
