#include "credential/key.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "credential/der.h"
#include "credential/openssl_handles.h"

namespace packrake {
namespace {

constexpr std::string_view kRsaOid("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01", 9);
constexpr std::string_view kDsaOid("\x2A\x86\x48\xCE\x38\x04\x01", 7);
constexpr std::string_view kEcOid("\x2A\x86\x48\xCE\x3D\x02\x01", 7);

constexpr int kLeastRsaBits = 256;
constexpr int kMostRsaBits = 32768;
constexpr std::size_t kLongestCurve = 40;

struct Curve {
  std::string_view name;
  std::string_view ssh;
  std::string_view oid_text;
  std::string_view oid;  // DER content
  int nid;
};

// SEC 2 (2010) table 3, RFC 5639, GB/T 32918.5.
constexpr Curve kCurves[] = {
    {"P-256", "nistp256", "1.2.840.10045.3.1.7", {"\x2A\x86\x48\xCE\x3D\x03\x01\x07", 8}, NID_X9_62_prime256v1},
    {"P-384", "nistp384", "1.3.132.0.34", {"\x2B\x81\x04\x00\x22", 5}, NID_secp384r1},
    {"P-521", "nistp521", "1.3.132.0.35", {"\x2B\x81\x04\x00\x23", 5}, NID_secp521r1},
    {"secp256k1", "", "1.3.132.0.10", {"\x2B\x81\x04\x00\x0A", 5}, NID_secp256k1},
    {"P-224", "", "1.3.132.0.33", {"\x2B\x81\x04\x00\x21", 5}, NID_secp224r1},
    {"P-192", "", "1.2.840.10045.3.1.1", {"\x2A\x86\x48\xCE\x3D\x03\x01\x01", 8}, NID_X9_62_prime192v1},
    {"brainpoolP256r1", "", "1.3.36.3.3.2.8.1.1.7", {"\x2B\x24\x03\x03\x02\x08\x01\x01\x07", 9}, NID_brainpoolP256r1},
    {"brainpoolP384r1", "", "1.3.36.3.3.2.8.1.1.11", {"\x2B\x24\x03\x03\x02\x08\x01\x01\x0B", 9}, NID_brainpoolP384r1},
    {"brainpoolP512r1", "", "1.3.36.3.3.2.8.1.1.13", {"\x2B\x24\x03\x03\x02\x08\x01\x01\x0D", 9}, NID_brainpoolP512r1},
    {"SM2", "", "1.2.156.10197.1.301", {"\x2A\x81\x1C\xCF\x55\x01\x82\x2D", 8}, NID_sm2},
};

const Curve* CurveNamed(std::string_view name) {
  if (name == "P-256K") name = "secp256k1";  // before RFC 8812 gave it its name
  for (const Curve& curve : kCurves) {
    if (name == curve.name || name == curve.oid_text || (!curve.ssh.empty() && name == curve.ssh)) return &curve;
  }
  return nullptr;
}

struct OkpCurve {
  std::string_view name;
  std::string_view oid;
  int id;
  std::size_t size;
  int bits;
};
// RFC 8410 section 3.
constexpr OkpCurve kOkpCurves[] = {
    {"Ed25519", "\x2B\x65\x70", EVP_PKEY_ED25519, 32, 256},
    {"X25519", "\x2B\x65\x6E", EVP_PKEY_X25519, 32, 256},
    {"Ed448", "\x2B\x65\x71", EVP_PKEY_ED448, 57, 456},
    {"X448", "\x2B\x65\x6F", EVP_PKEY_X448, 56, 448},
};

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

openssl::Number NumberOf(std::string_view magnitude) {
  return openssl::Number(BN_bin2bn(Bytes(magnitude), static_cast<int>(magnitude.size()), nullptr));
}

bool IsProduct(std::string_view n, std::string_view p, std::string_view q) {
  const openssl::BnContext context(BN_CTX_new());
  const openssl::Number left = NumberOf(p), right = NumberOf(q), wanted = NumberOf(n), product(BN_new());
  return left && right && wanted && product && context &&
         BN_mul(product.get(), left.get(), right.get(), context.get()) == 1 && BN_cmp(product.get(), wanted.get()) == 0;
}

std::string EncodedPoint(const EC_GROUP* group, const EC_POINT* point, BN_CTX* context) {
  std::array<unsigned char, 160> buffer;  // P-521 takes 133
  const std::size_t size =
      EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, buffer.data(), buffer.size(), context);
  return {reinterpret_cast<const char*>(buffer.data()), size};
}

/// The public point of `d`, uncompressed; "" when `d` is no scalar of the curve.
std::string PointOf(const EC_GROUP* group, std::string_view d, BN_CTX* context) {
  if (d.size() > 160) return "";
  const openssl::Number scalar = NumberOf(d);
  const openssl::Point point(EC_POINT_new(group));
  if (!scalar || !point || BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), EC_GROUP_get0_order(group)) >= 0) return "";
  if (EC_POINT_mul(group, point.get(), scalar.get(), nullptr, nullptr, context) != 1) return "";
  return EncodedPoint(group, point.get(), context);
}

