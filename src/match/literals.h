#ifndef PACKRAKE_MATCH_LITERALS_H_
#define PACKRAKE_MATCH_LITERALS_H_

#include <string>
#include <string_view>
#include <vector>

/// What makes a literal worth looking for. Any thread.
namespace packrake {

/// A byte string that every match of some branch of a pattern holds. Where case does not matter, `lower` and `upper`
/// differ; elsewhere they are equal byte for byte.
struct Literal {
  std::string lower;
  std::string upper;
  std::string written;  ///< as the pattern spells it, where that could be told; else `lower`

  bool caseless() const { return lower != upper; }
  /// The distinct spellings that are looked for in encoded text: as written, lower case and upper case.
  std::vector<std::string> Spellings() const;
  friend bool operator==(const Literal&, const Literal&) = default;
};

/// How rarely `text` stands in source code by chance, in "rare bytes": a letter, digit or byte above 127 counts one,
/// signs that code is full of (spaces, quotes, brackets, `-=_.`) a quarter, other signs three quarters; a run of one
/// and the same sign counts once. 0 for a word of the table of common ones, whatever signs stand round it: a line
/// with such a word is no event.
double Rarity(std::string_view text);

/// The least Rarity of an anchor's literal: three rare bytes (DESIGN 4).
inline constexpr double kLeastRarity = 3;

}  // namespace packrake

#endif  // PACKRAKE_MATCH_LITERALS_H_
