#include <fmt/format.h>

#include <cmath>

#include "base/json.h"
#include "base/utf8.h"

// Written here and not by nlohmann-json: reports must never fail on bytes that are not UTF-8, and must be safe inside
// a script element and on a terminal.
namespace packrake {
namespace {

bool NeedsEscape(char32_t code_point) {
  return code_point < 0x20 || code_point == '"' || code_point == '\\' || (code_point >= 0x7F && code_point < 0xA0) ||
         code_point == 0x2028 || code_point == 0x2029;
}

void AppendEscaped(char32_t code_point, std::string& out) {
  switch (code_point) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(code_point));
  }
}

void AppendString(std::string_view text, std::string& out) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, size] = Utf8CharacterAt(text, i);
    if (size == 0) {
      out += "\xEF\xBF\xBD";  // U+FFFD, one for each byte that is not UTF-8
      ++i;
      continue;
    }
    if (NeedsEscape(code_point)) {
      AppendEscaped(code_point, out);
    } else {
      out += text.substr(i, size);
    }
    i += size;
  }
  out += '"';
}

void AppendLeaf(const Json& value, std::string& out) {
  switch (value.kind()) {
    case Json::Kind::kBool:
      out += *value.AsBool() ? "true" : "false";
      return;
    case Json::Kind::kInteger:
      out += fmt::format_int(*value.AsInteger()).c_str();
      return;
    case Json::Kind::kNumber:
      out += std::isfinite(*value.AsNumber()) ? fmt::format("{}", *value.AsNumber()) : "null";
      return;
    case Json::Kind::kString:
      AppendString(value.AsString(), out);
      return;
    default:
      out += "null";
  }
}

void AppendNewLine(bool indented, std::size_t depth, std::string& out) {
  if (indented) out.append(1, '\n').append(depth * 2, ' ');
}

}  // namespace

// A list of open containers instead of recursion: a tree that was built may be deeper than any stack.
std::string Json::Dump(bool indented) const {
  struct Open {
    const Json* container;
    std::size_t next;
  };
  std::string out;
  std::vector<Open> open;
  const auto begin = [&](const Json& value) {
    if (!value.is_array() && !value.is_object()) {
      AppendLeaf(value, out);
      return;
    }
    out += value.is_array() ? '[' : '{';
    open.push_back({&value, 0});
  };
  begin(*this);
  while (!open.empty()) {
    const Json& container = *open.back().container;
    const std::size_t index = open.back().next++;
    const std::size_t count = container.is_array() ? container.items_.size() : container.members_.size();
    if (index == count) {
      open.pop_back();
      if (count > 0) AppendNewLine(indented, open.size(), out);
      out += container.is_array() ? ']' : '}';
      continue;
    }
    if (index > 0) out += ',';
    AppendNewLine(indented, open.size(), out);
    if (container.is_array()) {
      begin(container.items_[index]);
    } else {
      AppendString(container.members_[index].first, out);
      out += indented ? ": " : ":";
      begin(container.members_[index].second);
    }
  }
  return out;
}

}  // namespace packrake
