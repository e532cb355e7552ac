#include "git/ref_counts.h"

#include <algorithm>

namespace packrake {
namespace {

constexpr std::size_t kNamesTold = 5;

/// Adds up bits column by column: plane p holds bit p of every column's sum, so that one addition costs a few words
/// however many columns are set. 40,000 refs that each reach 256 findings are 10 million additions otherwise.
class ColumnSums {
 public:
  void Add(const ReachSet& bits) {
    ReachSet carry = bits;
    for (std::size_t plane = 0; carry.Any(); ++plane) {
      if (plane == planes_.size()) planes_.emplace_back();
      ReachSet next = planes_[plane];
      next &= carry;
      planes_[plane] ^= carry;
      carry = next;
    }
  }
  std::uint64_t Of(std::size_t column) const {
    std::uint64_t sum = 0;
    for (std::size_t plane = 0; plane < planes_.size(); ++plane) {
      if (planes_[plane].Has(column)) sum |= std::uint64_t{1} << plane;
    }
    return sum;
  }

 private:
  std::vector<ReachSet> planes_;
};

}  // namespace

std::vector<RefsOfFinding> CountRefs(const CommitOrder& order, const std::vector<RefRow>& rows,
                                     std::vector<std::pair<std::uint32_t, std::uint32_t>> introduced,
                                     std::uint32_t finding_count) {
  std::vector<RefsOfFinding> refs(finding_count);
  std::sort(introduced.begin(), introduced.end());
  std::vector<ReachSet> reached;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seeds;
  auto next = introduced.begin();
  for (std::uint32_t first = 0; first < finding_count; first += ReachSet::kBits) {
    seeds.clear();
    for (; next != introduced.end() && next->first < first + ReachSet::kBits; ++next) {
      seeds.emplace_back(next->second, next->first - first);
    }
    order.Reach(seeds, reached);
    ColumnSums sums;
    ReachSet told;  // findings that have all the names they get
    for (const RefRow& row : rows) {
      ReachSet bits = row.position == CommitOrder::kNone ? ReachSet() : reached[row.position];
      for (const std::uint32_t finding : row.findings) {
        if (finding >= first && finding < first + ReachSet::kBits) bits.Set(finding - first);
      }
      sums.Add(bits);
      ReachSet untold = bits;
      untold &= told;
      untold ^= bits;
      untold.ForEach([&](std::size_t bit) {
        auto& names = refs[first + bit].first;
        names.emplace_back(row.name);
        if (names.size() == kNamesTold) told.Set(bit);
      });
    }
    for (std::uint32_t bit = 0; bit < ReachSet::kBits && first + bit < finding_count; ++bit) {
      refs[first + bit].count = sums.Of(bit);
    }
  }
  return refs;
}

}  // namespace packrake
