#include "credential/config_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "credential/config_command.h"
#include "credential/config_inline.h"
#include "credential/config_line.h"
#include "credential/config_markup.h"
#include "credential/config_value.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/value.h"

namespace packrake::code {
namespace {

constexpr std::size_t kMaxEntries = 20'000;
constexpr std::size_t kLongestLine = 8192;

// Whether a directive says nothing behind its value but an algorithm that has secrets: publisher_jwt "…" HS256.
bool IsWholeDirective(std::string_view line, const ConfigValue& value) {
  constexpr std::size_t kLeastBare = 16;  // bytes of a value that is no name or word
  const std::size_t next = SkipBlanks(line, value.end + (value.quoted ? 1 : 0));
  const std::string_view rest = line.substr(std::min(next, line.size()));
  const bool ends = rest.find_first_not_of(" \t;") == std::string_view::npos;
  const bool algorithm = rest.size() == 5 && rest.starts_with("HS");
  if (!value.quoted && value.text.ends_with(',')) return false;  // a column of a table, with its type
  return (ends || algorithm) && value.text.size() >= (value.quoted ? kLeastBare / 2 : kLeastBare);
}

class ConfigReader {
 public:
  explicit ConfigReader(std::string_view text) : text_(text) {}

  std::vector<ConfigEntry> Read() {
    std::size_t begin = 0;
    while (begin < text_.size() && entries_.size() < kMaxEntries) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      std::string_view line = text_.substr(begin, end - begin);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.size() <= kLongestLine) ReadLine(line, begin);
      begin = end + 1;
    }
    return std::move(entries_);
  }

