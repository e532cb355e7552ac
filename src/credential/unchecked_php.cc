#include "credential/unchecked_finder.h"

#include <string>

#include "base/ascii.h"
#include "credential/misuse_rules.h"
#include "credential/sinks.h"

// PHP: firebase/php-jwt, lcobucci/jwt.
namespace packrake::code {

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

}  // namespace packrake::code
