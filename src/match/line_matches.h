#ifndef PACKRAKE_MATCH_LINE_MATCHES_H_
#define PACKRAKE_MATCH_LINE_MATCHES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/compiled_rules.h"
#include "match/judge.h"

namespace packrake {

/// What patterns matched on lines: of one text by the line's place, as a dozen rules may share a pattern and each asks
/// twice; of lines that come again in other texts by their bytes, as a text that is examined as a whole has its lines
/// asked in every version. Some MiB at most. One per thread, for one set of rules.
class LineMatches {
 public:
  /// Forgets the places; the next text may come.
  void Clear();

  /// As MatchesOnLine.
  void Append(const CompiledRule& rule, std::string_view text, Span line, LineSieve& sieve,
              std::vector<PatternMatch>& matches);

 private:
  /// A line of the text at hand; its matches are kept_[first, first + count).
  struct Place {
    std::uint64_t text = 0;
    const CompiledRule* twin = nullptr;
    std::size_t line = 0;
    std::size_t first = 0;
    std::size_t count = 0;
  };
  /// A line of any text. Most come once: what it holds is kept when it comes for the second time.
  struct Line {
    const CompiledRule* twin = nullptr;
    std::size_t hash = 0;
    bool kept = false;
    std::string bytes;
    std::vector<PatternMatch> matches;  ///< offsets in the line
  };

  /// Appends what matches to kept_.
  void Find(const CompiledRule& rule, std::string_view text, Span line, LineSieve& sieve);

  std::uint64_t text_ = 1;
  std::array<Place, 512> places_{};
  std::vector<PatternMatch> kept_;
  std::vector<Line> lines_;  ///< made when the first one comes
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_LINE_MATCHES_H_
