#include "pack/delta_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/binary.h"
#include "base/digest.h"
#include "base/parallel.h"
#include "pack/rebuild.h"
#include "pack/work_queue.h"

namespace packrake {
namespace {

/// A leaf above this is probed before it is inflated whole.
constexpr std::uint64_t kProbedSize = 12 << 10;
/// Subtrees of less estimated work (16 KiB or so) are not worth giving away.
constexpr std::uint32_t kMinSharedWeight = 64;
constexpr std::uint64_t kNoBound = std::numeric_limits<std::uint64_t>::max();
/// Trees above a share of 1/256 for each thread are sorted by weight; the others stay in pack order.
constexpr std::uint64_t kBigShare = 256;

/// One thread's walk over the trees it is given.
class Walk {
 public:
  Walk(int worker, const PackVisitOptions& options, const PackVisitor& visitor, WorkQueue& queue, BufferBudget& budget)
      : worker_(worker),
        options_(options),
        visitor_(visitor),
        queue_(queue),
        rebuilder_(budget, options.max_object_size == 0 ? kNoBound : options.max_object_size) {}

  void Run() {
    queue_.Join();
    WorkQueue::Run run;
    while (std::optional<VisitUnit> unit = queue_.Next(run)) {
      if (!stopped()) VisitUnder(std::move(*unit));
    }
  }

  /// Adds what this walk did to `stats`.
  void AddTo(PackStats& stats) const {
    stats.objects += objects_;
    stats.declined += declined_;
    stats.delta_inserted_bytes += inserted_bytes_;
    stats.inflated_bytes += rebuilder_.cost().inflated_bytes;
    stats.rebuilt_bytes += rebuilder_.cost().rebuilt_bytes;
    stats.inflate_seconds += rebuilder_.cost().inflate_seconds;
    stats.apply_seconds += rebuilder_.cost().apply_seconds;
  }

 private:
  /// A base in memory, and which of its children are still to be visited.
  struct Level {
    std::shared_ptr<BaseObject> base;
    std::span<const std::uint32_t> children;
  };

  bool stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  void VisitUnder(VisitUnit unit) {
    pack_ = unit.pack;
    pack_->PrefetchId(unit.rank);
    if (unit.base == nullptr) {
      VisitRoot(unit.rank);
    } else {
      VisitChild(unit.rank, std::move(unit.base));
    }
    while (!levels_.empty() && !stopped()) {
      if (queue_.wanted()) ShareSubtree();
      Level& level = levels_.back();
      const std::uint32_t child = level.children.front();
      level.children = level.children.subspan(1);
      // The next child's entry is a cache miss away (pack_bench, blobs of git.git: 3 % less CPU), and so is this one's
      // id.
      pack_->PrefetchId(child);
      if (!level.children.empty()) pack_->PrefetchEntry(level.children.front());
      std::shared_ptr<BaseObject> base;
      if (level.children.empty()) {
        base = std::move(level.base);
        levels_.pop_back();
      } else {
        base = level.base;
      }
      VisitChild(child, std::move(base));
    }
    while (!levels_.empty()) {
      Release(levels_.back().base);
      levels_.pop_back();
    }
  }

  void VisitRoot(std::uint32_t rank) {
    const DeltaForest& forest = pack_->forest();
    if (const Fault fault = forest.fault(rank)) {
      Decline(rank, fault);
      return;
    }
    const bool leaf_blob = forest.type(rank) == ObjectType::kBlob && forest.children(rank).empty();
    const bool skip_binary = options_.skip_binary && leaf_blob;
    if (skip_binary && !options_.verify && SkipEarly(rank)) return;
    Rebuilt object;
    if (const Fault fault = rebuilder_.Whole(*pack_, rank, object)) {
      DeclineTree(rank, fault);
      rebuilder_.Recycle(std::move(object));
    } else if (skip_binary && LooksBinary(object.bytes()) && Verified(rank, object.bytes())) {
      HandOutBinary(rank, object.size);
      rebuilder_.Recycle(std::move(object));
    } else {
      HandOutAndDescend(rank, std::move(object), nullptr, nullptr);
    }
  }

