#ifndef PACKRAKE_MATCH_ANCHORS_H_
#define PACKRAKE_MATCH_ANCHORS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "match/literals.h"
#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake {

/// The widest anchor, in bytes (DESIGN 4).
inline constexpr std::size_t kMaxAnchorWidth = 1000;

/// What Hyperscan looks for on behalf of a rule. Every match of the rule's pattern on a line holds a match of it.
struct Anchor {
  std::string expression;         ///< no '\n' in it, no `^` and `$`, no groups
  std::size_t max_width = 0;      ///< bytes, at most kMaxAnchorWidth
  std::vector<Literal> literals;  ///< one of them stands in every match: the best of each branch
};

/// The rule's written anchor, checked, or else one derived from its pattern: the rarest literal that every match of the
/// pattern holds (an alternation where branches differ) and a few of the classes and small choices beside it, across
/// gaps too, which cost Hyperscan little and keep words out. `^`, `$`, and in derived ones `\b` are left out: what
/// stays still stands in every match. Errors: kInvalidRule, a sentence with the rule's place and the reason.
Result<Anchor> AnchorOf(const Rule& rule);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_ANCHORS_H_
