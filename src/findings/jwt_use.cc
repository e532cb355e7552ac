#include "findings/jwt_use.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/path.h"
#include "credential/signals.h"
#include "findings/locate.h"
#include "findings/path_class.h"
#include "findings/places.h"

namespace packrake {
namespace {

constexpr std::string_view kSecretRule = "framework.secret-key";
constexpr std::string_view kOwnKeyRule = "framework.jwt-own-key";

/// Whether `path` is in `folder` or beneath it.
bool IsBeneath(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/'));
}

std::string ExtensionOf(std::string_view path) {
  const std::string_view name = NameOf(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : Lower(name.substr(dot + 1));
}

/// Whether what `secret` sets may reach the programs of `use`: the same language, or settings that any program reads.
bool SameLanguage(std::string_view secret, std::string_view use) {
  static constexpr auto kSettings = std::to_array<std::string_view>(
      {"", "env", "yml", "yaml", "toml", "ini", "cfg", "conf", "json", "sh", "example", "sample"});
  const std::string extension = ExtensionOf(secret);
  const bool ruby = ExtensionOf(use) == "rb";
  if (extension == "py") return !ruby;
  if (extension == "rb" || extension == "erb") return ruby;
  return std::ranges::find(kSettings, extension) != kSettings.end() ||
         NameOf(secret).starts_with(".env");
}

/// Settings stand in a folder of their project; dependencies are listed there or above.
bool SameProject(std::string_view secret, std::string_view use) {
  const std::string_view folder = FolderOf(secret);
  return IsBeneath(use, FolderOf(folder)) || IsBeneath(folder, FolderOf(use));
}

/// The files where what `rule` sees of a group stands in earnest: those of history, which attribution names, and those
/// of a directory, which hits name themselves.
std::set<std::string> PathsOf(const Group& group, std::span<const Sighting> sightings, const Rule& rule) {
  std::set<std::string> paths;
  const auto take = [&](Where where, const std::string& path) {
    if (where == Where::kBlob && !path.empty() && AppliesTo(rule, path) && !ClassOfPath(path)) paths.insert(path);
  };
  for (const Sighting& sighting : sightings) take(sighting.where, sighting.path);
  for (const Hit& hit : group.hits) take(hit.where, hit.path);
  return paths;
}

/// A library, or a key that it is given, and a file that names it.
struct Use {
  std::string name;
  std::string path;
  bool own_key = false;
};

}  // namespace

void AddJwtUses(const RuleSet& rules, const std::vector<Group>& groups, const Attribution& attribution,
                std::vector<Proof>& proofs) {
  std::vector<Use> uses;
  for (std::uint32_t i = 0; i < groups.size(); ++i) {
    if (groups[i].family != kJwtUseFamily) continue;
    const Rule& rule = rules.rules[groups[i].hits.front().rule];
    // What is no secret has the rule's id before it, and a NUL.
    const std::string name = groups[i].identity.substr(groups[i].identity.find('\0') + 1);
    for (const std::string& path : PathsOf(groups[i], SightingsOf(i, attribution), rule))
      uses.push_back({name, path, rule.id == kOwnKeyRule});
  }
  if (uses.empty()) return;
  for (std::uint32_t i = 0; i < groups.size(); ++i) {
    const auto hit = std::ranges::find_if(
        groups[i].hits, [&](const Hit& one) { return rules.rules[one.rule].id == kSecretRule; });
    if (hit == groups[i].hits.end()) continue;
    for (const std::string& path : PathsOf(groups[i], SightingsOf(i, attribution), rules.rules[hit->rule])) {
      const Use* signer = nullptr;
      bool own_key = false;
      for (const Use& use : uses) {
        if (!SameLanguage(path, use.path) || !SameProject(path, use.path)) continue;
        own_key = own_key || use.own_key;
        if (!use.own_key && signer == nullptr) signer = &use;
      }
      if (own_key || signer == nullptr) continue;
      Proof proof;
      proof.finding = i;
      proof.evidence = {"jwt-use",
                        fmt::format("the project signs JWTs with it: {} in {}", signer->name, signer->path)};
      proof.signals.emplace_back(signal::kSignsTokens);
      proofs.push_back(std::move(proof));
      break;
    }
  }
}

}  // namespace packrake