 private:
  void ReadLine(std::string_view line, std::size_t offset) {
    std::size_t at = SkipBlanks(line, 0);
    if (at == line.size()) return;
    const std::size_t indent = at;
    bool commented = false;
    if (line[at] == '#' || line[at] == ';' || line.substr(at, 2) == "//") {
      commented = true;
      while (at < line.size() && (line[at] == '#' || line[at] == ';' || line[at] == '/' || IsBlank(line[at]))) ++at;
      if (at == line.size()) return;
    }
    if (line.substr(at, 3) == "<<\"" || line[at] == '{') ReadErlang(line, offset, commented);
    if (line.substr(at, 3) == "<<\"") return;
    if (line[at] == '}') CloseBraces(indent);
    if (line[at] == '<' || markup_.in_element()) return ReadMarkup(line, line[at] == '<', offset, commented);
    // [section], [[table]]
    if (line[at] == '[' && line.back() == ']') {
      std::string_view section = line.substr(at + 1, line.size() - at - 2);
      if (!section.empty() && section.front() == '[') section = section.substr(1, section.size() - 2);
      if (std::ranges::all_of(section, [](char c) { return IsKeyByte(c) || c == '"' || c == ' ' || c == ':'; })) {
        section_ = std::string(section);
        std::erase(section_, '"');
        holders_.clear();
      }
      return;
    }
    bool item = false;
    if (line[at] == '-' && at + 1 < line.size() && IsBlank(line[at + 1])) {
      item = true;
      ++at;
      at = SkipBlanks(line, at);
    }
    if (item && at < line.size() && line[at] == '{') return ReadInline("", line, at, offset, commented);
    if (line.substr(at).starts_with("set $")) return ReadVariable(line, at + 5, offset, commented);
    at = SkipSetter(line, at);
    std::size_t key_begin = at;
    std::size_t key_end = at;
    std::size_t after = at;
    if (at < line.size() && (line[at] == '"' || line[at] == '\'')) {
      const std::size_t close = line.find(line[at], at + 1);
      if (close == std::string_view::npos) return ReadAnywhere(line, offset, commented);
      // "KEY=value" as an item of a list, or systemd's Environment="KEY=value"
      const std::string_view inner = line.substr(at + 1, close - at - 1);
      if (item && inner == "*") return AddItem("*", offset + at + 1, offset + close, true, commented);
      const std::size_t equals = inner.find('=');
      if (equals != std::string_view::npos && equals > 0 && std::ranges::all_of(inner.substr(0, equals), IsKeyByte)) {
        Add(std::string(inner.substr(0, equals)), std::string(inner.substr(equals + 1)), offset + at + 1 + equals + 1,
            offset + close, true, commented, false);
        // Environment="A=…" "B=…"
        if (line.find('=', close) != std::string_view::npos)
          ReadAnywhere(line.substr(close + 1), offset + close + 1, commented);
        return;
      }
      if (!std::ranges::all_of(inner, [](char c) { return IsKeyByte(c) || c == ':' || c == '/'; }))
        return ReadAnywhere(line, offset, commented);
      after = close + 1;
      key_end = close;
    } else {
      while (key_end < line.size() && (IsKeyByte(line[key_end]) || line[key_end] == '\\')) ++key_end;
      // env(JWT_SECRET): … of Symfony, what the environment's is without one
      if (line.substr(key_begin, key_end - key_begin) == "env" && line.substr(key_end).starts_with('(')) {
        key_begin = key_end + 1;
        key_end = std::min(line.find(')', key_begin), line.size());
        after = std::min(key_end + 1, line.size());
      }
      // app:jwtSecret: … of Pulumi
      std::size_t more = key_end + 1;
      while (more < line.size() && IsKeyByte(line[more])) ++more;
      if (more > key_end + 1 && more + 1 < line.size() && line[key_end] == ':' && line[more] == ':' &&
          IsBlank(line[more + 1]))
        key_end = more;
      // hmac:_default = … of CouchDB
      const bool colon = more > key_end + 1 && line[key_end] == ':';
      if (!section_.empty() && colon && line.substr(more, 3) == " = ") key_end = more;
      after = std::max(after, key_end);
    }
    const bool quoted_key = key_begin < line.size() && (line[key_begin] == '"' || line[key_begin] == '\'');
    std::string key(line.substr(quoted_key ? key_begin + 1 : key_begin, key_end - key_begin - (quoted_key ? 1 : 0)));
    if (key.empty()) return ReadAnywhere(line, offset, commented);
    std::size_t sign = SkipBlanks(line, after);
    if (sign >= line.size()) {
      if (item) AddItem(key, offset + key_begin, offset + key_end, quoted_key, commented);
      return;
    }
    if (line.substr(sign, 2) == "?=") ++sign;  // of make
    const char c = line[sign];
    if (c != '=' && c != ':' && sign > after && SetsBehindBlank(line.substr(indent))) {
      if (const auto value = ReadConfigValue(line, sign, false))
        Add(key, value->text, offset + value->begin, offset + value->end, value->quoted, commented, false);
      return;
    }
    if (c == '{' && line.find_first_not_of(" \t", sign + 1) == std::string_view::npos)
      return Hold(key, indent, true);                       // HCL, HOCON, nginx
    if ((c == '"') && line.back() == '{' && !quoted_key) {  // resource "kind" "name" {
      std::string labels;
      for (const char one : line.substr(sign, line.size() - 1 - sign)) {
        if (IsKeyByte(one)) labels += one;
        if (IsBlank(one) && !labels.empty() && labels.back() != '.') labels += '.';
      }
      while (labels.ends_with('.')) labels.pop_back();
      return Hold(std::move(labels), indent, true);
    }
    if (c != '=' && c != ':') {
      // A directive: AuthJWTSignatureSharedSecret c2VjcmV0…, publisher_jwt …, auth_jwt_key "…"; auth_opt_jwt_secret …
      if (sign == after || item) return ReadAnywhere(line, offset, commented);
      const bool product = IsProductSetting(holders_.empty() ? key : holders_.back().key + "." + key, text_);
      if (product || KindOfName(key) == NameKind::kJwtSecret) {
        const auto value = ReadConfigValue(line, sign, true);
        const bool telling = product || (value && (LooksRandom(value->text) || (value->quoted && line.back() == ';')));
        if (value && telling && IsWholeDirective(line, *value))
          Add(key, value->text, offset + value->begin, offset + value->end, true, commented, false);
      }
      return ReadAnywhere(line, offset, commented);
    }
    // app.jwtSecret=====…: a value may begin so; no operator has four.
    const bool rule = line.substr(sign, 4) == "====" && Has(key, ".");
    if (c == '=' && !rule && (At(line, sign + 1) == '=' || At(line, sign + 1) == '>')) return;
    if (c == ':' && sign + 1 < line.size() && (line[sign + 1] == ':')) return;
    if (c == ':' && sign + 1 < line.size() && line[sign + 1] == '=') ++sign;
    std::size_t value_at = sign + 1;
    // A YAML key with nothing after it holds what is indented below.
    const std::size_t next = SkipBlanks(line, value_at);
    if (!commented && (next >= line.size() || line[next] == '#')) {
      if (c == ':') Hold(key, indent + (item ? 2 : 0), false);
      return;
    }
    if (c == ':' && line[next] == '{' && line.back() == '{') return Hold(key, indent, false);
    if (c == ':' && next == value_at && key_end == after && !quoted_key && key.find('.') == std::string::npos &&
        section_.empty() && sign > 0 && !IsUpper(key[0])) {
      // `name:value` without a blank is no YAML; properties write it so, seldom.
      if (next < line.size() && line[next] != '"' && line[next] != '\'') return;
    }
    // jwt_secrets = {, whose entries say only whose each is
    if (c == '=' && line[next] == '{' && SkipBlanks(line, next + 1) >= line.size() &&
        KindOfName(key) == NameKind::kJwtSecret)
      return Hold(key, indent, true);
    if (line[next] == '{' && line.substr(next, 2) != "{{") {
      const std::size_t close = line.find('}', next);
      if (c == '=' && close != std::string_view::npos && IsLoneItem(line.substr(next, close - next))) {
        Add(key, std::string(line.substr(next, close + 1 - next)), offset + next, offset + close + 1, false, commented,
            true);
        entries_.back().item = true;
        return;
      }
      return ReadInline(key, line, next, offset, commented);
    }
    const std::size_t column = indent + (item ? 2 : 0);
    // key = """ of TOML, key = \ of properties: the value stands on the line below.
    const std::string_view opens = line.substr(next);
    if (!commented && (opens == "\"\"\"" || opens == "'''" || (opens == "\\" && Has(key, ".")))) {
      if (const auto below = ValueBelow(offset + line.size(), std::nullopt, opens))
        Add(key, std::string(text_.substr(below->first, below->second - below->first)), below->first, below->second,
            true, false, c == ':');
      return;
    }
    if (c == ':' && line.substr(next).starts_with("!!str ")) value_at = next + 6;
    // jwt: &jwt-secret value
    if (c == ':' && line[next] == '&') {
      const std::size_t end = std::min(line.find_first_of(" \t", next), line.size());
      const std::string_view name = line.substr(next + 1, end - next - 1);
      if (SkipBlanks(line, end) < line.size()) {
        value_at = end;
        if (KindOfName(key) == NameKind::kOther) key.append(".").append(name);
      }
    }
    const auto value = ReadConfigValue(line, value_at, false);
    if (!value) return;
    static constexpr auto kBlocks = std::to_array<std::string_view>({"|", ">", "|-", ">-", "|+", ">+"});
    const bool block = !value->quoted && c == ':' && OneOf(value->text, kBlocks);
    if (block || (!value->quoted && c == ':' &&
                  (value->text.starts_with('&') || value->text.starts_with('*') || value->text.starts_with('!')))) {
      if (commented) return;
      const auto below = block ? ValueBelow(offset + line.size(), column, "") : std::nullopt;
      if (!below) return Hold(key, indent, false);
      while (!holders_.empty() && !holders_.back().braces && holders_.back().indent >= column) holders_.pop_back();
      return Add(key, std::string(text_.substr(below->first, below->second - below->first)), below->first,
                 below->second, true, false, true);
    }
    std::size_t end = value->end;
    std::string found = value->text;
    if (!value->quoted && !found.empty() && found.back() == ',') found.pop_back(), --end;
    if (!commented && c == ':') {
      while (!holders_.empty() && !holders_.back().braces && holders_.back().indent >= column) holders_.pop_back();
    }
    // - name: JWT_SECRET
    //   value: …
    const bool names = IsNameOfPair(key) || (key == "key" && KindOfName(found) == NameKind::kJwtSecret);
    const bool pairs = c == ':' || (!holders_.empty() && holders_.back().braces);  // HCL
    if (pairs && names) {
      pair_ = {found.substr(found.rfind('/') + 1), column};  // "/prod/jwt-secret", a parameter's path
    } else if (pairs && IsValueOfPair(key) && !pair_.name.empty() && pair_.column == column) {
      if (KindOfName(pair_.name) != NameKind::kOther) key = pair_.name;
    }
    if (!names && (item || pair_.column != column)) pair_ = {};
    Add(key, found, offset + value->begin, offset + end, value->quoted, commented, c == ':', quoted_key);
    // KEY=value OTHER=value on one line; command: ["serve", "--jwt-secret=…"]
    // "start": "JWT_SECRET=… node app.js"
    if (value->quoted && BeginsWithSettings(found) && end - value->begin == found.size())
      return ReadAnywhere(line.substr(value->begin, found.size()), offset + value->begin, commented);
    const bool more = c == '=' ? found.find_first_of(" =") != std::string::npos : Has(found, "--");
    if (more && !value->quoted) return ReadAnywhere(line, offset, commented);
    // command: ["serve", "--jwt-secret=…"], appSettings: '-Jwt__Key …', command: sh -c "echo … > /run/jwtsecret"
    if (line.find("--", next) != std::string_view::npos || found.starts_with('-') || Has(found, "echo "))
      ReadAnywhere(line, offset, commented);
  }

