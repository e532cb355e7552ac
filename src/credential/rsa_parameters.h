#ifndef PACKRAKE_CREDENTIAL_RSA_PARAMETERS_H_
#define PACKRAKE_CREDENTIAL_RSA_PARAMETERS_H_

#include <optional>
#include <string_view>

#include "credential/key.h"
#include "match/examiner.h"

namespace packrake {

/// The key in a JSON object with the members of .NET's RSAParameters in base64 ("Modulus", "Exponent", "D", "P", "Q"),
/// as IdentityServer keeps one in tempkey.rsa. Nothing for a public one.
std::optional<KeyInfo> ReadRsaParameters(std::string_view object);

/// "rsa-parameters": the match is one of the members; the secret is the object round it.
const Examiner& RsaParametersExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_RSA_PARAMETERS_H_
