#ifndef PACKRAKE_CREDENTIAL_SEEN_TEXTS_H_
#define PACKRAKE_CREDENTIAL_SEEN_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace packrake {

/// Texts seen before, by a 64-bit hash, in 16 MiB: a full slot forgets its older text, which is then new again. Never
/// takes a new text for a known one, but for a collision of 64 bits.
class SeenTexts {
 public:
  /// Whether `text` is new.
  bool Insert(std::string_view text) {
    const std::uint64_t hash = std::hash<std::string_view>{}(text) | 1;  // 0 is an empty slot
    std::uint64_t& slot = slots_[hash >> 12 & (kSlots - 1)];
    if (slot == hash) return false;
    slot = hash;
    return true;
  }

 private:
  static constexpr std::size_t kSlots = std::size_t{1} << 21;
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(kSlots);
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_SEEN_TEXTS_H_
