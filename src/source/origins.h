#ifndef PACKRAKE_SOURCE_ORIGINS_H_
#define PACKRAKE_SOURCE_ORIGINS_H_

#include <vector>

#include "git/index_file.h"
#include "git/refs.h"
#include "git/repository.h"
#include "packrake/source.h"
#include "source/object_store.h"
#include "source/problems.h"
#include "source/read_history.h"

namespace packrake {

/// Everything that tells where the objects of a repository come from. Borrowed for the call.
struct OriginsInput {
  const Repository* repository = nullptr;
  const RefList* refs = nullptr;
  const std::vector<StagedEntry>* staged = nullptr;
  const ReadOptions* options = nullptr;
  ObjectStore* store = nullptr;
  History* history = nullptr;  ///< its commits are borrowed, and are there again afterwards
};

/// Reads every tree, and tells where each wanted object's findings stand (DESIGN 6). On the way scans every entry name
/// and ref name, counts trees and submodules in `completeness`, and puts what is named and not in the store into
/// `missing`: entries of trees, trees and parents of commits, targets of tags and refs, staged objects. Trees that
/// cannot be read go to `unreadable`. What lies beyond a shallow or partial boundary says so.
Attribution FindOrigins(const OriginsInput& input, const Wanted& wanted, const NameScan& scan_name,
                        ScanControl& control, Completeness& completeness, ProblemCollector& missing,
                        ProblemCollector& unreadable);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_ORIGINS_H_
