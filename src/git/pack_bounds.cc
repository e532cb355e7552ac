#include "git/pack_bounds.h"

#include <fmt/format.h>

#include <cstddef>
#include <system_error>

#include "base/file.h"

namespace packrake {
namespace {

constexpr std::string_view kMagic("\377tOc\0\0\0\2", 8);  // and the version
constexpr std::size_t kFanOutSize = 256 * 4;
constexpr std::size_t kIdSize = 20;
constexpr std::uint64_t kPackHeader = 12;
constexpr std::uint32_t kIsLong = 0x80000000U;
constexpr std::uint64_t kMaxIndexSize = 8ULL << 30;

std::uint64_t BigEndian(std::string_view bytes, std::size_t size) {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(0, size)) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

Error CutShort() { return {ErrorCode::kCorrupt, "its index is cut short"}; }

}  // namespace

Status CheckPackBounds(std::string_view index, std::uint64_t pack_size) {
  const bool version_2 = index.starts_with(kMagic);
  if (version_2) index.remove_prefix(kMagic.size());
  if (index.size() < kFanOutSize) return CutShort();
  const std::uint64_t count = BigEndian(index.substr(kFanOutSize - 4), 4);
  index.remove_prefix(kFanOutSize);
  // Version 1 has the offset before each id; version 2 has all ids, all check sums, all offsets, then the long ones.
  constexpr std::size_t kEntry1 = 4 + kIdSize, kEntry2 = kIdSize + 4 + 4;
  if (count > index.size() / (version_2 ? kEntry2 : kEntry1)) return CutShort();
  const std::string_view offsets = version_2 ? index.substr(count * (kIdSize + 4)) : index;
  const std::string_view long_offsets = version_2 ? offsets.substr(count * 4) : std::string_view();
  for (std::uint64_t i = 0; i < count; ++i) {
    std::uint64_t offset = BigEndian(offsets.substr(i * (version_2 ? 4 : kEntry1)), 4);
    if (version_2 && (offset & kIsLong) != 0) {
      const std::uint64_t at = (offset & ~std::uint64_t{kIsLong}) * 8;
      if (at + 8 > long_offsets.size()) return CutShort();
      offset = BigEndian(long_offsets.substr(at), 8);
    }
    if (offset < kPackHeader || pack_size < kIdSize || offset >= pack_size - kIdSize) {
      return Error{ErrorCode::kCorrupt,
                   fmt::format("its index speaks of an object at {}, and it has {} bytes", offset, pack_size)};
    }
  }
  return {};
}

Status CheckPackBounds(const std::filesystem::path& index_file) {
  std::filesystem::path pack = index_file;
  pack.replace_extension(".pack");
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(pack, error);
  if (error) return Error{ErrorCode::kNotFound, error.message()};
  const auto index = ReadFile(index_file, kMaxIndexSize);
  if (!index) return index.error();
  return CheckPackBounds(*index, size);
}

}  // namespace packrake
