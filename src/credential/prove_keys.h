#ifndef PACKRAKE_CREDENTIAL_PROVE_KEYS_H_
#define PACKRAKE_CREDENTIAL_PROVE_KEYS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "credential/decrypt.h"
#include "credential/key.h"
#include "credential/prove.h"
#include "credential/verify.h"

/// The parts of proof that are not about HMAC.
namespace packrake {

/// Private keys held against tokens and public keys.
class KeyProver {
 public:
  /// Reads `input.secret`, a finding of family private-key; false when it does not decode to a key with a public half.
  bool AddKey(const ProofInput& input);
  /// Verifies one token of an asymmetric algorithm with every key that fits; adds a proof for both where it holds.
  void TryToken(const ProofInput& token, std::vector<Proof>& proofs);
  /// Holds one public key found at `place` against all keys; adds a proof for a key the first few times.
  void TryPublic(const KeyInfo& key, std::string_view kind, std::string_view place, std::vector<Proof>& proofs);
  bool empty() const { return keys_.empty(); }
  /// The public halves as PEM texts with the places of their keys, for the algorithm confusion test.
  std::vector<std::pair<std::string, std::string>> PublicPems() const;

 private:
  struct Key {
    std::uint32_t finding = 0;
    std::string place;
    KeyInfo info;
    std::optional<TokenVerifier> verifier;
    int tokens = 0;  // proofs given
    int publics = 0;
  };
  std::vector<Key> keys_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_spki_;
};

/// Encrypted keys and keystores held against passphrases.
class PassphraseProver {
 public:
  /// Reads a finding of family private-key or keystore; false when passphrases cannot be tried on it.
  bool AddLocked(const ProofInput& input);
  /// Tries `secrets`, findings and texts of family passphrase that may stand anywhere, those in a key's own folder
  /// first, and then what people call such things: the words that keytool's and openssl's manuals use, and the
  /// commonest. On `threads` threads, which all ask `goes_on` whether to go on.
  void TryKnown(std::span<const ProofInput> secrets, int threads, const std::function<bool()>& goes_on,
                std::vector<Proof>& proofs);
  /// Tries `text`, which stands at `place`, on what stands in the same folder, while tries are left.
  void Try(std::string_view text, std::string_view place, std::vector<Proof>& proofs);
  /// Whether a passphrase may still open something.
  bool any_left() const { return left_ != 0; }
  /// Those that are not open yet and have tries left.
  std::vector<std::uint32_t> left_findings() const;

 private:
  struct Locked {
    std::uint32_t finding = 0;
    std::string place;
    LockedSecret secret;
    int tries_left = 0;
    bool opened = false;
    std::unordered_set<std::string> tried;
  };
  static bool TryOn(Locked& locked, std::string_view text);
  void CountLeft();
  std::vector<Locked> locked_;
  std::size_t left_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PROVE_KEYS_H_
