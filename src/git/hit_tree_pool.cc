#include "git/hit_tree_pool.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace packrake {
namespace {

constexpr std::uint32_t kWidth = 3;  // words of an Entry

HitTreePool::Entry EntryAt(const std::uint32_t* words) { return {words[0], words[1], words[2]}; }

/// Reads one tree's entries in order of name, forwards only, leaf by leaf.
class Cursor {
 public:
  Cursor(const ChunkedLists& lists, HitTreeId tree) : lists_(lists) {
    lists.ForEachLeaf(tree, [&](ChunkedLists::Ref leaf) { leaves_.push_back(leaf); });
    Enter();
  }

  bool done() const { return leaf_ == leaves_.size(); }
  bool at_leaf_start() const { return at_ == 0; }
  ChunkedLists::Ref leaf() const { return leaves_[leaf_]; }
  HitTreePool::Entry entry() const { return EntryAt(words_.data() + at_); }
  void Next() {
    at_ += kWidth;
    if (at_ == words_.size()) SkipLeaf();
  }
  void SkipLeaf() {
    ++leaf_;
    Enter();
  }
  /// Goes to the first entry whose name is not less than `name`.
  void Seek(std::uint32_t name) {
    while (!done() && words_[words_.size() - kWidth] < name) SkipLeaf();
    while (!done() && words_[at_] < name) Next();
  }
  /// Calls `visit` for the entries from here on that are called `name`, and stays.
  template <class Visit>
  void ForEachCalled(std::uint32_t name, Visit&& visit) const {
    std::size_t at = at_;
    for (std::size_t leaf = leaf_; leaf < leaves_.size(); ++leaf, at = 0) {
      const auto words = lists_.pool().At(leaves_[leaf]).words;
      for (; at < words.size(); at += kWidth) {
        if (words[at] != name) return;
        visit(EntryAt(words.data() + at));
      }
    }
  }

 private:
  void Enter() {
    at_ = 0;
    if (!done()) words_ = lists_.pool().At(leaves_[leaf_]).words;
  }

  const ChunkedLists& lists_;
  std::vector<ChunkedLists::Ref> leaves_;
  std::size_t leaf_ = 0;
  std::size_t at_ = 0;
  std::span<const std::uint32_t> words_;
};

}  // namespace

/// One ForEachNew. What is still to do stands on a stack of its own: depth is the repository's to choose.
class HitTreePool::Walk {
 public:
  Walk(const HitTreePool& pool, const Visit& visit) : pool_(pool), visit_(visit) {}

  void Run(HitTreeId tree, std::span<const HitTreeId> others) {
    bases_.assign(others.begin(), others.end());
    std::sort(bases_.begin(), bases_.end());
    bases_.erase(std::unique(bases_.begin(), bases_.end()), bases_.end());
    if (std::binary_search(bases_.begin(), bases_.end(), tree)) return;
    Open(tree, 0);
    while (!steps_.empty() && !full_) {
      const Step step = steps_.back();
      steps_.pop_back();
      Take(step);
    }
    if (cut_) pool_.truncated_ = true;
  }

 private:
  struct Step {
    std::size_t prefix = 0;  ///< bytes of path_ before the name
    std::uint32_t name = 0;
    HitTreeId child = 0;
    std::size_t findings_begin = 0;  ///< in pending_findings_; what follows is this step's
    std::size_t bases_begin = 0;     ///< likewise in pending_bases_
    bool closes = false;             ///< no entry: everything below `child` has been seen
    std::uint64_t key = 0;           ///< of a closing step
    std::size_t visits_before = 0;   ///< likewise
  };

