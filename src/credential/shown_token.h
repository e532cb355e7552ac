#ifndef PACKRAKE_CREDENTIAL_SHOWN_TOKEN_H_
#define PACKRAKE_CREDENTIAL_SHOWN_TOKEN_H_

#include <cstddef>
#include <string_view>

namespace packrake::code {

/// Whether the text, up to a hole of a string, says that a token follows: "invalid token: ${".
bool EndsInToken(std::string_view text);

/// Whether a call that begins at `begin` of `line` may show a token's value, as far as the line tells: a word for
/// tokens stands outside strings, in a string that may have holes, or a string is the name of a field that is given
/// something ("token", t), or a token itself stands in one. Most log lines only speak of tokens: log("no token given").
bool MayShowToken(std::string_view line, std::size_t begin);

/// The name that `match`, `encoded = jwt.encode(`, gives a token to; "" of any other match.
std::string_view NameOfMade(std::string_view match);
/// Whether `name` stands in `call` as a whole name. REQUIRES: `name` is not empty.
bool Names(std::string_view call, std::string_view name);

/// Whether the tokens that `call` names outside strings, and in their holes, are all a session's: `sessionToken`. Those
/// are JWTs in some programs, and random names in others.
bool ShowsSessionOnly(std::string_view call);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_SHOWN_TOKEN_H_
