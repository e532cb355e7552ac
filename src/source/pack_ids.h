#ifndef PACKRAKE_SOURCE_PACK_IDS_H_
#define PACKRAKE_SOURCE_PACK_IDS_H_

#include <cstddef>
#include <filesystem>
#include <vector>

#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// The ids in the index of a pack that the pack reader declined, version 1 or 2, whatever is wrong with the rest: so
/// that each of its objects is counted, and named when nobody can read it. Errors: kNotFound, kUnreadable, kCorrupt.
/// Source: gitformat-pack(5), "Pack .idx files".
Result<std::vector<ObjectId>> ReadPackIds(const std::filesystem::path& pack, std::size_t id_size);

}  // namespace packrake

#endif  // PACKRAKE_SOURCE_PACK_IDS_H_
