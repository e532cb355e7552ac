#ifndef PACKRAKE_TESTS_GIT_MEMORY_STORE_H_
#define PACKRAKE_TESTS_GIT_MEMORY_STORE_H_

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "git/attribution.h"
#include "git/tree_hits.h"
#include "packrake/blob.h"
#include "packrake/source.h"

namespace packrake {

/// Path -> text of a file. A text "f3 f7 ..." holds findings 3 and 7.
using Files = std::map<std::string, std::string>;
/// (path, finding) pairs.
using Found = std::set<std::pair<std::string, std::uint32_t>>;

/// The findings that a text (or a name) spells.
inline std::vector<std::uint32_t> FindingsIn(std::string_view text) {
  std::set<std::uint32_t> found;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool starts = i == 0 || std::isalnum(static_cast<unsigned char>(text[i - 1])) == 0;
    if (!starts || text[i] != 'f' || std::isdigit(static_cast<unsigned char>(text[i + 1])) == 0) continue;
    found.insert(static_cast<std::uint32_t>(std::stoul(std::string(text.substr(i + 1, 6)))));
  }
  return {found.begin(), found.end()};
}

/// What the definition says that `files` hold: findings of texts, of names of files and of names of directories.
inline Found FoundIn(const Files& files) {
  Found found;
  for (const auto& [path, text] : files) {
    for (const std::uint32_t finding : FindingsIn(text)) found.emplace(path, finding);
    for (std::size_t begin = 0; begin <= path.size();) {
      const std::size_t end = std::min(path.find('/', begin), path.size());
      for (const std::uint32_t finding : FindingsIn(path.substr(begin, end - begin))) {
        found.emplace(path.substr(0, end), finding);
      }
      begin = end + 1;
    }
  }
  return found;
}

/// What `tree` holds, as TreeHits tells.
inline Found FoundIn(const TreeHits& hits, const ObjectId& tree) {
  Found found;
  hits.ForEach(hits.HitsOf(tree),
               [&](const std::string& path, std::uint32_t finding) { found.emplace(path, finding); });
  return found;
}

/// One entry of a tree, as bytes.
inline std::string EntryBytes(std::string_view mode, std::string_view name, const ObjectId& id) {
  return std::string(mode) + ' ' + std::string(name) + std::string(1, '\0') + std::string(id.raw());
}

/// Ranges that `child` has in common with `base`, as a delta would copy them: runs of at least `least` bytes, the first
/// place in the base taken, merged.
inline std::vector<CopiedRange> CommonRanges(std::string_view base, std::string_view child, std::size_t least) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i + least <= base.size(); ++i) places.try_emplace(base.substr(i, least), i);
  std::vector<CopiedRange> ranges;
  for (std::size_t i = 0; i + least <= child.size();) {
    const auto place = places.find(child.substr(i, least));
    if (place == places.end()) {
      ++i;
      continue;
    }
    std::size_t size = least;
    while (place->second + size < base.size() && i + size < child.size() &&
           base[place->second + size] == child[i + size]) {
      ++size;
    }
    const bool goes_on = !ranges.empty() && ranges.back().begin + ranges.back().size == i &&
                         ranges.back().base_begin + ranges.back().size == place->second;
    if (goes_on) {
      ranges.back().size += size;
    } else {
      ranges.push_back({place->second, i, size});
    }
    i += size;
  }
  return ranges;
}

/// Blobs, trees and commits in memory, named as git names them.
class MemoryStore {
 public:
  explicit MemoryStore(std::size_t id_size = 20) : id_size_(id_size) {}

  ObjectId AddBlob(const std::string& text) {
    const ObjectId id = IdOf("blob", text);
    blobs_.insert(id);
    if (auto findings = FindingsIn(text); !findings.empty()) wanted_[id] = std::move(findings);
    return id;
  }
  ObjectId AddTree(const std::string& bytes) {
    const ObjectId id = IdOf("tree", bytes);
    trees_[id] = bytes;
    return id;
  }
  /// The root tree of `files`, and everything below it.
  ObjectId AddFiles(const Files& files) { return AddFolder(files, ""); }

  ObjectId AddCommit(const Files& files, const std::vector<ObjectId>& parents, std::int64_t time) {
    return AddCommitOfTree(AddFiles(files), parents, time);
  }
  ObjectId AddCommitOfTree(const ObjectId& tree, const std::vector<ObjectId>& parents, std::int64_t time) {
    std::string text = tree.hex() + std::to_string(time) + std::to_string(commits_.size());
    for (const ObjectId& parent : parents) text += parent.hex();
    commits_.push_back({IdOf("commit", text), tree, ParentIds(parents), time});
    return commits_.back().id;
  }
  /// Forgets a commit, as a shallow clone does.
  void DropCommit(const ObjectId& id) {
    std::erase_if(commits_, [&](const AttributionInput::Commit& commit) { return commit.id == id; });
  }
  void DropBlob(const ObjectId& id) { blobs_.erase(id); }
  void WantAlso(const ObjectId& id, std::vector<std::uint32_t> findings) { wanted_[id] = std::move(findings); }

