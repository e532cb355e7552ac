#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// Nimbus' processors, Keycloak, Vert.x, jwt-scala; and what is no call: a method's reference, a token caught expired.
namespace packrake::code {
namespace {

constexpr double kMostLeeway = 86400;  // seconds

// Calls that take how much later than its expiry a token passes, in seconds or as a Duration: jjwt, java-jwt, jose4j,
// Nimbus and pac4j, Vert.x, Spring.
constexpr auto kLeewayCalls = std::to_array<std::string_view>(
    {"acceptExpiresAt", "acceptLeeway", "acceptNotBefore", "setAllowedClockSkewSeconds", "clockSkewSeconds",
     "setAllowedClockSkewInSeconds", "setMaxClockSkew", "setLeeway", "JwtTimestampValidator"});

// A validator of claims that refuses none: null, (claims, context) -> {}, { _, _ -> }, an empty method.
bool RefusesNothing(std::string_view text) {
  return text == "null" || text.ends_with("->{}") || text.ends_with("->}") || text.ends_with("=>{}") ||
         text.ends_with("=>()") || (text.starts_with("new") && Has(text, "voidverify(") && text.ends_with("{}}"));
}

}  // namespace

void UncheckedFinder::JvmLibraries(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (OneOf(method, kLeewayCalls) && !arguments.empty() && IsLongLeeway(arguments[0].value))
    return r_.Tell(kNoExpiry, LinkOf(call));
  if (method == "setJWTClaimsSetVerifier" && arguments.size() == 1)
    return ClaimsVerifier({call.name, call.inner.end + 1}, arguments[0].value);
  const bool selects = method == "JWSVerificationKeySelector";  // of Nimbus, which also asks for a key of that type
  if ((selects || (method == "fromString" && call.path.front() == "JwtAlgorithm")) && !arguments.empty() &&
      IsAlgorithmOfHeader(arguments[0].value) && !ComparedBefore(arguments[0].value, call.begin))
    return r_.Tell(kAlgFromToken, call, {}, selects ? Confidence::kMedium : Confidence::kHigh);
  if (method == "JWSInput") return Keycloak(call);
  // TokenVerifier.create(token, AccessToken.class).getToken(): parsed, and no more.
  if (method == "getToken" && call.path.front() == "TokenVerifier" &&
      std::ranges::none_of(call.path, [](const std::string& part) { return part.starts_with("verify"); }))
    return TellUnchecked(call, {}, Confidence::kMedium);
  if (method == "setAlgorithm" || method == "jwtOptionsOf") {
    const auto algorithm =
        method == "setAlgorithm" ? r_.Positional(arguments, 0) : r_.Named(arguments, "algorithm");
    if (algorithm && r_.IsNoneAlgorithm(*algorithm) && r_.Holds("JWTOptions|jwtOptionsOf")) r_.Tell(kAlgNone, call);
    return;
  }
  // Jwt.encode(claim) of jwt-scala: without a key it signs nothing.
  if (r_.Is(LanguageId::kScala) && method == "encode" && arguments.size() == 1 && call.path.size() == 2 &&
      call.path[0].starts_with("Jwt") && r_.Holds("pdi.jwt"))
    r_.Tell(kAlgNone, call);
}

bool UncheckedFinder::IsLongLeeway(Range value) const {
  if (Has(r_.TextOf(p_.Resolve(value)), "MAX_VALUE") || Has(r_.TextOf(p_.Resolve(value)), "MaxValue")) return true;
  const double seconds = std::max(std::atof(p_.ConstantOf(value).c_str()), ProductOf(value));
  return seconds > kMostLeeway || SecondsIn(p_.Resolve(value), false) > kMostLeeway;
}

// Spring's decoder gives Nimbus an empty one itself, and validates claims with its own.
void UncheckedFinder::ClaimsVerifier(Range place, Range value) {
  if (RefusesNothing(r_.TextOf(p_.Resolve(value))) &&
      !r_.Holds("JwtDecoder|OAuth2TokenValidator|springframework.security.oauth2"))
    r_.Tell(kNoExpiry, place);
}

void UncheckedFinder::JvmBesidesCalls() {
  static constexpr auto kFamily = std::to_array<LanguageId>(
      {LanguageId::kJava, LanguageId::kKotlin, LanguageId::kScala, LanguageId::kGroovy});
  if (std::ranges::find(kFamily, p_.language().id) == kFamily.end()) return;
  if (r_.Holds("ClaimsSetVerifier")) {
    for (const Binding& binding : p_.bindings()) {
      if (binding.target.ends_with("jwtClaimsSetVerifier") && !binding.value.empty())
        ClaimsVerifier({binding.at - 1, binding.value.end}, binding.value);
    }
  }
  for (std::uint32_t i = 1; i < t_.size(); ++i) {
    MethodReference(i);
    CaughtExpired(i);
  }
}

bool UncheckedFinder::IsAlgorithmOfHeader(Range value) const {
  const auto reads = [this](Range range) {
    const std::string text = r_.TextOf(range);
    return Has(text, "eader().getAlgorithm(") || Has(text, "eader.getAlgorithm(") || Has(text, "eader.algorithm") ||
           Has(text, "(\"alg\")") || Has(text, "OrElse(\"alg\",") || Has(text, "OrDefault(\"alg\",") ||
           Has(text, "[\"alg\"]");
  };
  const Range made = p_.Resolve(value);
  if (reads(value) || reads(made)) return true;
  // algorithmOf(token), a function of this file that reads it there
  for (std::uint32_t i = made.begin; i < made.end && i < made.begin + 12; ++i) {
    if (!t_.IsName(i) || !t_.Is(i + 1, "(")) continue;
    if (const Range body = p_.FunctionOf({i, i + 1}); !body.empty() && reads(body)) return true;
  }
  return false;
}

// new JWSInput(token).readJsonContent(AccessToken.class): what verifies it is another class's.
void UncheckedFinder::Keycloak(const Call& call) {
  const auto token = r_.Positional(p_.Arguments(call.inner), 0);
  if (!token || !r_.Holds("org.keycloak") ||
      r_.Holds("erify(|erifySignature|erifyToken|RSAProvider.|HMACProvider.|TokenVerifier|SignatureProvider") ||
      VerifiedNearby(call))
    return;
  // What a client was given it may read.
  const bool given = Has(r_.TextOf(*token), "esponse.") || Has(r_.TextOf(p_.Resolve(*token)), "esponse.");
  TellUnchecked(call, {}, given ? Confidence::kLow : Confidence::kMedium);
}

// header.map(JWT::decode), ?.let(SignedJWT::parse)
void UncheckedFinder::MethodReference(std::uint32_t sign) {
  if (!t_.Is(sign, "::") || sign == 0) return;
  const std::string_view type = t_.Text(sign - 1);
  const bool java_jwt = type == "JWT" && t_.Is(sign + 1, "decode") && r_.Holds("com.auth0.jwt");
  const bool nimbus = (type == "SignedJWT" || type == "JWTParser") && t_.Is(sign + 1, "parse") &&
                      r_.Holds("nimbusds");
  if (!java_jwt && !nimbus) return;
  if (r_.Holds("erify(|.process(|JWTProcessor|::verify")) return;
  r_.Tell(kNoVerify, {sign - 1, sign + 2}, {}, Confidence::kMedium);
}

// catch (ExpiredJwtException e) { return e.getClaims(); }: the claims that the expiry was to keep back. Who renews
// tokens, or asks for their age, means it.
void UncheckedFinder::CaughtExpired(std::uint32_t type) {
  if (!t_.Is(type, "ExpiredJwtException")) return;
  const std::uint32_t open = t_[type].inside;
  if (open == kNone || open == 0 || !t_.Is(open - 1, "catch") || t_[open].pair == kNone) return;
  const std::uint32_t close = t_[open].pair;
  const std::string_view name = t_.Is(type + 1, ")") ? t_.Text(open + 1) : t_.Text(close - 1);
  const std::uint32_t brace = close + 1;
  if (!t_.Is(brace, "{") || t_[brace].pair == kNone) return;
  for (std::uint32_t i = brace + 1; i + 2 < t_[brace].pair; ++i) {
    const bool claims = t_.IsName(i) && t_.Text(i) == name && t_.Is(i + 1, ".") &&
                        (t_.Is(i + 2, "getClaims") || t_.Is(i + 2, "claims"));
    if (!claims) continue;
    const std::uint32_t after = t_.Is(i + 3, "(") ? i + 5 : i + 3;
    const bool given = t_.Is(i - 1, "return") || (after == t_[brace].pair && !t_.Is(i - 1, "="));
    if (!given || t_.Is(after, ".")) continue;
    const bool meant = r_.Holds("efresh|eissue|enew|alidate|isExpired|getExpiration|.expiration|checkExp") ||
                       ReadsExpired(type) || r_.CallersChoice(type);
    return r_.Tell(kNoExpiry, {i - 1, after}, {}, meant ? Confidence::kLow : Confidence::kMedium);
  }
}

}  // namespace packrake::code
