#ifndef PACKRAKE_FUZZ_CREDENTIAL_FUZZ_H_
#define PACKRAKE_FUZZ_CREDENTIAL_FUZZ_H_

#include <algorithm>
#include <string_view>
#include <vector>

#include "fuzz.h"
#include "match/examiner.h"

namespace packrake {

/// Runs `examiner` on the match [begin, end) of `text`; what it drafts must lie in the text and hold what stands there.
inline void ExamineOnce(const Examiner& examiner, std::string_view text, std::size_t begin, std::size_t end) {
  const PatternMatch match{begin, end, begin, end};
  Window window(text);
  TextCache cache;
  std::vector<Draft> drafts;
  examiner.Examine(Rule{}, {&match, 1}, window, cache, drafts);
  Require(window.reach_end() <= text.size());
  for (const Draft& draft : drafts) {
    Require(draft.begin <= draft.end && draft.end <= text.size());
    Require(draft.secret.empty() || draft.secret == text.substr(draft.begin, draft.end - draft.begin));
    for (const Fact& fact : draft.facts) Require(fact.value.size() <= 200);
  }
}

/// The same for every place where `opening` stands in `text`; the match goes on to `closing` on the same line, if that
/// is there, or is the opening alone.
inline void ExamineAll(const Examiner& examiner, std::string_view text, std::string_view opening,
                       std::string_view closing) {
  for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening, at + 1)) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::size_t close =
        closing.empty() ? std::string_view::npos : text.substr(0, line_end).find(closing, at + opening.size());
    const std::size_t end = close == std::string_view::npos ? at + opening.size() : close + closing.size();
    ExamineOnce(examiner, text, at, end);
  }
}

}  // namespace packrake

#endif  // PACKRAKE_FUZZ_CREDENTIAL_FUZZ_H_
