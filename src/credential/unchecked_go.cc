#include "credential/unchecked_finder.h"

#include <string>

#include "credential/misuse_rules.h"
#include "credential/sinks.h"

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

}  // namespace packrake::code
