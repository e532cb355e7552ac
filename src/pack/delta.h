#ifndef PACKRAKE_PACK_DELTA_H_
#define PACKRAKE_PACK_DELTA_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pack/fault.h"
#include "packrake/blob.h"

/// git's deltas: instructions that make an object from copied ranges of its base and inserted bytes.
/// Source: git's Documentation/gitformat-pack.txt, "Deltified representation".
namespace packrake {

/// Bytes that must be readable after a base and after instructions, and writable after a result: ranges are copied in
/// whole vectors, and inflate runs faster when it need not stop at the last byte.
inline constexpr std::size_t kSlack = 320;

/// The two sizes that instructions begin with, in bytes; the instructions proper follow after `length` bytes.
struct DeltaHeader {
  std::uint64_t base_size = 0;
  std::uint64_t result_size = 0;
  std::size_t length = 0;
};

/// Nothing when `delta` is cut short or a size does not fit 64 bits.
std::optional<DeltaHeader> ParseDeltaHeader(std::string_view delta);

/// The ranges that a delta copied, as Derivation wants them, and how many bytes it inserted.
struct DeltaTrace {
  /// More ranges than these (24 MiB) are not kept: a hostile delta has one for every two bytes.
  static constexpr std::size_t kMaxCopies = std::size_t{1} << 20;

  std::vector<CopiedRange> copies;
  std::uint64_t inserted_bytes = 0;
  bool complete = true;  ///< false: there were more than kMaxCopies, and `copies` must not be used
};

/// Carries out `instructions` (what follows the header) upon `base`: writes exactly `result_size` bytes at `result`,
/// and fills `trace` when it is not null. A fault leaves both in no particular state. REQUIRES: kSlack bytes behind
/// each of the three, as described above.
Fault ApplyDelta(std::string_view instructions, std::string_view base, char* result, std::uint64_t result_size,
                 DeltaTrace* trace);

}  // namespace packrake

#endif  // PACKRAKE_PACK_DELTA_H_
