#ifndef PACKRAKE_FINDINGS_FINGERPRINT_H_
#define PACKRAKE_FINDINGS_FINGERPRINT_H_

#include <string>
#include <string_view>

namespace packrake {

/// The key in force when the user gives none. It is public: whoever can guess a secret can check the guess against a
/// fingerprint made with it.
inline constexpr std::string_view kPublicFingerprintKey = "packrake fingerprint, public key 1";

/// "pr1:" and the first 32 hex digits of HMAC-SHA-256(key, family, 0x00, identity); the same for every file, line,
/// commit and redaction. `key`: its bytes, "" for the public one. `identity` is canonical, with the path joined in
/// where DESIGN 3 asks for it (IdentityAt).
std::string FingerprintOf(std::string_view key, std::string_view family, std::string_view identity);

/// `identity` of a value or call that is one thing only together with its place: `path`, and which of several equal
/// calls in one file it is, from 1.
std::string IdentityAt(std::string_view identity, std::string_view path, int ordinal);

/// Whether `text` has the shape of a fingerprint.
bool IsFingerprint(std::string_view text);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_FINGERPRINT_H_
