#ifndef PACKRAKE_FINDINGS_COLLECT_H_
#define PACKRAKE_FINDINGS_COLLECT_H_

#include <cstdint>
#include <map>
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

/// Where one hit of a group stands. A file of ten thousand versions gives ten thousand of these and one Hit.
struct HitPlace {
  ObjectId object;
  Where where = Where::kBlob;
  std::uint32_t hit = 0;  ///< index in Group::hits: what was seen here, but for the numbers below
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  std::uint64_t end_line = 1;
};

/// One secret (or call) of one family with everything seen of it, before anyone knows its paths.
struct Group {
  /// Of one secret in one object, places beyond this many are left out: the first ones in the text stay.
  static constexpr std::size_t kMostPlacesInObject = 64;
  /// Of one group, kinds of hit (contexts, mostly) beyond this many lose their context.
  static constexpr std::size_t kMostKinds = 1000;

  std::string family;
  std::string identity;  ///< canonical; as sensitive as the secret
  std::vector<Hit>
      hits;  ///< distinct kinds of hit, each as it stood in its first place; ordered by (rule, object, begin)
  std::vector<HitPlace> places;  ///< every place, ordered by (object, where, path, begin, rule)
};

/// Gathers hits from all threads and numbers the groups as they appear. Any thread. Memory: about 100 bytes a hit, and
/// under 1 KiB for each distinct (rule, context, facts) of a group.
class Collector {
 public:
  explicit Collector(const RuleSet& rules);
  ~Collector();

  /// Files `hit` under its (family, identity); returns the group's number, stable from then on.
  std::uint32_t Add(Hit hit);

  /// Which groups each object holds; of what only helps, where nothing was found that it could help, none. After the
  /// last Add from a reading thread.
  Wanted WantedObjects() const;

  /// The groups by number, with hits and places in an order that owes nothing to threads. Leaves the collector empty.
  std::vector<Group> Take();

 private:
  class Gathered;

  const RuleSet& rules_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::uint32_t> index_;
  std::vector<std::unique_ptr<Gathered>> groups_;
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_COLLECT_H_
