#include "cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/yaml.h"
#include "rules/check_rule.h"
#include "rules/nearest.h"

namespace packrake::cli {
namespace {

constexpr std::uint64_t kMostBytes = 8U << 20;

using Kind = YamlNode::Kind;

/// "no_delta" and "no-delta" are one key.
std::string Spelled(std::string key) {
  std::replace(key.begin(), key.end(), '_', '-');
  return key;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view name, const std::string& folder) : text_(text), folder_(folder) {
    config_.name = name;
  }

  Result<Config> Run() && {
    auto root = ParseYaml(text_, config_.name);
    if (!root) return std::move(root).error();
    if (root->kind == Kind::kNull) return std::move(config_);
    if (root->kind != Kind::kMap) return Wrong(root->line, "a configuration is a list of 'key: value'");
    for (std::size_t i = 0; i < root->members.size(); ++i) {
      const auto& [key, value] = root->members[i];
      const int end = i + 1 < root->members.size() ? root->members[i + 1].first.line : 0;
      if (auto status = ReadKey(key, value, end); !status) return std::move(status).error();
    }
    return std::move(config_);
  }

 private:
  Error Wrong(int line, std::string_view reason) const {
    return {ErrorCode::kInvalidConfig, fmt::format("{}:{}: {}", config_.name, line, reason)};
  }

  Status ReadKey(const YamlNode& key, const YamlNode& value, int end_line) {
    const std::string name = Spelled(key.scalar);
    config_.keys.push_back(name);
    if (name == "rules") return ReadRules(key, value, end_line);
    if (name == "allow") return ReadAllow(key, value);
    if (name == "ignore") return ReadIgnore(value);
    if (name == "builtin-rules") return ReadBuiltinRules(value);
    if (name == "disable-rule") config_.disable_place = Place(key.line);
    for (const OptionGroup& group : ScanOptionGroups()) {
      for (const Option& option : group.options) {
        if (LongName(option) == name && option.config_allowed) return Assign(option, name, value);
      }
    }
    return Wrong(key.line, fmt::format("there is no key '{}'{}", key.scalar, DidYouMean(name, KnownKeys())));
  }

  static std::vector<std::string_view> KnownKeys() {
    static const std::vector<std::string> names = [] {
      std::vector<std::string> all = {"rules", "allow", "ignore", "builtin-rules"};
      for (const OptionGroup& group : ScanOptionGroups()) {
        for (const Option& option : group.options) {
          if (option.config_allowed) all.push_back(LongName(option));
        }
      }
      return all;
    }();
    return {names.begin(), names.end()};
  }

  std::string Place(int line) const { return fmt::format("{}:{}", config_.name, line); }

  /// Options that name files: their paths begin where the configuration stands.
  static bool IsPath(std::string_view name) {
    static constexpr std::string_view kPaths[] = {"rules",    "baseline",        "ignore-path",
                                                  "wordlist", "fingerprint-key", "report-path"};
    return std::find(std::begin(kPaths), std::end(kPaths), name) != std::end(kPaths);
  }

  std::string FromFolder(const std::string& path) const {
    return folder_.empty() || path == "-" ? path : (std::filesystem::path(folder_) / path).string();
  }

  Status AssignOne(const Option& option, const std::string& name, const YamlNode& value) {
    if (value.kind != Kind::kScalar) return Wrong(value.line, fmt::format("'{}' takes a single value", name));
    auto status = option.assign(config_.settings, IsPath(name) ? FromFolder(value.scalar) : value.scalar);
    if (!status) return Wrong(value.line, fmt::format("'{}': {}", name, status.error().message));
    return {};
  }

  Status Assign(const Option& option, const std::string& name, const YamlNode& value) {
    if (!option.is_list || value.kind != Kind::kSequence) return AssignOne(option, name, value);
    for (const YamlNode& item : value.items) {
      if (auto status = AssignOne(option, name, item); !status) return status;
    }
    return {};
  }

  Status ReadBuiltinRules(const YamlNode& value) {
    if (value.kind != Kind::kScalar || (value.scalar != "true" && value.scalar != "false")) {
      return Wrong(value.line, "'builtin-rules' is true or false");
    }
    config_.settings.no_builtin_rules = value.scalar == "false";
    return {};
  }

  /// Paths, or rules written out as in a rule file, or both.
  Status ReadRules(const YamlNode& key, const YamlNode& value, int end_line) {
    if (value.kind == Kind::kScalar) {
      config_.settings.rules.push_back(FromFolder(value.scalar));
      return {};
    }
    if (value.kind != Kind::kSequence) return Wrong(value.line, "'rules' is a list of paths, or of rules");
    const auto is_rule = [](const YamlNode& item) { return item.kind == Kind::kMap; };
    const bool rules = std::any_of(value.items.begin(), value.items.end(), is_rule);
    if (rules && !std::all_of(value.items.begin(), value.items.end(), is_rule)) {
      return Wrong(value.line, "'rules' is a list of paths or a list of rules, not of both");
    }
    if (rules) {
      config_.rules_text = LinesFrom(key.line, end_line);
      return {};
    }
    for (const YamlNode& item : value.items) {
      if (item.kind != Kind::kScalar || item.scalar.empty())
        return Wrong(item.line, "'rules' is a list of paths, or of rules");
      config_.settings.rules.push_back(FromFolder(item.scalar));
    }
    return {};
  }

