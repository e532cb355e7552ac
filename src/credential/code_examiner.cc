#include "credential/code_examiner.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "credential/code.h"
#include "credential/word_use.h"

namespace packrake {
namespace {

constexpr std::size_t kWholeText = 1U << 20;
constexpr int kWindowLines = 400;
constexpr std::size_t kWindowBytes = 128U << 10;  // either side, whatever the lines: they may be long
constexpr std::size_t kMaxWindows = 64;
constexpr std::size_t kLineReach = 256;  // of a line, either side of a word
constexpr std::size_t kHeadBytes = 600;

// One address for all rules: they share the analysis.
constexpr char kCacheKey = 0;

struct Stretch {
  std::size_t begin;
  std::size_t end;
};

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

// Words that prose, lists and other people's names are full of; the rest of the rules' words speak for themselves.
bool IsCommonWord(std::string_view word) {
  std::string plain;
  for (const char c : word) {
    if (std::string_view("_-.").find(c) == std::string_view::npos)
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  static constexpr auto kCommon =
      std::to_array<std::string_view>({"jwt", "jws", "jose", "jsonwebtoken", "expressjwt", "guardian", "joken",
                                       "bearer", "secretkey", "tokensecret", "tokensign", "signingkey"});
  return std::ranges::find(kCommon, plain) != kCommon.end();
}

// Three letters as nobody writes the name, but every fourth line of base64 does: jWt.
bool IsByChance(std::string_view word) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return word.size() == 3 && (upper(word[1]) != upper(word[2]) || (upper(word[1]) && !upper(word[0])));
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Words that are names by themselves only: Guardian, not SIGGUARDIAN or guardianapi.
bool IsPartOfAnother(std::string_view word, std::string_view line, std::size_t begin, std::size_t end) {
  if (!word.ends_with("uardian") && !word.ends_with("UARDIAN") && !word.ends_with("oken")) return false;
  return (begin > 0 && IsLetter(line[begin - 1])) || (end < line.size() && IsLetter(line[end]));
}

// A setting's name counts where something may be written out for it: signing_key = get_signing_key() says nothing.
bool MaySetLiteral(std::string_view word, std::string_view line, std::size_t end) {
  const bool setting = word.size() > 7 && (word.ends_with("ey") || word.ends_with("EY") || word.ends_with("ecret") ||
                                           word.ends_with("ECRET") || word.ends_with("ign"));
  const std::string_view rest = line.substr(end);
  return !setting || rest.find_first_of("\"'`") != std::string_view::npos || rest.find('(') == std::string_view::npos;
}

bool IsWorthReading(std::span<const PatternMatch> matches, Window& window) {
  for (const PatternMatch& match : matches) {
    std::string_view word = window.Read(match.begin, match.end);
    // Some patterns take in the sign behind the name.
    while (!word.empty() && std::string_view(" \t:=").find(word.back()) != std::string_view::npos)
      word.remove_suffix(1);
    if (word.size() > 24 || !IsCommonWord(word)) return true;
    if (IsByChance(word)) continue;
    std::size_t begin = match.begin > kLineReach ? match.begin - kLineReach : 0;
    std::string_view line = window.Read(begin, match.end + kLineReach);
    const std::size_t newline = line.substr(0, match.begin - begin).rfind('\n');
    if (newline != std::string_view::npos) {
      line.remove_prefix(newline + 1);
      begin += newline + 1;
    } else if (begin == 0) {
      window.SeeBegin();
    }
    const std::size_t end = match.begin - begin + word.size();
    line = line.substr(0, line.find_first_of("\r\n", end));
    if (IsPartOfAnother(word, line, match.begin - begin, end) || !MaySetLiteral(word, line, end)) continue;
    if (code::IsUsed(line, match.begin - begin, end)) return true;
  }
  return false;
}

class CodeRule final : public Examiner {
 public:
  std::string_view name() const override { return "jwt-code"; }
  Scope scope() const override { return Scope::kText; }

  void Examine(const Rule& rule, std::span<const PatternMatch> matches, Window& window, TextCache& cache,
               std::vector<Draft>& drafts) const override {
    if (!IsWorthReading(matches, window) || code::IsLockFile(window.Read(0, kHeadBytes))) return;
    const std::string_view text = window.ReadAll();
    const std::vector<Stretch> stretches =
        text.size() <= kWholeText ? std::vector<Stretch>{{0, text.size()}} : WindowsRound(matches, text);
    using ByStretch = std::map<std::pair<std::size_t, std::size_t>, std::vector<code::CodeEvent>>;
    auto& known = cache.Get<ByStretch>(&kCacheKey, [] { return ByStretch(); });
    for (const auto& [begin, end] : stretches) {
      const auto [events, fresh] = known.try_emplace({begin, end});
      if (fresh) events->second = code::AnalyzeText(text.substr(begin, end - begin));
      for (const code::CodeEvent& event : events->second) {
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
