#include "credential/unchecked_finder.h"

#include <string>

#include "base/ascii.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// Go, Ruby and PHP.
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
