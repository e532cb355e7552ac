#ifndef PACKRAKE_MATCH_LINE_FILTERS_H_
#define PACKRAKE_MATCH_LINE_FILTERS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "match/database.h"
#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake {

/// Tells most lines on which a pattern does not match, without RE2: the whole pattern, as Hyperscan takes it to filter
/// (HS_FLAG_PREFILTER). RE2 reads ten to twenty cycles a byte where a pattern has many branches, Hyperscan two to five,
/// and most lines with an anchor hold no match. Made when first asked for. Any thread.
class LineFilter {
 public:
  /// `number` tells it from others of its LineFilters; `serialized` and `key` are Database::Deserialize's.
  LineFilter(std::size_t number, std::string_view serialized, std::string_view key)
      : number_(number), serialized_(serialized), key_(key) {}

 private:
  friend class LineSieve;
  const Database* get() const;

  std::size_t number_;
  std::string_view serialized_;
  std::string_view key_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<Database> database_;  // null when this machine cannot run it
};

/// Filters by the pattern that they are for. Immutable; any thread.
class LineFilters {
 public:
  /// Filters for the patterns of `rules` that Hyperscan takes, for a generic processor.
  static Result<std::string> Serialize(const RuleSet& rules);

  /// `serialized`: what Serialize wrote, aligned to eight bytes; the view is kept. Of what somebody else wrote, or
  /// another Hyperscan, no filter comes.
  explicit LineFilters(std::string_view serialized);

  /// The filter for `pattern`; null when there is none. Lives as long as this.
  const LineFilter* Of(std::string_view pattern) const;

 private:
  std::deque<LineFilter> filters_;
  std::map<std::string_view, const LineFilter*> by_key_;
};

/// Asks filters. One per thread, for the filters of one LineFilters.
class LineSieve {
 public:
  /// `unasked`: how many lines of each pattern pass before its filter is made ready, which takes up to a millisecond:
  /// of a small push none is worth it. Lines of 4 KiB or more are asked for at once.
  explicit LineSieve(std::uint32_t unasked = 0) : unasked_(unasked) {}

  /// Whether the filter's pattern may match on `line`; true where the filter cannot run here.
  bool MayMatch(const LineFilter& filter, std::string_view line);

 private:
  /// What is known of a filter, by its number.
  struct Known {
    std::uint32_t passed = 0;  ///< lines that passed unasked
    bool served = false;       ///< by the scratch
  };
  std::uint32_t unasked_;
  std::unique_ptr<Scratch> scratch_;
  std::vector<Known> known_;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_LINE_FILTERS_H_
