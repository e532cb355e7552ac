#include "pack/index.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>

#include "base/parallel.h"
#include "base/step_together.h"
#include "pack/big_endian.h"

namespace packrake {
namespace {

constexpr std::string_view kMagic = "\377tOc";
constexpr std::size_t kHeaderSize = 8;
constexpr std::size_t kFanOutSize = 256 * 4;
constexpr std::uint32_t kIsLong = 0x80000000U;  // of a 32-bit offset: the rest is a place in the 64-bit table

constexpr std::uint32_t kFewIds = 20'000;  // one thread is through with them before others have begun

/// Bits of an id that choose its slot in the finer table: some sixteen ids share one.
int SlotBits(std::uint32_t count) { return std::clamp(static_cast<int>(std::bit_width(count)) - 4, 8, 20); }

bool Precedes(const char* a, const char* b, std::size_t size) {
  const std::uint64_t head_a = ReadBigEndian64(a);
  const std::uint64_t head_b = ReadBigEndian64(b);
  return head_a != head_b ? head_a < head_b : std::memcmp(a, b, size) < 0;
}

}  // namespace

Result<PackIndex> PackIndex::Parse(std::string_view bytes, std::string_view name, std::size_t id_size) {
  const auto corrupt = [name](std::string_view reason) {
    return Error{ErrorCode::kCorrupt, fmt::format("{}: {}", name, reason)};
  };
  if (bytes.size() < kHeaderSize + kFanOutSize + 2 * id_size) return corrupt("too short for a pack index");
  if (!bytes.starts_with(kMagic)) return Error{ErrorCode::kUnsupported, fmt::format("{}: index version 1", name)};
  if (const std::uint32_t version = ReadBigEndian32(bytes.data() + 4); version != 2) {
    return Error{ErrorCode::kUnsupported, fmt::format("{}: index version {}", name, version)};
  }

  PackIndex index;
  index.id_size_ = id_size;
  const char* const fan_out = bytes.data() + kHeaderSize;
  std::uint32_t count = 0;
  for (int i = 0; i < 256; ++i) {
    const std::uint32_t next = ReadBigEndian32(fan_out + 4 * i);
    if (next < count) return corrupt("its fan-out table descends");
    count = next;
  }
  index.object_count_ = count;

  const std::uint64_t fixed = kHeaderSize + kFanOutSize + count * (std::uint64_t{id_size} + 8) + 2 * id_size;
  if (bytes.size() < fixed || (bytes.size() - fixed) % 8 != 0 || (bytes.size() - fixed) / 8 > count) {
    return corrupt(fmt::format("its size does not fit {} objects", count));
  }
  const std::uint64_t long_count = (bytes.size() - fixed) / 8;
  index.ids_ = fan_out + kFanOutSize;
  const char* checksums = index.ids_ + count * id_size;  // CRC-32 of entries; zlib's own check sum is enough for us
  index.offsets_ = checksums + std::uint64_t{count} * 4;
  index.long_offsets_ = index.offsets_ + std::uint64_t{count} * 4;

  const int slot_bits = SlotBits(count);
  const std::size_t slots = std::size_t{1} << slot_bits;
  index.slot_shift_ = 32 - slot_bits;
  index.first_in_slot_.resize(slots + 1, count);
  // The ids of one first byte have slots of their own.
  std::atomic<bool> misplaced = false, unsorted = false;
  ParallelFor(count < kFewIds ? 1 : AvailableProcessors(), 256, [&](int, std::size_t first) {
    std::uint32_t position = first == 0 ? 0 : ReadBigEndian32(fan_out + 4 * (first - 1));
    const std::uint32_t end = ReadBigEndian32(fan_out + 4 * first);
    std::size_t slot = first << (slot_bits - 8);
    const char* id = index.ids_ + position * id_size;
    for (; position < end; ++position, id += id_size) {
      if (static_cast<std::uint8_t>(*id) != first) return void(misplaced = true);
      if (position > 0 && !Precedes(id - id_size, id, id_size)) return void(unsorted = true);
      const std::size_t own = ReadBigEndian32(id) >> index.slot_shift_;
      while (slot <= own) index.first_in_slot_[slot++] = position;
    }
    while (slot < (first + 1) << (slot_bits - 8)) index.first_in_slot_[slot++] = end;
  });
  if (misplaced) return corrupt("its ids do not fit its fan-out table");
  if (unsorted) return corrupt("its ids do not ascend");
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t offset = ReadBigEndian32(index.offsets_ + std::size_t{i} * 4);
    if ((offset & kIsLong) != 0 && (offset & ~kIsLong) >= long_count) return corrupt("an offset is outside its table");
  }
  return index;
}

std::uint64_t PackIndex::offset(std::uint32_t position) const {
  const std::uint32_t offset = ReadBigEndian32(offsets_ + std::size_t{position} * 4);
  if ((offset & kIsLong) == 0) return offset;
  return ReadBigEndian64(long_offsets_ + std::size_t{offset & ~kIsLong} * 8);
}

// The slots lie close together, and an id's own place is one or two cache lines further, where plain bisection of a
// large index has a dozen. Ids made up to share a slot cost a bisection.
std::optional<std::uint32_t> PackIndex::Find(std::string_view wanted) const {
  if (wanted.size() != id_size_) return std::nullopt;
  const std::uint32_t slot = ReadBigEndian32(wanted.data()) >> slot_shift_;
  std::uint32_t low = first_in_slot_[slot], high = first_in_slot_[slot + 1];
  const std::uint64_t head = ReadBigEndian64(wanted.data());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const char* const id = ids_ + middle * id_size_;
    const std::uint64_t other = ReadBigEndian64(id);
    const int side = other != head ? (other < head ? -1 : 1) : std::memcmp(id, wanted.data(), id_size_);
    if (side == 0) return middle;
    if (side < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

void PackIndex::Expect(std::span<const ObjectId> ids) const {
  const auto slot_of = [this](const ObjectId& id) {
    return id.size() == id_size_ ? ReadBigEndian32(id.raw().data()) >> slot_shift_ : 0;
  };
  const auto fetch_slot = [&](std::size_t i) { __builtin_prefetch(&first_in_slot_[slot_of(ids[i])]); };
  StepTogether(ids.size(), fetch_slot, [&](std::size_t i) {
    const std::uint32_t slot = slot_of(ids[i]);
    const std::uint32_t low = first_in_slot_[slot], high = first_in_slot_[slot + 1];
    __builtin_prefetch(ids_ + (low + (high - low) / 2) * id_size_);
  });
}

}  // namespace packrake
