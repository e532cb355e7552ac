#ifndef PACKRAKE_GIT_REPOSITORY_H_
#define PACKRAKE_GIT_REPOSITORY_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// Where the parts of a repository are and how they are stored. A plain value. Found by looking at files only:
/// no GIT_* variable, no home, no configuration outside the repository and no owner matters, and nothing runs.
struct Repository {
  std::filesystem::path git_dir;     ///< HEAD and index of this worktree
  std::filesystem::path common_dir;  ///< objects, refs, logs; the same as git_dir but for a linked worktree
  std::vector<std::filesystem::path> object_dirs;  ///< its own first, then alternates, each once
  std::size_t id_size = 20;                        ///< 32 with SHA-256 names
  bool reftable = false;
  bool promisor = false;           ///< a partial clone: a remote has what is missing
  std::vector<ObjectId> shallow;   ///< commits whose parents were left at the remote
  std::vector<std::string> failures;  ///< alternates that cannot be read, as sentences
};

/// The git directory that `path` is or has: a bare repository or `.git` folder itself, a work tree, a `.git` file, a
/// linked worktree. One that lost its HEAD or its refs (copies without empty folders lose `refs`) is one still: its
/// objects are there to be read. Nothing when there is none; folders above `path` are not looked at.
std::optional<std::filesystem::path> FindGitDir(const std::filesystem::path& path);

/// What is wrong where `path` has a `.git` that FindGitDir does not find, as a sentence that begins with its path: a
/// file that leads nowhere (a work tree that was moved or mounted alone), a folder without its objects. Nothing where
/// there is no `.git`, or where it is sound.
std::optional<std::string> BrokenDotGit(const std::filesystem::path& path);

/// Errors: kNotFound without a git directory, or with a broken one; kUnsupported for a format or extension that
/// packrake does not know, with its name; kUnreadable.
Result<Repository> OpenRepository(const std::filesystem::path& path);

}  // namespace packrake

#endif  // PACKRAKE_GIT_REPOSITORY_H_
