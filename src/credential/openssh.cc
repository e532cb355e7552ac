#include "credential/openssh.h"

#include <cstdint>

namespace packrake {
namespace {

constexpr std::string_view kMagic("openssh-key-v1\0", 15);

/// Fields of an unencrypted private section after its check words, checked against `open`, the public key beside it.
bool PrivateFieldsAgree(SshReader fields, const KeyInfo& open) {
  const auto name = fields.TakeString();
  if (!name) return false;
  std::optional<KeyInfo> key;
  if (*name == "ssh-rsa") {
    const auto n = fields.TakeString(), e = fields.TakeString(), d = fields.TakeString(), iqmp = fields.TakeString(),
               p = fields.TakeString(), q = fields.TakeString();
    if (d && iqmp && p && q) key = RsaKey(*n, *e, *p, *q);
  } else if (name->starts_with("ecdsa-sha2-")) {
    const auto curve = fields.TakeString(), point = fields.TakeString(), d = fields.TakeString();
    if (curve && point && d) key = EcKey(*curve, *d, *point);
  } else if (*name == "ssh-ed25519") {
    const auto x = fields.TakeString(), both = fields.TakeString();
    if (x && both && both->size() == 64) key = OkpKey("Ed25519", both->substr(0, 32), *x);
  } else {
    return true;  // security keys and DSA: nothing that we could compute
  }
  return key && key->consistent && key->spki == open.spki;
}

}  // namespace

std::optional<std::uint32_t> SshReader::TakeNumber() {
  if (rest_.size() < 4) return std::nullopt;
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<std::uint8_t>(rest_[static_cast<std::size_t>(i)]);
  rest_.remove_prefix(4);
  return number;
}

std::optional<std::string_view> SshReader::TakeString() {
  SshReader ahead = *this;
  const auto size = ahead.TakeNumber();
  if (!size || *size > ahead.rest_.size()) return std::nullopt;
  const std::string_view bytes = ahead.rest_.substr(0, *size);
  rest_ = ahead.rest_.substr(*size);
  return bytes;
}

std::optional<KeyInfo> ReadSshPublicBlob(std::string_view blob) {
  SshReader reader(blob);
  const auto name = reader.TakeString();
  if (!name) return std::nullopt;
  if (*name == "ssh-rsa") {
    const auto e = reader.TakeString(), n = reader.TakeString();
    return e && n ? RsaKey(*n, *e, "", "") : std::nullopt;
  }
  if (*name == "ssh-ed25519") {
    const auto x = reader.TakeString();
    return x ? OkpKey("Ed25519", "", *x) : std::nullopt;
  }
  if (name->starts_with("ecdsa-sha2-")) {
    const auto curve = reader.TakeString(), point = reader.TakeString();
    return curve && point ? EcKey(*curve, "", *point) : std::nullopt;
  }
  if (*name == "ssh-dss") {
    const auto p = reader.TakeString(), q = reader.TakeString(), g = reader.TakeString(), y = reader.TakeString();
    return y ? DsaKey(*p, *q, *g, *y) : std::nullopt;
  }
  if (name->starts_with("sk-")) {
    KeyInfo key;  // the private half is a handle that is worth nothing without its hardware
    key.type = "FIDO";
    return key;
  }
  return std::nullopt;
}

std::optional<KeyInfo> ReadOpenSshKey(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  SshReader reader(bytes.substr(kMagic.size()));
  const auto cipher = reader.TakeString(), kdf = reader.TakeString(), options = reader.TakeString();
  const auto count = reader.TakeNumber();
  const auto blob = reader.TakeString(), hidden = reader.TakeString();
  if (!cipher || !kdf || !options || !count || *count != 1 || !blob || !hidden) return std::nullopt;
  auto key = ReadSshPublicBlob(*blob);
  if (!key) return std::nullopt;
  key->encrypted = *kdf != "none" || *cipher != "none";
  if (key->encrypted) {
    key->protection = *kdf == "bcrypt" ? "bcrypt" : "unknown";
    return key;
  }
  SshReader fields(*hidden);
  const auto first = fields.TakeNumber(), second = fields.TakeNumber();
  if (!first || !second || *first != *second) return std::nullopt;
  key->consistent = PrivateFieldsAgree(fields, *key);
  return key;
}

}  // namespace packrake
