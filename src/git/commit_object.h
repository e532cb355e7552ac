#ifndef PACKRAKE_GIT_COMMIT_OBJECT_H_
#define PACKRAKE_GIT_COMMIT_OBJECT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "git/parent_ids.h"
#include "packrake/blob.h"
#include "packrake/finding.h"
#include "packrake/result.h"

namespace packrake {

/// The parts of a commit object that attribution needs.
struct ParsedCommit {
  ObjectId tree;
  ParentIds parents;
  CommitSummary summary;  ///< `id` left for the caller
};
/// Reads a commit object as git does, forgiving odd headers: a name, a date or a time zone that cannot be read is empty
/// or 0, and a message that begins with empty lines has its subject after them. Errors: kCorrupt when tree or parents
/// cannot be told. Source: git, Documentation/gitformat-commit and commit.c, parse_commit_buffer.
Result<ParsedCommit> ParseCommit(std::string_view bytes, std::size_t id_size);

/// What of it places a commit in history.
struct CommitLinks {
  ObjectId tree;
  ParentIds parents;
  std::int64_t committer_time = 0;
};
/// As ParseCommit, with nothing copied that is not asked for.
Result<CommitLinks> ParseCommitLinks(std::string_view bytes, std::size_t id_size);

/// Where a tag object points, and what to.
struct ParsedTag {
  ObjectId target;
  ObjectType target_type = ObjectType::kCommit;
};
/// Reads a tag object's first two headers. Errors: kCorrupt when they do not say what the tag points to.
Result<ParsedTag> ParseTag(std::string_view bytes, std::size_t id_size);

/// A name that reaches commits: a ref with the object it peels to.
struct Tip {
  std::string name;  ///< "refs/heads/main", "HEAD", "reflog", "index"
  ObjectId target;   ///< after tags are peeled
  ObjectType type = ObjectType::kCommit;
  bool head = false;    ///< HEAD, of the main worktree, or the branch it is on
  bool tip = false;     ///< HEAD, refs/heads, refs/remotes (or any ref with --tips)
  bool reflog = false;  ///< a reflog entry, or the HEAD of another worktree
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_COMMIT_OBJECT_H_
