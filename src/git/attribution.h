#ifndef PACKRAKE_GIT_ATTRIBUTION_H_
#define PACKRAKE_GIT_ATTRIBUTION_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "git/commit_object.h"
#include "git/parent_ids.h"
#include "git/reachability.h"
#include "git/tree_hits.h"
#include "packrake/result.h"
#include "packrake/source.h"

namespace packrake {

/// Everything attribution rests on, gathered by the source. Borrowed for the call.
struct AttributionInput {
  /// One commit of the store, dangling ones too; parents and tree may name objects that are missing.
  struct Commit {
    ObjectId id;
    ObjectId tree;
    ParentIds parents;
    std::int64_t committer_time = 0;
  };
  std::vector<Commit> commits;
  std::vector<Tip> tips;
  const TreeHits* trees = nullptr;
  std::size_t max_events = 1'000'000;  ///< introductions and removals to follow
  std::uint32_t finding_count = 0;
  /// Findings in commit and tag objects themselves and in ref names.
  struct Direct {
    std::uint32_t finding = 0;
    Where where = Where::kCommitMessage;
    ObjectId object;
    std::string ref;  ///< the ref name itself, or a ref that leads to the tag; empty: none
  };
  std::vector<Direct> direct;
  const Wanted* wanted =
      nullptr;  ///< objects that hit; those at no path and not in `direct` get a sighting without path
  /// Author, subject and dates, asked only for commits that introduce or remove something.
  std::function<CommitSummary(const ObjectId& commit)> summary_of;
};

/// The commits of a history in order, with what their trees are called.
struct ArrangedCommits {
  /// Both are borrowed: the commits for the result's life.
  ArrangedCommits(const std::vector<AttributionInput::Commit>& commits, const TreeHits& trees, int threads);

  CommitOrder order;
  std::vector<TreeHits::Ref> roots;  ///< by index of the commit
};

/// Introductions, removals, reach and tips of every wanted finding, as DESIGN 6 defines them; which removal is the
/// first is told by committer date, then by the longest line of ancestors, then by id. A missing parent counts as none.
///
/// A finding's locations are its introductions; what only a tagged or stray tree holds is located without a commit. A
/// message is located at its own commit, a tag or ref name at its ref; a blob that no tree names, or that a ref names,
/// has a location without path.
///
/// Costs one pass over commits and their parents, plus what changed, plus one pass for each 256 commits that introduce
/// something removed later and for each 256 findings (whom they reach is found for 256 at once). Ends after
/// `max_events`, and says so in `notes`: only a history made for that has so many.
/// `commits` are those of `input`, arranged.
Attribution Attribute(const AttributionInput& input, const ArrangedCommits& commits);

/// The same by the definition, comparing every commit's whole set with its parents': the reference of the tests.
Attribution AttributeNaively(const AttributionInput& input);

}  // namespace packrake

#endif  // PACKRAKE_GIT_ATTRIBUTION_H_
