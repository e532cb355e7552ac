#include "match/line_matches.h"

#include <functional>

namespace packrake {
namespace {

constexpr std::size_t kLines = 4096;
constexpr std::size_t kLongestKept = 1U << 10;  // bytes of a line; of longer ones there are few
constexpr std::size_t kMostKept = 16;           // matches on it

PatternMatch Moved(const PatternMatch& match, std::size_t by) {
  return {match.begin + by, match.end + by, match.secret_begin + by, match.secret_end + by};
}

std::uintptr_t NumberOf(const CompiledRule* rule) { return reinterpret_cast<std::uintptr_t>(rule) / 64; }

}  // namespace

void LineMatches::Clear() {
  kept_.clear();
  ++text_;
}

void LineMatches::Append(const CompiledRule& rule, std::string_view text, Span line, LineSieve& sieve,
                         std::vector<PatternMatch>& matches) {
  Place& place = places_[((line.begin * 0x9e3779b97f4a7c15U) ^ NumberOf(rule.twin)) % places_.size()];
  if (place.text != text_ || place.twin != rule.twin || place.line != line.begin) {
    place = {text_, rule.twin, line.begin, kept_.size(), 0};
    Find(rule, text, line, sieve);
    place.count = kept_.size() - place.first;
  }
  const auto first = kept_.begin() + static_cast<std::ptrdiff_t>(place.first);
  matches.insert(matches.end(), first, first + static_cast<std::ptrdiff_t>(place.count));
}

void LineMatches::Find(const CompiledRule& rule, std::string_view text, Span line, LineSieve& sieve) {
  if (line.size() > kLongestKept) return MatchesOnLine(rule, text, line, sieve, kept_);
  const std::string_view bytes = text.substr(line.begin, line.size());
  const std::size_t hash = std::hash<std::string_view>{}(bytes);
  if (lines_.empty()) lines_.resize(kLines);
  Line& known = lines_[(hash ^ NumberOf(rule.twin) * 0x9e3779b97f4a7c15U) % kLines];
  const bool again = known.twin == rule.twin && known.hash == hash;
  if (again && known.kept && known.bytes == bytes) {
    for (const PatternMatch& match : known.matches) kept_.push_back(Moved(match, line.begin));
    return;
  }
  const std::size_t before = kept_.size();
  MatchesOnLine(rule, text, line, sieve, kept_);
  known.twin = rule.twin;
  known.hash = hash;
  known.kept = again && kept_.size() - before <= kMostKept;
  if (!known.kept) return;
  known.bytes = bytes;
  known.matches.clear();
  for (std::size_t i = before; i < kept_.size(); ++i) known.matches.push_back(Moved(kept_[i], 0 - line.begin));
}

}  // namespace packrake
