#include "source/trees.h"

#include <algorithm>
#include <utility>

#include "git/tree_entries.h"

namespace packrake {
namespace {

constexpr std::size_t kMaxKeptBytes = 32 << 20;
constexpr std::uint64_t kMaxTreeSize = 256 << 20;

std::optional<TreeWalker::Entry> FindName(std::string_view tree, std::size_t id_size, std::string_view name) {
  TreeEntry entry;
  for (std::size_t at = 0; at < tree.size() && ReadTreeEntry(tree, at, id_size, entry); at += entry.bytes.size()) {
    if (entry.name != name) continue;
    return TreeWalker::Entry{ObjectId::FromRaw(entry.id), entry.bytes.starts_with("100")};
  }
  return std::nullopt;
}

}  // namespace

std::optional<TreeWalker::Entry> TreeWalker::Find(const ObjectId& tree, std::string_view path) {
  Entry found{tree};
  while (!path.empty()) {
    const std::string* bytes = TreeBytes(found.id);
    if (bytes == nullptr) return std::nullopt;
    const std::size_t slash = std::min(path.find('/'), path.size());
    const auto next = FindName(*bytes, store_.id_size(), path.substr(0, slash));
    if (!next) return std::nullopt;
    found = *next;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return found;
}

const std::string* TreeWalker::TreeBytes(const ObjectId& tree) {
  if (const auto at = kept_.find(tree); at != kept_.end()) return &at->second;
  ObjectType type = ObjectType::kTree;
  auto bytes = store_.Read(tree, &type, kMaxTreeSize);
  if (!bytes || type != ObjectType::kTree) return nullptr;
  if (kept_bytes_ > kMaxKeptBytes) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += bytes->size();
  return &kept_.emplace(tree, std::move(*bytes)).first->second;
}

}  // namespace packrake
