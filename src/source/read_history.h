#ifndef PACKRAKE_SOURCE_READ_HISTORY_H_
#define PACKRAKE_SOURCE_READ_HISTORY_H_

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "git/attribution.h"
#include "git/commit_object.h"
#include "packrake/source.h"
#include "source/object_store.h"
#include "source/problems.h"

namespace packrake {

/// What reading leaves behind for attribution: how the commits and tags hang together.
struct History {
  std::vector<AttributionInput::Commit> commits;  ///< by id
  std::unordered_map<ObjectId, ParsedTag, ObjectIdHash> tags;

  /// The commit called `id`, or null.
  const AttributionInput::Commit* FindCommit(const ObjectId& id) const;
};

/// Gives every blob, commit and tag of `store` to `sinks[worker]`; counts them in `completeness`, and puts what cannot
/// be read into `unreadable`. Commits and tags come in two parts, headers and message. The History does not depend on
/// the number of threads. REQUIRES: sinks.size() == options.threads.
History ReadHistory(ObjectStore& store, const ReadOptions& options, std::span<BlobSink* const> sinks,
                    ScanControl& control, Completeness& completeness, ProblemCollector& unreadable);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_READ_HISTORY_H_
