#ifndef PACKRAKE_GIT_TREE_LISTING_H_
#define PACKRAKE_GIT_TREE_LISTING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "git/chunked_lists.h"
#include "git/tree_entries.h"
#include "packrake/blob.h"

namespace packrake {

/// What is kept of a tree: its subtrees, and the entries that hold findings. One item of a listing, two words.
struct KeptEntry {
  std::uint32_t name = 0;    ///< NameTable::Ref: cut in the low two bits
  std::uint32_t object = 0;  ///< IdTable::Ref times four, plus a KeptKind
};
enum KeptKind : std::uint32_t {
  kKeptTree,    ///< a directory: worth opening
  kKeptWanted,  ///< an object that holds findings
  kKeptName,    ///< anything else whose name holds findings
};

/// What a listed tree leaves behind for the trees derived from it: where its entries begin, which are kept, and how the
/// listing is cut. About a quarter of the tree's bytes.
struct TreeMemo final : BlobMemo {
  std::vector<std::uint32_t> starts;   ///< of every entry, and at last the tree's size
  std::vector<std::uint32_t> kept_at;  ///< starts of the kept ones
  std::vector<KeptEntry> kept;
  std::vector<ListBuilder::LeafEnd> leaves;
  ChunkedLists::Ref list = 0;
};

/// Turns trees into listings. Of a tree that derives from another it reads only what is new: an entry is inherited when
/// its bytes lie inside one copied range and begin an entry in both trees. Ids hold any bytes, so where entries begin
/// is never guessed: it is known of the base, and carried from there. One per thread; the lists it fills are shared.
class TreeLister {
 public:
  /// Told every entry that is not inherited; gives back what is to be kept of it.
  using Look = std::function<std::optional<KeptEntry>(const TreeEntry&)>;

  struct Listing {
    ChunkedLists::Ref list = 0;
    /// First byte that belongs to no entry: the tree is damaged from there on, `list` has what stands before it.
    std::optional<std::size_t> damaged_at;
  };

  /// `number` is this lister's own, below the lists' `builders`.
  TreeLister(ChunkedLists& lists, std::size_t number, std::size_t id_size, Look look)
      : id_size_(id_size), look_(std::move(look)), builder_(lists, number) {}

  /// Lists the tree `bytes`, and fills `memo` unless it is null or the tree is damaged (then it is left unfit for use).
  /// `base` (may be null) is the memo of `derivation`'s base. REQUIRES: bytes.size() < 4 GiB.
  Listing List(std::string_view bytes, const Derivation* derivation, const TreeMemo* base, TreeMemo* memo);

 private:
  /// Reads the entry at `at`; returns where the next begins, or nothing when there is none.
  std::optional<std::size_t> ReadNew(std::string_view bytes, std::size_t at, TreeMemo* memo);
  /// Takes over entries `first` to `last` of `base`, which begin at `at` here.
  void Inherit(const TreeMemo& base, std::size_t first, std::size_t last, std::size_t at, TreeMemo* memo);
  /// Hands the run of inherited entries to the builder. `at_end`: nothing follows.
  void FlushRun(bool at_end);
  ChunkedLists::Ref FinishList(TreeMemo* memo);

  const std::size_t id_size_;
  const Look look_;
  ListBuilder builder_;
  // Kept entries of the base that were inherited in a row and not handed on yet. While the row begins at the base's
  // first kept entry and nothing was handed on, the listing may turn out to be the base's own.
  const TreeMemo* base_ = nullptr;
  std::size_t run_begin_ = 0;
  std::size_t run_end_ = 0;
  bool built_ = false;  ///< something went to the builder
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_TREE_LISTING_H_
