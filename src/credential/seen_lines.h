#ifndef PACKRAKE_CREDENTIAL_SEEN_LINES_H_
#define PACKRAKE_CREDENTIAL_SEEN_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/seeded_hash.h"

namespace packrake {

/// Lines seen before, by a 64-bit hash that nobody can make collide, in 4 MiB: of two that share a slot the newer is
/// kept and the older is new again. The versions of a file repeat most of its lines, near each other. One per thread.
class SeenLines {
 public:
  /// Whether `line` was asked for before; from now on it was.
  bool Saw(std::string_view line) {
    const std::uint64_t hash = hash_(line) | 1;
    std::uint64_t& slot = slots_[hash >> kShift];
    if (slot == hash) return true;
    slot = hash;
    return false;
  }

 private:
  static constexpr int kBits = 19, kShift = 64 - kBits;

  SeededHash hash_;
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(std::size_t{1} << kBits);
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_SEEN_LINES_H_