  // Where the value stands that is the whole of the block below the line that ends at `end`: one line, indented deeper
  // than `column`, or, where there is none, any that `closes` may end. Nothing for longer blocks: keys, documents.
  std::optional<std::pair<std::size_t, std::size_t>> ValueBelow(std::size_t end, std::optional<std::size_t> column,
                                                                std::string_view closes) const {
    const std::size_t line_end = text_.find('\n', end);
    if (line_end == std::string_view::npos) return std::nullopt;
    const auto indent_at = [this](std::size_t at) { return SkipBlanks(text_, at) - at; };
    const std::size_t begin = line_end + 1;
    std::size_t last = std::min(text_.find('\n', begin), text_.size());
    const std::size_t next = last + 1;
    const std::size_t first = SkipBlanks(text_, begin);
    while (last > first && (IsBlank(text_[last - 1]) || text_[last - 1] == '\r')) --last;
    if (first >= last) return std::nullopt;
    if (column) {
      if (first - begin <= *column) return std::nullopt;
      const char after = At(text_, SkipBlanks(text_, next));  // NUL: the text ends there
      if (after != '\0' && after != '\n' && indent_at(next) > *column) return std::nullopt;
    } else if (closes.size() == 3) {
      if (text_.substr(first, last - first).ends_with(closes))
        last -= closes.size();
      else if (text_.substr(std::min(next, text_.size()), closes.size()) != closes)
        return std::nullopt;
    }
    return std::pair(first, last);
  }

