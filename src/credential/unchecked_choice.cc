#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/line_bytes.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"

// Claims that are read unchecked, and whether that only chooses what the token is checked with.
namespace packrake::code {
namespace {

constexpr std::size_t kMostNames = 4;        // of one result: its own, and parts of it
constexpr std::uint32_t kMostTokens = 1500;  // of the function that reads it
constexpr int kMostSteps = 8;                // from a result to a claim of it

// Who issued a token, for whom, which key it names and how long it lasts.
bool Chooses(std::string_view member) {
  std::string name = Lower(member);
  if (name.starts_with("get")) name.erase(0, 3);
  static constexpr auto kChoosing = std::to_array<std::string_view>(
      {"iss", "issuer", "kid", "keyid", "tid", "azp", "appid", "aud", "audience", "audiences", "header", "headers",
       // Nor does its age say who somebody is: a client asks for it, to know when to get another.
       "exp", "expiration", "expiry", "expirytime", "expirationtime", "expiresat", "expiresatasinstant",
       "iat", "issuedat", "issuedatasinstant", "validto"});
  return OneOf(name, kChoosing);
}

// A part that holds all the claims.
bool IsWhole(std::string_view member) {
  static constexpr auto kWhole = std::to_array<std::string_view>(
      {"payload", "Payload", "claims", "Claims", "body", "first", "fields", "getClaims", "getPayload", "getBody",
       "getJWTClaimsSet", "unwrap", "claim_set", "readJsonContent"});
  return OneOf(member, kWhole);
}

}  // namespace

UncheckedFinder::ReadOf UncheckedFinder::ReadAfter(std::uint32_t k) const {
  const auto by_name = [](bool chooses) { return chooses ? ReadOf::kChoice : ReadOf::kClaims; };
  for (int step = 0; step < kMostSteps; ++step) {
    // (claims as { exp: number }).exp
    if (const std::uint32_t open = t_.Is(k, "as") ? t_[k].inside : kNone;
        open != kNone && open > 0 && t_.Is(open, "(") && !t_.IsName(open - 1) && t_[open].pair != kNone)
      k = t_[open].pair + 1;
    if (t_.Is(k, "!") && !t_.Is(k + 1, "=")) ++k;  // not null, in TypeScript
    if (t_.Is(k, "[")) {
      const std::uint32_t close = t_[k].pair;
      if (close != k + 2) return ReadOf::kClaims;
      if (t_.IsString(k + 1)) return by_name(Chooses(t_.StringAt(k + 1).value));
      k = close + 1;  // JWT.decode(token, nil, false)[0]
      continue;
    }
    if (!t_.Is(k, ".") && !t_.Is(k, "?.") && !t_.Is(k, "->")) break;
    if (t_.Is(k + 1, "[")) {
      ++k;
      continue;
    }
    if (t_.Is(k + 1, "(")) {  // token.Claims.(jwt.MapClaims)
      if (t_[k + 1].pair == kNone) return ReadOf::kClaims;
      k = t_[k + 1].pair + 1;
      continue;
    }
    const std::string_view member = t_.Text(k + 1);
    k += 2;
    if (!t_.Is(k, "(")) {
      if (IsWhole(member)) continue;
      return by_name(Chooses(member));
    }
    const std::uint32_t close = t_[k].pair;
    if (close == kNone) return ReadOf::kClaims;
    // get("iss"), getClaim("tid"), First(c => c.Type == "iss")
    for (std::uint32_t i = k + 1; i < close; ++i) {
      if (t_.IsString(i)) return by_name(Chooses(t_.StringAt(i).value));
    }
    if (!IsWhole(member)) return by_name(Chooses(member));
    k = close + 1;
  }
  static constexpr auto kTests = std::to_array<std::string_view>({"&&", "||", "==", "===", "!=", "!==", "?", "is"});
  if (OneOf(t_.Text(k), kTests)) return ReadOf::kTest;
  return ReadOf::kWhole;
}

bool UncheckedFinder::NamesGiven(std::uint32_t begin, std::vector<Given>& names) const {
  while (begin > 0 && (t_.Is(begin - 1, "await") || t_.Is(begin - 1, "try") || t_.Is(begin - 1, "(") ||
                       t_.Is(begin - 1, "new") || t_.Is(begin - 1, "&")))
    --begin;
  if (begin < 2 || !(t_.Is(begin - 1, "=") || t_.Is(begin - 1, ":="))) return false;
  std::uint32_t last = begin - 2;
  if (t_.Is(last, "}") && t_[last].pair != kNone) {  // const { iss, kid: id } = …
    for (std::uint32_t k = t_[last].pair + 1; k < last; ++k) {
      const bool entry = t_.Is(k - 1, "{") || t_.Is(k - 1, ",");
      if (!entry || Chooses(t_.Text(k))) continue;
      if (!IsWhole(t_.Text(k)) || names.size() == kMostNames) return false;
      names.push_back({t_.Text(t_.Is(k + 1, ":") ? k + 2 : k), begin});  // const { payload: claims } = …
    }
    return true;
  }
  static constexpr auto kDeclaring = std::to_array<std::string_view>({"const", "let", "var", "val"});
  std::uint32_t first = last;
  while (first > 0 && !t_[first].first_on_line && last - first < 12 && !t_.Is(first - 1, ";")) --first;
  for (std::uint32_t k = first; k < last; ++k) {
    if (OneOf(t_.Text(k), kDeclaring) && t_.IsName(k + 1)) last = k + 1;  // const decoded: Jwt | null = …
  }
  // token, _, err := …; payload, header = …: the first is what was read.
  while (last > first + 1 && t_.IsName(last) && t_.Is(last - 1, ",")) last -= 2;
  if (!t_.IsName(last)) return false;
  // req.user = decoded: others read it there.
  if (r_.Is(LanguageId::kJavaScript) && last > 0 && t_.Is(last - 1, ".")) return false;
  const std::string_view name = t_.Text(last);
  if (names.size() == kMostNames || std::ranges::find(names, name, &Given::name) != names.end()) return false;
  names.push_back({name, begin});
  return true;
}

// if (!decoded), if decoded:
bool UncheckedFinder::IsTestedOnly(std::uint32_t k) const {
  return (t_.Is(k - 1, "!") || t_.Is(k - 1, "not") || t_.Is(k - 1, "if") || t_.Is(k - 1, "(")) &&
         (t_.Is(k + 1, ")") || t_.Is(k + 1, ":") || t_.Is(k + 1, "{")) &&
         !(t_.Is(k - 1, "(") && !t_.Is(k - 2, "if"));
}

bool UncheckedFinder::GoesOn(std::uint32_t k, std::vector<Given>& names, int& choices) const {
  static constexpr auto kParsers = std::to_array<std::string_view>(
      {"parse", "loads", "Unmarshal", "json_decode", "Deserialize", "DeserializeObject", "fromJson", "readValue"});
  if (k > 0 && t_.Is(k - 1, "return")) {
    const bool chosen = CallersOnlyChoose(k);
    choices += chosen ? 1 : 0;
    return chosen;
  }
  std::uint32_t begin = k;
  const std::uint32_t open = t_[k].inside;
  if (open != kNone && open > 0 && t_[open].pair != kNone && OneOf(t_.Text(open - 1), kParsers)) {
    const std::uint32_t close = t_[open].pair;
    if (r_.Is(LanguageId::kGo)) {  // json.Unmarshal(payload, &claims)
      const std::uint32_t name = close - 1;
      if (!t_.IsName(name) || !t_.Is(name - 1, "&") || names.size() == kMostNames) return false;
      names.push_back({t_.Text(name), close});
      return true;
    }
    const ReadOf read = ReadAfter(close + 1);
    if (read == ReadOf::kClaims) return false;
    if (read == ReadOf::kChoice) return ++choices > 0;
    begin = open - 1;  // json.loads(payload)
    while (begin > 1 && t_.Is(begin - 1, ".") && t_.IsName(begin - 2)) begin -= 2;
  }
  const std::size_t known = names.size();
  if (!NamesGiven(begin, names)) return false;
  if (names.size() == known) ++choices;  // taken apart, into nothing but what chooses
  return true;
}

// function claimsOf(token) { …; return claims; }, and all that the file reads of claimsOf(…) chooses.
bool UncheckedFinder::CallersOnlyChoose(std::uint32_t k) const {
  const std::uint32_t function = p_.FunctionOfToken(k);
  const Region& region = p_.regions()[function];
  if (following_ || !IsPrivate(region) || !p_.Spend(p_.calls().size())) return false;
  following_ = true;
  int called = 0;
  bool choose = true;
  for (const Call& call : p_.calls()) {
    if (!choose || call.method() != region.name || p_.FunctionOfToken(call.begin) == function) continue;
    ++called;
    choose = OnlyChoosesKey(call);
  }
  following_ = false;
  return choose && called > 0;
}

bool UncheckedFinder::IsPrivate(const Region& region) const {
  if (region.name.empty()) return false;
  std::uint32_t line = region.header;
  while (line > 0 && !t_[line].first_on_line) --line;
  switch (p_.language().id) {
    case LanguageId::kJavaScript:
      return !t_.Is(line, "export") && p_.regions()[region.parent].kind != RegionKind::kClass &&
             !r_.Holds("module.exports|exports.|export {|export default {");
    case LanguageId::kGo:
      return IsLower(region.name[0]);
    case LanguageId::kPython:
      return region.name.starts_with('_');
    case LanguageId::kJava:
    case LanguageId::kKotlin:
    case LanguageId::kCSharp:
      return t_.Is(line, "private");
    default:
      return false;
  }
}

bool UncheckedFinder::OnlyChoosesKey(const Call& call) const {
  if (++searches_ > kMaxSearches) return false;
  std::uint32_t after = call.inner.end + (call.open == kNone ? 0 : 1);
  if (t_.Is(after, "as")) {  // (jwt.decode(token) as Claims).iss
    while (t_.IsName(after)) ++after;
    if (t_.Is(after, ")")) ++after;
  }
  const ReadOf at_once = ReadAfter(after);
  if (at_once == ReadOf::kChoice || at_once == ReadOf::kClaims) return at_once == ReadOf::kChoice;
  std::vector<Given> names;
  int choices = 0;
  const bool into = r_.Is(LanguageId::kGo) && !call.method().starts_with("Decode");
  if (!GoesOn(call.begin, names, choices) && !into) return false;
  // Go: ParseUnverified(raw, &claims), UnsafeClaimsWithoutVerification(&claims)
  if (const std::vector<Argument> arguments = p_.Arguments(call.inner); into && !arguments.empty()) {
    const Range last = arguments.back().value;
    const std::uint32_t name = t_.Is(last.begin, "&") ? last.begin + 1 : last.begin;
    if (name + 1 == last.end && t_.IsName(name)) names.push_back({t_.Text(name), after});
  }
  if (names.empty()) return choices > 0;  // taken apart at once
  // unverifiedClaims: who calls them so knows, and the file verifies.
  const auto says = [](const Given& given) { return Lower(given.name).find("unverified") != std::string::npos; };
  if (std::ranges::any_of(names, says) && r_.Holds("erify(|.Claims(|alidateToken|ParseWithClaims|ParseSigned"))
    return true;
  const Range body = r_.FunctionRound(call.begin);
  for (std::size_t n = 0; n < names.size(); ++n) {
    const Given given = names[n];
    for (std::uint32_t k = std::max(given.from, after); k < body.end && k < after + kMostTokens; ++k) {
      if (!t_.IsName(k) || t_.Text(k) != given.name || t_.Is(k - 1, ".") || t_.Is(k - 1, "?.") || t_.Is(k - 1, "->"))
        continue;
      if (t_.Is(k + 1, "=") || t_.Is(k + 1, ":=")) break;
      switch (ReadAfter(k + 1)) {
        case ReadOf::kChoice:
          ++choices;
          break;
        case ReadOf::kClaims:
          return false;
        case ReadOf::kTest:
          break;
        case ReadOf::kWhole:
          if (!IsTestedOnly(k) && !GoesOn(k, names, choices)) return false;
          break;
      }
    }
  }
  return choices > 0;
}

const Call& UncheckedFinder::Whole(const Call& call) const {
  const std::uint32_t open = t_[call.begin].inside;
  if (!r_.Is(LanguageId::kGo) || !call.method().starts_with("With") || open == kNone) return call;
  for (const Call& one : p_.calls()) {
    if (one.open == open) return one;
  }
  return call;
}

bool UncheckedFinder::ModuleVerifies() const {
  return r_.Is(LanguageId::kElixir) &&
         r_.Holds("verify_and_validate|decode_and_verify|Joken.verify|JWT.verify|verify_strict(");
}

bool UncheckedFinder::IsOfClient() const {
  return r_.Holds("exchange_code|exchangeCode|ExchangeCode|.Exchange(|authorization_code|client_credentials|"
                  "token_endpoint|tokenEndpoint|TokenEndpoint|fetch_token(|OAuth2TokenResponse|oauth2.Token|"
                  "oauth2.Config|"
                  ".Extra(\"id_token\")") &&
         !r_.Holds("headers.get|headers.authorization|headers['auth|headers[\"auth|headers['Auth|headers[\"Auth|"
                   "getHeader(|GetHeader(|Header.Get(|.Cookie(|FormValue(|PostForm(|HTTP_AUTHORIZATION|earerToken(|"
                   "request.headers|req.headers|Request.Headers|HTTPBearer|req.body|request.body|request.data|"
                   "request.json|request.POST|@RequestBody|[FromBody]|$_POST|ShouldBind");
}

bool UncheckedFinder::IsExpired(const Call& call) const {
  static constexpr auto kErrors = std::to_array<std::string_view>(
      {"TokenExpiredError", "ExpiredSignatureError", "ExpiredJwtException", "TokenExpiredException",
       "SecurityTokenExpiredException", "ExpiredSignature", "ExpiredException"});
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t i = std::max(body.begin, call.begin > kMostTokens ? call.begin - kMostTokens : 0); i < call.begin;
       ++i) {
    if (OneOf(t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i), kErrors)) return true;
  }
  return false;
}

