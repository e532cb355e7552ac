#ifndef PACKRAKE_BASE_DIGEST_H_
#define PACKRAKE_BASE_DIGEST_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Digests, through OpenSSL's EVP interface. Any thread.
namespace packrake {

using Sha1Digest = std::array<std::uint8_t, 20>;
using Sha256Digest = std::array<std::uint8_t, 32>;

Sha1Digest Sha1(std::string_view bytes);
Sha256Digest Sha256(std::string_view bytes);
std::string Sha256Hex(std::string_view bytes);
/// HMAC of RFC 2104 with SHA-256.
Sha256Digest HmacSha256(std::string_view key, std::string_view bytes);

/// The name git gives an object: the digest of "<type> <size>\0<bytes>", 20 bytes (SHA-1) or 32 (SHA-256), raw.
/// REQUIRES: id_size is 20 or 32.
std::string GitObjectDigest(std::string_view type, std::string_view bytes, std::size_t id_size);

}  // namespace packrake

#endif  // PACKRAKE_BASE_DIGEST_H_
