#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "credential/exposed_finder.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"
#include "credential/sinks.h"
#include "credential/token_name.h"

// Java, Kotlin, Scala and Groovy: tokens that getters give, and where their frameworks put them.
namespace packrake::code {
namespace {

// The same token in another form.
constexpr auto kForms = std::to_array<std::string_view>(
    {"getTokenValue", "tokenValue", "getValue", "value", "toString", "getBytes", "toByteArray", "serialize", "trim",
     "getToken", "token", "encodeToByteArray", "toCharArray"});

bool IsRefusal(std::string_view status) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"unauthorized", "forbidden", "badrequest", "bad_request", "internalservererror", "internal_server_error",
       "unprocessable", "notacceptable"});
  const std::string lower = Lower(status);
  return (lower.size() == 3 && (lower[0] == '4' || lower[0] == '5')) ||
         std::ranges::any_of(kWords, [&lower](std::string_view word) { return Has(lower, word); });
}

}  // namespace

void ExposedFinder::Jvm(const Call& call) {
  if (!r_.Is(LanguageId::kJava) && !r_.Is(LanguageId::kKotlin) && !r_.Is(LanguageId::kScala) &&
      !r_.Is(LanguageId::kGroovy))
    return;
  const std::vector<Argument> arguments = p_.Arguments(call.inner);
  if (arguments.empty()) return;
  JvmCookie(call, arguments);
  Refused(call, arguments);
  BearerOfCall(call, arguments);
  StoredByScript(call, arguments);
  AskedInQuery(call, arguments);
  WrittenToFile(call, arguments);
}

// user.getAccessToken(), idToken.getTokenValue(), request.getHeader("Authorization"): whether what begins at `i` is a
// token as it is, and not something about one.
bool ExposedFinder::GivesToken(std::uint32_t i, std::uint32_t end) const {
  if (!HasNamedConstants() && !r_.Is(LanguageId::kGroovy)) return false;
  const bool header = ReadsAuthorization(i);
  std::uint32_t k = i + 1;
  bool another = header;
  if (t_.Is(k, "(")) {
    if (t_[k].pair == kNone || (!header && t_[k].pair != k + 1)) return false;
    // getToken(), accessToken() of a record; nextToken() of a parser is something else
    if (!header && !t_.Text(i).starts_with("get") && TokenName(t_.Text(i)) != 2) return false;
    k = t_[k].pair + 1;
    another = true;
  }
  while (k < end && (t_.Is(k, ".") || t_.Is(k, "?."))) {
    if (!OneOf(t_.Text(k + 1), kForms)) return false;
    k += 2;
    if (t_.Is(k, "(")) k = t_[k].pair == kNone ? end : t_[k].pair + 1;
    another = true;
  }
  static constexpr auto kAsking = std::to_array<std::string_view>({"==", "!=", "?", "&&", "===", "!==", "::", "["});
  return another && (k >= end || !OneOf(t_.Text(k), kAsking));
}

// request.getHeader("Authorization"), headers.getFirst(HttpHeaders.AUTHORIZATION), at the method's name
bool ExposedFinder::ReadsAuthorization(std::uint32_t i) const {
  if (!t_.Is(i + 1, "(") || t_[i + 1].pair == kNone || !t_.IsName(i)) return false;
  if (!HasNamedConstants() && !r_.Is(LanguageId::kGroovy)) return false;
  const std::string_view method = t_.Text(i);
  const bool of_headers = i > 1 && (method == "get" || method == "getFirst") &&
                          Has(Lower(t_.Text(t_.Is(i - 2, ")") && i > 3 ? i - 4 : i - 2)), "header");
  if (method != "header" && method != "getHeader" && !of_headers) return false;
  const Range argument{i + 2, t_[i + 1].pair};
  if (argument.size() == 1 && t_.IsString(argument.begin))
    return Lower(t_.StringAt(argument.begin).value) == "authorization";
  const std::string path = Lower(p_.PathOf(argument));
  return path == "authorization" || path.ends_with(".authorization");
}

