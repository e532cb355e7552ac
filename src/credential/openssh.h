#ifndef PACKRAKE_CREDENTIAL_OPENSSH_H_
#define PACKRAKE_CREDENTIAL_OPENSSH_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "credential/key.h"

/// Keys as OpenSSH writes them. Source: PROTOCOL.key of OpenSSH; RFC 4253 section 6.6; RFC 5656 section 3.1; RFC 8709.
namespace packrake {

/// What "openssh-key-v1" bytes hold: the public key always, and whether the private half is encrypted ("bcrypt").
/// Nothing when the structure does not hold, or, unencrypted, when the two check words differ.
std::optional<KeyInfo> ReadOpenSshKey(std::string_view bytes);

/// What a private key of SSH Communications' format (label "SSH2 ENCRYPTED PRIVATE KEY") is: its kind, and what
/// encrypts it, which may be nothing in spite of the label. Its numbers are not read. Source: PuTTY's import.c.
std::optional<KeyInfo> ReadSsh2Key(std::string_view bytes);

/// The public key of a blob that begins with its own name ("ssh-rsa", "ecdsa-sha2-nistp256", "ssh-ed25519").
std::optional<KeyInfo> ReadSshPublicBlob(std::string_view blob);

/// Whether `passphrase` opens an encrypted "openssh-key-v1": cipher aes256-ctr or aes256-cbc, as ssh-keygen writes
/// them. Takes some 100 ms by design. False for other ciphers and for more than `kMostSshRounds` rounds.
bool OpensOpenSshKey(std::string_view bytes, std::string_view passphrase);
inline constexpr std::uint32_t kMostSshRounds = 64;  // ssh-keygen takes 16, since 2023 24

/// Takes fields of RFC 4251 section 5 off the front of a text.
class SshReader {
 public:
  explicit SshReader(std::string_view bytes) : rest_(bytes) {}
  /// The bytes of a string or mpint; nothing when its length runs past the end.
  std::optional<std::string_view> TakeString();
  std::optional<std::uint32_t> TakeNumber();
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_OPENSSH_H_
