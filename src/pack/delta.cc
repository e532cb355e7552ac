#include "pack/delta.h"

#include <array>
#include <bit>
#include <cstring>

namespace packrake {
namespace {

static_assert(std::endian::native == std::endian::little, "operands of copies are loaded as little-endian words");

constexpr std::uint64_t kImplicitCopySize = 0x10000;

/// How the operands of a copy instruction lie, by its low seven bits. Bits 0 to 3 say which bytes of the offset follow,
/// bits 4 to 6 which bytes of the size. `plain`: the bytes that follow are the lowest ones, so that a word loaded and
/// masked is the number, without a branch for each bit.
struct CopyLayout {
  std::uint32_t offset_mask = 0;
  std::uint32_t size_mask = 0;
  std::uint8_t offset_length = 0;
  std::uint8_t length = 0;
  bool plain = false;
};

constexpr std::array<CopyLayout, 128> kCopyLayouts = [] {
  std::array<CopyLayout, 128> layouts{};
  for (unsigned bits = 0; bits < 128; ++bits) {
    const unsigned offset_bits = bits & 15, size_bits = bits >> 4;
    const int offset_length = std::popcount(offset_bits), size_length = std::popcount(size_bits);
    layouts[bits] = {static_cast<std::uint32_t>((std::uint64_t{1} << (8 * offset_length)) - 1),
                     static_cast<std::uint32_t>((std::uint64_t{1} << (8 * size_length)) - 1),
                     static_cast<std::uint8_t>(offset_length), static_cast<std::uint8_t>(offset_length + size_length),
                     (offset_bits & (offset_bits + 1)) == 0 && (size_bits & (size_bits + 1)) == 0};
  }
  return layouts;
}();

std::uint32_t LoadWord(const char* at) {
  std::uint32_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Copies `size` bytes and up to 63 more, which the slack allows for; short ranges, the most of them, with no branch.
inline void CopyWithSlack(char* to, const char* from, std::uint64_t size) {
  if (size > 256) {
    std::memcpy(to, from, size);
    return;
  }
  std::memcpy(to, from, 64);
  for (std::uint64_t done = 64; done < size; done += 64) std::memcpy(to + done, from + done, 64);
}

/// Gathers copied ranges, joining those that continue one another in base and result.
class Tracer {
 public:
  explicit Tracer(DeltaTrace& trace) : trace_(trace) {
    trace_.copies.clear();
    trace_.inserted_bytes = 0;
    trace_.complete = true;
  }

  void Copied(std::uint64_t base_begin, std::uint64_t begin, std::uint64_t size) {
    if (begin == open_.begin + open_.size && base_begin == open_.base_begin + open_.size) {
      open_.size += size;
      return;
    }
    Close();
    open_ = {base_begin, begin, size};
  }
  void Close() {
    if (open_.size == 0) return;
    if (trace_.copies.size() < DeltaTrace::kMaxCopies) {
      trace_.copies.push_back(open_);
    } else {
      trace_.complete = false;
    }
  }
  void Inserted(std::uint64_t size) { trace_.inserted_bytes += size; }

 private:
  DeltaTrace& trace_;
  CopiedRange open_;
};

/// Traces nothing.
struct NoTracer {
  void Copied(std::uint64_t, std::uint64_t, std::uint64_t) {}
  void Close() {}
  void Inserted(std::uint64_t) {}
};

template <class T>
Fault Apply(std::string_view instructions, std::string_view base, char* const result, std::uint64_t result_size,
            T& tracer) {
  const char* at = instructions.data();
  const char* const end = at + instructions.size();
  std::uint64_t done = 0;
  while (at < end) {
    const auto instruction = static_cast<std::uint8_t>(*at++);
    if ((instruction & 0x80) != 0) {
      const CopyLayout& layout = kCopyLayouts[instruction & 0x7F];
      if (end - at < layout.length) return "its delta ends within an instruction";
      std::uint64_t offset = 0, size = 0;
      if (layout.plain) [[likely]] {
        offset = LoadWord(at) & layout.offset_mask;
        size = LoadWord(at + layout.offset_length) & layout.size_mask;
        at += layout.length;
      } else {
        for (int i = 0; i < 4; ++i) {
          if ((instruction >> i & 1) != 0) offset |= std::uint64_t{static_cast<std::uint8_t>(*at++)} << (8 * i);
        }
        for (int i = 0; i < 3; ++i) {
          if ((instruction >> (4 + i) & 1) != 0) size |= std::uint64_t{static_cast<std::uint8_t>(*at++)} << (8 * i);
        }
      }
      if (size == 0) size = kImplicitCopySize;
      if (offset > base.size() || size > base.size() - offset) return "its delta copies from beyond its base";
      if (size > result_size - done) return "its delta yields more than it promised";
      CopyWithSlack(result + done, base.data() + offset, size);
      tracer.Copied(offset, done, size);
      done += size;
    } else if (instruction != 0) {
      const std::uint64_t size = instruction;
      if (static_cast<std::uint64_t>(end - at) < size) return "its delta ends within an instruction";
      if (size > result_size - done) return "its delta yields more than it promised";
      CopyWithSlack(result + done, at, size);
      tracer.Inserted(size);
      at += size;
      done += size;
    } else {
      return "its delta has an unknown instruction";
    }
  }
  if (done != result_size) return "its delta yields less than it promised";
  tracer.Close();
  return nullptr;
}

}  // namespace

std::optional<DeltaHeader> ParseDeltaHeader(std::string_view delta) {
  DeltaHeader header;
  for (std::uint64_t* const size : {&header.base_size, &header.result_size}) {
    for (int shift = 0;; shift += 7) {
      if (header.length == delta.size() || shift > 63) return std::nullopt;
      const auto byte = static_cast<std::uint8_t>(delta[header.length++]);
      const std::uint64_t digits = byte & 0x7FU;
      if (shift == 63 && digits > 1) return std::nullopt;
      *size |= digits << shift;
      if ((byte & 0x80) == 0) break;
    }
  }
  return header;
}

Fault ApplyDelta(std::string_view instructions, std::string_view base, char* result, std::uint64_t result_size,
                 DeltaTrace* trace) {
  if (trace == nullptr) {
    NoTracer tracer;
    return Apply(instructions, base, result, result_size, tracer);
  }
  Tracer tracer(*trace);
  return Apply(instructions, base, result, result_size, tracer);
}

}  // namespace packrake
