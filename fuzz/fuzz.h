#ifndef PACKRAKE_FUZZ_FUZZ_H_
#define PACKRAKE_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace packrake {

/// Ends the program, as a fuzzer wants it, when what must always hold does not.
inline void Require(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace packrake

/// What each fuzzer defines: one run over one input; always returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

#endif  // PACKRAKE_FUZZ_FUZZ_H_
