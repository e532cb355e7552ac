#include <algorithm>
#include <string>
#include <vector>

#include "fuzz.h"
#include "pack/delta_forest.h"

namespace {

std::string BigEndian(std::uint64_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

/// An index of ids that are "0…0 0 1", "0…0 0 2" and so on, for these offsets.
std::string MadeIndex(const std::vector<std::uint32_t>& offsets) {
  std::string out = "\377tOc" + BigEndian(2);
  for (int i = 0; i < 256; ++i) out += BigEndian(offsets.size());
  for (std::size_t i = 0; i < offsets.size(); ++i) out += std::string(16, '\0') + BigEndian(i + 1);
  out += std::string(4 * offsets.size(), '\0');
  for (const std::uint32_t offset : offsets) out += BigEndian(offset);
  return out + std::string(40, '\0');
}

}  // namespace

// Input: how many entries (a byte), their offsets (two bytes each, the lowest bit says: a duplicate), then the pack.
// The forest that is built of them has no circle, no entry in two places, and leaves none out but duplicates.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size == 0 || size < 1 + 2 * std::size_t{data[0]} + 32) return 0;
  std::vector<std::uint32_t> offsets;
  std::vector<bool> duplicates;
  for (std::size_t i = 0; i < data[0]; ++i) {
    const auto word = static_cast<std::uint32_t>(data[1 + 2 * i] << 8 | data[2 + 2 * i]);
    offsets.push_back(word / 2);
    duplicates.push_back(word % 2 == 1);
  }
  const std::string_view pack = TextOf(data + 1 + 2 * offsets.size(), size - 1 - 2 * offsets.size());
  const std::string index_bytes = MadeIndex(offsets);
  const auto index = PackIndex::Parse(index_bytes, "fuzz.idx", 20);
  Require(static_cast<bool>(index));
  const auto forest = DeltaForest::Build(pack, *index, duplicates, 1);
  if (!forest) return 0;
  Require(forest->size() == offsets.size());

  std::vector<std::uint32_t> seen, pending;
  for (std::uint32_t rank = 0; rank < forest->size(); ++rank) {
    Require(forest->RankAt(forest->begin(rank)) == rank || forest->fault(rank) != nullptr);
    Require((forest->fault(rank) == nullptr) == forest->type(rank).has_value());
    Require(forest->fault(rank) == nullptr ||
            (forest->base(rank) == DeltaForest::kNone && forest->children(rank).empty()));
    Require(forest->visited(rank) || duplicates[forest->position(rank)]);
    if (forest->base(rank) == DeltaForest::kNone && forest->visited(rank)) pending.push_back(rank);
  }
  while (!pending.empty()) {
    const std::uint32_t rank = pending.back();
    pending.pop_back();
    seen.push_back(rank);
    Require(seen.size() <= forest->size());
    for (const std::uint32_t child : forest->children(rank)) {
      Require(forest->base(child) == rank && forest->visited(child) && forest->type(child) == forest->type(rank));
      Require(forest->weight(child) <= forest->weight(forest->children(rank).back()));
      pending.push_back(child);
    }
  }
  std::sort(seen.begin(), seen.end());
  Require(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  for (std::uint32_t rank = 0; rank < forest->size(); ++rank) {
    Require(forest->visited(rank) == std::binary_search(seen.begin(), seen.end(), rank));
  }
  return 0;
}
