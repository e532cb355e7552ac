#include "source/read_history.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/parallel.h"
#include "source/slices.h"

namespace packrake {
namespace {

/// A Git LFS pointer is a small text that begins so.
/// Source: github.com/git-lfs/git-lfs, docs/spec.md.
constexpr std::string_view kLfsPointer = "version https://git-lfs.github.com/spec/v1";
constexpr std::size_t kMaxLfsPointer = 1024;

/// What one worker counts and keeps.
struct Worker {
  std::array<std::uint64_t, kObjectTypes> read{};
  std::map<std::string, std::uint64_t> skipped;  ///< blobs, by reason
  std::uint64_t lfs_pointers = 0;
  std::vector<AttributionInput::Commit> commits;
  std::vector<std::pair<ObjectId, ParsedTag>> tags;
};

class Reading {
 public:
  Reading(std::size_t id_size, std::span<BlobSink* const> sinks, ScanControl& control, ProblemCollector& unreadable)
      : id_size_(id_size), sinks_(sinks), control_(control), unreadable_(unreadable), workers_(sinks.size()) {}

  StoreVisitor Visitor() {
    StoreVisitor visitor;
    visitor.on_object = [this](int worker, const StoredObject& object) {
      Take(static_cast<std::size_t>(worker), object);
    };
    visitor.on_skipped = [this](int worker, const ObjectId&, std::string_view reason) {
      ++workers_[static_cast<std::size_t>(worker)].skipped[std::string(reason)];
      Passed(0);
    };
    visitor.on_unreadable = [this](int, const ObjectId& id, ObjectType, const std::string& reason) {
      unreadable_.Add(id.hex(), reason);
      Passed(0);
    };
    return visitor;
  }

  History Finish(Completeness& completeness) {
    History history;
    auto& blobs = completeness.objects[static_cast<std::size_t>(ObjectType::kBlob)];
    for (Worker& worker : workers_) {
      for (int type = 0; type < kObjectTypes; ++type) {
        completeness.objects[static_cast<std::size_t>(type)].read += worker.read[static_cast<std::size_t>(type)];
      }
      for (const auto& [reason, count] : worker.skipped) blobs.skipped[reason] += count;
      completeness.lfs_pointers += worker.lfs_pointers;
      history.commits.insert(history.commits.end(), std::make_move_iterator(worker.commits.begin()),
                             std::make_move_iterator(worker.commits.end()));
      history.tags.insert(worker.tags.begin(), worker.tags.end());
      worker = Worker();
    }
    ParallelSort(static_cast<int>(workers_.size()), history.commits,
                 [](const auto& a, const auto& b) { return a.id < b.id; });
    return history;
  }

 private:
  void Passed(std::uint64_t bytes) {
    control_.objects_done.fetch_add(1, std::memory_order_relaxed);
    control_.bytes_done.fetch_add(bytes, std::memory_order_relaxed);
  }

  void Take(std::size_t number, const StoredObject& object) {
    Worker& worker = workers_[number];
    BlobSink& sink = *sinks_[number];
    const std::uint64_t hits_before = sink.hit_count();
    ++worker.read[static_cast<std::size_t>(object.type)];
    if (object.type == ObjectType::kBlob) {
      if (object.bytes.size() <= kMaxLfsPointer && object.bytes.starts_with(kLfsPointer)) ++worker.lfs_pointers;
      Blob blob;
      blob.id = object.id;
      blob.bytes = object.bytes;
      blob.derivation = object.derivation;
      blob.memo = object.memo;
      AcceptInSlices(blob, sink);
    } else {
      const ObjectParts parts = PartsOf(object.id, object.type, object.bytes);
      AcceptInSlices(parts.header, sink);
      if (!parts.message.bytes.empty()) AcceptInSlices(parts.message, sink);
      if (object.type == ObjectType::kCommit) {
        KeepCommit(object, worker);
      } else {
        KeepTag(object, worker);
      }
    }
    if (sink.hit_count() != hits_before) CheckHash(object);
    Passed(object.bytes.size());
  }

  /// Hashing everything would double the time; what is reported is worth it.
  void CheckHash(const StoredObject& object) {
    if (GitObjectDigest(Name(object.type), object.bytes, id_size_) == object.id.raw()) return;
    unreadable_.Add(object.id.hex(), "its content has another hash than its name");
  }

  void KeepCommit(const StoredObject& object, Worker& worker) {
    auto links = ParseCommitLinks(object.bytes, id_size_);
    if (!links) return unreadable_.Add(object.id.hex(), links.error().message);
    worker.commits.push_back({object.id, links->tree, std::move(links->parents), links->committer_time});
  }

  void KeepTag(const StoredObject& object, Worker& worker) {
    auto parsed = ParseTag(object.bytes, id_size_);
    if (!parsed) return unreadable_.Add(object.id.hex(), parsed.error().message);
    worker.tags.emplace_back(object.id, *parsed);
  }

  const std::size_t id_size_;
  const std::span<BlobSink* const> sinks_;
  ScanControl& control_;
  ProblemCollector& unreadable_;
  std::vector<Worker> workers_;
};

}  // namespace

const AttributionInput::Commit* History::FindCommit(const ObjectId& id) const {
  const auto at = std::lower_bound(
      commits.begin(), commits.end(), id,
      [](const AttributionInput::Commit& commit, const ObjectId& wanted) { return commit.id < wanted; });
  return at != commits.end() && at->id == id ? &*at : nullptr;
}

History ReadHistory(ObjectStore& store, const ReadOptions& options, std::span<BlobSink* const> sinks,
                    ScanControl& control, Completeness& completeness, ProblemCollector& unreadable) {
  std::uint64_t total = 0;
  for (const std::uint64_t count : store.Listed()) total += count;
  control.objects_total = total;
  Reading reading(store.id_size(), sinks, control, unreadable);
  const StoreVisit visit{{ObjectType::kBlob, ObjectType::kCommit, ObjectType::kTag}, &options, &control.stop};
  store.Visit(visit, reading.Visitor());
  History history = reading.Finish(completeness);
  const auto listed = store.Listed();
  for (std::size_t type = 0; type < listed.size(); ++type) completeness.objects[type].listed = listed[type];
  return history;
}

}  // namespace packrake
