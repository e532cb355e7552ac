#ifndef PACKRAKE_PACK_DELTA_SCAN_H_
#define PACKRAKE_PACK_DELTA_SCAN_H_

#include <memory>
#include <vector>

#include "pack/pack_file.h"
#include "pack/reader.h"

namespace packrake {

/// Visits the objects of `packs` as PackReader::Visit promises; fills all of PackStats but `open_seconds`.
///
/// Each tree of the delta forest is walked depth first from the object stored whole, so that every entry is inflated
/// once and every delta applied once, onto a base that is still in memory. Of several children the heaviest comes last,
/// and its base is freed as soon as the child is rebuilt and seen. A base that must stay has therefore at least as much
/// work left as the walk is about to descend to: the work halves from one kept base to the next, so a walk keeps at
/// most log2(work of the tree / work of its smallest object), about 30, however long the delta chains; the budget of
/// PackVisitOptions bounds their bytes. Trees go to the threads biggest first; when a thread runs dry, another gives it
/// the heaviest subtree that it has open.
PackStats VisitPacks(const std::vector<PackFile>& packs, const PackVisitOptions& options, const PackVisitor& visitor);

}  // namespace packrake

#endif  // PACKRAKE_PACK_DELTA_SCAN_H_
