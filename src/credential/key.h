#ifndef PACKRAKE_CREDENTIAL_KEY_H_
#define PACKRAKE_CREDENTIAL_KEY_H_

#include <optional>
#include <string>
#include <string_view>

/// What a private key is, and the public key that belongs to it, from the numbers that every container (PKCS#8, PKCS#1,
/// SEC1, OpenSSH, JWK, PuTTY, .NET) holds in its own way. OpenSSL computes points; nothing here tests a prime: that
/// takes 43 ms a key and tells nothing that a leak depends on.
namespace packrake {

/// A key as far as its bytes tell.
struct KeyInfo {
  std::string
      type;  ///< "RSA", "EC", "Ed25519", "X25519", "Ed448", "X448", "DSA", "ML-DSA-65"; "" where encryption hides it
  int bits = 0;       ///< of the modulus or the curve's field; 0: unknown
  std::string curve;  ///< "P-256"; for EC only
  std::string spki;   ///< SubjectPublicKeyInfo DER (RFC 5280 section 4.1), the same for every container; "": unknown
  bool encrypted = false;
  std::string protection;          ///< what encrypts it: "PBES2", "bcrypt"; "" when nothing does
  bool legacy_protection = false;  ///< the passphrase passes through a handful of MD5 or SHA-1 rounds only
  bool consistent = true;          ///< its numbers fit one another: n = p q, the point is d G
};

/// Whether a key of this kind is weak whoever knows it: RSA or DSA under 2048 bits, any DSA, a field under 224 bits.
bool IsWeakKey(const KeyInfo& key);

/// From big-endian magnitudes; `p` and `q` may be empty (a JWK may leave them out). Nothing for numbers that are no RSA
/// key: an even modulus, under 256 or over 32,768 bits, an exponent under 3.
std::optional<KeyInfo> RsaKey(std::string_view n, std::string_view e, std::string_view p, std::string_view q);

/// `curve` is a name ("P-256", as in JWK, or "nistp256", as in SSH) or a dotted object identifier; `point` is 04 || x
/// || y or empty: then it is computed from the big-endian scalar `d`, which may be empty too for a public key. Nothing
/// for a scalar outside the curve's order or neither given. A curve that OpenSSL lacks gives a key without SPKI.
std::optional<KeyInfo> EcKey(std::string_view curve, std::string_view d, std::string_view point);

/// `curve` is "Ed25519", "X25519", "Ed448" or "X448"; `d` the raw private bytes, or empty with the raw public `x`.
/// Nothing when the length is not the curve's.
std::optional<KeyInfo> OkpKey(std::string_view curve, std::string_view d, std::string_view x);

/// DSA numbers, big-endian.
std::optional<KeyInfo> DsaKey(std::string_view p, std::string_view q, std::string_view g, std::string_view y);

/// SHA-256 of the SPKI in lower-case hex: the fingerprint that reports show; "" for an empty one.
std::string SpkiFingerprint(std::string_view spki);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_KEY_H_