  void Take(const Step& step) {
    if (step.closes) {
      // Nothing new below this pair of trees: nothing is at any other path that leads to the same pair.
      if (step.visits_before == visits_ && !cut_) barren_.insert(step.key);
      return;
    }
    const std::string_view name = pool_.names_.name_at(step.name >> 2);
    if (step.prefix + name.size() > kMaxPathBytes) {
      cut_ = true;
    } else {
      path_.resize(step.prefix);
      path_ += name;
      for (std::size_t i = step.findings_begin; i < pending_findings_.size() && !full_; ++i) {
        if (++visits_ > kMaxVisits) {
          full_ = cut_ = true;
          break;
        }
        visit_(path_, pending_findings_[i]);
      }
    }
    pending_findings_.resize(step.findings_begin);
    bases_.assign(pending_bases_.begin() + static_cast<std::ptrdiff_t>(step.bases_begin), pending_bases_.end());
    pending_bases_.resize(step.bases_begin);
    if (step.child != 0 && !full_ && step.prefix + name.size() < kMaxPathBytes) {
      path_ += '/';
      Open(step.child, path_.size());
    }
  }

  /// Puts what is new in `tree` against bases_ on the stack, first name on top.
  void Open(HitTreeId tree, std::size_t prefix) {
    if (++opened_ > kBeforeBarren && !bases_.empty() && !Watch(tree)) return;
    std::vector<Cursor> cursors;
    cursors.reserve(bases_.size());
    for (const HitTreeId base : bases_) cursors.emplace_back(pool_.trees_, base);
    found_.clear();
    for (Cursor own(pool_.trees_, tree); !own.done();) {
      const Entry entry = own.entry();
      bool leaf_known = false;
      for (Cursor& cursor : cursors) {
        cursor.Seek(entry.name);
        leaf_known = leaf_known || (own.at_leaf_start() && !cursor.done() && cursor.leaf() == own.leaf());
      }
      if (leaf_known) {
        own.SkipLeaf();
        continue;
      }
      Compare(entry, cursors);
      own.Next();
    }
    // Last first, so that the first name comes off the stack first.
    for (auto found = found_.rbegin(); found != found_.rend(); ++found) {
      steps_.push_back({prefix, found->name, found->child, pending_findings_.size(), pending_bases_.size()});
      pending_findings_.insert(pending_findings_.end(), found->findings.begin(), found->findings.end());
      pending_bases_.insert(pending_bases_.end(), found->bases.begin(), found->bases.end());
    }
  }

  /// Notes in found_ what `entry` has and no entry of the same name at the cursors has.
  void Compare(const Entry& entry, const std::vector<Cursor>& cursors) {
    Found found;
    found.name = entry.name;
    found.child = entry.child;
    const auto own = pool_.FindingsOf(entry.findings);
    found.findings.assign(own.begin(), own.end());
    for (const Cursor& cursor : cursors) {
      cursor.ForEachCalled(entry.name, [&](const Entry& other) {
        if (other.child == entry.child) found.child = 0;
        if (other.child != 0) found.bases.push_back(other.child);
        const auto theirs = pool_.FindingsOf(other.findings);
        std::erase_if(found.findings,
                      [&](std::uint32_t id) { return std::binary_search(theirs.begin(), theirs.end(), id); });
      });
    }
    if (found.child == 0 && found.findings.empty()) return;
    if (found.child == 0) found.bases.clear();
    std::sort(found.bases.begin(), found.bases.end());
    found.bases.erase(std::unique(found.bases.begin(), found.bases.end()), found.bases.end());
    found_.push_back(std::move(found));
  }

  /// False when `tree` is known to have nothing that bases_ lack; else has that found out.
  bool Watch(HitTreeId tree) {
    key_words_.assign(1, tree);
    key_words_.insert(key_words_.end(), bases_.begin(), bases_.end());
    const std::uint64_t key =
        pool_.hash_({reinterpret_cast<const char*>(key_words_.data()), key_words_.size() * sizeof(HitTreeId)});
    if (barren_.contains(key)) return false;
    Step close;
    close.closes = true;
    close.key = key;
    close.visits_before = visits_;
    close.findings_begin = pending_findings_.size();
    close.bases_begin = pending_bases_.size();
    steps_.push_back(close);
    return true;
  }

  // Ordinary differences open a few trees; remembering fruitless pairs pays only where a bomb repeats them.
  static constexpr std::size_t kBeforeBarren = 1000;

