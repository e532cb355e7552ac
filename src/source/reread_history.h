#ifndef PACKRAKE_SOURCE_REREAD_HISTORY_H_
#define PACKRAKE_SOURCE_REREAD_HISTORY_H_

#include <cstdint>
#include <span>

#include "packrake/source.h"
#include "source/object_store.h"

namespace packrake {

/// Source::Reread for the objects of a repository. Of the files beside a text of `options.first` the first 256 by name
/// are given, of at most 1 MiB each and 64 MiB in all.
std::uint64_t RereadHistory(ObjectStore& store, const RereadOptions& options, std::span<BlobSink* const> sinks,
                            ScanControl& control);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_REREAD_HISTORY_H_
