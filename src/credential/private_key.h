#ifndef PACKRAKE_CREDENTIAL_PRIVATE_KEY_H_
#define PACKRAKE_CREDENTIAL_PRIVATE_KEY_H_

#include <optional>
#include <string_view>

#include "credential/key.h"
#include "credential/pem_text.h"
#include "match/examiner.h"

/// What all examiners of private keys share.
namespace packrake {

/// Writes what is known of `key` into `draft`: facts "type", "bits", "curve", "encrypted", "spki-sha256", the signals
/// that rank it, and its SPKI as the identity, so that one key is one finding in every container.
void DescribeKey(const KeyInfo& key, Draft& draft);

/// The key in a PEM block whose bytes are plausible: OpenSSH, DER, or, from its headers alone, one that OpenSSL's old
/// scheme encrypts. Nothing when they do not decode. PGP and SSH2 are not read here.
std::optional<KeyInfo> ReadPemKey(const PemBlock& block);

/// Whether a body that does not decode still looks like key material: 40 characters or more, of upper and lower case
/// and digits, spread like random base64.
bool LooksLikeKeyMaterial(std::string_view body);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PRIVATE_KEY_H_
