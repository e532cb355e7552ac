#include "credential/code_examiner.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "credential/code.h"

namespace packrake {
namespace {

constexpr std::size_t kWholeText = 1U << 20;
constexpr int kWindowLines = 400;
constexpr std::size_t kWindowBytes = 128U << 10;  // either side, whatever the lines: they may be long
constexpr std::size_t kMaxWindows = 64;

// One address for all rules: they share the analysis.
constexpr char kCacheKey = 0;

struct Stretch {
  std::size_t begin;
  std::size_t end;
};

Draft DraftOf(const code::CodeEvent& event, std::size_t offset) {
  Draft draft;
  draft.begin = event.begin + offset;
  draft.end = event.end + offset;
  draft.secret = event.secret;
  draft.identity = event.identity;
  draft.identity_needs_path = event.identity_needs_path;
  draft.severity = event.severity;
  draft.confidence = event.confidence;
  draft.facts = event.facts;
  draft.signals = event.signals;
  for (const code::CodeEvent::Related& related : event.related)
    draft.related.push_back({related.offset + offset, related.note});
  return draft;
}

// The lines round the matches of a long text, merged where they touch.
std::vector<Stretch> WindowsRound(std::span<const PatternMatch> matches, std::string_view text) {
  std::vector<Stretch> windows;
  for (const PatternMatch& match : matches) {
    if (!windows.empty() && match.begin < windows.back().end && match.end + kWindowBytes / 4 < windows.back().end)
      continue;
    std::size_t begin = match.begin;
    for (int lines = 0; begin > 0 && lines <= kWindowLines && match.begin - begin < kWindowBytes; ++lines)
      begin = LineBegin(text, begin - 1);
    std::size_t end = match.end;
    for (int lines = 0; end < text.size() && lines <= kWindowLines && end - match.end < kWindowBytes; ++lines)
      end = LineEnd(text, end + 1 < text.size() ? end + 1 : text.size());
    begin = std::max(begin, match.begin > kWindowBytes ? match.begin - kWindowBytes : 0);
    end = std::min(end, match.end + kWindowBytes);
    if (!windows.empty() && begin <= windows.back().end) {
      windows.back().end = std::max(windows.back().end, end);
      // A window must stay a window: one line of many matches would grow to the whole text.
      if (windows.back().end - windows.back().begin < kWholeText) continue;
      windows.back().end = end;
      continue;
    }
    if (windows.size() == kMaxWindows) break;
    windows.push_back({begin, end});
  }
  return windows;
}

bool HoldsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         }) != text.end();
}

// Words of misuse rules that code without any token is full of. One of them is worth reading the whole text for only
// when its line speaks of tokens: on redis, 25,000 texts were analysed for nothing before this.
bool IsVague(std::string_view word) {
  for (const std::string_view vague :
       {"authorization", "cookie", "write", "put", "open", "timedelta", "scope", "expires_in", "prefs", "auth="}) {
    if (HoldsIgnoringCase(word, vague)) return true;
  }
  return false;
}

bool IsWorthReading(std::span<const PatternMatch> matches, Window& window) {
  for (const PatternMatch& match : matches) {
    const std::string_view word = window.Read(match.begin, match.end);
    if (!IsVague(word)) return true;
    const std::string_view line = window.ReadLine(match.begin);
    if (line.size() > kWindowBytes) continue;
    for (const std::string_view telling : {"token", "jwt", "bearer", "headers", "exp"}) {
      if (HoldsIgnoringCase(line, telling)) return true;
    }
  }
  return false;
}

class CodeRule final : public Examiner {
 public:
  std::string_view name() const override { return "jwt-code"; }
  Scope scope() const override { return Scope::kText; }

  void Examine(const Rule& rule, std::span<const PatternMatch> matches, Window& window, TextCache& cache,
               std::vector<Draft>& drafts) const override {
    if (rule.family == "jwt-misuse" && !IsWorthReading(matches, window)) return;
    const std::string_view text = window.ReadAll();
    if (text.size() <= kWholeText) {
      const auto& events =
          cache.Get<std::vector<code::CodeEvent>>(&kCacheKey, [text] { return code::AnalyzeText(text); });
      for (const code::CodeEvent& event : events) {
        if (event.rule == rule.id) drafts.push_back(DraftOf(event, 0));
      }
      return;
    }
    for (const Stretch& stretch : WindowsRound(matches, text)) {
      for (const code::CodeEvent& event : code::AnalyzeText(text.substr(stretch.begin, stretch.end - stretch.begin))) {
        if (event.rule == rule.id) drafts.push_back(DraftOf(event, stretch.begin));
      }
    }
  }
};

}  // namespace

const Examiner& CodeExaminer() {
  static const CodeRule examiner;
  return examiner;
}

}  // namespace packrake
