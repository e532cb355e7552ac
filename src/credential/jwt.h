#ifndef PACKRAKE_CREDENTIAL_JWT_H_
#define PACKRAKE_CREDENTIAL_JWT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

/// Compact JSON Web Signatures (RFC 7515 section 7.1) and what their parts say.
namespace packrake {

/// A token taken apart. The views look into the text it was read from.
struct CompactJws {
  std::string_view signing_input;   ///< everything before the last dot, as it stands: what the signature is over
  std::string_view signature_text;  ///< base64url, maybe padded; empty when unsigned
  std::string signature;            ///< decoded; empty where it does not decode
  std::string alg;                  ///< of the header; never empty
  Json header;
  std::string payload;         ///< decoded; empty where it does not decode
  std::optional<Json> claims;  ///< the payload, when it is a JSON object
};

/// `token` as header.payload.signature. Nothing when it has not three parts or its header is no JSON object with an
/// `alg`. The payload may be anything.
std::optional<CompactJws> ParseCompactJws(std::string_view token);

/// Whether a signature of `bytes` bytes can come from `alg` (RFC 7518 section 3.1, RFC 8037, RFC 8812). True for an
/// algorithm that we do not know.
bool IsSignatureSize(std::string_view alg, std::size_t bytes);

/// "2026-11-22T10:00:00Z" for a NumericDate (RFC 7519 section 2), whole seconds; "" outside the years 1 to 9999.
std::string UtcText(double numeric_date);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWT_H_
