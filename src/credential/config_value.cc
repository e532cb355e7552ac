#include "credential/config_value.h"

#include "credential/line_bytes.h"

namespace packrake::code {
namespace {

std::optional<ConfigValue> ReadQuoted(std::string_view line, std::size_t open) {
  const char quote = line[open];
  std::size_t end = open + 1;
  // "{{ x | default "y" }}": the template's quotes are its own.
  if (line.substr(end, 2) == "{{") {
    const std::size_t close = line.find(std::string("}}") + quote, end);
    if (close != std::string_view::npos) end = close + 2;
  }
  while (end < line.size() && line[end] != quote) end += line[end] == '\\' && quote == '"' ? 2 : 1;
  if (end >= line.size()) return std::nullopt;
  ConfigValue value{"", open + 1, end, true};
  for (std::size_t i = value.begin; i < value.end; ++i) {
    if (line[i] == '\\' && quote == '"' && i + 1 < value.end) ++i;
    value.text += line[i];
  }
  return value;
}

}  // namespace

std::optional<ConfigValue> ReadConfigValue(std::string_view line, std::size_t at, bool spaces_end) {
  at = SkipBlanks(line, at);
  if (at >= line.size()) return std::nullopt;
  // b"…" and r"…" of Python, @"…" of C#
  const bool prefixed = std::string_view("bBrRuU@").find(line[at]) != std::string_view::npos;
  if (prefixed && (At(line, at + 1) == '"' || At(line, at + 1) == '\'')) ++at;
  if (IsQuote(line[at])) return ReadQuoted(line, at);
  std::size_t end = at;
  while (end < line.size()) {
    if (spaces_end && (IsBlank(line[end]) || IsQuote(line[end]))) break;
    if (line[end] == '#' && end > at && IsBlank(line[end - 1])) break;
    ++end;
  }
  while (end > at && (IsBlank(line[end - 1]) || line[end - 1] == ';')) --end;
  if (end == at) return std::nullopt;
  return ConfigValue{std::string(line.substr(at, end - at)), at, end, false};
}

}  // namespace packrake::code
