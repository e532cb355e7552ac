#ifndef PACKRAKE_CREDENTIAL_JWS_LINES_H_
#define PACKRAKE_CREDENTIAL_JWS_LINES_H_

#include <cstddef>
#include <optional>
#include <string>

#include "match/window.h"

namespace packrake {

/// A token that goes on over lines: wrapped in a document, or added up in code.
struct JoinedToken {
  std::string token;    ///< without what stands between its pieces
  std::size_t end = 0;  ///< one past its last character, in the Window's text
};

/// The token whose first piece is [begin, piece_end), the last of its line but for quotes and signs of addition: with
/// the pieces of the lines below, 64 at most and 16 KiB. Only a token that is whole counts: its claims are a JSON
/// object and its signature has the length of a known algorithm; the longest such. Nothing otherwise.
std::optional<JoinedToken> JoinTokenLines(Window& window, std::size_t begin, std::size_t piece_end);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWS_LINES_H_
