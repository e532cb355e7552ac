#include "pack/delta_forest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/parallel.h"
#include "pack/entry.h"

namespace packrake {

enum class DeltaForest::State : std::uint8_t {
  kBlob,  // as ObjectType
  kTree,
  kCommit,
  kTag,
  kPending,  // a delta whose root is not found yet
  kOnPath,   // the same, while the chain is walked; none is left after ResolveStates
  kBeyondEnd,
  kBadHeader,
  kNoBase,
  kBaseFaulty,
  kCycle,
};

namespace {

constexpr std::uint64_t kPackHeaderSize = 12;
constexpr std::uint32_t kOwnWeight = 4;           // of an empty entry: set-up of inflate, the visit

std::uint32_t SaturatingAdd(std::uint32_t a, std::uint64_t b) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(a + b, 0xFFFFFFFFU));
}

struct OffsetAndPosition {
  std::uint64_t offset;
  std::uint32_t position;
};

/// Sorts by offset: a radix sort, least significant digit first; three passes for half a GiB.
void RadixSort(std::vector<OffsetAndPosition>& entries) {
  constexpr int kDigitBits = 11;
  constexpr std::uint64_t kDigitMask = (1U << kDigitBits) - 1;
  std::uint64_t all = 0;
  for (const OffsetAndPosition& entry : entries) all |= entry.offset;
  std::vector<OffsetAndPosition> other(entries.size());
  for (int shift = 0; shift < 64 && all >> shift != 0; shift += kDigitBits) {
    std::array<std::uint32_t, kDigitMask + 1> next{};
    for (const OffsetAndPosition& entry : entries) ++next[entry.offset >> shift & kDigitMask];
    std::uint32_t sum = 0;
    for (std::uint32_t& count : next) sum += std::exchange(count, sum);
    for (const OffsetAndPosition& entry : entries) other[next[entry.offset >> shift & kDigitMask]++] = entry;
    entries.swap(other);
  }
}

}  // namespace

std::optional<DeltaForest> DeltaForest::Build(std::string_view pack, const PackIndex& index,
                                              const std::vector<bool>& duplicates, int threads) {
  DeltaForest forest;
  forest.SortByOffset(index);
  // The last entry ends where the check sum begins.
  if (!forest.IndexOffsets(pack.size() - index.id_size())) return std::nullopt;
  forest.ReadHeaders(pack, index, threads);
  const std::vector<std::uint32_t> bases_first = forest.ResolveStates();
  forest.Weigh(bases_first, duplicates);
  forest.LinkChildren();
  return forest;
}

void DeltaForest::SortByOffset(const PackIndex& index) {
  std::vector<OffsetAndPosition> entries(index.object_count());
  for (std::uint32_t i = 0; i < entries.size(); ++i) entries[i] = {index.offset(i), i};
  RadixSort(entries);
  offsets_.resize(entries.size() + 1);
  positions_.resize(entries.size());
  for (std::size_t rank = 0; rank < entries.size(); ++rank) {
    offsets_[rank] = entries[rank].offset;
    positions_[rank] = entries[rank].position;
  }
}

/// Sets the end of the last entry and fills first_in_slot_. False when an offset comes twice.
bool DeltaForest::IndexOffsets(std::uint64_t data_end) {
  const std::uint32_t count = size();
  offsets_[count] = data_end;
  for (std::uint32_t rank = 1; rank < count; ++rank) {
    if (offsets_[rank] == offsets_[rank - 1]) return false;
  }
  // Only offsets before data_end are looked up.
  slot_shift_ = 64 - std::countl_zero(data_end / (std::uint64_t{count} + 1));
  const std::uint64_t slots = (data_end >> slot_shift_) + 1;
  first_in_slot_.resize(slots + 1);
  std::uint32_t rank = 0;
  for (std::uint64_t slot = 0; slot <= slots; ++slot) {
    while (rank < count && offsets_[rank] >> slot_shift_ < slot) ++rank;
    first_in_slot_[slot] = rank;
  }
  return true;
}

std::uint32_t DeltaForest::RankAt(std::uint64_t offset) const {
  const std::uint64_t slot = offset >> slot_shift_;
  if (slot + 1 >= first_in_slot_.size()) return kNone;
  const auto first = offsets_.begin() + first_in_slot_[slot], last = offsets_.begin() + first_in_slot_[slot + 1];
  const auto found = std::lower_bound(first, last, offset);
  return found != last && *found == offset ? static_cast<std::uint32_t>(found - offsets_.begin()) : kNone;
}

void DeltaForest::ReadHeaders(std::string_view pack, const PackIndex& index, int threads) {
  bases_.assign(size(), kNone);
  states_.assign(size(), State::kPending);
  weights_.assign(size(), 0);
  ParallelStretches(threads, size(), [&](std::size_t first, std::size_t last) {
    for (std::size_t rank = first; rank < last; ++rank) ReadHeader(pack, index, static_cast<std::uint32_t>(rank));
  });
}

