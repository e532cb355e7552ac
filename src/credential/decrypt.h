#ifndef PACKRAKE_CREDENTIAL_DECRYPT_H_
#define PACKRAKE_CREDENTIAL_DECRYPT_H_

#include <memory>
#include <optional>
#include <string_view>

namespace packrake {

/// An encrypted key or a keystore that passphrases are tried on. One thread at a time.
class LockedSecret {
 public:
  /// Reads `secret` as the examiners report it. Nothing where it is not locked, or locked in a way that is not tried:
  /// PuTTY 3's Argon2 and OpenPGP need code that OpenSSL 3.0 lacks; more than a million rounds, and scrypt with
  /// more than 32 MiB, take too long.
  static std::optional<LockedSecret> Read(std::string_view secret);
  LockedSecret(LockedSecret&&) noexcept;
  LockedSecret& operator=(LockedSecret&&) noexcept;
  ~LockedSecret();

  /// Whether `passphrase` opens it: what comes out must be a whole key, or the store's own checksum must hold.
  bool Opens(std::string_view passphrase) const;

  /// Tries worth their time: 3 or 50 where the way from passphrase to key is made to be slow, thousands where it is
  /// not.
  int most_tries() const;

 private:
  struct Impl;
  explicit LockedSecret(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_DECRYPT_H_
