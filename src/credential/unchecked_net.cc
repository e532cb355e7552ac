#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"
#include "credential/one_of.h"
#include "credential/sinks.h"

namespace packrake::code {

void UncheckedFinder::Net(const Call& call) {
  const std::string& method = call.method();
  const Arguments arguments = p_.Arguments(call.inner);
  if (method == "Decode" || method == "DecodeToObject") {
    if (BuilderChain(call)) {
      if (!BuilderVerifies(call)) r_.Tell(kNoVerify, call);
      return;
    }
    if (!ReceiverMatches(call.path, "~decoder|~jsonwebtoken|~jwt")) return;
    const auto verify = r_.Named(arguments, "verify");
    if (verify) {
      if (r_.IsFalse(*verify)) r_.Tell(kNoVerify, call);
      return;
    }
    // The static form takes the decoder first.
    const std::size_t shift =
        call.path.size() >= 2 && call.path[call.path.size() - 2].find("Extensions") != std::string::npos ? 1 : 0;
    const auto third = r_.Positional(arguments, 2 + shift);
    if (third && r_.IsFalse(*third)) return r_.Tell(kNoVerify, call);
    if (third && OnJose(call)) AlgorithmOf(call, *third);
    if (arguments.size() == 1 + shift && r_.Holds("JwtDecoder|IJwtDecoder|JWT.Builder|using JWT|Imports JWT") &&
        ReceiverMatches(call.path, "~decoder"))
      r_.Tell(kNoVerify, call);
    return;
  }
  if (method == "CreateToken" || method == "CreateEncodedJwt") {
    for (const Argument& argument : arguments) {
      if (r_.IsNoneAlgorithm(argument.value)) return r_.Tell(kAlgNone, call);
    }
  }
  // Payload of jose-jwt reads what Decode would check.
  if ((method == "Payload" || method == "PayloadBytes") && OnJose(call) && !VerifiedNearby(call))
    return TellUnchecked(call);
  const bool made = call.is_new && arguments.size() == 1 && arguments[0].name.empty() &&
                    (method == "JsonWebToken" || (method == "JwtSecurityToken" && !r_.Holds("SignatureValidator")));
  if (method == "ReadJwtToken" || method == "ReadToken" || method == "ReadJsonWebToken" || made)
    ReadUnchecked(call, arguments);
  if (method == "Encode" && ReceiverMatches(call.path, "~jwt")) {
    for (const Argument& argument : arguments) {
      const std::string text = Lower(r_.TextOf(argument.value));
      if (text == "jwsalgorithm.none") return r_.Tell(kAlgNone, call);
    }
  }
  // A builder that is told not to verify and handed on; where it decodes at once, that is told.
  if (method == "DoNotVerifySignature" && call.begin > 0) {
    std::uint32_t start = call.begin;
    if (t_.Is(start - 1, "new") || t_.Is(start - 1, "New")) --start;
    const bool handed_on =
        start > 0 && (t_.Is(start - 1, "return") || t_.Is(start - 1, "Return") || t_.Is(start - 1, "=>"));
    if (handed_on && !t_.Is(call.inner.end + 1, ".")) r_.Tell(kNoVerify, call);
  }
  // JsonWebTokenHandler tells by its result and does not throw.
  if ((method == "ValidateToken" || method == "ValidateTokenAsync") && r_.Holds("JsonWebTokenHandler"))
    ValidationResult(call);
}

bool UncheckedFinder::OnJose(const Call& call) const {
  return ReceiverMatches(call.path, "=JWT|=Jose.JWT") && r_.Holds("using Jose;|Imports Jose|Jose.JWT");
}

// ValidAlgorithms = new[] { parsed.Alg }, where `parsed` is the token, read
void UncheckedFinder::NetAlgorithms() {
  static constexpr auto kOfHeader = std::to_array<std::string_view>({"Alg", "SignatureAlgorithm"});
  static constexpr auto kReads = std::to_array<std::string_view>(
      {"readjwttoken(", "readjsonwebtoken(", "readtoken(", "newjsonwebtoken(", "newjwtsecuritytoken("});
  if (!r_.Holds("ValidAlgorithms")) return;
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    if (!t_.Is(i, "ValidAlgorithms") || !t_.Is(i + 1, "=")) continue;
    const Range list = p_.Expression(i + 2);
    for (std::uint32_t k = list.begin + 2; k < list.end; ++k) {
      if (!OneOf(t_.Text(k), kOfHeader) || !t_.Is(k - 1, ".")) continue;
      const std::uint32_t name = t_.Is(k - 2, "Header") && t_.Is(k - 3, ".") ? k - 4 : k - 2;
      const std::string made = Lower(r_.TextOf(p_.Resolve({name, name + 1})));
      if (std::ranges::any_of(kReads, [&made](std::string_view read) { return Has(made, read); }) &&
          !ComparedBefore({k, k + 1}, i))
        r_.Tell(kAlgFromToken, {i, list.end});
    }
  }
}

