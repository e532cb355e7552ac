#include "credential/unchecked_finder.h"

#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// PHP: firebase/php-jwt, lcobucci/jwt, jumbojett/openid-connect-php.
namespace packrake::code {

void UncheckedFinder::Php(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (method == "parse" && LeavesSignature(call) && !IsMadeHere(arguments)) TellUnchecked(call);
  if (method == "encode" && OnJwt(call)) PhpEncode(call);
  if (method == "decode" && OnJwt(call)) PhpDecode(call);
  if (method == "Key" && call.is_new) {
    if (const auto algorithm = r_.Positional(arguments, 1)) AlgorithmOf(call, *algorithm);
  }
  if (method == "PermittedFor" && call.is_new) Audience(call, r_.Positional(arguments, 0));
  if (method == "setIssuerValidator" && !arguments.empty()) {
    const Range body = p_.FunctionOf(arguments[0].value);
    if (!body.empty() && AlwaysTrue(body)) r_.Tell(kNoIssuer, call);
  }
}

bool UncheckedFinder::LeavesSignature(const Call& call) const {
  if (!r_.Holds("Lcobucci|lcobucci") || r_.Holds("JwtFacade")) return false;  // which asks for a constraint of its own
  if (!ReceiverMatches(call.path, "~parser|~jwt|~token") && call.path.size() >= 2) return false;
  return !r_.Holds("->validate(|->assert(|->verify(|->checkSignature(") || ValidatesClaimsOnly();
}

// ->parse($header . '.' . $payload . '.' . $signature), ->parse(sprintf('%s.%s.%s', …)): what was signed a line above.
bool UncheckedFinder::IsMadeHere(const Arguments& arguments) const {
  if (arguments.empty() || arguments[0].value.size() < 3) return false;
  return Has(Lower(r_.TextOf(p_.Resolve(arguments[0].value))), "signature");
}

// ->validate($token, new IssuedBy('…'), new LooseValidAt($clock)); in version 3 ->validate($data), beside ->verify(…).
bool UncheckedFinder::ValidatesClaimsOnly() const {
  if (r_.Holds("SignedWith|->verify(|->checkSignature(|alidationConstraints")) return false;
  bool validates = false;
  for (std::uint32_t i = 1; i + 1 < t_.size(); ++i) {
    if (!(t_.Is(i, "validate") || t_.Is(i, "assert")) || !t_.Is(i - 1, "->") || !t_.Is(i + 1, "(")) continue;
    const Arguments arguments = p_.EntriesOf(i + 1);
    if (arguments.size() == 1 && !r_.Holds("ValidationData")) return false;
    for (std::size_t k = 1; k < arguments.size(); ++k) {
      if (!t_.Is(arguments[k].value.begin, "new")) return false;  // of elsewhere
    }
    validates |= !arguments.empty();
  }
  return validates;
}

void UncheckedFinder::PhpEncode(const Call& call) {
  const Arguments arguments = p_.Arguments(call.inner);
  if (NamesNone(arguments)) return r_.Tell(kAlgNone, call);
  if (arguments.empty()) return;
  const Range claims = Returned(arguments[0].value);
  Claims(call, claims);
  if (const auto audience = r_.Option(claims, "aud")) Audience(*audience, *audience);
}

void UncheckedFinder::PhpDecode(const Call& call) {
  const Arguments arguments = p_.Arguments(call.inner);
  if (NamesNone(arguments)) return r_.Tell(kAlgNone, call);
  const auto third = r_.Positional(arguments, 2);
  if (!third) return;
  if (r_.IsFalse(*third) && t_.Is(call.name - 1, "::")) {  // $verify, of version 2 and before
    if (!VerifiedNearby(call)) TellUnchecked(call);
  } else if (Has(r_.TextOf(*third), "$supported_algs")) {  // all that the library knows, whatever the key is
    // A set of keys says of each what it is for.
    const std::string key = Lower(r_.TextOf(arguments[1].value));
    r_.Tell(kAlgAny, call, {}, Has(key, "jwk") || Has(key, "keyset") ? Confidence::kLow : Confidence::kHigh);
  } else {
    Algorithms(call, *third);
  }
}

}  // namespace packrake::code