  // hmac = { key = "…" }, - { name: JWT_SECRET, value: "…" }: the entries of the braces that open at `at`.
  void ReadInline(const std::string& holder, std::string_view line, std::size_t at, std::size_t offset,
                  bool commented) {
    for (LineSetting& one : SettingsInBraces(line, at)) {
      std::string path = holder.empty() ? std::move(one.key) : holder + "." + one.key;
      Add(std::move(path), std::move(one.value.text), offset + one.value.begin, offset + one.value.end,
          one.value.quoted, commented, true, true);
    }
  }

  // What is set anywhere on a line: `docker run -e JWT_SECRET=…`, --jwt-secret VALUE.
  void ReadAnywhere(std::string_view line, std::size_t offset, bool commented) {
    for (LineSetting& one : SettingsOnLine(line)) {
      if (entries_.size() == kMaxEntries) return;
      Add(std::move(one.key), std::move(one.value.text), offset + one.value.begin, offset + one.value.end,
          one.value.quoted, commented, false);
    }
  }

  void ReadMarkup(std::string_view line, bool opens, std::size_t offset, bool commented) {
    std::vector<MarkupReader::Entry> found = markup_.ReadAttributes(line);
    if (auto entry = opens ? markup_.Read(line) : std::nullopt) found.push_back(*std::move(entry));
    if (auto entry = PairOnLine(line)) found.push_back(*std::move(entry));
    for (const MarkupReader::Entry& entry : found) {
      Add(entry.key, std::string(line.substr(entry.begin, entry.end - entry.begin)), offset + entry.begin,
          offset + entry.end, true, commented, false);
    }
  }