  /// How trees are handed over.
  struct Feeding {
    std::uint32_t order = 0;   ///< seed of the order and of what derives from what
    bool derivations = false;  ///< from trees handed over before, chosen at random
    int threads = 1;
    std::size_t memory_limit = std::size_t{4} << 30;
  };
  /// Reads every tree.
  std::unique_ptr<TreeHits> Read(const Feeding& feeding) const {
    TreeHits::Options options;
    options.wanted = &wanted_;
    options.exists = [this](const ObjectId& id) { return blobs_.contains(id) || trees_.contains(id); };
    options.scan_name = [](const Blob& name) { return FindingsIn(name.bytes); };
    options.id_size = id_size_;
    options.threads = feeding.threads;
    options.memory_limit = feeding.memory_limit;
    auto hits = TreeHits::New(std::move(options));

    std::vector<std::pair<ObjectId, std::string_view>> order(trees_.begin(), trees_.end());
    std::mt19937 random(feeding.order);
    std::shuffle(order.begin(), order.end(), random);
    // Each worker takes every n-th tree, so that its bases are its own: a base is always accepted before.
    std::vector<std::thread> workers;
    for (int worker = 0; worker < feeding.threads; ++worker) {
      workers.emplace_back([&, worker] { Feed(*hits, feeding, worker, order); });
    }
    for (std::thread& worker : workers) worker.join();
    hits->Finish();
    return hits;
  }

  /// Everything but `trees`, which the caller adds.
  AttributionInput Input() const {
    AttributionInput input;
    input.commits = commits_;
    input.tips = tips_;
    input.direct = direct_;
    input.wanted = &wanted_;
    return input;
  }
  std::vector<Tip>& tips() { return tips_; }
  std::vector<AttributionInput::Direct>& direct() { return direct_; }
  const std::map<ObjectId, std::string>& trees() const { return trees_; }
  const std::vector<AttributionInput::Commit>& commits() const { return commits_; }
  const Wanted& wanted() const { return wanted_; }

 private:
  ObjectId IdOf(std::string_view type, std::string_view bytes) const {
    return ObjectId::FromRaw(GitObjectDigest(type, bytes, id_size_));
  }

  ObjectId AddFolder(const Files& files, const std::string& prefix) {
    std::map<std::string, std::string> entries;  // by name, directories with '/' at the end: git's order
    for (auto file = files.lower_bound(prefix); file != files.end() && file->first.starts_with(prefix); ++file) {
      const std::string rest = file->first.substr(prefix.size());
      const std::size_t slash = rest.find('/');
      if (slash == std::string::npos) {
        entries[rest] = EntryBytes("100644", rest, AddBlob(file->second));
      } else if (const std::string folder = rest.substr(0, slash + 1); !entries.contains(folder)) {
        entries[folder] = EntryBytes("40000", rest.substr(0, slash), AddFolder(files, prefix + folder));
      }
    }
    std::string bytes;
    for (const auto& [name, entry] : entries) bytes += entry;
    return AddTree(bytes);
  }

  static void Feed(TreeHits& hits, const Feeding& feeding, int worker,
                   const std::vector<std::pair<ObjectId, std::string_view>>& order) {
    std::mt19937 random(feeding.order + static_cast<std::uint32_t>(worker));
    struct Base {
      std::string_view bytes;
      std::unique_ptr<BlobMemo> memo;
    };
    std::vector<Base> bases;
    for (auto i = static_cast<std::size_t>(worker); i < order.size(); i += static_cast<std::size_t>(feeding.threads)) {
      const auto& [id, bytes] = order[i];
      Base own{bytes, nullptr};
      const bool derives = feeding.derivations && !bases.empty() && random() % 8 != 0;
      if (derives) {
        const Base& base = bases[random() % bases.size()];
        const std::vector<CopiedRange> copies = CommonRanges(base.bytes, bytes, 4 + random() % 24);
        const Derivation derivation{base.memo.get(), base.bytes, copies};
        hits.Accept(worker, id, bytes, &derivation, &own.memo);
      } else {
        hits.Accept(worker, id, bytes, nullptr, feeding.derivations ? &own.memo : nullptr);
      }
      bases.push_back(std::move(own));
    }
  }

  std::size_t id_size_;
  std::set<ObjectId> blobs_;
  std::map<ObjectId, std::string> trees_;
  std::vector<AttributionInput::Commit> commits_;
  std::vector<Tip> tips_;
  std::vector<AttributionInput::Direct> direct_;
  Wanted wanted_;
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_GIT_MEMORY_STORE_H_