bool UncheckedFinder::OnlyLogs(const Call& call) const {
  static constexpr auto kOfLogs =
      std::to_array<std::string_view>({"log", "logs", "logger", "logging", "telemetry", "trace", "debug"});
  const std::vector<std::string> words = WordsOf(p_.regions()[p_.FunctionOfToken(call.begin)].name);
  static constexpr auto kOfUsers = std::to_array<std::string_view>({"in", "out", "on", "off"});  // log_in
  return std::ranges::any_of(words, [](const std::string& word) { return OneOf(word, kOfLogs); }) &&
         std::ranges::none_of(words, [](const std::string& word) { return OneOf(word, kOfUsers); });
}

bool UncheckedFinder::OnlyShown(const Call& call) const {
  if (call.begin < 2 || !t_.Is(call.begin - 1, "=") || !t_.IsName(call.begin - 2)) return false;
  const Range body = r_.FunctionRound(call.begin);
  bool shown = false;
  for (std::uint32_t i = call.inner.end; i < body.end && i < call.inner.end + kMostTokens; ++i) {
    if (!t_.IsName(i) || t_.Text(i) != t_.Text(call.begin - 2) || t_.Is(i - 1, ".")) continue;
    const std::uint32_t open = t_[i].inside;
    if (open == kNone || open < 3 || !t_.Is(open, "(") || !t_.Is(open - 2, ".")) return false;
    if (Lower(t_.Text(open - 3)).find("log") == std::string::npos) return false;
    shown = true;
  }
  return shown;
}

