#include "findings/needles.h"

#include <algorithm>
#include <utility>

namespace packrake {
namespace {

constexpr std::size_t kFilteredBytes = 3;

std::size_t CommonPrefix(std::string_view a, std::string_view b) {
  const auto [end, ignored] =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

std::size_t Needles::FilterSlot(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < kFilteredBytes; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return value * 0x9E3779B1U >> 14;  // Fibonacci hashing to 18 bits
}

Needles::Needles(std::vector<std::string> strings)
    : sorted_(std::move(strings)), filter_(std::make_unique<std::bitset<kFilterBits>>()) {
  std::erase_if(sorted_, [](const std::string& s) { return s.size() < kShortest; });
  std::sort(sorted_.begin(), sorted_.end());
  sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
  parents_.resize(sorted_.size(), kNone);
  std::vector<std::uint32_t> open;  // needles that begin the one before, shortest first
  for (std::uint32_t i = 0; i < sorted_.size(); ++i) {
    filter_->set(FilterSlot(sorted_[i]));
    while (!open.empty() && !sorted_[i].starts_with(sorted_[open.back()])) open.pop_back();
    if (!open.empty()) parents_[i] = open.back();
    open.push_back(i);
  }
}

Needles::Match Needles::At(std::string_view text, std::size_t offset) const {
  Match match;
  if (sorted_.empty() || offset + kShortest > text.size()) return match;
  text.remove_prefix(offset);
  if (!filter_->test(FilterSlot(text))) return match;

  // The needle with the longest common beginning stands on one side of where the text would stand.
  const auto above = std::upper_bound(sorted_.begin(), sorted_.end(), text);
  const auto consider = [&](std::vector<std::string>::const_iterator needle) {
    const std::size_t common = CommonPrefix(*needle, text);
    if (common > match.common) {
      match.common = common;
      match.partial = static_cast<std::uint32_t>(needle - sorted_.begin());
    }
  };
  if (above != sorted_.begin()) consider(above - 1);
  if (above != sorted_.end()) consider(above);
  match.whole = match.partial;
  while (match.whole != kNone && sorted_[match.whole].size() > match.common) match.whole = parents_[match.whole];
  return match;
}

}  // namespace packrake
