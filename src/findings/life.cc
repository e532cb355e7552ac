#include "findings/life.h"

#include <algorithm>

namespace packrake {

void FillLife(const std::optional<std::int64_t>& last_removed, std::int64_t now, Finding& finding) {
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;
  bool at_tips = false;
  for (const Location& location : finding.locations) {
    at_tips |= location.at_tips;
    if (location.commit)
      first = std::min(first.value_or(location.commit->committer_time), location.commit->committer_time);
    if (location.removed_in) {
      last = std::max(last.value_or(location.removed_in->committer_time), location.removed_in->committer_time);
    }
  }
  if (last_removed) last = last_removed;
  if (!at_tips) finding.last_removed = last;
  if (!first) return;
  finding.first_seen = *first;
  const std::optional<std::int64_t> end = at_tips ? std::optional(now) : last;
  // Clocks of committers differ: a removal before the introduction is a life of no days.
  constexpr double kSecondsInDay = 86400;
  if (end)
    finding.lifetime_days = std::max(0.0, static_cast<double>(*end) - static_cast<double>(*first)) / kSecondsInDay;
}

}  // namespace packrake
