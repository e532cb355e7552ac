#include "match/database_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

#include "base/digest.h"
#include "base/log.h"

namespace packrake {
namespace {

constexpr off_t kMaxFileBytes = 256 << 20;
constexpr auto kMaxWait = std::chrono::seconds(10);
constexpr auto kPollEvery = std::chrono::milliseconds(20);

/// A file descriptor that closes itself; negative when there is none.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

bool IsOurs(const struct stat& info) { return info.st_uid == geteuid() || info.st_uid == 0; }
bool OthersMayWrite(const struct stat& info) { return (info.st_mode & (S_IWGRP | S_IWOTH)) != 0; }

/// Whether nobody but this user and root can put another entry in the place of one of ours in this folder.
bool IsSafeFolder(const struct stat& info) {
  if (!S_ISDIR(info.st_mode) || !IsOurs(info)) return false;
  return !OthersMayWrite(info) || (info.st_uid == 0 && (info.st_mode & S_ISVTX) != 0);
}

/// Makes the folder and those above it that are missing, for this user alone whatever the umask says. A failure shows
/// when the folder is opened.
void MakeFolders(const std::filesystem::path& folder) {
  std::filesystem::path above;
  for (const std::filesystem::path& part : folder) {
    above /= part;
    mkdir(above.c_str(), 0700);
  }
}

/// The folder, opened, when it and every folder above it is safe; made first where `make` says so.
Descriptor OpenSafeFolder(const std::filesystem::path& folder, bool make) {
  std::error_code error;
  if (make) MakeFolders(folder);
  const std::filesystem::path real = std::filesystem::canonical(folder, error);
  if (error) return Descriptor(-1);
  std::filesystem::path above;
  for (const std::filesystem::path& part : real) {
    above /= part;
    struct stat info;
    if (lstat(above.c_str(), &info) != 0 || !IsSafeFolder(info)) {
      log::Debug("the database cache {} is not used: {} is not safe", folder.string(), above.string());
      return Descriptor(-1);
    }
  }
  Descriptor opened(open(real.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat info;
  if (!opened || fstat(opened.get(), &info) != 0 || !IsSafeFolder(info) || OthersMayWrite(info)) return Descriptor(-1);
  return opened;
}

std::unique_ptr<Database> Load(const Descriptor& folder, const std::string& name, std::string_view key) {
  const Descriptor file(openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  struct stat info;
  if (!file || fstat(file.get(), &info) != 0) return nullptr;
  if (!S_ISREG(info.st_mode) || !IsOurs(info) || OthersMayWrite(info) || info.st_size > kMaxFileBytes) return nullptr;
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = read(file.get(), bytes.data() + done, bytes.size() - done);
    if (got <= 0) return nullptr;
    done += static_cast<std::size_t>(got);
  }
  return Database::Deserialize(bytes, key, /*check_digest=*/true);
}

void Store(const Descriptor& folder, const std::string& name, std::string_view bytes) {
  std::random_device random;
  const std::string temporary = fmt::format(".{}.{}.{:08x}", name, getpid(), random());
  const Descriptor file(
      openat(folder.get(), temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t put = write(file.get(), bytes.data() + done, bytes.size() - done);
    if (put <= 0) break;
    done += static_cast<std::size_t>(put);
  }
  const bool whole = done == bytes.size() && fsync(file.get()) == 0;
  if (!whole || renameat(folder.get(), temporary.c_str(), folder.get(), name.c_str()) != 0) {
    unlinkat(folder.get(), temporary.c_str(), 0);
  }
}

/// Waits, not for ever, until no other process compiles the same database.
void TakeTurn(const Descriptor& lock) {
  const auto deadline = std::chrono::steady_clock::now() + kMaxWait;
  while (lock && flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPollEvery);
  }
}

}  // namespace

std::filesystem::path DatabaseCacheFolder() {
  const char* cache = secure_getenv("XDG_CACHE_HOME");
  if (cache != nullptr && cache[0] == '/') return std::filesystem::path(cache) / "packrake";
  const char* home = secure_getenv("HOME");
  if (home != nullptr && home[0] == '/') return std::filesystem::path(home) / ".cache" / "packrake";
  return {};
}

Result<std::unique_ptr<Database>> CachedDatabase(const std::filesystem::path& folder, std::string_view key,
                                                 const std::function<Result<std::unique_ptr<Database>>()>& compile) {
  if (folder.empty()) return compile();
  const Descriptor opened = OpenSafeFolder(folder, /*make=*/true);
  if (!opened) return compile();
  const std::string name = Sha256Hex(std::string(key) + HostPlatform()) + ".hsdb";
  if (auto database = Load(opened, name, key)) return database;

  const Descriptor lock(
      openat(opened.get(), (name + ".lock").c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600));
  TakeTurn(lock);
  if (auto database = Load(opened, name, key)) return database;
  auto database = compile();
  if (!database) return database;
  if (auto bytes = (*database)->Serialize(key)) Store(opened, name, *bytes);
  return database;
}

}  // namespace packrake
