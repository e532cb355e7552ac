#ifndef PACKRAKE_GIT_TREE_HITS_H_
#define PACKRAKE_GIT_TREE_HITS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "git/hit_tree_pool.h"
#include "packrake/blob.h"
#include "packrake/source.h"

/// Which paths of which trees hold findings, from one reading of every tree (DESIGN 6).
namespace packrake {

/// Takes every tree of the store once, in any order, whole or as a derivation of another, then tells what each holds.
/// Keeps a listing of each tree's subtrees and hits, of which versions of one directory share all but what changed;
/// about 100 bytes for each new tree and 40 for each id, and no more when trees come whole.
class TreeHits {
 public:
  struct Options {
    /// Borrowed until Finish returns.
    const Wanted* wanted = nullptr;
    /// Whether an id is in the store; asked once for each distinct id that an entry names (gitlinks and accepted trees
    /// aside): of blobs by the threads that call Accept, several at once, of subtrees by Finish. Empty: every id is
    /// there.
    std::function<bool(const ObjectId&)> exists;
    /// Called with some dozens of ids that `exists` will be asked for next, so that it can fetch them. May be empty.
    std::function<void(std::span<const ObjectId>)> expect;
    /// Called under a lock, once for each distinct entry name, with a Blob that has only `where` and `bytes`. May be
    /// empty.
    NameScan scan_name;
    std::size_t id_size = 20;
    int threads = 1;  ///< workers that call Accept
    /// Bytes kept in all; trees that come later are not listed, and told as unreadable.
    std::size_t memory_limit = std::size_t{4} << 30;
  };
  static std::unique_ptr<TreeHits> New(Options options);
  virtual ~TreeHits() = default;

  /// Looks at one tree. From worker threads, each with its own number below `threads`. With a derivation only the novel
  /// entries are looked at; the memo carries what the base had. A tree that does not parse is counted as unreadable;
  /// what stands before the damage counts.
  virtual void Accept(int worker, const ObjectId& id, std::string_view bytes, const Derivation* derivation,
                      std::unique_ptr<BlobMemo>* memo) = 0;
  /// After the last Accept, once: resolves subtrees up to the roots. What follows is for any thread after it.
  virtual void Finish() = 0;

  /// Whether any tree holds a finding.
  virtual bool any() const = 0;
  /// 0 also for an id that was not accepted as a tree.
  virtual HitTreeId HitsOf(const ObjectId& tree) const = 0;

  /// A number for each id that was accepted or that some tree names: what is asked of many trees is asked by it.
  using Ref = std::uint32_t;
  static constexpr Ref kNoRef = ~Ref{0};
  /// The numbers of `id(i)` for i below `count`; kNoRef for an id that has none.
  virtual std::vector<Ref> RefsOf(std::size_t count, const std::function<const ObjectId&(std::size_t)>& id) const = 0;
  virtual HitTreeId HitsAt(Ref tree) const = 0;
  /// Whether it was accepted as a tree.
  virtual bool IsTree(Ref ref) const = 0;
  /// Calls `visit(path, finding)` for every finding below `tree`: name by name in the order of their bytes, each
  /// directory after its own name. One call visits at most a million findings, at paths of at most 4,096 bytes.
  virtual void ForEach(HitTreeId tree,
                       const std::function<void(const std::string& path, std::uint32_t finding)>& visit) const = 0;
  /// Calls `visit` for what `tree` has and none of `others` has; equal subtrees are not opened. Order and limits as
  /// above.
  virtual void ForEachNew(HitTreeId tree, const std::vector<HitTreeId>& others,
                          const std::function<void(const std::string& path, std::uint32_t finding)>& visit) const = 0;
  virtual bool Has(HitTreeId tree, std::string_view path, std::uint32_t finding) const = 0;
  /// Whether ForEach or ForEachNew met one of its limits.
  virtual bool truncated() const = 0;

  /// What of `tree` holds `finding` at `path`: the object there, the tree whose entry's name does, or both. Empty ids
  /// for what does not.
  struct Place {
    ObjectId object;
    ObjectId named_by;
  };
  virtual Place PlaceOf(const ObjectId& tree, std::string_view path, std::uint32_t finding) const = 0;

  /// What `roots` do not lead to, by id: the topmost other trees that hold findings, and the wanted objects that no
  /// accepted tree names.
  struct Strays {
    std::vector<ObjectId> trees;
    std::vector<ObjectId> objects;
  };
  virtual Strays StraysOf(std::span<const Ref> roots) const = 0;

  virtual std::uint64_t submodules() const = 0;                   ///< distinct gitlinks
  virtual const std::vector<ObjectProblem>& missing() const = 0;  ///< entry ids not in the store: id, "named by tree …"
  virtual const std::vector<ObjectProblem>& unreadable() const = 0;  ///< trees that do not parse
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_TREE_HITS_H_
