#include "git/id_table.h"

#include <algorithm>
#include <cstring>

namespace packrake {
namespace {

constexpr std::size_t kFirstSlots = 16;

// The low bits chose the shard.
std::size_t Start(std::uint64_t hash, std::size_t mask) { return static_cast<std::size_t>(hash >> 16) & mask; }

}  // namespace

std::optional<IdTable::Ref> IdTable::Find(std::string_view id) const {
  if (id.size() != id_size_) return std::nullopt;
  const std::uint64_t hash = hash_(id);
  const auto number = static_cast<std::uint32_t>(hash & (kShards - 1));
  const Shard& shard = shards_[number];
  if (shard.slots.empty()) return std::nullopt;
  const std::uint32_t local = shard.slots[SlotOf(shard, id, hash)];
  if (local == 0) return std::nullopt;
  return (local - 1) << kShardBits | number;
}

std::size_t IdTable::ref_limit() const {
  std::size_t most = 0;
  for (const Shard& shard : shards_) most = std::max(most, shard.records.size());
  return most << kShardBits;
}

std::uint32_t IdTable::FindOrAdd(Shard& shard, std::string_view id, std::uint64_t hash) {
  if (shard.records.size() * 3 >= shard.slots.size() * 2) Grow(shard);
  std::uint32_t& slot = shard.slots[SlotOf(shard, id, hash)];
  if (slot == 0) {
    shard.ids.insert(shard.ids.end(), id.begin(), id.end());
    shard.records.emplace_back();
    slot = static_cast<std::uint32_t>(shard.records.size());
    bytes_ += id_size_ + sizeof(Record);
  }
  return slot - 1;
}

std::size_t IdTable::SlotOf(const Shard& shard, std::string_view id, std::uint64_t hash) const {
  const std::size_t mask = shard.slots.size() - 1;
  std::size_t at = Start(hash, mask);
  while (shard.slots[at] != 0 && std::memcmp(shard.ids.data() + (shard.slots[at] - 1) * id_size_, id.data(), id_size_) != 0) {
    at = (at + 1) & mask;
  }
  return at;
}

void IdTable::Grow(Shard& shard) {
  bytes_ += std::max(kFirstSlots, shard.slots.size()) * sizeof(std::uint32_t);
  shard.slots.assign(std::max(kFirstSlots, shard.slots.size() * 2), 0);
  const std::size_t mask = shard.slots.size() - 1;
  for (std::uint32_t i = 0; i < shard.records.size(); ++i) {
    std::size_t at = Start(hash_({shard.ids.data() + i * id_size_, id_size_}), mask);
    while (shard.slots[at] != 0) at = (at + 1) & mask;
    shard.slots[at] = i + 1;
  }
}

}  // namespace packrake
