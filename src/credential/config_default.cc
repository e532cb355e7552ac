#include "credential/config_default.h"

#include <string_view>

#include "base/ascii.h"

namespace packrake::code {

std::optional<Default> DefaultIn(const ConfigEntry& entry) {
  std::string_view v = entry.value;
  // '"${NAME:value}"': YAML's quotes round those of what reads it.
  if (v.size() > 4 && v.front() == '"' && v.back() == '"' && entry.end - entry.begin == v.size()) {
    ConfigEntry inner = entry;
    inner.value = std::string(v.substr(1, v.size() - 2));
    ++inner.begin, --inner.end;
    return DefaultIn(inner);
  }
  if (v.starts_with("${env:") && v.ends_with('}')) {
    const std::size_t comma = v.find(',');
    const std::size_t open = comma == std::string_view::npos ? comma : v.find_first_not_of(" \t", comma + 1);
    if (open == std::string_view::npos || (v[open] != '\'' && v[open] != '"')) return std::nullopt;
    const std::size_t close = v.find(v[open], open + 1);
    if (close == std::string_view::npos || entry.end - entry.begin != v.size()) return std::nullopt;
    return Default{std::string(v.substr(open + 1, close - open - 1)), entry.begin + open + 1, entry.begin + close};
  }
  if (!v.starts_with("${") || !v.ends_with('}')) return std::nullopt;
  std::size_t at = 2;
  while (at < v.size() && (IsKeyByte(v[at])) &&
         !(v[at] == '-' && at + 1 < v.size() && !IsAlnum(v[at + 1])))
    ++at;
  if (at >= v.size() || (v[at] != ':' && v[at] != '-')) return std::nullopt;
  ++at;
  if (at < v.size() && (v[at] == '-' || v[at] == '=')) ++at;
  if (at < v.size() && v[at] == '?') return std::nullopt;  // an error message
  std::size_t end = v.size() - 1;
  if (end > at + 1 && (v[at] == '"' || v[at] == '\'') && v[end - 1] == v[at]) ++at, --end;
  if (end <= at) return std::nullopt;
  if (entry.end - entry.begin != v.size()) return Default{std::string(v.substr(at, end - at)), entry.begin, entry.end};
  return Default{std::string(v.substr(at, end - at)), entry.begin + at, entry.begin + end};
}

}  // namespace packrake::code
