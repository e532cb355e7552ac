#include "support/fake_secrets.h"

#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/base64.h"
#include "support/fake_keys.h"

namespace packrake {
namespace {

using fake::Check;

/// SplitMix64 (Steele, Lea, Flood 2014): small, seedable by any number, the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) {}
  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

std::string AlphabetNamed(std::string_view charset) {
  const std::string digits = "0123456789", lower = "abcdefghijklmnopqrstuvwxyz", upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (charset == "hex") return digits + "abcdef";
  if (charset == "digits") return digits;
  if (charset == "lower") return lower;
  if (charset == "upper") return upper;
  if (charset == "alnum") return digits + lower + upper;
  if (charset == "base64") return digits + lower + upper + "+/";
  if (charset == "base64url") return digits + lower + upper + "-_";
  if (charset == "ascii") return digits + lower + upper + "!#$%&()*+,-./:;<=>?@[]^_{|}~";
  if (charset != "bytes") throw std::logic_error("no fake charset " + std::string(charset));
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  return all;
}

const EVP_MD* HashOf(std::string_view alg) {
  const std::string_view bits = alg.substr(std::min<std::size_t>(2, alg.size()));
  if (bits == "256" || bits == "256K") return EVP_sha256();
  if (bits == "384") return EVP_sha384();
  if (bits == "512") return EVP_sha512();
  throw std::logic_error("no fake algorithm " + std::string(alg));
}

std::string Hmac(std::string_view alg, std::string_view secret, std::string_view input) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(HashOf(alg), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(input.data()), input.size(), mac.data(), &size);
  return {reinterpret_cast<const char*>(mac.data()), size};
}

/// ECDSA's DER pair of numbers as JOSE's fixed-width r || s (RFC 7518 section 3.4).
std::string RawEcdsa(std::string_view der, std::size_t width) {
  std::string out;
  std::size_t at = static_cast<unsigned char>(der[1]) >= 0x80 ? 3 : 2;
  for (int i = 0; i < 2; ++i) {
    const std::size_t size = static_cast<unsigned char>(der[at + 1]);
    std::string number(der.substr(at + 2, size));
    at += 2 + size;
    number.erase(0, std::min(number.find_first_not_of('\0'), number.size()));
    out += std::string(width - number.size(), '\0') + number;
  }
  return out;
}

std::string Sign(std::string_view alg, std::uint64_t seed, std::string_view input) {
  const bool edwards = alg == "EdDSA", pss = alg.starts_with("PS");
  const std::string key = edwards                        ? "ed25519"
                          : alg.starts_with("RS") || pss ? "rsa"
                          : alg == "ES256"               ? "p256"
                          : alg == "ES384"               ? "p384"
                          : alg == "ES512"               ? "p521"
                                                         : "k256";
  const fake::KeyHandle handle = fake::HandleOf(key, seed);
  const std::unique_ptr<EVP_MD_CTX, fake::Free> context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  Check(EVP_DigestSignInit(context.get(), &parameters, edwards ? nullptr : HashOf(alg), nullptr, handle.get()), "sign");
  if (pss) {
    EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(input.data());
  std::size_t size = 0;
  Check(EVP_DigestSign(context.get(), nullptr, &size, bytes, input.size()), "sign");
  std::string signature(size, '\0');
  Check(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, input.size()),
        "sign");
  signature.resize(size);
  if (!alg.starts_with("ES")) return signature;
  return RawEcdsa(signature, key == "p384" ? 48 : key == "p521" ? 66 : 32);
}

/// BIP 173, "bech32", without its bound on length: what age writes its keys in.
std::string Bech32(std::string_view prefix, std::string_view bytes) {
  constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  std::vector<int> values;
  int held = 0, bits = 0;
  for (const char c : bytes) {
    held = (held << 8 | static_cast<unsigned char>(c)) & 0xFFF;
    for (bits += 8; bits >= 5; bits -= 5) values.push_back(held >> (bits - 5) & 31);
  }
  if (bits > 0) values.push_back(held << (5 - bits) & 31);
  std::uint32_t check = 1;
  const auto feed = [&check](int value) {
    constexpr std::uint32_t kGenerator[] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3};
    const std::uint32_t top = check >> 25;
    check = (check & 0x1FFFFFF) << 5 ^ static_cast<std::uint32_t>(value);
    for (int i = 0; i < 5; ++i) {
      if ((top >> i & 1) != 0) check ^= kGenerator[i];
    }
  };
  for (const char c : prefix) feed(c >> 5);
  feed(0);
  for (const char c : prefix) feed(c & 31);
  for (const int value : values) feed(value);
  for (int i = 0; i < 6; ++i) feed(0);
  check ^= 1;
  std::string out(prefix);
  out += '1';
  for (const int value : values) out += kAlphabet[static_cast<std::size_t>(value)];
  for (int i = 0; i < 6; ++i) out += kAlphabet[check >> (5 * (5 - i)) & 31];
  return out;
}

}  // namespace

