#include "credential/config_secret.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "base/base64.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/signals.h"
#include "credential/sinks.h"
#include "credential/value.h"

namespace packrake::code {
namespace {

constexpr std::size_t kMaxEntries = 20'000;
constexpr std::size_t kLongestLine = 8192;

bool IsKeyByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }

struct Value {
  std::string text;
  std::size_t begin = 0;  // in the line
  std::size_t end = 0;
  bool quoted = false;
};

// The value that begins at `at`: quoted, or bare up to a comment or the line's end.
std::optional<Value> ReadValue(std::string_view line, std::size_t at, bool spaces_end) {
  while (at < line.size() && IsBlank(line[at])) ++at;
  if (at >= line.size()) return std::nullopt;
  Value value;
  const char quote = line[at];
  if (quote == '"' || quote == '\'' || quote == '`') {
    std::size_t end = at + 1;
    while (end < line.size() && line[end] != quote) end += line[end] == '\\' && quote == '"' ? 2 : 1;
    if (end >= line.size()) return std::nullopt;
    value.begin = at + 1;
    value.end = end;
    value.quoted = true;
    for (std::size_t i = value.begin; i < value.end; ++i) {
      if (line[i] == '\\' && quote == '"' && i + 1 < value.end) ++i;
      value.text += line[i];
    }
    return value;
  }
  std::size_t end = at;
  while (end < line.size()) {
    if (spaces_end && (IsBlank(line[end]) || line[end] == '"' || line[end] == '\'')) break;
    if (line[end] == '#' && end > at && IsBlank(line[end - 1])) break;
    ++end;
  }
  while (end > at && (IsBlank(line[end - 1]) || line[end - 1] == ';')) --end;
  if (end == at) return std::nullopt;
  value.begin = at;
  value.end = end;
  value.text = std::string(line.substr(at, end - at));
  return value;
}

// Letters and digits in no order that a person would choose: 20 characters or more.
bool LooksRandom(std::string_view value) {
  const auto any = [value](char first, char last) {
    return std::ranges::any_of(value, [=](char c) { return c >= first && c <= last; });
  };
  return value.size() >= 20 && any('0', '9') && (any('a', 'z') || any('A', 'Z')) &&
         value.find_first_of(" :/.") == std::string_view::npos && TotalEntropyBits(value) >= 70 &&
         KindOfValue(value) == ValueKind::kSecret;
}

// "Use --jwt-secret instead", "set to the --jwt-secret option": what stands before a flag that is spoken of.
bool IsProse(std::string_view before) {
  while (!before.empty() && (IsBlank(before.back()) || before.back() == '`')) before.remove_suffix(1);
  const std::size_t space = before.find_last_of(" \t\"'`(]");
  const std::string_view word = before.substr(space == std::string_view::npos ? 0 : space + 1);
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"use",     "Use",     "using", "Using",    "the",     "The",    "to",      "via",    "with",
       "set",     "Set",     "see",   "See",      "and",     "or",     "by",      "of",     "as",
       "passing", "specify", "than",  "provide",  "your",    "a",      "both",    "either", "neither",
       "nor",     "missing", "flag",  "required", "option",  "supply", "argument", "if",     "If",
       "when",    "without"});
  return OneOf(word, kWords);
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
    std::size_t at = 0;
    while (at < line.size() && IsBlank(line[at])) ++at;
    if (at == line.size()) return;
    const std::size_t indent = at;
    bool commented = false;
    if (line[at] == '#' || line[at] == ';' || line.substr(at, 2) == "//") {
      commented = true;
      while (at < line.size() && (line[at] == '#' || line[at] == ';' || line[at] == '/' || IsBlank(line[at]))) ++at;
      if (at == line.size()) return;
    }
    if (line[at] == '<') return ReadMarkup(line, offset, commented);
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
      while (at < line.size() && IsBlank(line[at])) ++at;
    }
    for (const std::string_view word : {"export ", "ENV ", "ARG ", "set ", "setenv ", "Environment=", "SetEnv ", "env.",
                                        "-e ", "--env ", "readonly ", "declare -x ", "local "}) {
      if (line.substr(at, word.size()) == word) {
        at += word.size();
        while (at < line.size() && IsBlank(line[at])) ++at;
        break;
      }
    }
    const std::size_t key_begin = at;
    std::size_t key_end = at;
    std::size_t after = at;
    if (at < line.size() && (line[at] == '"' || line[at] == '\'')) {
      const std::size_t close = line.find(line[at], at + 1);
      if (close == std::string_view::npos) return ReadAnywhere(line, offset, commented);
      // "KEY=value" as an item of a list, or systemd's Environment="KEY=value"
      const std::string_view inner = line.substr(at + 1, close - at - 1);
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
      // app:jwtSecret: … of Pulumi
      std::size_t more = key_end + 1;
      while (more < line.size() && IsKeyByte(line[more])) ++more;
      if (more > key_end + 1 && more + 1 < line.size() && line[key_end] == ':' && line[more] == ':' &&
          IsBlank(line[more + 1]))
        key_end = more;
      after = key_end;
    }
    const bool quoted_key = key_begin < line.size() && (line[key_begin] == '"' || line[key_begin] == '\'');
    std::string key(line.substr(quoted_key ? key_begin + 1 : key_begin, key_end - key_begin - (quoted_key ? 1 : 0)));
    if (key.empty()) return ReadAnywhere(line, offset, commented);
    std::size_t sign = after;
    while (sign < line.size() && IsBlank(line[sign])) ++sign;
    if (sign >= line.size()) return;
    const char c = line[sign];
    const bool dockerfile_pair = c != '=' && c != ':' && sign > after && line.substr(indent, 4) == "ENV ";
    if (dockerfile_pair) {
      if (const auto value = ReadValue(line, sign, false))
        Add(key, value->text, offset + value->begin, offset + value->end, value->quoted, commented, false);
      return;
    }
    if (c == '{' && line.find_first_not_of(" \t", sign + 1) == std::string_view::npos)
      return Hold(key, indent, true);  // HCL, HOCON, nginx
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
      // A directive: AuthJWTSignatureSharedSecret c2VjcmV0…, publisher_jwt …
      const std::string path = holders_.empty() ? key : holders_.back().key + "." + key;
      if (sign > after && !item && IsProductSetting(path, text_)) {
        const auto value = ReadValue(line, sign, true);
        if (value && line.find_first_not_of(" \t;", value->end + (value->quoted ? 1 : 0)) == std::string_view::npos &&
            value->text.size() >= 16)
          Add(key, value->text, offset + value->begin, offset + value->end, true, commented, false);
      }
      return ReadAnywhere(line, offset, commented);
    }
    if (c == '=' && sign + 1 < line.size() && (line[sign + 1] == '=' || line[sign + 1] == '>')) return;
    if (c == ':' && sign + 1 < line.size() && (line[sign + 1] == ':')) return;
    if (c == ':' && sign + 1 < line.size() && line[sign + 1] == '=') ++sign;
    std::size_t value_at = sign + 1;
    // A YAML key with nothing after it holds what is indented below.
    std::size_t next = value_at;
    while (next < line.size() && IsBlank(line[next])) ++next;
    if (!commented && (next >= line.size() || line[next] == '#')) {
      if (c == ':') Hold(key, indent + (item ? 2 : 0), false);
      return;
    }
    if (c == ':' && line[next] == '{' && line.back() == '{') return Hold(key, indent, false);
    if (c == ':' && next == value_at && key_end == after && !quoted_key && key.find('.') == std::string::npos &&
        section_.empty() && sign > 0 && !std::isupper(static_cast<unsigned char>(key[0]))) {
      // `name:value` without a blank is no YAML; properties write it so, seldom.
      if (next < line.size() && line[next] != '"' && line[next] != '\'') return;
    }
    const auto value = ReadValue(line, value_at, false);
    if (!value) return;
    if (!value->quoted && c == ':' &&
        (value->text == "|" || value->text == ">" || value->text == "|-" || value->text == ">-" ||
         value->text.starts_with('&') || value->text.starts_with('*') || value->text.starts_with('!'))) {
      if (!commented) Hold(key, indent, false);
      return;
    }
    std::size_t end = value->end;
    std::string found = value->text;
    if (!value->quoted && !found.empty() && found.back() == ',') found.pop_back(), --end;
    const std::size_t column = indent + (item ? 2 : 0);
    if (!commented && c == ':') {
      while (!holders_.empty() && !holders_.back().braces && holders_.back().indent >= column) holders_.pop_back();
    }
    // - name: JWT_SECRET
    //   value: …
    if (c == ':' && key == "name") {
      pair_ = {found, column};
    } else if (c == ':' && key == "value" && !pair_.name.empty() && pair_.column == column) {
      if (KindOfName(pair_.name) != NameKind::kOther) key = pair_.name;
    }
    if (key != "name" && (item || pair_.column != column)) pair_ = {};
    Add(key, found, offset + value->begin, offset + end, value->quoted, commented, c == ':', quoted_key);
    // KEY=value OTHER=value on one line; command: ["serve", "--jwt-secret=…"]
    const bool more = c == '=' ? found.find(' ') != std::string::npos : found.find("--") != std::string::npos;
    if (more && !value->quoted) return ReadAnywhere(line, offset, commented);
    // command: ["serve", "--jwt-secret=…"]
    if (line.find("--", next) != std::string_view::npos) ReadAnywhere(line, offset, commented);
  }

  // --jwt-secret VALUE, and "--jwt-secret", "VALUE" in a list of arguments.
  void ReadFlags(std::string_view line, std::size_t offset, bool commented) {
    for (std::size_t at = line.find("--"); at != std::string_view::npos && entries_.size() < kMaxEntries;
         at = line.find("--", at + 2)) {
      if (at > 0 && IsKeyByte(line[at - 1])) continue;
      const std::size_t begin = at + 2;
      std::size_t end = begin;
      while (end < line.size() && IsKeyByte(line[end])) ++end;
      if (end == begin || end + 1 >= line.size()) continue;
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
      if (KindOfName(line.substr(begin, end - begin)) != NameKind::kJwtSecret) continue;
      if (IsProse(line.substr(0, at))) continue;
      const auto value = ReadValue(line, next, true);
      // $NAME is the shell's, -x the next flag, and a word of help is no secret.
      if (!value || value->text.empty() || value->text[0] == '$' || value->text[0] == '-' || value->text[0] == '<' ||
          value->text[0] == '[' || value->text == "\\")
        continue;
      Add(std::string(line.substr(begin, end - begin)), value->text, offset + value->begin, offset + value->end, true,
          commented, false);
    }
  }

  // NAME=value anywhere on a line: `docker run -e JWT_SECRET=…`, `JWT_SECRET=… node app.js`, --jwt-secret=…
  void ReadAnywhere(std::string_view line, std::size_t offset, bool commented) {
    ReadFlags(line, offset, commented);
    for (std::size_t equals = line.find('='); equals != std::string_view::npos && entries_.size() < kMaxEntries;
         equals = line.find('=', equals + 1)) {
      std::size_t begin = equals;
      while (begin > 0 && (IsKeyByte(line[begin - 1]))) --begin;
      if (begin == equals || (equals + 1 < line.size() && (line[equals + 1] == '=' || IsBlank(line[equals + 1]))))
        continue;
      const bool quoted_pair = begin > 0 && (line[begin - 1] == '"' || line[begin - 1] == '\'');
      std::string key(line.substr(begin, equals - begin));
      while (!key.empty() && key[0] == '-') key.erase(0, 1);
      if (KindOfName(key) != NameKind::kJwtSecret) continue;
      // "JWT_SECRET=$key" within a program's text is put together from a variable.
      if (line[equals + 1 < line.size() ? equals + 1 : equals] == '$') continue;
      if (quoted_pair) {
        const std::size_t close = line.find(line[begin - 1], equals + 1);
        if (close == std::string_view::npos) continue;
        Add(key, std::string(line.substr(equals + 1, close - equals - 1)), offset + equals + 1, offset + close, true,
            commented, false);
        continue;
      }
      if (const auto value = ReadValue(line, equals + 1, true))
        Add(key, value->text, offset + value->begin, offset + value->end, value->quoted, commented, false);
    }
  }

  // <add key="k" value="v"/>, <entry key="k">v</entry>, <property name="k" value="v"/>, <jwt.secret>v</jwt.secret>
  void ReadMarkup(std::string_view line, std::size_t offset, bool commented) {
    const auto attribute = [&line](std::string_view name) -> std::optional<std::pair<std::size_t, std::size_t>> {
      for (std::size_t at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
        std::size_t k = at + name.size();
        if (at == 0 || !IsBlank(line[at - 1])) continue;
        while (k < line.size() && IsBlank(line[k])) ++k;
        if (k >= line.size() || line[k] != '=') continue;
        ++k;
        while (k < line.size() && IsBlank(line[k])) ++k;
        if (k >= line.size() || (line[k] != '"' && line[k] != '\'')) continue;
        const std::size_t close = line.find(line[k], k + 1);
        if (close == std::string_view::npos) continue;
        return std::pair(k + 1, close);
      }
      return std::nullopt;
    };
    std::string key;
    for (const std::string_view name : {"key", "name", "Name", "Key", "id"}) {
      if (const auto found = attribute(name)) {
        key = std::string(line.substr(found->first, found->second - found->first));
        break;
      }
    }
    const std::size_t open_end = line.find('>');
    // <bean id="jwtService" …> holds properties called "secretKey".
    if (line.find("<bean ") != std::string_view::npos) {
      bean_ = key;
      if (const auto name = attribute("class"))
        bean_ += "." + std::string(line.substr(name->first, name->second - name->first));
    }
    if (line.find("</bean>") != std::string_view::npos) bean_.clear();
    if (!key.empty() && !bean_.empty() && line.find("<property ") != std::string_view::npos) key = bean_ + "." + key;
    // What a bean is made of has no name, but its look.
    if (!bean_.empty() && line.find("<constructor-arg ") != std::string_view::npos) {
      const auto value = attribute("value");
      key = value && LooksRandom(line.substr(value->first, value->second - value->first)) ? bean_ + ".secret" : "";
      if (key.empty()) return;
    }
    if (!key.empty()) {
      const std::size_t colon = key.rfind(':');
      const std::string full = colon == std::string::npos ? key : key.substr(0, colon) + "." + key.substr(colon + 1);
      for (const std::string_view name : {"value", "Value"}) {
        if (const auto found = attribute(name)) {
          Add(full, std::string(line.substr(found->first, found->second - found->first)), offset + found->first,
              offset + found->second, true, commented, false);
          return;
        }
      }
      key = full;
    } else {
      std::size_t k = line.find('<') + 1;
      const std::size_t begin = k;
      while (k < line.size() && IsKeyByte(line[k])) ++k;
      key = std::string(line.substr(begin, k - begin));
    }
    if (open_end == std::string_view::npos) return;
    const std::size_t close = line.find("</", open_end);
    if (close == std::string_view::npos || close <= open_end + 1) return;
    // <param-name>jwt.secret</param-name> <param-value>…</param-value>, <key>JWTSecret</key> <string>…</string>
    if (key.ends_with("-name") || key == "key") {
      markup_name_ = std::string(line.substr(open_end + 1, close - open_end - 1));
      return;
    }
    if ((key.ends_with("-value") || key == "string") && !markup_name_.empty()) key = std::exchange(markup_name_, "");
    Add(key, std::string(line.substr(open_end + 1, close - open_end - 1)), offset + open_end + 1, offset + close, true,
        commented, false);
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
  std::string bean_;         ///< the id of Spring's bean at hand
  std::string markup_name_;  ///< what an element that holds a name said, until the one that holds the value
  Pair pair_;                ///< the `name` of the list's item at hand
};

