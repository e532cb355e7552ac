#include "credential/config_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "credential/config_command.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"

namespace packrake::code {
namespace {

// "Use --jwt-secret instead", "set to the --jwt-secret option": what stands before a flag that is spoken of.
bool IsProse(std::string_view before) {
  while (!before.empty() && (IsBlank(before.back()) || before.back() == '`')) before.remove_suffix(1);
  const std::size_t space = before.find_last_of(" \t\"'`(]");
  const std::string_view word = before.substr(space == std::string_view::npos ? 0 : space + 1);
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"use",      "Use",     "using",  "Using",    "the",  "The",    "to",      "via",    "with",    "set",
       "Set",      "see",     "See",    "and",      "or",   "by",     "of",      "as",     "passing", "specify",
       "than",     "provide", "your",   "a",        "both", "either", "neither", "nor",    "missing", "flag",
       "required", "option",  "supply", "argument", "if",   "If",     "when",    "without"});
  return OneOf(word, kWords);
}

// "rotating --jwt-secret will lock out users": behind a command's value stand its end, another flag or an operator.
bool IsWordOfSentence(std::string_view line, const ConfigValue& value) {
  if (value.quoted) return false;
  if (value.text.front() == '(') return true;
  const std::size_t next = SkipBlanks(line, value.end);
  return next > value.end && IsAlpha(At(line, next)) && std::ranges::all_of(value.text, IsAlpha);
}