std::string FakeRandom(std::string_view charset, std::size_t length, std::uint64_t seed) {
  const std::string alphabet = AlphabetNamed(charset);
  Dice dice(seed);
  std::string out;
  for (std::size_t i = 0; i < length; ++i) out += alphabet[dice.Next() % alphabet.size()];
  return out;
}

std::string FakeHmacSecret(std::uint64_t seed) { return FakeRandom("alnum", 43, seed + 4'000); }
std::string FakeGithubToken(std::uint64_t seed) { return "ghp" + ("_" + FakeRandom("alnum", 36, seed + 5'000)); }
std::string FakePassphrase(std::uint64_t seed) { return FakeRandom("alnum", 12, seed + 6'000); }

std::string FakeClaims(std::uint64_t seed) {
  return "{\"sub\":\"" + FakeRandom("digits", 10, seed) +
         "\",\"iat\":" + std::to_string(1'600'000'000 + seed % 1'000'000) + "}";
}

std::string SignHmac(std::string_view alg, std::string_view secret, std::string_view header, std::string_view claims) {
  const std::string input = Base64UrlEncode(header) + "." + Base64UrlEncode(claims);
  return input + "." + Base64UrlEncode(Hmac(alg, secret, input));
}

std::string FakeJws(std::string_view alg, std::uint64_t seed, std::string_view claims, std::string_view header_extra) {
  const std::string header = "{\"alg\":\"" + std::string(alg) + "\",\"typ\":\"JWT\"" + std::string(header_extra) + "}";
  const std::string payload = claims.empty() ? FakeClaims(seed) : std::string(claims);
  if (alg.starts_with("HS")) return SignHmac(alg, FakeHmacSecret(seed), header, payload);
  return fake::Remember(std::to_string(seed) + header + payload, [&] {
    const std::string input = Base64UrlEncode(header) + "." + Base64UrlEncode(payload);
    return input + "." + (alg == "none" ? "" : Base64UrlEncode(Sign(alg, seed, input)));
  });
}

std::string FakeJwsJson(std::string_view alg, std::uint64_t seed) {
  const std::string token = FakeJws(alg, seed);
  const std::size_t first = token.find('.'), last = token.rfind('.');
  return R"({"payload":")" + token.substr(first + 1, last - first - 1) + R"(","protected":")" +
         token.substr(0, first) + R"(","signature":")" + token.substr(last + 1) + R"("})";
}

std::string FakeNkeySeed(char kind, std::uint64_t seed) {
  // github.com/nats-io/nkeys, strkey.go: the prefix of seeds and of the kind, the key, CRC-16, all in base32.
  const auto prefix = static_cast<unsigned>(kind - 'A') << 3U;
  std::string bytes = {static_cast<char>(18U << 3U | prefix >> 5U), static_cast<char>((prefix & 31U) << 3U)};
  bytes += FakeRandom("bytes", 32, seed + 8'000);
  unsigned crc = 0;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8U;
    for (int i = 0; i < 8; ++i) crc = ((crc << 1U) ^ ((crc & 0x8000U) != 0 ? 0x1021U : 0U)) & 0xFFFFU;
  }
  bytes += {static_cast<char>(crc & 0xFFU), static_cast<char>(crc >> 8U)};
  std::string out;
  unsigned bits = 0, waiting = 0;
  for (const char c : bytes) {
    waiting = (waiting << 8U | static_cast<unsigned char>(c)) & 0xFFFFU;
    for (bits += 8; bits >= 5; bits -= 5) out += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[waiting >> (bits - 5U) & 31U];
  }
  return out + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[waiting << (5U - bits) & 31U];
}

std::string FakeJwe(std::uint64_t seed) {
  return Base64UrlEncode("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + ".." + FakeRandom("base64url", 16, seed) + "." +
         FakeRandom("base64url", 120, seed + 1) + "." + FakeRandom("base64url", 22, seed + 2);
}

std::string FakeAgeKey(std::uint64_t seed) {
  std::string key = Bech32("age-secret-key-", FakeRandom("bytes", 32, seed + 7'000));
  std::transform(key.begin(), key.end(), key.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  return key;
}

}  // namespace packrake
