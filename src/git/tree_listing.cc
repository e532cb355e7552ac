#include "git/tree_listing.h"

#include <algorithm>
#include <array>

namespace packrake {
namespace {

/// Index of the first start that is not less than `offset`, searched outwards from `hint`: ranges mostly follow one
/// another in the base too.
std::size_t FirstStart(const std::vector<std::uint32_t>& starts, std::uint64_t offset, std::size_t hint) {
  std::size_t low = 0;
  std::size_t high = starts.size();
  if (hint < high && starts[hint] < offset) {
    low = hint + 1;
    for (std::size_t step = 4; low + step < high; step *= 2) {
      if (starts[low + step] >= offset) {
        high = low + step + 1;
        break;
      }
      low += step + 1;
    }
  } else if (hint < high) {
    high = hint + 1;
  }
  const auto begin = starts.begin();
  return static_cast<std::size_t>(
      std::lower_bound(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(high), offset) -
      begin);
}

/// Appends from[first..last), each moved by `shift` (modulo 2^32).
void AppendShifted(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from, std::size_t first,
                   std::size_t last, std::uint32_t shift) {
  const std::size_t at = to.size();
  to.resize(at + (last - first));
  std::transform(from.begin() + static_cast<std::ptrdiff_t>(first), from.begin() + static_cast<std::ptrdiff_t>(last),
                 to.begin() + static_cast<std::ptrdiff_t>(at), [shift](std::uint32_t start) { return start + shift; });
}

void AddTo(ListBuilder& builder, const KeptEntry& entry) {
  const std::array<std::uint32_t, 2> words = {entry.name, entry.object};
  builder.Add(words.data());
}

}  // namespace

TreeLister::Listing TreeLister::List(std::string_view bytes, const Derivation* derivation, const TreeMemo* base,
                                     TreeMemo* memo) {
  const bool derives = derivation != nullptr && base != nullptr;
  base_ = derives ? base : nullptr;
  run_begin_ = run_end_ = 0;
  built_ = false;
  if (memo != nullptr && derives) {
    memo->starts.reserve(base->starts.size() + 16);
    memo->kept_at.reserve(base->kept_at.size() + 4);
    memo->kept.reserve(base->kept.size() + 4);
  }
  const std::span<const CopiedRange> copies = derives ? derivation->copies : std::span<const CopiedRange>();
  Listing listing;
  std::size_t range = 0;
  std::size_t hint = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    while (range < copies.size() && copies[range].begin + copies[range].size <= at) ++range;
    if (range < copies.size() && copies[range].begin <= at) {
      const std::uint64_t in_base = copies[range].base_begin + (at - copies[range].begin);
      const std::size_t first = FirstStart(base->starts, in_base, hint);
      hint = first;
      if (first + 1 < base->starts.size() && base->starts[first] == in_base) {
        const std::uint64_t range_end = copies[range].base_begin + copies[range].size;
        std::size_t last = FirstStart(base->starts, range_end, first + 1);
        if (last == base->starts.size() || base->starts[last] > range_end) --last;
        hint = last;
        if (last > first) {
          Inherit(*base, first, last, at, memo);
          at += base->starts[last] - base->starts[first];
          continue;
        }
      }
    }
    const std::optional<std::size_t> next = ReadNew(bytes, at, memo);
    if (!next) {
      listing.damaged_at = at;
      break;
    }
    at = *next;
  }
  if (memo != nullptr) memo->starts.push_back(static_cast<std::uint32_t>(bytes.size()));
  listing.list = FinishList(memo);
  return listing;
}

std::optional<std::size_t> TreeLister::ReadNew(std::string_view bytes, std::size_t at, TreeMemo* memo) {
  TreeEntry entry;
  if (!ReadTreeEntry(bytes, at, id_size_, entry)) return std::nullopt;
  if (memo != nullptr) memo->starts.push_back(static_cast<std::uint32_t>(at));
  if (const std::optional<KeptEntry> kept = look_(entry)) {
    FlushRun(false);
    AddTo(builder_, *kept);
    built_ = true;
    if (memo != nullptr) {
      memo->kept_at.push_back(static_cast<std::uint32_t>(at));
      memo->kept.push_back(*kept);
    }
  }
  return at + entry.bytes.size();
}

void TreeLister::Inherit(const TreeMemo& base, std::size_t first, std::size_t last, std::size_t at, TreeMemo* memo) {
  const auto kept_before = [&](std::uint32_t offset) {
    return static_cast<std::size_t>(std::lower_bound(base.kept_at.begin(), base.kept_at.end(), offset) -
                                    base.kept_at.begin());
  };
  const std::size_t kept_first = kept_before(base.starts[first]);
  const std::size_t kept_last = kept_before(base.starts[last]);
  if (memo != nullptr) {
    const std::uint32_t shift = static_cast<std::uint32_t>(at) - base.starts[first];
    AppendShifted(memo->starts, base.starts, first, last, shift);
    AppendShifted(memo->kept_at, base.kept_at, kept_first, kept_last, shift);
    memo->kept.insert(memo->kept.end(), base.kept.begin() + static_cast<std::ptrdiff_t>(kept_first),
                      base.kept.begin() + static_cast<std::ptrdiff_t>(kept_last));
  }
  if (kept_first == kept_last) return;
  if (run_end_ != kept_first) {
    FlushRun(false);
    run_begin_ = kept_first;
  }
  run_end_ = kept_last;
}

void TreeLister::FlushRun(bool at_end) {
  if (run_begin_ == run_end_) return;
  built_ = true;
  const auto& leaves = base_->leaves;
  auto leaf = std::upper_bound(leaves.begin(), leaves.end(), run_begin_,
                               [](std::size_t kept, const ListBuilder::LeafEnd& end) { return kept < end.end; });
  for (std::size_t i = run_begin_; i < run_end_;) {
    const std::size_t leaf_begin = leaf == leaves.begin() ? 0 : std::prev(leaf)->end;
    const auto items = static_cast<std::uint32_t>(leaf->end - leaf_begin);
    const std::uint32_t last_name = base_->kept[leaf->end - 1].name;
    if (i == leaf_begin && leaf->end <= run_end_ && builder_.at_cut() &&
        (ListBuilder::Closed(items, last_name) || (at_end && leaf->end == run_end_))) {
      builder_.AddLeaf(leaf->leaf, items, last_name);
      i = leaf->end;
    } else {
      AddTo(builder_, base_->kept[i]);
      ++i;
    }
    if (i == leaf->end) ++leaf;
  }
  run_begin_ = run_end_;
}

ChunkedLists::Ref TreeLister::FinishList(TreeMemo* memo) {
  if (base_ != nullptr && !built_ && run_begin_ == 0 && run_end_ == base_->kept.size()) {
    if (memo != nullptr) {
      memo->leaves = base_->leaves;
      memo->list = base_->list;
    }
    return base_->list;
  }
  FlushRun(true);
  const ChunkedLists::Ref list = builder_.Finish();
  if (memo != nullptr) {
    memo->leaves = builder_.leaves();
    memo->list = list;
  }
  return list;
}

}  // namespace packrake
