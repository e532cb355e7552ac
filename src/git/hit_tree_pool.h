#ifndef PACKRAKE_GIT_HIT_TREE_POOL_H_
#define PACKRAKE_GIT_HIT_TREE_POOL_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "git/chunked_lists.h"
#include "git/name_order.h"

namespace packrake {

/// Hash-consed: two trees with the same findings at the same paths have the same HitTreeId, whatever else they hold.
/// 0 is the tree without findings.
using HitTreeId = std::uint32_t;

/// Hash-consed trees of findings: a name has a set of findings, a tree below it, or both. Equal contents, equal ids;
/// the ids' values mean nothing else. Filled by one thread; then const and shared.
class HitTreePool {
 public:
  /// Set of finding ids; 0 is the empty one.
  using SetId = std::uint32_t;
  struct Entry {
    std::uint32_t name = 0;  ///< place in the order of names, times four, plus the name's cut (ChunkedLists)
    SetId findings = 0;
    HitTreeId child = 0;
  };
  using Visit = std::function<void(const std::string& path, std::uint32_t finding)>;

  /// A hostile history can spell more paths than there are atoms with a few kilobytes of trees (ten trees that each
  /// hold the next one ten times). One walk ends after so many findings, and passes over longer paths.
  static constexpr std::size_t kMaxVisits = 1'000'000;
  static constexpr std::size_t kMaxPathBytes = 4096;

  /// `names` is borrowed for the pool's life.
  explicit HitTreePool(const NameOrder& names) : names_(names), trees_(3), builder_(trees_) {}

  /// The set of `findings`, in any order, repeated or not.
  SetId Set(std::vector<std::uint32_t> findings);
  SetId Union(SetId a, SetId b);
  std::span<const std::uint32_t> FindingsOf(SetId set) const { return sets_.At(set).words; }

  /// The tree of `entries`, in any order. A name may stand in it several times, as in trees that break git's rules.
  HitTreeId Tree(std::vector<Entry> entries);

  /// Calls `visit` for what `tree` has and none of `others` has, name by name in the order of their bytes, each
  /// directory after its own name. Subtrees that one of `others` has too are not opened.
  void ForEachNew(HitTreeId tree, std::span<const HitTreeId> others, const Visit& visit) const;
  bool Has(HitTreeId tree, std::string_view path, std::uint32_t finding) const;

  /// Whether a walk met one of the limits above.
  bool truncated() const { return truncated_; }
  std::size_t bytes() const { return sets_.bytes() + trees_.pool().bytes(); }
  /// Gives back what only filling needs.
  void Freeze();

 private:
  class Walk;

  const NameOrder& names_;
  SeededHash hash_;
  SequencePool sets_;
  ChunkedLists trees_;
  ListBuilder builder_;
  mutable std::atomic<bool> truncated_{false};
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_HIT_TREE_POOL_H_