/// `point` uncompressed; "" when it is not on the curve.
std::string Uncompressed(const EC_GROUP* group, std::string_view point, BN_CTX* context) {
  const openssl::Point read(EC_POINT_new(group));
  if (!read || EC_POINT_oct2point(group, read.get(), Bytes(point), point.size(), context) != 1) return "";
  return EncodedPoint(group, read.get(), context);
}

std::string RawPublic(int id, std::string_view d) {
  const openssl::Key key(EVP_PKEY_new_raw_private_key(id, nullptr, Bytes(d), d.size()));
  std::string x(64, '\0');
  std::size_t size = x.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(x.data()), &size) != 1) return "";
  x.resize(size);
  return x;
}

}  // namespace

bool IsWeakKey(const KeyInfo& key) {
  if (key.type == "DSA") return true;
  if (key.bits == 0) return false;  // encryption hides it
  return key.bits < (key.type == "RSA" ? 2048 : key.type == "EC" ? 224 : 0);
}

std::optional<KeyInfo> RsaKey(std::string_view n, std::string_view e, std::string_view p, std::string_view q) {
  const int bits = BitLength(n);
  if (bits < kLeastRsaBits || bits > kMostRsaBits || (n.back() & 1) == 0) return std::nullopt;
  if (BitLength(e) < 2 || BitLength(e) > bits) return std::nullopt;
  if (BitLength(p) > bits || BitLength(q) > bits) return std::nullopt;
  KeyInfo key;
  key.type = "RSA";
  key.bits = bits;
  key.consistent = (p.empty() && q.empty()) || IsProduct(n, p, q);
  key.spki = DerSequence({DerSequence({DerEncode(DerTag::kOid, kRsaOid), DerEncode(DerTag::kNull, "")}),
                          DerBitString(DerSequence({DerUnsigned(n), DerUnsigned(e)}))});
  return key;
}

std::optional<KeyInfo> EcKey(std::string_view curve_name, std::string_view d, std::string_view point) {
  if (d.empty() && point.empty()) return std::nullopt;
  if (curve_name.size() > kLongestCurve || curve_name.find_first_of("{}<>$%") != std::string_view::npos)
    return std::nullopt;
  KeyInfo key;
  key.type = "EC";
  const Curve* curve = CurveNamed(curve_name);
  key.curve = curve != nullptr ? curve->name : curve_name;
  if (curve == nullptr) return key;
  const openssl::ErrorScope errors;
  const openssl::Group group(EC_GROUP_new_by_curve_name(curve->nid));
  const openssl::BnContext context(BN_CTX_new());
  if (!group || !context) return key;  // a distribution may leave curves out
  key.bits = EC_GROUP_get_degree(group.get());
  std::string given = point.empty() ? "" : Uncompressed(group.get(), point, context.get());
  if (!d.empty()) {
    const std::string computed = PointOf(group.get(), d, context.get());
    if (computed.empty()) return std::nullopt;
    key.consistent = point.empty() || given == computed;
    given = computed;  // what the scalar signs for counts, whatever stands beside it
  } else if (given.empty()) {
    return std::nullopt;
  }
  key.spki = DerSequence(
      {DerSequence({DerEncode(DerTag::kOid, kEcOid), DerEncode(DerTag::kOid, curve->oid)}), DerBitString(given)});
  return key;
}

std::optional<KeyInfo> OkpKey(std::string_view curve_name, std::string_view d, std::string_view x) {
  for (const OkpCurve& curve : kOkpCurves) {
    if (curve.name != curve_name) continue;
    const openssl::ErrorScope errors;
    if (!d.empty() && d.size() != curve.size) return std::nullopt;
    const std::string computed = d.empty() ? std::string(x) : RawPublic(curve.id, d);
    if (computed.size() != curve.size) return std::nullopt;
    KeyInfo key;
    key.type = curve.name;
    key.bits = curve.bits;
    key.consistent = x.empty() || x == computed;
    key.spki = DerSequence({DerSequence({DerEncode(DerTag::kOid, curve.oid)}), DerBitString(computed)});
    return key;
  }
  return std::nullopt;
}

std::optional<KeyInfo> DsaKey(std::string_view p, std::string_view q, std::string_view g, std::string_view y) {
  const int bits = BitLength(p);
  if (bits < kLeastRsaBits || bits > kMostRsaBits || BitLength(q) < 128 || g.empty() || y.empty()) return std::nullopt;
  KeyInfo key;
  key.type = "DSA";
  key.bits = bits;
  key.spki = DerSequence(
      {DerSequence({DerEncode(DerTag::kOid, kDsaOid), DerSequence({DerUnsigned(p), DerUnsigned(q), DerUnsigned(g)})}),
       DerBitString(DerUnsigned(y))});
  return key;
}

std::string SpkiFingerprint(std::string_view spki) { return spki.empty() ? "" : Sha256Hex(spki); }

}  // namespace packrake
