#ifndef PACKRAKE_GIT_TREE_HITS_H_
#define PACKRAKE_GIT_TREE_HITS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "packrake/blob.h"
#include "packrake/source.h"

/// Which paths of which trees hold findings, from one reading of every tree (DESIGN 6).
namespace packrake {

/// Hash-consed: two trees with the same findings at the same paths have the same HitTreeId, whatever else they hold.
/// 0 is the tree without findings.
using HitTreeId = std::uint32_t;

/// Takes every tree of the store once, in any order, whole or as a derivation of another, then tells what each holds.
class TreeHits {
 public:
  /// `exists`: whether an id is in the store; asked once for each distinct id that an entry names (gitlinks aside).
  struct Options {
    const Wanted* wanted = nullptr;
    std::function<bool(const ObjectId&)> exists;
    NameScan scan_name;       ///< called under a lock, once for each distinct entry name
    std::size_t id_size = 20;
    int threads = 1;
    std::size_t memory_limit = 96U << 20;  ///< for what is kept between levels; beyond it, trees are asked for again
  };
  static std::unique_ptr<TreeHits> New(Options options);
  virtual ~TreeHits() = default;

  /// Looks at one tree. From worker threads. With a derivation only the novel entries are looked at; the memo carries
  /// what the base had. A tree that does not parse is counted as unreadable.
  virtual void Accept(int worker, const ObjectId& id, std::string_view bytes, const Derivation* derivation,
                      std::unique_ptr<BlobMemo>* memo) = 0;
  /// After the last Accept: resolves subtrees up to the roots.
  virtual void Finish() = 0;

  virtual HitTreeId HitsOf(const ObjectId& tree) const = 0;
  /// Calls `visit(path, finding)` for every finding below `tree`, by path.
  virtual void ForEach(HitTreeId tree, const std::function<void(const std::string& path, std::uint32_t finding)>& visit) const = 0;
  /// Calls `visit` for what `tree` has and none of `others` has; equal subtrees are not opened.
  virtual void ForEachNew(HitTreeId tree, const std::vector<HitTreeId>& others,
                          const std::function<void(const std::string& path, std::uint32_t finding)>& visit) const = 0;
  virtual bool Has(HitTreeId tree, std::string_view path, std::uint32_t finding) const = 0;

  virtual std::uint64_t submodules() const = 0;                       ///< distinct gitlinks
  virtual const std::vector<ObjectProblem>& missing() const = 0;      ///< entry ids not in the store: id, "named by tree …"
  virtual const std::vector<ObjectProblem>& unreadable() const = 0;   ///< trees that do not parse
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_TREE_HITS_H_