struct Default {
  std::string value;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The default inside ${NAME:-value}, ${name:value}, ${NAME-value} or ${env:NAME, 'value'}; nothing when the reference
// has none.
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
         !(v[at] == '-' && at + 1 < v.size() && !std::isalnum(static_cast<unsigned char>(v[at + 1]))))
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

bool LooksLikeName(std::string_view value) {
  return std::ranges::all_of(value,
                             [](char c) { return IsKeyByte(c) || c == '[' || c == ']' || c == '(' || c == ')'; });
}

/// Whether `text` is made of settings and nothing else: lines `name = value` or `name: value`, sections and comments. A
/// bare word is then a value; in a program it would be a name.
bool IsAllSettings(std::string_view text) {
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < text.size() && lines < 400;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    while (!line.empty() && (IsBlank(line.back()) || line.back() == '\r')) line.remove_suffix(1);
    while (!line.empty() && (IsBlank(line.front()) || line.front() == '-')) line.remove_prefix(1);
    if (line.empty() || line[0] == '#' || line[0] == ';' || line[0] == '[' || line[0] == '!') continue;
    if (line.starts_with("export ")) line.remove_prefix(7);
    std::size_t name = 0;
    while (name < line.size() && IsKeyByte(line[name])) ++name;
    while (name < line.size() && IsBlank(line[name])) ++name;
    if (name == 0 || name >= line.size() || (line[name] != '=' && line[name] != ':')) return false;
    if (line.back() == ',' || line.back() == ';' || line.back() == '{' || line.back() == '(') return false;
    ++lines;
  }
  return lines > 0;
}

