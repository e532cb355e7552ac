#ifndef PACKRAKE_SOURCE_TREES_H_
#define PACKRAKE_SOURCE_TREES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "packrake/blob.h"
#include "source/object_store.h"

namespace packrake {

/// Finds what a tree has at a path, for the few paths that attribution and configuration ask for. Trees that were read
/// are kept, up to 32 MiB. Used by one thread.
class TreeWalker {
 public:
  /// `store` outlives the walker.
  explicit TreeWalker(const ObjectStore& store) : store_(store) {}

  struct Entry {
    ObjectId id;
    bool regular_file = false;  ///< not a symbolic link, a tree or a submodule
  };
  /// What `tree` has at `path`, "dir/file"; nothing when there is none or a tree on the way cannot be read.
  std::optional<Entry> Find(const ObjectId& tree, std::string_view path);

 private:
  const std::string* TreeBytes(const ObjectId& tree);

  const ObjectStore& store_;
  std::unordered_map<ObjectId, std::string, ObjectIdHash> kept_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_TREES_H_
