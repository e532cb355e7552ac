#include "git/tree_entries.h"

#include <cstring>

namespace packrake {
namespace {

// The file type of a mode, as in stat(2).
constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kDirectory = 0040000;
constexpr std::uint32_t kSubmodule = 0160000;

EntryKind KindOf(std::uint32_t mode) {
  if ((mode & kTypeMask) == kDirectory) return EntryKind::kTree;
  if ((mode & kTypeMask) == kSubmodule) return EntryKind::kGitlink;
  return EntryKind::kBlob;
}

}  // namespace

bool ReadTreeEntry(std::string_view bytes, std::size_t at, std::size_t id_size, TreeEntry& entry) {
  const char* const begin = bytes.data() + at;
  const char* const end = bytes.data() + bytes.size();
  const char* p = begin;
  std::uint32_t mode = 0;  // wraps on absurd lengths, as git's does
  for (; p != end && *p >= '0' && *p <= '7'; ++p) mode = mode << 3 | static_cast<std::uint32_t>(*p - '0');
  if (p == begin || p == end || *p != ' ') return false;
  const char* const name = p + 1;
  const auto* nul = static_cast<const char*>(std::memchr(name, '\0', static_cast<std::size_t>(end - name)));
  if (nul == nullptr || nul == name || static_cast<std::size_t>(end - nul) - 1 < id_size) return false;
  entry.kind = KindOf(mode);
  entry.name = {name, static_cast<std::size_t>(nul - name)};
  entry.id = {nul + 1, id_size};
  entry.bytes = {begin, static_cast<std::size_t>(nul + 1 - begin) + id_size};
  return true;
}

}  // namespace packrake
