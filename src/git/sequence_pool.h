#ifndef PACKRAKE_GIT_SEQUENCE_POOL_H_
#define PACKRAKE_GIT_SEQUENCE_POOL_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "base/seeded_hash.h"

namespace packrake {

/// Keeps sequences of words, each distinct one once: equal sequences have equal refs, so that whole directories compare
/// as one number. Words never move. `Intern` from any thread that has an arena to itself; everything else when no
/// thread interns.
class SequencePool {
 public:
  /// 0 is the empty sequence.
  using Ref = std::uint32_t;

  /// A kept sequence.
  struct View {
    std::uint32_t tag = 0;
    std::span<const std::uint32_t> words;
  };

  /// `arenas`: how many threads may intern at a time.
  explicit SequencePool(std::size_t arenas = 1);

  /// The ref of `words` under `tag` (0 to 3; equal words with different tags are different sequences). New ones are put
  /// one after another into `arena`, so that what is made together lies together. When 16 GiB are full: 0, and `full()`
  /// says so from then on.
  Ref Intern(std::uint32_t tag, std::span<const std::uint32_t> words, std::size_t arena = 0);

  View At(Ref ref) const;
  /// One word beside each sequence for passes over the pool, 0 at first. REQUIRES: ref != 0.
  std::uint32_t& note(Ref ref) { return *(WordAt(ref) + 1); }

  /// Has the processor fetch a sequence that will be read soon.
  void Prefetch(Ref ref) const { __builtin_prefetch(WordAt(ref)); }

  bool full() const { return full_; }
  /// Memory held, in bytes. Any thread, any time.
  std::size_t bytes() const { return bytes_; }
  /// Gives back what only `Intern` needs; no more interning after it.
  void Freeze();

 private:
  // A ref is a block and a word in it.
  static constexpr std::uint32_t kBlockBits = 12;
  static constexpr std::uint32_t kBlockWords = 1U << kBlockBits;
  static constexpr std::size_t kMaxBlocks = std::size_t{1} << (32 - kBlockBits);
  // Header and note stand before the words.
  static constexpr std::uint32_t kOverhead = 2;
  static constexpr std::size_t kShards = 32;

  struct Slot {
    Ref ref = 0;  ///< 0: free
    std::uint32_t hash = 0;
  };
  struct alignas(64) Shard {
    std::mutex mutex;
    std::vector<Slot> slots;
    std::size_t count = 0;
  };
  struct alignas(64) Arena {
    Ref next = 0;            ///< where the next sequence goes
    std::uint32_t left = 0;  ///< words from there to the end of the block
  };
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };

  std::uint32_t* WordAt(Ref ref) const { return blocks_[ref >> kBlockBits] + (ref & (kBlockWords - 1)); }
  /// Makes room for `words` words in a row; their place, or 0 when the pool is full.
  Ref Allocate(Arena& arena, std::size_t words);
  void Grow(Shard& shard);

  SeededHash hash_;
  std::array<Shard, kShards> shards_;
  std::vector<Arena> arenas_;
  std::mutex blocks_mutex_;
  // By number of block; a long sequence owns several in a row. Made for all blocks there can be, so that nobody reads
  // it while it moves: eight megabytes of which the system gives us the pages that we touch.
  std::unique_ptr<std::uint32_t*[], Free> blocks_;
  std::size_t block_count_ = 0;
  std::vector<std::unique_ptr<std::uint32_t[]>> owned_;
  std::atomic<std::size_t> bytes_{0};
  std::atomic<bool> full_{false};
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_SEQUENCE_POOL_H_