void DeltaForest::ReadHeader(std::string_view pack, const PackIndex& index, std::uint32_t rank) {
  const std::uint64_t offset = offsets_[rank], data_end = offsets_[size()];
  State& state = states_[rank];
  if (offset >= data_end) {
    state = State::kBeyondEnd;
    return;
  }
  // offsets_[rank + 1] may lie beyond the end of a pack that was cut short, or be what a hostile index says.
  const std::uint64_t entry_end = std::min(offsets_[rank + 1], data_end);
  const auto header = ParseEntryHeader(pack.substr(offset, entry_end - offset), index.id_size());
  if (offset < kPackHeaderSize || !header) {
    state = State::kBadHeader;
    return;
  }
  const std::uint64_t work = (2 * (entry_end - offset) + std::min(header->size, data_end * 1032)) / 256;
  weights_[rank] = SaturatingAdd(kOwnWeight, work);
  switch (header->kind) {
    case EntryKind::kBlob:
      state = State::kBlob;
      break;
    case EntryKind::kTree:
      state = State::kTree;
      break;
    case EntryKind::kCommit:
      state = State::kCommit;
      break;
    case EntryKind::kTag:
      state = State::kTag;
      break;
    case EntryKind::kOffsetDelta:
      if (header->base_distance <= offset) bases_[rank] = RankAt(offset - header->base_distance);
      if (bases_[rank] == kNone) state = State::kNoBase;
      break;
    case EntryKind::kIdDelta:
      if (const auto base = index.Find(header->base_id)) bases_[rank] = RankAt(index.offset(*base));
      if (bases_[rank] == kNone) state = State::kNoBase;
      break;
  }
}

/// Gives every delta the state of its root, and faulty entries no base. Returns the ranks such that bases come before
/// what derives from them; empty when the ranks themselves are such an order, as in all packs without deltas by id.
std::vector<std::uint32_t> DeltaForest::ResolveStates() {
  bool in_order = true;
  for (std::uint32_t rank = 0; rank < size() && in_order; ++rank)
    in_order = bases_[rank] == kNone || bases_[rank] < rank;

  const auto inherit = [this](std::uint32_t rank) {
    const State base = states_[bases_[rank]];
    states_[rank] = base < State::kPending ? base : State::kBaseFaulty;
    if (states_[rank] == State::kBaseFaulty) bases_[rank] = kNone;
  };
  if (in_order) {
    for (std::uint32_t rank = 0; rank < size(); ++rank) {
      if (bases_[rank] != kNone) inherit(rank);
    }
    return {};
  }

  std::vector<std::uint32_t> bases_first, path;
  bases_first.reserve(size());
  for (std::uint32_t rank = 0; rank < size(); ++rank) {
    if (states_[rank] != State::kPending) bases_first.push_back(rank);
  }
  for (std::uint32_t start = 0; start < size(); ++start) {
    std::uint32_t rank = start;
    while (states_[rank] == State::kPending) {
      states_[rank] = State::kOnPath;
      path.push_back(rank);
      rank = bases_[rank];
    }
    // Either the chain ended at an entry whose state is known, or it came back to itself: then no entry of it has a
    // root.
    const bool cycle = states_[rank] == State::kOnPath;
    for (; !path.empty(); path.pop_back()) {
      if (cycle) {
        states_[path.back()] = State::kCycle;
        bases_[path.back()] = kNone;
      } else {
        inherit(path.back());
      }
      bases_first.push_back(path.back());
    }
  }
  return bases_first;
}

/// Adds to each weight those of the entries that derive from it; 0 for those that need no visit.
void DeltaForest::Weigh(const std::vector<std::uint32_t>& bases_first, const std::vector<bool>& duplicates) {
  std::vector<bool> needed(duplicates.empty() ? 0 : size());
  for (std::uint32_t i = size(); i-- > 0;) {
    const std::uint32_t rank = bases_first.empty() ? i : bases_first[i];
    if (!duplicates.empty() && !needed[rank] && duplicates[positions_[rank]]) {
      weights_[rank] = 0;
      continue;
    }
    weights_[rank] = std::max(weights_[rank], kOwnWeight);
    if (bases_[rank] == kNone) continue;
    weights_[bases_[rank]] = SaturatingAdd(weights_[bases_[rank]], weights_[rank]);
    if (!duplicates.empty()) needed[bases_[rank]] = true;
  }
}

void DeltaForest::LinkChildren() {
  first_child_.assign(std::size_t{size()} + 1, 0);
  const auto linked = [this](std::uint32_t rank) { return bases_[rank] != kNone && weights_[rank] != 0; };
  for (std::uint32_t rank = 0; rank < size(); ++rank) {
    if (linked(rank)) ++first_child_[bases_[rank]];
  }
  // Counting sort by base: first_child_ holds ends, and each entry placed from the back moves its base's end to its
  // beginning.
  std::uint32_t sum = 0;
  for (std::uint32_t& count : first_child_) count = sum += count;
  children_.resize(sum);
  for (std::uint32_t rank = size(); rank-- > 0;) {
    if (linked(rank)) children_[--first_child_[bases_[rank]]] = rank;
  }
  for (std::uint32_t rank = 0; rank < size(); ++rank) {
    const auto first = children_.begin() + first_child_[rank], last = children_.begin() + first_child_[rank + 1];
    if (last - first < 2) continue;
    const auto heaviest =
        std::max_element(first, last, [this](std::uint32_t a, std::uint32_t b) { return weights_[a] < weights_[b]; });
    std::iter_swap(heaviest, last - 1);
  }
}

std::optional<ObjectType> DeltaForest::type(std::uint32_t rank) const {
  const State state = states_[rank];
  if (state < State::kPending) return static_cast<ObjectType>(state);
  return std::nullopt;
}

Fault DeltaForest::fault(std::uint32_t rank) const {
  switch (states_[rank]) {
    case State::kBlob:
    case State::kTree:
    case State::kCommit:
    case State::kTag:
      return nullptr;
    case State::kBeyondEnd:
      return "it begins beyond the end of the pack";
    case State::kBadHeader:
      return "its header is damaged";
    case State::kNoBase:
      return "its delta base is not in the pack";
    case State::kBaseFaulty:
      return "a base of its delta chain cannot be read";
    case State::kPending:
    case State::kOnPath:
    case State::kCycle:
      break;
  }
  return "its delta chain is a circle";
}

}  // namespace packrake
