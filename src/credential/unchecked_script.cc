#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

namespace packrake::code {
namespace {

// What only the code of a server says.
constexpr std::string_view kServerWords =
    "express(|'express'|\"express\"|express-|Express|fastify|koa|@nestjs|hapi|createServer|req.headers|"
    "request.headers|ctx.headers|req.cookies|next/server|aws-lambda|event.headers|jsonwebtoken|NextFunction|req.get(|"
    "req, res|context.req|@Injectable|getServerSideProps";

// Libraries that are given their options once, and where those have what is signed with and what is accepted.
constexpr std::string_view kGivenOnce =
    "fastify-jwt|@fastify/jwt|fast-jwt|passport-jwt|JwtModule|@hapi/jwt|hapi-auth-jwt2|express-oauth2-jwt-bearer";
constexpr auto kAccepted =
    std::to_array<std::string_view>({"algorithms", "verify.algorithms", "verifyOptions.algorithms", "keys.algorithms",
                                     "jsonWebTokenOptions.algorithms"});
constexpr auto kSigned = std::to_array<std::string_view>({"algorithm", "sign.algorithm", "signOptions.algorithm"});
constexpr auto kAudiences = std::to_array<std::string_view>(
    {"audience", "aud", "allowedAud", "verify.aud", "verify.allowedAud", "verifyOptions.audience", "sign.aud",
     "signOptions.audience", "jsonWebTokenOptions.audience"});
constexpr auto kIssuers = std::to_array<std::string_view>({"allowedIss", "verify.allowedIss"});

// Whether a method of that name is given such options; in `register` and `strategy` they stand one step down.
bool TakesOptions(std::string_view method) {
  static constexpr auto kMethods = std::to_array<std::string_view>(
      {"createVerifier", "createSigner", "Strategy", "JwtStrategy", "strategy", "register", "auth"});
  return OneOf(method, kMethods);
}

}  // namespace

void UncheckedFinder::Script(const Call& call) {
  const std::string_view method = call.method();
  if (ScriptJws(call) || ScriptNjwt(call)) return;
  if (method == "decode") {
    if (OnJwt(call) && !ReceiverMatches(call.path, "~jose.base64url|~base64")) return ScriptDecode(call);
    if (ReceiverMatches(call.path, "~unsecuredjwt")) r_.Tell(kAlgNone, call);
  } else if (method == "jwtDecode" || method == "jwt_decode" || method == "decodeJwt" || method == "jwt-decode") {
    if (IsSignature(call) || VerifiedNearby(call)) return;
    // jwt-decode is made for browsers, which decode to show: what counts is decided by whom they send it to.
    const bool of_browsers = method != "decodeJwt" && !r_.Holds(kServerWords);
    if (of_browsers) return r_.Tell(kNoVerify, call, Severity::kLow, Confidence::kMedium);
    BrowserOrServer(call, Confidence::kHigh);
  } else if (method == "UnsecuredJWT") {
    r_.Tell(kAlgNone, call);
  } else if (method == "verify" || method == "verifyAsync") {
    if (OnJwt(call)) ScriptVerify(call, true);
  } else if (method == "jwtVerify" || method == "expressjwt" || method == "expressJwt" || method == "express-jwt") {
    ScriptVerify(call, false);
  } else if (method == "sign" || method == "signAsync" || method == "encode") {
    if (OnJwt(call)) ScriptSign(call);
  } else if (method == "setExpirationTime") {
    if (const auto life = r_.Positional(p_.Arguments(call.inner), 0)) Life(call, *life);
  } else if (method == "setProtectedHeader") {
    if (const auto algorithm = r_.OptionOfCall(p_.Arguments(call.inner), "alg");
        algorithm && r_.IsNoneAlgorithm(*algorithm))
      r_.Tell(kAlgNone, call);
  } else if (method == "SignJWT" || method == "EncryptJWT") {
    Audience(call, r_.OptionOfCall(p_.Arguments(call.inner), "aud"));
  } else if (method == "parse" && ReceiverMatches(call.path, "~jws.jws")) {  // KJUR.jws.JWS.parse(token)
    if (!VerifiedNearby(call)) BrowserOrServer(call, Confidence::kHigh);
  } else if (method == "verifyIdToken" && r_.Holds("google-auth-library")) {
    const Arguments arguments = p_.Arguments(call.inner);
    if (r_.OptionOfCall(arguments, "idToken") && !r_.OptionOfCall(arguments, "audience"))
      r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
  } else if (method == "createDecoder") {
    ScriptDecoder(call);
  } else if (TakesOptions(method) && r_.Holds(kGivenOnce)) {
    ScriptOptions(call);
  }
}

void UncheckedFinder::ScriptOptions(const Call& call) {
  const Arguments arguments = p_.Arguments(call.inner);
  const bool nested = call.method() == "strategy" || call.method() == "register";
  const auto option = [&](std::string_view name) -> std::optional<Range> {
    if (nested && name.find('.') == std::string_view::npos) return std::nullopt;
    return r_.OptionOfCall(arguments, name);
  };
  for (const std::string_view name : kAccepted) {
    if (const auto accepted = option(name)) Algorithms(call, *accepted);
  }
  for (const std::string_view name : kSigned) {
    if (const auto algorithm = option(name); algorithm && r_.IsNoneAlgorithm(*algorithm)) r_.Tell(kAlgNone, call);
  }
  for (const std::string_view name : kAudiences) Audience(call, option(name));
  for (const std::string_view name : kIssuers) {
    if (const auto issuer = option(name); issuer && MatchesAll(*issuer)) r_.Tell("jwt.misuse.no-issuer", call);
  }
}

void UncheckedFinder::ScriptDecoder(const Call& call) {
  if (!ReceiverMatches(call.path, "~fast-jwt")) return;
  // With the header, and beside a verifier, it is there to choose a key.
  if (r_.OptionOfCall(p_.Arguments(call.inner), "complete") || r_.Holds("createVerifier|verify(")) return;
  BrowserOrServer(call, Confidence::kMedium);
}

void UncheckedFinder::ScriptDecode(const Call& call) {
  const Arguments arguments = p_.Arguments(call.inner);
  const bool simple = r_.Holds("jwt-simple") && (ReceiverMatches(call.path, "~simple") || !r_.Holds("jsonwebtoken"));
  if (simple) {
    const auto third = r_.Positional(arguments, 2);
    const std::string constant = third ? p_.ConstantOf(*third) : "";
    const bool skips = third && (r_.IsTrue(*third) || (constant.starts_with('"') && constant.size() > 1));
    if (skips && !VerifiedNearby(call)) TellUnchecked(call);
    // The header then chooses; what came of that, releases since 0.5.3 refuse.
    if (!skips && arguments.size() < 4) r_.Tell(kAlgAny, call, {}, Confidence::kLow);
    return;
  }
  if (arguments.empty() || (VerifiedNearby(call) && !ReturnedFromCatch(call))) return;
  if (ChecksOnDecode()) return;
  // next-auth/jwt, @auth/core/jwt: opens what it is given, by its secret.
  if (ReceiverMatches(call.path, "~next-auth/|~@auth/core")) return;
  // '../core/JWT': the project's own, which may check.
  if (call.is_imported && call.path.front().starts_with('.')) return r_.Tell(kNoVerify, call, {}, Confidence::kLow);
  if (arguments[0].value.empty() || t_.Is(arguments[0].value.begin, "#")) return;  // prose: decode(#506)
  if (std::ranges::any_of(arguments, [](const Argument& one) { return !one.name.empty(); })) return;  // Python's
  // decode({ token, secret }), decode({ ...jwt, token }) of next-auth, which open it: no other library takes an object
  if (arguments.size() == 1 && (t_.Is(arguments[0].value.begin, "{") || r_.OptionOfCall(arguments, "secret"))) return;
  // With a key it is another library's, or another language's, and checks.
  if (arguments.size() >= 2 && p_.ObjectOf(arguments[1].value) == kNone && !r_.IsTrue(arguments[1].value) &&
      !r_.IsFalse(arguments[1].value))
    return;
  if (JwtDefinedHere(call) || ReadsHeaderOnly(call)) return;
  BrowserOrServer(call, Confidence::kHigh);
}

void UncheckedFinder::ScriptVerify(const Call& call, bool plain) {
  const Arguments arguments = p_.Arguments(call.inner);
  if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) Algorithms(call, *algorithms);
  if (const auto key = r_.Positional(arguments, 1); key && plain && r_.IsFalse(*key))
    r_.Tell("jwt.secret.empty", call);
  for (const std::string_view name : {"audience", "aud"}) Audience(call, r_.OptionOfCall(arguments, name));
  if (!plain && call.method() != "jwtVerify") {
    if (!r_.OptionOfCall(arguments, "isRevoked")) r_.Tell(kNotRevoked, call, {}, Confidence::kLow);
    // Releases since 6 refuse to begin without.
    const bool shown = !arguments.empty() && p_.ObjectOf(arguments[0].value) != kNone;
    if (shown && !r_.OptionOfCall(arguments, "algorithms")) r_.Tell(kAlgAny, call, {}, Confidence::kLow);
  }
  if (arguments.size() < 2 && plain) return;
  if (!r_.OptionOfCall(arguments, "audience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
  if (!r_.OptionOfCall(arguments, "issuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
}

void UncheckedFinder::ScriptSign(const Call& call) {
  const Arguments arguments = p_.Arguments(call.inner);
  if (const auto algorithm = r_.OptionOfCall(arguments, "algorithm"); algorithm && r_.IsNoneAlgorithm(*algorithm))
    r_.Tell(kAlgNone, call);
  else if (const auto third = r_.Positional(arguments, 2); third && r_.IsNoneAlgorithm(*third))
    r_.Tell(kAlgNone, call);
  if (const auto algorithm = r_.OptionOfCall(arguments, "alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
    r_.Tell(kAlgNone, call);
  for (const std::string_view name : {"audience", "aud"}) Audience(call, r_.OptionOfCall(arguments, name));
  const auto life = r_.OptionOfCall(arguments, "expiresIn");
  if (life) Life(call, *life);
  const auto claims = r_.Positional(arguments, 0);
  if (!claims) return;
  Claims(call, *claims);
  if (life || p_.ObjectOf(*claims) == kNone || HasEntry(*claims, "exp") || arguments.size() < 2) return;
  const auto options = r_.Positional(arguments, 2);
  if (!options || p_.ObjectOf(*options) != kNone) r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
}

// try { return verify(token, key) } catch { return decode(token) }: the check that failed changes nothing.
bool UncheckedFinder::ReturnedFromCatch(const Call& call) const {
  if (call.begin == 0 || !t_.Is(call.begin - 1, "return")) return false;
  const Region& round = p_.regions()[p_.RegionOf(call.begin)];
  return round.kind == RegionKind::kCondition && (t_.Is(round.header, "catch") || t_.Is(round.body.begin - 2, "catch"));
}

bool UncheckedFinder::IsSignature(const Call& call) const {
  return call.path.size() == 1 && t_[call.begin].first_on_line && t_.Is(call.inner.end + 1, ":");
}

bool UncheckedFinder::ReadsHeaderOnly(const Call& call) const {
  // 1: the header; -1: the claims, or the whole; 0: neither, as in `if (!decoded)`.
  const auto reads = [this](std::uint32_t after) {
    std::uint32_t k = after;
    if (t_.Is(k, "!")) ++k;  // not null, in TypeScript
    if (t_.Is(k, "?.") || t_.Is(k, ".")) return t_.Is(k + 1, "header") ? 1 : -1;
    static constexpr auto kTests =
        std::to_array<std::string_view>({")", "&&", "||", "==", "===", "!=", "!==", "?"});
    return std::ranges::any_of(kTests, [&](std::string_view sign) { return t_.Is(k, sign); }) ? 0 : -1;
  };
  const std::uint32_t after = call.inner.end + 1;
  if (reads(after) > 0) return true;
  if (call.begin < 2 || !t_.Is(call.begin - 1, "=")) return false;
  std::uint32_t name = call.begin - 2;
  if (t_.Is(name, "}")) {  // const { header } = …
    const std::uint32_t open = t_[name].pair;
    return open != kNone && t_.Is(open + 1, "header") && (open + 2 == name || t_.Is(open + 2, ":")) &&
           name - open < 8;
  }
  static constexpr auto kDeclaring = std::to_array<std::string_view>({"const", "let", "var"});
  for (std::uint32_t k = name; k > 0 && !t_[k].first_on_line; --k) {  // const decoded: Jwt | null = …
    if (std::ranges::any_of(kDeclaring, [&](std::string_view word) { return t_.Is(k - 1, word); })) name = k;
  }
  if (!t_.IsName(name)) return false;
  int headers = 0;
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t k = after; k < body.end; ++k) {
    if (!t_.IsName(k) || t_.Text(k) != t_.Text(name) || t_.Is(k - 1, ".") || t_.Is(k + 1, "=")) continue;
    const int read = reads(k + 1);
    const bool passed_on = t_.Is(k - 1, ",") || (t_.Is(k - 1, "(") && t_.IsName(k - 2) && !t_.Is(k - 2, "if"));
    if (read < 0 || (read == 0 && passed_on)) return false;
    headers += read;
  }
  return headers > 0;
}

bool UncheckedFinder::ChecksSignature(std::string_view method) {
  return Has(method, "signature") && (Has(method, "valid") || Has(method, "verif") || Has(method, "check"));
}

bool UncheckedFinder::VerifiesResult(const Call& other, const Call& call) const {
  const bool bound = call.begin > 1 && t_.Is(call.begin - 1, "=") && t_.IsName(call.begin - 2);
  const bool of_hapi = r_.Is(LanguageId::kJavaScript) && OnJwt(other) && other.method().starts_with("verify");
  const bool by_name = other.begin > call.begin && ChecksSignature(Lower(other.method()));
  if (!bound || (!of_hapi && !by_name)) return false;
  const Arguments arguments = p_.Arguments(other.inner);
  const auto given = by_name ? arguments.end() : arguments.begin() + (arguments.empty() ? 0 : 1);
  return std::any_of(arguments.begin(), given, [&](const Argument& argument) {
    return r_.TextOf(argument.value) == t_.Text(call.begin - 2);
  });
}

bool UncheckedFinder::TakenFromHeader(std::uint32_t name, std::string_view member, std::uint32_t& header) const {
  if (name > 0 && (t_.Is(name - 1, ".") || t_.Is(name - 1, "?."))) return false;
  for (const Binding* binding : p_.BindingsOf(std::string(t_.Text(name)))) {
    if (binding->member.empty() || binding->at > name) continue;
    std::uint32_t region = p_.ScopeOf(name);
    while (region != 0 && region != binding->region) region = p_.regions()[region].parent;
    if (region != binding->region) continue;
    const std::string source = Lower(r_.TextOf(binding->value)) + Lower(r_.TextOf(p_.Resolve(binding->value)));
    const bool of_header = binding->member == member && (Has(source, "header") || Has(source, "unverified"));
    if (!of_header && binding->member != "header." + std::string(member)) continue;
    header = binding->value.begin;
    return true;
  }
  return false;
}

bool UncheckedFinder::JwtDefinedHere(const Call& call) const {
  return !call.is_imported && call.path.size() > 1 && !r_.Holds("jsonwebtoken|jwt");
}

}  // namespace packrake::code
