#include "credential/key_der.h"

#include <string>

#include "credential/der.h"

namespace packrake {
namespace {

struct AlgorithmId {
  std::string oid;
  std::string_view parameters;  // encoded; "" when absent
};

std::optional<AlgorithmId> TakeAlgorithm(DerReader& reader) {
  const auto content = reader.Take(DerTag::kSequence);
  if (!content) return std::nullopt;
  DerReader inside(*content);
  const auto oid = inside.Take(DerTag::kOid);
  if (!oid) return std::nullopt;
  return AlgorithmId{DerOidText(*oid), inside.rest()};
}

constexpr std::size_t kLeastInner = 16;

constexpr std::string_view kRsa = "1.2.840.113549.1.1.1";
constexpr std::string_view kRsaPss = "1.2.840.113549.1.1.10";
constexpr std::string_view kDsa = "1.2.840.10040.4.1";
constexpr std::string_view kEc = "1.2.840.10045.2.1";
constexpr std::string_view kSm2Key = "1.2.156.10197.1.301.3.1";

/// Algorithms that we name and OpenSSL 3.0 cannot compute with.
struct NamedAlgorithm {
  std::string_view oid;
  std::string_view name;
};
// RFC 8410; FIPS 203 to 205 (NIST CSOR 2024); RFC 9708 (LMS); RFC 9802 (XMSS); RFC 3279; RFC 9215.
constexpr NamedAlgorithm kNamed[] = {
    {"2.16.840.1.101.3.4.3.17", "ML-DSA-44"},
    {"2.16.840.1.101.3.4.3.18", "ML-DSA-65"},
    {"2.16.840.1.101.3.4.3.19", "ML-DSA-87"},
    {"2.16.840.1.101.3.4.4.1", "ML-KEM-512"},
    {"2.16.840.1.101.3.4.4.2", "ML-KEM-768"},
    {"2.16.840.1.101.3.4.4.3", "ML-KEM-1024"},
    {"1.2.840.113549.1.9.16.3.17", "LMS"},
    {"1.3.6.1.5.5.7.6.34", "XMSS"},
    {"1.3.6.1.5.5.7.6.35", "XMSSMT"},
    {"1.2.840.113549.1.3.1", "DH"},
    {"1.2.840.10046.2.1", "DH"},
    {"1.2.643.7.1.1.1.1", "GOST R 34.10-2012"},
    {"1.2.643.7.1.1.1.2", "GOST R 34.10-2012"},
};

std::string_view OkpCurveOf(std::string_view oid) {
  if (oid == "1.3.101.112") return "Ed25519";
  if (oid == "1.3.101.110") return "X25519";
  if (oid == "1.3.101.113") return "Ed448";
  if (oid == "1.3.101.111") return "X448";
  return "";
}

std::string_view NameOf(std::string_view oid) {
  for (const NamedAlgorithm& named : kNamed) {
    if (named.oid == oid) return named.name;
  }
  // The twelve parameter sets of SLH-DSA are .20 to .31.
  return oid.starts_with("2.16.840.1.101.3.4.3.") ? "SLH-DSA" : "";
}

std::string CurveOf(std::string_view parameters) {
  DerReader reader(parameters);
  const auto oid = reader.Take(DerTag::kOid);
  return oid ? DerOidText(*oid) : "explicit parameters";
}

/// RSAPrivateKey after its version.
std::optional<KeyInfo> ReadPkcs1(DerReader reader) {
  const auto n = reader.TakeUnsigned(), e = reader.TakeUnsigned(), d = reader.TakeUnsigned(), p = reader.TakeUnsigned(),
             q = reader.TakeUnsigned();
  if (!n || !e || !d || !p || !q) return std::nullopt;
  return RsaKey(*n, *e, *p, *q);
}

/// ECPrivateKey after its version; `outer_curve` is PKCS#8's.
std::optional<KeyInfo> ReadSec1(DerReader reader, std::string outer_curve) {
  const auto d = reader.Take(DerTag::kOctetString);
  if (!d) return std::nullopt;
  if (const auto parameters = reader.Take(DerTag::kContext0)) outer_curve = CurveOf(*parameters);
  std::string_view point;
  if (const auto wrapped = reader.Take(DerTag::kContext1)) {
    DerReader inside(*wrapped);
    if (const auto bits = inside.Take(DerTag::kBitString); bits && !bits->empty()) point = bits->substr(1);
  }
  if (outer_curve.empty()) return std::nullopt;
  return EcKey(outer_curve, *d, point);
}

/// DSAPrivateKey of OpenSSL after its version: p, q, g, y, x.
std::optional<KeyInfo> ReadDsa(DerReader reader) {
  const auto p = reader.TakeUnsigned(), q = reader.TakeUnsigned(), g = reader.TakeUnsigned(), y = reader.TakeUnsigned(),
             x = reader.TakeUnsigned();
  if (!p || !q || !g || !y || !x || !reader.empty()) return std::nullopt;
  return DsaKey(*p, *q, *g, *y);
}

std::optional<KeyInfo> ReadPkcs8Dsa(std::string_view parameters) {
  // The public number would cost a power modulo p; DSA keys sign no JWT, so their type and size is all we tell.
  DerReader outer(parameters);
  const auto content = outer.Take(DerTag::kSequence);
  if (!content) return std::nullopt;
  DerReader numbers(*content);
  const auto p = numbers.TakeUnsigned();
  if (!p) return std::nullopt;
  KeyInfo key;
  key.type = "DSA";
  key.bits = BitLength(*p);
  return key;
}

std::optional<KeyInfo> ReadInner(const AlgorithmId& algorithm, std::string_view inner) {
  DerReader reader(inner);
  if (const std::string_view curve = OkpCurveOf(algorithm.oid); !curve.empty()) {
    const auto d = reader.Take(DerTag::kOctetString);
    return d ? OkpKey(curve, *d, "") : std::nullopt;
  }
  if (algorithm.oid == kDsa) return ReadPkcs8Dsa(algorithm.parameters);
  if (algorithm.oid == kRsa || algorithm.oid == kRsaPss || algorithm.oid == kEc || algorithm.oid == kSm2Key) {
    const auto content = reader.Take(DerTag::kSequence);
    if (!content) return std::nullopt;
    DerReader numbers(*content);
    if (!numbers.TakeUnsigned()) return std::nullopt;
    if (algorithm.oid == kRsa || algorithm.oid == kRsaPss) return ReadPkcs1(numbers);
    return ReadSec1(numbers, CurveOf(algorithm.parameters));
  }
  if (algorithm.oid.empty() || inner.size() < kLeastInner) return std::nullopt;
  // An algorithm without a name here is told by its number: what PKCS#8 wraps is a private key whatever it is for.
  const std::string_view name = NameOf(algorithm.oid);
  KeyInfo key;
  key.type = name.empty() ? algorithm.oid : std::string(name);
  return key;
}

/// What protects an EncryptedPrivateKeyInfo. RFC 8018; PKCS#5 v1 and PKCS#12's own schemes are a few cheap rounds.
std::optional<KeyInfo> EncryptedWith(const AlgorithmId& algorithm) {
  KeyInfo key;
  key.encrypted = true;
  if (algorithm.oid == "1.2.840.113549.1.5.13") {
    key.protection = "PBES2";
  } else if (algorithm.oid.starts_with("1.2.840.113549.1.5.")) {
    key.protection = "PBES1";
    key.legacy_protection = true;
  } else if (algorithm.oid.starts_with("1.2.840.113549.1.12.1.")) {
    key.protection = "PKCS#12";
    key.legacy_protection = true;
  } else if (algorithm.oid == "1.3.6.1.4.1.42.2.17.1.1") {
    key.protection = "JKS";
    key.legacy_protection = true;
  } else {
    return std::nullopt;
  }
  return key;
}

std::optional<KeyInfo> ReadSpki(std::string_view content) {
  DerReader reader(content);
  const auto algorithm = TakeAlgorithm(reader);
  const auto bits = reader.Take(DerTag::kBitString);
  if (!algorithm || !bits || bits->empty() || bits->front() != 0) return std::nullopt;
  const std::string_view value = bits->substr(1);
  if (algorithm->oid == kRsa || algorithm->oid == kRsaPss) {
    DerReader outer(value);
    const auto numbers = outer.Take(DerTag::kSequence);
    if (!numbers) return std::nullopt;
    DerReader inside(*numbers);
    const auto n = inside.TakeUnsigned(), e = inside.TakeUnsigned();
    return n && e ? RsaKey(*n, *e, "", "") : std::nullopt;
  }
  if (algorithm->oid == kEc) return EcKey(CurveOf(algorithm->parameters), "", value);
  if (const std::string_view curve = OkpCurveOf(algorithm->oid); !curve.empty()) return OkpKey(curve, "", value);
  return std::nullopt;
}

std::optional<KeyInfo> ReadCertificate(std::string_view content) {
  DerReader outer(content);
  const auto tbs = outer.Take(DerTag::kSequence);
  if (!tbs) return std::nullopt;
  DerReader reader(*tbs);
  reader.Take(DerTag::kContext0);  // version, absent in version 1
  // Serial number, signature algorithm, issuer, validity, subject; then the key.
  if (!reader.Take(DerTag::kInteger)) return std::nullopt;
  for (int i = 0; i < 4; ++i) {
    if (!reader.Take(DerTag::kSequence)) return std::nullopt;
  }
  const auto spki = reader.Take(DerTag::kSequence);
  return spki ? ReadSpki(*spki) : std::nullopt;
}

}  // namespace

std::optional<KeyInfo> ReadPrivateKeyDer(std::string_view der) {
  DerReader outer(der);
  const auto content = outer.Take(DerTag::kSequence);
  if (!content) return std::nullopt;
  DerReader reader(*content);
  if (const auto version = reader.TakeUnsigned()) {
    if (version->size() > 1) return std::nullopt;  // a number as large as this is a modulus
    DerReader ahead = reader;
    if (const auto algorithm = TakeAlgorithm(ahead)) {
      const auto inner = ahead.Take(DerTag::kOctetString);
      return inner ? ReadInner(*algorithm, *inner) : std::nullopt;
    }
    if (auto ec = ReadSec1(reader, "")) return ec;
    if (auto dsa = ReadDsa(reader)) return dsa;  // before RSA: it has fewer numbers, and all of them
    return ReadPkcs1(reader);
  }
  const auto algorithm = TakeAlgorithm(reader);
  if (!algorithm || !reader.Take(DerTag::kOctetString)) return std::nullopt;
  return EncryptedWith(*algorithm);
}

std::optional<KeyInfo> ReadPublicKeyDer(std::string_view der) {
  DerReader outer(der);
  const auto content = outer.Take(DerTag::kSequence);
  if (!content) return std::nullopt;
  if (auto spki = ReadSpki(*content)) return spki;
  if (auto certificate = ReadCertificate(*content)) return certificate;
  DerReader numbers(*content);
  const auto n = numbers.TakeUnsigned(), e = numbers.TakeUnsigned();
  return n && e && numbers.empty() ? RsaKey(*n, *e, "", "") : std::nullopt;
}

}  // namespace packrake
