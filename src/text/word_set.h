#ifndef PACKRAKE_TEXT_WORD_SET_H_
#define PACKRAKE_TEXT_WORD_SET_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace packrake {

/// Up to 64 words of ASCII letters and digits, of which a text may hold one, capitals or not: looked for all at once,
/// by their first three bytes, in about a nanosecond a byte. A constant; any thread.
template <std::size_t kCount>
class WordSet {
 public:
  /// REQUIRES: each word has at least three bytes, and no capitals.
  constexpr explicit WordSet(const std::array<std::string_view, kCount>& words) : words_(words) {
    for (std::size_t place = 0; place < kPlaces; ++place) {
      for (std::size_t w = 0; w < kCount; ++w) {
        const char c = words[w][place];
        with_[place][static_cast<unsigned char>(c)] |= std::uint64_t{1} << w;
        if (c >= 'a' && c <= 'z') with_[place][static_cast<unsigned char>(c - 'a' + 'A')] |= std::uint64_t{1} << w;
      }
    }
  }

  /// Whether one of the words is part of `text`.
  constexpr bool StandsIn(std::string_view text) const { return FindIn(text) != std::string_view::npos; }

  /// Offset of the first place at or after `from` where one of the words begins; npos when there is none.
  constexpr std::size_t FindIn(std::string_view text, std::size_t from = 0) const {
    for (std::size_t i = from; i + kPlaces <= text.size(); ++i) {
      std::uint64_t may = Having(0, text[i]) & Having(1, text[i + 1]) & Having(2, text[i + 2]);
      for (; may != 0; may &= may - 1) {
        if (Continues(words_[static_cast<std::size_t>(std::countr_zero(may))], text.substr(i))) return i;
      }
    }
    return std::string_view::npos;
  }

 private:
  static_assert(kCount <= 64);
  static constexpr std::size_t kPlaces = 3;

  constexpr std::uint64_t Having(std::size_t place, char c) const {
    return with_[place][static_cast<unsigned char>(c)];
  }
  static constexpr bool Continues(std::string_view word, std::string_view text) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = kPlaces; i < word.size(); ++i) {
      const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
      if (c != word[i]) return false;
    }
    return true;
  }

  std::array<std::string_view, kCount> words_;
  std::array<std::array<std::uint64_t, 256>, kPlaces> with_{};  ///< by place and byte: the words that have it there
};

}  // namespace packrake

#endif  // PACKRAKE_TEXT_WORD_SET_H_
