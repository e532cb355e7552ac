#include "git/sequence_pool.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace packrake {
namespace {

constexpr std::size_t kFirstSlots = 64;

/// The header of a sequence: how many words, and the tag in the low two bits.
std::uint32_t Header(std::uint32_t tag, std::size_t words) { return static_cast<std::uint32_t>(words) << 2 | tag; }

}  // namespace

SequencePool::SequencePool(std::size_t arenas)
    : arenas_(arenas), blocks_(static_cast<std::uint32_t**>(std::calloc(kMaxBlocks, sizeof(std::uint32_t*)))) {
  if (blocks_ == nullptr) full_ = true;
}

SequencePool::Ref SequencePool::Intern(std::uint32_t tag, std::span<const std::uint32_t> words, std::size_t arena) {
  if (words.empty()) return 0;
  const std::uint64_t hash =
      hash_({reinterpret_cast<const char*>(words.data()), words.size_bytes()}) ^ (tag * 0x9e3779b97f4a7c15ULL);
  const auto slot_hash = static_cast<std::uint32_t>(hash >> 32);
  const std::uint32_t header = Header(tag, words.size());

  Shard& shard = shards_[hash % kShards];
  const std::lock_guard lock(shard.mutex);
  if (shard.count * 4 >= shard.slots.size() * 3) Grow(shard);
  const std::size_t mask = shard.slots.size() - 1;
  std::size_t at = slot_hash & mask;
  for (; shard.slots[at].ref != 0; at = (at + 1) & mask) {
    if (shard.slots[at].hash != slot_hash) continue;
    const std::uint32_t* kept = WordAt(shard.slots[at].ref);
    if (kept[0] == header && std::memcmp(kept + kOverhead, words.data(), words.size_bytes()) == 0) {
      return shard.slots[at].ref;
    }
  }
  const Ref ref = Allocate(arenas_[arena], words.size() + kOverhead);
  if (ref == 0) {
    full_ = true;
    return 0;
  }
  std::uint32_t* kept = WordAt(ref);
  kept[0] = header;
  kept[1] = 0;
  std::copy(words.begin(), words.end(), kept + kOverhead);
  shard.slots[at] = {ref, slot_hash};
  ++shard.count;
  return ref;
}

SequencePool::View SequencePool::At(Ref ref) const {
  if (ref == 0) return {};
  const std::uint32_t* kept = WordAt(ref);
  return {kept[0] & 3, {kept + kOverhead, kept[0] >> 2}};
}

void SequencePool::Freeze() {
  for (Shard& shard : shards_) {
    bytes_ -= shard.slots.size() * sizeof(Slot);
    std::vector<Slot>().swap(shard.slots);
  }
}

SequencePool::Ref SequencePool::Allocate(Arena& arena, std::size_t words) {
  if (words > arena.left) {
    // The rest of the last block is left: sequences are short, so little is lost.
    const std::size_t blocks = (words + kBlockWords) / kBlockWords;  // one word more: ref 0 means "none"
    const std::lock_guard lock(blocks_mutex_);
    if (full_ || block_count_ + blocks > kMaxBlocks) return 0;
    owned_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(blocks * kBlockWords));
    for (std::size_t i = 0; i < blocks; ++i) blocks_[block_count_ + i] = owned_.back().get() + i * kBlockWords;
    const std::uint32_t skipped = block_count_ == 0 ? 1 : 0;
    arena.next = static_cast<Ref>(block_count_ * kBlockWords + skipped);
    arena.left = static_cast<std::uint32_t>(blocks * kBlockWords - skipped);
    block_count_ += blocks;
    bytes_ += blocks * kBlockWords * sizeof(std::uint32_t);
  }
  const Ref ref = arena.next;
  arena.next += static_cast<std::uint32_t>(words);
  arena.left -= static_cast<std::uint32_t>(words);
  return ref;
}

void SequencePool::Grow(Shard& shard) {
  std::vector<Slot> slots(std::max(kFirstSlots, shard.slots.size() * 2));
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : shard.slots) {
    if (slot.ref == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots[at].ref != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  bytes_ += (slots.size() - shard.slots.size()) * sizeof(Slot);
  shard.slots = std::move(slots);
}

}  // namespace packrake
