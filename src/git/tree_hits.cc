#include "git/tree_hits.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/parallel.h"
#include "git/tree_finder.h"
#include "git/tree_listing.h"
#include "git/tree_store.h"

namespace packrake {
namespace {

/// The first four bytes of an id, as a number: enough for a person to find the tree, and no more to keep.
std::uint32_t PrefixOf(const ObjectId& id) {
  std::uint32_t prefix = 0;
  for (int i = 0; i < 4; ++i) prefix = prefix << 8 | id.data()[i];
  return prefix;
}

/// What one worker has: the lister it lists with, and small caches in front of the shared tables. Versions of a
/// directory come close together, and whole trees repeat nearly all their entries.
class Worker {
 public:
  Worker(TreeStore& store, std::size_t number, const TreeHits::Options& options)
      : store_(store),
        options_(options),
        lister_(store.listings, number, options.id_size, [this](const TreeEntry& entry) { return Look(entry); }) {
    entries_.resize(kEntries);
    names_.resize(kNames);
  }

  TreeLister::Listing List(const ObjectId& tree, std::string_view bytes, const Derivation* derivation, TreeMemo* memo) {
    tree_prefix_ = PrefixOf(tree);
    const auto* base = derivation != nullptr ? static_cast<const TreeMemo*>(derivation->base) : nullptr;
    return lister_.List(bytes, derivation, base, memo);
  }

  /// Asks for what is still to be asked for; after the last List.
  void Ask() {
    if (options_.expect) options_.expect(asked_);
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      const std::uint8_t answer = options_.exists(asked_[i]) ? IdTable::kPresent : IdTable::kMissing;
      store_.ids.UpdateAt(asked_refs_[i], [answer](IdTable::Record& record) { record.flags |= answer; });
    }
    asked_.clear();
    asked_refs_.clear();
  }

  /// Trees that this worker listed, in order.
  std::vector<IdTable::Ref> accepted;
  /// Whether some entry it looked at holds a finding.
  bool any_hit = false;

 private:
  // Small enough to stay in the second-level cache beside the pack reader's buffers.
  static constexpr std::size_t kEntries = 1U << 14;
  static constexpr std::size_t kNames = 1U << 12;
  static constexpr std::size_t kAskedTogether = 32;

  struct SeenEntry {
    std::uint64_t hash = 0;
    KeptEntry kept;  ///< object kNotKept: nothing to keep
  };
  struct SeenName {
    std::uint64_t hash = 0;
    NameTable::Ref ref = NameTable::kPlain;
  };
  static constexpr std::uint32_t kNotKept = std::numeric_limits<std::uint32_t>::max();

  std::optional<KeptEntry> Look(const TreeEntry& entry) {
    const std::uint64_t hash = store_.names.Hash(entry.bytes);
    SeenEntry& seen = entries_[hash & (kEntries - 1)];
    if (seen.hash == hash) {
      if (seen.kept.object == kNotKept) return std::nullopt;
      return seen.kept;
    }
    store_.ids.Prefetch(entry.id);
    NameTable::Ref name = NameOf(entry.name, entry.kind == EntryKind::kTree);
    const auto [object, flags] = Note(entry);
    const bool wanted = (flags & IdTable::kWanted) != 0 && entry.kind != EntryKind::kGitlink;
    const bool tree = !wanted && entry.kind == EntryKind::kTree;
    if (wanted) name = NameOf(entry.name, true);
    std::optional<KeptEntry> kept;
    if (wanted || tree || NameTable::Hits(name)) {
      any_hit = any_hit || wanted || NameTable::Hits(name);
      kept = KeptEntry{name, object << 2 | (wanted ? kKeptWanted : tree ? kKeptTree : kKeptName)};
    }
    // Entries that name missing blobs are noted every time: which tree is told must not depend on the threads.
    if ((flags & kSettled) != 0 || entry.kind != EntryKind::kBlob) {
      seen.hash = hash;
      seen.kept = kept.value_or(KeptEntry{0, kNotKept});
    }
    return kept;
  }

  NameTable::Ref NameOf(std::string_view name, bool store) {
    const std::uint64_t hash = store_.names.Hash(name);
    SeenName& seen = names_[hash & (kNames - 1)];
    if (seen.hash == hash && (!store || seen.ref != NameTable::kPlain)) return seen.ref;
    seen = {hash, store_.names.Visit(name, hash, store)};
    return seen.ref;
  }

