#ifndef PACKRAKE_GIT_INDEX_FILE_H_
#define PACKRAKE_GIT_INDEX_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.h"
#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// What is staged at a path: a blob, or with a sparse index a tree. Submodules and files that are only intended to be
/// added are left out.
struct StagedEntry {
  std::string path;
  ObjectId id;
  bool tree = false;
};

/// The entries of an index file of version 2, 3 or 4, all stages, in its order. Errors: kCorrupt, kUnsupported.
/// Source: gitformat-index(5).
Result<std::vector<StagedEntry>> ParseIndex(std::string_view bytes, std::size_t id_size);

/// The entries of the index of every worktree, and of the files that split indexes share: what replaces a shared entry
/// has an empty path. An index that cannot be read is told in `broken`; one that is not there is empty.
std::vector<StagedEntry> ReadIndexes(const Repository& repository, std::vector<std::string>& broken);

}  // namespace packrake

#endif  // PACKRAKE_GIT_INDEX_FILE_H_