// raise RuntimeError("JWT_SECRET must be set, e.g. 'JWT_SECRET=abcdef'"): whether the quote behind `before` stands in
// another string that is a message. One that is a command has an option or a word before it that sets what follows.
bool IsQuotedInMessage(std::string_view before, char quote) {
  const char outer = quote == '"' ? '\'' : '"';
  const std::size_t open = before.rfind(outer);
  if (open == std::string_view::npos || std::ranges::count(before, outer) % 2 == 0) return false;
  std::string_view text = before.substr(open + 1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  const std::size_t blank = text.find_last_of(" \t");
  if (blank == std::string_view::npos) return false;  // "env 'A=…'", or nothing before it
  const std::string_view word = text.substr(blank + 1);
  static constexpr auto kSetting = std::to_array<std::string_view>({"export", "env", "set", "setenv", "&&", ";"});
  return !word.starts_with('-') && !word.ends_with('=') && !OneOf(word, kSetting);
}

// gcloud run deploy --set-secrets JWT_SECRET=jwt-secret:latest: names in a store, and no values.
bool SetsReferences(std::string_view before) {
  return HoldsOne(before.substr(std::min(before.rfind("--"), before.size())), "set-secrets|update-secrets|secret-refs");
}

// --set-env-vars=JWT_SECRET=…,JWT_TTL=600: a value ends where the next pair begins.
void EndAtNextPair(ConfigValue& value) {
  for (std::size_t comma = value.text.find(','); comma != std::string::npos; comma = value.text.find(',', comma + 1)) {
    std::size_t end = comma + 1;
    while (end < value.text.size() && IsKeyByte(value.text[end])) ++end;
    if (end == comma + 1 || At(value.text, end) != '=') continue;
    value.end -= value.text.size() - comma;
    value.text.resize(comma);
    return;
  }
}

void AddFlags(std::string_view line, std::vector<LineSetting>& found) {
  for (std::size_t at = line.find('-'); at != std::string_view::npos; at = line.find('-', at + 1)) {
    if (at > 0 && (IsKeyByte(line[at - 1]) || line[at - 1] == '-')) continue;
    // One dash, too: -jwt-secret of Go's flags, -JwtSecret of PowerShell, -S of jwt-cli.
    const std::size_t begin = at + (At(line, at + 1) == '-' ? 2 : 1);
    std::size_t end = begin;
    while (end < line.size() && IsKeyByte(line[end])) ++end;
    if (end == begin || end + 1 >= line.size()) continue;
    const std::string_view flag = line.substr(begin, end - begin);
    const bool of_tool = (flag == "secret" || flag == "S") && IsOfJwtTool(line.substr(0, at));
    if (begin == at + 1 && at > 0 && !of_tool && !IsBlank(line[at - 1]) && !IsQuote(line[at - 1])) continue;
    std::size_t next = end;
    if (line[next] == '"' || line[next] == '\'') {
      // The flag ends in the quote that it began with; a comma and the next argument follow.
      if (at == 0 || line[at - 1] != line[next]) continue;
      ++next;
      while (next < line.size() && (IsBlank(line[next]) || line[next] == ',')) ++next;
      if (next >= line.size() || (line[next] != '"' && line[next] != '\'')) continue;
    } else if (!IsBlank(line[next])) {
      continue;
    }
    if (KindOfName(flag) != NameKind::kJwtSecret && !of_tool) continue;
    if (IsProse(line.substr(0, at))) continue;
    auto value = ReadConfigValue(line, next, true);
    // $NAME is the shell's, -x the next flag, and a word of help is no secret.
    if (!value || value->text.empty() || IsWordOfSentence(line, *value) || value->text == "\\" ||
        std::string_view("$-<[").find(value->text[0]) != std::string_view::npos)
      continue;
    value->quoted = true;
    found.push_back({of_tool ? "jwt.secret" : std::string(flag), *std::move(value)});
  }
}

void AddPairs(std::string_view line, std::vector<LineSetting>& found) {
  for (std::size_t equals = line.find('='); equals != std::string_view::npos; equals = line.find('=', equals + 1)) {
    std::size_t begin = equals;
    while (begin > 0 && (IsKeyByte(line[begin - 1]))) --begin;
    if (begin == equals || (equals + 1 < line.size() && (line[equals + 1] == '=' || IsBlank(line[equals + 1]))))
      continue;
    const bool quoted_pair = begin > 0 && (line[begin - 1] == '"' || line[begin - 1] == '\'');
    std::string key(line.substr(begin, equals - begin));
    if (key == "--secret" && IsOfJwtTool(line.substr(0, begin))) key = "jwt.secret";
    if (key.starts_with("-D")) key.erase(0, 2);  // a property of Java's
    while (!key.empty() && key[0] == '-') key.erase(0, 1);
    if (KindOfName(key) != NameKind::kJwtSecret) continue;
    // "JWT_SECRET=$key" within a program's text is put together from a variable.
    if (line[equals + 1 < line.size() ? equals + 1 : equals] == '$') continue;
    if (quoted_pair && IsQuotedInMessage(line.substr(0, begin - 1), line[begin - 1])) continue;
    if (quoted_pair) {
      const std::size_t close = line.find(line[begin - 1], equals + 1);
      if (close == std::string_view::npos) continue;
      found.push_back(
          {std::move(key), {std::string(line.substr(equals + 1, close - equals - 1)), equals + 1, close, true}});
      continue;
    }
    if (SetsReferences(line.substr(0, begin))) continue;
    auto value = ReadConfigValue(line, equals + 1, true);
    if (!value) continue;
    if (!value->quoted) EndAtNextPair(*value);
    found.push_back({std::move(key), *std::move(value)});
  }
}

// HAProxy's jwt_verify(txn.alg,"secret"): a literal that is no path is the secret itself.
void AddVerifiers(std::string_view line, std::vector<LineSetting>& found) {
  constexpr std::string_view kCall = "jwt_verify(";
  for (std::size_t at = line.find(kCall); at != std::string_view::npos; at = line.find(kCall, at + 1)) {
    const std::size_t comma = line.find_first_of(",)", at);
    if (At(line, comma) != ',') continue;
    auto value = ReadConfigValue(line, comma + 1, true);
    if (value && value->quoted) found.push_back({"jwt_verify.secret", *std::move(value)});
  }
}

}  // namespace

std::vector<LineSetting> SettingsOnLine(std::string_view line) {
  std::vector<LineSetting> found;
  AddFlags(line, found);
  AddPairs(line, found);
  AddKept(line, found);
  AddWritten(line, found);
  AddExpansions(line, found);
  AddVerifiers(line, found);
  return found;
}

}  // namespace packrake::code
