#ifndef PACKRAKE_TEXT_REGEX_SYNTAX_H_
#define PACKRAKE_TEXT_REGEX_SYNTAX_H_

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/result.h"

/// The structure of a regular expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax), over bytes: what
/// anchors are derived from. Reads all that RE2 accepts in Latin-1 mode, flags (?i)(?s)(?m)(?x) included.
namespace packrake {

struct RegexNode {
  enum class Kind : std::uint8_t {
    kEmpty,      ///< matches ""
    kBytes,      ///< one byte out of `bytes`
    kConcat,     ///< `children` in order
    kAlternate,  ///< one of `children`
    kRepeat,     ///< `children[0]`, `min` to `max` times
    kGroup,      ///< `children[0]`, captured as `name` or by number
    kAssert,     ///< zero-width: ^ $ \A \z \b \B, kept in `assertion`
  };
  static constexpr int kUnbounded = -1;

  Kind kind = Kind::kEmpty;
  std::bitset<256> bytes;
  std::vector<RegexNode> children;
  int min = 0;
  int max = 0;  ///< kUnbounded for * and +
  bool greedy = true;
  std::string name;  ///< of a named group
  bool capturing = true;
  char assertion = 0;  ///< '^' '$' 'A' 'z' 'b' 'B'
};

/// Errors: kInvalidRule with position and reason. Nesting is bounded by 200 levels.
Result<RegexNode> ParseRegex(std::string_view pattern);

/// Text that ParseRegex, RE2 and Hyperscan (5.4, without UTF8) read back as `node`. Groups become non-capturing when
/// `keep_groups` is false.
std::string PrintRegex(const RegexNode& node, bool keep_groups);

/// Bytes the longest match takes; nothing when it is unbounded.
std::optional<std::uint64_t> MaxWidth(const RegexNode& node);
std::uint64_t MinWidth(const RegexNode& node);

/// `node` with '\n' and '\r' taken out of every class, so that no match crosses a line end.
RegexNode WithoutNewlines(RegexNode node);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_REGEX_SYNTAX_H_