  /// Files the entry's id, and has the store asked for it if it is a blob's; of subtrees, most of which are still to
  /// come, TreeHits::Finish finds out.
  std::pair<IdTable::Ref, std::uint8_t> Note(const TreeEntry& entry) {
    std::uint8_t before = 0;
    const IdTable::Ref ref = store_.ids.Update(entry.id, [&](IdTable::Record& record) {
      before = record.flags;
      if (entry.kind == EntryKind::kGitlink) {
        record.flags |= IdTable::kGitlink;
      } else if (entry.kind == EntryKind::kTree) {
        record.flags |= IdTable::kSubtree;
      } else if ((record.flags & kSettled) == 0) {
        record.flags |= IdTable::kAsked;
        record.first_tree = std::min(record.first_tree, tree_prefix_);
      }
    });
    if (entry.kind != EntryKind::kBlob || (before & (kSettled | IdTable::kAsked)) != 0) return {ref, before};
    if (!options_.exists) {
      store_.ids.UpdateAt(ref, [](IdTable::Record& record) { record.flags |= IdTable::kPresent; });
      return {ref, static_cast<std::uint8_t>(before | IdTable::kPresent)};
    }
    asked_.push_back(ObjectId::FromRaw(entry.id));
    asked_refs_.push_back(ref);
    if (asked_.size() == kAskedTogether) Ask();
    return {ref, before};
  }

  static constexpr std::uint8_t kSettled = IdTable::kAccepted | IdTable::kWanted | IdTable::kPresent;

  TreeStore& store_;
  const TreeHits::Options& options_;
  TreeLister lister_;
  std::uint32_t tree_prefix_ = 0;
  std::vector<SeenEntry> entries_;
  std::vector<SeenName> names_;
  std::vector<ObjectId> asked_;  ///< blobs that the store will be asked for, together
  std::vector<IdTable::Ref> asked_refs_;
};

class TreeHitsOfStore : public TreeHits {
 public:
  explicit TreeHitsOfStore(Options options)
      : options_(std::move(options)), store_(options_.id_size, options_.threads, options_.scan_name) {
    for (const auto& [id, findings] : *options_.wanted) {
      if (id.size() != options_.id_size || findings.empty()) continue;
      store_.ids.Update(id.raw(), [](IdTable::Record& record) { record.flags |= IdTable::kWanted; });
    }
    for (int i = 0; i < options_.threads; ++i) {
      const auto number = static_cast<std::size_t>(i);
      workers_.push_back(std::make_unique<Worker>(store_, number, options_));
    }
  }

  void Accept(int worker, const ObjectId& id, std::string_view bytes, const Derivation* derivation,
              std::unique_ptr<BlobMemo>* memo) override {
    if (id.size() != options_.id_size) return;  // of no object in this store
    if (bytes.size() > std::numeric_limits<std::uint32_t>::max())
      return AddUnreadable(id, "the tree has 4 GiB or more");
    if (store_.bytes() > options_.memory_limit || store_.listings.pool().full()) {
      return AddUnreadable(id, fmt::format("listing it would take more than {} bytes", options_.memory_limit));
    }
    store_.ids.Prefetch(id.raw());
    Worker& own = *workers_[static_cast<std::size_t>(worker)];
    std::unique_ptr<TreeMemo> left = memo != nullptr ? std::make_unique<TreeMemo>() : nullptr;
    const TreeLister::Listing listing = own.List(id, bytes, derivation, left.get());
    if (listing.damaged_at) {
      AddUnreadable(id, fmt::format("the tree is damaged at byte {}", *listing.damaged_at));
    } else if (memo != nullptr) {
      *memo = std::move(left);
    }
    own.accepted.push_back(store_.ids.Update(id.raw(), [&](IdTable::Record& record) {
      record.flags |= IdTable::kAccepted;
      if ((record.flags & IdTable::kWanted) == 0) record.list = listing.list;
    }));
  }

  void Finish() override {
    std::vector<IdTable::Ref> trees;
    for (const auto& worker : workers_) {
      worker->Ask();
      trees.insert(trees.end(), worker->accepted.begin(), worker->accepted.end());
      any_hits_ = any_hits_ || worker->any_hit;
    }
    workers_.clear();
    store_.listings.pool().Freeze();
    store_.names.Freeze();
    ListMissing();
    order_.emplace(OrderOf(store_.names));
    pool_.emplace(*order_);
    for (const auto& [id, findings] : *options_.wanted) {
      if (const auto ref = store_.ids.Find(id.raw())) store_.ids.at(*ref).list = pool_->Set(findings);
    }
    if (!any_hits_) trees.clear();  // nothing to resolve
    trees_ = ResolveHits(store_, trees, *order_, *pool_);
    pool_->Freeze();
    for (const IdTable::Ref ref : trees_.cyclic)
      AddUnreadable(ObjectId::FromRaw(store_.ids.id(ref)), "the tree holds itself");
    std::sort(unreadable_.begin(), unreadable_.end());
    unreadable_.erase(std::unique(unreadable_.begin(), unreadable_.end()), unreadable_.end());
    finder_.emplace(store_, *order_, *pool_, trees_);
  }

  bool any() const override { return any_hits_; }
  HitTreeId HitsOf(const ObjectId& tree) const override {
    if (!any_hits_) return 0;
    const auto ref = store_.ids.Find(tree.raw());
    return ref ? trees_.hits[*ref] : 0;
  }

