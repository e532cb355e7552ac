#include "cli/suppression.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "findings/allow.h"
#include "findings/baseline.h"
#include "findings/ignore_file.h"

namespace packrake::cli {
namespace {

constexpr char kIgnoreFile[] = ".packrakeignore";
constexpr char kGitleaksIgnoreFile[] = ".gitleaksignore";
constexpr char kTargetConfig[] = ".packrake.yaml";

/// As of a wrong configuration; what cannot be opened is told with the option that named it.
Error AsConfigError(const Error& error, std::string_view option) {
  const bool unopened = error.code == ErrorCode::kNotFound || error.code == ErrorCode::kUnreadable;
  return {ErrorCode::kInvalidConfig, unopened ? fmt::format("{}: {}", option, error.message) : error.message};
}

}  // namespace

void Suppressions::AddIgnoreEntries(std::vector<IgnoreEntry> entries, std::int64_t now) {
  if (entries.empty()) return;
  auto list = std::make_unique<IgnoreList>(std::move(entries), now);
  notes_.insert(notes_.end(), list->expired().begin(), list->expired().end());
  owned_.push_back(std::move(list));
}

Status Suppressions::AddPackrakeIgnore(const std::string& text, const std::string& name, std::int64_t now) {
  auto list = IgnoreList::Parse(text, name, now);
  if (!list) return std::move(list).error();
  notes_.insert(notes_.end(), (*list)->expired().begin(), (*list)->expired().end());
  owned_.push_back(std::move(*list));
  return {};
}

Status Suppressions::AddIgnoreFile(const std::string& path, std::int64_t now) {
  auto text = ReadFile(path);
  if (!text) return AsConfigError(text.error(), "--ignore-path");
  if (std::filesystem::path(path).filename().string().find("gitleaks") == std::string::npos) {
    return AddPackrakeIgnore(*text, path, now);
  }
  owned_.push_back(std::make_unique<GitleaksIgnore>(*text, path));
  return {};
}

Status Suppressions::AddIgnorePath(const std::string& path, std::int64_t now) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return AddIgnoreFile(path, now);
  bool found = false;
  for (const char* name : {kIgnoreFile, kGitleaksIgnoreFile}) {
    const std::string file = (std::filesystem::path(path) / name).string();
    if (!std::filesystem::exists(file, error)) continue;
    found = true;
    if (auto added = AddIgnoreFile(file, now); !added) return added;
  }
  if (found) return {};
  return Error{ErrorCode::kInvalidConfig,
               fmt::format("{}: there is neither {} nor {} in it", path, kIgnoreFile, kGitleaksIgnoreFile)};
}

Result<Suppressions> Suppressions::OfUser(const Settings& settings, const Config* config, std::int64_t now) {
  Suppressions made;
  for (const std::string& path : settings.baseline) {
    auto baseline = Baseline::Load(path);
    if (!baseline) return AsConfigError(baseline.error(), "--baseline");
    const std::string_view key = settings.fingerprint_key.empty() ? "public" : "private";
    if (!(*baseline)->fingerprint_key().empty() && (*baseline)->fingerprint_key() != key) {
      return Error{
          ErrorCode::kInvalidConfig,
          fmt::format(
              "{}: its fingerprints were made with a {} key and these are made with a {} one: they cannot agree", path,
              (*baseline)->fingerprint_key(), key)};
    }
    made.owned_.push_back(std::move(*baseline));
  }
  for (const std::string& path : settings.ignore_path) {
    if (auto added = made.AddIgnorePath(path, now); !added) return std::move(added).error();
  }
  if (config != nullptr) made.AddIgnoreEntries(config->ignore, now);
  return made;
}

Status Suppressions::AddTargetConfig(const std::string& text, std::int64_t now) {
  auto config = ParseConfig(text, kTargetConfig, "");
  if (!config) return std::move(config).error();
  std::vector<std::string> refused;
  for (const std::string& key : config->keys) {
    if (key != "allow" && key != "ignore" && key != "disable-rule") refused.push_back(key);
  }
  if (!refused.empty()) {
    notes_.push_back(fmt::format("{} of the target: {} not honoured: what is found in a target may only suppress",
                                 kTargetConfig, fmt::join(refused, ", ")));
  }
  if (!config->allow_place.empty()) {
    auto allow = AllowedValues::Make(config->allow, config->allow_place);
    if (!allow) return std::move(allow).error();
    owned_.push_back(std::move(*allow));
  }
  if (!config->settings.disable_rule.empty()) {
    owned_.push_back(std::make_unique<DisabledRules>(config->settings.disable_rule, config->disable_place));
  }
  AddIgnoreEntries(std::move(config->ignore), now);
  return {};
}

Suppressions Suppressions::OfTarget(const Source& target, bool user_has_config, std::int64_t now) {
  Suppressions made;
  const auto add = [&made](const char* name, const Status& status, std::size_t before) {
    if (!status) {
      made.notes_.push_back(fmt::format("the target's own file was not honoured: {}", status.error().message));
    } else if (made.owned_.size() > before) {
      made.notes_.push_back(fmt::format("{} of the target was honoured", name));
    }
  };
  const std::size_t none = 0;
  if (const auto text = target.TargetFile(kIgnoreFile))
    add(kIgnoreFile, made.AddPackrakeIgnore(*text, kIgnoreFile, now), none);
  const std::size_t before_gitleaks = made.owned_.size();
  if (const auto text = target.TargetFile(kGitleaksIgnoreFile)) {
    made.owned_.push_back(std::make_unique<GitleaksIgnore>(*text, kGitleaksIgnoreFile));
    add(kGitleaksIgnoreFile, {}, before_gitleaks);
  }
  const std::size_t before_config = made.owned_.size();
  if (const auto text = user_has_config ? std::nullopt : target.TargetFile(kTargetConfig)) {
    add(kTargetConfig, made.AddTargetConfig(*text, now), before_config);
  }
  return made;
}

std::vector<const Suppressor*> Suppressions::pointers() const {
  std::vector<const Suppressor*> pointers;
  for (const auto& suppressor : owned_) pointers.push_back(suppressor.get());
  return pointers;
}

}  // namespace packrake::cli