// A helper may be handed what was checked; what stands in the request was not, unless the framework did that first.
void UncheckedFinder::ReadUnchecked(const Call& call, const Arguments& arguments) {
  if (r_.Holds("ValidateToken") || arguments.empty()) return;
  const bool of_request = !FrameworkChecksFirst() && IsOfRequest(arguments[0].value);
  TellUnchecked(call, Severity::kHigh, of_request ? Confidence::kMedium : Confidence::kLow);
}

bool UncheckedFinder::FrameworkChecksFirst() const {
  return (r_.Is(LanguageId::kCSharp) || r_.Is(LanguageId::kVisualBasic)) &&
         r_.Holds("[Authorize|<Authorize|JwtBearer|AuthenticateAsync|UseAuthentication|RequireAuthorization|"
                  "AuthorizationHandler|Identity.IsAuthenticated|Identity?.IsAuthenticated");
}

bool UncheckedFinder::IsOfRequest(Range token) const {
  static constexpr auto kParts =
      std::to_array<std::string_view>({"request.headers", "request.cookies", "request.query", ".httpcontext.request",
                                       "[\"authorization\"]", "headers.authorization", "getvalues(\"authorization\")"});
  Range origin = token;
  for (int step = 0; step < 4 && !origin.empty(); ++step) {
    const std::string text = Lower(r_.TextOf(origin));
    if (std::ranges::any_of(kParts, [&text](std::string_view part) { return Has(text, part); })) return true;
    const Range next = p_.Resolve({origin.begin, origin.begin + 1});  // header of header.Substring(7)
    if (next.begin == origin.begin) break;
    origin = next;
  }
  return false;
}

void UncheckedFinder::ValidationResult(const Call& call) {
  std::uint32_t start = call.begin;
  if (start > 0 && t_.Is(start - 1, "await")) --start;
  if (start < 2 || !t_.Is(start - 1, "=") || !t_.IsName(start - 2)) return;
  if (!ReceiverMatches(call.path, "~jsonwebtokenhandler|~tokenhandler|~handler")) return;
  const std::string_view name = t_.Text(start - 2);
  const Range body = r_.FunctionRound(call.begin);
  for (std::uint32_t k = call.inner.end; k + 2 < body.end; ++k) {
    if (t_.IsName(k) && t_.Text(k) == name && (t_.Is(k + 2, "IsValid") || t_.Is(k + 2, "Exception"))) return;
    if (t_.Is(k, "IsValid")) return;
    // Handed on whole, it may be looked at elsewhere.
    if (t_.IsName(k) && t_.Text(k) == name && !t_.Is(k + 1, ".") && !t_.Is(k + 1, "?.")) return;
  }
  r_.Tell(kNoVerify, call, {}, Confidence::kMedium);
}

bool UncheckedFinder::BuilderChain(const Call& call) const {
  if (ReceiverMatches(call.path, "~jwtbuilder")) return true;
  if (call.path.size() < 2) return false;
  const std::string& name = call.path.front();
  for (const Binding* bound : p_.BindingsOf(name)) {
    const Binding& binding = *bound;
    if (binding.value.empty()) continue;
    if (r_.TextOf(binding.value).find("JwtBuilder") != std::string::npos) return true;
    if (binding.at > 1 && t_.Is(binding.at - 2, "JwtBuilder")) return true;  // JwtBuilder name = new();
  }
  return false;
}

bool UncheckedFinder::BuilderVerifies(const Call& call) const {
  bool verifies = false;
  const auto read = [&](const Call& one) {
    if (one.method() == "MustVerifySignature") verifies = true;
    if (one.method() == "DoNotVerifySignature") verifies = false;
    if (one.method() == "WithVerifySignature") {
      const auto value = r_.Positional(p_.Arguments(one.inner), 0);
      verifies = value && !r_.IsFalse(*value);
    }
    if (one.method() == "WithValidationParameters") verifies = true;
  };
  const Range body = r_.FunctionRound(call.begin);
  const std::vector<const Binding*> bound = p_.BindingsOf(call.path.front());
  std::uint32_t from = body.begin;
  for (const Binding* binding : bound) from = std::min(from, binding->value.empty() ? from : binding->value.begin);
  for (const Call& other : p_.CallsIn({from, call.name})) {
    if (!p_.Spend(bound.size())) break;
    const bool same_chain = other.begin == call.begin;
    const bool same_builder =
        call.path.front() != "JwtBuilder" && other.path.front() == call.path.front() && other.begin >= body.begin;
    bool in_binding = false;
    for (const Binding* binding : bound) {
      in_binding |= other.begin >= binding->value.begin && other.begin < binding->value.end;
    }
    if (same_chain || same_builder || in_binding) read(other);
  }
  return verifies;
}

}  // namespace packrake::code
