#ifndef PACKRAKE_CREDENTIAL_OBJECT_TEXT_H_
#define PACKRAKE_CREDENTIAL_OBJECT_TEXT_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

/// Objects as people write them: JSON, JSON inside a string, literals of JavaScript, Python, Ruby and PHP, keyword
/// arguments. For keys and tokens, whose values hold no brackets, so that strings need no care.
namespace packrake {

/// The brackets round a place; npos where one was not found.
struct Brackets {
  std::size_t open = std::string_view::npos;
  std::size_t close = std::string_view::npos;
  bool crowded = false;  ///< the search ended early
};

/// The brackets round [begin, end), which holds a member named `word`. Gives up when more than `most_words` other such
/// names come first: going past them would make a file of nothing else quadratic. REQUIRES: `word` is not empty.
Brackets FindBrackets(std::string_view text, std::size_t begin, std::size_t end, std::string_view word,
                      int most_words = 0);

using Members = std::map<std::string, std::string, std::less<>>;

/// The value of the member called `name`; "" when it is missing.
const std::string& ValueOf(const Members& members, std::string_view name);

/// The name-value pairs of `text`, what lies between two brackets: text members only, 64 at most, quotes off, strings
/// in pieces joined. Of a name that comes twice, and of those inside inner brackets, the first counts.
Members ReadMembers(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_OBJECT_TEXT_H_
