#ifndef PACKRAKE_CREDENTIAL_JWK_H_
#define PACKRAKE_CREDENTIAL_JWK_H_

#include "match/examiner.h"

namespace packrake {

/// "jwk": reads the object round a `kty` and reports it when it has private members: `d`, `priv`, or for "oct" the
/// secret `k`, whose identity is the decoded secret, so that it meets the same secret written as text.
const Examiner& JwkExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_JWK_H_
