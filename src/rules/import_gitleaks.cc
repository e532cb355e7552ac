#include "rules/import_gitleaks.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "rules/check_rule.h"
#include "rules/rule_adder.h"
#include "text/regex_syntax.h"

namespace packrake {
namespace {

int LineOf(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

/// Reads one table; notes the first thing that is wrong or has no counterpart.
class Table {
 public:
  Table(const toml::table& table, std::optional<Mistake>* first) : table_(table), first_(first) {}

  void Note(int line, std::string reason) {
    if (!*first_) *first_ = Mistake{line, std::move(reason)};
  }

  std::string Text(std::string_view key) {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return "";
    if (const auto* const text = node->as_string()) return text->get();
    Note(LineOf(*node), fmt::format("'{}' must be a text", key));
    return "";
  }

  double Number(std::string_view key) {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return 0;
    if (const auto number = node->value<double>()) return *number;
    Note(LineOf(*node), fmt::format("'{}' must be a number", key));
    return 0;
  }

  std::vector<std::string> List(std::string_view key) {
    std::vector<std::string> items;
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return items;
    const toml::array* const array = node->as_array();
    if (array == nullptr) Note(LineOf(*node), fmt::format("'{}' must be a list", key));
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
      if (const auto* const text = array->get(i)->as_string()) {
        items.push_back(text->get());
      } else {
        Note(LineOf(*array->get(i)), fmt::format("'{}' must hold texts", key));
      }
    }
    return items;
  }

  /// The tables of `[[key]]`, or the one of `[key]`.
  std::vector<const toml::table*> Tables(std::string_view key) {
    std::vector<const toml::table*> tables;
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return tables;
    if (const auto* const one = node->as_table()) return {one};
    const toml::array* const array = node->as_array();
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
      if (const auto* const table = array->get(i)->as_table()) tables.push_back(table);
    }
    if (array == nullptr || tables.size() != array->size()) {
      Note(LineOf(*node), fmt::format("'{}' must hold tables", key));
    }
    return tables;
  }

  /// Notes a key that would change what is found, if it is there and not empty.
  void HasNoCounterpart(std::string_view key) {
    const toml::node* const node = table_.get(key);
    if (node == nullptr || (node->as_array() != nullptr && node->as_array()->empty())) return;
    Note(LineOf(*node), fmt::format("'{}' has no counterpart here", key));
  }

  void RefuseOthers(std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table_) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      Note(LineOf(node), fmt::format("unknown key '{}'", key.str().substr(0, 100)));
    }
  }

 private:
  const toml::table& table_;
  std::optional<Mistake>* first_;
};

void ReadAllowlist(const toml::table& from, std::optional<Mistake>* mistake, AllowRule& allow) {
  Table table(from, mistake);
  for (const std::string_view key : {"commits", "paths", "targetRules"}) table.HasNoCounterpart(key);
  std::vector<std::string> patterns = table.List("regexes");
  std::vector<std::string> stop_words = table.List("stopwords");
  // Ours are alternatives; a list of one kind says the same with AND as with OR only where it is the only kind.
  const std::string condition = table.Text("condition");
  if (condition == "AND" && !patterns.empty() && !stop_words.empty()) table.HasNoCounterpart("condition");
  const std::string target = table.Text("regexTarget");
  if (!patterns.empty() && !target.empty() && target != "secret") table.HasNoCounterpart("regexTarget");
  table.RefuseOthers(
      {"id", "description", "condition", "commits", "paths", "regexes", "regexTarget", "stopwords", "targetRules"});
  std::move(patterns.begin(), patterns.end(), std::back_inserter(allow.patterns));
  std::move(stop_words.begin(), stop_words.end(), std::back_inserter(allow.stop_words));
}

/// Calls the `wanted`-th capturing group, counted from 1, `secret`, and no other.
void NameSecret(RegexNode& node, int wanted, int& seen) {
  if (node.kind == RegexNode::Kind::kGroup && node.capturing) {
    if (++seen == wanted) {
      node.name = "secret";
    } else if (node.name == "secret") {
      node.name.clear();
    }
  }
  for (RegexNode& child : node.children) NameSecret(child, wanted, seen);
}

