#include <cstring>

#include "credential/sha2_lanes.h"

#define PACKRAKE_LANES_TARGET
#define PACKRAKE_LANES_BYTES 16
#define PACKRAKE_LANES_LEVEL "portable"
#include "credential/sha2_lanes.inc"

namespace packrake {

const Sha2Lanes<std::uint32_t>* Sha256LanesPortable() { return Kernel<std::uint32_t>(); }
const Sha2Lanes<std::uint64_t>* Sha512LanesPortable() { return Kernel<std::uint64_t>(); }

}  // namespace packrake
