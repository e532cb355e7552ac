#ifndef PACKRAKE_CREDENTIAL_CLAIMS_H_
#define PACKRAKE_CREDENTIAL_CLAIMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "credential/jwt.h"
#include "match/examiner.h"

/// What a token's header and claims mean for whoever holds it.
namespace packrake {

/// Writes facts ("alg", "typ", "kid", "iss", "aud", "role", "iat", "exp", "jku", "x5u"; "personal" names the claims
/// about a person that are present, without their values) and signals (expired, no-expiry, long-lived, privileged,
/// public-token) into `draft`. Every value is cut at 100 bytes. `now` is in seconds since 1970-01-01 UTC.
void DescribeClaims(const CompactJws& jws, std::int64_t now, Draft& draft);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_CLAIMS_H_
