#ifndef PACKRAKE_MATCH_FILTER_H_
#define PACKRAKE_MATCH_FILTER_H_

#include <string_view>

#include "match/compiled_rules.h"
#include "match/window.h"

/// What keeps a match from being a hit. Everything about the text is read through the Window.
namespace packrake {

/// The Shannon entropy that a value of `length` bytes must have under `rule`, bits per byte. Short strings cannot show
/// the entropy of their source: 16 random base64 characters measure 3.8 bits on average, 32 measure 4.7. A rule's
/// minimum is meant for values of 32 bytes and more, and for shorter ones is lowered as what a random value shows is
/// lower. `charset` as ExpectedEntropy takes it.
double RequiredEntropy(double min_bits_per_byte, std::string_view charset, std::size_t length);

/// Whether the rule's min_length, entropy and allow lists, and the global ones, let `secret` through.
bool PassesValueFilters(const CompiledRule& rule, const CompiledAllow& global, std::string_view secret);

/// Whether every context condition of the rule holds round the match.
bool PassesContext(const CompiledRule& rule, const PatternMatch& match, Window& window);

/// The stretch that a context condition is judged on: the line, lines or call round `match`. At most 4 KiB of a line to
/// either side, 16 KiB of several. A call ends with the bracket that closes it, at most 64 lines or 16 KiB on; brackets
/// in quotes do not count. It begins with the line of the match.
std::string_view ContextOf(const ContextRule& context, const PatternMatch& match, Window& window);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_FILTER_H_
