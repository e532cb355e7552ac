#ifndef PACKRAKE_GIT_REACHABILITY_H_
#define PACKRAKE_GIT_REACHABILITY_H_

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/seeded_hash.h"
#include "packrake/blob.h"

namespace packrake {

/// One bit for each of 256 things that commits may reach.
class ReachSet {
 public:
  static constexpr std::size_t kBits = 256;

  void Set(std::size_t bit) { words_[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  bool Has(std::size_t bit) const { return (words_[bit / 64] >> (bit % 64) & 1) != 0; }
  ReachSet& operator|=(const ReachSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  ReachSet& operator&=(const ReachSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  ReachSet& operator^=(const ReachSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] ^= other.words_[i];
    return *this;
  }
  bool Any() const { return (words_[0] | words_[1] | words_[2] | words_[3]) != 0; }
  /// Calls `visit(bit)` for each set bit, ascending.
  template <class Visit>
  void ForEach(Visit&& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(i * 64 + static_cast<std::size_t>(__builtin_ctzll(word)));
      }
    }
  }

 private:
  std::array<std::uint64_t, kBits / 64> words_{};
};

/// The commits of a store by position, parents before children. Parents that are missing are left out, and so is an
/// edge that would close a circle (only a forged store has one). Const after it is made; any thread.
class CommitOrder {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// One commit; borrowed while the order is made.
  struct Node {
    const ObjectId* id = nullptr;
    std::span<const ObjectId> parents;
  };
  /// `node(i)` for i below `count`, on `threads` threads; a second commit with an id seen before is left out. Ids are
  /// borrowed for the order's life.
  CommitOrder(std::size_t count, const std::function<Node(std::size_t)>& node, int threads = 1);

  /// Parents that are no commits here: (index of the commit, index of the parent among its parents), ascending.
  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& missing_parents() const { return missing_parents_; }

  /// Number of positions.
  std::uint32_t size() const { return static_cast<std::uint32_t>(order_.size()); }
  /// Index (of `node`) of the commit at `position`.
  std::uint32_t index_at(std::uint32_t position) const { return order_[position]; }
  const ObjectId& id_at(std::uint32_t position) const { return *ids_[order_[position]]; }
  /// The position of a commit; kNone when it is not there.
  std::uint32_t PositionOf(const ObjectId& id) const;
  /// Positions, each less than `position`.
  std::span<const std::uint32_t> ParentsOf(std::uint32_t position) const {
    return {parents_.data() + first_parent_[position], first_parent_[position + 1] - first_parent_[position]};
  }
  /// Commits on the longest line of ancestors that ends here, from 1: less for an ancestor than for its descendant.
  std::uint32_t generation(std::uint32_t position) const { return generations_[position]; }

  /// What each commit reaches of the things that `seeds` (position, bit) put at commits, itself included. By position;
  /// `reached` is reused.
  void Reach(std::span<const std::pair<std::uint32_t, std::uint32_t>> seeds, std::vector<ReachSet>& reached) const;

 private:
  std::uint32_t IndexOf(const ObjectId& id) const;
  std::uint32_t IndexOf(const ObjectId& id, std::uint64_t hash) const;
  /// IndexOf for many: waits for memory once for all.
  void IndexAll(std::span<const ObjectId* const> ids, std::uint32_t* indexes) const;
  /// Gives every commit its position; `parents` holds the indexes of the parents of commit i from first[i] on.
  void Sort(const std::vector<std::uint32_t>& first, const std::vector<std::uint32_t>& parents);

  SeededHash hash_;
  std::vector<const ObjectId*> ids_;      ///< by index
  std::vector<std::uint32_t> slots_;      ///< index + 1, by hash of the id; 0: free
  std::vector<std::uint32_t> order_;      ///< index by position
  std::vector<std::uint32_t> positions_;  ///< position by index
  std::vector<std::uint32_t> first_parent_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> generations_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> missing_parents_;
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_REACHABILITY_H_
