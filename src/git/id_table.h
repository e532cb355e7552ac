#ifndef PACKRAKE_GIT_ID_TABLE_H_
#define PACKRAKE_GIT_ID_TABLE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/seeded_hash.h"

namespace packrake {

/// Numbers the object ids that trees name, and keeps a record for each. `Update` from any thread; everything else when
/// no thread updates.
class IdTable {
 public:
  /// Dense enough to index by; the shard in the low bits.
  using Ref = std::uint32_t;
  static constexpr Ref kNone = ~Ref{0};

  enum Flag : std::uint8_t {
    kAccepted = 1,  ///< a tree that was looked at
    kWanted = 2,    ///< holds findings
    kGitlink = 4,   ///< named as a submodule's commit
    kPresent = 8,   ///< the store has it
    kMissing = 16,  ///< the store lacks it
    kAsked = 32,    ///< somebody is asking the store
    kSubtree = 64,  ///< named as a tree
  };
  struct Record {
    std::uint32_t list = 0;  ///< of a tree: its listing; of a wanted object: its set of findings
    std::uint32_t first_tree = std::numeric_limits<std::uint32_t>::max();  ///< least id prefix of a tree that names it
    std::uint8_t flags = 0;
  };

  /// REQUIRES: id_size is 20 or 32.
  explicit IdTable(std::size_t id_size) : id_size_(id_size), cell_size_(id_size == 20 ? 32 : 64) {}

  /// Calls `update(record)` under a lock on the record of `id`, made if need be. REQUIRES: id has id_size bytes.
  template <class Function>
  Ref Update(std::string_view id, Function&& update) {
    const std::uint64_t hash = hash_(id);
    const auto number = static_cast<std::uint32_t>(hash & (kShards - 1));
    Shard& shard = shards_[number];
    const std::lock_guard lock(shard.mutex);
    const std::uint32_t local = FindOrAdd(shard, id, hash);
    update(*reinterpret_cast<Record*>(CellOf(shard, local)));
    return local << kShardBits | number;
  }
  /// Has the processor fetch what an Update of `id` will read first. Any thread, any time.
  void Prefetch(std::string_view id) const {
    const std::uint64_t hash = hash_(id);
    const Shard& shard = shards_[hash & (kShards - 1)];
    // Slots may be moving just now: then this is an address that nobody reads, of no array, so it is made as a number.
    const auto slots = reinterpret_cast<std::uintptr_t>(shard.first_slot.load(std::memory_order_relaxed));
    const std::size_t start = Start(hash, shard.slot_mask.load(std::memory_order_relaxed));
    const std::uintptr_t address = slots + start * sizeof(std::uint32_t);
    __builtin_prefetch(reinterpret_cast<const void*>(address));  // NOLINT(performance-no-int-to-ptr)
  }
  /// Update for a ref that it gave before, without looking for it.
  template <class Function>
  void UpdateAt(Ref ref, Function&& update) {
    Shard& shard = shards_[ref & (kShards - 1)];
    const std::lock_guard lock(shard.mutex);
    update(at(ref));
  }

  std::optional<Ref> Find(std::string_view id) const;
  /// Find for many: refs[i] is that of ids[i], or kNone. Several times as fast, as it waits for memory once for all.
  /// REQUIRES: as many refs as ids.
  void FindAll(std::span<const std::string_view> ids, std::span<Ref> refs) const;
  Record& at(Ref ref) { return *reinterpret_cast<Record*>(CellOf(shards_[ref & (kShards - 1)], ref >> kShardBits)); }
  const Record& at(Ref ref) const {
    return *reinterpret_cast<const Record*>(CellOf(shards_[ref & (kShards - 1)], ref >> kShardBits));
  }
  std::string_view id(Ref ref) const { return IdOf(shards_[ref & (kShards - 1)], ref >> kShardBits); }
  /// One more than the greatest ref.
  std::size_t ref_limit() const;

  template <class Visit>
  void ForEach(Visit&& visit) const {
    for (std::uint32_t number = 0; number < kShards; ++number) {
      for (std::uint32_t i = 0; i < shards_[number].count; ++i) visit(i << kShardBits | number);
    }
  }

  /// Memory held, in bytes, roughly. Any thread, any time.
  std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::uint32_t kShardBits = 6;
  static constexpr std::uint32_t kShards = 1U << kShardBits;

  // A record and its id fill half a cache line (a whole one when ids have 32 bytes): an id that is met again, mostly
  // after millions of others, costs one miss for its slot and one for its cell.
  struct alignas(64) Line {
    std::array<std::byte, 64> bytes;
  };
  struct alignas(64) Shard {
    std::mutex mutex;
    /// Index of a cell + 1 in the low bits, eight bits of the hash in the high ones; 0: free.
    std::vector<std::uint32_t> slots;
    std::vector<Line> lines;
    std::uint32_t count = 0;
    // Of `slots`, for who looks without the lock.
    std::atomic<const std::uint32_t*> first_slot{nullptr};
    std::atomic<std::size_t> slot_mask{0};
  };
  static constexpr std::uint32_t kIndexBits = 24;
  static constexpr std::uint32_t kIndexMask = (1U << kIndexBits) - 1;

  std::byte* CellOf(Shard& shard, std::uint32_t index) {
    return reinterpret_cast<std::byte*>(shard.lines.data()) + index * cell_size_;
  }
  const std::byte* CellOf(const Shard& shard, std::uint32_t index) const {
    return reinterpret_cast<const std::byte*>(shard.lines.data()) + index * cell_size_;
  }
  std::string_view IdOf(const Shard& shard, std::uint32_t index) const {
    return {reinterpret_cast<const char*>(CellOf(shard, index) + sizeof(Record)), id_size_};
  }
  /// Where the search for an id begins. The low bits of its hash chose the shard, the high ones make the tag.
  static std::size_t Start(std::uint64_t hash, std::size_t mask) { return static_cast<std::size_t>(hash >> 8) & mask; }
  std::uint32_t FindOrAdd(Shard& shard, std::string_view id, std::uint64_t hash);
  std::optional<Ref> Find(std::string_view id, std::uint64_t hash) const;
  /// The slot that holds `id`, or the free one where it belongs.
  std::size_t SlotOf(const Shard& shard, std::string_view id, std::uint64_t hash) const;
  void Grow(Shard& shard);

  const std::size_t id_size_;
  const std::size_t cell_size_;
  SeededHash hash_;
  std::array<Shard, kShards> shards_;
  std::atomic<std::size_t> bytes_{0};
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_ID_TABLE_H_
