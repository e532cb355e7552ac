#include "git/reachability.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/parallel.h"
#include "base/step_together.h"

namespace packrake {

CommitOrder::CommitOrder(std::size_t count, const std::function<Node(std::size_t)>& node, int threads) {
  std::size_t slots = 16;
  while (slots < count * 2) slots *= 2;
  slots_.resize(slots);
  ids_.resize(count);
  positions_.resize(count, kNone);
  for (std::uint32_t i = 0; i < count; ++i) {
    ids_[i] = node(i).id;
    std::size_t at = hash_(ids_[i]->raw()) & (slots - 1);
    while (slots_[at] != 0 && *ids_[slots_[at] - 1] != *ids_[i]) at = (at + 1) & (slots - 1);
    if (slots_[at] == 0) slots_[at] = i + 1;
  }
  std::vector<std::uint32_t> first{0};
  for (std::size_t i = 0; i < count; ++i)
    first.push_back(first.back() + static_cast<std::uint32_t>(node(i).parents.size()));
  std::vector<std::uint32_t> parents(first.back());
  ParallelStretches(threads, count, [&](std::size_t from, std::size_t to) {
    std::vector<const ObjectId*> ids;
    for (std::size_t i = from; i < to; ++i) {
      for (const ObjectId& id : node(i).parents) ids.push_back(&id);
    }
    IndexAll(ids, parents.data() + first[from]);
  });
  // Missing ones are left out.
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t begin = std::exchange(first[i], kept);
    for (std::uint32_t at = begin; at < first[i + 1]; ++at) {
      if (parents[at] != kNone) {
        parents[kept++] = parents[at];
      } else {
        missing_parents_.emplace_back(i, at - begin);
      }
    }
  }
  first[count] = kept;
  Sort(first, parents);
}

std::uint32_t CommitOrder::IndexOf(const ObjectId& id) const { return IndexOf(id, hash_(id.raw())); }

std::uint32_t CommitOrder::IndexOf(const ObjectId& id, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (*ids_[slots_[at] - 1] == id) return slots_[at] - 1;
  }
  return kNone;
}

void CommitOrder::IndexAll(std::span<const ObjectId* const> ids, std::uint32_t* indexes) const {
  const std::size_t mask = slots_.size() - 1;
  std::array<std::uint64_t, kStepTogether> hashes{};
  const auto hash_of = [&hashes](std::size_t i) -> std::uint64_t& { return hashes[i % kStepTogether]; };
  const auto fetch_slot = [&](std::size_t i) {
    hash_of(i) = hash_(ids[i]->raw());
    __builtin_prefetch(&slots_[hash_of(i) & mask]);
  };
  const auto fetch_id = [&](std::size_t i) {
    const std::uint32_t slot = slots_[hash_of(i) & mask];
    if (slot != 0) __builtin_prefetch(ids_[slot - 1]);
  };
  StepTogether(ids.size(), fetch_slot, fetch_id, [&](std::size_t i) { indexes[i] = IndexOf(*ids[i], hash_of(i)); });
}

std::uint32_t CommitOrder::PositionOf(const ObjectId& id) const {
  const std::uint32_t index = IndexOf(id);
  return index == kNone ? kNone : positions_[index];
}

// Depth first over parents, on a stack of its own: a commit takes its position when all its parents have theirs. Its
// edges are written then; a parent without a position is an ancestor that is its own descendant.
void CommitOrder::Sort(const std::vector<std::uint32_t>& first, const std::vector<std::uint32_t>& parents) {
  struct Frame {
    std::uint32_t index = 0;
    std::uint32_t next = 0;  ///< in `parents`
  };
  std::vector<Frame> stack;
  std::vector<bool> entered(ids_.size());
  order_.reserve(ids_.size());
  parents_.reserve(parents.size());
  first_parent_.push_back(0);
  for (std::uint32_t root = 0; root < ids_.size(); ++root) {
    if (entered[root] || IndexOf(*ids_[root]) != root) continue;
    entered[root] = true;
    stack.push_back({root, first[root]});
    while (!stack.empty()) {
      Frame& frame = stack.back();
      const std::uint32_t index = frame.index;
      while (frame.next < first[index + 1] && entered[parents[frame.next]]) ++frame.next;
      if (frame.next < first[index + 1]) {
        const std::uint32_t parent = parents[frame.next];
        entered[parent] = true;
        stack.push_back({parent, first[parent]});
        continue;
      }
      std::uint32_t generation = 1;
      for (std::uint32_t i = first[index]; i < first[index + 1]; ++i) {
        const std::uint32_t parent = positions_[parents[i]];
        if (parent == kNone) continue;
        parents_.push_back(parent);
        generation = std::max(generation, generations_[parent] + 1);
      }
      positions_[index] = static_cast<std::uint32_t>(order_.size());
      order_.push_back(index);
      first_parent_.push_back(static_cast<std::uint32_t>(parents_.size()));
      generations_.push_back(generation);
      stack.pop_back();
    }
  }
}

void CommitOrder::Reach(std::span<const std::pair<std::uint32_t, std::uint32_t>> seeds,
                        std::vector<ReachSet>& reached) const {
  reached.assign(size(), ReachSet());
  std::uint32_t first = size();
  for (const auto& [position, bit] : seeds) {
    reached[position].Set(bit);
    first = std::min(first, position);
  }
  for (std::uint32_t position = first; position < size(); ++position) {
    for (const std::uint32_t parent : ParentsOf(position)) reached[position] |= reached[parent];
  }
}

}  // namespace packrake
