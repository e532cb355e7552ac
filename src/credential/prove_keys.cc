#include "credential/prove_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/parallel.h"
#include "base/path.h"
#include "credential/jwt.h"
#include "credential/key_text.h"
#include "credential/known_samples.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr int kMostProofs = 5;  // of one kind for one key: more tell nothing more
constexpr std::size_t kLongest = 256;  // bytes of a passphrase

}  // namespace

bool KeyProver::AddKey(const ProofInput& input) {
  auto info = ReadPrivateKeyText(input.secret);
  if (!info || info->spki.empty()) return false;
  by_spki_[info->spki].push_back(keys_.size());
  auto verifier = TokenVerifier::Create(*info);
  keys_.push_back({input.finding, std::string(input.place), std::move(*info), std::move(verifier), 0, 0});
  return true;
}

void KeyProver::TryToken(const ProofInput& token, std::vector<Proof>& proofs) {
  const auto jws = ParseCompactJws(token.secret);
  if (!jws || jws->signature.empty()) return;
  for (Key& key : keys_) {
    if (!key.verifier || !key.verifier->Verifies(jws->alg, jws->signing_input, jws->signature)) continue;
    proofs.push_back({token.finding,
                      key.finding,
                      {"signature", fmt::format("its {} signature is by the private key at {}", jws->alg, key.place)},
                      {signal::kProved},
                      {},
                      {}});
    // A token of an RFC's key is an RFC's token.
    if (const auto sample = KnownKey(key.info.spki); sample && sample->kind == SampleKind::kPublic)
      proofs.back().signals.emplace_back(signal::kKnownPublic);
    if (key.tokens++ >= kMostProofs) return;
    proofs.push_back({key.finding,
                      token.finding,
                      {"signature", fmt::format("it signed the {} token at {}", jws->alg, token.place)},
                      {signal::kProved},
                      {},
                      {}});
    return;
  }
}

void KeyProver::TryPublic(const KeyInfo& public_key, std::string_view kind, std::string_view place,
                          std::vector<Proof>& proofs) {
  const auto found = by_spki_.find(public_key.spki);
  if (public_key.spki.empty() || found == by_spki_.end()) return;
  for (const std::size_t i : found->second) {
    Key& key = keys_[i];
    if (key.publics++ >= kMostProofs) continue;
    proofs.push_back({key.finding,
                      std::nullopt,
                      {"key-pair", fmt::format("its public half is the {} at {}", kind, place)},
                      {signal::kProved},
                      {},
                      {}});
  }
}

std::vector<std::pair<std::string, std::string>> KeyProver::PublicPems() const {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const Key& key : keys_) {
    for (std::string& pem : PublicPemTexts(key.info)) texts.emplace_back(std::move(pem), key.place);
  }
  return texts;
}

bool PassphraseProver::AddLocked(const ProofInput& input) {
  auto secret = LockedSecret::Read(input.secret);
  if (!secret) return false;
  const int tries = secret->most_tries();
  locked_.push_back({input.finding, std::string(input.place), std::move(*secret), tries, false, {}});
  ++left_;
  return true;
}

std::vector<std::uint32_t> PassphraseProver::left_findings() const {
  std::vector<std::uint32_t> left;
  for (const Locked& locked : locked_) {
    if (!locked.opened && locked.tries_left > 0) left.push_back(locked.finding);
  }
  return left;
}

bool PassphraseProver::TryOn(Locked& locked, std::string_view text) {
  if (locked.opened || locked.tries_left <= 0 || text.size() > kLongest || !locked.tried.emplace(text).second)
    return false;
  locked.opened = locked.secret.Opens(text);
  --locked.tries_left;
  return locked.opened;
}

void PassphraseProver::CountLeft() { left_ = left_findings().size(); }

void PassphraseProver::TryKnown(std::span<const ProofInput> secrets, int threads, const std::function<bool()>& goes_on,
                                std::vector<Proof>& proofs) {
  static constexpr auto kCommon = std::to_array<std::string_view>({"password", "", "changeit", "changeme", "123456",
                                                                   "secret", "test", "passphrase", "android", "admin",
                                                                   "keystore", "storepass"});
  constexpr int kKept = 1;  // tries for the texts beside a key that opens slowly: they are likelier than any word
  std::vector<std::vector<Proof>> found(locked_.size());
  ParallelFor(threads, locked_.size(), [&](int, std::size_t i) {
    Locked& locked = locked_[i];
    const auto attempt = [&](const ProofInput& secret) {
      if (secret.secret.empty() || !TryOn(locked, secret.secret)) return;
      const Evidence opened{"passphrase", fmt::format("the text at {} opens it", secret.place)};
      if (secret.family == kPassphraseFamily) {
        found[i].push_back({locked.finding, std::nullopt, opened, {signal::kProved}, {}, {}});
        return;
      }
      found[i].push_back({locked.finding, secret.finding, opened, {signal::kProved}, {}, {}});
      const Evidence opens{"passphrase", fmt::format("it opens the encrypted key at {}", locked.place)};
      found[i].push_back({secret.finding, locked.finding, opens, {signal::kProved}, {}, {}});
    };
    for (const bool beside : {true, false}) {
      for (const ProofInput& secret : secrets) {
        if (locked.opened || locked.tries_left <= (beside ? 0 : kKept) || !goes_on()) break;
        if ((FolderOf(secret.place) == FolderOf(locked.place)) == beside) attempt(secret);
      }
    }
    for (const std::string_view word : kCommon) {
      if (locked.opened || locked.tries_left <= kKept || !goes_on()) break;
      if (!TryOn(locked, word)) continue;
      const std::string shown = word.empty() ? "an empty passphrase" : "a passphrase that everyone tries first";
      found[i].push_back({locked.finding,
                          std::nullopt,
                          {"passphrase", fmt::format("{} opens it", shown)},
                          {signal::kProved, signal::kDictionaryWord},
                          {},
                          {}});
    }
  });
  for (std::vector<Proof>& some : found) std::move(some.begin(), some.end(), std::back_inserter(proofs));
  CountLeft();
}

void PassphraseProver::Try(std::string_view text, std::string_view place, std::vector<Proof>& proofs) {
  if (left_ == 0 || text.empty()) return;
  const std::string_view folder = FolderOf(place);
  for (Locked& locked : locked_) {
    if (FolderOf(locked.place) != folder || !TryOn(locked, text)) continue;
    const Evidence opened{"passphrase", fmt::format("the text at {} opens it", place)};
    proofs.push_back({locked.finding, std::nullopt, opened, {signal::kProved}, {}, {}});
  }
  CountLeft();
}

}  // namespace packrake
