#ifndef PACKRAKE_BASE_SEEDED_HASH_H_
#define PACKRAKE_BASE_SEEDED_HASH_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace packrake {

/// 64-bit hashes of bytes under secret keys, for tables filled by whoever wrote the repository: without the keys nobody
/// can make two names collide, or a chain grow. Equal bytes hash alike within one process only. Immutable; any thread.
class SeededHash {
 public:
  /// The process's keys, drawn from the system's randomness.
  SeededHash();
  /// Keys derived from `seed`: for tests that must repeat.
  explicit SeededHash(std::uint64_t seed);

  std::uint64_t operator()(std::string_view bytes) const {
    const char* p = bytes.data();
    std::size_t left = bytes.size();
    std::uint64_t state = keys_[0] ^ left;
    for (; left > 16; p += 16, left -= 16) state = Mix(Read<8>(p) ^ keys_[1], Read<8>(p + 8) ^ state);
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    if (left >= 8) {
      a = Read<8>(p);
      b = Read<8>(p + left - 8);
    } else if (left >= 4) {
      a = Read<4>(p);
      b = Read<4>(p + left - 4);
    } else if (left > 0) {
      a = Read<1>(p) | Read<1>(p + left / 2) << 8 | Read<1>(p + left - 1) << 16;
    }
    return Mix(Mix(a ^ keys_[2], b ^ state), keys_[3] ^ bytes.size());
  }

 private:
  template <std::size_t kSize>
  static std::uint64_t Read(const char* p) {
    std::uint64_t value = 0;
    std::memcpy(&value, p, kSize);
    return value;
  }
  /// Both halves of the 128-bit product: every bit of each factor reaches every part of the result. The factors are
  /// masked by keys first; a product that a stranger can force to zero would be a collision for any seed.
  static std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
    const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }

  std::array<std::uint64_t, 4> keys_;
};

}  // namespace packrake

#endif  // PACKRAKE_BASE_SEEDED_HASH_H_
