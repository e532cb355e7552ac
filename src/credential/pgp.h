#ifndef PACKRAKE_CREDENTIAL_PGP_H_
#define PACKRAKE_CREDENTIAL_PGP_H_

#include <optional>
#include <string_view>

#include "credential/key.h"

namespace packrake {

/// What the first packet of a "PGP PRIVATE KEY BLOCK" tells: type, bits, and whether a passphrase protects it; without
/// SPKI. `has_secret` is false for a stub whose private half lives on a card (GnuPG's S2K mode 101). Nothing when the
/// bytes do not begin with a secret-key packet. Source: RFC 9580 sections 4.2, 5.5; RFC 4880 section 5.5.3.
struct PgpKey {
  KeyInfo info;
  bool has_secret = true;
};
std::optional<PgpKey> ReadPgpKey(std::string_view bytes);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PGP_H_
