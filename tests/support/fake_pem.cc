#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <array>
#include <string>

#include "base/base64.h"
#include "base/digest.h"
#include "base/hex.h"
#include "support/fake_der.h"
#include "support/fake_keys.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using fake::Check;
using fake::Der;
using fake::DerBits;
using fake::DerList;
using fake::DerNumber;
using fake::EcNumbers;
using fake::Remember;
using fake::RsaNumbers;
using fake::SshString;
using fake::WrappedBase64;

constexpr std::string_view kRsaOid("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01", 9);
constexpr std::string_view kEcOid("\x2A\x86\x48\xCE\x3D\x02\x01", 7);
constexpr std::string_view kEd25519Oid("\x2B\x65\x70", 3);
constexpr std::string_view kX25519Oid("\x2B\x65\x6E", 3);
constexpr std::string_view kMlDsa65Oid("\x60\x86\x48\x01\x65\x03\x04\x03\x12", 9);

struct FreeX {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* x) const { X509_free(x); }
  void operator()(PKCS12* p) const { PKCS12_free(p); }
};
using Memory = std::unique_ptr<BIO, FreeX>;
using Certificate = std::unique_ptr<X509, FreeX>;

std::string TextOf(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

/// "p256-sec1" -> {"p256", "sec1"}.
std::pair<std::string, std::string> Split(std::string_view kind) {
  const std::size_t dash = kind.find('-');
  if (dash == std::string_view::npos) return {std::string(kind), "pkcs8"};
  return {std::string(kind.substr(0, dash)), std::string(kind.substr(dash + 1))};
}

bool IsRsa(std::string_view key) { return key == "rsa" || key == "rsa1024"; }
bool IsOkp(std::string_view key) { return key == "ed25519" || key == "x25519"; }
const RsaNumbers& Rsa(std::string_view key, std::uint64_t seed) {
  return fake::RsaOf(key == "rsa1024" ? 1024 : 2048, seed);
}

std::string Algorithm(std::string_view key, std::uint64_t seed) {
  if (IsRsa(key)) return DerList({Der(fake::kOid, kRsaOid), Der(fake::kNull, "")});
  if (IsOkp(key)) return DerList({Der(fake::kOid, key == "ed25519" ? kEd25519Oid : kX25519Oid)});
  if (key == "mldsa") return DerList({Der(fake::kOid, kMlDsa65Oid)});
  return DerList({Der(fake::kOid, kEcOid), Der(fake::kOid, fake::EcOf(key, seed).oid)});
}

std::string Pkcs1(const RsaNumbers& rsa) {
  return DerList({DerNumber(""), DerNumber(rsa.n), DerNumber(rsa.e), DerNumber(rsa.d), DerNumber(rsa.p),
                  DerNumber(rsa.q), DerNumber(rsa.dp), DerNumber(rsa.dq), DerNumber(rsa.qi)});
}

std::string Sec1(const EcNumbers& ec, bool with_curve) {
  return DerList({DerNumber("\x01"), Der(fake::kOctets, ec.d),
                  with_curve ? Der(fake::kContext0, Der(fake::kOid, ec.oid)) : "",
                  Der(fake::kContext1, DerBits(ec.point))});
}

std::string Pkcs8(std::string_view key, std::uint64_t seed) {
  std::string inner;
  if (IsRsa(key)) {
    inner = Pkcs1(Rsa(key, seed));
  } else if (IsOkp(key)) {
    inner = Der(fake::kOctets, fake::OkpOf(key, seed).d);
  } else if (key == "mldsa") {
    inner = Der(fake::kOctets, FakeRandom("bytes", 4032, seed));
  } else {
    inner = Sec1(fake::EcOf(key, seed), false);
  }
  return DerList({DerNumber(""), Algorithm(key, seed), Der(fake::kOctets, inner)});
}

std::string Spki(std::string_view key, std::uint64_t seed) {
  if (IsRsa(key)) {
    const RsaNumbers& rsa = Rsa(key, seed);
    return DerList({Algorithm(key, seed), DerBits(DerList({DerNumber(rsa.n), DerNumber(rsa.e)}))});
  }
  return DerList({Algorithm(key, seed), DerBits(IsOkp(key) ? fake::OkpOf(key, seed).x : fake::EcOf(key, seed).point)});
}

Certificate SelfSigned(EVP_PKEY* key, std::uint64_t seed) {
  Certificate certificate(Check(X509_new(), "certificate"));
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), seed + 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const std::string host = "host" + std::to_string(seed) + ".example";
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.data()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  const bool edwards = EVP_PKEY_is_a(key, "ED25519") == 1;
  Check(X509_sign(certificate.get(), key, edwards ? nullptr : EVP_sha256()), "signing a certificate");
  return certificate;
}

