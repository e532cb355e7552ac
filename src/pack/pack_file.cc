#include "pack/pack_file.h"

#include <fmt/format.h>

#include "pack/big_endian.h"

namespace packrake {
namespace {

constexpr std::string_view kMagic = "PACK";
constexpr std::size_t kHeaderSize = 12;

}  // namespace

Result<PackFile> PackFile::Open(const std::filesystem::path& stem, std::size_t id_size) {
  const std::string pack_path = stem.string() + ".pack", index_path = stem.string() + ".idx";
  Result<MappedFile> index_file = MappedFile::Open(index_path);
  if (!index_file) return std::move(index_file).error();
  Result<MappedFile> pack = MappedFile::Open(pack_path);
  if (!pack) return std::move(pack).error();
  Result<PackIndex> index = PackIndex::Parse(index_file->bytes(), index_path, id_size);
  if (!index) return std::move(index).error();

  const std::string_view bytes = pack->bytes();
  if (bytes.size() < kHeaderSize + id_size || !bytes.starts_with(kMagic)) {
    return Error{ErrorCode::kCorrupt, fmt::format("{}: not a pack", pack_path)};
  }
  const std::uint32_t version = ReadBigEndian32(bytes.data() + 4), count = ReadBigEndian32(bytes.data() + 8);
  if (version != 2 && version != 3) {
    return Error{ErrorCode::kUnsupported, fmt::format("{}: pack version {}", pack_path, version)};
  }
  if (count != index->object_count()) {
    return Error{ErrorCode::kCorrupt,
                 fmt::format("{}: {} objects, but {} in its index", pack_path, count, index->object_count())};
  }
  return PackFile(pack_path, std::move(*pack), std::move(*index_file), *std::move(index));
}

Status PackFile::Plant(const std::vector<bool>& duplicates, int threads) {
  auto forest = DeltaForest::Build(pack_.bytes(), index_, duplicates, threads);
  if (!forest) return Error{ErrorCode::kCorrupt, fmt::format("{}: two objects at one offset", path_)};
  forest_ = *std::move(forest);
  duplicates_ = duplicates;
  return {};
}

std::optional<EntryHeader> PackFile::header(std::uint32_t rank) const {
  const std::uint64_t begin = forest_.begin(rank);
  return ParseEntryHeader(pack_.bytes().substr(begin, forest_.end(rank) - begin), index_.id_size());
}

}  // namespace packrake
