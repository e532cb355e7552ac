#include "source/reread_history.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/binary.h"
#include "base/path.h"
#include "git/commit_object.h"
#include "git/tree_entries.h"
#include "source/slices.h"
#include "source/trees.h"

namespace packrake {
namespace {

constexpr std::size_t kMostNeighbours = 256;           // of one folder
constexpr std::uint64_t kMaxNeighbour = 1 << 20;       // bytes of one
constexpr std::uint64_t kMaxNeighbours = 64ULL << 20;  // bytes of all
constexpr std::uint64_t kMaxTree = 16ULL << 20;
constexpr std::uint64_t kMaxCommit = 256ULL << 20;

class Rereading {
 public:
  Rereading(ObjectStore& store, const RereadOptions& options, std::span<BlobSink* const> sinks, ScanControl& control)
      : store_(store), options_(options), sinks_(sinks), control_(control), walker_(store) {}

  std::uint64_t Run() {
    for (const TextPlace& place : options_.first) {
      if (stopped()) return left_out_;
      GiveOne(place.object, place.path, kMaxObjectSize);
    }
    for (const TextPlace& place : options_.first) {
      if (stopped()) return left_out_;
      GiveFolder(place);
    }
    if (options_.everything && !stopped()) GiveAll();
    return left_out_;
  }

 private:
  bool stopped() const { return control_.stop.load(std::memory_order_relaxed); }

  void Give(BlobSink& sink, const ObjectId& id, ObjectType type, std::string_view bytes, std::string_view path) {
    if (type == ObjectType::kTree) return;
    if (type != ObjectType::kBlob) {
      const ObjectParts parts = PartsOf(id, type, bytes);
      AcceptInSlices(parts.header, sink);
      if (!parts.message.bytes.empty()) AcceptInSlices(parts.message, sink);
      return;
    }
    if (options_.read.skip_binary && LooksBinary(bytes)) return;
    Blob blob;
    blob.id = id;
    blob.bytes = bytes;
    blob.path = path;
    AcceptInSlices(blob, sink);
  }

  void GiveOne(const ObjectId& id, const std::string& path, std::uint64_t max_size) {
    if (id.empty() || !given_.insert(id).second) return;
    const std::uint64_t asked = options_.read.max_blob_size;
    ObjectType type = ObjectType::kBlob;
    const auto bytes = store_.Read(id, &type, asked != 0 ? std::min(asked, max_size) : max_size);
    if (bytes) {
      given_bytes_ += bytes->size();
      Give(*sinks_[0], id, type, *bytes, path);
    } else if (bytes.error().code != ErrorCode::kLimit) {
      ++left_out_;
    }
  }

  /// The files beside `place`, as its commit has them.
  void GiveFolder(const TextPlace& place) {
    if (place.commit.empty() || place.path.empty()) return;
    const std::string folder(FolderOf(place.path));
    const auto commit = store_.Read(place.commit, nullptr, kMaxCommit);
    if (!commit) return;
    const auto parsed = ParseCommit(*commit, store_.id_size());
    if (!parsed) return;
    const auto tree = walker_.Find(parsed->tree, folder);
    if (!tree || !given_.insert(tree->id).second) return;
    ObjectType type = ObjectType::kTree;
    const auto bytes = store_.Read(tree->id, &type, kMaxTree);
    if (!bytes || type != ObjectType::kTree) return;
    TreeEntry entry;
    std::size_t given = 0;
    for (std::size_t at = 0; at < bytes->size() && ReadTreeEntry(*bytes, at, store_.id_size(), entry);
         at += entry.bytes.size()) {
      if (stopped() || given == kMostNeighbours || given_bytes_ > kMaxNeighbours) return;
      if (entry.kind != EntryKind::kBlob) continue;
      const ObjectId id = ObjectId::FromRaw(entry.id);
      if (!store_.Contains(id)) continue;  // told by the completeness statement
      ++given;
      GiveOne(id, folder.empty() ? std::string(entry.name) : folder + "/" + std::string(entry.name), kMaxNeighbour);
    }
  }

  void GiveAll() {
    ReadOptions read = options_.read;
    read.threads = static_cast<int>(sinks_.size());
    StoreVisitor visitor;
    visitor.on_object = [this](int worker, const StoredObject& object) {
      BlobSink& sink = *sinks_[static_cast<std::size_t>(worker)];
      if (object.type != ObjectType::kBlob) return Give(sink, object.id, object.type, object.bytes, "");
      Blob blob;
      blob.id = object.id;
      blob.bytes = object.bytes;
      blob.derivation = object.derivation;
      blob.memo = object.memo;
      AcceptInSlices(blob, sink);
      control_.objects_done.fetch_add(1, std::memory_order_relaxed);
    };
    visitor.on_skipped = [](int, const ObjectId&, std::string_view) {};  // as the first time, and told then
    visitor.on_unreadable = [this](int, const ObjectId&, ObjectType, const std::string&) { ++left_out_; };
    store_.Visit({{ObjectType::kBlob, ObjectType::kCommit, ObjectType::kTag}, &read, &control_.stop}, visitor);
  }

  ObjectStore& store_;
  const RereadOptions& options_;
  const std::span<BlobSink* const> sinks_;
  ScanControl& control_;
  TreeWalker walker_;
  std::unordered_set<ObjectId, ObjectIdHash> given_;  ///< of the first texts: blobs, and trees whose entries were
  std::uint64_t given_bytes_ = 0;
  std::atomic<std::uint64_t> left_out_ = 0;
};

}  // namespace

std::uint64_t RereadHistory(ObjectStore& store, const RereadOptions& options, std::span<BlobSink* const> sinks,
                            ScanControl& control) {
  return Rereading(store, options, sinks, control).Run();
}

}  // namespace packrake
