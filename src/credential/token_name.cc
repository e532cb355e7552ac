#include "credential/token_name.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "credential/one_of.h"
#include "credential/setting_name.h"

namespace packrake::code {

int TokenName(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) name = name.substr(dot + 1);
  std::vector<std::string> words = WordsOf(name);
  // tokenString, as golang-jwt's examples have it, and accessTokenStr
  if (words.size() > 1 && words[words.size() - 2] == "token" && (words.back() == "string" || words.back() == "str"))
    words.pop_back();
  if (words.empty() || words.size() > 5) return 0;
  const auto has = [&words](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  // What else is called a token, and what is said of one.
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"activate",    "activation",   "allow",       "apns",         "bad",          "blacklisted",  "can",
       "cancel",      "cancellation", "claims",      "confirm",      "confirmation", "continuation", "count",
       "csrf",        "cursor",       "decoded",     "design",       "device",       "end",          "endpoint",
       "err",         "error",        "exp",         "expiration",   "expired",      "expires",      "expiry",
       "fcm",         "for",          "has",         "hash",         "hashed",       "header",       "id_hash",
       "idempotency", "illegal",      "index",       "info",         "invalid",      "invite",       "is",
       "key",         "kind",         "length",      "lexer",        "limit",        "logged",       "masked",
       "max",         "message",      "missing",     "name",         "next",         "no",           "not",
       "num",         "page",         "parsed",      "parser",       "pos",          "position",     "prefix",
       "pretty",      "provider",     "push",        "registration", "require",      "required",     "requires",
       "reset",       "resume",       "return",      "revoked",      "secret",       "service",      "should",
       "signup",      "start",        "state",       "stop",         "sync",         "syntax",       "transfer",
       "type",        "unsubscribe",  "unsupported", "uri",          "url",          "valid",        "verification",
       "verified",    "xsrf"});
  if (std::ranges::any_of(kOthers, has)) return 0;
  if (words.size() == 2 && words[0] == "request") return 0;  // OAuth 1's, good for one exchange
  // orm_token, db_token: the row of a table that tokens are kept in.
  if (has("orm") || has("db")) return 0;
  const std::string& last = words.back();
  if (last == "jwt" || last == "jws" || last == "bearer" || last == "accesstoken" || last == "idtoken" ||
      last == "jwttoken")
    return 2;
  if (has("jwt") && (last == "token" || last == "value" || last == "string" || last == "str")) return 2;
  if (last != "token") return 0;
  if (has("access") || has("id") || has("refresh") || has("auth") || has("bearer") || has("user") || has("session") ||
      has("signed") || has("jwt"))
    return 2;
  return words.size() <= 2 ? 1 : 0;
}

std::string WithoutRole(std::string_view path) {
  static constexpr auto kRoles = std::to_array<std::string_view>(
      {"key", "k", "name", "pref", "prefs", "storage", "store", "item", "local", "cookie", "field"});
  const std::size_t dot = path.rfind('.');
  const std::vector<std::string> words = WordsOf(dot == std::string_view::npos ? path : path.substr(dot + 1));
  auto first = words.begin();
  auto last = words.end();
  while (last - first > 1 && OneOf(*(last - 1), kRoles)) --last;
  while (last - first > 1 && OneOf(*first, kRoles)) ++first;
  std::string name;
  for (; first != last; ++first) name += (name.empty() ? "" : "_") + *first;
  return name;
}

}  // namespace packrake::code
