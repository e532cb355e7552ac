#include "credential/openssh.h"

#include <openssl/evp.h>

#include <cstdint>
#include <string>

#include "credential/bcrypt_pbkdf.h"
#include "credential/openssl_handles.h"

namespace packrake {
namespace {

constexpr std::string_view kMagic("openssh-key-v1\0", 15);

struct SshContainer {
  std::string_view cipher, kdf, options, blob, hidden;
};

std::optional<SshContainer> ReadContainer(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  SshReader reader(bytes.substr(kMagic.size()));
  const auto cipher = reader.TakeString(), kdf = reader.TakeString(), options = reader.TakeString();
  const auto count = reader.TakeNumber();
  const auto blob = reader.TakeString(), hidden = reader.TakeString();
  if (!cipher || !kdf || !options || !count || *count != 1 || !blob || !hidden) return std::nullopt;
  return SshContainer{*cipher, *kdf, *options, *blob, *hidden};
}

/// AES-256 in counter mode or chained, without padding; "" when OpenSSL refuses.
std::string DecryptAes(std::string_view cipher, std::string_view key, std::string_view text) {
  const openssl::ErrorScope errors;
  const openssl::CipherContext context(EVP_CIPHER_CTX_new());
  const auto* bytes = reinterpret_cast<const unsigned char*>(key.data());
  const EVP_CIPHER* kind = cipher == "aes256-cbc" ? EVP_aes_256_cbc() : EVP_aes_256_ctr();
  if (!context || EVP_DecryptInit_ex(context.get(), kind, nullptr, bytes, bytes + 32) != 1) return "";
  EVP_CIPHER_CTX_set_padding(context.get(), 0);
  std::string out(text.size() + 16, '\0');
  int size = 0;
  if (EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) != 1) {
    return "";
  }
  out.resize(static_cast<std::size_t>(size));
  return out;
}

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

std::optional<KeyInfo> ReadSsh2Key(std::string_view bytes) {
  if (!bytes.starts_with("\x3F\x6F\xF9\xEB")) return std::nullopt;
  SshReader reader(bytes.substr(4));
  if (!reader.TakeNumber()) return std::nullopt;
  const auto kind = reader.TakeString(), cipher = reader.TakeString();
  if (!kind || !cipher || kind->size() > 200 || cipher->empty() || cipher->size() > 40) return std::nullopt;
  KeyInfo key;
  if (kind->starts_with("if-modn")) key.type = "RSA";
  if (kind->starts_with("dl-modp")) key.type = "DSA";
  key.encrypted = *cipher != "none";
  if (key.encrypted) key.protection = *cipher;
  return key;
}

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
  const auto container = ReadContainer(bytes);
  if (!container) return std::nullopt;
  auto key = ReadSshPublicBlob(container->blob);
  if (!key) return std::nullopt;
  key->encrypted = container->kdf != "none" || container->cipher != "none";
  if (key->encrypted) {
    key->protection = container->kdf == "bcrypt" ? "bcrypt" : "unknown";
    return key;
  }
  SshReader fields(container->hidden);
  const auto first = fields.TakeNumber(), second = fields.TakeNumber();
  if (!first || !second || *first != *second) return std::nullopt;
  key->consistent = PrivateFieldsAgree(fields, *key);
  return key;
}

bool OpensOpenSshKey(std::string_view bytes, std::string_view passphrase) {
  const auto container = ReadContainer(bytes);
  if (!container || container->kdf != "bcrypt") return false;
  if (container->cipher != "aes256-ctr" && container->cipher != "aes256-cbc") return false;
  const auto open = ReadSshPublicBlob(container->blob);
  SshReader options(container->options);
  const auto salt = options.TakeString();
  const auto rounds = options.TakeNumber();
  if (!open || !salt || !rounds || *rounds > kMostSshRounds) return false;
  const std::string key = BcryptPbkdf(passphrase, *salt, *rounds, 48);  // the cipher's key and its IV
  if (key.empty()) return false;
  const std::string plain = DecryptAes(container->cipher, key, container->hidden);
  SshReader fields(plain);
  const auto first = fields.TakeNumber(), second = fields.TakeNumber();
  return first && second && *first == *second && PrivateFieldsAgree(fields, *open);
}

}  // namespace packrake