void ExposedFinder::JvmCookie(const Call& call, const std::vector<Argument>& arguments) {
  const std::string& method = call.method();
  const bool scala = r_.Is(LanguageId::kScala);
  if (method == "append" && r_.Is(LanguageId::kKotlin) && ReceiverMatches(call.path, "~cookies")) {
    // Ktor: name, value, encoding, age, expiry, domain, path, secure, http only
    if (arguments.size() < 2 || !CookieOfToken(arguments)) return;
    const auto on = [&](std::string_view name, std::size_t place) {
      const auto named = r_.Named(arguments, name);
      const auto given = named ? named : r_.Positional(arguments, place);
      return given && !r_.IsFalse(*given);
    };
    if (!on("secure", 7) || !on("httpOnly", 8)) r_.Tell(kCookie, call);
    return;
  }
  // Android's CookieManager.getInstance().setCookie(url, "jwt=…; path=/")
  constexpr std::string_view kManager = "~cookiemanager";
  if (method == "setCookie" && arguments.size() >= 2 &&
      (ReceiverMatches(call.path, kManager) || ReceiverMatches(p_.PathOfMade(call, false), kManager))) {
    const std::string text = Lower(r_.TextOf(arguments[1].value));
    if (NamesTokenCookie(text) && (!Has(text, "httponly") || !Has(text, "secure"))) r_.Tell(kCookie, call);
    return;
  }
  // Vert.x; Micronaut; Netty; JAX-RS; Play, whose cookies are HttpOnly by themselves; Akka; http4s
  const bool by_name = (method == "cookie" || method == "of") && call.path.size() == 2 && call.path[0] == "Cookie";
  const bool made = method == "DefaultCookie" || (method == "Builder" && call.path.front() == "NewCookie") ||
                    (scala && (method == "Cookie" || method == "HttpCookie" || method == "ResponseCookie"));
  // Javalin, Spark: name, value, age, and in Spark secure, http only
  const bool answered = method == "cookie" && arguments.size() >= 2 && arguments.size() <= 3 &&
                        ReceiverMatches(call.path, "~ctx|~context|~res") && r_.Holds("io.javalin|spark.Spark");
  if ((!by_name && !made && !answered) || !CookieOfToken(arguments)) return;
  if (by_name && IsSentOrConfigured(call)) return;
  const std::string text = Lower(FunctionText(call.begin));
  const bool of_play = scala && method == "Cookie" && !r_.Holds("HttpCookie|ResponseCookie");
  const bool http_only = of_play ? !Has(text, "httponly=false") : FlagIsOn(text, "httponly");
  if (!http_only || !FlagIsOn(text, "secure")) r_.Tell(kCookie, call);
}

// HttpRequest.GET("/").cookie(Cookie.of("JWT", token)): what a client sends has no options. cookie.configure(settings)
// has those of the settings.
bool ExposedFinder::IsSentOrConfigured(const Call& call) const {
  if (Has(FunctionText(call.begin), ".configure(")) return true;
  for (std::uint32_t i = call.begin; i > 0 && call.begin - i < 30 && !t_.Is(i, ";") && !t_.Is(i, "{"); --i) {
    if (t_.Is(i, "HttpRequest")) return true;
  }
  return false;
}

// Answers that refuse: respond(HttpStatusCode.Unauthorized, "… $token") of Ktor, complete(Unauthorized -> …) of Akka,
// ResponseEntity.status(401).body(…) of Spring, Response.status(Status.FORBIDDEN).entity(…) of JAX-RS,
// sendError(401, …) of servlets, setStatusCode(401).end(…) of Vert.x, Unauthorized(…) of Play.
void ExposedFinder::Refused(const Call& call, const std::vector<Argument>& arguments) {
  if (!Refuses(call, arguments)) return;
  const auto holds = [this](const std::vector<Argument>& given) {
    return std::ranges::any_of(given, [this](const Argument& one) { return HoldsToken(one.value, false); });
  };
  static constexpr auto kMaps =
      std::to_array<std::string_view>({"mapOf", "of", "obj", "Map", "jsonObjectOf", "hashMapOf", "put"});
  const bool shown = holds(arguments) || std::ranges::any_of(p_.CallsIn(call.inner), [&](const Call& inner) {
                       return OneOf(inner.method(), kMaps) && holds(p_.Arguments(inner.inner));
                     });
  if (shown) r_.Tell(kInError, call, {}, IsOfLink(call) ? std::optional(Confidence::kLow) : std::nullopt);
}

bool ExposedFinder::Refuses(const Call& call, const std::vector<Argument>& arguments) const {
  const std::string& method = call.method();
  static constexpr auto kOfPlay =
      std::to_array<std::string_view>({"Unauthorized", "Forbidden", "BadRequest", "InternalServerError"});
  if (OneOf(method, kOfPlay)) return r_.Is(LanguageId::kScala);
  static constexpr auto kWithStatus =
      std::to_array<std::string_view>({"respond", "respondText", "complete", "sendError", "fail", "HttpResponse"});
  if (OneOf(method, kWithStatus)) {
    const auto named = r_.Named(arguments, "status");
    const Range status = named ? *named : arguments[0].value;
    std::uint32_t last = status.begin;
    while (t_.Is(last + 1, ".") && t_.IsName(last + 2)) last += 2;
    return IsRefusal(t_.Text(last));
  }
  if (method == "ResponseEntity") return arguments.size() == 2 && IsRefusal(r_.TextOf(arguments[1].value));
  static constexpr auto kOfChains = std::to_array<std::string_view>({"body", "entity", "end", "result", "json"});
  if (!OneOf(method, kOfChains)) return false;
  // The link before that says which status: status(HttpStatus.FORBIDDEN), badRequest(), Response(UNAUTHORIZED)
  for (std::uint32_t i = call.begin; i < call.name; ++i) {
    if (!t_.IsName(i) || !t_.Is(i + 1, "(") || t_[i + 1].pair == kNone) continue;
    const std::string name = Lower(t_.Text(i));
    if (name == "badrequest" || name == "unauthorized" || name == "internalservererror") return true;
    if (name != "status" && name != "setstatuscode" && name != "response") continue;
    for (std::uint32_t k = i + 2; k < t_[i + 1].pair; ++k) {
      if (IsRefusal(t_.Text(k))) return true;
    }
  }
  return false;
}

