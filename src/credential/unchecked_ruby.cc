#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// Ruby: ruby-jwt, json-jwt, rack-jwt.
namespace packrake::code {

void UncheckedFinder::Ruby(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (method == "use") return RackJwt(call, arguments);
  if (!ReceiverMatches(call.path, "~jwt")) return;
  if (method == "decode") {
    const auto third = r_.Positional(arguments, 2);
    if ((third && r_.IsFalse(*third)) || Has(r_.TextOf(call.inner), ":skip_verification")) {
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
      const Range made = Returned(*claims);
      Claims(call, made);
      if (const auto audience = r_.Option(made, "aud")) Audience(*audience, *audience);
      if (p_.ObjectOf(*claims) != kNone && !HasEntry(*claims, "exp")) r_.Tell(kNoExpirySet, call, {}, Confidence::kLow);
    }
  }
}

// use Rack::JWT::Auth, { secret: nil, verify: false }
void UncheckedFinder::RackJwt(const Call& call, const Arguments& arguments) {
  if (arguments.empty() || r_.TextOf(arguments[0].value) != "Rack::JWT::Auth") return;
  for (const Argument& argument : arguments) {
    const auto verify = argument.name == "verify" ? argument.value : r_.Option(argument.value, "verify");
    if (verify && r_.IsFalse(*verify)) return r_.Tell(kNoVerify, call);
  }
}

// JWT::EncodedToken.new(raw).unverified_payload, of ruby-jwt 2.10 and later, whose `payload` wants it verified first.
void UncheckedFinder::UnverifiedPayload(std::uint32_t name) {
  if (!t_.Is(name, "unverified_payload") || name == 0 || !t_.Is(name - 1, ".")) return;
  static constexpr auto kChoosing = std::to_array<std::string_view>({"iss", "kid", "aud", "azp", "tid", "exp"});
  std::uint32_t k = name + 1;  // ["iss"], .fetch("iss"), .dig("iss")
  while (k < name + 4 && !t_.IsString(k)) ++k;
  const bool chooses = t_.IsString(k) && OneOf(t_.StringAt(k).value, kChoosing);
  const bool verifies = r_.Holds("verify!|verify_signature!|valid_signature?|.valid?");
  r_.Tell(kNoVerify, {name, name + 1}, {}, chooses || verifies ? std::optional(Confidence::kLow) : std::nullopt);
}

}  // namespace packrake::code
