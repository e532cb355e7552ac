#include "credential/literals.h"

#include <algorithm>

#include "base/ascii.h"
#include "credential/line_bytes.h"
#include "text/byte_set.h"
#include "text/lines.h"

namespace packrake {
namespace {

constexpr std::size_t kLeastRun = 8, kLeastString = 4;  // bytes
constexpr std::size_t kMostNested = 4096;               // bytes of a string that may hold strings
constexpr std::size_t kLeastField = 6;                  // bytes; shorter ones of a table are words and numbers
constexpr std::size_t kLongestRow = 4096;               // bytes of a line that may be a row of a table

constexpr ByteSet kSeparators("=:"), kWordEnds(" \t#"), kTelling("\"'`=:<");

using code::IsBlank;
using code::IsQuote;
using code::kQuotes;

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && (IsBlank(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// Offset of the quote that closes the one at `open`, or npos. A backslash takes the next character with it.
std::size_t ClosingQuote(std::string_view line, std::size_t open) {
  for (std::size_t i = open + 1; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == line[open]) {
      return i;
    }
  }
  return std::string_view::npos;
}

/// The value of a `NAME=value` or `name: value` line that does not begin with a quote; empty when it is none.
std::string_view BareValue(std::string_view line) {
  const std::size_t separator = kSeparators.FindIn(line);
  if (separator == std::string_view::npos || separator == 0) return {};
  const std::string_view value = Trim(line.substr(separator + 1));
  if (value.empty() || IsQuote(value.front()) || value.size() > kMaxLiteral) return {};
  return value;
}

/// The value of a `NAME='value'` line with its quotes, which `docker run --env-file` keeps; empty when it is none.
std::string_view ValueInQuotes(std::string_view line) {
  const std::size_t sign = line.find('=');
  if (sign == 0 || sign == std::string_view::npos || !code::IsNameByte(line[sign - 1])) return {};
  const std::string_view value = Trim(line.substr(sign + 1));
  const bool quoted = value.size() > 2 && IsQuote(value.front()) && value.back() == value.front();
  return quoted && value.size() <= kMaxLiteral && std::ranges::all_of(line.substr(0, sign), code::IsNameByte)
             ? value
             : std::string_view();
}

bool IsOneWord(std::string_view text) {
  return text.size() >= kLeastString && text.size() <= kMaxLiteral &&
         text.find_first_of(" \t") == std::string_view::npos;
}

/// What stands in a list of YAML's without a name, `- value  # a comment`, as one word; empty when it is none. Lists
/// of sentences are for people.
std::string_view ListItem(std::string_view line) {
  line = Trim(line);
  if (!line.starts_with("- ")) return {};
  line = Trim(line.substr(2, std::max(line.find(" #"), std::size_t{2}) - 2));
  return IsOneWord(line) && !IsQuote(line.front()) ? line : std::string_view();
}

/// The value of a Dockerfile's `ENV NAME value`; empty when it is none.
std::string_view ValueOfEnv(std::string_view line) {
  line = Trim(line);
  if (!line.starts_with("ENV ")) return {};
  line = Trim(line.substr(4));
  const std::size_t end = line.find_first_of(" \t=");
  if (end == std::string_view::npos || line[end] == '=') return {};
  line = Trim(line.substr(end));
  return line.size() <= kMaxLiteral && !IsQuote(line.front()) ? line : std::string_view();
}

/// The fields of a row of comma-separated values, without quotes. A line that has what programs and sentences have,
/// brackets and a blank behind a comma, is none.
bool VisitFields(std::string_view line, const VisitLiteral& visit) {
  static constexpr ByteSet kOfPrograms("\"'`(){}[]<>;=");
  if (line.size() > kLongestRow || line.find(',') == std::string_view::npos ||
      kOfPrograms.FindIn(line) != std::string_view::npos || line.find(", ") != std::string_view::npos)
    return true;
  line = Trim(line);
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    const std::string_view field = line.substr(begin, end - begin);
    begin = end + 1;
    if (field.size() < kLeastField || !IsOneWord(field) || std::ranges::none_of(field, IsAlpha)) continue;
    if (!visit(field, line)) return false;
  }
  return true;
}

/// The password of an address: scheme://user:password@host. As it is written: what %40 stands for is not.
bool VisitPasswords(std::string_view line, const VisitLiteral& visit) {
  static constexpr ByteSet kEnds("/?#\"'`<> \t");
  for (std::size_t at = line.find("://"); at != std::string_view::npos; at = line.find("://", at)) {
    at += 3;
    const std::string_view authority = line.substr(at, std::min(kEnds.FindIn(line, at), line.size()) - at);
    const std::size_t colon = authority.find(':');
    const std::size_t sign = authority.rfind('@');
    if (colon == std::string_view::npos || sign == std::string_view::npos || sign <= colon + 1) continue;
    const std::string_view password = authority.substr(colon + 1, sign - colon - 1);
    if (password.size() <= kMaxLiteral && !visit(password, line)) return false;
  }
  return true;
}

/// What follows each `NAME=` of a line without a quote: `docker run -e A=value -e B=value`, `?a=value&b=value`,
/// "A=value" in a list of strings. `bare`, the line's BareValue, and its first word were visited.
bool VisitAssigned(std::string_view line, std::string_view bare, const VisitLiteral& visit) {
  static constexpr ByteSet kEnds(" \t\"'`&;,()[]{}<>|");
  if (line.size() > kLongestRow) return true;
  for (std::size_t sign = line.find('='); sign != std::string_view::npos; sign = line.find('=', sign + 1)) {
    if (sign == 0 || !code::IsNameByte(line[sign - 1])) continue;
    const std::string_view rest = line.substr(sign + 1, kMaxLiteral + 1);
    const std::string_view value = rest.substr(0, kEnds.FindIn(rest));
    const bool visited = value.data() == bare.data() && (value.size() == bare.size() || IsBlank(bare[value.size()]));
    if (!visited && value.size() >= kLeastField && value.size() <= kMaxLiteral && !visit(value, line)) return false;
  }
  return true;
}

/// What follows an option of a command line: `sign --secret value`, `ssh-keygen -N value`.
bool VisitOptions(std::string_view line, const VisitLiteral& visit) {
  if (line.size() > kLongestRow) return true;
  for (std::size_t at = line.find(" -"); at != std::string_view::npos; at = line.find(" -", at + 1)) {
    const std::size_t blank = line.find(' ', at + 1);
    if (blank == std::string_view::npos) return true;
    if (blank < at + 3 || line.substr(at, blank - at).find('=') != std::string_view::npos) continue;
    const std::string_view rest = line.substr(blank + 1);
    const std::string_view value = rest.substr(0, kWordEnds.FindIn(rest));
    if (value.size() < kLeastField || value.size() > kMaxLiteral) continue;
    if (value.front() != '-' && !IsQuote(value.front()) && !visit(value, line)) return false;
  }
  return true;
}

/// What a setting is when its variable is not set: ${NAME:-value}, ${NAME-value}, ${a.name:value}.
bool VisitFallbacks(std::string_view line, const VisitLiteral& visit) {
  for (std::size_t at = line.find("${"); at != std::string_view::npos; at = line.find("${", at + 2)) {
    const std::string_view rest = line.substr(at + 2, 2 * kMaxLiteral);
    const std::size_t end = rest.find('}');
    if (end == std::string_view::npos) continue;
    const std::string_view inside = rest.substr(0, end);
    std::size_t sign = inside.find(':');
    if (sign == std::string_view::npos) sign = inside.find('-');
    if (sign == std::string_view::npos) continue;
    std::string_view value = inside.substr(sign + 1);
    if (inside[sign] == ':' && !value.empty() && std::string_view("-=").find(value.front()) != std::string_view::npos)
      value.remove_prefix(1);
    if (value.empty() || value.size() > kMaxLiteral || value.front() == '?') continue;
    if (!visit(value, line)) return false;
  }
  return true;
}

/// The word on the line that follows `line`, where that opens a text that begins there: `name: |`, `<<END`, `"""`.
/// The two lines are handed on as one. Empty where there is none.
std::string_view WordBelow(std::string_view line, std::string_view text) {
  const std::string_view opening = Trim(line);
  const auto ends = [&](std::string_view end) { return opening.ends_with(end); };
  const bool opens = ends("|") || ends("|-") || ends(">") || ends(">-") || ends("\"\"\"") || ends("'''") ||
                     opening.find("<<") != std::string_view::npos;
  const std::size_t below = static_cast<std::size_t>(line.data() - text.data()) + line.size() + 1;
  if (!opens || below >= text.size()) return {};
  const std::string_view word = Trim(text.substr(below, LineEnd(text, below) - below));
  const bool is_value = word.size() >= kLeastField && IsOneWord(word) && !IsQuote(word.front()) && word.front() != '<';
  return is_value ? word : std::string_view();
}

/// Values that neither quotes nor a sign before them tell.
bool VisitPlain(std::string_view line, const VisitLiteral& visit) {
  for (const std::string_view value : {ListItem(line), ValueOfEnv(line)}) {
    if (!value.empty() && !visit(value, line)) return false;
  }
  return VisitOptions(line, visit) && VisitFields(line, visit);
}

bool IsPrintable(char c) { return c >= ' ' && c <= '~'; }

bool VisitRun(std::string_view text, std::size_t begin, std::size_t end, const VisitLiteral& visit) {
  const std::string_view run = text.substr(begin, end - begin);
  const auto visit_part = [&](std::size_t from, std::size_t size) {
    return size < kLeastString || size > kMaxLiteral || from + size > run.size() || visit(run.substr(from, size), run);
  };
  const auto length_at = [&](std::size_t at) { return std::size_t{static_cast<unsigned char>(text[at])}; };
  if (run.size() >= kLeastRun && !visit_part(0, run.size())) return false;
  if (begin != 0 && length_at(begin - 1) < run.size() && !visit_part(0, length_at(begin - 1))) return false;
  return run.size() < kLeastRun || visit_part(1, length_at(begin));
}

/// Strings within a string: '{"key": "…"}', "{\"key\": \"…\"}".
bool VisitNested(std::string_view text, std::string_view line, const VisitLiteral& visit) {
  if (text.size() > kMostNested) return true;
  for (std::size_t i = kQuotes.FindIn(text); i != std::string_view::npos; i = kQuotes.FindIn(text, i)) {
    const std::size_t close = text.find(text[i], i + 1);
    if (close == std::string_view::npos) {
      ++i;
      continue;
    }
    const bool escaped = i > 0 && text[i - 1] == '\\' && text[close - 1] == '\\';
    const std::string_view inner = text.substr(i + 1, close - i - 1 - (escaped ? 1 : 0));
    if (!inner.empty() && inner.size() <= kMaxLiteral && !visit(inner, line)) return false;
    i = close + 1;
  }
  return true;
}

/// What stands between a tag and the next that closes one: <secret>…</secret>.
bool VisitElements(std::string_view line, const VisitLiteral& visit) {
  std::size_t from = 0;  // no element's text goes back behind the end of another
  for (std::size_t end = line.find("</"); end != std::string_view::npos; end = line.find("</", end + 2)) {
    std::string_view value = line.substr(from, end - from);
    from = end;
    const std::size_t tag = value.rfind('>');
    if (tag == std::string_view::npos) continue;
    value = Trim(value.substr(tag + 1));
    const bool for_people = value.find(' ') != std::string_view::npos;
    if (value.empty() || value.size() > kMaxLiteral || for_people) continue;
    if (!visit(value, line)) return false;
  }
  return true;
}

bool VisitLine(std::string_view line, const VisitLiteral& visit) {
  const std::string_view bare = BareValue(line);
  if (!bare.empty()) {
    if (!visit(bare, line)) return false;
    const std::string_view first = bare.substr(0, kWordEnds.FindIn(bare));  // a comment, or further words
    if (first.size() != bare.size() && !first.empty() && !visit(first, line)) return false;
  }
  if (const std::string_view quoted = ValueInQuotes(line); !quoted.empty() && !visit(quoted, line)) return false;
  for (std::size_t i = kQuotes.FindIn(line); i != std::string_view::npos; i = kQuotes.FindIn(line, i)) {
    const std::size_t close = ClosingQuote(line, i);
    if (close == std::string_view::npos) {
      // An apostrophe in prose: the quotes behind it may still be a pair.
      ++i;
      if (line.size() - i > 16 * kMaxLiteral) return true;  // a minified line of stray quotes would be quadratic
      continue;
    }
    const std::string_view inner = line.substr(i + 1, close - i - 1);
    if (!inner.empty() && inner.size() <= kMaxLiteral && !visit(inner, line)) return false;
    if (!VisitNested(inner, line, visit)) return false;
    i = close + 1;
  }
  return VisitElements(line, visit) && VisitPasswords(line, visit) && VisitAssigned(line, bare, visit) &&
         VisitFallbacks(line, visit) && VisitPlain(line, visit);
}

/// Lines that have no sign of kTelling: few of them hold anything, which their first word or a comma tells.
bool VisitPlainLines(std::string_view text, const WantsLine& wants_line, const VisitLiteral& visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = LineEnd(text, begin);
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    const std::string_view head = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    const bool may_hold = head.starts_with("- ") || head.starts_with("ENV ") ||
                          head.find(',') != std::string_view::npos || head.find(" -") != std::string_view::npos;
    if (may_hold && wants_line(line) && !VisitPlain(line, visit)) return false;
  }
  return true;
}

/// A file that holds a word and nothing else, such as what Docker mounts as a secret.
std::string_view OnlyWord(std::string_view text) {
  if (text.size() > kMaxLiteral + 2) return {};
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  const std::string_view word = Trim(text);
  const bool one = word.size() >= kLeastString && word.find_first_of(" \t\n") == std::string_view::npos;
  return one ? word : std::string_view();
}

}  // namespace

