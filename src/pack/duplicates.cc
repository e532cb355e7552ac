#include "pack/duplicates.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>
#include <unordered_set>

namespace packrake {
namespace {

/// Hashes a raw id under a seed of this run: an index may be made up, and its ids chosen to collide.
class SeededIdHash {
 public:
  SeededIdHash() {
    std::random_device random;
    for (std::uint64_t& seed : seeds_) seed = std::uint64_t{random()} << 32 | random();
  }

  std::size_t operator()(std::string_view id) const {
    std::uint64_t hash = seeds_[0];
    for (std::size_t at = 0; at < id.size(); at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, id.data() + std::min(at, id.size() - 8), 8);  // 20 bytes: the last word overlaps
      hash = Mix(hash ^ word, seeds_[1 + at / 8]);
    }
    return hash;
  }

 private:
  static std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * (b | 1);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }

  std::uint64_t seeds_[5];
};

}  // namespace

std::vector<std::vector<bool>> FindDuplicates(const std::vector<PackFile>& packs) {
  std::vector<std::vector<bool>> duplicates(packs.size());
  std::unordered_set<std::string_view, SeededIdHash> seen;
  for (std::size_t i = 1; i < packs.size(); ++i) {
    const PackIndex& index = packs[i].index();
    for (std::uint32_t position = 0; position < index.object_count(); ++position) {
      const std::string_view id = index.id(position);
      if (!packs[0].index().Find(id) && seen.insert(id).second) continue;
      if (duplicates[i].empty()) duplicates[i].resize(index.object_count());
      duplicates[i][position] = true;
    }
  }
  return duplicates;
}

}  // namespace packrake