// keys: { APIxxxxxxxx: … }: LiveKit's names of its keys, whose values sign.
bool IsLiveKitKey(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string_view leaf = path.substr(dot == std::string_view::npos ? 0 : dot + 1);
  return dot != std::string_view::npos && path.substr(0, dot).ends_with("keys") && leaf.size() >= 9 &&
         leaf.starts_with("API") && std::ranges::all_of(leaf, IsKeyByte);
}

bool EndsInSecret(std::string_view path) {
  const std::vector<std::string> words = WordsOf(path.substr(path.rfind('.') + 1));
  return words.size() > 1 && words.back() == "secret";
}

// prod_token_secret: PROD_CLUSTER_TOKEN says which of a vault's secrets is meant: a bare name in capitals that repeats
// two of the setting's words; "JWTSecret": "jwt_secret" the same in a table of names.
bool IsNameOfAnother(const ConfigEntry& entry, bool json) {
  const std::string& v = entry.value;
  const std::size_t dot = entry.path.rfind('.');
  const std::string leaf = dot == std::string::npos ? entry.path : entry.path.substr(dot + 1);
  const std::vector<std::string> named = WordsOf(leaf);
  const std::vector<std::string> words = WordsOf(v);
  if (!json && entry.quoted && entry.key_quoted && v != leaf && (named == words || NamesSetting(leaf, v))) return true;
  const bool by_holder = KindOfName(leaf) != NameKind::kJwtSecret;
  if (!json && entry.quoted && (by_holder || leaf.starts_with("key")) && NamesSetting(leaf, v)) return true;
  const bool capitals =
      v.find('_') != std::string::npos && std::ranges::all_of(v, [](char c) {
        return std::isupper(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '_';
      });
  const bool lower = leaf.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (!capitals || !lower || words.size() < 3) return false;
  return std::ranges::count_if(
             words, [&named](const std::string& word) { return std::ranges::find(named, word) != named.end(); }) >= 2;
}

}  // namespace

