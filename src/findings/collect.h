#ifndef PACKRAKE_FINDINGS_COLLECT_H_
#define PACKRAKE_FINDINGS_COLLECT_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "packrake/finding.h"
#include "packrake/rule.h"
#include "packrake/source.h"

namespace packrake {

/// One secret (or call) of one family with its hits, before anyone knows its paths.
struct Group {
  std::string family;
  std::string identity;   ///< canonical; as sensitive as the secret
  std::vector<Hit> hits;  ///< distinct by (object, where, begin, rule); in no order until Take()
};

/// Gathers hits from all threads and numbers the groups as they appear. Any thread.
class Collector {
 public:
  explicit Collector(const RuleSet& rules) : rules_(rules) {}

  /// Files `hit` under its (family, identity); returns the group's number, stable from then on.
  std::uint32_t Add(Hit hit);

  /// Which groups each object holds. After the last Add from a reading thread.
  Wanted WantedObjects() const;

  /// The groups by number, each with its hits ordered by (rule, object, begin). Leaves the collector empty.
  std::vector<Group> Take();

 private:
  const RuleSet& rules_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> index_;
  std::vector<Group> groups_;
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_COLLECT_H_