std::string DerOf(X509* certificate) {
  std::string der(static_cast<std::size_t>(i2d_X509(certificate, nullptr)), '\0');
  auto* cursor = reinterpret_cast<unsigned char*>(der.data());
  i2d_X509(certificate, &cursor);
  return der;
}

std::string OpenSsh(std::string_view key, std::uint64_t seed, bool encrypted) {
  std::string inside = FakeRandom("bytes", 4, seed);
  inside += inside;  // the check word twice
  inside += fake::SshPrivateFields(key, seed) + SshString("somebody@example");
  for (char pad = 1; inside.size() % 8 != 0; ++pad) inside += pad;
  std::string kdf;
  if (encrypted) {
    inside = FakeRandom("bytes", inside.size() / 16 * 16 + 16, seed);
    kdf = SshString(FakeRandom("bytes", 16, seed)) + std::string("\0\0\0\x10", 4);
  }
  return std::string("openssh-key-v1\0", 15) + SshString(encrypted ? "aes256-ctr" : "none") +
         SshString(encrypted ? "bcrypt" : "none") + SshString(kdf) + std::string("\0\0\0\1", 4) +
         SshString(fake::SshPublicBlob(key, seed)) + SshString(inside);
}

std::string Encrypted(std::string_view key, std::uint64_t seed, bool legacy) {
  const fake::KeyHandle handle = fake::HandleOf(key, seed);
  const std::string passphrase = FakePassphrase(seed);
  const Memory bio(BIO_new(BIO_s_mem()));
  const auto* secret = reinterpret_cast<const unsigned char*>(passphrase.data());
  const int size = static_cast<int>(passphrase.size());
  const int written = legacy ? PEM_write_bio_PrivateKey_traditional(bio.get(), handle.get(), EVP_aes_128_cbc(), secret,
                                                                    size, nullptr, nullptr)
                             : PEM_write_bio_PKCS8PrivateKey(bio.get(), handle.get(), EVP_aes_256_cbc(),
                                                             passphrase.data(), size, nullptr, nullptr);
  Check(written == 1, "encrypting a key");
  return TextOf(bio.get());
}

/// RFC 4880 section 5.5.3: an unencrypted RSA secret key of version 4, its numbers random.
std::string PgpPacket(std::uint64_t seed) {
  const auto number = [&](std::size_t bytes, std::uint64_t salt) {
    std::string magnitude = FakeRandom("bytes", bytes, seed + salt);
    magnitude.front() = '\xC5';
    const std::size_t bits = 8 * bytes;
    return std::string{static_cast<char>(bits >> 8), static_cast<char>(bits & 0xFF)} + magnitude;
  };
  std::string body("\x04\x5F\x5E\x10\x00\x01", 6);
  body += number(256, 1) + std::string("\x00\x11\x01\x00\x01", 5) + std::string(1, '\0');
  body += number(256, 2) + number(128, 3) + number(128, 4) + number(128, 5) + "\x12\x34";
  std::string packet("\x95", 1);  // old format, tag 5, two length octets
  packet += static_cast<char>(body.size() >> 8);
  packet += static_cast<char>(body.size() & 0xFF);
  return packet + body;
}

/// The same for DSA with a prime of 1024 bits: p, q, g, y, and x behind a sign that nothing encrypts it.
std::string PgpDsaPacket(std::uint64_t seed) {
  std::string body("\x04\x4F\x5E\x10\x01\x11", 6);
  for (const std::size_t bytes : {128U, 20U, 128U, 128U, 0U, 20U}) {
    if (bytes == 0) {
      body += '\0';
      continue;
    }
    std::string magnitude = FakeRandom("bytes", bytes, seed + body.size());
    magnitude.front() = '\xC5';
    body += {static_cast<char>(8 * bytes >> 8), static_cast<char>(8 * bytes & 0xFF)};
    body += magnitude;
  }
  body += "\x12\x34";
  return std::string("\x95", 1) + static_cast<char>(body.size() >> 8) + static_cast<char>(body.size() & 0xFF) + body;
}

