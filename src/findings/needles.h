#ifndef PACKRAKE_FINDINGS_NEEDLES_H_
#define PACKRAKE_FINDINGS_NEEDLES_H_

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace packrake {

/// Many strings to be sought at once, of at least kShortest bytes each; answers which of them begins at a place of a
/// text, also in part. Sorted strings and a filter on their first bytes: no more memory than the strings themselves,
/// where an automaton takes some twenty times as much. Immutable; any thread.
class Needles {
 public:
  static constexpr std::size_t kShortest = 4;
  static constexpr std::uint32_t kNone = ~0U;

  /// What begins at a place: how many bytes agree with the needle that agrees longest, which one that is, and the
  /// longest needle that stands there whole.
  struct Match {
    std::size_t common = 0;
    std::uint32_t partial = kNone;
    std::uint32_t whole = kNone;
  };

  Needles() = default;
  /// Keeps `strings`; repeated ones once, those below kShortest not at all.
  explicit Needles(std::vector<std::string> strings);

  bool empty() const { return sorted_.empty(); }
  std::size_t size() const { return sorted_.size(); }
  const std::string& operator[](std::uint32_t index) const { return sorted_[index]; }

  /// What of the needles begins at `offset` of `text`. Logarithmic in their number, plus how many are prefixes of one
  /// another; a few instructions where none begins with these three bytes.
  Match At(std::string_view text, std::size_t offset) const;

 private:
  static constexpr std::size_t kFilterBits = 1U << 18;
  static std::size_t FilterSlot(std::string_view bytes);

  std::vector<std::string> sorted_;
  std::vector<std::uint32_t> parents_;  ///< the longest other needle that begins this one, or kNone
  std::unique_ptr<std::bitset<kFilterBits>> filter_;
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_NEEDLES_H_
