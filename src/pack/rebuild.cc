#include "pack/rebuild.h"

#include <cstring>
#include <utility>
#include <vector>

#include "base/sampled_timer.h"

namespace packrake {

Rebuilder::Rebuilder(BufferBudget& budget, std::uint64_t max_object_size)
    : pool_(budget), max_object_size_(max_object_size) {}

Fault Rebuilder::InflateEntry(const PackFile& pack, std::uint32_t rank, bool bounded, Rebuilt& out) {
  const auto header = pack.header(rank);
  if (!header) return "its header is damaged";
  if (bounded && header->size > max_object_size_) return kTooLarge;
  const std::uint64_t stream_size = pack.stream_size(rank, *header);
  if (!Inflater::Plausible(stream_size, header->size)) return "it promises more bytes than its entry can hold";
  out.buffer = pool_.Get(header->size);
  out.size = header->size;
  if (out.buffer.data() == nullptr) return kNoMemory;
  const SampledTimer timer(cost_.inflate_seconds, SampledTimer::WeightOf(++calls_, header->size));
  cost_.inflated_bytes += header->size;
  return inflater_.Inflate(pack.from_stream(rank, *header), stream_size, out.buffer.data(), out.size);
}

Fault Rebuilder::Whole(const PackFile& pack, std::uint32_t rank, Rebuilt& object) {
  const Fault fault = InflateEntry(pack, rank, true, object);
  if (fault == nullptr) cost_.rebuilt_bytes += object.size;
  return fault;
}

bool Rebuilder::HasEarlyNul(const PackFile& pack, std::uint32_t rank, std::uint64_t probe) {
  const auto header = pack.header(rank);
  if (!header || header->size <= probe || header->size > max_object_size_) return false;
  Buffer buffer = pool_.Get(probe);
  if (buffer.data() == nullptr) return false;
  // Filled with anything but NUL: a NUL that is there afterwards was inflated.
  std::memset(buffer.data(), 0xFF, probe);
  const Fault fault = inflater_.InflatePrefix(pack.from_stream(rank, *header), buffer.data(), probe);
  const bool found = fault == nullptr && std::memchr(buffer.data(), 0, probe) != nullptr;
  if (found) cost_.inflated_bytes += probe;
  pool_.Put(std::move(buffer));
  return found;
}

Fault Rebuilder::Derived(const PackFile& pack, std::uint32_t rank, const Rebuilt& base, Rebuilt& object,
                         DeltaTrace* trace) {
  Rebuilt delta;
  Fault fault = InflateEntry(pack, rank, false, delta);
  if (fault == nullptr) {
    const auto header = ParseDeltaHeader(delta.bytes());
    if (!header) {
      fault = "its delta has no header";
    } else if (header->base_size != base.size) {
      fault = "its delta was made for a base of another size";
    } else if (header->result_size > max_object_size_) {
      fault = kTooLarge;
    } else {
      object.buffer = pool_.Get(header->result_size);
      object.size = header->result_size;
      const SampledTimer timer(cost_.apply_seconds, SampledTimer::WeightOf(calls_, object.size));
      fault = object.buffer.data() == nullptr ? kNoMemory
                                              : ApplyDelta(delta.bytes().substr(header->length), base.bytes(),
                                                           object.buffer.data(), object.size, trace);
      cost_.rebuilt_bytes += fault == nullptr ? object.size : 0;
    }
  }
  Recycle(std::move(delta));
  return fault;
}

Fault Rebuilder::Chain(const PackFile& pack, std::uint32_t rank, Rebuilt& object) {
  const DeltaForest& forest = pack.forest();
  if (const Fault fault = forest.fault(rank)) return fault;
  std::vector<std::uint32_t> chain{rank};
  while (forest.base(chain.back()) != DeltaForest::kNone) chain.push_back(forest.base(chain.back()));
  Fault fault = Whole(pack, chain.back(), object);
  for (chain.pop_back(); fault == nullptr && !chain.empty(); chain.pop_back()) {
    Rebuilt base = std::exchange(object, {});
    fault = Derived(pack, chain.back(), base, object, nullptr);
    Recycle(std::move(base));
  }
  return fault;
}

}  // namespace packrake
