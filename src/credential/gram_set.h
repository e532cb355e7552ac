#ifndef PACKRAKE_CREDENTIAL_GRAM_SET_H_
#define PACKRAKE_CREDENTIAL_GRAM_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace packrake::code {

/// The runs of three bytes that a text holds, hashed to 16 bits: tells without a search that it lacks a word. A sieve
/// of 8 KiB; one text is asked for some hundred words, and holds few of them.
class GramSet {
 public:
  explicit GramSet(std::string_view text) {
    for (std::size_t i = 0; i + kSize <= text.size(); ++i) {
      const std::uint32_t slot = SlotAt(text, i);
      bits_[slot / 64] |= std::uint64_t{1} << (slot % 64);
    }
  }

  /// False when `word` is surely no part of the text. True for words of less than three bytes.
  bool MayHold(std::string_view word) const {
    for (std::size_t i = 0; i + kSize <= word.size(); ++i) {
      const std::uint32_t slot = SlotAt(word, i);
      if ((bits_[slot / 64] >> (slot % 64) & 1) == 0) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kSize = 3;
  static std::uint32_t SlotAt(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i + k]));
    };
    return (byte(0) | byte(1) << 8 | byte(2) << 16) * 0x9e3779b1U >> 16;  // Knuth's multiplicative hash
  }
  std::array<std::uint64_t, 1024> bits_{};
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_GRAM_SET_H_
