#ifndef PACKRAKE_GIT_ATTRIBUTION_H_
#define PACKRAKE_GIT_ATTRIBUTION_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "git/commit_graph.h"
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
    std::vector<ObjectId> parents;
    std::int64_t committer_time = 0;
  };
  std::vector<Commit> commits;
  std::vector<Tip> tips;
  const TreeHits* trees = nullptr;
  std::uint32_t finding_count = 0;
  /// Findings in commit and tag objects themselves, in objects that no tree names, and in ref names.
  struct Direct {
    std::uint32_t finding = 0;
    Where where = Where::kCommitMessage;
    ObjectId object;
    std::string ref;  ///< for ref names
  };
  std::vector<Direct> direct;
  const Wanted* wanted = nullptr;  ///< blobs that hit; those at no path get a sighting without one
  /// The blob that `commit`'s tree has at `path`; empty when it cannot be read.
  std::function<ObjectId(const ObjectId& tree, std::string_view path)> blob_at;
  /// Author, subject and dates, asked only for commits that introduce or remove something.
  std::function<CommitSummary(const ObjectId& commit)> summary_of;
};

/// Introductions, removals, reach and tips of every wanted finding, as DESIGN 6 defines them. Linear in commits and
/// their parents, plus what changed; never a walk per finding over all commits unless the finding was removed.
Attribution Attribute(const AttributionInput& input);

/// The same by the definition, comparing every commit's whole set with its parents': the reference of the tests.
Attribution AttributeNaively(const AttributionInput& input);

}  // namespace packrake

#endif  // PACKRAKE_GIT_ATTRIBUTION_H_
