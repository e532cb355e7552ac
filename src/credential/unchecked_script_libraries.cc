#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

// Libraries of JavaScript that are called in ways of their own, and tokens that are put together without any.
namespace packrake::code {

// sign({ header: { alg: 'none' }, … }), verify(signature, algorithm, key)
bool UncheckedFinder::ScriptJws(const Call& call) {
  if (!ReceiverMatches(call.path, "=jws") || !r_.Holds("'jws'|\"jws\"")) return false;
  const std::string_view method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (method == "sign" || method == "createSign") {
    if (const auto algorithm = r_.OptionOfCall(arguments, "header.alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
      r_.Tell(kAlgNone, call);
    return true;
  }
  if (method != "verify" && method != "createVerify") return false;
  const auto algorithm =
      method == "verify" ? r_.Positional(arguments, 1) : r_.OptionOfCall(arguments, "algorithm");
  if (algorithm && r_.IsNoneAlgorithm(*algorithm))
    r_.Tell(kAlgNone, call);
  else if (algorithm)
    AlgorithmOf(call, *algorithm);
  return true;
}

// create(claims, key, 'none'), jwt.setSigningAlgorithm('none')
bool UncheckedFinder::ScriptNjwt(const Call& call) {
  const std::string_view method = call.method();
  const bool creates = method == "create" && ReceiverMatches(call.path, "~njwt");
  if (!creates && (method != "setSigningAlgorithm" || !r_.Holds("njwt|nJwt"))) return false;
  const auto algorithm = r_.Positional(p_.Arguments(call.inner), creates ? 2 : 0);
  if (algorithm && r_.IsNoneAlgorithm(*algorithm)) r_.Tell(kAlgNone, call);
  return true;
}

void UncheckedFinder::UnsignedHeader(std::uint32_t brace) {
  if (!t_.Is(brace, "{") || t_[brace].pair == kNone || t_[brace].pair > brace + 24) return;
  // What a library is given it is told for by its name.
  static constexpr auto kOfLibraries = std::to_array<std::string_view>(
      {"sign", "signAsync", "encode", "create", "createSign", "verify", "setProtectedHeader", "createSigner"});
  const std::uint32_t open = t_[brace].inside;
  if (open != kNone && open > 0 && t_.Is(open, "(") && OneOf(t_.Text(open - 1), kOfLibraries)) return;
  bool none = false;
  bool typed = false;
  for (const Argument& entry : p_.EntriesOf(brace)) {
    static constexpr auto kOfHeaders = std::to_array<std::string_view>({"alg", "typ", "kid", "cty"});
    if (!OneOf(entry.name, kOfHeaders)) return;
    const std::string value = Lower(p_.ConstantOf(entry.value));
    none |= entry.name == "alg" && value == "\"none";
    typed |= entry.name == "typ" && value == "\"jwt";
  }
  if (none && typed) r_.Tell(kAlgNone, {brace, t_[brace].pair + 1});
}

}  // namespace packrake::code
