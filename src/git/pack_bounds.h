#ifndef PACKRAKE_GIT_PACK_BOUNDS_H_
#define PACKRAKE_GIT_PACK_BOUNDS_H_

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "packrake/result.h"

namespace packrake {

/// Whether every offset in a pack's index, version 1 or 2, lies inside a pack of `pack_size` bytes, its check sum left
/// out. libgit2 1.5 does not ask that, and reads beyond what it mapped. Ids are SHA-1 names. Errors: kCorrupt.
/// Source: gitformat-pack(5), "Pack .idx files".
Status CheckPackBounds(std::string_view index, std::uint64_t pack_size);

/// The same for the files; `index_file` ends in ".idx" and has its ".pack" beside it. Errors: also kNotFound and
/// kUnreadable.
Status CheckPackBounds(const std::filesystem::path& index_file);

}  // namespace packrake

#endif  // PACKRAKE_GIT_PACK_BOUNDS_H_
