#include "base/seeded_hash.h"

#include <chrono>
#include <exception>
#include <random>

namespace packrake {
namespace {

/// One step of splitmix64 (S. Vigna, public domain): distinct seeds give unrelated keys.
std::uint64_t NextKey(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

std::uint64_t RandomWord() {
  try {
    std::random_device device;
    return static_cast<std::uint64_t>(device()) << 32 | device();
  } catch (const std::exception&) {
    // No source of randomness is open to us. The clock is guessable, and still nothing that a repository written
    // earlier can know.
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }
}

}  // namespace

// Drawn once for the process: asking for randomness costs more than filling a small table.
SeededHash::SeededHash() {
  static const std::array<std::uint64_t, 4> process_keys = {RandomWord(), RandomWord(), RandomWord(), RandomWord()};
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    std::uint64_t state = process_keys[i];
    keys_[i] = NextKey(state);
  }
}

SeededHash::SeededHash(std::uint64_t seed) {
  for (std::uint64_t& key : keys_) key = NextKey(seed);
}

}  // namespace packrake
