#include "credential/config_misuse.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/config_misuse_table.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "text/lines.h"
#include "text/word_set.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLongestValue = 400;  // of a setting that a row is about, bytes
constexpr std::size_t kLongestStatement = 4000;

// A value without quotes and the brackets of a list, in lower case.
std::string Plain(std::string_view value) {
  std::string plain;
  for (const char c : value) {
    if (!IsQuote(c) && !IsBlank(c) && c != '[' && c != ']' && c != '{' && c != '}') plain += ToLower(c);
  }
  return plain;
}

// Whether `value` is a number of units that are more than thirty days together.
bool IsMonths(std::string_view value, double units_a_day) {
  constexpr std::size_t kDigits = 15;
  if (value.empty() || value.size() > kDigits || !std::ranges::all_of(value, IsDigit)) return false;
  return std::stod(std::string(value)) > 30 * units_a_day;
}

// Whether the setting's value `raw`, which is `value` when it is plain, is of that kind.
bool Is(Setting kind, std::string_view raw, std::string_view value) {
  static constexpr auto kOff = std::to_array<std::string_view>({"false", "no", "off", "0"});
  static constexpr auto kOn = std::to_array<std::string_view>({"true", "yes", "on", "1"});
  static constexpr auto kNothing = std::to_array<std::string_view>({"", "null", "~", "nil", "none"});
  switch (kind) {
    case Setting::kOff:
      return OneOf(value, kOff);
    case Setting::kOn:
      return OneOf(value, kOn);
    case Setting::kAny:
      return value == "any";
    case Setting::kStar:
      return value == "*" || value.starts_with("*,") || value.ends_with(",*");
    case Setting::kKeep:
      return value == "keep";
    case Setting::kEmpty:
      return raw == "[]";
    case Setting::kSome:  // a reference may be to nothing
      return !OneOf(value, kNothing) && !Has(raw, "${") && !Has(raw, "{{") && !Has(raw, "(") && !Has(raw, "<");
    case Setting::kNoneAtAll:
      return value == "none";
    case Setting::kMonths:
      return IsMonths(value, 86400);
    case Setting::kMonthsOfMinutes:
      return IsMonths(value, 1440);
  }
  return false;
}

// The words of a path, a blank before each: " oauth check issuer".
std::string SpacedWords(std::string_view path) {
  std::string spaced;
  for (const std::string& word : WordsOf(path)) spaced += ' ' + word;
  return spaced;
}

// verify_aud = false, in what a program calls or ends its statement with: the reader of programs tells it, or knows
// why it does not.
bool IsOfProgram(const ConfigEntry& entry, std::string_view text) {
  return !entry.key_quoted && std::string_view(";,)").find(At(text, entry.end)) != std::string_view::npos &&
         entry.end < text.size();
}

// The rows whose path ends in `last`.
std::span<const UnsafeEntry* const> RowsEndingIn(char last) {
  static const auto rows = [] {
    std::array<std::vector<const UnsafeEntry*>, 256> by_last;
    for (const UnsafeEntry& row : UnsafeEntries())
      by_last[static_cast<unsigned char>(row.path.back())].push_back(&row);
    return by_last;
  }();
  return rows[static_cast<unsigned char>(last)];
}

bool IsBeside(std::string_view pair, std::string_view text, std::size_t at) {
  if (pair.empty()) return true;
  const std::size_t blank = pair.find(' ');
  const std::size_t above = text.rfind(pair.substr(0, blank), at);
  return above != std::string_view::npos &&
         Has(text.substr(above, LineEnd(text, above) - above), pair.substr(blank + 1));
}

// Of each directive a part that its line holds, which begins as few words do: token=$ and jwt=$ are n=$ and t=$.
constexpr WordSet kDirectiveWords(std::to_array<std::string_view>(
    {"n=$", "t=$", "log_format", "from_query", "accepttokenas", "oidcvalidateissuer", "oidccookiehttponly",
     "{authorization}i", "%req(auth", "capture req", "unsecuredlogin", "{verify_aud", "p_verification", "g_or_failed",
     "t_verify("}));

class ConfigMisuseFinder {
 public:
  ConfigMisuseFinder(std::string_view text, std::vector<CodeEvent>& events) : text_(text), events_(events) {}

  void AtEntry(const ConfigEntry& entry) {
    std::string_view path = entry.path;
    while (!path.empty() && !IsAlnum(path.back())) path.remove_suffix(1);
    if (path.empty() || entry.commented || entry.value.size() > kLongestValue) return;
    if (path.starts_with("%dev.") || path.starts_with("%test.")) return;  // Quarkus' profiles
    if (!entry.item && IsOfProgram(entry, text_)) return;
    std::string words, value;
    for (const UnsafeEntry* one : RowsEndingIn(ToLower(path.back()))) {
      const UnsafeEntry& row = *one;
      if (!MayBeOf(row, path)) continue;
      if (words.empty()) words = SpacedWords(path), value = Plain(entry.value);
      if (!Is(row.value, entry.value, value)) continue;
      if (!EndsIn(words, row.path) || !TextHolds(row.text) || !IsBeside(row.beside, text_, entry.begin)) continue;
      if (!row.inside.empty() && !Has(words, SpacedWords(row.inside))) continue;
      const std::string_view named = !row.inside.empty() ? row.inside : path.substr(path.rfind('.') + 1);
      words.append("=").append(value);
      const bool in_url = row.rule == kInUrl;
      return Tell(row.rule, BeginOf(entry, named), entry.end, words, in_url ? Confidence::kMedium : row.confidence);
    }
  }

