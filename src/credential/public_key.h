#ifndef PACKRAKE_CREDENTIAL_PUBLIC_KEY_H_
#define PACKRAKE_CREDENTIAL_PUBLIC_KEY_H_

#include "match/examiner.h"

namespace packrake {

/// Public keys, certificates, lines of SSH public keys, JWKs without private members and Web Push points, where they
/// decode: what the family "public-key" brings to proof. The secret is the text as ReadPublicKeyText takes it.
const Examiner& PublicKeyExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PUBLIC_KEY_H_
