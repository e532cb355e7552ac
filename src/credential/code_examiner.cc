#include "credential/code_examiner.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "credential/code.h"
#include "credential/code_slices.h"
#include "credential/text_use.h"
#include "credential/word_use.h"

namespace packrake {
namespace {

constexpr std::size_t kWholeText = 1U << 20;
constexpr int kWindowLines = 400;
constexpr std::size_t kWindowBytes = 128U << 10;  // either side, whatever the lines: they may be long
constexpr std::size_t kMaxWindows = 64;
constexpr std::size_t kHeadBytes = 600;

// One address for all rules: they share the analysis.
constexpr char kCacheKey = 0;
constexpr char kUseKey = 0;

struct Stretch {
  std::size_t begin;
  std::size_t end;
};

// The lines round the matches of a long text, merged where they touch. A match that has three quarters of what a window
// shows below it takes no new one: or each line of settings would cost the four hundred below it.
std::vector<Stretch> WindowsRound(std::span<const PatternMatch> matches, std::string_view text) {
  std::vector<Stretch> windows;
  std::size_t served = 0;
  for (const PatternMatch& match : matches) {
    if (match.begin < served) continue;
    std::size_t begin = match.begin;
    const std::size_t known = windows.empty() ? 0 : windows.back().end;  // so far back it need not look
    for (int lines = 0; begin > known && lines <= kWindowLines && match.begin - begin < kWindowBytes; ++lines)
      begin = LineBegin(text, begin - 1);
    std::size_t end = match.end;
    for (int lines = 0; end < text.size() && lines <= kWindowLines && end - match.end < kWindowBytes; ++lines)
      end = LineEnd(text, end + 1 < text.size() ? end + 1 : text.size());
    begin = std::max(begin, match.begin > kWindowBytes ? match.begin - kWindowBytes : 0);
    end = std::min(end, match.end + kWindowBytes);
    served = match.end + (end - match.end) / 4;
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

// Where matches begin in a long stretch from `begin`, on lines that no rule would be led to by their words: few, so
// that rules mostly share what was read.
std::vector<std::size_t> PlacesIn(std::span<const PatternMatch> matches, std::size_t begin, std::string_view stretch) {
  std::vector<std::size_t> places;
  if (stretch.size() <= code::kLongText) return places;
  Stretch line{0, 0};  // of the match before: one line may have thousands
  bool speaks = false;
  for (const PatternMatch& match : matches) {
    if (match.begin < begin || match.begin >= begin + stretch.size()) continue;
    const std::size_t place = match.begin - begin;
    if (place < line.begin || place >= line.end) {
      line = {LineBegin(stretch, place), LineEnd(stretch, place)};
      speaks = code::SpeaksOfJwt(stretch.substr(line.begin, line.end - line.begin));
    }
    if (!speaks) places.push_back(place);
  }
  return places;
}

class CodeRule final : public Examiner {
 public:
  std::string_view name() const override { return "jwt-code"; }
  Scope scope() const override { return Scope::kText; }

  bool Concerns(const Rule& /*rule*/, std::string_view line, std::size_t begin, std::size_t end) const override {
    return code::IsWorthReading(line, begin, end);
  }

  void Examine(const Rule& rule, std::span<const PatternMatch> all, Window& window, TextCache& cache,
               std::vector<Draft>& drafts) const override {
    if (code::IsLockFile(window.Read(0, kHeadBytes))) return;
    const std::string_view text = window.ReadAll();
    auto& use = cache.Get<code::TextUse>(&kUseKey, [text] { return code::TextUse(text); });
    std::vector<PatternMatch> matches;
    std::ranges::copy_if(all, std::back_inserter(matches),
                         [&](const PatternMatch& match) { return use.MayTell(rule.id, match.begin, match.end); });
    if (matches.empty()) return;
    const std::vector<Stretch> stretches =
        text.size() <= kWholeText ? std::vector<Stretch>{{text.starts_with(kByteOrderMark) ? 3U : 0U, text.size()}}
                                  : WindowsRound(matches, text);
    using ByExtent = std::map<std::pair<std::size_t, std::size_t>, code::TextReading>;
    auto& known = cache.Get<ByExtent>(&kCacheKey, [] { return ByExtent(); });
    for (const auto& [begin, end] : stretches) {
      const std::string_view stretch = text.substr(begin, end - begin);
      const std::vector<std::size_t> places = PlacesIn(matches, begin, stretch);
      code::TextReading& reading = known.try_emplace({begin, end}, stretch).first->second;
      for (const code::CodeEvent& event : reading.Events(places)) {
        if (event.rule == rule.id) drafts.push_back(DraftOfEvent(event, begin));
      }
    }
  }
};

}  // namespace

Draft DraftOfEvent(const code::CodeEvent& event, std::size_t offset) {
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

const Examiner& CodeExaminer() {
  static const CodeRule examiner;
  return examiner;
}

}  // namespace packrake
