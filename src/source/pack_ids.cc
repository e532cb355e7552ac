#include "source/pack_ids.h"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "base/file.h"

namespace packrake {
namespace {

constexpr std::string_view kMagic("\377tOc\0\0\0\2", 8);  // and the version
constexpr std::size_t kFanOutSize = 256 * 4;
constexpr std::size_t kOffsetSize = 4;  // before each id in version 1
constexpr std::uint64_t kMaxIndexSize = 8ULL << 30;

std::uint32_t BigEndian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

}  // namespace

Result<std::vector<ObjectId>> ReadPackIds(const std::filesystem::path& pack, std::size_t id_size) {
  std::filesystem::path file = pack;
  file.replace_extension(".idx");
  const auto index = ReadFile(file, kMaxIndexSize);
  if (!index) return index.error();
  std::string_view bytes = *index;
  const bool version_2 = bytes.starts_with(kMagic);
  if (version_2) bytes.remove_prefix(kMagic.size());
  const std::size_t before_id = version_2 ? 0 : kOffsetSize;
  if (bytes.size() < kFanOutSize) return Error{ErrorCode::kCorrupt, fmt::format("{}: cut short", file.string())};
  const std::uint64_t count = BigEndian(bytes.substr(kFanOutSize - 4));
  bytes.remove_prefix(kFanOutSize);
  if (count > bytes.size() / (before_id + id_size)) {
    return Error{ErrorCode::kCorrupt,
                 fmt::format("{}: has no room for the {} objects it speaks of", file.string(), count)};
  }
  std::vector<ObjectId> ids;
  ids.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    ids.push_back(ObjectId::FromRaw(bytes.substr(i * (before_id + id_size) + before_id, id_size)));
  }
  return ids;
}

}  // namespace packrake
