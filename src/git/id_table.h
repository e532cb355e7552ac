#ifndef PACKRAKE_GIT_ID_TABLE_H_
#define PACKRAKE_GIT_ID_TABLE_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "git/seeded_hash.h"

namespace packrake {

/// Numbers the object ids that trees name, and keeps a record for each. `Update` from any thread; everything else when no
/// thread updates.
class IdTable {
 public:
  /// Dense enough to index by; the shard in the low bits.
  using Ref = std::uint32_t;

  enum Flag : std::uint8_t {
    kAccepted = 1,  ///< a tree that was looked at
    kWanted = 2,    ///< holds findings
    kGitlink = 4,   ///< named as a submodule's commit
    kPresent = 8,   ///< the store has it
    kMissing = 16,  ///< the store lacks it
    kAsked = 32,    ///< somebody is asking the store
    kInRoot = 64,   ///< for passes over the table
    kBelow = 128,   ///< likewise
  };
  struct Record {
    std::uint32_t list = 0;  ///< of a tree: its listing; of a wanted object: its set of findings
    std::uint32_t first_tree = std::numeric_limits<std::uint32_t>::max();  ///< least id prefix of a tree that names it
    std::uint8_t flags = 0;
  };

  explicit IdTable(std::size_t id_size) : id_size_(id_size) {}

  /// Calls `update(record)` under a lock on the record of `id`, made if need be. REQUIRES: id has id_size bytes.
  template <class Function>
  Ref Update(std::string_view id, Function&& update) {
    const std::uint64_t hash = hash_(id);
    const auto number = static_cast<std::uint32_t>(hash & (kShards - 1));
    Shard& shard = shards_[number];
    const std::lock_guard lock(shard.mutex);
    const std::uint32_t local = FindOrAdd(shard, id, hash);
    update(shard.records[local]);
    return local << kShardBits | number;
  }

  std::optional<Ref> Find(std::string_view id) const;
  Record& at(Ref ref) { return shards_[ref & (kShards - 1)].records[ref >> kShardBits]; }
  const Record& at(Ref ref) const { return shards_[ref & (kShards - 1)].records[ref >> kShardBits]; }
  std::string_view id(Ref ref) const {
    return {shards_[ref & (kShards - 1)].ids.data() + (ref >> kShardBits) * id_size_, id_size_};
  }
  /// One more than the greatest ref.
  std::size_t ref_limit() const;

  template <class Visit>
  void ForEach(Visit&& visit) const {
    for (std::uint32_t number = 0; number < kShards; ++number) {
      for (std::uint32_t i = 0; i < shards_[number].records.size(); ++i) visit(i << kShardBits | number);
    }
  }

  /// Memory held, in bytes, roughly. Any thread, any time.
  std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::uint32_t kShardBits = 6;
  static constexpr std::uint32_t kShards = 1U << kShardBits;

  struct alignas(64) Shard {
    std::mutex mutex;
    std::vector<std::uint32_t> slots;  ///< index of a record + 1; 0: free
    std::vector<char> ids;
    std::vector<Record> records;
  };

  std::uint32_t FindOrAdd(Shard& shard, std::string_view id, std::uint64_t hash);
  /// The slot that holds `id`, or the free one where it belongs.
  std::size_t SlotOf(const Shard& shard, std::string_view id, std::uint64_t hash) const;
  void Grow(Shard& shard);

  const std::size_t id_size_;
  SeededHash hash_;
  std::array<Shard, kShards> shards_;
  std::atomic<std::size_t> bytes_{0};
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_ID_TABLE_H_
