#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"

// Elixir: JOSE, Joken, Guardian, and Phoenix' own tokens.
namespace packrake::code {

void UncheckedFinder::Elixir(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  const std::string_view module = call.path.size() > 1 ? std::string_view(call.path[call.path.size() - 2]) : "";
  if (const auto accepted = std::ranges::find(arguments, "allowed_algos", &Argument::name);
      accepted != arguments.end() && r_.Holds("Guardian") && NamesNone({*accepted}))
    r_.Tell(kAlgNone, {accepted->name_token, accepted->value.end});
  if ((module == "JWT" || module == "JWS") && r_.Holds("JOSE")) Jose(call, arguments);
  if (method == "default_claims" && r_.Holds("Joken")) SkippedClaims(call, arguments);
  static constexpr auto kSigning = std::to_array<std::string_view>(
      {"sign", "default_claims", "generate_and_sign", "generate_and_sign!", "encode_and_sign"});
  if (OneOf(method, kSigning)) Audience(call, r_.OptionOfCall(arguments, "aud"));
  if (module == "Token" && r_.Holds("Phoenix.Token|Phoenix.{")) EndlessToken(call, arguments);
}

// verify_strict(key, ["ES256"], token), and verify(key, token), which takes the algorithm that the token names.
void UncheckedFinder::Jose(const Call& call, const Arguments& arguments) {
  const std::string& method = call.method();
  if (method == "verify") return r_.Tell(kAlgAny, call, {}, Confidence::kLow);
  if (method == "verify_strict") {
    const std::size_t place = p_.PipedInto(call).empty() ? 1 : 0;
    if (const auto accepted = r_.Positional(arguments, place)) Algorithms(call, *accepted);
  }
  if (method != "sign") return;
  if (const auto algorithm = r_.OptionOfCall(arguments, "alg"); algorithm && r_.IsNoneAlgorithm(*algorithm))
    r_.Tell(kAlgNone, call);
}

// default_claims(skip: [:aud, :iss]): neither put into tokens nor held against them, unless add_claim does it.
void UncheckedFinder::SkippedClaims(const Call& call, const Arguments& arguments) {
  const auto skipped = r_.Named(arguments, "skip");
  if (!skipped) return;
  struct Claim {
    std::string_view name;
    std::string_view added;
    std::string_view rule;
  };
  static constexpr auto kClaims = std::to_array<Claim>({{"aud", "add_claim(\"aud\"", kNoAudience},
                                                        {"iss", "add_claim(\"iss\"", kNoIssuer},
                                                        {"exp", "add_claim(\"exp\"", kNoExpiry}});
  const bool verifies = r_.Holds("verify_and_validate|validate(|verify(|verify!(");
  const Range list = p_.Resolve(*skipped);
  for (const Claim& claim : kClaims) {
    bool named = false;
    for (std::uint32_t i = list.begin + 1; i < list.end; ++i) named |= t_.Is(i, claim.name) && t_.Is(i - 1, ":");
    if (named && !r_.Holds(claim.added))
      r_.Tell(claim.rule, call, {}, verifies ? Confidence::kMedium : Confidence::kLow);
  }
}

// Phoenix.Token.verify(socket, "user", token, max_age: :infinity)
void UncheckedFinder::EndlessToken(const Call& call, const Arguments& arguments) {
  if (call.method() != "verify" && call.method() != "decrypt") return;
  const auto age = r_.OptionOfCall(arguments, "max_age");
  if (!age || p_.ConstantOf(*age) != "infinity") return;
  // What it is for, as its salt says: links in mails are meant to last.
  static constexpr auto kOfLinks = std::to_array<std::string_view>(
      {"unsubscribe", "invit", "confirm", "reset", "download", "share", "email", "mail", "link"});
  std::string salt;
  for (const Argument& argument : arguments) {
    if (t_.IsString(argument.value.begin)) salt += Lower(t_.StringAt(argument.value.begin).value);
  }
  const bool link = std::ranges::any_of(kOfLinks, [&salt](std::string_view word) { return Has(salt, word); });
  r_.Tell(kNoExpiry, call, {}, link ? Confidence::kLow : Confidence::kMedium);
}

}  // namespace packrake::code
