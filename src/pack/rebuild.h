#ifndef PACKRAKE_PACK_REBUILD_H_
#define PACKRAKE_PACK_REBUILD_H_

#include <cstdint>
#include <string_view>

#include "pack/buffer_pool.h"
#include "pack/delta.h"
#include "pack/fault.h"
#include "pack/inflate.h"
#include "pack/pack_file.h"

namespace packrake {

/// Bytes in a buffer that has kSlack more behind them.
struct Rebuilt {
  Buffer buffer;
  std::uint64_t size = 0;

  std::string_view bytes() const { return {buffer.data(), size}; }
};

/// What rebuilding has cost so far, in bytes and, from a sample, in seconds.
struct RebuildCost {
  std::uint64_t inflated_bytes = 0;
  std::uint64_t rebuilt_bytes = 0;
  double inflate_seconds = 0;
  double apply_seconds = 0;
};

/// Rebuilds the objects of packs, one entry at a time. One per thread.
class Rebuilder {
 public:
  /// Objects of more than `max_object_size` bytes are a fault.
  Rebuilder(BufferBudget& budget, std::uint64_t max_object_size);

  /// Inflates an entry that is stored whole. REQUIRES: the entry has no fault, here and below.
  Fault Whole(const PackFile& pack, std::uint32_t rank, Rebuilt& object);
  /// Whether the first `probe` bytes of an entry that is stored whole hold a NUL, found without inflating much more.
  /// False also when that cannot be told so: then Whole tells. Nothing vouches for the rest of the entry.
  bool HasEarlyNul(const PackFile& pack, std::uint32_t rank, std::uint64_t probe);
  /// Inflates a delta and applies it to the bytes of its base. `trace` as ApplyDelta.
  Fault Derived(const PackFile& pack, std::uint32_t rank, const Rebuilt& base, Rebuilt& object, DeltaTrace* trace);

  /// Rebuilds any entry, from the root of its delta chain on. The entry may have a fault, and that is then the answer.
  Fault Chain(const PackFile& pack, std::uint32_t rank, Rebuilt& object);

  /// Gives the buffer back to be used again.
  void Recycle(Rebuilt object) { pool_.Put(std::move(object.buffer)); }
  const RebuildCost& cost() const { return cost_; }

 private:
  Fault InflateEntry(const PackFile& pack, std::uint32_t rank, bool bounded, Rebuilt& out);

  Inflater inflater_;
  BufferPool pool_;
  std::uint64_t max_object_size_;
  RebuildCost cost_;
  std::uint32_t calls_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_PACK_REBUILD_H_
