#include "git/name_table.h"

#include <utility>

#include "git/chunked_lists.h"

namespace packrake {

NameTable::Ref NameTable::Visit(std::string_view name, std::uint64_t hash, bool store) {
  Shard& shard = shards_[hash >> 60];
  // The shard stays locked while the name is scanned: another thread that has the same name waits for the answer.
  const std::lock_guard lock(shard.mutex);
  const auto [place, is_new] = shard.refs.try_emplace(hash, kPlain);
  std::vector<std::uint32_t> findings;
  if (is_new && scan_) {
    const std::lock_guard one_at_a_time(scan_mutex_);
    Blob blob;
    blob.where = Where::kPath;
    blob.bytes = name;
    findings = scan_(blob);
  }
  if (!findings.empty() || (store && place->second == kPlain)) place->second = Store(name, hash, std::move(findings));
  return place->second;
}

NameTable::Ref NameTable::Store(std::string_view name, std::uint64_t hash, std::vector<std::uint32_t> findings) {
  const Ref hit = findings.empty() ? 0 : 4;
  const std::lock_guard lock(names_mutex_);
  const auto index = static_cast<Ref>(names_.size());
  names_.push_back({std::string(name), std::move(findings)});
  return index << 3 | hit | ChunkedLists::CutOf(hash);
}

void NameTable::Freeze() {
  for (Shard& shard : shards_) std::unordered_map<std::uint64_t, Ref>().swap(shard.refs);
}

}  // namespace packrake
