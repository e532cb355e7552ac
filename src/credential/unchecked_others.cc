#include "credential/unchecked_finder.h"

#include <string>

#include "base/ascii.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// Go, Ruby and PHP.
namespace packrake::code {

void UncheckedFinder::Go(const Call& call) {
  const std::string& method = call.method();
  if ((method == "ParseWithClaims" || method == "Parse") && OnJwt(call)) {
    // Without a key function the check fails; who goes on with the token all the same has checked nothing.
    const auto key = r_.Positional(p_.Arguments(call.inner), method == "Parse" ? 1 : 2);
    if (key && r_.TextOf(*key) == "nil") {
      if (IgnoresError(call) && !VerifiedNearby(call)) TellUnchecked(call, {}, Confidence::kMedium);
      return;
    }
    const std::string text = r_.TextOf(call.inner);
    if (text.find("WithAudience") == std::string::npos && !r_.Holds("WithAudience|VerifyAudience"))
      r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
    if (text.find("WithIssuer") == std::string::npos && !r_.Holds("WithIssuer|VerifyIssuer"))
      r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
  }
  if (method == "WithValidMethods" || (method == "Parser" && call.is_braced)) {
    const Arguments arguments = p_.Arguments(call.inner);
    const auto accepted = call.is_braced ? r_.Named(arguments, "ValidMethods") : r_.Positional(arguments, 0);
    if (accepted) Algorithms(call, *accepted);
  }
  if (method == "NewWithClaims" && OnJwt(call)) {
    if (const auto claims = r_.Positional(p_.Arguments(call.inner), 1)) Claims(call, *claims);
  }
}

// token, _ := parse(…); token, err := parse(…), then if token == nil
bool UncheckedFinder::IgnoresError(const Call& call) const {
  if (call.begin < 4 || !(t_.Is(call.begin - 1, ":=") || t_.Is(call.begin - 1, "="))) return false;
  if (t_.Is(call.begin - 2, "_")) return true;
  const std::uint32_t after = call.inner.end + 1;
  return t_.Is(after, "if") && t_.Text(after + 1) == t_.Text(call.begin - 4) && t_.Is(after + 2, "==") &&
         t_.Is(after + 3, "nil");
}

void UncheckedFinder::Ruby(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (!ReceiverMatches(call.path, "~jwt")) return;
  if (method == "decode") {
    const auto third = r_.Positional(arguments, 2);
    if ((third && r_.IsFalse(*third)) || r_.TextOf(call.inner).find(":skip_verification") != std::string::npos) {
      if (!VerifiedNearby(call)) TellUnchecked(call);
      return;
    }
    for (const std::string_view name : {"algorithm", "algorithms"}) {
      if (const auto value = r_.OptionOfCall(arguments, name)) Algorithms(call, *value);
    }
    if (!r_.OptionOfCall(arguments, "verify_aud")) r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
    if (!r_.OptionOfCall(arguments, "verify_iss")) r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
  }
  if (method == "encode") {
    if (const auto third = r_.Positional(arguments, 2); third && r_.IsNoneAlgorithm(*third)) r_.Tell(kAlgNone, call);
    if (const auto claims = r_.Positional(arguments, 0)) {
      Claims(call, *claims);
      if (p_.ObjectOf(*claims) != kNone && !HasEntry(*claims, "exp")) r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
    }
  }
}

void UncheckedFinder::Php(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  const bool jwt = OnJwt(call);
  if (method == "parse" && r_.Holds("Lcobucci|lcobucci") &&
      !r_.Holds("->validate(|->assert(|->verify(|->checkSignature(") &&
      (ReceiverMatches(call.path, "~parser|~jwt|~token") || call.path.size() < 2))
    TellUnchecked(call);
  if (jwt && (method == "encode" || method == "decode")) {
    for (const Argument& argument : arguments) {
      for (const std::string& algorithm : r_.Strings(argument.value)) {
        if (Lower(algorithm) == "none") return r_.Tell(kAlgNone, call);
      }
    }
    if (method == "encode" && !arguments.empty()) Claims(call, arguments[0].value);
    if (const auto accepted = r_.Positional(arguments, 2); accepted && method == "decode") Algorithms(call, *accepted);
  }
  if (method == "Key" && call.is_new) {
    if (const auto algorithm = r_.Positional(arguments, 1)) AlgorithmOf(call, *algorithm);
  }
}

void UncheckedFinder::AlgorithmOf(const Call& call, Range value) {
  std::uint32_t header = kNone;
  if (HeaderMember(value, "alg", 0, header) && !ComparedBefore(value, call))
    r_.Tell(kAlgFromToken, call, {}, {}, header);
}

}  // namespace packrake::code
