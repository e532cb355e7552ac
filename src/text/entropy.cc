#include "text/entropy.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace packrake {

double ShannonEntropy(std::string_view bytes) {
  std::array<std::size_t, 256> counts{};
  for (const char byte : bytes) ++counts[static_cast<unsigned char>(byte)];
  const auto size = static_cast<double>(bytes.size());
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / size;
    bits -= share * std::log2(share);
  }
  return bits <= 0 ? 0 : bits;  // not -0.0, which prints with its sign
}

}  // namespace packrake
