#ifndef PACKRAKE_PACK_PACK_FILE_H_
#define PACKRAKE_PACK_PACK_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pack/delta_forest.h"
#include "pack/entry.h"
#include "pack/index.h"
#include "pack/mapped_file.h"
#include "packrake/blob.h"
#include "packrake/result.h"

namespace packrake {

/// One pack with its index, mapped, and later the forest of its entries. Immutable once planted; any thread.
class PackFile {
 public:
  /// Opens `stem`.pack and `stem`.idx. A pack that was cut short opens: what is left of it can be read. Errors:
  /// kNotFound, kUnreadable, kCorrupt, kUnsupported.
  static Result<PackFile> Open(const std::filesystem::path& stem, std::size_t id_size);

  /// Reads the headers of all entries. `duplicates`: positions whose objects another pack hands out, or empty.
  /// Call before anything below. Errors: kCorrupt.
  Status Plant(const std::vector<bool>& duplicates, int threads);

  const std::string& path() const { return path_; }
  const PackIndex& index() const { return index_; }
  const DeltaForest& forest() const { return forest_; }
  ObjectId id(std::uint32_t rank) const { return ObjectId::FromRaw(index_.id(forest_.position(rank))); }
  /// Asks for an entry's id, a cache miss away in the index, to be in the cache soon.
  void PrefetchId(std::uint32_t rank) const { __builtin_prefetch(index_.id(forest_.position(rank)).data()); }
  /// False for a duplicate: it may be visited as a base, and is not handed out.
  bool handed_out(std::uint32_t rank) const { return duplicates_.empty() || !duplicates_[forest_.position(rank)]; }
  /// The head of an entry, read again; nothing when it is damaged. REQUIRES, here and below: the entry has no fault.
  std::optional<EntryHeader> header(std::uint32_t rank) const;
  /// Asks for the head of an entry to be in the cache soon.
  void PrefetchEntry(std::uint32_t rank) const { __builtin_prefetch(pack_.bytes().data() + forest_.begin(rank)); }
  /// From where the entry's zlib stream begins to the end of the file, which may be read ahead; and the stream's size.
  std::string_view from_stream(std::uint32_t rank, const EntryHeader& header) const {
    return pack_.bytes().substr(forest_.begin(rank) + header.length);
  }
  std::uint64_t stream_size(std::uint32_t rank, const EntryHeader& header) const {
    return forest_.end(rank) - forest_.begin(rank) - header.length;
  }

 private:
  PackFile(std::string path, MappedFile pack, MappedFile index_file, PackIndex index)
      : path_(std::move(path)),
        pack_(std::move(pack)),
        index_file_(std::move(index_file)),
        index_(std::move(index)) {}

  std::string path_;
  MappedFile pack_;
  MappedFile index_file_;
  PackIndex index_;
  DeltaForest forest_;
  std::vector<bool> duplicates_;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_PACK_FILE_H_
