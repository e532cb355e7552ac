#include "credential/far_name.h"

#include <algorithm>
#include <cstddef>

#include "base/ascii.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLongestLiteral = 80;

bool IsNameByte(char c) { return IsAlnum(c) || c == '_' || c == '$'; }

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

std::string_view FirstArgumentName(std::string_view line, std::size_t at) {
  const std::size_t open = line.find('(', at);
  if (open == std::string_view::npos) return {};
  const std::size_t begin = SkipBlanks(line, open + 1);
  std::size_t end = begin;
  while (end < line.size() && (IsNameByte(line[end]) || (line[end] == '.' && end > begin))) ++end;
  const std::size_t after = SkipBlanks(line, end);
  const bool plain = end > begin && after < line.size() && line[after] == ',' &&
                     !IsDigit(line[begin]);
  return plain ? line.substr(begin, end - begin) : std::string_view();
}

std::optional<std::string> LiteralOf(std::string_view name, std::string_view text) {
  name = name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
  if (name.empty()) return std::nullopt;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
    if (at > 0 && IsNameByte(text[at - 1])) continue;
    std::size_t sign = SkipBlanks(text, at + name.size());
    // A type may stand between: KEY: String = "token".
    if (sign < text.size() && text[sign] == ':') {
      std::size_t type = SkipBlanks(text, sign + 1);
      const std::size_t begin = type;
      while (type < text.size() && IsNameByte(text[type])) ++type;
      const std::size_t equals = SkipBlanks(text, type);
      if (type > begin && equals < text.size() && text[equals] == '=') sign = equals;
    }
    if (sign >= text.size() || (text[sign] != '=' && text[sign] != ':')) continue;
    const std::size_t quote = SkipBlanks(text, sign + 1);
    if (quote >= text.size() || std::string_view("\"'`").find(text[quote]) == std::string_view::npos) continue;
    const std::string_view rest = text.substr(quote + 1, kLongestLiteral + 1);
    const std::size_t close = rest.find(text[quote]);
    if (close == std::string_view::npos || rest.substr(0, close).find_first_of("\n\\$") != std::string_view::npos)
      continue;
    return std::string(rest.substr(0, close));
  }
  return std::nullopt;
}

}  // namespace packrake::code
