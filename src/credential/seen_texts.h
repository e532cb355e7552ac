#ifndef PACKRAKE_CREDENTIAL_SEEN_TEXTS_H_
#define PACKRAKE_CREDENTIAL_SEEN_TEXTS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/seeded_hash.h"

namespace packrake {

/// Texts seen before and whether as likely ones, by a 62-bit hash, in 32 MiB: some three million; where a line of the
/// table is full, it forgets an older text, which is then new again. Never takes a new text for a known one, but for a
/// collision of 62 bits, which nobody can bring about. Any thread may call any member: of several that mark a text one
/// is told.
class SeenTexts {
 public:
  enum class Sight { kNew, kUnlikely, kLikely };

  std::uint64_t HashOf(std::string_view text) const { return hash_(text) | kInUse; }

  /// As what the text with `hash` was seen so far.
  Sight Look(std::uint64_t hash) const {
    for (const auto& slot : LineOf(hash)) {
      const std::uint64_t value = slot.load(std::memory_order_relaxed);
      if ((value & ~kLikely) == (hash & ~kLikely)) return (value & kLikely) != 0 ? Sight::kLikely : Sight::kUnlikely;
      if (value == 0) break;
    }
    return Sight::kNew;
  }

  /// Notes that it was seen, and whether as a likely one. Returns as what it was seen before.
  Sight Mark(std::uint64_t hash, bool likely) {
    Line& line = LineOf(hash);
    const std::uint64_t wanted = (hash & ~kLikely) | (likely ? kLikely : 0);
    for (auto& slot : line) {
      std::uint64_t value = slot.load(std::memory_order_relaxed);
      if (value == 0 && slot.compare_exchange_strong(value, wanted, std::memory_order_relaxed)) return Sight::kNew;
      if ((value & ~kLikely) != (wanted & ~kLikely)) continue;
      if (!likely) return (value & kLikely) != 0 ? Sight::kLikely : Sight::kUnlikely;
      return (slot.fetch_or(kLikely, std::memory_order_relaxed) & kLikely) != 0 ? Sight::kLikely : Sight::kUnlikely;
    }
    line[hash >> 8 & (kWays - 1)].store(wanted, std::memory_order_relaxed);
    return Sight::kNew;
  }

 private:
  static constexpr std::uint64_t kLikely = 1, kInUse = 2;
  static constexpr std::size_t kWays = 8, kLines = std::size_t{1} << 19;
  struct alignas(64) Line : std::array<std::atomic<std::uint64_t>, kWays> {};

  const Line& LineOf(std::uint64_t hash) const { return lines_[hash >> 12 & (kLines - 1)]; }
  Line& LineOf(std::uint64_t hash) { return lines_[hash >> 12 & (kLines - 1)]; }

  SeededHash hash_;
  std::vector<Line> lines_ = std::vector<Line>(kLines);
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_SEEN_TEXTS_H_
