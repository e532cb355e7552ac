#include "credential/keystore.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/digest.h"
#include "credential/der.h"
#include "credential/openssl_handles.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr std::string_view kJks("\xFE\xED\xFE\xED", 4);
constexpr std::string_view kJceks("\xCE\xCE\xCE\xCE", 4);
constexpr std::string_view kKeePass("\x03\xD9\xA2\x9A", 4);  // then 65 FB 4B B5 (version 1), 66 or 67 (version 2)
// 1.2.840.113549.1.12.10.1.1 and .2: a key, plain or encrypted; .3 a certificate. The part of keys stands outside the
// encrypted parts in every store that OpenSSL, Java or Windows writes.
constexpr std::string_view kBag("\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x0A\x01", 12);

constexpr std::size_t kMostRead = 1U << 20;
constexpr std::uint32_t kMostEntries = 10'000;
constexpr long kMostRounds = 1'000'000;

/// Big-endian fields, as java.io.DataInputStream reads them.
class DataReader {
 public:
  explicit DataReader(std::string_view bytes) : bytes_(bytes) {}
  std::uint32_t Number(int octets) {
    std::uint32_t number = 0;
    for (const char c : Bytes(static_cast<std::size_t>(octets))) number = number << 8 | static_cast<std::uint8_t>(c);
    return number;
  }
  std::string_view Bytes(std::size_t size) {
    if (size > bytes_.size() - at_) {
      broken_ = true;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  bool broken() const { return broken_; }
  std::size_t at() const { return at_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

void SkipCertificate(std::uint32_t version, DataReader& reader) {
  if (version == 2) reader.Bytes(reader.Number(2));  // "X.509"
  reader.Bytes(reader.Number(4));
}

std::optional<Keystore> ReadJava(std::string_view bytes) {
  DataReader reader(bytes);
  Keystore store;
  store.type = reader.Bytes(4) == kJks ? "JKS" : "JCEKS";
  const std::uint32_t version = reader.Number(4);
  const std::uint32_t count = reader.Number(4);
  if (reader.broken() || version < 1 || version > 2 || count == 0 || count > kMostEntries) return std::nullopt;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t tag = reader.Number(4);
    const std::string_view alias = reader.Bytes(reader.Number(2));
    reader.Bytes(8);  // date
    if (tag == 1) {
      reader.Bytes(reader.Number(4));
      const std::uint32_t chain = reader.Number(4);
      for (std::uint32_t c = 0; c < chain && !reader.broken(); ++c) SkipCertificate(version, reader);
    } else if (tag == 2) {
      SkipCertificate(version, reader);
    } else if (tag == 3) {
      store.opaque = true;  // a serialized Java object follows: a secret key, of a length told nowhere
    } else {
      break;
    }
    if (reader.broken()) break;
    if (tag == 1 && store.private_keys++ == 0) store.alias = alias.substr(0, 100);
    if (tag == 2) ++store.certificates;
    if (tag == 3) break;
  }
  if (store.private_keys + store.certificates == 0 && !store.opaque) return std::nullopt;
  store.size = store.opaque || reader.broken() ? bytes.size() : std::min(reader.at() + 20, bytes.size());
  return store;
}

std::optional<Keystore> ReadPkcs12(std::string_view bytes) {
  if (bytes.size() < 32 || bytes[0] != '\x30') return std::nullopt;
  // PFX { version 3, authSafe ContentInfo { data or signedData … } }. BER with an indefinite length (80) occurs.
  const bool indefinite = bytes[1] == '\x80';
  const std::size_t size = indefinite ? bytes.size() : DerSize(bytes).value_or(0);
  if (size < 32 || size > bytes.size()) return std::nullopt;  // none, or cut
  const std::size_t version = bytes.find(std::string_view("\x02\x01\x03\x30", 4));
  if (version > 6) return std::nullopt;  // or absent: npos
  const std::string_view contents = bytes.substr(0, size);
  const std::size_t oid = contents.find(std::string_view("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07", 10));
  if (oid == std::string_view::npos || oid > version + 10) return std::nullopt;
  Keystore store;
  store.type = "PKCS#12";
  store.size = size;
  for (std::size_t at = contents.find(kBag); at != std::string_view::npos; at = contents.find(kBag, at + 1)) {
    const char kind = at + kBag.size() < contents.size() ? contents[at + kBag.size()] : '\0';
    if (kind == '\x01' || kind == '\x02') ++store.private_keys;
    if (kind == '\x03') ++store.certificates;
  }
  // Constructed strings of an indefinite length may cut a bag's name in two.
  store.opaque = store.private_keys == 0 && store.certificates == 0 && indefinite;
  return store;
}

/// Bouncy Castle's: a version of 1 or 2, a salt of 20 bytes, the rounds of its checksum, then entries to a zero octet.
std::optional<Keystore> ReadBks(std::string_view bytes) {
  DataReader reader(bytes);
  const std::uint32_t version = reader.Number(4);
  if (version < 1 || version > 2 || reader.Number(4) != 20) return std::nullopt;
  reader.Bytes(20);
  const std::uint32_t rounds = reader.Number(4);
  if (reader.broken() || rounds == 0 || rounds > kMostRounds) return std::nullopt;
  Keystore store;
  store.type = "BKS";
  const auto skip_certificate = [&reader] {
    reader.Bytes(reader.Number(2));  // "X.509"
    reader.Bytes(reader.Number(4));
  };
  for (std::uint32_t entries = 0; entries < kMostEntries && !reader.broken(); ++entries) {
    const std::uint32_t kind = reader.Number(1);
    if (kind == 0 || kind > 4 || reader.broken()) break;
    const std::string_view alias = reader.Bytes(reader.Number(2));
    reader.Bytes(8);  // date
    const std::uint32_t chain = reader.Number(4);
    for (std::uint32_t c = 0; c < chain && !reader.broken(); ++c) skip_certificate();
    if (kind == 1) {
      skip_certificate();
    } else {
      if (kind == 2) {  // a key in the clear: its kind, format and algorithm come first
        reader.Number(1);
        reader.Bytes(reader.Number(2));
        reader.Bytes(reader.Number(2));
      }
      reader.Bytes(reader.Number(4));
    }
    if (reader.broken()) break;
    if (kind == 1) {
      ++store.certificates;
    } else if (store.private_keys++ == 0) {
      store.alias = alias.substr(0, 100);
    }
  }
  if (store.private_keys + store.certificates == 0) return std::nullopt;
  store.size = reader.broken() ? bytes.size() : std::min(reader.at() + 20, bytes.size());
  return store;
}

/// JavaKeyStore.getPreKeyedHash: SHA-1 of the password in UTF-16BE, a phrase, and everything but the digest itself.
bool OpensJava(std::string_view bytes, std::string_view password) {
  if (bytes.size() < 32) return false;
  std::string keyed;
  for (const char c : password) keyed += std::string{'\0', c};
  keyed += "Mighty Aphrodite";
  keyed += bytes.substr(0, bytes.size() - 20);
  const Sha1Digest digest = Sha1(keyed);
  return std::equal(digest.begin(), digest.end(),
                    reinterpret_cast<const std::uint8_t*>(bytes.data()) + bytes.size() - 20);
}

bool OpensPkcs12(std::string_view bytes, std::string_view password) {
  const openssl::ErrorScope errors;
  const auto* cursor = reinterpret_cast<const unsigned char*>(bytes.data());
  const openssl::Pkcs12 store(d2i_PKCS12(nullptr, &cursor, static_cast<long>(bytes.size())));
  if (!store || PKCS12_mac_present(store.get()) != 1) return false;
  const ASN1_INTEGER* rounds = nullptr;
  PKCS12_get0_mac(nullptr, nullptr, nullptr, &rounds, store.get());
  if (rounds != nullptr && (ASN1_INTEGER_get(rounds) < 0 || ASN1_INTEGER_get(rounds) > kMostRounds)) return false;
  const std::string terminated(password);
  return PKCS12_verify_mac(store.get(), terminated.c_str(), static_cast<int>(terminated.size())) == 1;
}

/// Bouncy Castle's BcKeyStoreSpi.engineLoad: HMAC-SHA1 over the entries, its key by PKCS#12's way (RFC 7292 appendix B)
/// from the password; in version 1 a key of 20 bits, which makes 2 bytes.
bool OpensBouncyCastle(std::string_view bytes, std::string_view password) {
  constexpr std::size_t kHeader = 32, kMac = 20;  // version, salt with its length, rounds; SHA-1's digest
  if (bytes.size() <= kHeader + kMac) return false;
  const openssl::ErrorScope errors;
  DataReader reader(bytes);
  const std::uint32_t version = reader.Number(4);
  std::string salt(reader.Bytes(reader.Number(4)));
  const std::uint32_t rounds = reader.Number(4);
  if (reader.at() != kHeader) return false;
  std::array<unsigned char, kMac> key{};
  const int key_size = version == 1 ? 2 : static_cast<int>(key.size());
  if (PKCS12_key_gen_utf8(std::string(password).c_str(), static_cast<int>(password.size()),
                          reinterpret_cast<unsigned char*>(salt.data()), static_cast<int>(salt.size()), PKCS12_MAC_ID,
                          static_cast<int>(rounds), key_size, key.data(), EVP_sha1()) != 1) {
    return false;
  }
  const std::string_view entries = bytes.substr(kHeader, bytes.size() - kHeader - kMac);
  std::array<unsigned char, kMac> mac{};
  HMAC(EVP_sha1(), key.data(), key_size, reinterpret_cast<const unsigned char*>(entries.data()), entries.size(),
       mac.data(), nullptr);
  return std::equal(mac.begin(), mac.end(), reinterpret_cast<const unsigned char*>(bytes.data()) + bytes.size() - kMac);
}

class KeystoreAtBeginning : public Examiner {
 public:
  std::string_view name() const override { return "keystore"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    window.SeeBegin();
    // PKCS#12's pattern begins behind the outer header; that of BKS, whose own bytes are few, at its first certificate.
    if (match.begin > 6 && !window.Read(0, 8).ends_with(std::string_view("\0\0\0\x14", 4))) return;
    const auto store = ReadKeystore(window.Read(0, kMostRead));
    if (!store || (store->private_keys == 0 && !store->opaque)) return;
    Draft draft;
    draft.begin = 0;
    draft.end = store->size;
    draft.secret = window.Read(0, store->size);
    draft.identity = Sha256Hex(draft.secret);
    draft.facts.push_back({"type", store->type});
    if (store->private_keys > 0) draft.facts.push_back({"private-keys", std::to_string(store->private_keys)});
    if (!store->alias.empty()) draft.facts.push_back({"alias", store->alias});
    if (store->opaque) draft.confidence = Confidence::kMedium;
    drafts.push_back(std::move(draft));
  }
};

class FileName : public Examiner {
 public:
  std::string_view name() const override { return "file-name"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    const PatternMatch& match = matches.front();
    if (match.begin != 0) return;
    window.SeeBegin();
    if (match.end != window.size()) return;
    Draft draft;
    draft.begin = match.secret_begin;
    draft.end = match.secret_end;
    draft.identity = window.Read(match.secret_begin, match.secret_end);
    draft.identity_needs_path = true;
    drafts.push_back(std::move(draft));
  }
};

}  // namespace

std::optional<Keystore> ReadKeystore(std::string_view bytes) {
  if (bytes.starts_with(kJks) || bytes.starts_with(kJceks)) return ReadJava(bytes);
  if (bytes.starts_with(kKeePass) && bytes.size() > 64 && bytes.substr(5, 3) == "\xFB\x4B\xB5") {
    Keystore store;
    store.type = "KeePass";
    store.size = bytes.size();
    store.opaque = true;
    return store;
  }
  if (bytes.starts_with(std::string_view("\0\0\0", 3))) return ReadBks(bytes);
  return ReadPkcs12(bytes);
}

bool OpensKeystore(std::string_view bytes, std::string_view password) {
  const auto store = ReadKeystore(bytes);
  if (!store) return false;
  const std::string_view whole = bytes.substr(0, store->size);
  if (store->type == "JKS" || store->type == "JCEKS") return OpensJava(whole, password);
  if (store->type == "BKS") return OpensBouncyCastle(whole, password);
  return store->type == "PKCS#12" && OpensPkcs12(whole, password);
}

const Examiner& KeystoreExaminer() {
  static const KeystoreAtBeginning examiner;
  return examiner;
}

const Examiner& FileNameExaminer() {
  static const FileName examiner;
  return examiner;
}

}  // namespace packrake
