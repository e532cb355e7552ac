#include "findings/ignore_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "findings/date.h"
#include "findings/fingerprint.h"
#include "text/glob.h"

namespace packrake {
namespace {

constexpr std::int64_t kSecondsInDay = 86400;
constexpr std::string_view kBlanks = " \t";

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Calls `visit(line, number)` for each line of `text`, trimmed, from 1, until it returns false.
template <class Visit>
void ForEachLine(std::string_view text, Visit&& visit) {
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    if (!visit(Trimmed(text.substr(0, end)), number)) return;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

/// Takes the next word off `rest`; a word in double quotes may hold blanks and `\"`. Nothing when a quote stays open.
std::optional<std::string> TakeWord(std::string_view& rest) {
  std::string word;
  if (rest.starts_with('"')) {
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '"') {
        rest = Trimmed(rest.substr(i + 1));
        return word;
      }
      if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
      word += rest[i];
    }
    return std::nullopt;
  }
  const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size());
  word = rest.substr(0, end);
  rest = Trimmed(rest.substr(end));
  return word;
}

Error Wrong(std::string_view place, std::string_view reason) {
  return {ErrorCode::kInvalidConfig, fmt::format("{}: {}", place, reason)};
}

Result<IgnoreEntry> ParseEntry(std::string_view line, std::string place) {
  const auto what = TakeWord(line);
  if (!what) return Wrong(place, "a double quote is not closed");
  std::string until;
  std::string rule;
  while (!line.empty() && line.front() != '#') {
    const auto word = TakeWord(line);
    if (!word) return Wrong(place, "a double quote is not closed");
    if (word->starts_with("until=")) {
      until = word->substr(6);
      if (until.empty()) return Wrong(place, "'until=' names no day");
    } else if (word->starts_with("rule=")) {
      rule = word->substr(5);
    } else {
      return Wrong(place,
                   "after the fingerprint or path come until=YYYY-MM-DD, rule=GLOB or '# reason'; a path with "
                   "spaces is written in double quotes");
    }
  }
  const std::string_view reason = line.empty() ? line : Trimmed(line.substr(1));
  return MakeIgnoreEntry(*what, rule, until, reason, std::move(place));
}

}  // namespace

Result<IgnoreEntry> MakeIgnoreEntry(std::string_view what, std::string_view rule_glob, std::string_view until,
                                    std::string_view reason, std::string place) {
  IgnoreEntry entry;
  if (what.empty()) return Wrong(place, "an entry needs a fingerprint or a path");
  if (what.starts_with("pr1:")) {
    if (!IsFingerprint(what)) return Wrong(place, "a fingerprint is 'pr1:' and 32 lower-case hexadecimal digits");
    entry.fingerprint = what;
  } else {
    if (what.starts_with('!')) return Wrong(place, "entries with '!' are not known: what is not named is not ignored");
    entry.path_glob = what;
  }
  if (!until.empty()) {
    const auto day = DayNamed(until);
    if (!day) return Wrong(place, "'until' is not a day written YYYY-MM-DD");
    entry.until = *day + kSecondsInDay;
  }
  entry.rule_glob = rule_glob;
  entry.reason = reason;
  entry.place = std::move(place);
  return entry;
}

Result<std::unique_ptr<IgnoreList>> IgnoreList::Parse(std::string_view text, std::string_view name, std::int64_t now) {
  std::vector<IgnoreEntry> entries;
  Status status;
  ForEachLine(text, [&](std::string_view line, int number) {
    if (line.empty() || line.front() == '#') return true;
    auto entry = ParseEntry(line, fmt::format("{}:{}", name, number));
    if (!entry) {
      status = std::move(entry).error();
    } else if (entries.size() == kMostEntries) {
      status = Wrong(entry->place, fmt::format("more than {} entries", kMostEntries));
    } else {
      entries.push_back(std::move(*entry));
    }
    return static_cast<bool>(status);
  });
  if (!status) return std::move(status).error();
  return std::make_unique<IgnoreList>(std::move(entries), now);
}

IgnoreList::IgnoreList(std::vector<IgnoreEntry> entries, std::int64_t now) {
  for (IgnoreEntry& entry : entries) {
    if (entry.until && now >= *entry.until) {
      expired_.push_back(fmt::format("{}: the entry expired on {} and suppresses nothing", entry.place,
                                     DayOf(*entry.until - kSecondsInDay)));
      continue;
    }
    const auto index = static_cast<std::uint32_t>(entries_.size());
    if (entry.fingerprint.empty()) {
      globs_.push_back(index);
    } else {
      by_fingerprint_[entry.fingerprint].push_back(index);
    }
    entries_.push_back(std::move(entry));
  }
}

const std::vector<std::uint32_t>& IgnoreList::GlobsThatMatch(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const auto [known, added] = by_path_.try_emplace(path);  // references into the map outlive later insertions
  if (added) {
    for (const std::uint32_t index : globs_) {
      if (GlobMatches(entries_[index].path_glob, path)) known->second.push_back(index);
    }
  }
  return known->second;
}

std::string IgnoreList::Suppresses(const Finding& finding, const Location& location) const {
  const auto applies = [&](std::uint32_t index) {
    const IgnoreEntry& entry = entries_[index];
    return entry.rule_glob.empty() || GlobMatches(entry.rule_glob, finding.rule);
  };
  if (const auto found = by_fingerprint_.find(finding.fingerprint); found != by_fingerprint_.end()) {
    for (const std::uint32_t index : found->second) {
      if (applies(index)) return entries_[index].place;
    }
  }
  if (location.path.empty() || globs_.empty()) return {};
  for (const std::uint32_t index : GlobsThatMatch(location.path)) {
    if (applies(index)) return entries_[index].place;
  }
  return {};
}

GitleaksIgnore::GitleaksIgnore(std::string_view text, std::string_view name) {
  ForEachLine(text, [&](std::string_view line, int number) {
    // From the right: a path may hold colons, a line number and a rule's name may not.
    const std::size_t before_line = line.rfind(':');
    if (line.empty() || line.front() == '#' || before_line == std::string_view::npos) return true;
    const std::size_t before_rule = before_line == 0 ? std::string_view::npos : line.rfind(':', before_line - 1);
    const std::string_view digits = line.substr(before_line + 1);
    if (before_rule == std::string_view::npos || digits.empty() ||
        digits.find_first_not_of("0123456789") != std::string_view::npos) {
      return true;
    }
    std::string_view path = line.substr(0, before_rule);
    Entry entry{"", fmt::format("{}:{}", name, number)};
    const std::size_t colon = path.find(':');
    if ((colon == 40 || colon == 64) && path.find_first_not_of("0123456789abcdef") == colon) {
      entry.commit = path.substr(0, colon);
      path.remove_prefix(colon + 1);
    }
    by_line_[fmt::format("{}:{}", path, digits)].push_back(std::move(entry));
    ++entries_;
    return true;
  });
}

std::string GitleaksIgnore::Suppresses(const Finding&, const Location& location) const {
  const auto found = by_line_.find(fmt::format("{}:{}", location.path, location.line));
  if (found == by_line_.end()) return {};
  const std::string commit = location.commit ? location.commit->id.hex() : std::string();
  for (const Entry& entry : found->second) {
    if (entry.commit.empty() || entry.commit == commit) return entry.place;
  }
  return {};
}

}  // namespace packrake
