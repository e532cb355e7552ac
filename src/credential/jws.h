#ifndef PACKRAKE_CREDENTIAL_JWS_H_
#define PACKRAKE_CREDENTIAL_JWS_H_

#include <string_view>

#include "credential/jwt.h"
#include "match/examiner.h"

namespace packrake {

/// Writes what the token says (claims.h) and what its signature tells into `draft`, in every form that a token has.
/// False for one that is not worth telling; a payload that is no JSON object makes a hint of it, except where the
/// header says why (`b64`, `zip`, `cty`), and so does a header that makes it a request of ACME.
bool DescribeToken(const CompactJws& jws, Draft& draft);

/// The same for an encrypted one, by its header in base64url: "alg", "enc", "kid". False when it has not the first two.
bool DescribeEncryptedToken(std::string_view header, Draft& draft);

/// "jws": decides whether header.payload.signature is a token, and tells what it says (claims.h). Quiet unless the
/// header decodes to a JSON object with `alg`. Expiry is judged by the clock when the program started.
const Examiner& JwsExaminer();

/// "jws-lines": the match is the first piece of a token that goes on over the lines below; see jws_lines.h.
const Examiner& JwsLinesExaminer();

/// "jwe": the same for the five parts of an encrypted token (RFC 7516 section 7.1).
const Examiner& JweExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWS_H_
