#ifndef PACKRAKE_GIT_TREE_STORE_H_
#define PACKRAKE_GIT_TREE_STORE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "git/chunked_lists.h"
#include "git/hit_tree_pool.h"
#include "git/id_table.h"
#include "git/name_order.h"
#include "git/name_table.h"
#include "git/tree_listing.h"
#include "packrake/source.h"

namespace packrake {

/// Everything one reading of the trees leaves behind: which ids and names there are, and each tree's listing.
struct TreeStore {
  TreeStore(std::size_t id_size, int workers, NameScan scan)
      : ids(id_size), names(std::move(scan)), listings(2, static_cast<std::size_t>(workers)) {}

  std::size_t bytes() const { return ids.bytes() + listings.pool().bytes(); }

  static IdTable::Ref ObjectOf(std::uint32_t word) { return word >> 2; }
  static KeptKind KindOf(std::uint32_t word) { return static_cast<KeptKind>(word & 3); }

  IdTable ids;
  NameTable names;
  ChunkedLists listings;  ///< items are KeptEntry
};

/// The stored names in the order of their bytes; indexes are the table's.
NameOrder OrderOf(const NameTable& names);

/// Which trees hold what.
struct ResolvedTrees {
  /// By IdTable::Ref; 0 also for ids that are no tree.
  std::vector<HitTreeId> hits;
  /// By IdTable::Ref: trees with findings, and wanted objects, that some tree names.
  std::vector<bool> named;
  /// Trees that hold themselves: only a forged store has such. They were opened once.
  std::vector<IdTable::Ref> cyclic;
};

/// Puts the sets and trees of findings into `pool`, which was made with `order`. `trees` are all accepted ones, best in
/// the order in which they were listed: their listings lie in memory so. REQUIRES: wanted ids have their set in
/// IdTable::Record::list.
ResolvedTrees ResolveHits(TreeStore& store, std::span<const IdTable::Ref> trees, const NameOrder& order,
                          HitTreePool& pool);

}  // namespace packrake

#endif  // PACKRAKE_GIT_TREE_STORE_H_
