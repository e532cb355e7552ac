#include "credential/unchecked_finder.h"

#include <array>
#include <string>
#include <utility>

#include "credential/letter_case.h"
#include "credential/misuse_rules.h"

// Validators that say yes to everything.
namespace packrake::code {

void UncheckedFinder::Delegates(const Call& call) {
  for (const Argument& entry : p_.Arguments(call.inner)) {
    Delegate(entry.name, entry.value, entry.name_token);
  }
}

void UncheckedFinder::Delegate(const std::string& name, Range value, std::uint32_t at) {
  static constexpr auto kValidators = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"SignatureValidator", "jwt.misuse.no-verify"},
      {"IssuerSigningKeyValidator", "jwt.misuse.no-verify"},
      {"AudienceValidator", "jwt.misuse.no-audience"},
      {"IssuerValidator", "jwt.misuse.no-issuer"},
      {"LifetimeValidator", "jwt.misuse.no-expiry"},
      {"TokenReplayValidator", "jwt.misuse.no-expiry"},
      {"SignatureValidatorUsingConfiguration", "jwt.misuse.no-verify"},
  });
  for (const auto& [validator, rule] : kValidators) {
    if (name != validator || at == kNone) continue;
    const Range body = p_.FunctionOf(value);
    if (body.empty()) continue;
    const bool echoes = validator == "IssuerValidator" && ReturnsParameter(body, "issuer");
    if (AlwaysTrue(body) || echoes || (rule == "jwt.misuse.no-verify" && OnlyReads(body)))
      r_.Tell(rule, {at, value.end});
  }
}

bool UncheckedFinder::ReturnsParameter(Range body, std::string_view name) const {
  if (body.size() == 1) return t_.Text(body.begin) == name;
  bool returned = false;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (!t_.Is(i, "return")) continue;
    const Range value = p_.Expression(i + 1);
    if (value.size() != 1 || t_.Text(value.begin) != name) return false;
    returned = true;
  }
  for (const Call& call : p_.CallsIn(body)) {
    if (!call.is_new) return false;
  }
  return returned;
}

bool UncheckedFinder::AlwaysTrue(Range body, int depth) const {
  bool returned = false;
  // (…) => Validate(…), where Validate is of this file
  if (depth < 2 && body.size() > 3 && t_.IsName(body.begin) && t_.Is(body.begin + 1, "(") &&
      t_[body.begin + 1].pair + 1 == body.end) {
    const Range inner = p_.FunctionOf({body.begin, body.begin + 1});
    return !inner.empty() && AlwaysTrue(inner, depth + 1);
  }
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (!t_.Is(i, "return") && !t_.Is(i, "Return")) {
      if (t_.Is(i, "throw") || t_.Is(i, "Throw")) return false;
      continue;
    }
    const std::string constant = p_.ConstantOf(p_.Expression(i + 1));
    if (constant != "true" && constant != "True") return false;
    returned = true;
  }
  if (returned) {
    // A call on the way may throw.
    for (const Call& call : p_.CallsIn(body)) {
      if (p_.Spend(1) && Lower(call.method()).find("throw") != std::string::npos) return false;
    }
    return true;
  }
  const std::string constant = p_.ConstantOf(body);
  return constant == "true" || constant == "True";
}

bool UncheckedFinder::OnlyReads(Range body) const {
  bool makes = false;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    const std::string word = Lower(t_.Text(i));
    if (word.find("jwtsecuritytoken") != std::string::npos || word.find("jsonwebtoken") != std::string::npos ||
        word == "readjwttoken" || word == "readjsonwebtoken" ||
        (word.find("securitytoken") != std::string::npos && i > 0 && t_.Is(i - 1, "new")))
      makes = true;
    if (word.find("valid") != std::string::npos || word.find("verif") != std::string::npos) return false;
  }
  return makes;
}

}  // namespace packrake::code
