#ifndef PACKRAKE_BASE_BINARY_H_
#define PACKRAKE_BASE_BINARY_H_

#include <cstddef>
#include <string_view>

namespace packrake {

/// So far git looks for a NUL (buffer_is_binary in xdiff-interface.c), bytes.
inline constexpr std::size_t kBinaryProbe = 8000;

/// Whether git and packrake take `bytes` for binary: a NUL in the first kBinaryProbe.
inline bool LooksBinary(std::string_view bytes) {
  return bytes.substr(0, kBinaryProbe).find('\0') != std::string_view::npos;
}

}  // namespace packrake

#endif  // PACKRAKE_BASE_BINARY_H_
