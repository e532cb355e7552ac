#ifndef PACKRAKE_PACK_ENTRY_H_
#define PACKRAKE_PACK_ENTRY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace packrake {

/// What a pack entry holds; the numbers are the format's. 0 and 5 mean nothing.
enum class EntryKind : std::uint8_t { kCommit = 1, kTree = 2, kBlob = 3, kTag = 4, kOffsetDelta = 6, kIdDelta = 7 };

/// The head of one pack entry; its zlib stream follows after `length` bytes.
/// Source: git's Documentation/gitformat-pack.txt, "pack-*.pack files have the following format".
struct EntryHeader {
  EntryKind kind = EntryKind::kBlob;
  std::uint64_t size = 0;           ///< of what the stream inflates to: the object, or the instructions of a delta
  std::uint64_t base_distance = 0;  ///< kOffsetDelta: the base's entry begins so many bytes before this one; not 0
  std::string_view base_id;         ///< kIdDelta: the base's raw id, a view of the pack
  std::uint32_t length = 0;
};

/// The header at the start of `bytes`, which end where the pack's data end; nothing when it is cut short, has an
/// unknown kind, or a number that does not fit 64 bits.
std::optional<EntryHeader> ParseEntryHeader(std::string_view bytes, std::size_t id_size);

}  // namespace packrake

#endif  // PACKRAKE_PACK_ENTRY_H_
