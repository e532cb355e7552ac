#include "credential/config_beside.h"

#include <algorithm>
#include <array>

#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/value.h"
#include "text/lines.h"

namespace packrake::code {
namespace {

// Whether another object or item of a list begins or ends in `text`.
bool LeavesObject(std::string_view text) {
  if (text.find(":\n") != std::string_view::npos || text.find('}') != std::string_view::npos) return true;
  for (std::size_t line = text.find('\n'); line != std::string_view::npos; line = text.find('\n', line + 1)) {
    const std::size_t first = SkipBlanks(text, line + 1);
    if (At(text, first) == '-' && IsBlank(At(text, first + 1))) return true;
  }
  return false;
}

// What the line of a comment at `at` stands below, by its indentation behind the `#`: `#  secret: x` of `# auth:`. ""
// where that is none near.
std::string_view HolderInComment(std::string_view text, std::size_t at) {
  const auto indent = [](std::string_view line) {
    const std::size_t mark = line.find_first_not_of(" \t");
    if (mark == std::string_view::npos || line[mark] != '#') return std::string_view::npos;
    return line.find_first_not_of(" \t", mark + 1);
  };
  std::size_t begin = LineBegin(text, at);
  const std::size_t own = indent(text.substr(begin, text.find('\n', begin) - begin));
  for (int lines = 0; own != std::string_view::npos && begin > 0 && lines < 20; ++lines) {
    const std::size_t end = begin - 1;
    begin = LineBegin(text, end);
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t column = indent(line);
    if (column == std::string_view::npos) return "";
    if (column < own) return line.ends_with(':') ? line.substr(column, line.size() - 1 - column) : "";
  }
  return "";
}

bool SaysReference(std::string_view holder) {
  const std::vector<std::string> words = WordsOf(holder);
  return std::ranges::find(words, "ref") != words.end();
}

}  // namespace

bool IsBesideHmac(std::string_view text, std::span<const ConfigEntry> entries, std::size_t at) {
  constexpr std::size_t kReach = 6;  // entries
  const std::string_view path = entries[at].path;
  const std::string_view leaf = LeafOf(path);
  if (leaf == "key" || leaf == "keys" || leaf == "Key") return false;  // as often a name
  const std::size_t last = std::min(at + kReach + 1, entries.size());
  const std::string_view object = path.substr(0, path.size() - leaf.size());
  for (std::size_t i = at - std::min(at, kReach); i < last; ++i) {
    const ConfigEntry& other = entries[i];
    const std::string_view name = LeafOf(other.path);
    const bool algorithm = name == "algorithm" || name == "alg";
    if (!algorithm || other.value.size() != 5 || !other.value.starts_with("HS") ||
        std::string_view(other.path).substr(0, other.path.size() - name.size()) != object)
      continue;
    const auto [first, second] = std::minmax(other.begin, entries[at].begin);
    if (!LeavesObject(text.substr(first, second - first))) return true;
  }
  return false;
}

bool IsOneOfSecrets(std::string_view holder, const ConfigEntry& entry) {
  const std::string_view leaf = LeafOf(entry.path);
  static constexpr auto kOther = std::to_array<std::string_view>(
      {"id", "kid", "arn", "ref", "hash", "sha", "checksum", "version", "thumbprint", "n", "x", "y", "name",
       "key", "issuer", "iss", "client"});
  const bool many = holder.ends_with("ecrets") || holder.ends_with("eys") || holder.ends_with("SECRETS");
  return many && !entry.commented && !OneOf(leaf, kOther) && KindOfPath(holder) == NameKind::kJwtSecret &&
         LooksRandom(entry.value);
}

bool IsEntryOfReference(const ConfigEntry& entry, std::string_view text) {
  if (!std::ranges::all_of(entry.value, IsKeyByte) || LooksRandom(entry.value)) return false;
  if (!entry.commented) return IsInReference(entry.path);
  return SaysReference(HolderInComment(text, entry.begin));
}

bool IsInReference(std::string_view path) {
  constexpr std::string_view kDefault = ".default", kProperties = ".properties";  // of a schema
  if (path.ends_with(kDefault)) path.remove_suffix(kDefault.size());
  const std::size_t dot = path.rfind('.');
  std::string_view holder = dot == std::string_view::npos ? "" : path.substr(0, dot);
  if (holder.ends_with(kProperties)) holder.remove_suffix(kProperties.size());
  return SaysReference(LeafOf(holder));
}

bool IsBesideVariable(std::string_view text, std::size_t at) {
  const auto says = [](std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t-#"), line.size()));
    static constexpr auto kNames = std::to_array<std::string_view>(
        {"envVar:", "envName:", "env:", "envVarName:", "variable:", "remoteRef:", "secretName:"});
    return std::ranges::any_of(kNames, [line](std::string_view name) { return line.starts_with(name); });
  };
  std::size_t above = LineBegin(text, at);
  for (int lines = 0; above > 0 && lines < 4; ++lines) {  // over comments
    const std::size_t end = above;
    above = LineBegin(text, end - 1);
    const std::string_view line = text.substr(above, end - above);
    if (says(line)) return true;
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] != '#') break;
  }
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return says(text.substr(std::min(end + 1, text.size())));
}

}  // namespace packrake::code
