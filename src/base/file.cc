#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace packrake {
namespace {

class FileHandle {
 public:
  FileHandle(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;

  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  /// False when the system could not store what was written.
  bool Close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

 private:
  int descriptor_;
};

Error SystemError(const std::filesystem::path& path, int number) {
  const ErrorCode code = number == ENOENT || number == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kUnreadable;
  return {code, fmt::format("{}: {}", path.string(), std::generic_category().message(number))};
}

Error TooLarge(const std::filesystem::path& path, std::uint64_t max_bytes) {
  return {ErrorCode::kLimit, fmt::format("{}: larger than {} bytes", path.string(), max_bytes)};
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Status WriteInPlace(const std::filesystem::path& path, std::string_view bytes) {
  FileHandle file(path, O_WRONLY);
  if (!file || !WriteAll(file.get(), bytes) || !file.Close()) {
    return Error{ErrorCode::kUnreadable, SystemError(path, errno).message};
  }
  return {};
}

}  // namespace

Result<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const FileHandle file(path, O_RDONLY | O_NONBLOCK);  // non-blocking: opening a pipe nobody writes to would wait
  if (!file) return SystemError(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return SystemError(path, errno);
  if (!S_ISREG(status.st_mode)) return Error{ErrorCode::kUnreadable, path.string() + ": not a regular file"};
  if (static_cast<std::uint64_t>(status.st_size) > max_bytes) return TooLarge(path, max_bytes);

  // One byte more than the size: a file that grows while it is read is noticed, and /proc files have size 0.
  std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t size = 0;
  while (true) {
    const ssize_t got = ::read(file.get(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(path, errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > max_bytes) return TooLarge(path, max_bytes);
    // As many bytes as the file has, though one more was asked for: its end, without another call to hear of it.
    if (size == static_cast<std::size_t>(status.st_size)) break;
    if (size == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(size);
  return bytes;
}

Status WriteFileAtomically(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code ignored;  // "not there yet" is the usual case
  std::filesystem::path target = std::filesystem::canonical(path, ignored);
  if (target.empty()) target = path;
  if (std::filesystem::exists(target, ignored) && !std::filesystem::is_regular_file(target, ignored)) {
    return WriteInPlace(target, bytes);
  }

  static std::atomic<unsigned> counter{0};
  std::filesystem::path temporary = target;
  temporary += fmt::format(".{}.{}.tmp", ::getpid(), counter++);
  const auto failed = [&](int number) {
    ::unlink(temporary.c_str());
    return Error{ErrorCode::kUnreadable, SystemError(target, number).message};
  };
  FileHandle file(temporary, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (!file) return Error{ErrorCode::kUnreadable, SystemError(target, errno).message};
  if (!WriteAll(file.get(), bytes) || !file.Close()) return failed(errno);
  if (std::rename(temporary.c_str(), target.c_str()) != 0) return failed(errno);
  return {};
}

}  // namespace packrake
