#include "rules/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/yaml.h"
#include "rules/check_rule.h"
#include "rules/import_gitleaks.h"
#include "rules/read_rule.h"
#include "rules/rule_adder.h"

namespace packrake {
namespace {

constexpr std::uint64_t kMaxRuleFile = 8ULL << 20;  // bytes

Error NotARuleFile(std::string_view name, int line, std::string_view reason) {
  return {ErrorCode::kInvalidRule, fmt::format("{}:{}: {}", name, line, reason)};
}

void Append(std::vector<std::string> from, std::vector<std::string>& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

Status AddGlobalAllow(const YamlNode& node, std::string_view name, AllowRule& allow) {
  std::optional<Mistake> mistake;
  AllowRule more = ReadAllow(node, &mistake);
  if (mistake) return NotARuleFile(name, mistake->line, mistake->reason);
  if (auto objection = CheckAllow(more)) return NotARuleFile(name, node.line, "'allow': " + objection->reason);
  Append(std::move(more.values), allow.values);
  Append(std::move(more.patterns), allow.patterns);
  Append(std::move(more.stop_words), allow.stop_words);
  return {};
}

bool IsRuleFile(const std::filesystem::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

/// The rule files below `folder`, by path.
Result<std::vector<std::filesystem::path>> RuleFilesBelow(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code gone;  // a file that vanishes meanwhile is no rule file
    if (entry->is_regular_file(gone) && IsRuleFile(entry->path())) files.push_back(entry->path());
  }
  if (error) return Error{ErrorCode::kUnreadable, fmt::format("{}: {}", folder.string(), error.message())};
  if (files.empty()) return Error{ErrorCode::kNotFound, fmt::format("{}: no *.yaml in this folder", folder.string())};
  std::sort(files.begin(), files.end());
  return files;
}

Status AddFile(const std::filesystem::path& path, std::string_view name, const RuleVocabulary& vocabulary,
               OnBadRule on_bad, RuleSet& set) {
  auto text = ReadFile(path, kMaxRuleFile);
  if (!text) return std::move(text).error();
  if (path.extension() == ".toml") return AddGitleaksRules(*text, name, vocabulary, on_bad, set);
  return AddRules(*text, name, vocabulary, on_bad, set);
}

}  // namespace

Status AddRules(std::string_view text, std::string_view name, const RuleVocabulary& vocabulary, OnBadRule on_bad,
                RuleSet& set) {
  auto root = ParseYaml(text, name);
  if (!root) return Error{ErrorCode::kInvalidRule, std::move(root).error().message};
  std::optional<Mistake> mistake;
  Fields fields(*root, "rule file", &mistake);
  const YamlNode* const rules = fields.Node({"rules"});
  const YamlNode* const allow = fields.Node({"allow"});
  if (rules == nullptr && allow == nullptr) fields.Note(root->line, "no rule file: 'rules' is missing");
  if (rules != nullptr && rules->kind != YamlNode::Kind::kSequence) fields.Note(rules->line, "'rules' must be a list");
  fields.RefuseOthers();
  if (mistake) return NotARuleFile(name, mistake->line, mistake->reason);

  if (allow != nullptr) {
    if (auto added = AddGlobalAllow(*allow, name, set.allow); !added) return added;
  }
  if (rules == nullptr) return {};
  RuleAdder adder(name, vocabulary, on_bad, set);
  for (const YamlNode& node : rules->items) {
    Rule rule = ReadRule(node, &mistake);
    const auto line_of = [&node](std::string_view key) {
      const YamlNode* const value = node.Find(key);
      return value == nullptr ? node.line : value->line;
    };
    if (auto added = adder.Add(std::move(rule), node.line, std::exchange(mistake, {}), line_of); !added) return added;
  }
  return {};
}

Status AddRulesFrom(const std::filesystem::path& path, const RuleVocabulary& vocabulary, OnBadRule on_bad,
                    RuleSet& set) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return AddFile(path, path.string(), vocabulary, on_bad, set);
  const auto files = RuleFilesBelow(path);
  if (!files) return files.error();
  // "patterns/jwt.yaml", wherever the folder is: origins are put into the program, and a build must not depend on it.
  const std::filesystem::path folder = std::filesystem::absolute(path).lexically_normal() / "";
  for (const std::filesystem::path& file : *files) {
    const std::filesystem::path name = folder.parent_path().filename() / file.lexically_relative(path);
    if (auto added = AddFile(file, name.string(), vocabulary, on_bad, set); !added) return added;
  }
  return {};
}

}  // namespace packrake
