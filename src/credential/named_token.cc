#include "credential/named_token.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include "credential/exposed_finder.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"
#include "text/word_set.h"

namespace packrake::code {
namespace {

int SureOf(const std::string& name) {
  if (KindOfName(name) == NameKind::kJwtSecret) return 2;  // as bad in a log
  const std::size_t dash = name.rfind('-');  // of a header's name, or a sign of arithmetic
  const int of_last = dash == std::string::npos ? 0 : TokenName(std::string_view(name).substr(dash + 1));
  return std::max({of_last, TokenName(name), TokenName(WithoutRole(name))});
}

// How surely one of the names that `text` holds, in strings too, is a token's, as TokenName counts.
int SurestName(std::string_view text) {
  static constexpr WordSet kEnds(std::to_array<std::string_view>({"token", "jwt", "jws", "bearer"}));
  constexpr std::size_t kMostKnown = 4096, kLongestKnown = 64;
  thread_local std::unordered_map<std::string, int> known;  // the same few names come again and again
  int surest = 0;
  for (std::size_t at = kEnds.FindIn(text); at != std::string_view::npos && surest < 2; at = kEnds.FindIn(text, at)) {
    std::size_t begin = at;
    while (begin > 0 && IsNameByte(text[begin - 1])) --begin;
    while (at < text.size() && IsNameByte(text[at])) ++at;
    std::string name(text.substr(begin, at - begin));
    if (name.size() > kLongestKnown) {
      surest = std::max(surest, SureOf(name));
      continue;
    }
    if (known.size() > kMostKnown) known.clear();
    const auto [entry, fresh] = known.try_emplace(std::move(name));
    if (fresh) entry->second = SureOf(entry->first);
    surest = std::max(surest, entry->second);
  }
  return surest;
}

// Whether `text` names an address in clear text that may be somebody's, and something that sends a bearer's token:
// exposed_url.cc and config_shell.cc ask for both.
bool MaySendInClear(std::string_view text) {
  constexpr std::string_view kClear = "http://";
  if (!HoldsOne(text, "Bearer|earerAuth(|bearer_auth(|bearer:|bearerToken:|\"JWT |'JWT |--oauth2-bearer")) return false;
  for (std::size_t at = text.find(kClear); at != std::string_view::npos; at = text.find(kClear, at + 1)) {
    const bool named = IsNameByte(At(text, at + kClear.size()));  // a host, and no variable
    if (!named || !ExposedFinder::IsLocalHost(text.substr(at, text.find_first_of(" \n\"'`", at) - at))) return true;
  }
  return false;
}

}  // namespace

bool MayTellOfToken(std::string_view rule, std::string_view text) {
  if (rule == kPlainHttp) return MaySendInClear(text);
  const bool shows = rule == kInLog || rule == kInError;
  const bool keeps = rule == kWebStorage || rule == kMobileStorage;
  if (!shows && !keeps && rule != kInUrl && rule != kCookie) return true;
  const int surest = SurestName(text);
  if (surest == 2 || (surest == 1 && !shows)) return true;
  if (shows) {
    static constexpr WordSet kOthers(
        std::to_array<std::string_view>({"authorization", "eyj", "auth_header", "authheader"}));
    const bool logins = surest == 1 && HoldsOne(text, kAuthWords) && !HoldsOne(text, kMessageWords);
    return logins || kOthers.StandsIn(text);
  }
  if (rule == kInUrl) {
    static constexpr WordSet kOthers(std::to_array<std::string_view>({"jwt", "auth=", "oidc"}));
    return kOthers.StandsIn(text);
  }
  static constexpr WordSet kOthers(
      std::to_array<std::string_view>({"jwt", "auth=", "session=", "sessionid=", "cookie_secure", "cookie-secure",
                                       "http_only", "http-only", "cookie_http", "cookie-http", "cookiehttp"}));
  return rule == kCookie && kOthers.StandsIn(text);
}

}  // namespace packrake::code
