#include "git/sequence_pool.h"

#include <algorithm>
#include <cstring>

namespace packrake {
namespace {

constexpr std::size_t kFirstSlots = 64;

/// The header of a sequence: how many words, and the tag in the low two bits.
std::uint32_t Header(std::uint32_t tag, std::size_t words) { return static_cast<std::uint32_t>(words) << 2 | tag; }

}  // namespace

SequencePool::Ref SequencePool::Intern(std::uint32_t tag, std::span<const std::uint32_t> words) {
  if (words.empty()) return 0;
  const std::uint64_t hash =
      hash_({reinterpret_cast<const char*>(words.data()), words.size_bytes()}) ^ (tag * 0x9e3779b97f4a7c15ULL);
  const auto shard_number = static_cast<std::uint32_t>(hash & (kShards - 1));
  const auto tagged_hash = static_cast<std::uint32_t>(hash >> 32);
  const std::uint32_t header = Header(tag, words.size());

  Shard& shard = shards_[shard_number];
  const std::lock_guard lock(shard.mutex);
  if (shard.count * 4 >= shard.slots.size() * 3) Grow(shard);
  const std::size_t mask = shard.slots.size() - 1;
  std::size_t at = tagged_hash & mask;
  for (; shard.slots[at].place != 0; at = (at + 1) & mask) {
    if (shard.slots[at].hash != tagged_hash) continue;
    const std::uint32_t* kept = WordAt(shard, shard.slots[at].place);
    if (kept[0] == header && std::memcmp(kept + kOverhead, words.data(), words.size_bytes()) == 0) {
      return shard.slots[at].place << kShardBits | shard_number;
    }
  }
  const std::uint32_t place = Allocate(shard, words.size() + kOverhead);
  if (place == 0) {
    full_ = true;
    return 0;
  }
  std::uint32_t* kept = WordAt(shard, place);
  kept[0] = header;
  kept[1] = 0;
  std::copy(words.begin(), words.end(), kept + kOverhead);
  shard.slots[at] = {place, tagged_hash};
  ++shard.count;
  return place << kShardBits | shard_number;
}

SequencePool::View SequencePool::At(Ref ref) const {
  if (ref == 0) return {};
  const std::uint32_t* kept = WordAt(ref);
  return {kept[0] & 3, {kept + kOverhead, kept[0] >> 2}};
}

std::size_t SequencePool::ref_limit() const {
  std::size_t most = 0;
  for (const Shard& shard : shards_) most = std::max<std::size_t>(most, shard.next);
  return most << kShardBits;
}

void SequencePool::Freeze() {
  for (Shard& shard : shards_) {
    bytes_ -= shard.slots.size() * sizeof(Slot);
    std::vector<Slot>().swap(shard.slots);
  }
}

std::uint32_t SequencePool::Allocate(Shard& shard, std::size_t words) {
  const std::uint32_t in_block = shard.next & (kBlockWords - 1);
  const bool fits = shard.next >> kBlockBits < shard.blocks.size() && in_block + words <= kBlockWords;
  if (!fits) {
    // The rest of the last block is left: sequences are short, so little is lost.
    const std::size_t first = shard.blocks.size();
    const std::size_t blocks = (words + kBlockWords) / kBlockWords;  // one word more, for place 0, which means "none"
    if ((first + blocks) * kBlockWords >= kPlaceLimit) return 0;
    shard.owned.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(blocks * kBlockWords));
    for (std::size_t i = 0; i < blocks; ++i) shard.blocks.push_back(shard.owned.back().get() + i * kBlockWords);
    bytes_ += blocks * kBlockWords * sizeof(std::uint32_t);
    shard.next = static_cast<std::uint32_t>(first * kBlockWords + (first == 0 ? 1 : 0));
  }
  const std::uint32_t place = shard.next;
  shard.next += static_cast<std::uint32_t>(words);
  return place;
}

void SequencePool::Grow(Shard& shard) {
  std::vector<Slot> slots(std::max(kFirstSlots, shard.slots.size() * 2));
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : shard.slots) {
    if (slot.place == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots[at].place != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  bytes_ += (slots.size() - shard.slots.size()) * sizeof(Slot);
  shard.slots = std::move(slots);
}

}  // namespace packrake
