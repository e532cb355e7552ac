#include "git/id_table.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "base/step_together.h"

namespace packrake {
namespace {

constexpr std::size_t kFirstSlots = 16;

bool SameId(const char* a, const char* b, std::size_t size) {
  return size == 20 ? std::memcmp(a, b, 20) == 0 : std::memcmp(a, b, 32) == 0;  // sizes that compile to a few loads
}

}  // namespace

std::optional<IdTable::Ref> IdTable::Find(std::string_view id) const {
  if (id.size() != id_size_) return std::nullopt;
  return Find(id, hash_(id));
}

std::optional<IdTable::Ref> IdTable::Find(std::string_view id, std::uint64_t hash) const {
  const auto number = static_cast<std::uint32_t>(hash & (kShards - 1));
  const Shard& shard = shards_[number];
  if (shard.slots.empty()) return std::nullopt;
  const std::uint32_t slot = shard.slots[SlotOf(shard, id, hash)];
  if (slot == 0) return std::nullopt;
  return ((slot & kIndexMask) - 1) << kShardBits | number;
}

void IdTable::FindAll(std::span<const std::string_view> ids, std::span<Ref> refs) const {
  std::array<std::uint64_t, kStepTogether> hashes{};
  const auto hash_of = [&hashes](std::size_t i) -> std::uint64_t& { return hashes[i % kStepTogether]; };
  const auto fetch_slot = [&](std::size_t i) {
    hash_of(i) = hash_(ids[i]);
    const Shard& shard = shards_[hash_of(i) & (kShards - 1)];
    if (!shard.slots.empty()) __builtin_prefetch(&shard.slots[Start(hash_of(i), shard.slots.size() - 1)]);
  };
  const auto fetch_cell = [&](std::size_t i) {  // the one that the first slot leads to is mostly the one
    const Shard& shard = shards_[hash_of(i) & (kShards - 1)];
    if (shard.slots.empty()) return;
    const std::uint32_t slot = shard.slots[Start(hash_of(i), shard.slots.size() - 1)];
    if (slot != 0) __builtin_prefetch(CellOf(shard, (slot & kIndexMask) - 1));
  };
  StepTogether(ids.size(), fetch_slot, fetch_cell, [&](std::size_t i) {
    refs[i] = ids[i].size() == id_size_ ? Find(ids[i], hash_of(i)).value_or(kNone) : kNone;
  });
}

std::size_t IdTable::ref_limit() const {
  std::size_t most = 0;
  for (const Shard& shard : shards_) most = std::max<std::size_t>(most, shard.count);
  return most << kShardBits;
}

std::uint32_t IdTable::FindOrAdd(Shard& shard, std::string_view id, std::uint64_t hash) {
  if (shard.count * 4ULL >= shard.slots.size() * 3ULL) Grow(shard);
  std::uint32_t& slot = shard.slots[SlotOf(shard, id, hash)];
  if (slot != 0) return (slot & kIndexMask) - 1;
  const std::uint32_t index = shard.count++;
  const std::size_t lines = (shard.count * cell_size_ + sizeof(Line) - 1) / sizeof(Line);
  if (lines > shard.lines.size()) {
    shard.lines.emplace_back();
    bytes_ += sizeof(Line);
  }
  new (CellOf(shard, index)) Record();
  std::memcpy(CellOf(shard, index) + sizeof(Record), id.data(), id_size_);
  slot = static_cast<std::uint32_t>(hash >> 56) << kIndexBits | (index + 1);
  return index;
}

std::size_t IdTable::SlotOf(const Shard& shard, std::string_view id, std::uint64_t hash) const {
  const std::size_t mask = shard.slots.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 56);
  std::size_t at = Start(hash, mask);
  for (; shard.slots[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t slot = shard.slots[at];
    if (slot >> kIndexBits == tag && SameId(IdOf(shard, (slot & kIndexMask) - 1).data(), id.data(), id_size_)) break;
  }
  return at;
}

void IdTable::Grow(Shard& shard) {
  bytes_ += std::max(kFirstSlots, shard.slots.size()) * sizeof(std::uint32_t);
  std::vector<std::uint32_t> slots(std::max(kFirstSlots, shard.slots.size() * 2));
  const std::size_t mask = slots.size() - 1;
  for (const std::uint32_t slot : shard.slots) {
    if (slot == 0) continue;
    std::size_t at = Start(hash_(IdOf(shard, (slot & kIndexMask) - 1)), mask);
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  shard.slots = std::move(slots);
  shard.first_slot.store(shard.slots.data(), std::memory_order_relaxed);
  shard.slot_mask.store(mask, std::memory_order_relaxed);
}

}  // namespace packrake
