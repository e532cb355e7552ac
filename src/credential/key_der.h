#ifndef PACKRAKE_CREDENTIAL_KEY_DER_H_
#define PACKRAKE_CREDENTIAL_KEY_DER_H_

#include <optional>
#include <string_view>

#include "credential/key.h"

/// Keys in DER.
namespace packrake {

/// The private key that `der` begins with, bytes behind it ignored: PKCS#8 (RFC 5958), plain or encrypted, PKCS#1
/// (RFC 8017), SEC1 (RFC 5915), OpenSSL's DSA. Nothing for anything else.
std::optional<KeyInfo> ReadPrivateKeyDer(std::string_view der);

/// The public key that `der` begins with: SubjectPublicKeyInfo, PKCS#1 RSAPublicKey, or an X.509 certificate. Its SPKI
/// is written anew, so that one key has one SPKI.
std::optional<KeyInfo> ReadPublicKeyDer(std::string_view der);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_KEY_DER_H_
