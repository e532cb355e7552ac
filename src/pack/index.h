#ifndef PACKRAKE_PACK_INDEX_H_
#define PACKRAKE_PACK_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// A pack's `.idx` file, version 2: every id of the pack, ascending, and where its entry begins.
/// Source: git's Documentation/gitformat-pack.txt, "Version 2 pack-*.idx files". A view of the file's bytes, which must
/// outlive it, and a finer fan-out table of its own; immutable, any thread.
class PackIndex {
 public:
  /// The index that `bytes` hold. All of it is checked but its checksum: sizes, the fan-out table, that ids ascend, and
  /// that offsets lie in their table. `name` is the file's, for messages. Errors: kCorrupt; kUnsupported for version 1.
  /// REQUIRES: id_size is 20 or 32.
  static Result<PackIndex> Parse(std::string_view bytes, std::string_view name, std::size_t id_size);

  std::uint32_t object_count() const { return object_count_; }
  std::size_t id_size() const { return id_size_; }

  /// REQUIRES: position < object_count(), here and below. The raw id.
  std::string_view id(std::uint32_t position) const { return {ids_ + position * id_size_, id_size_}; }
  /// Where the object's entry begins in the pack, in bytes. May lie beyond a pack that was cut short.
  std::uint64_t offset(std::uint32_t position) const;

  /// The position of a raw id, or nothing when it is not in the pack or has another size.
  std::optional<std::uint32_t> Find(std::string_view id) const;
  /// Has the processor fetch what Find will read for each of `ids`, some dozens: waits for memory once for all.
  void Expect(std::span<const ObjectId> ids) const;

 private:
  PackIndex() = default;

  const char* ids_ = nullptr;
  const char* offsets_ = nullptr;
  const char* long_offsets_ = nullptr;
  std::vector<std::uint32_t> first_in_slot_;  ///< position, by the first bits of an id; and the number of ids
  int slot_shift_ = 24;
  std::uint32_t object_count_ = 0;
  std::size_t id_size_ = 20;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_INDEX_H_
