#include "credential/decrypt.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/base64.h"
#include "base/digest.h"
#include "base/hex.h"
#include "credential/der.h"
#include "credential/der_text.h"
#include "credential/key_der.h"
#include "credential/keystore.h"
#include "credential/openssh.h"
#include "credential/openssl_handles.h"
#include "credential/pem_text.h"

namespace packrake {
namespace {

constexpr int kSlowestTries = 3;  // bcrypt: 0.2 s each, as long as git reads 20 MB of packs; scrypt: 0.05 s
constexpr int kSlowTries = 50;
constexpr int kFastTries = 5000;
constexpr std::uint32_t kMostRounds = 1'000'000;
constexpr std::uint32_t kMostScryptCost = 1U << 15;  // 32 MiB, what OpenSSL allows; its own keys take half

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// `text` decrypted by `cipher`, padding checked when `padded`; nothing when that fails.
std::optional<std::string> Decrypt(const EVP_CIPHER* cipher, std::string_view key, std::string_view iv,
                                   std::string_view text, bool padded) {
  const openssl::CipherContext context(EVP_CIPHER_CTX_new());
  if (!context || EVP_DecryptInit_ex(context.get(), cipher, nullptr, Bytes(key), Bytes(iv)) != 1) return std::nullopt;
  EVP_CIPHER_CTX_set_padding(context.get(), padded ? 1 : 0);
  std::string out(text.size() + 32, '\0');
  int first = 0, last = 0;
  if (EVP_DecryptUpdate(context.get(), Bytes(out), &first, Bytes(text), static_cast<int>(text.size())) != 1 ||
      EVP_DecryptFinal_ex(context.get(), Bytes(out) + first, &last) != 1) {
    return std::nullopt;
  }
  out.resize(static_cast<std::size_t>(first) + static_cast<std::size_t>(last));
  return out;
}

bool IsWholeKey(std::string_view der) {
  const auto key = ReadPrivateKeyDer(der);
  return key && !key->encrypted && key->consistent && DerSize(der) == der.size();
}

/// OpenSSL's old PEM encryption: one round of MD5 over passphrase and the first eight bytes of the IV.
bool OpensLegacy(const PemBlock& block, std::string_view passphrase) {
  const openssl::ErrorScope errors;
  const EVP_CIPHER* cipher = EVP_get_cipherbyname(block.cipher.c_str());
  if (cipher == nullptr || EVP_CIPHER_get_iv_length(cipher) != static_cast<int>(block.iv.size()) ||
      block.iv.size() < 8) {
    return false;
  }
  std::string key(EVP_MAX_KEY_LENGTH, '\0');
  if (EVP_BytesToKey(cipher, EVP_md5(), Bytes(std::string_view(block.iv)), Bytes(passphrase),
                     static_cast<int>(passphrase.size()), 1, Bytes(key), nullptr) == 0) {
    return false;
  }
  const auto der = Decrypt(cipher, key, block.iv, block.bytes, true);
  return der && IsWholeKey(*der);
}

/// Every INTEGER in the first levels of PKCS#8's algorithm: rounds and memory among them.
std::uint32_t LargestParameter(std::string_view algorithm, int depth = 0) {
  std::uint32_t largest = 0;
  DerReader reader(algorithm);
  while (const auto value = reader.Next()) {
    if (value->Is(DerTag::kSequence) && depth < 5) {
      largest = std::max(largest, LargestParameter(value->content, depth + 1));
    } else if (value->Is(DerTag::kInteger)) {
      std::uint64_t number = 0;
      for (const char c : value->content.substr(0, 5)) number = number << 8 | static_cast<std::uint8_t>(c);
      largest = std::max(largest, static_cast<std::uint32_t>(std::min<std::uint64_t>(number, UINT32_MAX)));
    }
  }
  return largest;
}

constexpr std::string_view kScryptOid("\x06\x09\x2B\x06\x01\x04\x01\xDA\x47\x04\x0B", 11);

/// PKCS#8's encryption algorithm where a try costs at most a second; nothing where it costs more.
std::optional<std::string_view> CheapAlgorithm(std::string_view der) {
  DerReader outer(der);
  DerReader inside(outer.Take(DerTag::kSequence).value_or(""));
  const auto algorithm = inside.Take(DerTag::kSequence);
  if (!algorithm) return std::nullopt;
  const bool scrypt = algorithm->find(kScryptOid) != std::string_view::npos;
  return LargestParameter(*algorithm) <= (scrypt ? kMostScryptCost : kMostRounds) ? algorithm : std::nullopt;
}

bool OpensPkcs8(std::string_view der, std::string_view passphrase) {
  const openssl::ErrorScope errors;
  const unsigned char* cursor = Bytes(der);
  const openssl::EncryptedKey locked(d2i_X509_SIG(nullptr, &cursor, static_cast<long>(der.size())));
  if (!locked) return false;
  const openssl::KeyBag open(PKCS8_decrypt(locked.get(), passphrase.data(), static_cast<int>(passphrase.size())));
  if (!open) return false;
  const int size = i2d_PKCS8_PRIV_KEY_INFO(open.get(), nullptr);
  if (size <= 0) return false;
  std::string plain(static_cast<std::size_t>(size), '\0');
  unsigned char* out = Bytes(plain);
  i2d_PKCS8_PRIV_KEY_INFO(open.get(), &out);
  return IsWholeKey(plain);
}

/// A PuTTY key of version 2: appendix C.3 of its manual.
struct Putty2 {
  std::string algorithm, encryption, comment, open, closed, mac;
};

std::optional<Putty2> ReadPutty2(std::string_view text) {
  if (!text.starts_with("PuTTY-User-Key-File-2: ")) return std::nullopt;
  const std::string plain = UnescapeText(text);
  Putty2 key;
  std::string* body = nullptr;
  int lines = 0;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find('\n', at), plain.size());
    std::string line = plain.substr(at, end - at);
    at = end + 1;
    line.erase(0, line.find_first_not_of(" \t"));
    if (body != nullptr && lines > 0) {
      *body += line;
      if (--lines == 0) body = nullptr;
      continue;
    }
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) continue;
    const std::string name = line.substr(0, colon), value = line.substr(colon + 2);
    if (name == "PuTTY-User-Key-File-2") key.algorithm = value;
    if (name == "Encryption") key.encryption = value;
    if (name == "Comment") key.comment = value;
    if (name == "Private-MAC") key.mac = HexDecode(value).value_or("");
    if (name == "Public-Lines" || name == "Private-Lines") {
      body = name == "Public-Lines" ? &key.open : &key.closed;
      lines = std::clamp(std::atoi(value.c_str()), 0, 400);
    }
  }
  key.open = Base64DecodeLenient(key.open);
  key.closed = Base64DecodeLenient(key.closed);
  if (key.encryption != "aes256-cbc" || key.closed.empty() || key.closed.size() % 16 != 0 || key.mac.size() != 20) {
    return std::nullopt;
  }
  return key;
}

