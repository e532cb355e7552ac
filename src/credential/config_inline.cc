#include "credential/config_inline.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/setting_name.h"

namespace packrake::code {

std::vector<LineSetting> SettingsInBraces(std::string_view line, std::size_t at) {
  std::vector<LineSetting> found;
  std::string name;
  for (++at; at < line.size();) {
    while (at < line.size() && !IsKeyByte(line[at])) ++at;
    const std::size_t begin = at;
    while (at < line.size() && IsKeyByte(line[at])) ++at;
    std::string key(line.substr(begin, at - begin));
    while (at < line.size() && (IsBlank(line[at]) || line[at] == '"' || line[at] == '\'')) ++at;
    if (at >= line.size() || (line[at] != ':' && line[at] != '=')) continue;
    ++at;
    at = SkipBlanks(line, at);
    if (at >= line.size()) break;
    const bool quoted = line[at] == '"' || line[at] == '\'';
    const std::size_t first = at + (quoted ? 1 : 0);
    std::size_t end = quoted ? line.find(line[at], first) : line.find_first_of(",}", first);
    end = std::min(end, line.size());
    at = std::min(end + 1, line.size());
    while (!quoted && end > first && IsBlank(line[end - 1])) --end;  // { name: A, value: b }
    std::string value(line.substr(first, end - first));
    // { "key": "secret", "value": "…" }
    const bool keyed = key == "key" && Has(line.substr(at), "value");
    if (IsNameOfPair(key) || keyed) name = value;
    if (keyed) continue;
    if (IsValueOfPair(key) && KindOfName(name) != NameKind::kOther) key = name;
    found.push_back({std::move(key), {std::move(value), first, end, quoted}});
  }
  return found;
}

std::vector<LineSetting> SettingsOfErlang(std::string_view line) {
  constexpr std::string_view kOpens = "<<\"", kCloses = "\">>", kMaps = " => <<\"";
  std::vector<LineSetting> found;
  // {jwt_secret, <<"…">>}, {jwt_secret, "…"}
  if (const std::size_t name = SkipBlanks(line, 0) + 1; At(line, name - 1) == '{' && IsLower(At(line, name))) {
    std::size_t end = name;
    while (IsAlnum(At(line, end)) || At(line, end) == '_') ++end;
    const std::size_t value = SkipBlanks(line, end + 1);
    const bool binary = line.substr(std::min(value, line.size())).starts_with(kOpens);
    const std::size_t begin = value + (binary ? kOpens.size() : 1);
    const std::size_t close = line.find('"', begin);
    const std::string_view after = line.substr(std::min(close, line.size()));
    if (At(line, end) == ',' && (binary || At(line, value) == '"') && after.starts_with(binary ? "\">>}" : "\"}"))
      found.push_back({std::string(line.substr(name, end - name)),
                       {std::string(line.substr(begin, close - begin)), begin, close, true}});
    return found;
  }
  for (std::size_t at = line.find(kOpens); at != std::string_view::npos; at = line.find(kOpens, at + 1)) {
    const std::size_t name = at + kOpens.size();
    const std::size_t name_end = line.find(kCloses, name);
    if (name_end == std::string_view::npos) break;
    const std::size_t maps = name_end + kCloses.size();
    if (line.substr(maps, kMaps.size()) != kMaps) continue;
    const std::size_t begin = maps + kMaps.size();
    const std::size_t end = line.find(kCloses, begin);
    if (end == std::string_view::npos) break;
    found.push_back({std::string(line.substr(name, name_end - name)),
                     {std::string(line.substr(begin, end - begin)), begin, end, true}});
    at = end;
  }
  return found;
}

bool IsLoneItem(std::string_view braces) {
  const std::size_t open = SkipBlanks(braces, 1);
  const std::size_t close = IsQuote(At(braces, open)) ? braces.find(braces[open], open + 1) : std::string_view::npos;
  return close != std::string_view::npos && SkipBlanks(braces, close + 1) == braces.size();
}

}  // namespace packrake::code
