#ifndef PACKRAKE_GIT_TREE_ENTRIES_H_
#define PACKRAKE_GIT_TREE_ENTRIES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace packrake {

/// What a tree entry's mode says it names. Whatever is neither a directory nor a submodule is a blob: files, symbolic
/// links, and modes that git itself never wrote.
enum class EntryKind : std::uint8_t { kTree, kBlob, kGitlink };

/// One entry of a tree: "<octal mode> <name>\0<id>". Views into the tree's bytes.
struct TreeEntry {
  EntryKind kind = EntryKind::kBlob;
  std::string_view name;   ///< never empty, never holds a NUL; may hold anything else, '/' too
  std::string_view id;     ///< 20 or 32 raw bytes
  std::string_view bytes;  ///< the whole entry
};

/// Reads the entry that begins at `at` into `entry`; false when the bytes there are no entry, and then `entry` is as it
/// was. Forgives what old tools wrote (modes such as 100664 or 040000) and refuses what git refuses: no mode, no name,
/// a name without end, an id cut short. REQUIRES: at < bytes.size(). Source: git, tree-walk.c, decode_tree_entry.
bool ReadTreeEntry(std::string_view bytes, std::size_t at, std::size_t id_size, TreeEntry& entry);

}  // namespace packrake

#endif  // PACKRAKE_GIT_TREE_ENTRIES_H_
