#include "credential/config_beside.h"

#include <algorithm>
#include <array>

#include "credential/line_bytes.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/value.h"

namespace packrake::code {
namespace {

std::string_view LeafOf(std::string_view path) { return path.substr(path.rfind('.') + 1); }

// Whether another object or item of a list begins or ends in `text`.
bool LeavesObject(std::string_view text) {
  if (text.find(":\n") != std::string_view::npos || text.find('}') != std::string_view::npos) return true;
  for (std::size_t line = text.find('\n'); line != std::string_view::npos; line = text.find('\n', line + 1)) {
    const std::size_t first = SkipBlanks(text, line + 1);
    if (At(text, first) == '-' && IsBlank(At(text, first + 1))) return true;
  }
  return false;
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

}  // namespace packrake::code