std::string WithSecretGroup(const std::string& pattern, int group, Table& table, int line) {
  auto node = ParseRegex(pattern);
  if (!node) {
    table.Note(line, "'regex': " + node.error().message);
    return pattern;
  }
  int seen = 0;
  NameSecret(*node, group, seen);
  if (seen < group) table.Note(line, fmt::format("'secretGroup' is {} of {} groups", group, seen));
  return PrintRegex(*node, true);
}

Rule ReadRule(const toml::table& from, std::optional<Mistake>* mistake) {
  Rule rule;
  Table table(from, mistake);
  rule.id = table.Text("id");
  std::transform(rule.id.begin(), rule.id.end(), rule.id.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  rule.description = table.Text("description");
  rule.name = rule.description.empty() ? rule.id : rule.description;
  rule.pattern = table.Text("regex");
  if (rule.id.empty()) table.Note(LineOf(from), "'id' is missing");
  if (rule.pattern.empty())
    table.Note(LineOf(from), "'regex' is missing: rules by path alone have no counterpart here");
  table.HasNoCounterpart("path");
  table.HasNoCounterpart("required");
  table.HasNoCounterpart("skipReport");
  rule.entropy.min_bits_per_byte = table.Number("entropy");
  rule.tags = table.List("tags");
  // Only a prefilter over the whole file there: leaving it out finds at least as much.
  table.List("keywords");
  for (const std::string_view key : {"allowlist", "allowlists"}) {
    for (const toml::table* const list : table.Tables(key)) ReadAllowlist(*list, mistake, rule.allow);
  }
  const double group = table.Number("secretGroup");
  if (group < 0 || group > 99) {
    table.Note(LineOf(from), "'secretGroup' must be from 0 to 99");
  } else if (group >= 1 && !rule.pattern.empty()) {
    rule.pattern = WithSecretGroup(rule.pattern, static_cast<int>(group), table, LineOf(from));
  }
  table.RefuseOthers({"id", "description", "regex", "path", "required", "skipReport", "entropy", "tags", "keywords",
                      "allowlist", "allowlists", "secretGroup"});
  return rule;
}

Status AddAll(const toml::table& root, RuleAdder& adder, RuleSet& set) {
  std::optional<Mistake> mistake;
  Table file(root, &mistake);
  const auto rules = file.Tables("rules");
  AllowRule allow;
  for (const std::string_view key : {"allowlist", "allowlists"}) {
    for (const toml::table* const list : file.Tables(key)) ReadAllowlist(*list, &mistake, allow);
  }
  file.HasNoCounterpart("extend");
  file.RefuseOthers({"title", "description", "minVersion", "extend", "rules", "allowlist", "allowlists"});
  if (!mistake) {
    if (const auto objection = CheckAllow(allow)) mistake = Mistake{1, "'allowlist': " + objection->reason};
  }
  if (mistake) {
    if (auto refused = adder.Refuse("", *mistake); !refused) return refused;
  } else {
    std::move(allow.patterns.begin(), allow.patterns.end(), std::back_inserter(set.allow.patterns));
    std::move(allow.stop_words.begin(), allow.stop_words.end(), std::back_inserter(set.allow.stop_words));
  }
  for (const toml::table* const table : rules) {
    std::optional<Mistake> wrong;
    Rule rule = ReadRule(*table, &wrong);
    rule.family = "custom";
    const auto line_of = [table](std::string_view key) {
      const toml::node* const node = table->get(key == "pattern" ? "regex" : key);
      return LineOf(node == nullptr ? *table : *node);
    };
    if (auto added = adder.Add(std::move(rule), LineOf(*table), std::move(wrong), line_of); !added) return added;
  }
  return {};
}

}  // namespace

Status AddGitleaksRules(std::string_view text, std::string_view name, const RuleVocabulary& vocabulary,
                        OnBadRule on_bad, RuleSet& set) {
  try {
    const toml::table root = toml::parse(text);
    if (root.get("rules") == nullptr) {
      return Error{ErrorCode::kInvalidRule, fmt::format("{}:1: no gitleaks configuration: 'rules' is missing", name)};
    }
    RuleAdder adder(name, vocabulary, on_bad, set);
    return AddAll(root, adder, set);
  } catch (const toml::parse_error& e) {
    return Error{ErrorCode::kInvalidRule, fmt::format("{}:{}: not TOML", name, e.source().begin.line)};
  } catch (const std::exception&) {
    return Error{ErrorCode::kInternal, fmt::format("{}: reading TOML failed", name)};
  }
}

}  // namespace packrake
