#include "git/index_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "base/file.h"

namespace packrake {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxIndexBytes = 4ULL << 30;
constexpr std::size_t kHeaderSize = 12;
constexpr std::size_t kStatSize = 40;  // before the id
constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kTreeMode = 0040000;
constexpr std::uint32_t kGitlinkMode = 0160000;
constexpr std::uint16_t kExtended = 0x4000;
constexpr std::uint16_t kIntentToAdd = 0x2000;  // in the second flags

std::uint32_t BigEndian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = (value << 8) | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

/// The variable-width number of version 4: like pack offsets, each further byte adds one. Nothing past the end.
std::optional<std::size_t> OffsetNumber(std::string_view bytes, std::size_t& at) {
  std::size_t value = 0;
  for (int i = 0; i < 9 && at < bytes.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(bytes[at++]);
    value = (value << 7) | (byte & 0x7f);
    if ((byte & 0x80) == 0) return value;
    ++value;
  }
  return std::nullopt;
}

Error Damaged(std::uint32_t entry) {
  return {ErrorCode::kCorrupt, fmt::format("entry {} does not fit into the file", entry)};
}

/// A split index repeats, without a path, what it changes of a shared entry; often only its times.
void DropRepeatsWithoutPath(std::vector<StagedEntry>& entries) {
  const auto without_path = [](const StagedEntry& entry) { return entry.path.empty(); };
  if (std::none_of(entries.begin(), entries.end(), without_path)) return;
  std::unordered_set<ObjectId, ObjectIdHash> known;
  for (const StagedEntry& entry : entries) {
    if (!entry.path.empty()) known.insert(entry.id);
  }
  std::erase_if(entries, [&](const StagedEntry& entry) { return entry.path.empty() && known.contains(entry.id); });
}

}  // namespace

Result<std::vector<StagedEntry>> ParseIndex(std::string_view bytes, std::size_t id_size) {
  if (bytes.size() < kHeaderSize || !bytes.starts_with("DIRC")) return Error{ErrorCode::kCorrupt, "no index file"};
  const std::uint32_t version = BigEndian(bytes, 4, 4);
  const std::uint32_t count = BigEndian(bytes, 8, 4);
  if (version < 2 || version > 4) return Error{ErrorCode::kUnsupported, fmt::format("index version {}", version)};
  std::vector<StagedEntry> entries;
  std::string previous;  // path, for version 4
  std::size_t at = kHeaderSize;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t begin = at;
    if (bytes.size() - at < kStatSize + id_size + 2) return Damaged(i);
    const std::uint32_t mode = BigEndian(bytes, at + 24, 4);
    const ObjectId id = ObjectId::FromRaw(bytes.substr(at + kStatSize, id_size));
    at += kStatSize + id_size;
    const auto flags = static_cast<std::uint16_t>(BigEndian(bytes, at, 2));
    at += 2;
    std::uint16_t more_flags = 0;
    if (version >= 3 && (flags & kExtended) != 0) {
      if (bytes.size() - at < 2) return Damaged(i);
      more_flags = static_cast<std::uint16_t>(BigEndian(bytes, at, 2));
      at += 2;
    }
    std::size_t kept = 0;
    if (version == 4) {
      const auto dropped = OffsetNumber(bytes, at);
      if (!dropped || *dropped > previous.size()) return Damaged(i);
      kept = previous.size() - *dropped;
    }
    const std::size_t end = bytes.find('\0', at);
    if (end == std::string_view::npos) return Damaged(i);
    std::string path = previous.substr(0, kept);
    path.append(bytes.substr(at, end - at));
    at = end + 1;
    if (version != 4) at = begin + ((end - begin) / 8 + 1) * 8;  // one to eight NULs, up to a multiple of eight
    if (at > bytes.size()) return Damaged(i);
    if (version == 4) previous = path;
    const std::uint32_t type = mode & kTypeMask;
    if (type == kGitlinkMode || (more_flags & kIntentToAdd) != 0) continue;
    entries.push_back({std::move(path), id, type == kTreeMode});
  }
  return entries;
}

std::vector<StagedEntry> ReadIndexes(const Repository& repository, std::vector<std::string>& broken) {
  std::vector<fs::path> files;
  const auto add_folder = [&](const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (name == "index" || name.starts_with("sharedindex.")) files.push_back(entry->path());
    }
  };
  add_folder(repository.common_dir);
  std::error_code error;
  fs::directory_iterator worktree(repository.common_dir / "worktrees", error);
  for (const fs::directory_iterator end; !error && worktree != end; worktree.increment(error))
    add_folder(worktree->path());

  std::vector<StagedEntry> all;
  for (const fs::path& file : files) {
    const auto bytes = ReadFile(file, kMaxIndexBytes);
    if (!bytes) {
      broken.push_back(bytes.error().message);
      continue;
    }
    if (bytes->empty()) continue;  // git takes an empty file for an empty index
    auto entries = ParseIndex(*bytes, repository.id_size);
    if (!entries) {
      broken.push_back(fmt::format("{}: {}", file.string(), entries.error().message));
      continue;
    }
    all.insert(all.end(), std::make_move_iterator(entries->begin()), std::make_move_iterator(entries->end()));
  }
  DropRepeatsWithoutPath(all);
  return all;
}

}  // namespace packrake