  std::vector<Ref> RefsOf(std::size_t count,
                          const std::function<const ObjectId&(std::size_t)>& id) const override {
    static_assert(kNoRef == IdTable::kNone);
    std::vector<Ref> refs(count);
    ParallelStretches(options_.threads, count, [&](std::size_t first, std::size_t last) {
      std::vector<std::string_view> ids;
      for (std::size_t i = first; i < last; ++i) ids.push_back(id(i).raw());
      store_.ids.FindAll(ids, std::span(refs).subspan(first, last - first));
    });
    return refs;
  }
  HitTreeId HitsAt(Ref tree) const override { return any_hits_ && tree != kNoRef ? trees_.hits[tree] : 0; }
  bool IsTree(Ref ref) const override {
    return ref != kNoRef && (store_.ids.at(ref).flags & IdTable::kAccepted) != 0;
  }

  void ForEach(HitTreeId tree, const HitTreePool::Visit& visit) const override { pool_->ForEachNew(tree, {}, visit); }
  void ForEachNew(HitTreeId tree, const std::vector<HitTreeId>& others,
                  const HitTreePool::Visit& visit) const override {
    pool_->ForEachNew(tree, others, visit);
  }
  bool Has(HitTreeId tree, std::string_view path, std::uint32_t finding) const override {
    return pool_->Has(tree, path, finding);
  }
  bool truncated() const override { return pool_->truncated(); }

  Place PlaceOf(const ObjectId& tree, std::string_view path, std::uint32_t finding) const override {
    const auto ref = store_.ids.Find(tree.raw());
    return ref && trees_.hits[*ref] != 0 ? finder_->PlaceOf(*ref, path, finding) : Place{};
  }
  Strays StraysOf(std::span<const Ref> roots) const override { return finder_->StraysOf(roots); }

  std::uint64_t submodules() const override { return submodules_; }
  const std::vector<ObjectProblem>& missing() const override { return missing_; }
  const std::vector<ObjectProblem>& unreadable() const override { return unreadable_; }

 private:
  void AddUnreadable(const ObjectId& id, std::string reason) {
    const std::lock_guard lock(unreadable_mutex_);
    unreadable_.push_back({id.hex(), std::move(reason)});
  }

  void ListMissing() {
    FindMissingSubtrees();
    store_.ids.ForEach([&](IdTable::Ref ref) {
      const IdTable::Record& record = store_.ids.at(ref);
      if ((record.flags & IdTable::kGitlink) != 0) ++submodules_;
      if ((record.flags & IdTable::kMissing) == 0 || (record.flags & IdTable::kAccepted) != 0) return;
      missing_.push_back(
          {ObjectId::FromRaw(store_.ids.id(ref)).hex(), fmt::format("named by tree {:08x}", record.first_tree)});
    });
    std::sort(missing_.begin(), missing_.end());
  }

  /// Marks subtrees that were neither accepted nor are in the store, and finds the least tree that names each.
  void FindMissingSubtrees() {
    std::vector<bool> missing(store_.ids.ref_limit());
    bool any = false;
    store_.ids.ForEach([&](IdTable::Ref ref) {
      IdTable::Record& record = store_.ids.at(ref);
      constexpr std::uint8_t kKnown = IdTable::kAccepted | IdTable::kWanted | IdTable::kPresent | IdTable::kMissing;
      if ((record.flags & IdTable::kSubtree) == 0 || (record.flags & kKnown) != 0 || !options_.exists ||
          options_.exists(ObjectId::FromRaw(store_.ids.id(ref)))) {
        return;
      }
      record.flags |= IdTable::kMissing;
      missing[ref] = any = true;
    });
    if (!any) return;
    store_.ids.ForEach([&](IdTable::Ref tree) {
      if ((store_.ids.at(tree).flags & IdTable::kAccepted) == 0) return;
      const std::uint32_t prefix = PrefixOf(ObjectId::FromRaw(store_.ids.id(tree)));
      store_.listings.ForEachItem(store_.ids.at(tree).list, [&](const std::uint32_t* item) {
        const IdTable::Ref object = TreeStore::ObjectOf(item[1]);
        if (!missing[object]) return;
        std::uint32_t& first = store_.ids.at(object).first_tree;
        first = std::min(first, prefix);
      });
    });
  }

  const Options options_;
  TreeStore store_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::mutex unreadable_mutex_;
  std::vector<ObjectProblem> unreadable_;
  std::vector<ObjectProblem> missing_;
  std::uint64_t submodules_ = 0;
  // From Finish on.
  std::optional<NameOrder> order_;
  std::optional<HitTreePool> pool_;
  ResolvedTrees trees_;
  bool any_hits_ = false;
  std::optional<TreeFinder> finder_;
};

}  // namespace

std::unique_ptr<TreeHits> TreeHits::New(Options options) {
  return std::make_unique<TreeHitsOfStore>(std::move(options));
}

}  // namespace packrake
