#ifndef PACKRAKE_PACK_BIG_ENDIAN_H_
#define PACKRAKE_PACK_BIG_ENDIAN_H_

#include <bit>
#include <cstdint>
#include <cstring>

namespace packrake {

/// The number that the four (eight) bytes at `data` spell, most significant first. No alignment needed.
inline std::uint32_t ReadBigEndian32(const char* data) {
  std::uint32_t value;
  std::memcpy(&value, data, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap32(value) : value;
}
inline std::uint64_t ReadBigEndian64(const char* data) {
  std::uint64_t value;
  std::memcpy(&value, data, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap64(value) : value;
}

}  // namespace packrake

#endif  // PACKRAKE_PACK_BIG_ENDIAN_H_
