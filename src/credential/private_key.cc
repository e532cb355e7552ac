#include "credential/private_key.h"

#include <algorithm>
#include <string>

#include "credential/key_der.h"
#include "credential/known_samples.h"
#include "credential/openssh.h"
#include "credential/signals.h"
#include "text/charset.h"
#include "text/entropy.h"

namespace packrake {
namespace {

constexpr std::size_t kLeastMaterial = 40;

// Real keys reach 0.95 of what random base64 shows; DER's fixed first bytes and short bodies cost some.
constexpr double kLeastShareOfRandom = 0.85;

}  // namespace

void DescribeKey(const KeyInfo& key, Draft& draft) {
  const auto add = [&draft](const char* name, std::string value) {
    if (!value.empty()) draft.facts.push_back({name, std::move(value)});
  };
  add("type", key.type);
  add("bits", key.bits == 0 ? "" : std::to_string(key.bits));
  add("curve", key.curve);
  add("encrypted", key.encrypted ? key.protection : "no");
  add("spki-sha256", SpkiFingerprint(key.spki));
  if (!key.spki.empty()) draft.identity = key.spki;
  if (key.encrypted) {
    draft.signals.emplace_back(key.legacy_protection ? signal::kEncryptedLegacy : signal::kEncrypted);
  } else {
    draft.signals.emplace_back(key.consistent ? signal::kKeyParses : signal::kStructureOnly);
  }
  if (IsWeakKey(key)) draft.signals.emplace_back(signal::kWeakKey);
  if (const auto sample = KnownKey(key.spki)) {
    draft.signals.emplace_back(sample->kind == SampleKind::kPublic ? signal::kKnownPublic : signal::kShippedDefault);
    add("sample", std::string(sample->name));
  }
}

std::optional<KeyInfo> ReadPemKey(const PemBlock& block) {
  if (!block.plausible) return std::nullopt;
  if (!block.cipher.empty()) {
    // OpenSSL's EVP_BytesToKey: one round of MD5 over passphrase and salt.
    KeyInfo key;
    key.type = block.label.starts_with("RSA ") ? "RSA" : block.label.starts_with("EC ") ? "EC" : "";
    key.encrypted = true;
    key.protection = block.cipher;
    key.legacy_protection = true;
    return key;
  }
  if (block.label.starts_with("OPENSSH ")) return ReadOpenSshKey(block.bytes);
  return ReadPrivateKeyDer(block.bytes);
}

bool LooksLikeKeyMaterial(std::string_view body) {
  if (body.size() < kLeastMaterial) return false;
  const auto any = [body](char first, char last) {
    return std::any_of(body.begin(), body.end(), [=](char c) { return c >= first && c <= last; });
  };
  return any('A', 'Z') && any('a', 'z') && any('0', '9') &&
         ShannonEntropy(body) >= kLeastShareOfRandom * ExpectedEntropy("base64", body.size());
}

}  // namespace packrake
