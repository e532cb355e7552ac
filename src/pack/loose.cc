#include "pack/loose.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t kZlibHeaderSize = 2;
constexpr std::size_t kPrefixSize = 512;      // enough for any header: a type, a number of 20 digits
constexpr std::size_t kMaxHeaderSize = 32;    // as git reads it (object-file.c, MAX_HEADER_LEN)
constexpr std::uint64_t kMaxExpansion = 1032;  // of deflate (zlib.net/zlib_tech.html)

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};
struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

Error SystemError(const fs::path& path, int number) {
  return {number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable,
          fmt::format("{}: {}", path.string(), std::generic_category().message(number))};
}

struct Header {
  ObjectType type = ObjectType::kBlob;
  std::uint64_t size = 0;
  std::size_t length = 0;  ///< with the NUL at its end
};

std::optional<Header> ParseHeader(std::string_view prefix) {
  prefix = prefix.substr(0, kMaxHeaderSize);
  const std::size_t end = prefix.find('\0');
  const std::size_t space = prefix.find(' ');
  if (end == std::string_view::npos || space == std::string_view::npos || space > end) return std::nullopt;
  Header header;
  header.length = end + 1;
  const std::string_view digits = prefix.substr(space + 1, end - space - 1);
  const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), header.size);
  if (error != std::errc() || last != digits.data() + digits.size()) return std::nullopt;
  for (int type = 0; type < kObjectTypes; ++type) {
    header.type = static_cast<ObjectType>(type);
    if (prefix.substr(0, space) == Name(header.type)) return header;
  }
  return std::nullopt;
}

bool IsFanOut(const char* name) {
  return std::strlen(name) == 2 && std::strspn(name, "0123456789abcdef") == 2;
}

}  // namespace

Status ListLoose(const fs::path& objects, std::size_t id_size, const std::function<void(const ObjectId&)>& visit,
                 std::uint64_t& strange) {
  const std::unique_ptr<DIR, CloseFolder> top(::opendir(objects.c_str()));
  if (!top) return SystemError(objects, errno);
  std::optional<Error> first_error;
  while (const dirent* fan_out = ::readdir(top.get())) {
    if (!IsFanOut(fan_out->d_name)) continue;
    const fs::path folder_path = objects / fan_out->d_name;
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir(folder_path.c_str()));
    if (!folder) {
      if (errno != ENOTDIR && !first_error)
        first_error = Error{ErrorCode::kUnreadable, SystemError(folder_path, errno).message};
      continue;
    }
    std::string hex = fan_out->d_name;
    while (const dirent* file = ::readdir(folder.get())) {
      hex.resize(2);
      hex += file->d_name;
      const auto id = ObjectId::FromHex(hex);
      if (!id) continue;
      if (id->size() != id_size) {
        ++strange;
      } else {
        visit(*id);
      }
    }
  }
  if (first_error) return *std::move(first_error);
  return {};
}

struct LooseReader::State {
  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor{libdeflate_alloc_decompressor()};
  std::string file;
  std::string inflated;

  Status ReadWhole(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return SystemError(path, errno);
    struct stat status {};
    int failed = ::fstat(descriptor, &status) != 0 ? errno : S_ISREG(status.st_mode) ? 0 : EISDIR;
    if (failed == 0) file.resize(static_cast<std::size_t>(status.st_size));
    for (std::size_t at = 0; failed == 0 && at < file.size();) {
      const ssize_t got = ::read(descriptor, file.data() + at, file.size() - at);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) failed = errno;
      if (got == 0) file.resize(at);
      at += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    }
    ::close(descriptor);
    if (failed != 0) return SystemError(path, failed);
    return {};
  }
};

LooseReader::LooseReader() : state_(std::make_unique<State>()) {}
LooseReader::~LooseReader() = default;
LooseReader::LooseReader(LooseReader&&) noexcept = default;

Result<LooseReader::Object> LooseReader::Read(const fs::path& objects, const ObjectId& id, const Wanted& wanted) {
  const std::string hex = id.hex();
  const fs::path path = objects / hex.substr(0, 2) / hex.substr(2);
  const auto damaged = [&](std::string_view why) {
    return Error{ErrorCode::kCorrupt, fmt::format("{}: {}", path.string(), why)};
  };
  State& state = *state_;
  try {
    if (auto read = state.ReadWhole(path); !read) return std::move(read).error();
    if (state.decompressor == nullptr) throw std::bad_alloc();
    if (state.file.size() < kZlibHeaderSize) return damaged("its zlib stream is cut short");
    // The raw deflate stream behind the two bytes of zlib's header: told that there is no room, libdeflate has written
    // almost all that there was room for. Small objects are then already whole.
    std::array<char, kPrefixSize> prefix;
    prefix.fill('\x01');  // no NUL and no digit: what was not written cannot pass for a header
    std::size_t written = 0;
    const libdeflate_result tried = libdeflate_deflate_decompress(
        state.decompressor.get(), state.file.data() + kZlibHeaderSize, state.file.size() - kZlibHeaderSize,
        prefix.data(), prefix.size(), &written);
    std::optional<Header> header;
    if (tried == LIBDEFLATE_SUCCESS || tried == LIBDEFLATE_INSUFFICIENT_SPACE) {
      header = ParseHeader({prefix.data(), prefix.size()});
    }
    if (!header && tried == LIBDEFLATE_INSUFFICIENT_SPACE) {
      // A block that is stored as it is and larger than the prefix leaves nothing behind: its bytes stand in the file,
      // after a byte with the block's type and four with its length.
      constexpr std::size_t kStoredHeaderSize = kZlibHeaderSize + 5;
      if (state.file.size() > kStoredHeaderSize && (state.file[kZlibHeaderSize] & 6) == 0) {
        header = ParseHeader(std::string_view(state.file).substr(kStoredHeaderSize));
      }
    }
    if (!header) return damaged("its header is damaged");
    Object object{header->type, header->size, {}};
    if (wanted && !wanted(object.type, object.size)) return object;
    if (header->size / kMaxExpansion > state.file.size())
      return damaged("it cannot inflate to the size that its header says");
    const std::size_t size = header->length + header->size;
    if (state.inflated.size() < size) state.inflated.resize(size);
    const libdeflate_result result = libdeflate_zlib_decompress(
        state.decompressor.get(), state.file.data(), state.file.size(), state.inflated.data(), size, &written);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) return damaged("it inflates to more than its header says");
    if (result != LIBDEFLATE_SUCCESS) return damaged("its zlib stream is damaged");
    if (written != size) return damaged("it inflates to less than its header says");
    object.bytes = std::string_view(state.inflated).substr(header->length, header->size);
    return object;
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kLimit, fmt::format("{}: there is no memory to inflate it", path.string())};
  } catch (const std::length_error&) {
    return Error{ErrorCode::kLimit, fmt::format("{}: there is no memory to inflate it", path.string())};
  }
}

}  // namespace packrake
