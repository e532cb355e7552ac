#include "match/line_filters.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <set>
#include <utility>

#include "base/digest.h"

namespace packrake {
namespace {

// Filters stand one after the other: the key, how many bytes follow, and a serialized Database, filled up to eight
// bytes.
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kAlignment = 8;

constexpr std::size_t Aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

std::string KeyOf(std::string_view pattern) {
  const Sha256Digest digest = Sha256(pattern);
  return std::string(digest.begin(), digest.end());
}

}  // namespace

const Database* LineFilter::get() const {
  std::call_once(once_, [this] { database_ = Database::Deserialize(serialized_, key_, /*check_digest=*/false); });
  return database_.get();
}

Result<std::string> LineFilters::Serialize(const RuleSet& rules) {
  std::string out;
  std::set<std::string_view> known;
  for (const Rule& rule : rules.rules) {
    if (!known.insert(rule.pattern).second) continue;
    auto database = Database::CompileForLines(rule.pattern, DatabasePlatform::kGeneric);
    if (!database) continue;  // RE2 alone asks for it
    const std::string key = KeyOf(rule.pattern);
    auto bytes = (*database)->Serialize(key);
    if (!bytes) return std::move(bytes).error();
    const std::uint64_t size = bytes->size();
    out += key;
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out += *bytes;
    out.resize(Aligned(out.size()));
  }
  return out;
}

LineFilters::LineFilters(std::string_view serialized) {
  for (std::string_view rest = serialized; rest.size() >= kKeyBytes + sizeof(std::uint64_t);) {
    const std::string_view key = rest.substr(0, kKeyBytes);
    std::uint64_t size = 0;
    std::memcpy(&size, rest.data() + kKeyBytes, sizeof size);
    rest.remove_prefix(kKeyBytes + sizeof size);
    if (size > rest.size()) return;
    by_key_[key] = &filters_.emplace_back(filters_.size(), rest.substr(0, size), key);
    rest.remove_prefix(std::min(rest.size(), Aligned(size)));
  }
}

const LineFilter* LineFilters::Of(std::string_view pattern) const {
  if (by_key_.empty()) return nullptr;
  const auto found = by_key_.find(KeyOf(pattern));
  return found == by_key_.end() ? nullptr : found->second;
}

bool LineSieve::MayMatch(const LineFilter& filter, std::string_view line) {
  constexpr std::size_t kLong = 4096;
  if (filter.number_ >= known_.size()) known_.resize(filter.number_ + 1);
  Known& known = known_[filter.number_];
  if (known.passed < unasked_ && line.size() < kLong) {
    ++known.passed;
    return true;
  }
  // A vertical tab is \s to Hyperscan, as to PCRE, and \S to RE2.
  if (line.find('\v') != std::string_view::npos) return true;
  const Database* database = filter.get();
  if (database == nullptr) return true;
  if (!known.served) {
    if (scratch_ == nullptr) {
      scratch_ = std::make_unique<Scratch>(*database);
    } else {
      scratch_->Serve(*database);
    }
    known.served = true;
  }
  return database->Contains(line, *scratch_);
}

}  // namespace packrake
