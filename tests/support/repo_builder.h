#ifndef PACKRAKE_TESTS_SUPPORT_REPO_BUILDER_H_
#define PACKRAKE_TESTS_SUPPORT_REPO_BUILDER_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/temp_folder.h"

namespace packrake {

/// Path and content, in the order they are written.
using Files = std::vector<std::pair<std::string, std::string>>;

/// How a RepoBuilder starts.
struct RepoOptions {
  bool bare = false;
  std::string object_format = "sha1";  ///< or "sha256"
};

/// What RandomHistory makes. Equal options give equal objects.
struct RandomHistoryOptions {
  std::uint64_t seed = 1;
  int commits = 60;
  std::vector<std::string> plants{};  ///< lines put into files, moved about and removed again
  int max_files = 12;               ///< alive on one branch
};

/// Builds a real repository in a temporary folder by driving the `git` program: fixed names, a clock that moves one
/// minute a commit, and nobody's configuration. Ids are hexadecimal. Everything throws std::runtime_error with git's
/// own words when git refuses.
class RepoBuilder {
 public:
  explicit RepoBuilder(const RepoOptions& options = {});

  /// The work tree, or the bare repository itself.
  const std::filesystem::path& path() const { return path_; }
  /// The git directory: `path()` of a bare repository, else `path()/.git`.
  std::filesystem::path git_dir() const;
  /// A folder that lasts as long as the builder, for clones, worktrees and alternates beside the repository.
  const std::filesystem::path& folder() const { return folder_.path(); }

  /// Runs `git <arguments>` in the repository and returns its output without the newline at the end.
  std::string Git(const std::vector<std::string>& arguments, std::string_view input = {}) const;
  /// The same in another folder.
  std::string GitIn(const std::filesystem::path& where, const std::vector<std::string>& arguments,
                    std::string_view input = {}) const;
  /// The environment that git is given here: isolated from the user's, with fixed names and the next date.
  std::vector<std::string> Environment() const;
  /// Seconds since 1970 of the last commit made.
  std::int64_t now() const { return now_; }
  /// Moves the clock.
  void Pass(std::int64_t seconds) { now_ += seconds; }

  // The work tree.
  void Write(const std::string& file, std::string_view bytes) const;
  void Remove(const std::string& file) const;
  void Move(const std::string& from, const std::string& to) const;
  void Symlink(const std::string& file, const std::string& target) const;
  void SetExecutable(const std::string& file) const;

  // Commits; each returns the new commit's id.
  /// Everything as it stands in the work tree, ignored files too; empty commits are allowed.
  std::string Commit(const std::string& message = "a change");
  std::string CommitFiles(const Files& files, const std::string& message = "a change");
  /// A commit object of `tree` with `parents`; no ref moves.
  std::string CommitTree(const std::string& tree, const std::vector<std::string>& parents,
                         const std::string& message = "a change");
  /// Merges `branches` (two or more: an octopus) into the current one; `evil` files are in no parent. Conflicts are
  /// settled for the current branch.
  std::string Merge(const std::vector<std::string>& branches, const Files& evil = {},
                    const std::string& message = "a merge");
  /// Two branches `left` and `right` that merge each other's tips. Both files `left.txt` and `right.txt` change on
  /// both sides.
  void CrissCross(const std::string& left, const std::string& right);

  void Branch(const std::string& name, const std::string& at = "HEAD") const;
  void Checkout(const std::string& name) const;
  void DeleteBranch(const std::string& name) const;

  // Objects that no branch leads to, and the like.
  /// Writes an object and returns its id; nothing refers to it.
  std::string HashObject(std::string_view bytes, const std::string& type = "blob") const;
  /// A tree object of one level: name -> (mode, id).
  std::string MakeTree(const std::map<std::string, std::pair<std::string, std::string>>& entries) const;
  /// An annotated tag object of any object.
  std::string Tag(const std::string& name, const std::string& target, const std::string& message);
  void Note(const std::string& target, const std::string& text);
  /// Stashes the work tree, with untracked files if asked; returns the stash commit.
  std::string Stash(bool untracked);
  /// A commit of `files` that is undone at once: only the reflog knows it.
  std::string ReflogOnlyCommit(const Files& files);
  void Replace(const std::string& object, const std::string& by) const;
  /// A submodule entry at `file`, staged, without a .gitmodules file.
  void Gitlink(const std::string& file, const std::string& commit) const;
  /// The text of a Git LFS pointer to made-up content.
  static std::string LfsPointer(std::uint64_t seed);
  /// Stages a file's content and puts the file away again: only the index knows it.
  std::string StageOnly(const std::string& file, std::string_view bytes) const;

  // How objects are stored.
  void Repack() const;      ///< all in one pack, unreachable ones too
  void UnpackAll() const;   ///< all loose
  /// The loose object's file. REQUIRES: the object is loose.
  std::filesystem::path LooseFile(const std::string& id) const;
  void DeleteLoose(const std::string& id) const;
  /// Overwrites the middle of the loose object's file.
  void CorruptLoose(const std::string& id) const;
  /// Appends a line to info/alternates, as it stands.
  void AddAlternate(const std::string& line) const;
  void Configure(const std::string& key, const std::string& value) const;

  /// Every object of the store as "<id> <type> <size>", sorted, as `git cat-file --batch-all-objects` lists them.
  std::vector<std::string> AllObjects() const;

  /// Adds a history of branches, merges (octopus and criss-cross too), renames, deletions, mode changes, binary files
  /// and long lines to the repository, below refs/heads/random/, with HEAD's branch last.
  void RandomHistory(const RandomHistoryOptions& options);

 private:
  void Tick() { now_ += 60; }

  TempFolder folder_;
  std::filesystem::path path_;
  bool bare_;
  std::int64_t now_ = 1'700'000'000;
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_REPO_BUILDER_H_
