#include "credential/shown_token.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/token_name.h"
#include "text/byte_set.h"
#include "text/word_set.h"

namespace packrake::code {

bool EndsInToken(std::string_view text) {
  static constexpr std::string_view kBetween = " :='\"`$#{(";
  while (!text.empty() && kBetween.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  const std::string tail = Lower(text.substr(text.size() < 5 ? 0 : text.size() - 5));
  return tail.ends_with("token") || tail.ends_with("jwt");
}

namespace {

constexpr WordSet kTokens(std::to_array<std::string_view>(
    {"token", "jwt", "jws", "bearer", "authorization", "authheader", "auth_header"}));

// Whether a hole opens before a word for tokens: {x}, ${x}, $x, #{x}, %{x}, \(x).
bool HoldsTokenInHole(std::string_view inside) {
  static constexpr ByteSet kOpening("{$(");
  std::size_t hole = kOpening.FindIn(inside);
  while (hole != std::string_view::npos && inside[hole] == '(' && (hole == 0 || inside[hole - 1] != '\\'))
    hole = kOpening.FindIn(inside, hole + 1);
  if (hole == std::string_view::npos) return false;
  return kTokens.StandsIn(inside.substr(hole)) || EndsInToken(inside.substr(0, hole));
}

// Whether what stands before `at` is given a name's value: "token": t, "token", t
bool IsFilledField(std::string_view line, std::size_t at) {
  if (At(line, at) != ':' && At(line, at) != ',') return false;
  return IsNameByte(At(line, SkipBlanks(line, at + 1)));
}

// data["access_token"], data.get("access_token"): what is read by that name; "bad token " + x, "bad token: %s" % x:
// what is said to be one.
bool IsReadOrShown(std::string_view line, std::size_t open, std::size_t close) {
  const std::string lower = Lower(line.substr(open + 1, close - open - 1));
  std::string_view inside = lower;
  if (!kTokens.StandsIn(inside)) return false;
  const std::string_view before = line.substr(0, open);
  const bool index = before.ends_with("[") && open > 1 && (IsNameByte(before[open - 2]) || before[open - 2] == ')');
  if (index || before.ends_with(".get(")) return true;
  const char sign = At(line, SkipBlanks(line, close + 1));
  if (sign != '+' && sign != '%') return false;
  while (!inside.empty() && std::string_view(" :=%s'\"").find(inside.back()) != std::string_view::npos)
    inside.remove_suffix(1);
  return kTokens.StandsIn(inside.substr(inside.size() - std::min<std::size_t>(inside.size(), 6)));
}

}  // namespace

bool MayShowToken(std::string_view line, std::size_t begin) {
  line.remove_prefix(begin);
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t open = at;
    while (open < line.size() && !IsQuote(line[open])) ++open;
    if (kTokens.StandsIn(line.substr(at, open - at))) return true;
    if (open == line.size()) return false;
    std::size_t close = open + 1;
    while (close < line.size() && line[close] != line[open]) close += line[close] == '\\' ? 2 : 1;
    if (close >= line.size()) return true;  // it goes on, or was no string
    const std::string_view inside = line.substr(open + 1, close - open - 1);
    if (inside.find("eyJ") != std::string_view::npos || HoldsTokenInHole(inside)) return true;
    if (IsReadOrShown(line, open, close)) return true;
    // request.header("Authorization")
    if (open > 0 && line[open - 1] == '(' && Lower(inside) == "authorization") return true;
    if (IsFilledField(line, close + 1) && TokenName(inside) > 0) return true;
    at = close + 1;
  }
  return false;
}

std::string_view NameOfMade(std::string_view match) {
  if (!match.ends_with('(')) return {};
  std::size_t end = 0;
  while (IsNameByte(At(match, end))) ++end;
  std::size_t sign = SkipBlanks(match, end);
  if (At(match, sign) == ':') ++sign;
  return end > 0 && At(match, sign) == '=' ? match.substr(0, end) : std::string_view();
}

bool Names(std::string_view call, std::string_view name) {
  for (std::size_t at = call.find(name); at != std::string_view::npos; at = call.find(name, at + 1)) {
    if ((at == 0 || !IsNameByte(call[at - 1])) && !IsNameByte(At(call, at + name.size()))) return true;
  }
  return false;
}

bool ShowsSessionOnly(std::string_view call) {
  bool session = false;
  char quote = '\0';
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (IsQuote(call[i]) && (quote == '\0' || quote == call[i])) quote = quote == '\0' ? call[i] : '\0';
    if (!IsNameByte(call[i])) continue;
    static constexpr std::string_view kBefore = "{(.";
    const bool in_hole = call[i] == '$' || (i > 0 && kBefore.find(call[i - 1]) != std::string_view::npos);
    const std::size_t begin = call[i] == '$' ? i + 1 : i;
    while (i + 1 < call.size() && IsNameByte(call[i + 1])) ++i;
    if (quote != '\0' && !in_hole) continue;
    const std::string_view name = call.substr(begin, i + 1 - begin);
    const std::string lower = Lower(name);
    if (lower == "authorization") return false;
    if (TokenName(name) == 0) continue;
    if (!Has(lower, "session") || Has(lower, "jwt")) return false;
    session = true;
  }
  return session;
}

}  // namespace packrake::code
