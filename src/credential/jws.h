#ifndef PACKRAKE_CREDENTIAL_JWS_H_
#define PACKRAKE_CREDENTIAL_JWS_H_

#include "match/examiner.h"

namespace packrake {

/// "jws": decides whether header.payload.signature is a token, and tells what it says (claims.h). Quiet unless the
/// header decodes to a JSON object with `alg`; a payload that is no JSON object makes a hint of it, except where the
/// header says why (`b64`, `zip`, `cty`). Expiry is judged by the clock when the program started.
const Examiner& JwsExaminer();

/// "jws-lines": the match is the first piece of a token that goes on over the lines below; see jws_lines.h.
const Examiner& JwsLinesExaminer();

/// "jwe": the same for the five parts of an encrypted token (RFC 7516 section 7.1).
const Examiner& JweExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWS_H_
