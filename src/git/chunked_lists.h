#ifndef PACKRAKE_GIT_CHUNKED_LISTS_H_
#define PACKRAKE_GIT_CHUNKED_LISTS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "git/sequence_pool.h"

namespace packrake {

/// Directory listings that share what they have in common. A list is cut after items whose name says so (one in eight,
/// by a secret hash), so its chunks are the same wherever the same names follow one another; an edit of one entry makes
/// one new leaf, one new page and one new list, and 24,000 versions of a directory with 3,500 entries cost kilobytes
/// each, not 40 (SonarSource/rspec has such a one). Lists with equal items have equal refs.
///
/// An item is `width` words; its first is a name whose low two bits are the name's cut: 0 none, 1 ends a leaf, 2 ends
/// also a page. A ref names a leaf, a page of leaves or a top of pages; short lists are a bare leaf.
class ChunkedLists {
 public:
  /// 0 is the empty list.
  using Ref = SequencePool::Ref;

  /// What a 64-bit hash of a name says about where lists are cut after it.
  static std::uint32_t CutOf(std::uint64_t name_hash) {
    return (name_hash & 7) != 0 ? 0 : (name_hash & 63) != 0 ? 1 : 2;
  }

  /// `builders`: how many threads may build lists at a time.
  explicit ChunkedLists(std::uint32_t width, std::size_t builders = 1) : width_(width), pool_(builders) {}

  std::uint32_t width() const { return width_; }
  SequencePool& pool() { return pool_; }
  const SequencePool& pool() const { return pool_; }

  /// Calls `visit(leaf)` for each leaf of `list`, in order.
  template <class Visit>
  void ForEachLeaf(Ref list, Visit&& visit) const {
    if (list == 0) return;
    const SequencePool::View view = pool_.At(list);
    if (view.tag == kLeaf) {
      visit(list);
      return;
    }
    for (const Ref part : view.words) ForEachLeaf(part, visit);  // at most two levels down
  }

  /// Calls `visit(item)` with the `width` words of each item of `list`, in order.
  template <class Visit>
  void ForEachItem(Ref list, Visit&& visit) const {
    ForEachLeaf(list, [&](Ref leaf) {
      const auto words = pool_.At(leaf).words;
      for (std::size_t i = 0; i < words.size(); i += width_) visit(words.data() + i);
    });
  }

 private:
  friend class ListBuilder;
  enum Tag : std::uint32_t { kLeaf, kPage, kTop };

  std::uint32_t width_;
  SequencePool pool_;
};

/// Puts one list together, item by item or by whole leaves of another list. One per thread; the ChunkedLists it fills
/// is shared and outlives it.
class ListBuilder {
 public:
  /// Where a leaf ends, in items from the start of the list, and its ref.
  struct LeafEnd {
    std::uint32_t end = 0;
    ChunkedLists::Ref leaf = 0;
  };

  /// `number` is this builder's own, below the lists' `builders`.
  explicit ListBuilder(ChunkedLists& lists, std::size_t number = 0) : lists_(lists), number_(number) {}

  void Add(const std::uint32_t* item);

  /// Whether a leaf could begin here.
  bool at_cut() const { return words_.empty(); }
  /// Whether a leaf with so many items, the last of which has this name, ends in any list it stands in; if not, it can
  /// only be a list's last.
  static bool Closed(std::uint32_t items, std::uint32_t last_name) { return (last_name & 3) != 0 || items == kMaxLeaf; }
  /// Adds a whole leaf of `items` items. REQUIRES: at_cut(); nothing follows a leaf that is not closed.
  void AddLeaf(ChunkedLists::Ref leaf, std::uint32_t items, std::uint32_t last_name);

  /// The list of everything added since the last Finish.
  ChunkedLists::Ref Finish();
  /// The leaves of the list that Finish gave last.
  const std::vector<LeafEnd>& leaves() const { return leaves_; }

 private:
  // Lists are cut here even when no name asks for it: a directory of hostile names stays shareable.
  static constexpr std::uint32_t kMaxLeaf = 64;
  static constexpr std::uint32_t kMaxPage = 64;

  void EndLeaf();
  void EndPage();
  ChunkedLists::Ref Collapse(std::uint32_t tag, std::vector<std::uint32_t>& parts);

  ChunkedLists& lists_;
  const std::size_t number_;
  std::vector<std::uint32_t> words_;  ///< of the leaf being filled
  std::vector<std::uint32_t> page_;   ///< leaves of the page being filled
  std::vector<std::uint32_t> pages_;
  std::vector<LeafEnd> leaves_;
  std::uint32_t count_ = 0;
  bool fresh_ = true;  ///< nothing added since Finish
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_CHUNKED_LISTS_H_
