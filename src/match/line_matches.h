#ifndef PACKRAKE_MATCH_LINE_MATCHES_H_
#define PACKRAKE_MATCH_LINE_MATCHES_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/compiled_rules.h"
#include "match/judge.h"

namespace packrake {

/// What patterns matched on the lines of one text, kept while that text is examined: a dozen rules may share a pattern,
/// and each asks twice. One per thread.
class LineMatches {
 public:
  /// Forgets everything; the next text may come.
  void Clear() {
    kept_.clear();
    ++text_;
  }

  /// As MatchesOnLine.
  void Append(const CompiledRule& rule, std::string_view text, Span line, std::vector<PatternMatch>& matches) {
    const std::size_t hash = (line.begin * 0x9e3779b97f4a7c15U) ^ reinterpret_cast<std::uintptr_t>(rule.twin) / 64;
    Slot& slot = slots_[hash % slots_.size()];
    if (slot.text != text_ || slot.twin != rule.twin || slot.line != line.begin) {
      slot = {text_, rule.twin, line.begin, kept_.size(), 0};
      MatchesOnLine(rule, text, line, kept_);
      slot.count = kept_.size() - slot.first;
    }
    const auto first = kept_.begin() + static_cast<std::ptrdiff_t>(slot.first);
    matches.insert(matches.end(), first, first + static_cast<std::ptrdiff_t>(slot.count));
  }

 private:
  struct Slot {
    std::uint64_t text = 0;
    const CompiledRule* twin = nullptr;
    std::size_t line = 0;
    std::size_t first = 0;  // in kept_
    std::size_t count = 0;
  };
  std::uint64_t text_ = 1;
  std::array<Slot, 512> slots_{};
  std::vector<PatternMatch> kept_;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_LINE_MATCHES_H_