/// The same for Ed25519, as GnuPG makes it (algorithm 22: RFC 9580 section 5.5.5.5).
std::string PgpEd25519Packet(std::uint64_t seed) {
  std::string body("\x04\x5F\x5E\x10\x00\x16\x09\x2B\x06\x01\x04\x01\xDA\x47\x0F\x01\x01\x07\x40", 19);
  body += FakeRandom("bytes", 32, seed) + std::string("\x00\x00\xFF\x5A", 4) + FakeRandom("bytes", 31, seed + 1) +
          "\x12\x34";
  return std::string("\x94", 1) + static_cast<char>(body.size()) + body;
}

std::string Block(std::string_view label, std::string_view der, std::string_view headers = {}) {
  std::string out = "-----BEGIN " + std::string(label) + "-----\n";
  out += headers;
  out += WrappedBase64(der, 64);
  return out + "-----END " + std::string(label) + "-----\n";
}

std::string LabelOf(std::string_view key, std::string_view form) {
  if (form == "pkcs1") return "RSA PRIVATE KEY";
  if (form == "sec1") return "EC PRIVATE KEY";
  if (form == "openssh" || form == "openssh-encrypted") return "OPENSSH PRIVATE KEY";
  if (form == "public") return "PUBLIC KEY";
  if (form == "public-pkcs1") return "RSA PUBLIC KEY";
  if (form == "certificate") return "CERTIFICATE";
  if (form == "pkcs8") return "PRIVATE KEY";
  throw std::logic_error("no fake form " + std::string(key) + "-" + std::string(form));
}

}  // namespace

std::string FakeDer(std::string_view kind, std::uint64_t seed) {
  return Remember("der " + std::string(kind) + " " + std::to_string(seed), [&]() -> std::string {
    const auto [key, form] = Split(kind);
    if (form == "pkcs8") return Pkcs8(key, seed);
    if (form == "pkcs1") return Pkcs1(Rsa(key, seed));
    if (form == "sec1") return Sec1(fake::EcOf(key, seed), true);
    if (form == "public") return Spki(key, seed);
    if (form == "public-pkcs1") return DerList({DerNumber(Rsa(key, seed).n), DerNumber(Rsa(key, seed).e)});
    if (form == "certificate") return DerOf(SelfSigned(fake::HandleOf(key, seed).get(), seed).get());
    if (form == "openssh") return OpenSsh(key, seed, false);
    if (form == "openssh-encrypted") return OpenSsh(key, seed, true);
    throw std::logic_error("no fake form " + std::string(kind));
  });
}

std::string FakePem(std::string_view kind, std::uint64_t seed) {
  return Remember("pem " + std::string(kind) + " " + std::to_string(seed), [&]() -> std::string {
    if (kind == "pgp") {
      return Block("PGP PRIVATE KEY BLOCK", PgpPacket(seed), "Version: GnuPG v2\n\n");
    }
    if (kind == "ssh2") {
      return "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"2048-bit rsa\"\n" +
             WrappedBase64("\x3F\x6F\xF9\xEB" + FakeRandom("bytes", 800, seed), 70) +
             "---- END SSH2 ENCRYPTED PRIVATE KEY ----\n";
    }
    if (kind == "tss2") {
      return Block("TSS2 PRIVATE KEY", DerList({Der(fake::kOid, "\x67\x81\x05\x0A\x01\x03"),
                                                Der(fake::kOctets, FakeRandom("bytes", 300, seed))}));
    }
    const auto [key, form] = Split(kind);
    if (form == "encrypted") return Encrypted(key, seed, false);
    if (form == "legacy") return Encrypted(key, seed, true);
    return Block(LabelOf(key, form), FakeDer(kind, seed));
  });
}

std::string FakeSshPublicKey(std::string_view key, std::uint64_t seed) {
  const std::string blob = fake::SshPublicBlob(key, seed);
  const std::size_t size = static_cast<unsigned char>(blob[3]);  // the name is shorter than 256
  return blob.substr(4, size) + " " + Base64Encode(blob) + " somebody@example";
}