// headers.setBearerAuth(user.getIdToken().getTokenValue()), bearerAuth(session.idToken)
void ExposedFinder::BearerOfCall(const Call& call, const std::vector<Argument>& arguments) {
  static constexpr auto kBearers = std::to_array<std::string_view>({"setBearerAuth", "bearerAuth", "withBearerAuth"});
  if (!OneOf(call.method(), kBearers)) return;
  const Range token = p_.Resolve(arguments[0].value);
  for (std::uint32_t i = token.begin; i < token.end && i < token.begin + 12; ++i) {
    if (!t_.IsName(i)) continue;
    const std::vector<std::string> words = WordsOf(t_.Text(i));
    if (words.size() < 2 || (words.back() != "token" && words.back() != "jwt")) continue;
    if (words.back() == "token" && words[words.size() - 2] == "id") return r_.Tell(kIdToken, call);
    if (NamesCaller(words)) return r_.Tell(kForwarded, call, {}, Confidence::kLow);
  }
}

// page.executeJs("localStorage.setItem('token', $0)", token), webView.evaluateJavascript(…), loadUrl("javascript:…")
void ExposedFinder::StoredByScript(const Call& call, const std::vector<Argument>& arguments) {
  static constexpr auto kRunners =
      std::to_array<std::string_view>({"executeJs", "executeJavaScript", "evaluateJavascript", "loadUrl"});
  if (!OneOf(call.method(), kRunners)) return;
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    if (!t_.IsString(i)) continue;
    const std::string& script = t_.StringAt(i).value;
    static constexpr std::string_view kSets = "Storage.setItem(";
    const std::size_t at = script.find(kSets);
    if (at == std::string::npos) continue;
    const std::string_view rest = std::string_view(script).substr(at + kSets.size());
    const std::size_t open = rest.find_first_not_of(" \\");
    const bool quoted = open != std::string_view::npos && (rest[open] == '\'' || rest[open] == '"');
    const std::string_view key = quoted ? rest.substr(open + 1, rest.find_first_of("'\"\\,", open + 1) - open - 1)
                                        : std::string_view();
    const bool holds = std::ranges::any_of(arguments, [this](const Argument& argument) {
      return HoldsToken(argument.value, false);
    });
    if (TokenName(key) > 0 || holds) return r_.Tell(kWebStorage, call);
  }
}

// @Query("access_token") String token of Retrofit, @QueryParam in a client of MicroProfile
void ExposedFinder::AskedInQuery(const Call& call, const std::vector<Argument>& arguments) {
  const bool retrofit = call.method() == "Query" && r_.Holds("retrofit2.|retrofit.http|ktorfit");
  const bool client = call.method() == "QueryParam" && r_.Holds("RegisterRestClient");
  if ((!retrofit && !client) || arguments.size() > 2) return;
  const auto named = r_.Named(arguments, "value");
  const std::string name = Lower(p_.ConstantOf(named ? *named : arguments[0].value));
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"\"token", "\"jwt", "\"access_token", "\"accesstoken", "\"id_token", "\"auth_token"});
  if (!OneOf(name, kNames)) return;
  // @GET("auth/verify-email"): a link's token, good for one use. Its path stands before the parameters.
  static constexpr auto kOfLinks = std::to_array<std::string_view>(
      {"verif", "confirm", "reset", "activat", "invit", "unsubscribe"});
  bool of_link = false;
  for (std::uint32_t i = call.begin > 60 ? call.begin - 60 : 0; i < call.begin; ++i) {
    if (t_.Is(i, ";") || t_.Is(i, "fun")) of_link = false;
    const std::string text = Lower(t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i));
    of_link |= std::ranges::any_of(kOfLinks, [&text](std::string_view word) { return Has(text, word); });
  }
  std::optional<Severity> severity;
  if (name == "\"token" && !auth_) severity = Severity::kMedium;  // any service's, as in UrlOf
  r_.Tell(kInUrl, call, severity, of_link ? std::optional(Confidence::kLow) : std::nullopt);
}

// openFileOutput("session", MODE_PRIVATE), and below out.write(token.getBytes())
void ExposedFinder::WrittenToFile(const Call& call, const std::vector<Argument>& arguments) {
  if (call.method() != "openFileOutput" || arguments.size() != 2) return;
  constexpr std::uint32_t kNear = 60;  // tokens
  for (const Call& other : p_.CallsIn({call.inner.end, std::min(call.inner.end + kNear, t_.size())})) {
    if (other.method() != "write" && other.method() != "writeUTF") continue;
    const std::vector<Argument> written = p_.Arguments(other.inner);
    if (written.size() == 1 && HoldsToken(written[0].value, false))
      return r_.Tell(kMobileStorage, {call.begin, other.inner.end + 1}, {}, Confidence::kMedium);
  }
}

}  // namespace packrake::code
