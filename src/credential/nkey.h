#ifndef PACKRAKE_CREDENTIAL_NKEY_H_
#define PACKRAKE_CREDENTIAL_NKEY_H_

#include <optional>
#include <string_view>

#include "credential/key.h"
#include "match/examiner.h"

namespace packrake {

/// A seed of NATS's nkeys, by which operators and accounts sign JWTs and users log in.
struct NkeySeed {
  KeyInfo key;            ///< Ed25519, or X25519 for a curve key
  std::string_view role;  ///< "operator", "account", "user", "server", "cluster", "curve"
};

/// `text`, 58 characters of base32, as such a seed. Nothing when its prefix or its checksum is wrong.
/// Source: github.com/nats-io/nkeys, strkey.go and crc16.go.
std::optional<NkeySeed> ReadNkeySeed(std::string_view text);

/// "nkey": the match is the seed.
const Examiner& NkeyExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_NKEY_H_