std::string FakeJwk(std::string_view key, std::uint64_t seed, bool with_private) {
  std::string out;
  const auto member = [&out](std::string_view name, std::string_view bytes) {
    out += ",\"" + std::string(name) + "\":\"" + Base64UrlEncode(bytes) + "\"";
  };
  if (key == "oct")
    return "{\"kty\":\"oct\",\"k\":\"" + Base64UrlEncode(FakeHmacSecret(seed)) + "\",\"alg\":\"HS256\"}";
  if (IsRsa(key)) {
    const RsaNumbers& rsa = Rsa(key, seed);
    out = "{\"kty\":\"RSA\"";
    member("n", rsa.n);
    member("e", rsa.e);
    if (with_private) {
      member("d", rsa.d);
      member("p", rsa.p);
      member("q", rsa.q);
      member("dp", rsa.dp);
      member("dq", rsa.dq);
      member("qi", rsa.qi);
    }
  } else if (IsOkp(key)) {
    const fake::OkpNumbers okp = fake::OkpOf(key, seed);
    out = std::string("{\"kty\":\"OKP\",\"crv\":\"") + (key == "ed25519" ? "Ed25519" : "X25519") + "\"";
    member("x", okp.x);
    if (with_private) member("d", okp.d);
  } else {
    const EcNumbers ec = fake::EcOf(key, seed);
    const std::size_t size = ec.d.size();
    out = "{\"kty\":\"EC\",\"crv\":\"" + ec.name + "\"";
    member("x", std::string_view(ec.point).substr(1, size));
    member("y", std::string_view(ec.point).substr(1 + size));
    if (with_private) member("d", ec.d);
  }
  return out + ",\"kid\":\"key-" + std::to_string(seed) + "\"}";
}

std::string FakeRsaXml(std::uint64_t seed, bool with_private) {
  const RsaNumbers& rsa = fake::RsaOf(2048, seed);
  const auto element = [](const std::string& name, const std::string& bytes) {
    return "<" + name + ">" + Base64Encode(bytes) + "</" + name + ">";
  };
  std::string out = "<RSAKeyValue>" + element("Modulus", rsa.n) + element("Exponent", rsa.e);
  if (with_private) {
    out += element("P", rsa.p) + element("Q", rsa.q) + element("DP", rsa.dp) + element("DQ", rsa.dq) +
           element("InverseQ", rsa.qi) + element("D", rsa.d);
  }
  return out + "</RSAKeyValue>";
}

std::string FakeRsaParameters(std::uint64_t seed) {
  const RsaNumbers& rsa = fake::RsaOf(2048, seed);
  std::string out;
  for (const auto& [name, bytes] :
       {std::pair("D", &rsa.d), std::pair("DP", &rsa.dp), std::pair("DQ", &rsa.dq), std::pair("Exponent", &rsa.e),
        std::pair("InverseQ", &rsa.qi), std::pair("Modulus", &rsa.n), std::pair("P", &rsa.p), std::pair("Q", &rsa.q)})
    out += (out.empty() ? "{\"" : ",\"") + std::string(name) + "\":\"" + Base64Encode(*bytes) + "\"";
  return out + "}";
}

std::string FakePgpPacket(std::string_view key, std::uint64_t seed) {
  if (key == "rsa") return PgpPacket(seed);
  if (key == "ed25519") return PgpEd25519Packet(seed);
  if (key == "dsa") return PgpDsaPacket(seed);
  throw std::logic_error("no fake OpenPGP key " + std::string(key));
}

std::string FakeVapid(std::uint64_t seed, bool with_private) {
  const EcNumbers ec = fake::EcOf("p256", seed);
  return Base64UrlEncode(with_private ? ec.d : ec.point);
}

