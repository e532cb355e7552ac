#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "credential/misuse_rules.h"
#include "credential/sinks.h"

namespace packrake::code {

void UncheckedFinder::Python(const Call& call) {
  const std::string& method = call.method();
  const bool jwt = OnJwt(call) || (call.is_imported && call.path.front().find("jwt") != std::string::npos);
  const Arguments arguments = p_.Arguments(call.inner);
  const bool leeway = call.begin > 1 && t_.Is(call.begin - 1, "=") && t_.Is(call.begin - 2, "leeway");
  if (method == "timedelta" && !leeway && r_.Holds("jwt|JWT|jose")) {
    for (const Argument& argument : arguments) {
      if (argument.name != "days" && argument.name != "weeks") continue;
      const std::string constant = p_.ConstantOf(argument.value);
      const double days = std::atof(constant.c_str()) * (argument.name == "weeks" ? 7 : 1);
      if (days * 86400 > kLong && LivesOnLine(call.begin)) r_.Tell(kLongLife, call, {}, Confidence::kLow);
    }
  }
  if (method == "process_jwt") {
    if (!VerifiedNearby(call)) TellUnchecked(call);
    return;
  }
  if (method == "JsonWebToken" || method == "JsonWebSignature") {  // authlib: what it accepts
    if (const auto accepted = r_.Positional(arguments, 0)) Algorithms(call, *accepted);
    return;
  }
  Extracted(call);
  MadeUnchecked(call);
  OfSimpleJwt(call);
  OfGoogle(call);
  if ((method == "JWT" || method == "JWS") && r_.Holds("jwcrypto")) {
    if (const auto accepted = r_.Named(arguments, "algs")) Algorithms(call, *accepted);
    return;
  }
  if (!jwt) return;
  // from .api_jwt import decode: a library's own module.
  if (call.is_imported && call.path.front().starts_with('.')) return;
  if ((method == "get_unverified_header" || method == "get_unverified_headers")) return UnverifiedHeader(call);
  if (method == "decode" || method == "decode_complete" || (method == "verify" && ReceiverMatches(call.path, "~jws"))) {
    bool unverified = false;
    for (const std::string_view name : {"verify", "verify_signature"}) {
      const auto value = r_.OptionOfCall(arguments, name);
      if (value && r_.IsFalse(*value)) unverified = true;
    }
    if (const auto third = r_.Positional(arguments, 2); third && r_.IsFalse(*third) && method == "decode")
      unverified = true;
    if (unverified) {
      if (VerifiedNearby(call)) return;
      return TellUnchecked(call);
    }
    const auto algorithms =
        Splats(call) ? r_.OptionOfCall(arguments, "algorithms") : r_.Named(arguments, "algorithms");
    const auto third = r_.Positional(arguments, 2);
    const bool authlib = r_.Holds("authlib|joserfc");
    if (algorithms)
      Algorithms(call, *algorithms);
    else if (third)
      Algorithms(call, *third);
    else if (!authlib && arguments.size() >= 2 && !Splats(call))
      r_.Tell(kAlgAny, call, Severity::kMedium, Confidence::kLow);
    Audience(call, r_.Named(arguments, "audience"));
    if (const auto options = r_.Named(arguments, "claims_options")) {  // authlib's
      if (const auto aud = r_.Option(*options, "aud")) Audience(call, aud);
    }
    // Whether the audience is turned off is the table's business; here, whether it is named at all.
    if (!Splats(call) && method != "verify") {
      const auto off = r_.OptionOfCall(arguments, "verify_aud");
      if (!r_.Named(arguments, "audience") && !off) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
      if (!r_.Named(arguments, "issuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
    }
    return;
  }
  if (method == "encode") {
    const auto algorithm = r_.Named(arguments, "algorithm");
    const auto third = r_.Positional(arguments, 2);
    for (const auto& value : {algorithm, third}) {
      if (!value) continue;
      if (r_.IsNoneAlgorithm(*value) || p_.ConstantOf(*value) == "None") {
        r_.Tell(kAlgNone, call);
        break;
      }
    }
    if (const auto headers = r_.Positional(arguments, 0); headers) {
      const auto alg = r_.Option(*headers, "alg");
      if (alg && r_.IsNoneAlgorithm(*alg)) r_.Tell(kAlgNone, call);
      Claims(call, *headers);
      const std::uint32_t object = p_.ObjectOf(*headers);
      if (object != kNone && !alg && !HasEntry(*headers, "exp") && t_[object].pair - object > 1)
        r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
      if (const auto aud = r_.Option(*headers, "aud")) Audience(call, aud);
    }
  }
}

void UncheckedFinder::UnverifiedHeader(const Call& call) {
  const std::uint32_t after = call.inner.end + 1;
  const auto reads = [this](std::uint32_t k) -> std::string {
    if (t_.Is(k, "[") && t_.IsString(k + 1)) return t_.StringAt(k + 1).value;
    if (t_.Is(k, ".") && t_.Is(k + 1, "get") && t_.IsString(k + 3)) return t_.StringAt(k + 3).value;
    return "";
  };
  const auto judge = [&](const std::string& member) {
    if (member == "jku" || member == "x5u" || member == "jwk") r_.Tell(kKeyFromToken, call, {}, Confidence::kLow);
  };
  judge(reads(after));
  if (call.begin < 2 || !t_.Is(call.begin - 1, "=") || !t_.IsName(call.begin - 2)) return;
  const std::string_view name = t_.Text(call.begin - 2);
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t k = after; k < body.end && k < after + 600; ++k) {
    if (t_.IsName(k) && t_.Text(k) == name) {
      const std::string member = reads(k + 1);
      if (member == "jku" || member == "x5u" || member == "jwk") return judge(member);
    }
  }
}

}  // namespace packrake::code
