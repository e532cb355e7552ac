#include "credential/config_markup.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/value.h"

namespace packrake::code {
namespace {

constexpr std::size_t kMostOpen = 16;  // elements

struct Place {
  std::size_t begin = 0, end = 0;
  std::string_view In(std::string_view line) const { return line.substr(begin, end - begin); }
};

// Where the value of attribute `name` stands.
std::optional<Place> AttributeOn(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
    if (at == 0 || !IsBlank(line[at - 1])) continue;
    const std::size_t sign = SkipBlanks(line, at + name.size());
    if (At(line, sign) != '=') continue;
    const std::size_t quote = SkipBlanks(line, sign + 1);
    if (At(line, quote) != '"' && At(line, quote) != '\'') continue;
    const std::size_t close = line.find(line[quote], quote + 1);
    if (close != std::string_view::npos) return Place{quote + 1, close};
  }
  return std::nullopt;
}

}  // namespace

std::optional<MarkupReader::Entry> PairOnLine(std::string_view line) {
  struct Elements {
    std::string_view name, value;
  };
  for (const auto& [name, value] : {Elements{"-name>", "-value>"}, Elements{"<key>", "<string>"}}) {
    const std::size_t begin = line.find(name);
    const std::size_t end = begin == std::string_view::npos ? begin : line.find("</", begin);
    const std::size_t inner = end == std::string_view::npos ? end : line.find(value, end);
    const std::size_t close = inner == std::string_view::npos ? inner : line.find("</", inner);
    if (close == std::string_view::npos) continue;
    return MarkupReader::Entry{std::string(line.substr(begin + name.size(), end - begin - name.size())),
                               inner + value.size(), close};
  }
  return std::nullopt;
}

bool MarkupReader::ReadBean(std::string_view line, std::string& key) {
  // <bean id="jwtService" …> holds properties called "secretKey".
  if (Has(line, "<bean ")) {
    bean_ = key;
    if (const auto name = AttributeOn(line, "class")) bean_ += "." + std::string(name->In(line));
  }
  if (Has(line, "</bean>")) bean_.clear();
  if (bean_.empty()) return true;
  if (!key.empty() && Has(line, "<property ")) key = bean_ + "." + key;
  // What a bean is made of has no name, but its look.
  if (Has(line, "<constructor-arg ")) {
    const auto value = AttributeOn(line, "value");
    if (!value || !LooksRandom(value->In(line))) return false;
    key = bean_ + ".secret";
  }
  return true;
}

// Keeps the elements that are open: those that begin on a line, and end on another.
void MarkupReader::Nest(std::string_view line) {
  const std::size_t open = line.find('<');
  const bool closes = At(line, open + 1) == '/';
  const std::size_t begin = open + (closes ? 2 : 1);
  std::size_t end = begin;
  while (end < line.size() && IsKeyByte(line[end])) ++end;
  const std::string_view name = line.substr(begin, end - begin);
  if (name.empty()) return;
  if (closes) {
    name_.clear();
    const auto found = std::ranges::find(open_.rbegin(), open_.rend(), name);
    if (found != open_.rend()) open_.erase(std::prev(found.base()), open_.end());
  } else if (line.find("</") == std::string_view::npos && line.find("/>") == std::string_view::npos) {
    if (open_.size() == kMostOpen) open_.erase(open_.begin());  // HTML leaves many open
    open_.emplace_back(name);
  }
}

std::size_t MarkupReader::Open(std::string_view line, std::size_t at) {
  static constexpr auto kPairs = std::to_array<std::string_view>({"add", "property", "setting", "param", "entry"});
  std::size_t end = at;
  while (end < line.size() && IsKeyByte(line[end])) ++end;
  const std::string_view name = line.substr(at, end - at);
  const std::string lower = Lower(name);
  is_pair_ = OneOf(name, kPairs) && line.find('>', end) == std::string_view::npos;
  element_ = is_pair_ || Has(lower, "jwt") || Has(lower, "openidconnect") ? name : "";
  if (name == "bean" && Has(line, " p:")) {  // Spring's properties as attributes
    const auto made = AttributeOn(line, "class");
    if (made) element_ = made->In(line);
  }
  if (is_pair_) name_.clear();
  return end;
}