  // set $jwt_secret "…"; of nginx: the variable begins at `at`.
  void ReadVariable(std::string_view line, std::size_t at, std::size_t offset, bool commented) {
    std::size_t end = at;
    while (end < line.size() && IsKeyByte(line[end])) ++end;
    const auto value = end > at ? ReadConfigValue(line, end, true) : std::nullopt;
    if (!value || line.back() != ';') return;
    Add(std::string(line.substr(at, end - at)), value->text, offset + value->begin, offset + value->end, value->quoted,
        commented, false);
  }

  // }, which ends what began as far out or further in
  void CloseBraces(std::size_t indent) {
    while (!holders_.empty() && holders_.back().braces && holders_.back().indent >= indent) holders_.pop_back();
  }

  void ReadErlang(std::string_view line, std::size_t offset, bool commented) {
    for (LineSetting& one : SettingsOfErlang(line)) {
      Add(std::move(one.key), std::move(one.value.text), offset + one.value.begin, offset + one.value.end, true,
          commented, false, true);
    }
  }

  // - value, of the list that is open; - --flag
  void AddItem(std::string_view value, std::size_t begin, std::size_t end, bool quoted, bool commented) {
    if (holders_.empty()) return;
    if (value.starts_with("--"))
      Add(std::string(value.substr(2)), "true", begin, end, quoted, commented, true);
    else
      Add("", std::string(value), begin, end, quoted, commented, true);
    entries_.back().item = true;
  }

  void Hold(std::string key, std::size_t indent, bool braces) {
    while (!holders_.empty() && holders_.back().indent >= indent) holders_.pop_back();
    if (holders_.size() < 32) holders_.push_back({std::move(key), indent, braces});
  }

  void Add(std::string key, std::string value, std::size_t begin, std::size_t end, bool quoted, bool commented,
           bool nested, bool key_quoted = false) {
    ConfigEntry entry;
    if (!section_.empty()) entry.path = section_ + ".";
    if (nested || !holders_.empty()) {
      for (const Holder& holder : holders_) entry.path += holder.key + ".";
    }
    for (std::size_t colon = key.find("__"); colon != std::string::npos; colon = key.find("__", colon + 1))
      key.replace(colon, 2, ".");
    for (char& c : key) {
      if (c == ':') c = '.';
    }
    entry.path += key;
    entry.value = std::move(value);
    entry.begin = begin;
    entry.end = end;
    entry.quoted = quoted;
    entry.key_quoted = key_quoted;
    entry.commented = commented;
    if (holders_.size() == 1 && holders_[0].key == "data" && text_.find("kind: Secret") != std::string_view::npos) {
      if (auto decoded = Base64Decode(entry.value); decoded && !decoded->empty()) {
        while (!decoded->empty() && (decoded->back() == '\n' || decoded->back() == '\r')) decoded->pop_back();
        const bool printable = std::ranges::all_of(*decoded, [](char c) {
          return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f;
        });
        if (printable) entry.value = *decoded, entry.encoded = true;
      }
    }
    entries_.push_back(std::move(entry));
  }

  struct Holder {
    std::string key;
    std::size_t indent;
    bool braces;
  };
  std::string_view text_;
  std::vector<ConfigEntry> entries_;
  std::vector<Holder> holders_;
  std::string section_;
  struct Pair {
    std::string name;
    std::size_t column = 0;
  };
  Pair pair_;  ///< the `name` of the list's item at hand
  MarkupReader markup_;
};

}  // namespace

std::vector<ConfigEntry> ReadConfig(std::string_view text) { return ConfigReader(text).Read(); }

}  // namespace packrake::code
