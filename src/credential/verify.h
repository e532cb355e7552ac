#ifndef PACKRAKE_CREDENTIAL_VERIFY_H_
#define PACKRAKE_CREDENTIAL_VERIFY_H_

#include <memory>
#include <optional>
#include <string_view>

#include "credential/key.h"

namespace packrake {

/// A public key that checks signatures of tokens. One thread at a time.
class TokenVerifier {
 public:
  /// Nothing for a key without SPKI or one that OpenSSL does not take.
  static std::optional<TokenVerifier> Create(const KeyInfo& key);
  TokenVerifier(TokenVerifier&&) noexcept;
  TokenVerifier& operator=(TokenVerifier&&) noexcept;
  ~TokenVerifier();

  /// Whether a signature of this length by `alg` can be this key's at all. Cheap.
  bool Fits(std::string_view alg, std::size_t signature_size) const;
  /// Whether `signature` (raw r || s for ES, RFC 7518 section 3.4) is this key's over `input`.
  bool Verifies(std::string_view alg, std::string_view input, std::string_view signature) const;

 private:
  struct Impl;
  explicit TokenVerifier(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_VERIFY_H_
