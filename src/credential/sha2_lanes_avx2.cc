#include <cstring>

#include "credential/sha2_lanes.h"

#if defined(__x86_64__)

#define PACKRAKE_LANES_TARGET __attribute__((target("avx2")))
#define PACKRAKE_LANES_BYTES 32
#define PACKRAKE_LANES_LEVEL "AVX2"
#include "credential/sha2_lanes.inc"

namespace packrake {

const Sha2Lanes<std::uint32_t>* Sha256LanesAvx2() { return Kernel<std::uint32_t>(); }
const Sha2Lanes<std::uint64_t>* Sha512LanesAvx2() { return Kernel<std::uint64_t>(); }

}  // namespace packrake

#else

namespace packrake {

const Sha2Lanes<std::uint32_t>* Sha256LanesAvx2() { return nullptr; }
const Sha2Lanes<std::uint64_t>* Sha512LanesAvx2() { return nullptr; }

}  // namespace packrake

#endif
