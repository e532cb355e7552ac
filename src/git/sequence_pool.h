#ifndef PACKRAKE_GIT_SEQUENCE_POOL_H_
#define PACKRAKE_GIT_SEQUENCE_POOL_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "git/seeded_hash.h"

namespace packrake {

/// Keeps sequences of words, each distinct one once: equal sequences have equal refs, so that whole directories compare
/// as one number. Words never move. `Intern` from any thread; everything else when no thread interns.
class SequencePool {
 public:
  /// 0 is the empty sequence.
  using Ref = std::uint32_t;

  /// A kept sequence.
  struct View {
    std::uint32_t tag = 0;
    std::span<const std::uint32_t> words;
  };

  /// The ref of `words` under `tag` (0 to 3; equal words with different tags are different sequences). When 16 GiB are
  /// full: 0, and `full()` says so from then on.
  Ref Intern(std::uint32_t tag, std::span<const std::uint32_t> words);

  View At(Ref ref) const;
  /// Has the processor fetch a sequence that will be read soon.
  void Prefetch(Ref ref) const {
    if (ref != 0) __builtin_prefetch(WordAt(ref));
  }

  /// One word beside each sequence for passes over the pool, 0 at first. REQUIRES: ref != 0.
  std::uint32_t& note(Ref ref) { return *(WordAt(ref) + 1); }

  /// One more than the greatest ref.
  std::size_t ref_limit() const;

  bool full() const { return full_; }
  /// Memory held, in bytes. Any thread, any time.
  std::size_t bytes() const { return bytes_; }
  /// Gives back what only `Intern` needs; no more interning after it.
  void Freeze();

 private:
  // A ref is a word's place in its shard, and the shard in the low bits.
  static constexpr std::uint32_t kShardBits = 4;
  static constexpr std::uint32_t kShards = 1U << kShardBits;
  static constexpr std::uint32_t kPlaceLimit = 1U << (32 - kShardBits);
  static constexpr std::uint32_t kBlockBits = 12;
  static constexpr std::uint32_t kBlockWords = 1U << kBlockBits;
  // Header and note stand before the words.
  static constexpr std::uint32_t kOverhead = 2;

  struct Slot {
    std::uint32_t place = 0;  ///< 0: free
    std::uint32_t hash = 0;
  };
  struct alignas(64) Shard {
    std::mutex mutex;
    std::vector<Slot> slots;
    std::size_t count = 0;
    std::vector<std::unique_ptr<std::uint32_t[]>> owned;
    std::vector<std::uint32_t*> blocks;  ///< by place >> kBlockBits; a long sequence owns several in a row
    std::uint32_t next = 1;              ///< place of the next sequence
  };

  std::uint32_t* WordAt(Ref ref) const {
    const std::uint32_t place = ref >> kShardBits;
    return shards_[ref & (kShards - 1)].blocks[place >> kBlockBits] + (place & (kBlockWords - 1));
  }
  static std::uint32_t* WordAt(const Shard& shard, std::uint32_t place) {
    return shard.blocks[place >> kBlockBits] + (place & (kBlockWords - 1));
  }
  /// Makes room for `words` words in a row; their place, or 0 when the shard is full.
  std::uint32_t Allocate(Shard& shard, std::size_t words);
  void Grow(Shard& shard);

  SeededHash hash_;
  std::array<Shard, kShards> shards_;
  std::atomic<std::size_t> bytes_{0};
  std::atomic<bool> full_{false};
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_SEQUENCE_POOL_H_
