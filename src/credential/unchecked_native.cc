#include "credential/unchecked_finder.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// Rust, C and its relatives, Swift, Dart.
namespace packrake::code {

void UncheckedFinder::Rust(const Call& call) {
  if (call.method() != "Validation") return;
  const Arguments arguments = p_.Arguments(call.inner);
  if (call.is_braced) {
    if (const auto algorithms = r_.Named(arguments, "algorithms")) RustAlgorithms(*algorithms);
  } else if (!arguments.empty()) {
    AlgorithmOf(call, arguments[0].value);
  }
}

void UncheckedFinder::RustAlgorithms(Range list) {
  bool hmac = false;
  bool asymmetric = false;
  for (std::uint32_t i = list.begin + 1; i < list.end; ++i) {
    if (!t_.Is(i - 1, "::")) continue;
    hmac |= IsHmac(t_.Text(i));
    asymmetric |= IsAsymmetric(t_.Text(i));
  }
  if (hmac && asymmetric) r_.Tell(kAlgMixed, list);
}

// jwt-cpp: a decoded token is nothing that was checked. libjwt and cjose say by an argument, or by a call left out.
void UncheckedFinder::Cpp(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (method == "decode" && call.path.size() >= 2 && call.path[call.path.size() - 2] == "jwt") {
    // What one function only reads another one may have verified.
    if (!VerifiesInFunction(call)) TellUnchecked(call, {}, r_.Holds("verif") ? Confidence::kLow : Confidence::kMedium);
  } else if (method == "cjose_jws_get_plaintext" && !r_.Holds("cjose_jws_verify")) {
    TellUnchecked(call, {}, Confidence::kMedium);
  } else if (method == "jwt_decode" && arguments.size() == 4) {
    // What is only read in one function another one may have decoded with the key.
    const auto has_key = [this](const Call& one) {
      const Arguments given = p_.Arguments(one.inner);
      return one.method() == "jwt_decode" && given.size() == 4 && !IsNullPointer(given[2].value);
    };
    if (IsNullPointer(arguments[2].value))
      TellUnchecked(call, {}, std::ranges::any_of(p_.calls(), has_key) ? Confidence::kLow : Confidence::kMedium);
  } else if (method == "jwt_checker_time_leeway" && arguments.size() == 3) {
    const bool off = r_.TextOf(arguments[1].value) == "JWT_CLAIM_EXP" && r_.TextOf(arguments[2].value) == "-1";
    if (off) r_.Tell(kNoExpiry, call);
  } else if (method == "jwt_checker_claim_del" && arguments.size() == 2) {
    const std::string claim = r_.TextOf(arguments[1].value);
    if (claim == "JWT_CLAIM_ISS") r_.Tell(kNoIssuer, call);
    if (claim == "JWT_CLAIM_AUD") r_.Tell(kNoAudience, call);
  }
}

bool UncheckedFinder::VerifiesInFunction(const Call& call) const {
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (t_.IsName(i) && Has(Lower(t_.Text(i)), "verif")) return true;
  }
  return false;
}

bool UncheckedFinder::IsNullPointer(Range value) const {
  const std::string text = r_.TextOf(value);
  return text == "NULL" || text == "nullptr" || text == "0";
}

void UncheckedFinder::Swift(const Call& call) {
  if (!r_.Holds("JWT|jwt")) return;
  const auto is_none = [this](Range value) { return value.size() >= 2 && t_.Is(value.end - 1, "none"); };
  const Arguments arguments = p_.Arguments(call.inner);
  if (const auto verifier = r_.Named(arguments, "verifier"); verifier && is_none(*verifier)) TellUnchecked(call);
  if (call.method() == "sign") {
    const auto signer = r_.Named(arguments, "using");
    if (signer && is_none(*signer)) r_.Tell(kAlgNone, call);
  } else if (call.method() == "decode" || call.method() == "encode") {
    // JWT.decode(token, algorithms: [.none])
    for (const std::string_view name : {"algorithm", "algorithms"}) {
      const auto accepted = r_.Named(arguments, name);
      if (!accepted) continue;
      const Range list = p_.Resolve(*accepted);
      for (std::uint32_t i = list.begin + 1; i < list.end; ++i) {
        if (t_.Is(i, "none") && t_.Is(i - 1, ".")) return r_.Tell(kAlgNone, call);
      }
    }
  }
}

// Packages of apps read claims to show them; what they decide on, a server decides again.
void UncheckedFinder::Dart(const Call& call) {
  if (call.method() == "decode" && ReceiverMatches(call.path, "~jwtdecoder|~jwtdecode"))
    r_.Tell(kNoVerify, call, Severity::kLow, Confidence::kMedium);
  // Also behind the name that the import got: jsonwebtoken.JWT.decode(…).
  else if ((call.method() == "decode" || call.method() == "tryDecode") && call.path.size() > 1 &&
           call.path[call.path.size() - 2] == "JWT" && r_.Holds("dart_jsonwebtoken") && !VerifiedNearby(call))
    TellUnchecked(call, {}, Confidence::kMedium);
  for (const std::string_view name : {"allowedArguments", "allowedAlgorithms"}) {  // package:jose
    if (const auto accepted = r_.Named(p_.Arguments(call.inner), name)) Algorithms(call, *accepted);
  }
}

}  // namespace packrake::code
