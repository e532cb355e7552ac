// The ObjectStore of a repository on disk: packs through the fast reader, loose objects by a plain loop, and whatever
// either declines by any other way there is.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <utility>

#include "base/binary.h"
#include "base/digest.h"
#include "base/log.h"
#include "base/parallel.h"
#include "pack/loose.h"
#include "pack/reader.h"
#include "source/object_store.h"
#include "source/pack_ids.h"
#include "source/slow_reader.h"

namespace packrake {
namespace {

constexpr std::int8_t kUnknownType = -1;
constexpr std::int16_t kNotLoose = -1;

/// The tree without entries, which git knows without having it stored.
constexpr std::string_view kEmptyTrees[] = {"4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                                            "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"};

/// An object that the pack visit does not hand out: a loose one, one of a pack that was declined, one of a delta chain
/// whose root cannot be found.
struct OtherObject {
  ObjectId id;
  std::int16_t folder = kNotLoose;  ///< index in object_dirs
  std::int8_t type = kUnknownType;
};

/// Why the pack reader declined objects. Any thread.
class DeclinedReasons {
 public:
  void Add(const ObjectId& id, std::string_view reason) {
    const std::lock_guard lock(mutex_);
    reasons_.emplace(id, reason);
  }
  std::optional<std::string> Find(const ObjectId& id) const {
    const std::lock_guard lock(mutex_);
    const auto at = reasons_.find(id);
    return at == reasons_.end() ? std::nullopt : std::optional(at->second);
  }

 private:
  mutable std::mutex mutex_;
  std::map<ObjectId, std::string> reasons_;
};

/// Numbers by reason. Any thread.
class ReasonCounts {
 public:
  void Add(std::string_view reason) {
    const std::lock_guard lock(mutex_);
    ++counts_[std::string(reason)];
  }
  std::map<std::string, std::uint64_t> counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> counts_;
};

class DiskStore : public ObjectStore {
 public:
  explicit DiskStore(const Repository& repository) : repository_(repository), slow_(repository_) {}

  Status Open(bool use_packs) {
    if (!use_packs && is_sha1()) {
      ListThroughLibgit2();
      return {};
    }
    if (!use_packs) notes_.emplace_back("libgit2 reads no SHA-256 names: packs are read by packrake's own reader");
    return ListPacks();
  }

  std::size_t id_size() const override { return repository_.id_size; }

  std::array<std::uint64_t, kObjectTypes> Listed() const override {
    auto listed = packed_;
    for (const OtherObject& other : others_) ++listed[static_cast<std::size_t>(TypeOf(other))];
    return listed;
  }

  void Expect(std::span<const ObjectId> ids) const override {
    if (packs_) packs_->Expect(ids);
  }
  bool Contains(const ObjectId& id) const override {
    if ((packs_ && packs_->Contains(id)) || FindOther(id) != nullptr) return true;
    return std::find(std::begin(kEmptyTrees), std::end(kEmptyTrees), id.hex()) != std::end(kEmptyTrees);
  }

  void Visit(const StoreVisit& visit, const StoreVisitor& visitor) override {
    if (packs_) VisitPacks(visit, visitor);
    VisitOthers(visit, visitor);
  }

  Result<std::string> Read(const ObjectId& id, ObjectType* type, std::uint64_t max_size) const override {
    const OtherObject* other = FindOther(id);
    if (other == nullptr && packs_) {
      auto object = packs_->Read(id, type, max_size);
      if (object || object.error().code == ErrorCode::kLimit) return object;
    }
    const auto small = [max_size](ObjectType, std::uint64_t size) { return size <= max_size; };
    LooseReader loose;
    auto object = other != nullptr && other->folder != kNotLoose
                      ? slow_.ReadLoose(static_cast<std::size_t>(other->folder), id, loose, small)
                      : slow_.Read(id, small);
    if (!object) return std::move(object).error();
    if (type != nullptr) *type = object->type;
    if (!object->bytes) return TooLarge(object->size, max_size);
    return *std::move(object->bytes);
  }

  std::vector<std::string> Notes() const override {
    std::vector<std::string> notes = notes_;
    for (const auto& [reason, count] : fallbacks_.counts()) {
      notes.push_back(
          fmt::format("{} objects were declined by the pack reader and read another way: {}", count, reason));
    }
    return notes;
  }
  const std::vector<std::string>& Failures() const override { return failures_; }

  ReadCost cost() const override {
    ReadCost cost = cost_;
    cost.fallbacks = packed_others_.load(std::memory_order_relaxed);
    for (const auto& [reason, count] : fallbacks_.counts()) cost.fallbacks += count;
    return cost;
  }

 private:
  // Listing.

  bool is_sha1() const { return repository_.id_size == 20; }

  void ListThroughLibgit2() {
    if (const auto ids = slow_.AllIds()) {
      for (const ObjectId& id : *ids) others_.push_back({id});
    } else {
      failures_.push_back(ids.error().message);
    }
    for (const auto& [pack, reason] : slow_.LeftOut()) {
      ListLeftPack(pack, "not given to libgit2", reason);
    }
    ListLooseObjects([this](const ObjectId& id, std::size_t folder) {
      others_.push_back({id, static_cast<std::int16_t>(folder)});
    });
    SortOthers();
  }

  Status ListPacks() {
    auto packs = PackReader::Open(repository_.object_dirs, repository_.id_size);
    if (!packs) return std::move(packs).error();
    packs_ = std::move(*packs);
    packed_ = packs_->CountByType();
    if (std::accumulate(packed_.begin(), packed_.end(), std::uint64_t{0}) != packs_->object_count()) {
      packs_->ForEachObject([this](const ObjectId& id, std::optional<ObjectType> type) {
        if (!type) others_.push_back({id});
      });
    }
    ListLooseObjects([this](const ObjectId& id, std::size_t folder) {
      if (!packs_->Contains(id)) others_.push_back({id, static_cast<std::int16_t>(folder)});
    });
    ListDeclinedPacks();
    SortOthers();
    return {};
  }

  void ListLooseObjects(const std::function<void(const ObjectId&, std::size_t folder)>& add) {
    std::uint64_t strange = 0;
    for (std::size_t folder = 0; folder < repository_.object_dirs.size(); ++folder) {
      const auto listed = ListLoose(
          repository_.object_dirs[folder], repository_.id_size, [&](const ObjectId& id) { add(id, folder); }, strange);
      if (!listed) failures_.push_back("listing loose objects: " + listed.error().message);
    }
    if (strange == 0) return;
    failures_.push_back(
        fmt::format("{} loose objects have names of another hash than {}, which the repository's "
                    "configuration says it uses",
                    strange, is_sha1() ? "SHA-1" : "SHA-256"));
  }

  /// The objects of packs that the pack reader declined are read one by one.
  void ListDeclinedPacks() {
    for (const auto& [pack, reason] : packs_->declined_packs()) {
      ListLeftPack(pack, "declined by the pack reader, its objects are sought one by one", reason);
    }
  }

  /// Adds the objects of a pack that a reader left to others.
  void ListLeftPack(const std::string& pack, std::string_view what, std::string_view reason) {
    // Reasons name the pack, which is told already, or a file beside it, whose folder is.
    const std::string folder = std::filesystem::path(pack).parent_path().string() + "/";
    const auto in_folder = [&](std::string_view text) {
      if (text.starts_with(pack + ": ")) return text.substr(pack.size() + 2);
      return text.starts_with(folder) ? text.substr(folder.size()) : text;
    };
    const auto ids = ReadPackIds(pack, repository_.id_size);
    if (!ids) {
      failures_.push_back(fmt::format("{}: nobody can list its objects: {}", pack, in_folder(ids.error().message)));
      return;
    }
    notes_.push_back(fmt::format("{}: {}: {}", pack, what, in_folder(reason)));
    for (const ObjectId& id : *ids) {
      if (!packs_ || !packs_->Contains(id)) others_.push_back({id});
    }
  }

  void SortOthers() {
    std::stable_sort(others_.begin(), others_.end(),
                     [](const OtherObject& a, const OtherObject& b) { return a.id < b.id; });
    const auto same = [](const OtherObject& a, const OtherObject& b) { return a.id == b.id; };
    others_.erase(std::unique(others_.begin(), others_.end(), same), others_.end());
  }

  const OtherObject* FindOther(const ObjectId& id) const {
    const auto at =
        std::lower_bound(others_.begin(), others_.end(), id,
                         [](const OtherObject& other, const ObjectId& wanted) { return other.id < wanted; });
    return at != others_.end() && at->id == id ? &*at : nullptr;
  }

  static ObjectType TypeOf(const OtherObject& other) {
    return other.type == kUnknownType ? ObjectType::kBlob : static_cast<ObjectType>(other.type);
  }

  // Visiting.

  static bool IsChosen(const StoreVisit& visit, ObjectType type) {
    return std::find(visit.types.begin(), visit.types.end(), type) != visit.types.end();
  }

  static std::uint64_t MaxSize(const StoreVisit& visit, ObjectType type) {
    const std::uint64_t asked = visit.read->max_blob_size;
    return type == ObjectType::kBlob && asked != 0 ? std::min(asked, kMaxObjectSize) : kMaxObjectSize;
  }

  static Error TooLarge(std::uint64_t size, std::uint64_t max_size) {
    return {ErrorCode::kLimit, fmt::format("it has {} bytes, more than {}", size, max_size)};
  }

  void VisitPacks(const StoreVisit& visit, const StoreVisitor& visitor) {
    PackVisitOptions options;
    options.threads = visit.read->threads;
    options.blobs = IsChosen(visit, ObjectType::kBlob);
    options.trees = IsChosen(visit, ObjectType::kTree);
    options.commits = IsChosen(visit, ObjectType::kCommit);
    options.tags = IsChosen(visit, ObjectType::kTag);
    options.derivations = visit.read->use_deltas;
    options.max_object_size = options.blobs ? MaxSize(visit, ObjectType::kBlob) : kMaxObjectSize;
    options.skip_binary = visit.read->skip_binary;
    options.verify = visit.read->verify_objects;
    options.stop = visit.stop;
    PackVisitor packs;
    packs.on_object = [&](int worker, const PackedObject& object) {
      Deliver(worker, {object.id, object.type, object.bytes, object.derivation, object.memo}, visit, visitor);
    };
    packs.on_binary = [&](int worker, const ObjectId& id, std::uint64_t) {
      visitor.on_skipped(worker, id, kSkippedBinary);
    };
    packs.on_declined = [&](int worker, const ObjectId& id, std::optional<ObjectType> type, std::string_view reason) {
      if (type) return ReadDeclined(worker, id, *type, reason, visit, visitor);
      typeless_.Add(id, reason);  // it is among the others
    };
    AddCost(packs_->Visit(options, packs));
  }

  void AddCost(const PackStats& stats) {
    cost_.open_seconds = stats.open_seconds;
    cost_.inflate_seconds += stats.inflate_seconds;
    cost_.apply_seconds += stats.apply_seconds;
    cost_.inflated_bytes += stats.inflated_bytes;
    cost_.rebuilt_bytes += stats.rebuilt_bytes;
    cost_.inserted_bytes += stats.delta_inserted_bytes;
  }

  void ReadDeclined(int worker, const ObjectId& id, ObjectType type, std::string_view reason, const StoreVisit& visit,
                    const StoreVisitor& visitor) {
    const std::uint64_t max_size = MaxSize(visit, type);
    auto object = slow_.Read(id, [max_size](ObjectType, std::uint64_t size) { return size <= max_size; });
    if (!object) {
      return Refuse(worker, id, type, WithOtherCopies(reason, object.error()), visitor);
    }
    if (!object->bytes) return RefuseLarge(worker, id, type, object->size, visit, visitor);
    log::Debug("object {}: declined by the pack reader: {}", id.hex(), reason);
    fallbacks_.Add(reason);
    DeliverWhole(worker, id, object->type, *object->bytes, visit, visitor);
  }

  void VisitOthers(const StoreVisit& visit, const StoreVisitor& visitor) {
    std::vector<LooseReader> loose(static_cast<std::size_t>(visit.read->threads));
    ParallelFor(visit.read->threads, others_.size(), [&](int worker, std::size_t i) {
      if (visit.stop != nullptr && visit.stop->load(std::memory_order_relaxed)) return;
      // After one visit, what has no type is damaged beyond telling, and was told of.
      const bool turn = others_[i].type == kUnknownType ? !visited_ : IsChosen(visit, TypeOf(others_[i]));
      if (turn) VisitOther(worker, others_[i], loose[static_cast<std::size_t>(worker)], visit, visitor);
    });
    visited_ = true;
  }

  void VisitOther(int worker, OtherObject& other, LooseReader& loose, const StoreVisit& visit,
                  const StoreVisitor& visitor) {
    const auto wanted = [&](ObjectType type, std::uint64_t size) {
      other.type = static_cast<std::int8_t>(type);
      return IsChosen(visit, type) && size <= MaxSize(visit, type);
    };
    auto object = other.folder == kNotLoose
                      ? slow_.Read(other.id, wanted)
                      : slow_.ReadLoose(static_cast<std::size_t>(other.folder), other.id, loose, wanted);
    const ObjectType type = TypeOf(other);
    if (!IsChosen(visit, type)) return;  // its turn comes with its type
    if (!object) {
      const auto declined = typeless_.Find(other.id);
      return Refuse(worker, other.id, type,
                    declined ? WithOtherCopies(*declined, object.error()) : object.error().message, visitor);
    }
    if (!object->bytes) return RefuseLarge(worker, other.id, type, object->size, visit, visitor);
    if (other.folder == kNotLoose) packed_others_.fetch_add(1, std::memory_order_relaxed);
    DeliverWhole(worker, other.id, type, *object->bytes, visit, visitor);
  }

  /// Hands on an object that did not come from the pack reader, which looks at `verify_objects` itself.
  void DeliverWhole(int worker, const ObjectId& id, ObjectType type, std::string_view bytes, const StoreVisit& visit,
                    const StoreVisitor& visitor) const {
    if (visit.read->verify_objects && GitObjectDigest(Name(type), bytes, id.size()) != id.raw()) {
      return Refuse(worker, id, type, "its content has another hash than its name", visitor);
    }
    Deliver(worker, {id, type, bytes, nullptr, nullptr}, visit, visitor);
  }

  void Deliver(int worker, const StoredObject& object, const StoreVisit& visit, const StoreVisitor& visitor) const {
    if (object.type == ObjectType::kBlob && visit.read->skip_binary && LooksBinary(object.bytes)) {
      return visitor.on_skipped(worker, object.id, kSkippedBinary);
    }
    visitor.on_object(worker, object);
  }

  /// Why the pack reader declined an object, and why no other way was better.
  static std::string WithOtherCopies(std::string_view declined, const Error& error) {
    if (error.code == ErrorCode::kNotFound) return fmt::format("{}; no other copy is stored", declined);
    return fmt::format("{}; {}", declined, error.message);
  }

  static void Refuse(int worker, const ObjectId& id, ObjectType type, const std::string& reason,
                     const StoreVisitor& visitor) {
    log::Debug("object {}: {}", id.hex(), reason);
    visitor.on_unreadable(worker, id, type, reason);
  }

  /// A blob above the user's bound was left out as asked; an object above ours is unreadable.
  static void RefuseLarge(int worker, const ObjectId& id, ObjectType type, std::uint64_t size, const StoreVisit& visit,
                          const StoreVisitor& visitor) {
    const std::uint64_t max_size = MaxSize(visit, type);
    if (max_size < kMaxObjectSize) return visitor.on_skipped(worker, id, kSkippedLarge);
    Refuse(worker, id, type, TooLarge(size, max_size).message, visitor);
  }

  const Repository repository_;
  const SlowReader slow_;
  std::unique_ptr<PackReader> packs_;
  std::array<std::uint64_t, kObjectTypes> packed_{};  ///< objects in packs_, by type
  std::vector<OtherObject> others_;                   ///< by id, distinct
  DeclinedReasons typeless_;  ///< of objects whose type the pack reader does not know
  bool visited_ = false;
  ReasonCounts fallbacks_;
  std::atomic<std::uint64_t> packed_others_ = 0;  ///< of others_, those that lie in packs and were read
  ReadCost cost_;  // without the fallbacks
  std::vector<std::string> notes_;
  std::vector<std::string> failures_;
};

}  // namespace

Result<std::unique_ptr<ObjectStore>> ObjectStore::Open(const Repository& repository, bool use_packs) {
  auto store = std::make_unique<DiskStore>(repository);
  if (auto opened = store->Open(use_packs); !opened) return std::move(opened).error();
  return std::unique_ptr<ObjectStore>(std::move(store));
}

}  // namespace packrake
