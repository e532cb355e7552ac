#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "credential/misuse_rules.h"
#include "credential/sinks.h"

namespace packrake::code {
namespace {

// What only the code of a server says.
constexpr std::string_view kServerWords =
    "express|fastify|koa|@nestjs|hapi|createServer|req.headers|request.headers|ctx.headers|req.cookies|next/server|"
    "aws-lambda|event.headers|jsonwebtoken|NextFunction|req.get(|req, res|context.req|@Injectable|getServerSideProps";

}  // namespace

void UncheckedFinder::Script(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  const bool jwt = OnJwt(call);
  if (method == "decode" && jwt && !ReceiverMatches(call.path, "~jose.base64url|~base64")) {
    const bool simple = r_.Holds("jwt-simple") && (ReceiverMatches(call.path, "~simple") || !r_.Holds("jsonwebtoken"));
    if (simple) {
      const auto third = r_.Positional(arguments, 2);
      const std::string constant = third ? p_.ConstantOf(*third) : "";
      const bool skips = third && (r_.IsTrue(*third) || (constant.starts_with('"') && constant.size() > 1));
      if (skips && !VerifiedNearby(call)) r_.Tell(kNoVerify, call);
      return;
    }
    if (arguments.empty() || VerifiedNearby(call)) return;
    if (arguments[0].value.empty() || t_.Is(arguments[0].value.begin, "#")) return;  // prose: decode(#506)
    if (std::ranges::any_of(arguments, [](const Argument& one) { return !one.name.empty(); })) return;  // Python's
    // With a key it is another library's, or another language's, and checks.
    if (arguments.size() >= 2 && p_.ObjectOf(arguments[1].value) == kNone && !r_.IsTrue(arguments[1].value) &&
        !r_.IsFalse(arguments[1].value))
      return;
    if (JwtDefinedHere(call)) return;
    return BrowserOrServer(call, Confidence::kHigh);
  }
  if ((method == "jwtDecode" || method == "jwt_decode" || method == "decodeJwt" || method == "jwt-decode") &&
      !VerifiedNearby(call)) {
    // jwt-decode is made for browsers, which decode to show: what counts is decided by whom they send it to.
    const bool of_browsers = method != "decodeJwt" && !r_.Holds(kServerWords);
    if (of_browsers) return r_.Tell(kNoVerify, call, Severity::kLow, Confidence::kMedium);
    return BrowserOrServer(call, Confidence::kHigh);
  }
  if (method == "decode" && ReceiverMatches(call.path, "~unsecuredjwt")) return r_.Tell(kAlgNone, call);
  if (method == "UnsecuredJWT") return r_.Tell(kAlgNone, call);
  const bool verifies = jwt && (method == "verify" || method == "verifyAsync");
  if (verifies || method == "jwtVerify" || method == "expressjwt" || method == "expressJwt" ||
      method == "express-jwt") {
    if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) Algorithms(call, *algorithms);
    if (const auto key = r_.Positional(arguments, 1); key && verifies && r_.IsFalse(*key))
      r_.Tell("jwt.secret.empty", call);
    for (const std::string_view name : {"audience", "aud"}) Audience(call, r_.OptionOfCall(arguments, name));
    if (method == "expressjwt" || method == "expressJwt" || method == "express-jwt") {
      if (!r_.OptionOfCall(arguments, "isRevoked")) r_.Tell(kNotRevoked, call, {}, Confidence::kLow);
    }
    if (arguments.size() >= 2 || !verifies) {
      if (!r_.OptionOfCall(arguments, "audience")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
      if (!r_.OptionOfCall(arguments, "issuer")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
    }
    return;
  }
  if (jwt && (method == "sign" || method == "signAsync" || method == "encode")) {
    if (const auto algorithm = r_.OptionOfCall(arguments, "algorithm"); algorithm && r_.IsNoneAlgorithm(*algorithm))
      r_.Tell(kAlgNone, call);
    else if (const auto third = r_.Positional(arguments, 2); third && r_.IsNoneAlgorithm(*third))
      r_.Tell(kAlgNone, call);
    if (const auto algorithm = r_.OptionOfCall(arguments, "alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
      r_.Tell(kAlgNone, call);
    for (const std::string_view name : {"audience", "aud"}) Audience(call, r_.OptionOfCall(arguments, name));
    const auto life = r_.OptionOfCall(arguments, "expiresIn");
    if (life) Life(call, *life);
    if (const auto claims = r_.Positional(arguments, 0)) {
      Claims(call, *claims);
      if (!life && p_.ObjectOf(*claims) != kNone && !HasEntry(*claims, "exp") && arguments.size() >= 2) {
        const auto options = r_.Positional(arguments, 2);
        if (!options || p_.ObjectOf(*options) != kNone) r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
      }
    }
  }
  if (method == "setExpirationTime") {
    if (const auto life = r_.Positional(arguments, 0)) Life(call, *life);
  }
  if (method == "setProtectedHeader") {
    if (const auto algorithm = r_.OptionOfCall(arguments, "alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
      r_.Tell(kAlgNone, call);
  }
  if (method == "JwtStrategy" || method == "Strategy") {
    if (const auto algorithms = r_.OptionOfCall(arguments, "algorithms")) Algorithms(call, *algorithms);
  }
}

bool UncheckedFinder::JwtDefinedHere(const Call& call) const {
  return !call.is_imported && call.path.size() > 1 && !r_.Holds("jsonwebtoken|jwt");
}

}  // namespace packrake::code
