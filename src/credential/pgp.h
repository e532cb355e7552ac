#ifndef PACKRAKE_CREDENTIAL_PGP_H_
#define PACKRAKE_CREDENTIAL_PGP_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "credential/key.h"
#include "match/examiner.h"

namespace packrake {

/// What the first packet of a secret keyring, or of a "PGP PRIVATE KEY BLOCK", tells: type, bits, whether a passphrase
/// protects it, and the SPKI of RSA, DSA and Ed25519.
struct PgpKey {
  KeyInfo info;
  bool has_secret = true;        ///< false for a stub whose private half lives on a card (GnuPG's S2K mode 101)
  std::string_view public_part;  ///< of the packet's body, which tells it from every other key
  std::size_t size = 0;          ///< of the packet with its header, bytes
};

/// Nothing when the bytes do not begin with a secret-key packet. The view is into `bytes`.
/// Source: RFC 9580 sections 4.2, 5.5; RFC 4880 section 5.5.3.
std::optional<PgpKey> ReadPgpKey(std::string_view bytes);

/// DescribeKey (private_key.h), with an identity that a key has in armor, in base64 and as bytes alike.
void DescribePgpKey(const PgpKey& key, Draft& draft);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PGP_H_