std::vector<ConfigEntry> ReadConfig(std::string_view text) { return ConfigReader(text).Read(); }

void FindConfigSecrets(std::string_view text, std::vector<CodeEvent>& events) {
  const std::size_t head = text.find_first_not_of(" \t\r\n");
  const bool json = head != std::string_view::npos && (text[head] == '{' || text[head] == '[');
  const bool all_settings = IsAllSettings(text);
  for (ConfigEntry& entry : ReadConfig(text)) {
    const bool product = IsProductSetting(entry.path, text);
    NameKind kind = product ? NameKind::kJwtSecret : KindOfPath(entry.path);
    if (kind == NameKind::kOther && (MayNameKey(entry.path) || IsLiveKitKey(entry.path)) && LooksRandom(entry.value))
      kind = NameKind::kJwtSecret;
    if (kind == NameKind::kOther) continue;
    // A setting that names only "secret" is one of many things, unless what it says is what a product ships.
    if (kind == NameKind::kGenericSecret && !IsProductDefault(entry.value)) continue;
    bool fallback = false;
    if (const auto inner = DefaultIn(entry)) {
      entry.value = inner->value;
      entry.begin = inner->begin;
      entry.end = inner->end;
      fallback = true;
    }
    // Hasura and others write a JSON object with the key inside.
    if (entry.value.starts_with("{") && entry.value.find("\"key\"") != std::string::npos) {
      const std::string& v = entry.value;
      if (v.find("HS256") == std::string::npos && v.find("HS384") == std::string::npos &&
          v.find("HS512") == std::string::npos)
        continue;
      const std::size_t key = v.find("\"key\"");
      const std::size_t open = v.find('"', v.find(':', key + 5));
      const std::size_t close = open == std::string::npos ? open : v.find('"', open + 1);
      if (close == std::string::npos) continue;
      const std::string inner = v.substr(open + 1, close - open - 1);
      const std::size_t place = text.substr(entry.begin, entry.end - entry.begin).find(inner);
      if (place != std::string_view::npos) {
        entry.begin += place;
        entry.end = entry.begin + inner.size();
      }
      entry.value = inner;
      entry.quoted = true;
    }
    ValueKind value = KindOfValue(entry.value);
    // JwtSecret = 233: a number says nothing of ports and seconds where a secret is named.
    if (value == ValueKind::kWord && kind == NameKind::kJwtSecret && EndsInSecret(entry.path) &&
        std::ranges::all_of(entry.value, [](char c) { return c >= '0' && c <= '9'; }))
      value = ValueKind::kSecret;
    if (value != ValueKind::kSecret && value != ValueKind::kPlaceholder) continue;
    if (entry.value.size() < 3 || IsExpression(entry.value)) continue;
    if (kind == NameKind::kJwtSecret && !product && IsOauth1(entry.path, text)) continue;
    const bool framework = kind == NameKind::kFrameworkSecret;
    // secretKey = "…" is some program's variable; SECRET_KEY, secret-key and app.secretKey are settings.
    if (framework && entry.path.find_first_of("._-") == std::string::npos) continue;
    if (!entry.quoted) {
      // Bare words in a program's text are names, not values: `secret = settings.SECRET`, `jwt_secret: str`.
      std::string_view v = entry.value;
      if (v.ends_with('!') || v.ends_with('?')) v.remove_suffix(1);  // credentials.jwt_secret! in Ruby
      if (v.find('(') != std::string_view::npos || v.find('[') != std::string_view::npos || v.ends_with('{') ||
          v.ends_with(',') || v.ends_with(';'))
        continue;
      if (v.find(' ') != std::string::npos) continue;
      const bool has_digit = std::ranges::any_of(v, [](char c) { return std::isdigit(static_cast<unsigned char>(c)); });
      const bool upper_key = entry.path.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      if (LooksLikeName(v) && v.find('.') != std::string::npos && !has_digit) continue;
      if (!upper_key && !all_settings && LooksLikeName(v) && KindOfPath(v) != NameKind::kOther &&
          v.find_first_of("-0123456789") == std::string::npos)
        continue;
      if (framework && !upper_key && v.size() < 8) continue;
    } else if (IsMessage(entry.value)) {
      continue;
    }
    if (entry.value.find('_') != std::string::npos &&
        std::ranges::all_of(entry.value,
                            [](char c) {
                              return std::isupper(static_cast<unsigned char>(c)) ||
                                     std::isdigit(static_cast<unsigned char>(c)) || c == '_';
                            }) &&
        KindOfName(entry.value) != NameKind::kOther)
      continue;
    if (IsNameOfAnother(entry, json)) continue;
    CodeEvent event;
    event.rule = framework ? "framework.secret-key" : fallback ? "jwt.secret.fallback" : "jwt.secret.config";
    if (entry.commented) event.rule = "jwt.secret.comment";
    event.begin = entry.begin;
    event.end = entry.end;
    event.secret = entry.value;
    event.identity_needs_path = TotalEntropyBits(entry.value) < 64;
    if (fallback) event.signals.emplace_back("fallback");
    if (entry.commented) event.signals.emplace_back("in-comment");
    if (entry.encoded) event.signals.emplace_back("b64");
    if (value == ValueKind::kPlaceholder) event.signals.emplace_back(signal::kPlaceholder);
    if (IsWeakWord(entry.value)) event.signals.emplace_back(signal::kDictionaryWord);
    const bool shipped = IsProductDefault(entry.value);
    if (shipped) event.signals.emplace_back(signal::kShippedDefault);
    if (!framework && !fallback && !entry.commented &&
        (shipped || (value == ValueKind::kSecret && entry.value.size() >= 16 && TotalEntropyBits(entry.value) >= 48))) {
      event.severity = Severity::kCritical;
    }
    if (framework) event.confidence = Confidence::kMedium;
    if (shipped && !framework && !entry.commented) {
      CodeEvent known = event;
      known.rule = "jwt.secret.default";
      known.severity = Severity::kCritical;
      events.push_back(std::move(known));
    }
    events.push_back(std::move(event));
  }
}

}  // namespace packrake::code
