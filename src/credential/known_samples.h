#ifndef PACKRAKE_CREDENTIAL_KNOWN_SAMPLES_H_
#define PACKRAKE_CREDENTIAL_KNOWN_SAMPLES_H_

#include <optional>
#include <string_view>

/// Secrets that everybody has. The tables hold SHA-256 digests, not the samples, so that no scanner reports this file.
namespace packrake {

enum class SampleKind {
  kPublic,          ///< printed by documents, tutorials and tests: harmless where it stands, useless as a secret
  kShippedDefault,  ///< what a product is installed with: public, and live wherever nobody changed it
};

struct KnownSample {
  SampleKind kind = SampleKind::kPublic;
  std::string_view name;  ///< where it comes from: "jwt.io until 2024"
};

/// Whether `secret` (the text of an HMAC secret as configured) is one of them.
std::optional<KnownSample> KnownSecret(std::string_view secret);

/// Whether the key with this SubjectPublicKeyInfo (as KeyInfo::spki has it) is one of them. Nothing for "".
std::optional<KnownSample> KnownKey(std::string_view spki);

/// Whether the token with this signature, in base64url as it stands in the token, is one of them, or was written by
/// hand: one character again and again. Nothing for "".
std::optional<KnownSample> KnownSignature(std::string_view signature);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_KNOWN_SAMPLES_H_
