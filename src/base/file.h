#ifndef PACKRAKE_BASE_FILE_H_
#define PACKRAKE_BASE_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "packrake/result.h"

namespace packrake {

/// The whole of a regular file. Errors: kNotFound, kUnreadable, kLimit when it has more than `max_bytes`.
Result<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes = 256ULL << 20);

/// Writes `bytes` to a temporary file beside `path`, then renames it there, so that nobody sees half of it. Only the
/// owner may write the new file; the umask restricts further. A symbolic link stays one; what is no regular file (a
/// pipe, /dev/stdout) is written in place. Errors: kUnreadable with the system's reason.
Status WriteFileAtomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace packrake

#endif  // PACKRAKE_BASE_FILE_H_