std::string Sha1Bytes(std::string_view text) {
  const Sha1Digest digest = Sha1(text);
  return {digest.begin(), digest.end()};
}

void AppendSshString(std::string_view bytes, std::string& out) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(bytes.size() >> shift & 0xFF);
  out += bytes;
}

bool OpensPutty2(const Putty2& key, std::string_view passphrase) {
  const openssl::ErrorScope errors;
  std::string cipher_key;
  for (const char sequence : {'\0', '\1'}) {
    cipher_key += Sha1Bytes(std::string("\0\0\0", 3) + sequence + std::string(passphrase));
  }
  const auto plain = Decrypt(EVP_aes_256_cbc(), cipher_key, std::string(16, '\0'), key.closed, false);
  if (!plain) return false;
  std::string message;
  for (const std::string* part : {&key.algorithm, &key.encryption, &key.comment, &key.open, &*plain}) {
    AppendSshString(*part, message);
  }
  const std::string mac_key = Sha1Bytes("putty-private-key-file-mac-key" + std::string(passphrase));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha1(), mac_key.data(), static_cast<int>(mac_key.size()), Bytes(std::string_view(message)), message.size(),
       mac.data(), &size);
  return std::string_view(reinterpret_cast<const char*>(mac.data()), size) == key.mac;
}

}  // namespace

struct LockedSecret::Impl {
  std::optional<PemBlock> legacy;
  std::string pkcs8;
  std::string ssh;
  std::optional<Putty2> putty;
  std::string store;
  bool slow = true;
  bool slowest = false;
};

LockedSecret::LockedSecret(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LockedSecret::LockedSecret(LockedSecret&&) noexcept = default;
LockedSecret& LockedSecret::operator=(LockedSecret&&) noexcept = default;
LockedSecret::~LockedSecret() = default;

std::optional<LockedSecret> LockedSecret::Read(std::string_view secret) {
  auto impl = std::make_unique<Impl>();
  if (auto putty = ReadPutty2(secret)) {
    impl->putty = std::move(putty);
    impl->slow = false;
    return LockedSecret(std::move(impl));
  }
  if (const auto store = ReadKeystore(secret)) {
    if (store->type == "KeePass") return std::nullopt;
    impl->store = secret;
    impl->slow = store->type == "PKCS#12" || store->type == "BKS";
    return LockedSecret(std::move(impl));
  }
  if (auto block = secret.starts_with("----") ? ReadPemBlock(secret) : std::nullopt) {
    if (!block->plausible) return std::nullopt;
    if (!block->cipher.empty()) {
      impl->legacy = std::move(block);
      impl->slow = false;
      return LockedSecret(std::move(impl));
    }
    impl->pkcs8 = block->bytes;
  } else {
    Window window(secret);
    const auto text = ReadDerText(window, 0, std::min(secret.find('\n'), secret.size()));
    if (!text) return std::nullopt;
    impl->pkcs8 = text->bytes;
  }
  if (const auto ssh = ReadOpenSshKey(impl->pkcs8)) {
    if (ssh->protection != "bcrypt") return std::nullopt;
    impl->ssh = std::move(impl->pkcs8);
    impl->slowest = true;
    return LockedSecret(std::move(impl));
  }
  const auto key = ReadPrivateKeyDer(impl->pkcs8);
  const auto algorithm = CheapAlgorithm(impl->pkcs8);
  if (!key || !key->encrypted || !algorithm) return std::nullopt;
  impl->slowest = algorithm->find(kScryptOid) != std::string_view::npos;
  return LockedSecret(std::move(impl));
}

bool LockedSecret::Opens(std::string_view passphrase) const {
  if (passphrase.size() > 1024) return false;
  if (impl_->legacy) return OpensLegacy(*impl_->legacy, passphrase);
  if (impl_->putty) return OpensPutty2(*impl_->putty, passphrase);
  if (!impl_->ssh.empty()) return OpensOpenSshKey(impl_->ssh, passphrase);
  if (!impl_->store.empty()) return OpensKeystore(impl_->store, passphrase);
  return OpensPkcs8(impl_->pkcs8, passphrase);
}

int LockedSecret::most_tries() const { return impl_->slowest ? kSlowestTries : impl_->slow ? kSlowTries : kFastTries; }

}  // namespace packrake
