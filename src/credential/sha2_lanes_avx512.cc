#include <cstring>

#include "credential/sha2_lanes.h"

#if defined(__x86_64__)

#define PACKRAKE_LANES_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#define PACKRAKE_LANES_BYTES 64
#define PACKRAKE_LANES_LEVEL "AVX-512"
#include "credential/sha2_lanes.inc"

namespace packrake {

const Sha2Lanes<std::uint32_t>* Sha256LanesAvx512() { return Kernel<std::uint32_t>(); }
const Sha2Lanes<std::uint64_t>* Sha512LanesAvx512() { return Kernel<std::uint64_t>(); }

}  // namespace packrake

#else

namespace packrake {

const Sha2Lanes<std::uint32_t>* Sha256LanesAvx512() { return nullptr; }
const Sha2Lanes<std::uint64_t>* Sha512LanesAvx512() { return nullptr; }

}  // namespace packrake

#endif
