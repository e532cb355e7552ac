#include "credential/word_mention.h"

#include <algorithm>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLongLine = 4096;  // no one writes such lines

bool IsLetter(char c) { return IsAlpha(c) || c == '_' || c == '$'; }

}  // namespace

bool HasExtras(std::string_view line, std::size_t open) {
  const std::size_t close = line.find(']', open);
  if (close == std::string_view::npos || close == open + 1) return false;
  const std::string_view extras = line.substr(open + 1, close - open - 1);
  const char next = At(line, close + 1);
  return std::ranges::all_of(extras, [](char c) { return IsLower(c) || IsDigit(c) || c == ',' || c == '-'; }) &&
         (next == '=' ? At(line, close + 2) == '=' : std::string_view("<>~! \"'").find(next) != std::string_view::npos);
}

bool IsDependency(std::string_view line, std::size_t sign) {
  const std::string_view made_of = line.substr(SkipBlanks(line, sign + 1));
  return made_of.starts_with('{') &&
         (Has(made_of, "version") || Has(made_of, "module =") || Has(made_of, "workspace ="));
}

bool IsItemOfProse(std::string_view line, std::size_t name_end, std::size_t colon) {
  const std::string_view value = line.substr(SkipBlanks(line, colon + 1));
  if (At(line, name_end) == ']' && value.starts_with("http")) return true;
  if (!line.substr(SkipBlanks(line, 0)).starts_with("* ")) return false;
  return std::ranges::count(value, ' ') >= 2 && !IsQuote(At(value, 0));
}

bool IsRemark(std::string_view line, std::size_t begin, std::size_t end) {
  const std::string_view text = line.substr(SkipBlanks(line, 0));
  if ((text.starts_with("* ") || text.starts_with("- ")) && Has(text, "](http")) return true;
  if (!text.starts_with("//") && !text.starts_with("# ") && !text.starts_with("## ") && !text.starts_with("* "))
    return false;
  const std::size_t path = BeginOfPath(line, begin, ".:");
  while (end < line.size() && IsNameByte(line[end])) ++end;
  const std::string_view before = line.substr(0, path);
  const std::string_view after = line.substr(end);
  if (before.find_first_not_of(" \t/#*") == before.npos && after.find_first_not_of(" \t\r") == after.npos) return true;
  return before.ends_with(" (") && after.starts_with(") ") && IsLetter(At(after, 2));
}

bool IsProse(std::string_view line, std::size_t word, std::size_t colon) {
  if (!line.substr(SkipBlanks(line, 0)).starts_with('"') || At(line, colon + 1) != ' ' ||
      !IsLetter(At(line, colon + 2)))
    return false;
  int quotes = 0;
  for (std::size_t i = 0; i < word; ++i) quotes += line[i] == '"' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
  if (quotes < 3 || quotes % 2 == 0) return false;
  const std::size_t next = line.find(' ', colon + 2);
  return next != std::string_view::npos && IsLetter(At(line, next + 1));
}

bool IsDeepInJson(std::string_view line, std::size_t begin, std::size_t end) {
  if (line.size() <= kLongLine ||
      std::string_view("{[\"").find(At(line, SkipBlanks(line, 0))) == std::string_view::npos)
    return false;
  while (end < line.size() && IsNameByte(line[end])) ++end;
  if (At(line, end) == '=') return false;
  constexpr std::size_t kReachOfString = 256;
  std::size_t open = begin;
  while (open > 0 && begin - open < kReachOfString && (line[open - 1] != '"' || At(line, open - 2) == '\\')) --open;
  std::size_t close = end;
  while (close < line.size() && close - end < kReachOfString && (line[close] != '"' || line[close - 1] == '\\'))
    ++close;
  if (begin - open >= kReachOfString || close - end >= kReachOfString) return true;
  return line.substr(open, close - open).find_first_of(" \\(") != std::string_view::npos;
}

bool IsInEncoded(std::string_view line, std::size_t begin, std::size_t end) {
  constexpr std::ptrdiff_t kLeast = 20;
  constexpr std::ptrdiff_t kDigits = 3;
  while (begin > 0 && IsAlnum(line[begin - 1])) --begin;
  while (end < line.size() && IsAlnum(line[end])) ++end;
  const std::string_view run = line.substr(begin, end - begin);
  return std::ssize(run) >= kLeast && std::ranges::count_if(run, IsDigit) >= kDigits;
}

bool BeginsSentence(std::string_view line, std::size_t begin) {
  const std::size_t start = BeginOfPath(line, begin, ".:");
  if (start == 0 || !IsQuote(line[start - 1])) return false;
  const std::size_t close = line.find(line[start - 1], start);
  if (close == std::string_view::npos) return false;
  const std::string_view quoted = line.substr(start, close - start);
  return quoted.find(' ') != std::string_view::npos ||
         (line[close] == '`' && std::ranges::all_of(quoted, [](char c) { return IsNameByte(c) || c == '.'; }));
}

}  // namespace packrake::code
