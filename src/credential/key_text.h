#ifndef PACKRAKE_CREDENTIAL_KEY_TEXT_H_
#define PACKRAKE_CREDENTIAL_KEY_TEXT_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "credential/key.h"

/// Keys from texts of any kind, for proof.
namespace packrake {

/// The private key in `secret`, a text as the examiners of keys report it: PEM in any wrapping, JWK, bare base64,
/// PuTTY, XML, age. Nothing when it does not decode.
std::optional<KeyInfo> ReadPrivateKeyText(std::string_view secret);

/// A public key and what it stands in.
struct PublicKeyText {
  KeyInfo key;
  std::string_view kind;  ///< "public key", "certificate", "SSH public key", "Web Push public key" or "JWK"
  /// What a program that reads the key may hand to HMAC: the block or line as it stands and unescaped, the block as
  /// tools write it with either line end, each with and without a last one; the key's own DER. Distinct; for a JWK
  /// none.
  std::vector<std::string> texts;
};

/// The public key that `text` begins with. Nothing for a private one.
std::optional<PublicKeyText> ReadPublicKeyText(std::string_view text);

/// Calls `visit` with every part of `text` that ReadPublicKeyText may take: PEM blocks of public keys and certificates,
/// lines of SSH public keys, objects with `kty`. Views into `text`, 64 KiB at most each. Ends early when `visit`
/// returns false. Linear.
void ForEachPublicKey(std::string_view text, const std::function<bool(std::string_view part)>& visit);

/// The PEM texts that a verifier may have been given for this public key: SPKI and, for RSA, PKCS#1, each with and
/// without a last line end.
std::vector<std::string> PublicPemTexts(const KeyInfo& key);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_KEY_TEXT_H_
