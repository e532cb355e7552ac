#ifndef PACKRAKE_TESTS_SUPPORT_MUTATE_H_
#define PACKRAKE_TESTS_SUPPORT_MUTATE_H_

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <random>
#include <string>

namespace packrake {

/// How many random mutations to try: `few`, or as many as PACKRAKE_MUTATIONS says (scripts/corrupt_packs).
inline int Mutations(int few) {
  const char* const number = std::getenv("PACKRAKE_MUTATIONS");
  return number == nullptr ? few : std::atoi(number);
}

/// `bytes` damaged as files are: cut short, flipped, overwritten, a piece moved. Sometimes, by chance, as they were.
inline std::string Mutate(std::string bytes, std::mt19937& random) {
  const auto any = [&](std::size_t below) { return below == 0 ? 0 : random() % below; };
  switch (random() % 6) {
    case 0:  // cut short
      bytes.resize(any(bytes.size()));
      break;
    case 1:  // the end lost, as when a disk was full
      bytes.resize(bytes.size() - std::min<std::size_t>(bytes.size(), any(64)));
      break;
    case 2:  // a few bytes
      for (std::size_t i = 1 + any(8); i > 0; --i) bytes[any(bytes.size())] = static_cast<char>(random() & 0xFF);
      break;
    case 3:  // one bit
      bytes[any(bytes.size())] ^= static_cast<char>(1U << random() % 8);
      break;
    case 4: {  // a sector of zeros
      const std::size_t at = any(bytes.size());
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), std::min<std::size_t>(512, bytes.size() - at), '\0');
      break;
    }
    default: {  // a piece moved
      const std::size_t from = any(bytes.size()), to = any(bytes.size());
      const std::size_t size = std::min(any(200), bytes.size() - std::max(from, to));
      bytes.replace(to, size, bytes.substr(from, size));
    }
  }
  return bytes;
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_MUTATE_H_
