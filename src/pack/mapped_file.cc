#include "pack/mapped_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace packrake {

Result<MappedFile> MappedFile::Open(const std::filesystem::path& path) {
  const auto fail = [&path](int number) {
    const ErrorCode code = number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable;
    return Error{code, fmt::format("{}: {}", path.string(), std::strerror(number))};
  };
  // O_NONBLOCK: a FIFO that somebody put there must not stop us.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return fail(errno);
  struct stat info {};
  if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    close(descriptor);
    return Error{ErrorCode::kUnreadable, fmt::format("{}: not a regular file", path.string())};
  }
  const auto size = static_cast<std::size_t>(info.st_size);
  void* data = nullptr;
  int failure = 0;
  if (size > 0) {
    data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED) failure = errno;
  }
  close(descriptor);
  if (failure != 0) return fail(failure);
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

}  // namespace packrake
