#ifndef PACKRAKE_RULES_NEAREST_H_
#define PACKRAKE_RULES_NEAREST_H_

#include <string>
#include <string_view>
#include <vector>

namespace packrake {

/// "; did you mean 'x'?" with the one of `known` that is fewest edits from `word`, or "" when none is near: at most
/// two edits, and at most a third of the word. Words above 100 bytes are near nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace packrake

#endif  // PACKRAKE_RULES_NEAREST_H_
