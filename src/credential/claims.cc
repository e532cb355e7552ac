#include "credential/claims.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "base/ascii.h"
#include "credential/signals.h"

namespace packrake {
namespace {

constexpr std::size_t kMostValue = 100;
constexpr std::int64_t kYear = 365 * 86400;

/// A number, also one that stands in quotes.
std::optional<double> NumberOf(const Json* value) {
  if (value == nullptr) return std::nullopt;
  if (const auto number = value->AsNumber()) return number;
  const std::string& text = value->AsString();
  if (text.empty() || text.size() > 20 || text.find_first_not_of("0123456789.") != std::string::npos)
    return std::nullopt;
  return std::strtod(text.c_str(), nullptr);
}

/// A string, or the strings of an array joined with blanks; "" for anything else.
std::string TextOf(const Json* value) {
  if (value == nullptr) return "";
  if (!value->is_array()) return value->AsString();
  std::string joined;
  for (const Json& item : value->items()) {
    if (item.AsString().empty()) continue;
    if (!joined.empty()) joined += ' ';
    joined += item.AsString();
    if (joined.size() > 4 * kMostValue) break;
  }
  return joined;
}

void AddFact(const char* name, std::string value, Draft& draft) {
  if (value.empty()) return;
  if (value.size() > kMostValue) value.resize(kMostValue);
  draft.facts.push_back({name, std::move(value)});
}

/// The words of `text`, separated by anything that is no letter, digit, '*', '_' or ':'.
template <class Test>
bool AnyWord(std::string_view text, Test&& test) {
  for (std::size_t i = 0; i < text.size();) {
    const auto is_word = [&](char c) {
      return IsAlnum(c) || c == '*' || c == '_' || c == ':' || c == '-';
    };
    if (!is_word(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (test(text.substr(i, end - i))) return true;
    i = end;
  }
  return false;
}

bool IsAdminWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {"*",
                                                "*:*",
                                                "admin",
                                                "administrator",
                                                "root",
                                                "superuser",
                                                "super_admin",
                                                "superadmin",
                                                "super-admin",
                                                "sysadmin",
                                                "sys_admin",
                                                "role_admin",
                                                "role_super_admin",
                                                "service_role",
                                                "supabase_admin",
                                                "cluster-admin",
                                                "system:masters",
                                                "offline_access"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

bool IsPrivileged(const Json& claims) {
  for (const char* name : {"role", "roles", "authorities", "groups", "permissions", "permission", "scope", "scopes",
                           "scp", "https://hasura.io/jwt/claims"}) {
    const Json* value = claims.Find(name);
    if (value == nullptr) continue;
    const std::string text = Lower(value->is_object() ? TextOf(value->Find("x-hasura-allowed-roles")) : TextOf(value));
    if (AnyWord(text, IsAdminWord)) return true;
  }
  for (const char* name : {"admin", "is_admin", "isAdmin", "is_superuser", "isSuperuser", "superuser", "is_staff"}) {
    const Json* value = claims.Find(name);
    if (value != nullptr && value->AsBool() == true) return true;
  }
  const Json* issuer = claims.Find("iss");
  if (issuer != nullptr && issuer->AsString() == "kubernetes/serviceaccount") return true;
  const std::string kind = Lower(TextOf(claims.Find("typ")));  // Keycloak
  return kind == "offline" || kind == "refresh";
}

/// Tokens that authenticate nobody, or are made to be seen: an anonymous API key; GitHub's link to a private asset,
/// which lives five minutes; proofs of possession and receipts; the sender's card of Web Push (RFC 8292).
bool IsPublicByDesign(const CompactJws& jws) {
  const std::string type = Lower(TextOf(jws.header.Find("typ")));
  if (type == "dpop+jwt" || jws.header.Find("x5c") != nullptr) return true;
  if (!jws.claims) return false;
  const std::string audience = TextOf(jws.claims->Find("aud"));
  if (TextOf(jws.claims->Find("role")) == "anon") return true;
  if (TextOf(jws.claims->Find("iss")) == "github.com" && audience == "raw.githubusercontent.com") return true;
  for (const std::string_view host :
       {"fcm.googleapis.com", "push.services.mozilla.com", "notify.windows.com", "web.push.apple.com"}) {
    if (audience.find(host) != std::string::npos) return true;
  }
  return false;
}

void DescribeLife(const Json& claims, std::int64_t now, Draft& draft) {
  const auto expiry = NumberOf(claims.Find("exp"));
  if (!expiry) {
    draft.signals.emplace_back(signal::kNoExpiry);
    return;
  }
  AddFact("exp", UtcText(*expiry), draft);
  if (*expiry < static_cast<double>(now)) draft.signals.emplace_back(signal::kExpired);
  if (*expiry > static_cast<double>(now + kYear)) draft.signals.emplace_back(signal::kLongLived);
}

}  // namespace

void DescribeClaims(const CompactJws& jws, std::int64_t now, Draft& draft) {
  AddFact("alg", jws.alg, draft);
  for (const char* name : {"typ", "kid", "jku", "x5u"}) AddFact(name, TextOf(jws.header.Find(name)), draft);
  if (IsPublicByDesign(jws)) draft.signals.emplace_back(signal::kPublicToken);
  if (!jws.claims) return;
  const Json& claims = *jws.claims;
  for (const char* name : {"iss", "aud", "role", "roles", "scope"}) AddFact(name, TextOf(claims.Find(name)), draft);
  if (const auto issued = NumberOf(claims.Find("iat"))) AddFact("iat", UtcText(*issued), draft);
  std::string personal;
  for (const char* name :
       {"sub", "email", "name", "preferred_username", "username", "upn", "phone_number", "password"}) {
    if (claims.Find(name) != nullptr) personal.append(personal.empty() ? "" : " ").append(name);
  }
  AddFact("personal", personal, draft);
  DescribeLife(claims, now, draft);
  if (IsPrivileged(claims)) draft.signals.emplace_back(signal::kPrivileged);
}

}  // namespace packrake
