#ifndef PACKRAKE_CREDENTIAL_PLACE_NAME_H_
#define PACKRAKE_CREDENTIAL_PLACE_NAME_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "packrake/blob.h"

namespace packrake {

/// What a sentence calls a place: "config/app.py:14", "blob 1a2b3c4d5e:14" for a blob without a path, "message of
/// commit 1a2b3c4d5e", "header of tag v1", "name of ref heads/main", "name of dir/x.txt", "input:14" for a pipe.
/// `path` of a tag is the ref that leads to it, where one is known.
std::string PlaceName(Where where, const ObjectId& object, std::string_view path, std::uint64_t line);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PLACE_NAME_H_
