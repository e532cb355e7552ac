#ifndef PACKRAKE_PACK_FAULT_H_
#define PACKRAKE_PACK_FAULT_H_

namespace packrake {

/// Why one object cannot be handed out, as a literal that continues "object 1234…: "; null when all is well. No Result:
/// one is made for each of a million objects, and none of them may allocate.
using Fault = const char*;

/// Faults that are bounds of ours, and no damage. Arrays, so that their address tells them apart.
inline constexpr char kTooLarge[] = "it, or a base of its delta chain, is larger than the limit";
inline constexpr char kNoMemory[] = "there is no room left for it in the memory of the reader";

inline bool IsLimit(Fault fault) { return fault == kTooLarge || fault == kNoMemory; }

}  // namespace packrake

#endif  // PACKRAKE_PACK_FAULT_H_
