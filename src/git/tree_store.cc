#include "git/tree_store.h"

#include <string_view>
#include <utility>

namespace packrake {
namespace {

/// Resolves listings bottom-up: a tree once its subtrees are done, a chunk of a listing once for all trees that share
/// it.
class HitResolver {
 public:
  HitResolver(TreeStore& store, std::span<const IdTable::Ref> trees, const NameOrder& order, HitTreePool& pool)
      : store_(store), trees_(trees), order_(order), pool_(pool), hits_(result_.hits) {
    hits_.resize(store.ids.ref_limit());
    result_.named.resize(hits_.size());
    states_.resize(hits_.size(), kDone);
    for (const IdTable::Ref tree : trees) {
      if ((store.ids.at(tree).flags & IdTable::kWanted) == 0) states_[tree] = kNew;
    }
    name_sets_.resize(store.names.size());
    for (std::size_t i = 0; i < name_sets_.size(); ++i) name_sets_[i] = pool.Set(store.names.findings(i));
  }

  ResolvedTrees Run() && {
    // Most are resolved in the order given: what the next ones lie in is on its way meanwhile.
    constexpr std::size_t kAhead = 16;
    for (std::size_t i = 0; i < trees_.size(); ++i) {
      if (i + 2 * kAhead < trees_.size()) __builtin_prefetch(&store_.ids.at(trees_[i + 2 * kAhead]));
      if (i + kAhead < trees_.size()) store_.listings.pool().Prefetch(store_.ids.at(trees_[i + kAhead]).list);
      if (states_[trees_[i]] == kNew) Resolve(trees_[i]);
    }
    return std::move(result_);
  }

 private:
  enum State : std::uint8_t { kNew, kOpen, kDone };
  using Ref = ChunkedLists::Ref;

  // Depth is the repository's to choose, so what is still to do stands on a stack of its own.
  void Resolve(IdTable::Ref root) {
    stack_.push_back(root);
    while (!stack_.empty()) {
      const IdTable::Ref tree = stack_.back();
      const Ref list = store_.ids.at(tree).list;
      if (states_[tree] == kNew) {
        states_[tree] = kOpen;
        PushSubtrees(list);
        continue;
      }
      stack_.pop_back();
      if (states_[tree] == kDone) continue;
      hits_[tree] = pool_.Tree(GatherList(list));
      states_[tree] = kDone;
    }
  }

  /// Puts on the stack what must be done before `node` can be gathered.
  void PushSubtrees(Ref node) {
    if (node == 0 || store_.listings.pool().note(node) != 0) return;
    const SequencePool::View view = store_.listings.pool().At(node);
    if (view.tag != 0) {
      for (const Ref part : view.words) PushSubtrees(part);
      return;
    }
    for (std::size_t i = 1; i < view.words.size(); i += 2) {
      const IdTable::Ref object = TreeStore::ObjectOf(view.words[i]);
      if (TreeStore::KindOf(view.words[i]) == kKeptTree && states_[object] == kNew) stack_.push_back(object);
    }
  }

  /// What a whole listing holds. It is not kept itself: few trees share all of one, and it would repeat its chunks.
  std::vector<HitTreePool::Entry> GatherList(Ref list) {
    std::vector<HitTreePool::Entry> entries;
    const SequencePool::View view = store_.listings.pool().At(list);
    if (view.tag == 0) {
      Gather(list, entries);
    } else {
      for (const Ref part : view.words) Gather(part, entries);
    }
    return entries;
  }

  /// Appends what `node`, a chunk of a listing, holds of findings. The first time it is worked out and kept in done_;
  /// the node's note says where.
  void Gather(Ref node, std::vector<HitTreePool::Entry>& entries) {
    if (node == 0) return;
    std::uint32_t& note = store_.listings.pool().note(node);
    if (note == 0) {
      const std::size_t before = entries.size();
      const SequencePool::View view = store_.listings.pool().At(node);
      if (view.tag != 0) {
        for (const Ref part : view.words) Gather(part, entries);
      } else {
        for (std::size_t i = 0; i < view.words.size(); i += 2) GatherItem(view.words[i], view.words[i + 1], entries);
      }
      note = Keep(entries, before);
      return;
    }
    if (note == kNothing) return;
    const std::uint32_t* words = done_.data() + note;
    for (std::uint32_t left = *words++; left > 0; --left, words += 3) entries.push_back({words[0], words[1], words[2]});
  }

  void GatherItem(std::uint32_t name, std::uint32_t object, std::vector<HitTreePool::Entry>& entries) {
    const std::size_t index = NameTable::Index(name);
    const IdTable::Ref ref = TreeStore::ObjectOf(object);
    HitTreePool::Entry entry;
    entry.findings = name_sets_[index];
    if (TreeStore::KindOf(object) == kKeptTree) {
      entry.child = hits_[ref];
      if (states_[ref] == kOpen) result_.cyclic.push_back(ref);  // still being worked out: it is above itself
    } else if (TreeStore::KindOf(object) == kKeptWanted) {
      entry.findings = pool_.Union(entry.findings, store_.ids.at(ref).list);
    }
    if (entry.findings == 0 && entry.child == 0) return;
    result_.named[ref] = true;
    entry.name = order_.place_of(index) << 2 | (name & 3);
    entries.push_back(entry);
  }

  std::uint32_t Keep(const std::vector<HitTreePool::Entry>& entries, std::size_t from) {
    if (entries.size() == from) return kNothing;
    const auto place = static_cast<std::uint32_t>(done_.size());
    done_.push_back(static_cast<std::uint32_t>(entries.size() - from));
    for (std::size_t i = from; i < entries.size(); ++i) {
      done_.insert(done_.end(), {entries[i].name, entries[i].findings, entries[i].child});
    }
    return place;
  }

  static constexpr std::uint32_t kNothing = 1;

  TreeStore& store_;
  const std::span<const IdTable::Ref> trees_;
  const NameOrder& order_;
  HitTreePool& pool_;
  ResolvedTrees result_;
  std::vector<HitTreeId>& hits_;
  std::vector<std::uint8_t> states_;  ///< by ref; what is no tree is done
  std::vector<HitTreePool::SetId> name_sets_;
  std::vector<IdTable::Ref> stack_;
  std::vector<std::uint32_t> done_{0,
                                   0};  ///< results: how many, then their words; places 0 and 1 are notes of their own
};

}  // namespace

NameOrder OrderOf(const NameTable& names) {
  std::vector<std::string_view> texts;
  texts.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) texts.emplace_back(names.text(i));
  return NameOrder(std::move(texts));
}

ResolvedTrees ResolveHits(TreeStore& store, std::span<const IdTable::Ref> trees, const NameOrder& order,
                          HitTreePool& pool) {
  return HitResolver(store, trees, order, pool).Run();
}

}  // namespace packrake
