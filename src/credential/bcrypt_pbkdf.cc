#include "credential/bcrypt_pbkdf.h"

#include <openssl/bn.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "credential/openssl_handles.h"

namespace packrake {
namespace {

constexpr std::size_t kSubkeys = 18, kBoxes = 4, kBoxSize = 256;
constexpr std::size_t kTableWords = kSubkeys + kBoxes * kBoxSize;
constexpr std::size_t kBlock = 32;  // bytes that one pass makes
constexpr std::size_t kMostBytes = 1024;
constexpr std::string_view kMagic = "OxychromaticBlowfishSwatDynamite";

using Tables = std::array<std::uint32_t, kTableWords>;  // subkeys, then the four boxes

/// Adds sign * numerator * arctan(1 / x), scaled by 2^bits, to `sum`.
void AddArctan(BIGNUM* sum, unsigned long numerator, unsigned long x, bool negative, int bits) {
  openssl::Number power(BN_new()), term(BN_new());
  BN_set_word(power.get(), numerator);
  BN_lshift(power.get(), power.get(), bits);
  BN_div_word(power.get(), x);
  for (unsigned long n = 1; BN_is_zero(power.get()) == 0; n += 2) {
    BN_copy(term.get(), power.get());
    BN_div_word(term.get(), n);
    const bool subtract = negative != (n % 4 == 3);
    if (subtract) {
      BN_sub(sum, sum, term.get());
    } else {
      BN_add(sum, sum, term.get());
    }
    BN_div_word(power.get(), x * x);
  }
}

/// Blowfish begins with the digits of pi's fraction. Computing 33,344 bits by Machin's formula takes 10 ms once; as a
/// table they would be 4 KB of constants that nobody can read.
Tables PiTables() {
  constexpr int kBits = kTableWords * 32, kGuard = 64;
  const openssl::Number pi(BN_new());
  BN_zero(pi.get());
  AddArctan(pi.get(), 16, 5, false, kBits + kGuard);
  AddArctan(pi.get(), 4, 239, true, kBits + kGuard);
  BN_mask_bits(pi.get(), kBits + kGuard);  // the 3 goes
  BN_rshift(pi.get(), pi.get(), kGuard);
  std::array<unsigned char, kTableWords * 4> bytes{};
  BN_bn2binpad(pi.get(), bytes.data(), static_cast<int>(bytes.size()));
  Tables tables{};
  for (std::size_t i = 0; i < kTableWords; ++i) {
    for (std::size_t b = 0; b < 4; ++b) tables[i] = tables[i] << 8 | bytes[4 * i + b];
  }
  return tables;
}

class Blowfish {
 public:
  Blowfish() {
    static const Tables kPi = PiTables();
    tables_ = kPi;
  }

  void Encrypt(std::uint32_t& left, std::uint32_t& right) const {
    for (std::size_t i = 0; i < 16; i += 2) {
      left ^= tables_[i];
      right ^= Mix(left);
      right ^= tables_[i + 1];
      left ^= Mix(right);
    }
    left ^= tables_[16];
    right ^= tables_[17];
    std::swap(left, right);
  }

  /// Works `key` into the tables, and `salt` (which may be empty) into what is encrypted on the way.
  void Expand(std::string_view salt, std::string_view key) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < kSubkeys; ++i) tables_[i] ^= NextWord(key, at);
    at = 0;
    std::uint32_t left = 0, right = 0;
    for (std::size_t i = 0; i < kTableWords; i += 2) {
      if (!salt.empty()) {
        left ^= NextWord(salt, at);
        right ^= NextWord(salt, at);
      }
      Encrypt(left, right);
      tables_[i] = left;
      tables_[i + 1] = right;
    }
  }

  /// Four bytes of `text`, read round and round.
  static std::uint32_t NextWord(std::string_view text, std::size_t& at) {
    std::uint32_t word = 0;
    for (int i = 0; i < 4; ++i) {
      word = word << 8 | static_cast<std::uint8_t>(text[at]);
      at = at + 1 == text.size() ? 0 : at + 1;
    }
    return word;
  }

 private:
  std::uint32_t Mix(std::uint32_t x) const {
    const std::uint32_t* boxes = tables_.data() + kSubkeys;
    return ((boxes[x >> 24] + boxes[256 + (x >> 16 & 0xFF)]) ^ boxes[512 + (x >> 8 & 0xFF)]) + boxes[768 + (x & 0xFF)];
  }

  Tables tables_;
};

std::string Sha512(std::string_view text) {
  std::string digest(64, '\0');
  SHA512(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::string Hash(std::string_view hashed_passphrase, std::string_view hashed_salt) {
  Blowfish cipher;
  cipher.Expand(hashed_salt, hashed_passphrase);
  for (int i = 0; i < 64; ++i) {
    cipher.Expand("", hashed_salt);
    cipher.Expand("", hashed_passphrase);
  }
  std::array<std::uint32_t, 8> words{};
  std::size_t at = 0;
  for (std::uint32_t& word : words) word = Blowfish::NextWord(kMagic, at);
  for (int i = 0; i < 64; ++i) {
    for (std::size_t w = 0; w < words.size(); w += 2) cipher.Encrypt(words[w], words[w + 1]);
  }
  std::string out;
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(word >> shift & 0xFF);  // little-endian
  }
  return out;
}

}  // namespace

std::string BcryptPbkdf(std::string_view passphrase, std::string_view salt, std::uint32_t rounds, std::size_t size) {
  if (rounds == 0 || passphrase.empty() || salt.empty() || size == 0 || size > kMostBytes) return "";
  const std::string hashed_passphrase = Sha512(passphrase);
  const std::size_t stride = (size + kBlock - 1) / kBlock;
  std::string key(size, '\0');
  for (std::size_t block = 1; block <= stride; ++block) {
    std::string counted(salt);
    for (int shift = 24; shift >= 0; shift -= 8) counted += static_cast<char>(block >> shift & 0xFF);
    std::string pass = Hash(hashed_passphrase, Sha512(counted));
    std::string sum = pass;
    for (std::uint32_t round = 1; round < rounds; ++round) {
      pass = Hash(hashed_passphrase, Sha512(pass));
      for (std::size_t i = 0; i < kBlock; ++i) sum[i] = static_cast<char>(sum[i] ^ pass[i]);
    }
    // Unlike PBKDF2, every block's bytes are strewn over the whole key.
    for (std::size_t i = 0; i < kBlock; ++i) {
      const std::size_t to = i * stride + (block - 1);
      if (to < size) key[to] = sum[i];
    }
  }
  return key;
}

}  // namespace packrake
