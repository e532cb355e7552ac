#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// Python's jwcrypto and joserfc, which parse a token first and check it in a second step: what is read between the two.
// And PyJWT's objects and python-jose's constants. Sources: jwcrypto.readthedocs.io, jws.JWS (payload raises until
// verify() succeeded, objects does not); jose.authlib.org, jws.extract_compact ("without verifying the signature").
namespace packrake::code {

// jws.extract_compact(raw).payload; parsed = jws.extract_compact(raw), and parsed.payload below.
void UncheckedFinder::Extracted(const Call& call) {
  static constexpr auto kExtract = std::to_array<std::string_view>({"extract_compact", "extract_json"});
  if (!OneOf(call.method(), kExtract) || !r_.Holds("joserfc")) return;
  // Or the whole token later, with the key that its header or issuer names.
  if (r_.Holds("validate_compact(|verify_compact(|validate_json(|verify_json(|deserialize_compact(|jwt.decode("))
    return;
  const std::uint32_t after = call.inner.end + 1;
  bool reads = t_.Is(after, ".") && t_.Is(after + 1, "payload");
  if (call.begin > 1 && t_.Is(call.begin - 1, "=") && t_.IsName(call.begin - 2)) {
    const Range body = r_.FunctionRound(call.begin);
    for (std::uint32_t i = after; i + 2 < body.end && !reads; ++i)
      reads = t_.IsName(i) && t_.Text(i) == t_.Text(call.begin - 2) && t_.Is(i + 1, ".") && t_.Is(i + 2, "payload");
  }
  if (reads) TellUnchecked(call);
}

// token.objects["payload"] of jwcrypto, where nothing in the file checks what it deserializes.
void UncheckedFinder::ReadsObjects() {
  if (!r_.Is(LanguageId::kPython) || !r_.Holds("jwcrypto") || !r_.Holds(".objects")) return;
  for (const Call& call : p_.calls()) {
    const Arguments arguments = p_.Arguments(call.inner);
    if (call.method() == "verify" || call.method() == "validate" || r_.Named(arguments, "key")) return;
    if (call.method() == "deserialize" && arguments.size() > 1) return;
  }
  for (std::uint32_t i = 2; i + 2 < t_.size(); ++i) {
    if (!t_.Is(i, "objects") || !t_.Is(i - 1, ".")) continue;
    const std::uint32_t name = t_.Is(i + 1, ".") && t_.Is(i + 2, "get") ? i + 4 : i + 2;
    if (t_.IsString(name) && t_.StringAt(name).value == "payload") r_.Tell(kNoVerify, {i - 2, name + 2});
  }
}

// PyJWT(options={"verify_signature": False}), whose decode then checks nothing.
void UncheckedFinder::MadeUnchecked(const Call& call) {
  static constexpr auto kTypes = std::to_array<std::string_view>({"PyJWT", "PyJWS"});
  if (!OneOf(call.method(), kTypes)) return;
  const Arguments arguments = p_.Arguments(call.inner);
  const auto verify = r_.OptionOfCall(arguments, "verify_signature");
  if (verify && r_.IsFalse(*verify) && !r_.CallersChoice(call.begin)) r_.Tell(kNoVerify, call);
}

// AccessToken(raw, verify=False) of SimpleJWT and of Django Ninja's, and decode(raw, verify=False) of their backend
void UncheckedFinder::OfSimpleJwt(const Call& call) {
  static constexpr auto kTypes =
      std::to_array<std::string_view>({"AccessToken", "RefreshToken", "SlidingToken", "UntypedToken"});
  const bool decodes = call.method() == "decode" && r_.Holds("TokenBackend") && ReceiverMatches(call.path, "~backend");
  if ((!decodes && !OneOf(call.method(), kTypes)) || !r_.Holds("simplejwt|ninja_jwt")) return;
  const Arguments arguments = p_.Arguments(call.inner);
  const auto given = r_.Named(arguments, "token");
  const auto token = given ? given : r_.Positional(arguments, 0);
  const auto named = r_.Named(arguments, "verify");
  const auto verify = named ? named : r_.Positional(arguments, 1);
  if (token && verify && p_.ConstantOf(*token) != "None" && r_.IsFalse(*verify) && !VerifiedNearby(call))
    TellUnchecked(call);
}

// id_token.verify_oauth2_token(raw, request) of google-auth, which takes a token for any client of Google's unless it
// is told for which. Source: googleapis.dev, google.oauth2.id_token.
void UncheckedFinder::OfGoogle(const Call& call) {
  static constexpr auto kChecks =
      std::to_array<std::string_view>({"verify_oauth2_token", "verify_firebase_token", "verify_token"});
  if (!OneOf(call.method(), kChecks) || !r_.Holds("google.oauth2") || Splats(call)) return;
  const Arguments arguments = p_.Arguments(call.inner);
  const auto named = r_.Named(arguments, "audience");
  const auto audience = named ? named : r_.Positional(arguments, 2);
  if (arguments.size() > 1 && (!audience || p_.ConstantOf(*audience) == "None"))
    r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
}

// list(get_default_algorithms()), ALGORITHMS.SUPPORTED: everything that the library can do, and no choice.
bool UncheckedFinder::NamesEveryAlgorithm(Range value) const {
  static constexpr auto kChoosing =
      std::to_array<std::string_view>({"if", "-", "difference", "intersection", "&", "startswith"});
  bool every = false;
  for (std::uint32_t i = value.begin; i < value.end; ++i) {
    if (OneOf(t_.Text(i), kChoosing)) return false;
    every |= t_.Is(i, "get_default_algorithms") ||
             ((t_.Is(i, "SUPPORTED") || t_.Is(i, "ALL")) && i > value.begin + 1 && t_.Is(i - 2, "ALGORITHMS"));
  }
  return every;
}

// "AUDIENCE": "example.com" of SimpleJWT, JWT_DECODE_AUDIENCE = "*" of Flask-JWT-Extended
void UncheckedFinder::AudienceSettings() {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"JWT_AUDIENCE", "JWT_DECODE_AUDIENCE", "JWT_ENCODE_AUDIENCE"});
  if (!r_.Is(LanguageId::kPython) || !r_.Holds("AUDIENCE")) return;
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    if (!t_.IsName(i) && !t_.IsString(i)) continue;
    const std::string_view name = t_.IsString(i) ? std::string_view(t_.StringAt(i).value) : t_.Text(i);
    if (!OneOf(name, kNames) && (name != "AUDIENCE" || !r_.Holds("SIMPLE_JWT|NINJA_JWT"))) continue;
    const std::uint32_t sign = t_.Is(i + 1, "]") ? i + 2 : i + 1;
    if (!t_.Is(sign, "=") && !t_.Is(sign, ":")) continue;
    const Range value = p_.Expression(sign + 1);
    const auto confidence = BreadthOf(value);
    if (confidence) r_.Tell(kBroadAudience, {i, value.end}, {}, *confidence);
  }
}

}  // namespace packrake::code
