#ifndef PACKRAKE_PACK_DELTA_FOREST_H_
#define PACKRAKE_PACK_DELTA_FOREST_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "pack/fault.h"
#include "pack/index.h"
#include "packrake/blob.h"

namespace packrake {

/// The entries of one pack in the order of their offsets, and which derives from which: a forest, whose roots are the
/// objects stored whole. An entry is named by its rank in that order. About 32 bytes per entry; immutable, any thread.
class DeltaForest {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  /// Reads every entry's header. `pack` is the whole file; one that was cut short yields faulty entries. An entry whose
  /// bit is set in `duplicates` (by position in the index; empty: none) is left out with all that derive from it,
  /// unless one of those is no duplicate. Nothing when two entries begin at one offset, which no pack has. REQUIRES:
  /// fewer than kNone entries, `pack` has at least a header and a check sum.
  static std::optional<DeltaForest> Build(std::string_view pack, const PackIndex& index,
                                          const std::vector<bool>& duplicates, int threads);

  std::uint32_t size() const { return static_cast<std::uint32_t>(positions_.size()); }

  /// REQUIRES: rank < size(), here and below. Its position in the index.
  std::uint32_t position(std::uint32_t rank) const { return positions_[rank]; }
  std::uint64_t begin(std::uint32_t rank) const { return offsets_[rank]; }
  /// Where the next entry, or the pack's check sum, begins. REQUIRES: the entry has no fault.
  std::uint64_t end(std::uint32_t rank) const { return std::min(offsets_[rank + 1], offsets_.back()); }
  /// What the entry is a delta of; kNone when it is stored whole or has a fault.
  std::uint32_t base(std::uint32_t rank) const { return bases_[rank]; }
  /// The type of the object at the root; nothing when that cannot be found.
  std::optional<ObjectType> type(std::uint32_t rank) const;
  /// Why the entry cannot be read at all, as far as headers tell. Such an entry is a root without children.
  Fault fault(std::uint32_t rank) const;
  /// Entries to visit that are deltas of this one, the heaviest last.
  std::span<const std::uint32_t> children(std::uint32_t rank) const {
    return {children_.data() + first_child_[rank], children_.data() + first_child_[rank + 1]};
  }
  /// An estimate of the work to visit the entry and everything under it, in units of about 256 bytes to inflate.
  std::uint32_t weight(std::uint32_t rank) const { return weights_[rank]; }
  /// False for duplicates that nothing else needs. They are among no one's children.
  bool visited(std::uint32_t rank) const { return weights_[rank] != 0; }

  /// The rank of the entry that begins at `offset`, or kNone.
  std::uint32_t RankAt(std::uint64_t offset) const;

 private:
  enum class State : std::uint8_t;  // an ObjectType or a fault

  void SortByOffset(const PackIndex& index);
  bool IndexOffsets(std::uint64_t pack_size);
  void ReadHeaders(std::string_view pack, const PackIndex& index, int threads);
  void ReadHeader(std::string_view pack, const PackIndex& index, std::uint32_t rank);
  std::vector<std::uint32_t> ResolveStates();
  void Weigh(const std::vector<std::uint32_t>& bases_first, const std::vector<bool>& duplicates);
  void LinkChildren();

  std::vector<std::uint64_t> offsets_;  // one more than entries: the end of the last
  std::vector<std::uint32_t> positions_;
  std::vector<std::uint32_t> bases_;
  std::vector<State> states_;
  std::vector<std::uint32_t> weights_;
  std::vector<std::uint32_t> first_child_;  // one more than entries
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> first_in_slot_;  // ranks by offset >> slot_shift_, one or two to a slot
  int slot_shift_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_DELTA_FOREST_H_
