#ifndef PACKRAKE_CREDENTIAL_JWS_JSON_H_
#define PACKRAKE_CREDENTIAL_JWS_JSON_H_

#include <cstddef>
#include <optional>
#include <string>

#include "match/examiner.h"
#include "match/window.h"

namespace packrake {

/// A token written as a JSON object.
struct JsonToken {
  std::size_t begin = 0;  ///< of the object in the Window's text
  std::size_t end = 0;
  std::string header;   ///< its protected header, base64url
  std::string compact;  ///< the same token in compact form
  bool encrypted = false;
};

/// The token whose member `protected` has its name at `offset`: flattened, or one signature or recipient of a general
/// one. Nothing where parts are missing, as in a detached payload. Reads at most 16 KiB to each side.
/// Source: RFC 7515 section 7.2, RFC 7516 section 7.2.
std::optional<JsonToken> ReadJsonToken(Window& window, std::size_t offset);

/// "jws-json": the match begins at the name of that member. The secret is the object, the identity the compact form, so
/// that it meets the same token written so. Encrypted ones are as grave as jwt.token.encrypted says.
const Examiner& JwsJsonExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWS_JSON_H_
