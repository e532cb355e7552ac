#ifndef PACKRAKE_CREDENTIAL_BCRYPT_PBKDF_H_
#define PACKRAKE_CREDENTIAL_BCRYPT_PBKDF_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace packrake {

/// `size` bytes of key from a passphrase, as OpenSSH protects its private keys: PBKDF2 with SHA-512 for the salt and 64
/// passes of Blowfish for the work. About 5 ms a round for every 32 bytes, by design. "" for no rounds, an empty salt
/// or passphrase, or more than 1,024 bytes. Source: OpenBSD's bcrypt_pbkdf(3); N. Provos and D. Mazières, "A
/// Future-Adaptable Password Scheme" (1999).
std::string BcryptPbkdf(std::string_view passphrase, std::string_view salt, std::uint32_t rounds, std::size_t size);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_BCRYPT_PBKDF_H_
