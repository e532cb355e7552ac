#include "credential/config_misuse.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "credential/config_reader.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

namespace packrake::code {
namespace {

// A setting by the words of its path, in lower case: without hyphens, and with dots for what environments write as `_`.
struct UnsafeConfig {
  std::string_view holder;  ///< stands in the path; "": anything
  std::string_view leaf;    ///< its last names
  std::string_view value;   ///< in any case
  std::string_view rule;
};

// Quarkus: quarkus.io/guides/security-oidc-configuration-properties-reference. Micronaut Security's guide: "JWT claims
// validation". pac4j: its OidcConfiguration, as Apereo CAS and others hand it on.
constexpr UnsafeConfig kRows[] = {
    {"quarkus.oidc", "token.issuer", "any", kNoIssuer},
    {"quarkus.oidc", "token.audience", "any", kNoAudience},
    {"", "claimsvalidators.expiration", "false", kNoExpiry},
    {"", "claimsvalidators.notbefore", "false", kNoExpiry},
    {"", "allowunsignedidtokens", "true", kAlgNone},
};
constexpr std::string_view kWords = "quarkus|QUARKUS|claims-validators|unsigned-id-tokens|UnsignedIdTokens";

std::string Plain(std::string_view path) {
  std::string plain;
  for (const char c : path) {
    if (c != '-' && c != '"') plain += c == '_' ? '.' : ToLower(c);
  }
  return plain;
}

bool EndsInNames(std::string_view path, std::string_view leaf) {
  return path.ends_with(leaf) && (path.size() == leaf.size() || path[path.size() - leaf.size() - 1] == '.');
}

}  // namespace

void FindUnsafeConfig(std::string_view text, std::vector<CodeEvent>& events) {
  if (!HoldsOne(text, kWords)) return;
  for (const ConfigEntry& entry : ReadConfig(text)) {
    if (entry.commented) continue;
    const std::string path = Plain(entry.path);
    if (path.starts_with("%dev") || path.starts_with("%test")) continue;
    const auto row = std::ranges::find_if(kRows, [&](const UnsafeConfig& one) {
      return EndsInNames(path, one.leaf) && Has(path, one.holder) && Lower(entry.value) == one.value;
    });
    if (row == std::end(kRows)) continue;
    CodeEvent event;
    event.rule = row->rule;
    event.begin = entry.begin;
    event.end = entry.end;
    event.identity = std::string(row->rule) + " " + path;
    event.identity_needs_path = true;
    events.push_back(std::move(event));
  }
}

}  // namespace packrake::code