std::string FakePutty(int version, std::uint64_t seed, bool encrypted) {
  const fake::OkpNumbers okp = fake::OkpOf("ed25519", seed);
  const std::string open = WrappedBase64(fake::SshPublicBlob("ed25519", seed), 64);
  const std::string closed = WrappedBase64(
      encrypted ? FakeRandom("bytes", 48, seed) : SshString(std::string(okp.d.rbegin(), okp.d.rend())), 64);
  std::string out = "PuTTY-User-Key-File-" + std::to_string(version) + ": ssh-ed25519\n";
  out += std::string("Encryption: ") + (encrypted ? "aes256-cbc" : "none") + "\nComment: somebody\n";
  out += "Public-Lines: " + std::to_string((open.size() + 64) / 65) + "\n" + open;
  if (encrypted && version == 3) {
    out += "Key-Derivation: Argon2id\nArgon2-Memory: 8192\nArgon2-Passes: 13\nArgon2-Parallelism: 1\nArgon2-Salt: " +
           FakeRandom("hex", 32, seed) + "\n";
  }
  out += "Private-Lines: " + std::to_string((closed.size() + 64) / 65) + "\n" + closed;
  return out + "Private-MAC: " + FakeRandom("hex", version == 3 ? 64 : 40, seed) + "\n";
}

std::string FakeKeystore(std::string_view kind, std::uint64_t seed, std::string_view passphrase) {
  return Remember("store " + std::string(kind) + std::to_string(seed) + std::string(passphrase), [&]() -> std::string {
    if (kind == "pkcs12") {
      const fake::KeyHandle handle = fake::HandleOf("rsa", seed);
      const Certificate certificate = SelfSigned(handle.get(), seed);
      const std::unique_ptr<PKCS12, FreeX> store(
          Check(PKCS12_create(std::string(passphrase).c_str(), "key", handle.get(), certificate.get(), nullptr, 0, 0, 0,
                              0, 0),
                "PKCS#12"));
      std::string der(static_cast<std::size_t>(i2d_PKCS12(store.get(), nullptr)), '\0');
      auto* cursor = reinterpret_cast<unsigned char*>(der.data());
      i2d_PKCS12(store.get(), &cursor);
      return der;
    }
    if (kind == "keepass") return "\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5" + FakeRandom("bytes", 300, seed);
    if (kind.starts_with("bks")) {
      // Version 2, a salt, 1,000 rounds; one entry: a certificate (1) or a sealed key (4) with its certificate.
      const bool only_certificate = kind == "bks-certificate";
      std::string store = std::string("\0\0\0\2\0\0\0\x14", 8) + FakeRandom("bytes", 20, seed);
      store += std::string("\0\0\3\xE8", 4) + (only_certificate ? '\1' : '\4') +
               std::string("\0\5alias\0\0\1\x86\0\0\0\0", 15);
      const std::string certificate = std::string("\0\5X.509", 7) + SshString(FakeDer("rsa-certificate", seed));
      store += std::string("\0\0\0", 3) + (only_certificate ? '\0' : '\1') + certificate;
      if (!only_certificate) store += SshString(FakeRandom("bytes", 700, seed));
      store += '\0';
      // Bouncy Castle's checksum: HMAC-SHA1 over the entries, its key from the password as PKCS#12 makes it.
      std::string salt = store.substr(8, 20);
      std::array<unsigned char, 20> key{}, mac{};
      PKCS12_key_gen_utf8(std::string(passphrase).c_str(), static_cast<int>(passphrase.size()),
                          reinterpret_cast<unsigned char*>(salt.data()), 20, PKCS12_MAC_ID, 1000, 20, key.data(),
                          EVP_sha1());
      HMAC(EVP_sha1(), key.data(), 20, reinterpret_cast<const unsigned char*>(store.data()) + 32, store.size() - 32,
           mac.data(), nullptr);
      return store + std::string(mac.begin(), mac.end());
    }
    if (kind != "jks" && kind != "jceks") throw std::logic_error("no fake keystore of kind " + std::string(kind));
    std::string body(kind == "jks" ? "\xFE\xED\xFE\xED" : "\xCE\xCE\xCE\xCE", 4);
    body += std::string("\0\0\0\2\0\0\0\1\0\0\0\1\0\5alias\0\0\1\x86\0\0\0\0", 27);
    body += SshString(FakeRandom("bytes", 1200, seed)) + std::string(4, '\0');
    // java.security's JavaKeyStore: SHA-1 of the password in UTF-16BE, a phrase, and everything before.
    std::string keyed;
    for (const char c : passphrase) keyed += std::string{'\0', c};
    const Sha1Digest digest = Sha1(keyed + "Mighty Aphrodite" + body);
    return body + std::string(digest.begin(), digest.end());
  });
}

}  // namespace packrake
