#include "credential/unchecked_finder.h"

#include <string>

#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// Ruby: ruby-jwt, json-jwt.
namespace packrake::code {

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

}  // namespace packrake::code
