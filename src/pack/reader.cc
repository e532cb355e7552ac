#include "pack/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <new>
#include <set>
#include <utility>

#include "base/metrics.h"
#include "base/parallel.h"
#include "pack/delta_scan.h"
#include "pack/duplicates.h"
#include "pack/pack_file.h"
#include "pack/rebuild.h"

namespace packrake {
namespace {

/// Read never takes more memory than for three objects of this size and some overhead.
constexpr std::uint64_t kMaxReadSize = 4ULL << 30;
constexpr std::uint64_t kReadOverhead = 1 << 20;

using DeclinedPacks = std::vector<std::pair<std::string, std::string>>;

/// Paths, without their extension, of everything in `pack/` that has the name of a pack or of its index, ascending. A
/// folder that is not there holds none.
std::set<std::filesystem::path> ListPacks(const std::vector<std::filesystem::path>& object_dirs,
                                          DeclinedPacks& declined) {
  std::set<std::filesystem::path> stems;
  for (const std::filesystem::path& dir : object_dirs) {
    std::error_code error;
    // Canonical, so that a folder that comes in twice, as itself and as an alternate, counts once.
    const std::filesystem::path folder = std::filesystem::weakly_canonical(dir / "pack", error);
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
      const std::filesystem::path& path = entry->path();
      if (path.extension() == ".pack" || path.extension() == ".idx") stems.insert(path.parent_path() / path.stem());
    }
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
      declined.emplace_back(folder.string(), error.message());
    }
  }
  return stems;
}

class OpenReader final : public PackReader {
 public:
  static std::unique_ptr<PackReader> Open(const std::vector<std::filesystem::path>& object_dirs, std::size_t id_size) {
    auto reader = std::make_unique<OpenReader>();
    const double start = ProcessCpuSeconds();
    for (const std::filesystem::path& stem : ListPacks(object_dirs, reader->declined_)) {
      Result<PackFile> pack = PackFile::Open(stem, id_size);
      if (pack) {
        reader->packs_.push_back(std::move(*pack));
      } else {
        reader->declined_.emplace_back(stem.string() + ".pack", pack.error().message);
      }
    }
    reader->Plant();
    reader->open_seconds_ = ProcessCpuSeconds() - start;
    return reader;
  }

  std::uint64_t object_count() const override { return object_count_; }

  std::array<std::uint64_t, kObjectTypes> CountByType() const override {
    std::array<std::uint64_t, kObjectTypes> counts{};
    for (const PackFile& pack : packs_) {
      for (std::uint32_t rank = 0; rank < pack.forest().size(); ++rank) {
        const auto type = pack.handed_out(rank) ? pack.forest().type(rank) : std::nullopt;
        if (type) ++counts[static_cast<std::size_t>(*type)];
      }
    }
    return counts;
  }

  void ForEachObject(const std::function<void(const ObjectId&, std::optional<ObjectType>)>& visit) const override {
    for (const PackFile& pack : packs_) {
      for (std::uint32_t rank = 0; rank < pack.forest().size(); ++rank) {
        if (pack.handed_out(rank)) visit(pack.id(rank), pack.forest().type(rank));
      }
    }
  }

  bool Contains(const ObjectId& id) const override {
    return std::any_of(packs_.begin(), packs_.end(),
                       [&](const PackFile& p) { return p.index().Find(id.raw()).has_value(); });
  }

  void Expect(std::span<const ObjectId> ids) const override {
    for (const PackFile& pack : packs_) pack.index().Expect(ids);
  }

  const DeclinedPacks& declined_packs() const override { return declined_; }

  PackStats Visit(const PackVisitOptions& options, const PackVisitor& visitor) const override {
    PackStats stats = VisitPacks(packs_, options, visitor);
    stats.open_seconds = open_seconds_;
    return stats;
  }

  Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const override {
    // A copy in another pack may be sound where the first is not.
    Error error{ErrorCode::kNotFound, fmt::format("object {}: not in a pack", id.hex())};
    for (const PackFile& pack : packs_) {
      const auto position = pack.index().Find(id.raw());
      if (!position) continue;
      const std::uint32_t rank = pack.forest().RankAt(pack.index().offset(*position));
      if (rank == DeltaForest::kNone) continue;
      // The object, its base and its delta are in memory together.
      BufferBudget budget(3 * std::min(max_size, kMaxReadSize) + kReadOverhead);
      Rebuilder rebuilder(budget, max_size);
      Rebuilt object;
      if (const Fault fault = rebuilder.Chain(pack, rank, object)) {
        const ErrorCode code = IsLimit(fault) ? ErrorCode::kLimit : ErrorCode::kCorrupt;
        error = {code, fmt::format("object {}: {}", id.hex(), fault)};
        continue;
      }
      if (type != nullptr) *type = *pack.forest().type(rank);
      return std::string(object.bytes());
    }
    return error;
  }

 private:
  /// Reads the headers of all packs; each object is handed out by the largest pack that has it.
  void Plant() {
    std::stable_sort(packs_.begin(), packs_.end(), [](const PackFile& a, const PackFile& b) {
      return a.index().object_count() > b.index().object_count();
    });
    const int threads = AvailableProcessors();
    std::vector<std::vector<bool>> duplicates;
    // A pack that is declined only now must not have taken objects from the others: then all is done again without it.
    for (bool again = true; std::exchange(again, false);) {
      duplicates = FindDuplicates(packs_);
      for (std::size_t i = 0; i < packs_.size() && !again; ++i) {
        if (const Status planted = packs_[i].Plant(duplicates[i], threads); !planted) {
          declined_.emplace_back(packs_[i].path(), planted.error().message);
          packs_.erase(packs_.begin() + static_cast<std::ptrdiff_t>(i));
          again = true;
        }
      }
    }
    for (std::size_t i = 0; i < packs_.size(); ++i) {
      const auto twice = static_cast<std::uint64_t>(std::count(duplicates[i].begin(), duplicates[i].end(), true));
      object_count_ += packs_[i].index().object_count() - twice;
    }
  }

  std::vector<PackFile> packs_;
  DeclinedPacks declined_;
  std::uint64_t object_count_ = 0;
  double open_seconds_ = 0;
};

}  // namespace

Result<std::unique_ptr<PackReader>> PackReader::Open(const std::vector<std::filesystem::path>& object_dirs,
                                                     std::size_t id_size) {
  if (id_size != 20 && id_size != 32) {
    return Error{ErrorCode::kUnsupported, fmt::format("packs whose ids have {} bytes", id_size)};
  }
  try {
    return OpenReader::Open(object_dirs, id_size);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kLimit, "there is no memory for the index of the packs"};
  } catch (const std::filesystem::filesystem_error& failure) {
    return Error{ErrorCode::kUnreadable, failure.what()};
  }
}

}  // namespace packrake