  /// The lines from `begin` up to `end` (0: all that follow) with as many empty ones before them, so that messages
  /// about the rules name the lines of the configuration.
  std::string LinesFrom(int begin, int end) const {
    std::string lines;
    std::string_view rest = text_;
    for (int line = 1; !rest.empty() && (end == 0 || line < end); ++line) {
      const std::size_t size = std::min(rest.find('\n'), rest.size() - 1) + 1;
      lines += line >= begin ? rest.substr(0, size) : "\n";
      rest.remove_prefix(size);
    }
    return lines;
  }

  Status ReadTexts(std::string_view what, const YamlNode& value, std::vector<std::string>& to) const {
    if (value.kind == Kind::kScalar) {
      to.push_back(value.scalar);
      return {};
    }
    if (value.kind != Kind::kSequence) return Wrong(value.line, fmt::format("'{}' is a list", what));
    for (const YamlNode& item : value.items) {
      if (item.kind != Kind::kScalar) return Wrong(item.line, fmt::format("'{}' is a list of texts", what));
      to.push_back(item.scalar);
    }
    return {};
  }

  Status ReadAllow(const YamlNode& key, const YamlNode& value) {
    if (value.kind != Kind::kMap)
      return Wrong(value.line, "'allow' has the keys 'values', 'patterns' and 'stop_words'");
    config_.allow_place = Place(key.line);
    for (const auto& [name, list] : value.members) {
      std::vector<std::string>* to = name.scalar == "values"       ? &config_.allow.values
                                     : name.scalar == "patterns"   ? &config_.allow.patterns
                                     : name.scalar == "stop_words" ? &config_.allow.stop_words
                                                                   : nullptr;
      if (to == nullptr) {
        return Wrong(name.line, fmt::format("'allow' has no key '{}'{}", name.scalar,
                                            DidYouMean(name.scalar, {"values", "patterns", "stop_words"})));
      }
      if (auto status = ReadTexts(name.scalar, list, *to); !status) return status;
    }
    if (const auto objection = CheckAllow(config_.allow)) {
      return Wrong(key.line, fmt::format("'allow': {}", objection->reason));
    }
    return {};
  }

  Status ReadIgnore(const YamlNode& value) {
    if (value.kind != Kind::kSequence) return Wrong(value.line, "'ignore' is a list");
    for (const YamlNode& item : value.items) {
      auto entry = ReadIgnoreEntry(item);
      if (!entry) return std::move(entry).error();
      if (config_.ignore.size() == IgnoreList::kMostEntries) return Wrong(item.line, "'ignore' has too many entries");
      config_.ignore.push_back(std::move(*entry));
    }
    return {};
  }

  /// A fingerprint or path alone, or a map with the parts of an entry.
  Result<IgnoreEntry> ReadIgnoreEntry(const YamlNode& item) const {
    if (item.kind == Kind::kScalar) return MakeIgnoreEntry(item.scalar, "", "", "", Place(item.line));
    if (item.kind != Kind::kMap) return Wrong(item.line, "an entry of 'ignore' is a text or has keys of its own");
    std::string what;
    std::string rule;
    std::string until;
    std::string reason;
    for (const auto& [name, value] : item.members) {
      if (value.kind != Kind::kScalar) return Wrong(value.line, fmt::format("'{}' takes a single value", name.scalar));
      if (name.scalar == "path" || name.scalar == "fingerprint") {
        if (!what.empty()) return Wrong(name.line, "an entry of 'ignore' has a path or a fingerprint, not both");
        what = value.scalar;
      } else if (name.scalar == "rule") {
        rule = value.scalar;
      } else if (name.scalar == "until") {
        until = value.scalar;
      } else if (name.scalar == "reason") {
        reason = value.scalar;
      } else {
        return Wrong(name.line,
                     fmt::format("an entry of 'ignore' has no key '{}'{}", name.scalar,
                                 DidYouMean(name.scalar, {"path", "fingerprint", "rule", "until", "reason"})));
      }
    }
    return MakeIgnoreEntry(what, rule, until, reason, Place(item.line));
  }

  std::string_view text_;
  const std::string& folder_;
  Config config_;
};

}  // namespace

Result<Config> ParseConfig(std::string_view text, std::string_view name, const std::string& folder) {
  return Reader(text, name, folder).Run();
}

Result<std::optional<Config>> LoadUserConfig(
    const std::string& option, const std::function<std::optional<std::string>(const char*)>& environment) {
  std::string path = option;
  if (path.empty()) path = environment("PACKRAKE_CONFIG").value_or("");
  if (path.empty()) return std::optional<Config>();
  auto text = ReadFile(path, kMostBytes);
  if (!text) {
    return Error{ErrorCode::kInvalidConfig,
                 fmt::format("{}: {}", option.empty() ? "$PACKRAKE_CONFIG" : "--config", text.error().message)};
  }
  auto config = ParseConfig(*text, path, std::filesystem::path(path).parent_path().string());
  if (!config) return std::move(config).error();
  return std::optional<Config>(std::move(*config));
}

}  // namespace packrake::cli
