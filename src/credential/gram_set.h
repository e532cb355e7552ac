#ifndef PACKRAKE_CREDENTIAL_GRAM_SET_H_
#define PACKRAKE_CREDENTIAL_GRAM_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace packrake::code {

/// The runs of three bytes that a text holds, hashed to 16 bits: tells without a search that it lacks a word. A sieve
/// of 8 KiB; one text is asked for some hundred words, and holds few of them. A long text has nearly all runs of three:
/// its runs of four are kept too, hashed to 20 bits.
class GramSet {
 public:
  explicit GramSet(std::string_view text) {
    Note<3>(text, short_);
    if (text.size() < kLong) return;
    long_.resize(std::size_t{1} << 14);
    Note<4>(text, long_);
  }

  /// False when `word` is surely no part of the text. True for words of less than three bytes.
  bool MayHold(std::string_view word) const {
    return HasAll<3>(word, short_) && (long_.empty() || HasAll<4>(word, long_));
  }

 private:
  static constexpr std::size_t kLong = 32U << 10;

  template <std::size_t kSize, class Bits>
  static void Note(std::string_view text, Bits& bits) {
    for (std::size_t i = 0; i + kSize <= text.size(); ++i) {
      const std::uint32_t slot = SlotAt<kSize>(text, i);
      bits[slot / 64] |= std::uint64_t{1} << (slot % 64);
    }
  }
  template <std::size_t kSize, class Bits>
  static bool HasAll(std::string_view word, const Bits& bits) {
    for (std::size_t i = 0; i + kSize <= word.size(); ++i) {
      const std::uint32_t slot = SlotAt<kSize>(word, i);
      if ((bits[slot / 64] >> (slot % 64) & 1) == 0) return false;
    }
    return true;
  }
  template <std::size_t kSize>
  static std::uint32_t SlotAt(std::string_view text, std::size_t i) {
    std::uint32_t run = 0;
    for (std::size_t k = 0; k < kSize; ++k) run |= std::uint32_t{static_cast<unsigned char>(text[i + k])} << (8 * k);
    return run * 0x9e3779b1U >> (kSize == 3 ? 16 : 12);  // Knuth's multiplicative hash
  }
  std::array<std::uint64_t, 1024> short_{};
  std::vector<std::uint64_t> long_;  ///< empty: of a short text
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_GRAM_SET_H_
