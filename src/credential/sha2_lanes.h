#ifndef PACKRAKE_CREDENTIAL_SHA2_LANES_H_
#define PACKRAKE_CREDENTIAL_SHA2_LANES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// SHA-256 (32-bit words) and SHA-512 (64-bit words) of many messages at once, one a vector lane: the inner loop of
/// HMAC guessing. Each processor level is one file that compiles sha2_lanes.inc for itself; the fastest that this
/// processor runs is taken. Source: FIPS 180-4.
namespace packrake {

/// Word arrays of a group are lane by lane: word w of lane l is at [w * lanes + l].
template <class Word>
struct Sha2Lanes {
  std::string_view level;  ///< "AVX-512", "AVX2" or "portable"
  std::size_t lanes = 1;   ///< messages a group

  /// For each of `groups` groups: hashes the block `key ^ 0x36…` and the block `key ^ 0x5c…` from `iv` (8 words).
  /// `keys` has 16 words a lane, big-endian read, zero padded; `inner` and `outer` get 8 words a lane.
  void (*pads)(const Word* keys, const Word* iv, std::size_t groups, Word* inner, Word* outer);

  /// For each group: goes on from `inner` over the message whose expanded schedules (with the round constants added)
  /// stand in `schedules`, 64 or 80 words for each of `blocks` blocks; then from `outer` over the first `digest_words`
  /// words of that and the padding; and sets bit l of `matches[group]` where the first word of the result is `wanted`.
  void (*test)(const Word* inner, const Word* outer, std::size_t groups, const Word* schedules, std::size_t blocks,
               std::size_t digest_words, Word wanted, std::uint32_t* matches);
};

/// The fastest kernel for this processor. Any thread.
template <class Word>
const Sha2Lanes<Word>& FastestSha2Lanes();
template <>
const Sha2Lanes<std::uint32_t>& FastestSha2Lanes<std::uint32_t>();
template <>
const Sha2Lanes<std::uint64_t>& FastestSha2Lanes<std::uint64_t>();

/// Every kernel that this processor can run, for tests.
template <class Word>
std::vector<const Sha2Lanes<Word>*> AllSha2Lanes();
template <>
std::vector<const Sha2Lanes<std::uint32_t>*> AllSha2Lanes<std::uint32_t>();
template <>
std::vector<const Sha2Lanes<std::uint64_t>*> AllSha2Lanes<std::uint64_t>();

inline constexpr std::size_t kMostLanes = 16;

// The levels. Null where the compiler has none of it.
const Sha2Lanes<std::uint32_t>* Sha256LanesAvx512();
const Sha2Lanes<std::uint64_t>* Sha512LanesAvx512();
const Sha2Lanes<std::uint32_t>* Sha256LanesAvx2();
const Sha2Lanes<std::uint64_t>* Sha512LanesAvx2();
const Sha2Lanes<std::uint32_t>* Sha256LanesPortable();
const Sha2Lanes<std::uint64_t>* Sha512LanesPortable();

/// The constants of one of the two hashes.
template <class Word>
struct Sha2Constants;

template <>
struct Sha2Constants<std::uint32_t> {
  static constexpr int kRounds = 64;
  // Rotations of Sigma0, Sigma1 and sigma0, sigma1; the last of each sigma is a shift.
  static constexpr int kBig0[3] = {2, 13, 22}, kBig1[3] = {6, 11, 25};
  static constexpr int kSmall0[3] = {7, 18, 3}, kSmall1[3] = {17, 19, 10};
  static const std::uint32_t kRound[64];
};

template <>
struct Sha2Constants<std::uint64_t> {
  static constexpr int kRounds = 80;
  static constexpr int kBig0[3] = {28, 34, 39}, kBig1[3] = {14, 18, 41};
  static constexpr int kSmall0[3] = {1, 8, 7}, kSmall1[3] = {19, 61, 6};
  static const std::uint64_t kRound[80];
};

/// The message schedule of one block with the round constants added: what `test` takes.
template <class Word>
void ExpandSchedule(const Word* block, Word* schedule);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_SHA2_LANES_H_
