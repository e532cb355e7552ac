#ifndef PACKRAKE_GIT_NAME_TABLE_H_
#define PACKRAKE_GIT_NAME_TABLE_H_

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/seeded_hash.h"
#include "packrake/source.h"

namespace packrake {

/// The entry names of all trees: each distinct one is scanned once, and only those that listings keep (directories,
/// files and names that hit) are stored; of the others nothing but a hash. `Visit` from any thread; the rest when no
/// thread visits.
class NameTable {
 public:
  /// Number of a stored name in the high bits; the low two are its cut (ChunkedLists), bit 2 says that it holds
  /// findings.
  using Ref = std::uint32_t;
  /// A name that is not stored.
  static constexpr Ref kPlain = ~Ref{0};

  static bool Hits(Ref ref) { return ref != kPlain && (ref & 4) != 0; }
  static std::size_t Index(Ref ref) { return ref >> 3; }

  explicit NameTable(NameScan scan) : scan_(std::move(scan)) {}

  std::uint64_t Hash(std::string_view name) const { return hash_(name); }

  /// The ref of `name`, whose Hash is `hash`; scans it when it is new. A name without findings is stored only when some
  /// call has asked for it with `store`.
  Ref Visit(std::string_view name, std::uint64_t hash, bool store);

  std::size_t size() const { return names_.size(); }
  const std::string& text(std::size_t index) const { return names_[index].text; }
  const std::vector<std::uint32_t>& findings(std::size_t index) const { return names_[index].findings; }

  /// Forgets the hashes; no more visits after it.
  void Freeze();

 private:
  static constexpr std::size_t kShards = 16;

  struct Name {
    std::string text;
    std::vector<std::uint32_t> findings;
  };
  struct alignas(64) Shard {
    std::mutex mutex;
    // 64 bits under secret keys stand for the name: a collision would hide one from the scan, once in 2^64 pairs.
    std::unordered_map<std::uint64_t, Ref> refs;
  };

  Ref Store(std::string_view name, std::uint64_t hash, std::vector<std::uint32_t> findings);

  const NameScan scan_;
  SeededHash hash_;
  std::mutex scan_mutex_;
  std::array<Shard, kShards> shards_;
  std::mutex names_mutex_;
  std::deque<Name> names_;
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_NAME_TABLE_H_
