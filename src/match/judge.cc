#include "match/judge.h"

#include <algorithm>
#include <utility>

#include "match/filter.h"
#include "match/search.h"

namespace packrake {
namespace {

constexpr std::size_t kMaxCallText = 4 << 10;  // of an identity made from a call's text

/// The text of a call as its identity: every stretch of white space is one space.
std::string NormalisedText(std::string_view text) {
  std::string normalised;
  for (const char c : text.substr(0, kMaxCallText)) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) {
      normalised.push_back(c);
    } else if (!normalised.empty() && normalised.back() != ' ') {
      normalised.push_back(' ');
    }
  }
  if (normalised.ends_with(' ')) normalised.pop_back();
  return normalised;
}

Draft DraftOfMatch(const Rule& rule, std::string_view text, const PatternMatch& match) {
  Draft draft;
  if (rule.family == kMisuseFamily) {  // an unsafe call has no secret: the whole of it is the finding
    draft.begin = match.begin;
    draft.end = match.end;
    return draft;
  }
  draft.begin = match.secret_begin;
  draft.end = match.secret_end;
  (IsSecret(rule.family) ? draft.secret : draft.identity) =
      text.substr(match.secret_begin, match.secret_end - match.secret_begin);
  return draft;
}

/// Fills in what a draft may leave open.
void Complete(const Rule& rule, std::string_view text, Draft& draft) {
  draft.begin = std::min(draft.begin, text.size());
  draft.end = std::clamp(draft.end, draft.begin, text.size());
  if (!draft.identity.empty()) return;
  if (!draft.secret.empty()) {
    draft.identity = draft.secret;
  } else {
    draft.identity = rule.id + '\n' + NormalisedText(text.substr(draft.begin, draft.end - draft.begin));
  }
}

}  // namespace

void MatchesOnLine(const CompiledRule& rule, std::string_view text, Span line, LineSieve& sieve,
                   std::vector<PatternMatch>& matches) {
  if (rule.rule->max_line > 0 && line.size() > static_cast<std::size_t>(rule.rule->max_line)) return;
  std::string_view bytes = text.substr(line.begin, line.size());
  if (bytes.ends_with('\r')) bytes.remove_suffix(1);
  const auto stands_here = [&](const std::string& keyword) { return ContainsWord(bytes, keyword); };
  if (!rule.keywords.empty() && std::none_of(rule.keywords.begin(), rule.keywords.end(), stands_here)) return;
  if (rule.filter != nullptr && !sieve.MayMatch(*rule.filter, bytes)) return;
  const Regex* pattern = rule.pattern.get();
  if (pattern == nullptr) return;
  std::size_t from = 0;
  Regex::Match match;
  while (from < bytes.size() && pattern->Find(bytes, from, &match)) {
    if (match.whole.size() > 0 &&
        (rule.examiner == nullptr || rule.examiner->Concerns(*rule.rule, bytes, match.whole.begin, match.whole.end))) {
      matches.push_back({line.begin + match.whole.begin, line.begin + match.whole.end, line.begin + match.secret.begin,
                         line.begin + match.secret.end});
    }
    from = std::max(match.whole.end, match.whole.begin + 1);
  }
}

void DropByContext(const CompiledRule& rule, std::string_view text, std::vector<PatternMatch>& matches,
                   std::size_t first, Extent& reach) {
  if (rule.context.empty()) return;
  const auto fails = [&](const PatternMatch& match) {
    Window window(text);
    const bool passes = PassesContext(rule, match, window);
    reach.Cover(window, text.size());
    return !passes;
  };
  matches.erase(std::remove_if(matches.begin() + static_cast<std::ptrdiff_t>(first), matches.end(), fails),
                matches.end());
}

void ExamineMatches(const CompiledRules& rules, std::uint32_t index, std::string_view text,
                    std::span<const PatternMatch> matches, TextCache& cache, Extent& reach, std::vector<Found>& found) {
  if (matches.empty()) return;
  const CompiledRule& rule = rules[index];
  std::vector<Draft> drafts;
  if (rule.examiner == nullptr) {
    for (const PatternMatch& match : matches) drafts.push_back(DraftOfMatch(*rule.rule, text, match));
    std::erase_if(drafts, [&](const Draft& draft) { return draft.secret.empty() && IsSecret(rule.rule->family); });
  } else {
    Window window(text);
    rule.examiner->Examine(*rule.rule, matches, window, cache, drafts);
    reach.Cover(window, text.size());
  }
  for (Draft& draft : drafts) {
    Complete(*rule.rule, text, draft);
    if (!draft.secret.empty() && !PassesValueFilters(rule, rules.allow(), draft.secret)) continue;
    found.push_back({index, std::move(draft), {}});
  }
}

}  // namespace packrake
