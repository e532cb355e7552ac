#include "support/fake_keys.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/x509.h>

#include <vector>

#include "base/base64.h"
#include "support/fake_secrets.h"

namespace packrake::fake {
namespace {

struct FreeBn {
  void operator()(BIGNUM* n) const { BN_free(n); }
  void operator()(BN_CTX* c) const { BN_CTX_free(c); }
  void operator()(EC_GROUP* g) const { EC_GROUP_free(g); }
  void operator()(EC_POINT* p) const { EC_POINT_free(p); }
};
using Number = std::unique_ptr<BIGNUM, FreeBn>;
using Context = std::unique_ptr<BN_CTX, FreeBn>;

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Number NumberOf(std::string_view magnitude) {
  return Number(Check(BN_bin2bn(Bytes(magnitude), static_cast<int>(magnitude.size()), nullptr), "number"));
}

std::string MagnitudeOf(const BIGNUM* number, int size = 0) {
  std::string out(static_cast<std::size_t>(size == 0 ? BN_num_bytes(number) : size), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size()));
  return out;
}

Number PrimeFrom(int bits, std::uint64_t seed, BN_CTX* context) {
  std::string start = FakeRandom("bytes", static_cast<std::size_t>(bits) / 8, seed);
  start.front() = static_cast<char>(start.front() | '\xC0');
  start.back() = static_cast<char>(start.back() | '\x01');
  Number prime = NumberOf(start);
  for (;; BN_add_word(prime.get(), 2)) {
    if (BN_mod_word(prime.get(), 65537) == 1) continue;  // e must not divide p - 1
    if (BN_check_prime(prime.get(), context, nullptr) == 1) return prime;
  }
}

RsaNumbers MakeRsa(int bits, std::uint64_t seed) {
  const Context context(BN_CTX_new());
  Number p = PrimeFrom(bits / 2, seed * 2 + 1'000'003, context.get());
  Number q = PrimeFrom(bits / 2, seed * 2 + 2'000'003, context.get());
  if (BN_cmp(p.get(), q.get()) < 0) std::swap(p, q);
  const Number n(BN_new()), e(BN_new()), phi(BN_new()), p1(BN_dup(p.get())), q1(BN_dup(q.get())), dp(BN_new()),
      dq(BN_new());
  BN_set_word(e.get(), 65537);
  BN_mul(n.get(), p.get(), q.get(), context.get());
  BN_sub_word(p1.get(), 1);
  BN_sub_word(q1.get(), 1);
  BN_mul(phi.get(), p1.get(), q1.get(), context.get());
  const Number d(Check(BN_mod_inverse(nullptr, e.get(), phi.get(), context.get()), "RSA exponent"));
  const Number qi(Check(BN_mod_inverse(nullptr, q.get(), p.get(), context.get()), "RSA coefficient"));
  BN_mod(dp.get(), d.get(), p1.get(), context.get());
  BN_mod(dq.get(), d.get(), q1.get(), context.get());
  return {MagnitudeOf(n.get()), MagnitudeOf(e.get()),  MagnitudeOf(d.get()),  MagnitudeOf(p.get()),
          MagnitudeOf(q.get()), MagnitudeOf(dp.get()), MagnitudeOf(dq.get()), MagnitudeOf(qi.get())};
}

struct Curve {
  std::string_view key;
  int nid;
  std::string_view name;
  std::string_view oid;
  std::string_view ssh;
};
constexpr Curve kCurves[] = {
    {"p256", NID_X9_62_prime256v1, "P-256", {"\x2A\x86\x48\xCE\x3D\x03\x01\x07", 8}, "nistp256"},
    {"p384", NID_secp384r1, "P-384", {"\x2B\x81\x04\x00\x22", 5}, "nistp384"},
    {"p521", NID_secp521r1, "P-521", {"\x2B\x81\x04\x00\x23", 5}, "nistp521"},
    {"k256", NID_secp256k1, "secp256k1", {"\x2B\x81\x04\x00\x0A", 5}, ""},
};

const Curve& CurveNamed(std::string_view key) {
  for (const Curve& curve : kCurves) {
    if (curve.key == key) return curve;
  }
  throw std::logic_error("no fake key of kind " + std::string(key));
}

bool IsOkp(std::string_view key) { return key == "ed25519" || key == "x25519"; }

std::string SshNumber(std::string_view magnitude) {
  std::string bytes(magnitude.substr(std::min(magnitude.find_first_not_of('\0'), magnitude.size())));
  if (!bytes.empty() && static_cast<unsigned char>(bytes[0]) >= 0x80) bytes.insert(bytes.begin(), '\0');
  return SshString(bytes);
}

}  // namespace

