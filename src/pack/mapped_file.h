#ifndef PACKRAKE_PACK_MAPPED_FILE_H_
#define PACKRAKE_PACK_MAPPED_FILE_H_

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "packrake/result.h"

namespace packrake {

/// A regular file mapped for reading; unmapped when destroyed. Its pages belong to the page cache, not to us.
/// Immutable, any thread. git never changes a pack or index in place; a file that somebody else cuts short while it is
/// mapped raises SIGBUS, as it does in git itself.
class MappedFile {
 public:
  /// Errors: kNotFound, kUnreadable (also for anything but a regular file). An empty file has no bytes.
  static Result<MappedFile> Open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}

  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_MAPPED_FILE_H_
