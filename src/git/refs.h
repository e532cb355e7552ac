#ifndef PACKRAKE_GIT_REFS_H_
#define PACKRAKE_GIT_REFS_H_

#include <string>
#include <string_view>
#include <vector>

#include "git/repository.h"
#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// A ref with the object it names, symbolic refs followed; not peeled. The id is empty when nothing is there: a
/// symbolic ref to a branch that is not born.
struct Ref {
  std::string name;  ///< "refs/heads/main", "HEAD"; any bytes
  ObjectId target;
};

/// Every name in a repository from which git would start to look for objects.
struct RefList {
  std::vector<Ref> refs;         ///< below refs/, by name, loose ones before packed ones of the same name
  Ref head;                      ///< of the worktree that was opened
  std::string head_branch;       ///< "refs/heads/main"; empty when HEAD is detached
  std::vector<Ref> other_heads;  ///< HEADs of the other worktrees, and ORIG_HEAD, MERGE_HEAD, FETCH_HEAD and the like
  std::vector<ObjectId> reflog;  ///< everything that any reflog names, each once
  std::vector<std::string> broken;  ///< refs that could not be read, a sentence each
};

/// Reads packed-refs, the loose refs of all worktrees, their HEADs and all reflogs straight from the files: 40,000
/// packed refs take some milliseconds. Symbolic links are followed only to regular files. A broken ref is told in
/// `broken`. With reftable, asks `git for-each-ref` instead. Errors: kUnsupported when reftable is used and git cannot
/// read it.
Result<RefList> ReadRefs(const Repository& repository);

/// The refs of a packed-refs file; lines that are none are counted in `broken`.
/// Source: git's refs/packed-backend.c and gitrepository-layout(5).
std::vector<Ref> ParsePackedRefs(std::string_view text, std::size_t id_size, std::size_t& broken);

/// The ids that a reflog's lines start with, old and new, without the null id.
void ParseReflog(std::string_view text, std::size_t id_size, std::vector<ObjectId>& ids);

}  // namespace packrake

#endif  // PACKRAKE_GIT_REFS_H_
