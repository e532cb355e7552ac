#include "rules/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "rules/nearest.h"

namespace packrake {

Fields::Fields(const YamlNode& map, std::string_view what, std::optional<Mistake>* first)
    : map_(map), what_(what), first_(first) {
  if (map.kind != YamlNode::Kind::kMap) Note(map.line, fmt::format("'{}' must be a map", what));
}

void Fields::Note(int line, std::string reason) {
  if (!*first_) *first_ = Mistake{line, std::move(reason)};
}

const YamlNode* Fields::Node(Names names) {
  const YamlNode* found = nullptr;
  for (const std::string_view name : names) {
    known_.push_back(name);
    const YamlNode* const node = map_.Find(name);
    if (node == nullptr) continue;
    if (found != nullptr) Note(node->line, fmt::format("'{}' and '{}' are the same key", *names.begin(), name));
    found = node;
  }
  return found == nullptr || found->kind == YamlNode::Kind::kNull ? nullptr : found;
}

std::string Fields::Text(Names names, Need need) {
  const YamlNode* const node = Node(names);
  if (node == nullptr) {
    if (need == Need::kRequired) Note(map_.line, fmt::format("'{}' is missing", *names.begin()));
    return "";
  }
  if (node->kind != YamlNode::Kind::kScalar) {
    Note(node->line, fmt::format("'{}' must be a text", *names.begin()));
  } else if (node->scalar.empty()) {
    Note(node->line, fmt::format("'{}' is empty", *names.begin()));
  }
  return node->scalar;
}

std::vector<std::string> Fields::List(Names names) {
  std::vector<std::string> items;
  const YamlNode* const node = Node(names);
  if (node == nullptr) return items;
  if (node->kind != YamlNode::Kind::kSequence) {
    Note(node->line, fmt::format("'{}' must be a list", *names.begin()));
    return items;
  }
  for (const YamlNode& item : node->items) {
    if (item.kind != YamlNode::Kind::kScalar || item.scalar.empty()) {
      Note(item.line, fmt::format("'{}' must hold texts that are not empty", *names.begin()));
      return items;
    }
    items.push_back(item.scalar);
  }
  return items;
}

double Fields::Number(Names names, double min, double max, double fallback) {
  const YamlNode* const node = Node(names);
  if (node == nullptr) return fallback;
  double value = 0;
  const char* const end = node->scalar.data() + node->scalar.size();
  const auto [rest, error] = std::from_chars(node->scalar.data(), end, value);
  const bool number = node->kind == YamlNode::Kind::kScalar && !node->quoted && error == std::errc() && rest == end;
  if (number && value >= min && value <= max) return value;
  Note(node->line, fmt::format("'{}' must be a number from {} to {}", *names.begin(), min, max));
  return fallback;
}

int Fields::Whole(Names names, int min, int max, int fallback) {
  const double value = Number(names, min, max, fallback);
  if (std::trunc(value) == value) return static_cast<int>(value);
  Note(Node(names)->line, fmt::format("'{}' must be a whole number", *names.begin()));
  return fallback;
}

void Fields::RefuseOthers() {
  for (const auto& [key, value] : map_.members) {
    if (std::find(known_.begin(), known_.end(), key.scalar) != known_.end()) continue;
    Note(key.line,
         fmt::format("unknown key '{}' in '{}'{}", key.scalar.substr(0, 100), what_, DidYouMean(key.scalar, known_)));
  }
}

}  // namespace packrake
