#ifndef PACKRAKE_CREDENTIAL_PGP_PACKETS_H_
#define PACKRAKE_CREDENTIAL_PGP_PACKETS_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "match/examiner.h"

/// OpenPGP keys without armor: a keyring or an export as bytes, and the files of GnuPG's agent.
namespace packrake {

/// Where the secret-key packet begins that is told by what stands at `at`: the exponent 65537 that a
/// `\x00\x11\x01\x00\x01` writes, a curve's object identifier (looks back over one header and one modulus), or its own
/// first byte.
std::optional<std::size_t> SecretPacketBefore(std::string_view bytes, std::size_t at);

/// "pgp-packet": the match is one of these. Stubs of keys on a card are passed over.
const Examiner& PgpPacketExaminer();

/// "gnupg-agent": the match opens an S-expression, "(11:private-key(…" or "(protected-private-key (…"; the secret is
/// all of it. Source: GnuPG, agent/keyformat.txt.
const Examiner& GnupgAgentExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PGP_PACKETS_H_