const RsaNumbers& RsaOf(int bits, std::uint64_t seed) {
  static std::mutex mutex;
  static std::map<std::pair<int, std::uint64_t>, RsaNumbers> made;
  const std::lock_guard lock(mutex);
  auto& slot = made[{bits, seed}];
  if (slot.n.empty()) slot = MakeRsa(bits, seed);
  return slot;
}

EcNumbers EcOf(std::string_view key, std::uint64_t seed) {
  const Curve& curve = CurveNamed(key);
  const Context context(BN_CTX_new());
  const std::unique_ptr<EC_GROUP, FreeBn> group(Check(EC_GROUP_new_by_curve_name(curve.nid), "curve"));
  const int size = (EC_GROUP_get_degree(group.get()) + 7) / 8;
  const Number raw = NumberOf(FakeRandom("bytes", static_cast<std::size_t>(size) + 8, seed + 77));
  const Number d(BN_new());
  BN_mod(d.get(), raw.get(), EC_GROUP_get0_order(group.get()), context.get());
  const std::unique_ptr<EC_POINT, FreeBn> point(EC_POINT_new(group.get()));
  Check(EC_POINT_mul(group.get(), point.get(), d.get(), nullptr, nullptr, context.get()), "EC point");
  std::string encoded(static_cast<std::size_t>(2 * size + 1), '\0');
  EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                     reinterpret_cast<unsigned char*>(encoded.data()), encoded.size(), context.get());
  return {std::string(curve.oid), std::string(curve.name), MagnitudeOf(d.get(), size), encoded};
}

OkpNumbers OkpOf(std::string_view key, std::uint64_t seed) {
  const std::string d = FakeRandom("bytes", 32, seed + 25519);
  const KeyHandle handle(
      Check(EVP_PKEY_new_raw_private_key(key == "ed25519" ? EVP_PKEY_ED25519 : EVP_PKEY_X25519, nullptr, Bytes(d), 32),
            "OKP"));
  std::string x(32, '\0');
  std::size_t size = x.size();
  Check(EVP_PKEY_get_raw_public_key(handle.get(), reinterpret_cast<unsigned char*>(x.data()), &size), "OKP public");
  return {d, x};
}

std::string SshString(std::string_view bytes) {
  std::string out(4, '\0');
  for (int i = 0; i < 4; ++i) out[static_cast<std::size_t>(i)] = static_cast<char>(bytes.size() >> (24 - 8 * i));
  return out.append(bytes);
}

std::string SshPublicBlob(std::string_view key, std::uint64_t seed) {
  if (key == "rsa" || key == "rsa1024") {
    const RsaNumbers& rsa = RsaOf(key == "rsa" ? 2048 : 1024, seed);
    return SshString("ssh-rsa") + SshNumber(rsa.e) + SshNumber(rsa.n);
  }
  if (key == "ed25519") return SshString("ssh-ed25519") + SshString(OkpOf(key, seed).x);
  const std::string curve(CurveNamed(key).ssh);
  return SshString("ecdsa-sha2-" + curve) + SshString(curve) + SshString(EcOf(key, seed).point);
}

std::string SshPrivateFields(std::string_view key, std::uint64_t seed) {
  if (key == "rsa" || key == "rsa1024") {
    const RsaNumbers& rsa = RsaOf(key == "rsa" ? 2048 : 1024, seed);
    return SshString("ssh-rsa") + SshNumber(rsa.n) + SshNumber(rsa.e) + SshNumber(rsa.d) + SshNumber(rsa.qi) +
           SshNumber(rsa.p) + SshNumber(rsa.q);
  }
  if (key == "ed25519") {
    const OkpNumbers okp = OkpOf(key, seed);
    return SshString("ssh-ed25519") + SshString(okp.x) + SshString(okp.d + okp.x);
  }
  const EcNumbers ec = EcOf(key, seed);
  const std::string curve(CurveNamed(key).ssh);
  return SshString("ecdsa-sha2-" + curve) + SshString(curve) + SshString(ec.point) + SshNumber(ec.d);
}

KeyHandle HandleOf(std::string_view key, std::uint64_t seed) {
  const std::string der = FakeDer(IsOkp(key) ? std::string(key) : std::string(key) + "-pkcs8", seed);
  const unsigned char* cursor = Bytes(der);
  return KeyHandle(Check(d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(der.size())), "d2i_AutoPrivateKey"));
}

const std::string& Remember(const std::string& name, const std::function<std::string()>& make) {
  static std::recursive_mutex mutex;  // certificates need keys, keys need numbers
  static std::map<std::string, std::string> made;
  const std::lock_guard lock(mutex);
  if (const auto found = made.find(name); found != made.end()) return found->second;
  return made[name] = make();
}

std::string WrappedBase64(std::string_view bytes, std::size_t width) {
  const std::string text = Base64Encode(bytes);
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += width) out.append(text, i, width).push_back('\n');
  return out;
}

}  // namespace packrake::fake
