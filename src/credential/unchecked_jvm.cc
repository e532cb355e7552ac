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

// token -> OAuth2TokenValidatorResult.success(), { OAuth2TokenValidatorResult.success() }
bool UncheckedFinder::SaysYes(Range value) const {
  const std::string text = r_.TextOf(value);
  constexpr std::string_view kYes = "OAuth2TokenValidatorResult.success()";
  const std::size_t at = text.find(kYes);
  if (at == std::string::npos || text.find("failure") != std::string::npos || text.find("new ") == 0) return false;
  const bool lambda = text.find("->") < at || text.starts_with("{");
  return lambda && text.find("if(") == std::string::npos && text.find('?') == std::string::npos;
}

void UncheckedFinder::Jvm(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  // Spring's decoder checks the signature, and of the claims what its validator does.
  if (method == "setJwtValidator" && arguments.size() == 1 && SaysYes(arguments[0].value))
    return r_.Tell(kNoExpiry, call);
  // SmallRye's parser checks the signature.
  const bool checks = r_.Holds("io.smallrye.jwt") && !r_.Holds("io.jsonwebtoken|nimbusds");
  if (method == "parse" && arguments.size() >= 1 && !checks) {
    const bool nimbus =
        call.path.front() == "JWTParser" || call.path.front() == "SignedJWT" || call.path.front() == "JWSObject";
    if (nimbus) {
      // Spring asks an AuthorizationManager once the filters before it know who it is.
      // A decoder of its own finds out who issued the token, and hands it to that one's decoder.
      const bool known = r_.Holds("AuthorizationManager<|implements JwtDecoder|implements ReactiveJwtDecoder") ||
                         IsHandedOn(call);
      const bool checked =
          r_.Holds(".verify(|.process(|JWTProcessor|IDTokenValidator|getSignature().equals(|alidator().validate(");
      if (!checked || (AsksForRights(call) && !VerifiedFirst(call)))
        TellUnchecked(call, {}, known ? Confidence::kLow : Confidence::kMedium);
      return;
    }
    if (ReceiverMatches(call.path, "~jwts.parser|~jwtparser|~jwts.parserbuilder|~defaultjwtparser") ||
        JwtParserVariable(call)) {
      if (IsParserOfOwn(call)) return;
      // A handler that takes signed tokens only refuses the others.
      if (arguments.size() >= 2 && HandlesSignedOnly(call)) return;
      if (SignedLaterOnly(call)) return;
      r_.Tell(kNoVerify, call);
      return;
    }
    if (ReceiverMatches(call.path, "~jwtparser|~signedjwt|~jwsobject|~jwt") && r_.Holds("nimbusds") &&
        !r_.Holds(".verify(|.process(|JWTProcessor"))
      TellUnchecked(call, {}, IsHandedOn(call) ? Confidence::kLow : Confidence::kMedium);
    return;
  }
  if (method == "decode" && call.path.size() == 2 && call.path[0] == "JWT" && arguments.size() == 1) {
    // JWT.decode of a script, whose imports look like Java's
    if (ChecksOnDecode() || r_.Holds("JWT from '|JWT from \"|} from '|} from \"") || VerifiedNearby(call)) return;
    if (!ClassVerifies(call))
      TellUnchecked(call);
    else
      // What a parameter is, who calls it may have verified, by another method of the class.
      TellUnchecked(call, {},
                    ResultUsed(call) && !VerifiedFirst(call) && !IsParameter(arguments[0].value) ? Confidence::kMedium
                                                                                                : Confidence::kLow);
    return;
  }
  if (method == "compact" && ReceiverMatches(call.path, "~jwts.builder|~jwtbuilder|~builder")) {
    if (!SignedBuilder(call)) r_.Tell(kAlgNone, call);
    return;
  }
  // Without a validator of its own the decoder checks times alone.
  if (method == "build" && ReceiverMatches(call.path, "~nimbusjwtdecoder|~nimbusreactivejwtdecoder") &&
      !r_.Holds("setJwtValidator|JwtValidators|audiences"))
    r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
  if (method == "build" && ReceiverMatches(call.path, "~jwt.require")) {
    const auto has = [&call](std::string_view name) {
      return std::ranges::any_of(call.path, [name](const std::string& part) { return part.starts_with(name); });
    };
    if (!has("withAudience") && !has("withAnyOfAudience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
    if (!has("withIssuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
  }
  // Algorithm.HMAC256(publicKey.getEncoded()): whoever has the public key signs with it.
  static constexpr auto kOfHmac =
      std::to_array<std::string_view>({"HMAC256", "HMAC384", "HMAC512", "hmacShaKeyFor", "MACVerifier"});
  if (OneOf(method, kOfHmac) && arguments.size() == 1) {
    const std::string key = Lower(r_.TextOf(p_.Resolve(arguments[0].value)));
    if (Has(key, "public") && key.ends_with("getencoded()")) r_.Tell(kAlgMixed, call, {}, Confidence::kMedium);
  }
  // parseClaimsJwt(token.substring(0, token.lastIndexOf('.') + 1)): the signature is cut off for it.
  if (method == "parseClaimsJwt" || method == "parseUnsecuredClaims" || method == "parsePlaintextJwt") {
    const std::string token = arguments.empty() ? "" : r_.TextOf(p_.Resolve(arguments[0].value));
    const bool cut = Has(token, "lastIndexOf('.')") || Has(token, "lastIndexOf(\".\")") ||
                     Has(token, "substringBeforeLast(") ||
                     (Has(token, "substring(0,") && r_.Holds("lastIndexOf('.')|lastIndexOf(\".\")"));
    if (cut) r_.Tell(kNoVerify, call);
  }
  if (method == "parseClaimsJws" || method == "parseSignedClaims") {
    const auto has = [&call](std::string_view name) { return std::ranges::find(call.path, name) != call.path.end(); };
    if (has("parser") || has("parserBuilder")) {
      if (!has("requireAudience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
      if (!has("requireIssuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
    }
  }
  if (method == "withAudience" || method == "setAudience") {
    if (!arguments.empty()) Audience(call, arguments[0].value);
  }
  if ((method == "claim" || method == "withClaim" || method == "addClaims") && !arguments.empty() &&
      p_.ConstantOf(arguments[0].value).size() > 1) {
    const std::string name = Lower(p_.ConstantOf(arguments[0].value).substr(1));
    if ((name == "password" || name == "ssn" || name == "pwd") && r_.Holds("Jwts|JWT")) r_.Tell(kPersonalClaims, call);
  }
}

// return SignedJWT.parse(text), fun signed(text: String) = SignedJWT.parse(text): whole, with its signature.
bool UncheckedFinder::IsHandedOn(const Call& call) const {
  if (t_.Is(call.inner.end + 1, ".") || call.begin == 0) return false;
  bool whole = t_.Is(call.begin - 1, "return");
  constexpr std::uint32_t kLongestHeader = 40;  // tokens
  for (std::uint32_t k = call.begin; !whole && t_.Is(call.begin - 1, "=") && k > 0 && call.begin - k < kLongestHeader;
       --k) {
    if (t_.Is(k, "{") || t_.Is(k, "}") || t_.Is(k, "val") || t_.Is(k, "var")) break;
    whole = t_.Is(k - 1, "fun") || t_.Is(k - 1, "def");
  }
  return whole && !IsCalledHere(call.begin);
}

bool UncheckedFinder::JwtParserVariable(const Call& call) const {
  if (call.path.size() < 2) return false;
  const std::string& name = call.path[call.path.size() - 2];
  for (const Binding* bound : p_.BindingsOf(name)) {
    const Binding& binding = *bound;
    if (binding.value.empty()) continue;
    const std::string text = r_.TextOf(binding.value);
    if (text.find("Jwts.parser") != std::string::npos || text.find("JwtParser") != std::string::npos ||
        text.find("SignedParser") != std::string::npos)
      return true;
  }
  // A parameter: JwtParser parser
  const Range body = r_.FunctionRound(call.begin);
  const std::uint32_t header = p_.regions()[p_.FunctionOfToken(call.begin)].header;
  for (std::uint32_t k = header; k + 1 < body.begin && k < header + 60; ++k) {
    if (t_.Is(k, "JwtParser") && t_.IsName(k + 1) && t_.Text(k + 1) == name) return true;
  }
  return false;
}

bool UncheckedFinder::IsParserOfOwn(const Call& call) const {
  if (call.path.size() < 2) return false;
  const std::string& name = call.path[call.path.size() - 2];
  for (std::uint32_t k = 0; k + 1 < t_.size(); ++k) {
    if (!t_.IsName(k) || !t_.Is(k + 1, name)) continue;
    const std::string_view type = t_.Text(k);
    if (type.size() > 9 && type.ends_with("JwtParser") && IsUpper(type[0]) && type != "DefaultJwtParser") return true;
  }
  return false;
}

bool UncheckedFinder::HandlesSignedOnly(const Call& call) const {
  bool plain = false;
  bool signed_only = false;
  for (std::uint32_t i = call.inner.begin; i < call.inner.end; ++i) {
    const std::string_view word = t_.Text(i);
    if (word == "onPlaintextJwt" || word == "onClaimsJwt" || word == "onUnsecuredContent" ||
        word == "onUnsecuredClaims")
      plain = true;
    if (word == "onPlaintextJws" || word == "onClaimsJws" || word == "onVerifiedContent" || word == "onVerifiedClaims")
      signed_only = true;
    if (word == "SUPPORTED_JWS" || word == "CLAIMS" || word == "Jws") signed_only = true;
  }
  return signed_only && !plain;
}

bool UncheckedFinder::SignedLaterOnly(const Call& call) const {
  if (call.path.size() != 2) return false;
  const std::string& name = call.path[0];
  const Range body = r_.FunctionRound(call.begin);
  for (const Call& other : p_.CallsIn({call.name + 1, body.end})) {
    if (!p_.Spend(1)) break;
    if (other.path.front() == name && other.method() == "setSigningKey") return true;
  }
  return false;
}

bool UncheckedFinder::SignedBuilder(const Call& call) const {
  const auto signs = [](const Call& one) {
    return std::ranges::any_of(one.path, [](const std::string& part) {
      return part == "signWith" || part == "encryptWith" || part == "sign";
    });
  };
  if (signs(call)) return true;
  const bool from_builder = std::ranges::find(call.path, "builder") != call.path.end() && call.path.front() == "Jwts";
  if (from_builder) return false;
  // A builder by name: signed anywhere in the function, or handed to another function, or made elsewhere.
  const std::string& name = call.path.front();
  const Range body = r_.FunctionRound(call.begin);
  bool made_here = false;
  for (const Binding* bound : p_.BindingsOf(name)) {
    const Binding& binding = *bound;
    if (binding.at < body.begin || binding.at > call.begin) continue;
    const std::string text = r_.TextOf(binding.value);
    if (text.find("signWith") != std::string::npos) return true;
    if (text.starts_with("Jwts.builder()") || text.starts_with(name + "."))
      made_here = true;
    else
      return true;
  }
  if (!made_here) return true;
  for (const Call& other : p_.CallsIn({body.begin, call.name})) {
    if (!p_.Spend(1)) break;
    if (other.path.front() == name && signs(other)) return true;
    for (const Argument& argument : p_.Arguments(other.inner)) {
      if (argument.value.size() == 1 && t_.Text(argument.value.begin) == name) return true;
    }
  }
  return false;
}

bool UncheckedFinder::ResultUsed(const Call& call) const {
  if (call.begin < 2) return false;
  if (t_.Is(call.begin - 1, "return") || t_.Is(call.inner.end + 1, ".")) return true;
  if (!t_.Is(call.begin - 1, "=")) return false;
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t k = call.inner.end; k < body.end; ++k) {
    if (t_.IsName(k) && t_.Text(k) == t_.Text(call.begin - 2)) return true;
  }
  return false;
}

bool UncheckedFinder::ClassVerifies(const Call& call) const {
  std::uint32_t region = p_.ScopeOf(call.begin);
  while (region != 0 && p_.regions()[region].kind != RegionKind::kClass) region = p_.regions()[region].parent;
  return std::ranges::any_of(p_.CallsIn(p_.regions()[region].body),
                             [](const Call& one) { return one.method() == "verify"; });
}

// SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("roles"): what is parsed so, nothing can check later.
bool UncheckedFinder::AsksForRights(const Call& call) const {
  static constexpr auto kRights = std::to_array<std::string_view>(
      {"role", "admin", "scope", "scp", "permission", "authorit", "group", "privilege"});
  const std::uint32_t after = call.inner.end + 1;
  if (!t_.Is(after, ".") || !(t_.Is(after + 1, "getJWTClaimsSet") || t_.Is(after + 1, "jwtClaimsSet"))) return false;
  constexpr std::uint32_t kNear = 24;  // tokens
  for (std::uint32_t k = after; k < std::min(after + kNear, t_.size()) && !t_.Is(k, ";"); ++k) {
    const std::string word = t_.IsString(k) ? Lower(t_.StringAt(k).value) : "";
    if (std::ranges::any_of(kRights, [&word](std::string_view right) { return Has(word, right); })) return true;
  }
  return false;
}

bool UncheckedFinder::VerifiedFirst(const Call& call) const {
  const Range body = r_.FunctionRound(call.begin);
  for (const Call& other : p_.CallsIn(body)) {
    if (p_.Spend(1) && &other != &call && other.method() == "verify") return true;
  }
  return false;
}

}  // namespace packrake::code