  void VisitChild(std::uint32_t rank, std::shared_ptr<BaseObject> base) {
    DeltaTrace* const trace = options_.derivations && pack_->handed_out(rank) ? &trace_ : nullptr;
    Rebuilt object;
    if (const Fault fault = rebuilder_.Derived(*pack_, rank, base->object, object, trace)) {
      DeclineTree(rank, fault);
      rebuilder_.Recycle(std::move(object));
      Release(base);
      return;
    }
    if (trace == nullptr) {
      HandOutAndDescend(rank, std::move(object), nullptr, std::move(base));
      return;
    }
    inserted_bytes_ += trace->inserted_bytes;
    const Derivation derivation{base->memo.get(), base->object.bytes(), trace->copies};
    HandOutAndDescend(rank, std::move(object), trace->complete ? &derivation : nullptr, std::move(base));
  }

  /// Hands out `object`, lets go of the base it derives from, if any, and opens the level below it.
  void HandOutAndDescend(std::uint32_t rank, Rebuilt object, const Derivation* derivation,
                         std::shared_ptr<BaseObject> base) {
    const std::span<const std::uint32_t> children = pack_->forest().children(rank);
    std::unique_ptr<BlobMemo> memo;
    if (pack_->handed_out(rank)) {
      if (Verified(rank, object.bytes())) {
        const PackedObject handed{pack_->id(rank), *pack_->forest().type(rank), object.bytes(), derivation,
                                  children.empty() ? nullptr : &memo};
        visitor_.on_object(worker_, handed);
        ++objects_;
      } else {
        // What derives from it may still be right, and is hashed in its turn.
        Decline(rank, kWrongHash);
      }
    }
    Release(base);
    if (children.empty()) {
      rebuilder_.Recycle(std::move(object));
    } else {
      levels_.push_back({std::make_shared<BaseObject>(std::move(object), std::move(memo)), children});
    }
  }

  /// Whether the beginning of a large leaf shows that it is binary; then it is done with.
  bool SkipEarly(std::uint32_t rank) {
    const auto header = pack_->header(rank);
    if (!header || header->size <= kProbedSize || !rebuilder_.HasEarlyNul(*pack_, rank, kBinaryProbe)) return false;
    HandOutBinary(rank, header->size);
    return true;
  }

  void HandOutBinary(std::uint32_t rank, std::uint64_t size) {
    if (!pack_->handed_out(rank)) return;
    visitor_.on_binary(worker_, pack_->id(rank), size);
    ++objects_;
  }

  bool Verified(std::uint32_t rank, std::string_view bytes) const {
    if (!options_.verify || !pack_->handed_out(rank)) return true;
    const ObjectId id = pack_->id(rank);
    return GitObjectDigest(Name(*pack_->forest().type(rank)), bytes, id.size()) == id.raw();
  }

  void Decline(std::uint32_t rank, std::string_view reason) {
    if (!pack_->handed_out(rank)) return;
    visitor_.on_declined(worker_, pack_->id(rank), pack_->forest().type(rank), reason);
    ++declined_;
  }

  void DeclineTree(std::uint32_t root, Fault fault) {
    Decline(root, fault);
    const std::string reason = fmt::format("a base of its delta chain cannot be read: {}", fault);
    std::vector<std::uint32_t> pending{root};
    while (!pending.empty()) {
      const std::span<const std::uint32_t> children = pack_->forest().children(pending.back());
      pending.pop_back();
      for (const std::uint32_t child : children) Decline(child, reason);
      pending.insert(pending.end(), children.begin(), children.end());
    }
  }

