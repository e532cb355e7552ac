#include "credential/unchecked_finder.h"

#include <string>

#include "credential/letter_case.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// Go, Ruby and PHP.
namespace packrake::code {

void UncheckedFinder::Go(const Call& call) {
  const std::string& method = call.method();
  if ((method == "ParseWithClaims" || method == "Parse") && OnJwt(call)) {
    const std::string text = r_.TextOf(call.inner);
    if (text.find("WithAudience") == std::string::npos && !r_.Holds("WithAudience|VerifyAudience"))
      r_.Tell(kAudienceAbsent, call, {}, Confidence::kLow);
    if (text.find("WithIssuer") == std::string::npos && !r_.Holds("WithIssuer|VerifyIssuer"))
      r_.Tell(kIssuerAbsent, call, {}, Confidence::kLow);
  }
  if (method == "NewWithClaims" && OnJwt(call)) {
    if (const auto claims = r_.Positional(p_.Arguments(call.inner), 1)) Claims(call, *claims);
  }
}

void UncheckedFinder::Ruby(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (!ReceiverMatches(call.path, "~jwt")) return;
  if (method == "decode") {
    const auto third = r_.Positional(arguments, 2);
    if ((third && r_.IsFalse(*third)) || r_.TextOf(call.inner).find(":skip_verification") != std::string::npos) {
      if (!VerifiedNearby(call)) r_.Tell(kNoVerify, call);
      return;
    }
    for (const std::string_view name : {"algorithm", "algorithms"}) {
      if (const auto value = r_.OptionOfCall(arguments, name)) {
        for (const std::string& algorithm : r_.Strings(*value)) {
          if (Lower(algorithm) == "none") return r_.Tell(kAlgNone, call);
        }
      }
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
  if (method == "parse" && r_.Holds("Lcobucci|lcobucci") && !r_.Holds("->validate(|->assert(|->verify(") &&
      (ReceiverMatches(call.path, "~parser|~jwt|~token") || call.path.size() < 2))
    r_.Tell(kNoVerify, call);
  if (jwt && (method == "encode" || method == "decode")) {
    for (const Argument& argument : arguments) {
      for (const std::string& algorithm : r_.Strings(argument.value)) {
        if (Lower(algorithm) == "none") return r_.Tell(kAlgNone, call);
      }
    }
    if (method == "encode" && !arguments.empty()) Claims(call, arguments[0].value);
  }
}

}  // namespace packrake::code
