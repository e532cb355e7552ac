#ifndef PACKRAKE_TESTS_SUPPORT_FAKE_KEYS_H_
#define PACKRAKE_TESTS_SUPPORT_FAKE_KEYS_H_

#include <openssl/evp.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

/// Key pairs for fake_secrets: the numbers, from seeds.
namespace packrake::fake {

/// Gives "openssl refused" as an exception: a test that cannot make its key cannot go on.
template <class T>
T Check(T value, const char* what) {
  if (!value) throw std::logic_error(std::string("cannot make a fake secret: ") + what);
  return value;
}

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using KeyHandle = std::unique_ptr<EVP_PKEY, Free>;

/// Big-endian magnitudes.
struct RsaNumbers {
  std::string n, e, d, p, q, dp, dq, qi;
};
/// `bits` is 1024 or 2048. Made once per seed: a prime takes a tenth of a second.
const RsaNumbers& RsaOf(int bits, std::uint64_t seed);

struct EcNumbers {
  std::string oid;    ///< DER content of the curve's identifier
  std::string name;   ///< "P-256"
  std::string d;      ///< scalar, padded to the field's size
  std::string point;  ///< 04 || x || y
};
/// `curve` is "p256", "p384", "p521" or "k256".
EcNumbers EcOf(std::string_view curve, std::uint64_t seed);

/// 32 bytes each. `curve` is "ed25519" or "x25519".
struct OkpNumbers {
  std::string d, x;
};
OkpNumbers OkpOf(std::string_view curve, std::uint64_t seed);

/// The bytes of "ssh-rsa", "ecdsa-sha2-…" or "ssh-ed25519" public keys, as in an authorized_keys line before base64.
std::string SshPublicBlob(std::string_view key, std::uint64_t seed);
/// What OpenSSH writes between the check words and the comment.
std::string SshPrivateFields(std::string_view key, std::uint64_t seed);
/// Length in four bytes, then the bytes (RFC 4251 section 5).
std::string SshString(std::string_view bytes);

/// The key as OpenSSL holds it.
KeyHandle HandleOf(std::string_view key, std::uint64_t seed);

/// What `make` returns for `name`, remembered for the rest of the run.
const std::string& Remember(const std::string& name, const std::function<std::string()>& make);

/// `bytes` in base64, broken every `width` characters, each line ended by '\n'.
std::string WrappedBase64(std::string_view bytes, std::size_t width);

}  // namespace packrake::fake

#endif  // PACKRAKE_TESTS_SUPPORT_FAKE_KEYS_H_
