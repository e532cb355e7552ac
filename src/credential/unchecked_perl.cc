#include "credential/unchecked_finder.h"

#include <algorithm>
#include <string>

#include "credential/misuse_rules.h"

// Perl: Crypt::JWT, JSON::WebToken. Mojo::JWT needs no more than the table.
namespace packrake::code {

void UncheckedFinder::Perl(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  const bool web_token = r_.Holds("JSON::WebToken");
  if (method == "decode_jwt" || (method == "decode" && web_token)) {
    const auto verify = r_.Positional(arguments, 2);
    if (IgnoresSignature(call) || (web_token && verify && r_.IsFalse(*verify))) {
      if (!VerifiesAsWell(call)) TellUnchecked(call);
      return;
    }
    const auto accepted = std::ranges::find(arguments, "accepted_alg", &Argument::name);
    if (accepted != arguments.end() && NamesNone({*accepted})) r_.Tell(kAlgNone, call);
  }
  if (method == "encode_jwt" || (method == "encode" && web_token)) {
    const auto named = r_.Named(arguments, "alg");
    const auto algorithm = named ? named : web_token ? r_.Positional(arguments, 2) : std::nullopt;
    if (algorithm && r_.IsNoneAlgorithm(*algorithm)) r_.Tell(kAlgNone, call);
  }
}

bool UncheckedFinder::IgnoresSignature(const Call& call) const {
  const auto ignored = r_.Named(p_.Arguments(call.inner), "ignore_signature");
  return ignored && r_.IsTrue(*ignored);
}

// A first look for the key's name, before the same function decodes with it.
bool UncheckedFinder::VerifiesAsWell(const Call& call) const {
  const std::span<const Call> calls = p_.CallsIn(r_.FunctionRound(call.begin));
  return std::ranges::any_of(calls, [&](const Call& other) {
    return other.begin != call.begin && other.method() == call.method() && !IgnoresSignature(other) &&
           p_.FunctionOfToken(other.begin) == p_.FunctionOfToken(call.begin);
  });
}

}  // namespace packrake::code
