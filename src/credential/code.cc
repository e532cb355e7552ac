#include "credential/code.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "credential/code_holes.h"
#include "credential/code_slices.h"
#include "credential/config_misuse.h"
#include "credential/config_reader.h"
#include "credential/config_secret.h"
#include "credential/config_shell.h"
#include "credential/line_bytes.h"
#include "credential/misuse.h"
#include "credential/notebook.h"
#include "credential/shown_code.h"
#include "credential/signals.h"
#include "credential/sinks.h"
#include "credential/text_memo.h"
#include "text/byte_set.h"

namespace packrake::code {
namespace {

constexpr std::size_t kMaxRelated = 12;
constexpr std::string_view kJwtWords =
    "jwt|JWT|Jwt|jose|JOSE|secret|SECRET|Secret|HS256|SigningKey|signing|HMAC256|HMAC384|HMAC512|SignedString|hmacSha|"
    "SymmetricSecurityKey|signWith";

// One literal is one secret, seen once: the rule that knows most of it. Lower comes first.
int Rank(std::string_view rule) {
  static constexpr auto kOrder = std::to_array<std::string_view>(
      {"jwt.key.sink", "jwt.secret.call", "jwt.secret.flow", "jwt.secret.framework-setting", "jwt.secret.comment",
       "jwt.secret.fallback", "jwt.secret.config", "framework.secret-key", "jwt.secret.file"});
  const auto found = std::ranges::find(kOrder, rule);
  return found == kOrder.end() ? -1 : static_cast<int>(found - kOrder.begin());
}

// Whether the text begins as JSON does: an object, or an entry of one. A Python module begins with a quote too.
bool IsJson(std::string_view text) {
  const std::size_t head = text.find_first_not_of(" \t\r\n");
  if (head == std::string_view::npos) return false;
  if (text[head] == '{') {
    const std::size_t next = text.find_first_not_of(" \t\r\n", head + 1);
    return next == std::string_view::npos || text[next] == '"' || text[next] == '}' || text[next] == '/';
  }
  if (text[head] != '"') return false;
  const std::size_t close = text.find_first_of("\"\n", head + 1);
  if (close == std::string_view::npos || text[close] != '"') return false;
  const std::size_t sign = text.find_first_not_of(" \t", close + 1);
  return sign != std::string_view::npos && text[sign] == ':';
}

std::vector<LanguageId> LanguagesOf(std::string_view text) {
  std::vector<LanguageId> languages = GuessLanguages(text);
  // JSON has no words of its own; its objects are JavaScript's.
  if (IsJson(text) || languages.empty()) languages = {LanguageId::kJavaScript};
  return languages;
}

void Shift(CodeEvent& event, std::size_t offset) {
  event.begin += offset;
  event.end += offset;
  for (CodeEvent::Related& related : event.related) related.offset += offset;
}

// What a comment tells, kept: versions of a file bear the same ones.
const std::vector<CodeEvent>& SecretsInComment(std::string_view body, LanguageId id) {
  thread_local TextMemo<std::vector<CodeEvent>> memo;
  const std::string key = static_cast<char>(id) + std::string(body);
  return memo.Get(key, [&] {
    std::vector<CodeEvent> events;
    FindSecrets(Program(body, id), true, events);
    return events;
  });
}

// What doctests in the docstrings of a program in Python tell.
void AddDoctests(const Program& program, std::vector<CodeEvent>& events) {
  if (program.language().id != LanguageId::kPython || !program.Holds(">>> ")) return;
  const std::string_view text = program.text();
  for (const StringLiteral& literal : program.tokens().strings) {
    const std::string_view raw = text.substr(literal.begin, literal.end - literal.begin);
    if (raw.size() > 20'000 || raw.find(">>> ") == std::string_view::npos || !HoldsOne(raw, kJwtWords)) continue;
    const std::string code = CodeOfDoctest(raw);
    std::vector<CodeEvent> found;
    FindSecrets(Program(code, LanguageId::kPython), false, found);
    for (CodeEvent& event : found) {
      Shift(event, literal.begin);
      event.signals.emplace_back("doc-comment");
      events.push_back(std::move(event));
    }
  }
}

// What calls in the holes of strings tell: `Bearer ${jwt.sign(claims, 'x')}`.
void AddHoles(const Program& program, std::vector<CodeEvent>& events) {
  const OpenedHoles opened = OpenHoles(program);
  if (opened.holes.empty()) return;
  const Program within(opened.text, program.language().id);
  std::vector<CodeEvent> found;
  FindSecrets(within, false, found);
  FindUnchecked(within, found);
  for (CodeEvent& event : found) {
    const bool in_hole = opened.Hold(event.begin) || std::ranges::any_of(event.related, [&opened](const auto& related) {
                           return opened.Hold(related.offset);
                         });
    if (in_hole) events.push_back(std::move(event));
  }
}

// What `text` tells, read in each of `languages` and as configuration.
std::vector<CodeEvent> EventsIn(std::string_view text, std::span<const LanguageId> languages) {
  static constexpr ByteSet kAssigning("=:(");
  std::vector<CodeEvent> events;
  std::vector<Extent> docstrings;
  bool first = true;
  for (const LanguageId id : languages) {
    const Program program(text, id);
    if (id == LanguageId::kPython) docstrings = Docstrings(program);
    FindSecrets(program, false, events);
    FindUnchecked(program, events);
    AddDoctests(program, events);
    AddHoles(program, events);
    if (first) {
      for (const Comment& comment : program.tokens().comments) {
        const std::string_view body = text.substr(comment.begin, comment.end - comment.begin);
        if (body.size() < 8 || body.size() > 20'000 || kAssigning.FindIn(body) == std::string_view::npos ||
            !HasQuote(body) || !HoldsOne(body, kJwtWords))
          continue;
        for (CodeEvent event : SecretsInComment(body, id)) {
          Shift(event, comment.begin);
          if (IsUnderExample(text, event.begin)) event.signals.emplace_back("doc-comment");
          events.push_back(std::move(event));
        }
      }
    }
    first = false;
  }
  const std::size_t of_programs = events.size();
  std::vector<ConfigEntry> entries = ReadConfig(text);
  FindConfigMisuse(text, entries, events);
  FindConfigSecrets(text, std::move(entries), events);
  for (std::size_t k = of_programs; k < events.size(); ++k) {
    const bool shown = std::ranges::any_of(docstrings, [begin = events[k].begin](const auto& docstring) {
      return begin >= docstring.first && begin < docstring.second;
    });
    if (shown) events[k].signals.emplace_back("doc-comment");
  }
  return events;
}

// What parts of `text` tells of events in it.
void AddSignals(std::string_view text, std::vector<CodeEvent>& events) {
  if (events.empty()) return;
  const auto shown = ShownBlocks(text);
  for (CodeEvent& event : events) {
    const bool in_block = std::ranges::any_of(
        shown, [&event](const auto& block) { return event.begin >= block.first && event.begin < block.second; });
    if (in_block) event.signals.emplace_back("doc-example");
  }
}

std::vector<CodeEvent> EventsOf(std::string_view text) {
  std::vector<CodeEvent> events = EventsIn(text, LanguagesOf(text));
  AddSignals(text, events);
  return events;
}

void MoveBack(const TextSlice& slice, CodeEvent& event) {
  event.end = slice.OffsetOf(std::max<std::size_t>(event.end, 1) - 1) + 1;
  event.begin = slice.OffsetOf(event.begin);
  for (CodeEvent::Related& related : event.related) related.offset = slice.OffsetOf(related.offset);
}

// The same for the program in a notebook; nothing when the text is none.
std::optional<std::vector<CodeEvent>> EventsOfNotebook(std::string_view text) {
  const auto code = CodeOfNotebook(text);
  if (!code) return std::nullopt;
  std::vector<CodeEvent> events = EventsOf(code->bytes);
  for (CodeEvent& event : events) MoveBack(*code, event);
  return events;
}

// The same for the slices of a long text.
std::vector<CodeEvent> EventsOfSlices(std::string_view text, std::vector<TextSlice> slices) {
  thread_local TextMemo<std::vector<LanguageId>> languages_of;
  const std::vector<LanguageId> languages =
      languages_of.Get(text.substr(0, kGuessedBytes), [text] { return LanguagesOf(text.substr(0, kGuessedBytes)); });
  thread_local TextMemo<std::vector<CodeEvent>, 1U << 15, 128U << 10, 16U << 20> memo;
  std::vector<CodeEvent> events;
  for (TextSlice& slice : slices) {
    const std::size_t size = slice.bytes.size();
    for (const LanguageId id : languages) slice.bytes += static_cast<char>(id);  // so that they are part of the key
    const auto& found =
        memo.Get(slice.bytes, [&] { return EventsIn(std::string_view(slice.bytes).substr(0, size), languages); });
    for (CodeEvent event : found) {
      MoveBack(slice, event);
      events.push_back(std::move(event));
    }
  }
  AddSignals(text, events);
  return events;
}

// The same for a block of a document, kept: documents grow by a block or change one.
const std::vector<CodeEvent>& EventsOfBlock(std::string_view text) {
  thread_local TextMemo<std::vector<CodeEvent>, 2048> memo;
  return memo.Get(text, [text] {
    std::vector<CodeEvent> events = EventsOf(text);
    for (CodeEvent& event : events) {
      const bool told = std::ranges::find(event.signals, "doc-example") != event.signals.end();
      if (!told) event.signals.emplace_back("doc-example");
    }
    return events;
  });
}

// What the sentences of a document give a setting, `JWT_SECRET=…`, where that is no word for readers to change.
void AddInline(std::string_view text, const std::vector<Extent>& blocks, std::vector<CodeEvent>& events) {
  for (const auto& [begin, end] : InlineSettings(text, blocks)) {
    const std::string_view setting = text.substr(begin, end - begin);
    std::vector<CodeEvent> found;
    FindConfigSecrets(setting, ReadConfig(setting), found);
    for (CodeEvent& event : found) {
      const bool word = std::ranges::any_of(event.signals, [](const std::string& one) {
        return one == signal::kPlaceholder || one == signal::kDictionaryWord;
      });
      if (word) continue;
      Shift(event, begin);
      event.signals.emplace_back("doc-example");
      events.push_back(std::move(event));
    }
  }
}

// What `text` tells, read as a whole and as what it is: a notebook, a document with code in it, a program.
std::vector<CodeEvent> EventsOfWhole(std::string_view text) {
  if (auto of_notebook = EventsOfNotebook(text)) return std::move(*of_notebook);
  if (const auto blocks = CodeBlocks(text); !blocks.empty()) {
    std::vector<CodeEvent> events;
    for (const auto& [begin, end] : blocks) {
      if (begin >= end) continue;
      for (CodeEvent event : EventsOfBlock(text.substr(begin, end - begin))) {
        Shift(event, begin);
        events.push_back(std::move(event));
      }
    }
    AddInline(text, blocks, events);
    return events;
  }
  return EventsOf(text);
}

// The best of the events that see one literal, and the others once each; ordered.
std::vector<CodeEvent> Distinct(std::vector<CodeEvent> events) {
  std::map<std::size_t, std::size_t> best;
  std::vector<bool> keep(events.size(), true);
  for (std::size_t k = 0; k < events.size(); ++k) {
    const int rank = Rank(events[k].rule);
    if (rank < 0) continue;
    const auto [found, fresh] = best.try_emplace(events[k].begin, k);
    if (fresh) continue;
    CodeEvent& other = events[found->second];
    const int other_rank = Rank(other.rule);
    // A certain sighting beats an uncertain one of the same rule, and any beats a hint:
    // secret = env("JWT_SECRET", "…")
    const auto strength = [](const CodeEvent& event) {
      if (event.confidence == Confidence::kLow) return 0;
      return event.severity == Severity::kCritical ? 3 : event.severity ? 1 : 2;
    };
    const bool better = rank < other_rank || (rank == other_rank && strength(events[k]) > strength(other));
    CodeEvent& kept = better ? events[k] : other;
    const CodeEvent& dropped = better ? other : events[k];
    // Every sink that the literal reaches is told, the first few of them.
    for (const CodeEvent::Related& related : dropped.related) {
      const bool known = std::ranges::any_of(
          kept.related, [&related](const CodeEvent::Related& one) { return one.offset == related.offset; });
      if (!known && kept.related.size() < kMaxRelated) kept.related.push_back(related);
    }
    keep[better ? found->second : k] = false;
    if (better) found->second = k;
  }
  std::vector<CodeEvent> out;
  for (std::size_t k = 0; k < events.size(); ++k) {
    if (keep[k]) out.push_back(std::move(events[k]));
  }
  std::ranges::stable_sort(out, [](const CodeEvent& a, const CodeEvent& b) {
    return std::pair(a.begin, a.rule) < std::pair(b.begin, b.rule);
  });
  // Two languages that fit may cut one call differently ($a.b and a.b); it ends where it ends.
  std::vector<CodeEvent> distinct;
  std::set<std::pair<std::size_t, std::string_view>> ends;
  for (CodeEvent& event : out) {
    if (ends.emplace(event.end, event.rule).second) distinct.push_back(std::move(event));
  }
  return distinct;
}

}  // namespace

std::vector<CodeEvent> AnalyzeStretch(std::string_view text) {
  thread_local TextMemo<std::vector<CodeEvent>> memo;
  return memo.Get(text, [text] {
    std::vector<CodeEvent> events;
    for (const LanguageId id : LanguagesOf(text)) FindExposed(Program(text, id), events);
    FindTokensSentByShell(text, events);
    if (MayShowTokensBySetting(text)) FindConfigMisuse(text, ReadConfig(text), events);
    return events;
  });
}

TextReading::TextReading(std::string_view text)
    : text_(text), sliced_(text.size() > kLongText && !CodeOfNotebook(text) && CodeBlocks(text).empty()) {}

const std::vector<CodeEvent>& TextReading::Events(std::span<const std::size_t> places) {
  if (sliced_) {
    const auto [found, fresh] = by_places_.try_emplace({places.begin(), places.end()});
    if (fresh) {
      if (auto slices = SlicesOf(text_, places)) found->second = Distinct(EventsOfSlices(text_, *std::move(slices)));
    }
    if (found->second) return *found->second;
  }
  if (!whole_) whole_ = Distinct(EventsOfWhole(text_));
  return *whole_;
}

}  // namespace packrake::code
