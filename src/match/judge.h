#ifndef PACKRAKE_MATCH_JUDGE_H_
#define PACKRAKE_MATCH_JUDGE_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/compiled_rules.h"
#include "match/extent.h"
#include "match/found.h"
#include "match/line_filters.h"
#include "text/regex.h"

/// What one rule makes of one line, or of all its matches in a text. The fast scanner and the slow reference both come
/// here; they differ in how they find the lines.
namespace packrake {

/// Every match of `rule`'s pattern on the line [line.begin, line.end) of `text`, leftmost and not overlapping; none
/// when the rule has keywords and the line has none of them, or the line is longer than its max_line. A '\r' at the
/// line's end is no part of it.
/// REQUIRES: the line holds no '\n'. Appends to `matches`; offsets are `text`'s.
void MatchesOnLine(const CompiledRule& rule, std::string_view text, Span line, LineSieve& sieve,
                   std::vector<PatternMatch>& matches);

/// Drops the matches from index `first` on whose context conditions do not hold. Adds what was read to `reach`.
void DropByContext(const CompiledRule& rule, std::string_view text, std::vector<PatternMatch>& matches,
                   std::size_t first, Extent& reach);

/// Appends to `found` what `rule` (number `index`) finds in `matches`: one match for a rule that looks at matches one
/// by one, all that the text has for one that looks at whole texts. Adds what was read to `reach`.
void ExamineMatches(const CompiledRules& rules, std::uint32_t index, std::string_view text,
                    std::span<const PatternMatch> matches, TextCache& cache, Extent& reach, std::vector<Found>& found);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_JUDGE_H_
