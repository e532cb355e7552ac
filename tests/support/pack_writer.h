#ifndef PACKRAKE_TESTS_SUPPORT_PACK_WRITER_H_
#define PACKRAKE_TESTS_SUPPORT_PACK_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/blob.h"

/// Writes packs and their indexes byte by byte, so that tests can write what git never would. A second pen, apart from
/// the product's reader; streams are stored, not compressed.
namespace packrake {

/// A zlib stream of stored blocks that inflates to `bytes`.
std::string StoredZlib(std::string_view bytes);

/// Makes the instructions of a delta.
class DeltaWriter {
 public:
  DeltaWriter(std::uint64_t base_size, std::uint64_t result_size);
  /// REQUIRES: offset below 2^32, size below 2^24. A size of 0 is written as such, and means 0x10000.
  DeltaWriter& Copy(std::uint64_t offset, std::uint64_t size);
  /// As many insert instructions as `bytes` need.
  DeltaWriter& Insert(std::string_view bytes);
  DeltaWriter& Raw(std::string_view bytes);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class PackWriter {
 public:
  explicit PackWriter(std::size_t id_size = 20) : id_size_(id_size) {}

  /// Each returns the entry's number, from 0. The id is that of `bytes`.
  std::size_t AddWhole(ObjectType type, std::string_view bytes);
  /// `id` is what the index says; `delta` is stored as it stands. `base` is an entry's number.
  std::size_t AddOffsetDelta(std::size_t base, std::string_view delta, const ObjectId& id);
  std::size_t AddIdDelta(const ObjectId& base, std::string_view delta, const ObjectId& id);
  /// Any header byte, size and stream.
  std::size_t AddRaw(int kind, std::uint64_t size, std::string_view after_size, std::string_view stream,
                     const ObjectId& id);

  ObjectId id(std::size_t entry) const { return entries_[entry].id; }
  std::uint64_t offset(std::size_t entry) const { return entries_[entry].offset; }
  std::size_t size() const { return entries_.size(); }
  /// What the index says of an entry; the pack stays as it is.
  void SetIndexedOffset(std::size_t entry, std::uint64_t offset) { entries_[entry].offset = offset; }

  /// The files' bytes. `long_offsets`: every offset in the 64-bit table.
  std::string Pack() const;
  std::string Index(bool long_offsets = false) const;
  /// Writes both to `object_dir`/pack/`name`.{pack,idx}.
  void Write(const std::filesystem::path& object_dir, const std::string& name = "pack-made") const;

  /// The id of an object.
  ObjectId IdOf(ObjectType type, std::string_view bytes) const;

 private:
  struct Entry {
    ObjectId id;
    std::uint64_t offset = 0;
  };

  std::size_t id_size_;
  std::string data_;  // behind the pack's header
  std::vector<Entry> entries_;
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_PACK_WRITER_H_
