#ifndef PACKRAKE_PACK_DUPLICATES_H_
#define PACKRAKE_PACK_DUPLICATES_H_

#include <vector>

#include "pack/pack_file.h"

namespace packrake {

/// For each pack the positions (in its index) of objects that an earlier pack holds too; an empty vector for a pack
/// without any. Fastest when the largest pack comes first: its ids are looked up, those of the others are kept in a
/// table while this runs.
std::vector<std::vector<bool>> FindDuplicates(const std::vector<PackFile>& packs);

}  // namespace packrake

#endif  // PACKRAKE_PACK_DUPLICATES_H_