  struct Found {
    std::uint32_t name = 0;
    HitTreeId child = 0;
    std::vector<std::uint32_t> findings;
    std::vector<HitTreeId> bases;
  };

  const HitTreePool& pool_;
  const Visit& visit_;
  std::string path_;
  std::vector<Step> steps_;
  std::vector<std::uint32_t> pending_findings_;
  std::vector<HitTreeId> pending_bases_;
  std::vector<HitTreeId> bases_;
  std::vector<Found> found_;
  std::vector<std::uint32_t> key_words_;
  std::unordered_set<std::uint64_t> barren_;
  std::size_t visits_ = 0;
  std::size_t opened_ = 0;
  bool full_ = false;
  bool cut_ = false;
};

HitTreePool::SetId HitTreePool::Set(std::vector<std::uint32_t> findings) {
  std::sort(findings.begin(), findings.end());
  findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
  return sets_.Intern(0, findings);
}

HitTreePool::SetId HitTreePool::Union(SetId a, SetId b) {
  if (a == b || b == 0) return a;
  if (a == 0) return b;
  const auto first = FindingsOf(a);
  const auto second = FindingsOf(b);
  std::vector<std::uint32_t> both(first.begin(), first.end());
  both.insert(both.end(), second.begin(), second.end());
  return Set(std::move(both));
}

HitTreeId HitTreePool::Tree(std::vector<Entry> entries) {
  const auto before = [](const Entry& a, const Entry& b) {
    return a.name != b.name ? a.name < b.name : a.child < b.child;
  };
  if (!std::is_sorted(entries.begin(), entries.end(), before)) std::sort(entries.begin(), entries.end(), before);
  // One form for each content: of the entries with one name, the first holds all findings, and every child stands once.
  for (std::size_t i = 0; i < entries.size();) {
    SetId findings = 0;
    HitTreeId greatest = 0;
    std::size_t end = i;
    for (; end < entries.size() && entries[end].name == entries[i].name; ++end) {
      findings = Union(findings, entries[end].findings);
      greatest = entries[end].child;
    }
    bool first = true;
    HitTreeId last_child = 0;
    for (std::size_t j = i; j < end; ++j) {
      const HitTreeId child = entries[j].child;
      if ((child == 0 && greatest != 0) || (!first && child == last_child)) continue;
      last_child = child;
      const Entry entry{entries[i].name, first ? findings : 0, child};
      first = false;
      if (entry.findings == 0 && entry.child == 0) continue;
      const std::uint32_t words[kWidth] = {entry.name, entry.findings, entry.child};
      builder_.Add(words);
    }
    i = end;
  }
  return builder_.Finish();
}

void HitTreePool::ForEachNew(HitTreeId tree, std::span<const HitTreeId> others, const Visit& visit) const {
  if (tree != 0) Walk(*this, visit).Run(tree, others);
}

bool HitTreePool::Has(HitTreeId tree, std::string_view path, std::uint32_t finding) const {
  // Trees that a beginning of the path leads to, with how much of it is left: more than one where names repeat.
  std::vector<std::pair<HitTreeId, std::size_t>> places{{tree, 0}};
  bool found = false;
  for (std::size_t i = 0; i < places.size() && !found; ++i) {
    const auto [node, from] = places[i];
    names_.ForEachComponent(path, from, [&, node = node](std::uint32_t name, std::size_t end) {
      Cursor cursor(trees_, node);
      cursor.Seek(name << 2);
      for (; !cursor.done() && cursor.entry().name >> 2 == name; cursor.Next()) {
        const Entry entry = cursor.entry();
        const auto findings = FindingsOf(entry.findings);
        if (end == path.size()) {
          found = found || std::binary_search(findings.begin(), findings.end(), finding);
          continue;
        }
        const std::pair<HitTreeId, std::size_t> next{entry.child, end + 1};
        if (entry.child != 0 && std::find(places.begin(), places.end(), next) == places.end()) places.push_back(next);
      }
    });
  }
  return found;
}

void HitTreePool::Freeze() {
  sets_.Freeze();
  trees_.pool().Freeze();
}

}  // namespace packrake