std::vector<MarkupReader::Entry> MarkupReader::ReadAttributes(std::string_view line) {
  std::vector<Entry> found;
  std::size_t at = SkipBlanks(line, 0);
  if (At(line, at) == '<') at = Open(line, at + 1);
  while (!element_.empty() && at < line.size()) {
    if (line[at] == '>') element_.clear();
    std::size_t end = at;
    while (end < line.size() && IsKeyByte(line[end])) ++end;
    const std::string_view name = line.substr(at, end - at);
    at = end + 1;
    if (name.empty() || At(line, end) != '=' || !IsQuote(At(line, end + 1))) continue;
    const std::size_t close = line.find(line[end + 1], end + 2);
    if (close == std::string_view::npos) break;
    at = close + 1;
    if (is_pair_ && (name == "key" || name == "name"))
      name_ = line.substr(end + 2, close - end - 2);
    else if (is_pair_ && name == "value" && !name_.empty())
      found.push_back({std::exchange(name_, ""), end + 2, close});
    else if (!is_pair_ && name != "key" && name != "keys")
      found.push_back({element_ + "." + std::string(name), end + 2, close});
  }
  return found;
}

std::optional<MarkupReader::Entry> MarkupReader::ReadColumn(std::string_view line) {
  static constexpr auto kNames = std::to_array<std::string_view>({"name", "key", "code", "setting", "property"});
  const auto column = AttributeOn(line, "name");
  const auto value = AttributeOn(line, "value");
  if (!column || !value) return std::nullopt;
  std::string name(column->In(line));
  const std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return std::nullopt;
  if (OneOf(words.back(), kNames) && KindOfName(name) != NameKind::kJwtSecret) {
    name_ = value->In(line);
    return std::nullopt;
  }
  if (words.back() == "value" && !name_.empty()) name = std::exchange(name_, "");
  return Entry{std::move(name), value->begin, value->end};
}

std::optional<MarkupReader::Entry> MarkupReader::Read(std::string_view line) {
  Nest(line);
  if (Has(line, "<column ")) return ReadColumn(line);
  std::string key;
  bool of_element = false;
  for (const std::string_view name : {"key", "name", "Name", "Key", "id"}) {
    if (const auto found = AttributeOn(line, name)) {
      key = found->In(line);
      break;
    }
  }
  // <h2 id="keys">Keys</h2>: a heading of a page
  const std::size_t element = line.find("<h");
  if (!key.empty() && element != std::string_view::npos && IsDigit(At(line, element + 2))) return std::nullopt;
  if (!ReadBean(line, key)) return std::nullopt;
  if (!key.empty()) {
    if (const std::size_t colon = key.rfind(':'); colon != std::string::npos) key[colon] = '.';
    for (const std::string_view name : {"value", "Value"}) {
      if (const auto found = AttributeOn(line, name)) return Entry{std::move(key), found->begin, found->end};
    }
  } else {
    of_element = true;
    const std::size_t begin = line.find('<') + 1;
    std::size_t end = begin;
    while (end < line.size() && IsKeyByte(line[end])) ++end;
    key = line.substr(begin, end - begin);
  }
  // <setting name="JwtSecret" …>, and below <value>…</value>
  if (!of_element && Has(line, "<setting ")) name_ = key;
  const std::size_t open_end = line.find('>');
  if (open_end == std::string_view::npos) return std::nullopt;
  Place inner{open_end + 1, line.find("</", open_end)};
  if (inner.end == std::string_view::npos || inner.end <= inner.begin) return std::nullopt;
  constexpr std::string_view kData = "<![CDATA[";
  constexpr std::string_view kDataEnd = "]]>";
  if (inner.In(line).starts_with(kData) && inner.In(line).ends_with(kDataEnd))
    inner = {inner.begin + kData.size(), inner.end - kDataEnd.size()};
  // <param-name>jwt.secret</param-name> <param-value>…</param-value>, <key>JWTSecret</key> <string>…</string>
  // <issuer-signing-keys> <key>…</key>, of policies of Azure's API Management
  if (key == "key" && !open_.empty() && open_.back() == "issuer-signing-keys")
    return Entry{"jwt.key", inner.begin, inner.end};
  if (key.ends_with("-name") || key == "key") {
    name_ = inner.In(line);
    return std::nullopt;
  }
  const bool of_pair = key.ends_with("-value") || key == "string" || (key == "value" && of_element);
  if (of_pair && !name_.empty()) key = std::exchange(name_, "");
  // <jwt> <secret>…</secret> </jwt>
  if (of_element && !open_.empty() && key.find('.') == std::string::npos) key = open_.back() + "." + key;
  return Entry{std::move(key), inner.begin, inner.end};
}

}  // namespace packrake::code