  /// Gives the heaviest subtree of the outermost open level away, when enough stays for this walk.
  void ShareSubtree() {
    std::size_t open = 0;
    for (const Level& level : levels_) open += level.children.size();
    if (open < 2) return;
    for (auto level = levels_.begin(); level != levels_.end(); ++level) {
      const std::uint32_t child = level->children.back();
      if (pack_->forest().weight(child) < kMinSharedWeight) continue;
      if (!level->base->shared) level->base->shared = true;
      level->children = level->children.first(level->children.size() - 1);
      const bool last = level->children.empty();
      queue_.Share({pack_, child, last ? std::move(level->base) : level->base});
      if (last) levels_.erase(level);
      return;
    }
  }

  /// Lets go of a base, if it is one, and keeps its buffer for the next object when nobody else needs it.
  void Release(std::shared_ptr<BaseObject>& base) {
    // A shared one goes when its last owner does: recycling it would need to know who that is.
    if (base != nullptr && !base->shared && base.use_count() == 1) rebuilder_.Recycle(std::move(base->object));
    base.reset();
  }

  static constexpr Fault kWrongHash = "its bytes do not hash to its id";

  const int worker_;
  const PackVisitOptions& options_;
  const PackVisitor& visitor_;
  WorkQueue& queue_;
  Rebuilder rebuilder_;
  const PackFile* pack_ = nullptr;
  std::vector<Level> levels_;
  DeltaTrace trace_;
  std::uint64_t objects_ = 0, declined_ = 0, inserted_bytes_ = 0;
};

bool Chosen(const PackVisitOptions& options, std::optional<ObjectType> type) {
  if (!type) return true;
  switch (*type) {
    case ObjectType::kBlob:
      return options.blobs;
    case ObjectType::kTree:
      return options.trees;
    case ObjectType::kCommit:
      return options.commits;
    case ObjectType::kTag:
      return options.tags;
  }
  return true;
}

/// The roots of the chosen trees, big ones first by weight, so that no thread is left alone with one at the end; the
/// others in pack order, which is how their bytes lie.
std::vector<WorkQueue::Root> ChooseRoots(const std::vector<PackFile>& packs, const PackVisitOptions& options) {
  std::vector<WorkQueue::Root> roots;
  std::uint64_t total = 0;
  for (const PackFile& pack : packs) {
    const DeltaForest& forest = pack.forest();
    for (std::uint32_t rank = 0; rank < forest.size(); ++rank) {
      if (forest.base(rank) != DeltaForest::kNone || !forest.visited(rank) || !Chosen(options, forest.type(rank)))
        continue;
      roots.push_back({&pack, rank});
      total += forest.weight(rank);
    }
  }
  const auto weight = [](const WorkQueue::Root& root) { return root.pack->forest().weight(root.rank); };
  const std::uint64_t big = total / (kBigShare * static_cast<std::uint64_t>(options.threads));
  const auto small =
      std::stable_partition(roots.begin(), roots.end(), [&](const auto& root) { return weight(root) > big; });
  std::stable_sort(roots.begin(), small, [&](const auto& a, const auto& b) { return weight(a) > weight(b); });
  return roots;
}

}  // namespace

PackStats VisitPacks(const std::vector<PackFile>& packs, const PackVisitOptions& asked, const PackVisitor& visitor) {
  PackVisitOptions options = asked;
  options.threads = std::max(1, asked.threads);
  BufferBudget budget(options.max_buffer_bytes);
  WorkQueue queue(ChooseRoots(packs, options));
  std::vector<PackStats> parts(static_cast<std::size_t>(options.threads));
  ParallelFor(options.threads, parts.size(), [&](int, std::size_t worker) {
    Walk walk(static_cast<int>(worker), options, visitor, queue, budget);
    walk.Run();
    walk.AddTo(parts[worker]);
  });
  PackStats stats;
  for (const PackStats& part : parts) {
    stats.objects += part.objects;
    stats.declined += part.declined;
    stats.inflated_bytes += part.inflated_bytes;
    stats.rebuilt_bytes += part.rebuilt_bytes;
    stats.delta_inserted_bytes += part.delta_inserted_bytes;
    stats.inflate_seconds += part.inflate_seconds;
    stats.apply_seconds += part.apply_seconds;
  }
  stats.peak_buffer_bytes = budget.peak();
  return stats;
}

}  // namespace packrake