bool UncheckedFinder::IsOfOwnSession(const Call& call) const {
  // By the last word: existingSession, newTokenSet, tokenEndpointResponse; this.id_token of what keeps tokens.
  static constexpr auto kKept =
      std::to_array<std::string_view>({"session", "account", "tokens", "tokenset", "set", "credentials", "token", "res",
                                       "resp", "response", "exchanged", "this", "self"});
  static constexpr auto kTokens =
      std::to_array<std::string_view>({"accesstoken", "access_token", "idtoken", "id_token"});
  const auto token = TokenOf(call);
  std::string path = token ? r_.TextOf(*token) : "";
  // authSession.getAuthNote("token"): kept on the server.
  const std::string origin = token ? Lower(r_.TextOf(p_.Resolve(*token))) : "";
  if (Has(origin, "session.getauthnote(") || Has(origin, "session.getattribute(") || Has(origin, "session.getnote("))
    return true;
  if (path.ends_with("()")) path.erase(path.size() - 2);  // tokens.idToken() of arctic
  if (const std::size_t sign = path.find("?."); sign != std::string::npos) path.erase(sign, 1);
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos || dot == 0 || path.starts_with("req") || !OneOf(Lower(path.substr(dot + 1)), kTokens))
    return false;
  std::size_t begin = dot;  // of the holder's name
  while (begin > 0 && IsNameByte(path[begin - 1])) --begin;
  const std::vector<std::string> words = WordsOf(path.substr(begin, dot - begin));
  return !words.empty() && OneOf(words.back(), kKept);
}

void UncheckedFinder::TellUnchecked(const Call& call, std::optional<Severity> severity,
                                    std::optional<Confidence> confidence) {
  const bool hint =
      OnlyChoosesKey(Whole(call)) || ModuleVerifies() || IsOfClient() || IsOfOwnSession(call) || IsExpired(call) ||
                    OnlyLogs(call) || OnlyShown(call) || IsOfOwnSettings(call) || IsOfScript(call) ||
                    IsSaidToVerifyNothing(call);
  r_.Tell(kNoVerify, call, severity, hint ? Confidence::kLow : confidence);
}

}  // namespace packrake::code