  void AtLine(std::string_view line, std::size_t offset) {
    const std::size_t first = SkipBlanks(line, 0);
    if (At(line, first) == '#') return;
    for (const UnsafeDirective& row : UnsafeDirectives()) {
      if (!line.substr(first).starts_with(row.first)) continue;
      if (!row.first.empty() && IsKeyByte(At(line, first + row.first.size()))) continue;
      const std::string_view said = row.statement ? StatementAt(offset) : line;
      const auto part = row.part.empty() ? std::optional<std::size_t>(first) : FindOne(said, row.part);
      if (!part || !TextHolds(row.text)) continue;
      if (!row.lacks.empty() && HoldsOne(Lower(said), row.lacks)) continue;
      if (!row.text_lacks.empty() && TextHolds(row.text_lacks)) continue;
      const std::size_t begin = offset + *part;
      const std::size_t end = std::min(LineEnd(text_, begin), begin + kLongestValue);
      const std::string identity = std::string(row.first) + " " + std::string(text_.substr(begin, end - begin));
      Tell(row.rule, begin, end, identity, row.confidence);
    }
  }

 private:
  // Whether the text holds one of the words of a row's list; asked once for each list, however many lines it is about.
  bool TextHolds(std::string_view list) {
    const auto [found, fresh] = holds_.try_emplace(list, false);
    if (fresh) found->second = HoldsOne(text_, list);
    return found->second;
  }

  // Where the name of the setting stands, or else its value.
  std::size_t BeginOf(const ConfigEntry& entry, std::string_view name) const {
    const std::size_t begin = text_.rfind(name, entry.begin);
    return begin == std::string_view::npos || begin + kLongestStatement < entry.begin ? entry.begin : begin;
  }

  // Whether the path ends in the last word of the row's: most do not, and need not be cut into words.
  static bool MayBeOf(const UnsafeEntry& row, std::string_view path) {
    const std::string_view last = row.path.substr(row.path.rfind(' ') + 1);  // npos + 1 is 0
    return path.size() >= last.size() &&
           std::ranges::equal(path.substr(path.size() - last.size()), last, {}, ToLower);
  }

  static bool EndsIn(std::string_view words, std::string_view tail) {
    return words.ends_with(tail) && words[words.size() - tail.size() - 1] == ' ';
  }

  // Where the first of the words of `list` stands that `said` holds.
  static std::optional<std::size_t> FindOne(std::string_view said, std::string_view list) {
    while (!list.empty()) {
      const std::size_t bar = std::min(list.find('|'), list.size());
      if (const std::size_t at = said.find(list.substr(0, bar)); at != std::string_view::npos) return at;
      list.remove_prefix(std::min(bar + 1, list.size()));
    }
    return std::nullopt;
  }

  std::string_view StatementAt(std::size_t offset) const {
    const std::string_view rest = text_.substr(offset, kLongestStatement);
    return rest.substr(0, rest.find(';'));
  }

  // Each setting once: a list has many items, and a log's format may show two headers.
  void Tell(std::string_view rule, std::size_t begin, std::size_t end, const std::string& identity,
            std::optional<Confidence> confidence) {
    if (!told_.emplace(rule, LineBegin(text_, begin)).second) return;
    CodeEvent event;
    event.rule = rule;
    event.begin = begin;
    event.end = end;
    event.identity = std::string(rule) + " " + identity;
    event.identity_needs_path = true;
    event.confidence = confidence;
    // A server that lets its clients put tokens there, as ExtractJwt.fromUrlQueryParameter does.
    if (rule == kInUrl && confidence == Confidence::kMedium) event.severity = Severity::kMedium;
    events_.push_back(std::move(event));
  }

  std::string_view text_;
  std::vector<CodeEvent>& events_;
  std::set<std::pair<std::string_view, std::size_t>> told_;
  std::map<std::string_view, bool> holds_;
};

}  // namespace

void FindConfigMisuse(std::string_view text, std::span<const ConfigEntry> entries, std::vector<CodeEvent>& events) {
  ConfigMisuseFinder finder(text, events);
  for (const ConfigEntry& entry : entries) finder.AtEntry(entry);
  if (!kDirectiveWords.StandsIn(text)) return;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = LineEnd(text, begin);
    finder.AtLine(text.substr(begin, end - begin), begin);
    begin = end + 1;
  }
}

bool MayShowTokensBySetting(std::string_view text) {
  static constexpr WordSet kWords(std::to_array<std::string_view>(
      {"fromparams", "from_params", "uri_param_names", "query_parameter", "use_param", "url_login", "jwt_url_param",
       "http_only", "http-only", "httponly", "cookie_secure", "cookie-secure", "authorization: keep",
       "authorization=keep"}));
  return kWords.StandsIn(text) || kDirectiveWords.StandsIn(text);
}

}  // namespace packrake::code
