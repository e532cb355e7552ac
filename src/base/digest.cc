#include "base/digest.h"

#include <openssl/evp.h>

#include <cassert>
#include <charconv>
#include <initializer_list>
#include <memory>

#include "base/hex.h"

namespace packrake {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Fetched once: the implicit fetch of EVP_sha1() costs more than hashing a small object. Never freed, because
// OpenSSL's own exit handler may run before ours.
const EVP_MD* Algorithm(std::size_t digest_size) {
  static const EVP_MD* const sha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return digest_size == 20 ? sha1 : sha256;
}

void Hash(std::initializer_list<std::string_view> parts, std::size_t digest_size, unsigned char* digest) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  bool done = context && EVP_DigestInit_ex2(context.get(), Algorithm(digest_size), nullptr) == 1;
  for (const std::string_view part : parts) {
    done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  done = done && EVP_DigestFinal_ex(context.get(), digest, nullptr) == 1;
  assert(done && "hashing fails only when OpenSSL has no default provider or memory is out");
  (void)done;
}

}  // namespace

Sha1Digest Sha1(std::string_view bytes) {
  Sha1Digest digest{};
  Hash({bytes}, digest.size(), digest.data());
  return digest;
}

Sha256Digest Sha256(std::string_view bytes) {
  Sha256Digest digest{};
  Hash({bytes}, digest.size(), digest.data());
  return digest;
}

std::string Sha256Hex(std::string_view bytes) {
  const Sha256Digest digest = Sha256(bytes);
  return HexEncode({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// Of two hashes, RFC 2104 section 2; OpenSSL's HMAC() takes its key length as int, which a hostile size overflows.
Sha256Digest HmacSha256(std::string_view key, std::string_view bytes) {
  constexpr std::size_t kBlockSize = 64;
  std::string block(kBlockSize, '\0');
  if (key.size() > kBlockSize) {
    const Sha256Digest short_key = Sha256(key);
    block.replace(0, short_key.size(), reinterpret_cast<const char*>(short_key.data()), short_key.size());
  } else {
    block.replace(0, key.size(), key);
  }
  for (char& byte : block) byte = static_cast<char>(byte ^ 0x36);
  Sha256Digest inner{};
  Hash({block, bytes}, inner.size(), inner.data());
  for (char& byte : block) byte = static_cast<char>(byte ^ 0x36 ^ 0x5c);
  Sha256Digest outer{};
  Hash({block, {reinterpret_cast<const char*>(inner.data()), inner.size()}}, outer.size(), outer.data());
  return outer;
}

std::string GitObjectDigest(std::string_view type, std::string_view bytes, std::size_t id_size) {
  assert((id_size == 20 || id_size == 32) && "the header requires one of git's two hash sizes");
  std::array<char, 24> size{};  // 20 digits of a 64-bit number and the NUL that ends git's header
  const char* const end = std::to_chars(size.data(), size.data() + size.size() - 1, bytes.size()).ptr;
  std::string digest(id_size, '\0');
  Hash({type, " ", {size.data(), static_cast<std::size_t>(end - size.data()) + 1}, bytes}, id_size,
       reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

}  // namespace packrake