void ForEachLiteral(std::string_view text, const WantsLine& wants_line, const VisitLiteral& visit) {
  // Not asked for as a line, which it may be as well: NAME=value.
  if (const std::string_view word = OnlyWord(text); !word.empty() && !visit(word, word)) return;
  // Most lines have neither a quote nor a separator nor a tag: the next one that has is looked for over line ends.
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t sign = kTelling.FindIn(text, begin);
    const std::size_t plain = begin;
    begin = sign == std::string_view::npos ? text.size() : LineBegin(text, sign);
    if (!VisitPlainLines(text.substr(plain, begin - plain), wants_line, visit)) return;
    if (sign == std::string_view::npos) return;
    const std::size_t end = LineEnd(text, sign);
    const std::string_view line = text.substr(begin, end - begin);
    if (wants_line(line) && !VisitLine(line, visit)) return;
    if (const std::string_view word = WordBelow(line, text); !word.empty()) {
      const auto both = static_cast<std::size_t>(word.data() - line.data()) + word.size();
      if (!visit(word, text.substr(begin, both))) return;
    }
    begin = std::min(end + 1, text.size());
  }
}

void ForEachLiteral(std::string_view text, const VisitLiteral& visit) {
  ForEachLiteral(text, [](std::string_view) { return true; }, visit);
}

void ForEachStringOfBinary(std::string_view text, const VisitLiteral& visit) {
  for (std::size_t at = 0; at < text.size();) {
    // No run that is long enough goes over a byte here and there without the one that is looked at.
    const std::size_t probe = at + kLeastString - 1;
    if (probe >= text.size()) return;
    if (!IsPrintable(text[probe])) {
      at = probe + 1;
      continue;
    }
    std::size_t begin = probe;
    while (begin > at && IsPrintable(text[begin - 1])) --begin;
    std::size_t end = probe + 1;
    while (end < text.size() && IsPrintable(text[end])) ++end;
    if (end - begin >= kLeastString && !VisitRun(text, begin, end, visit)) return;
    at = end + 1;
  }
}

}  // namespace packrake
