#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "credential/flow_words.h"
#include "credential/has.h"
#include "credential/misuse_rules.h"

// Validators that say yes to everything.
namespace packrake::code {

// Parameters.X = …, { X = …, }, new() { X = … }, With { .X = … }: wherever a validator is set.
void UncheckedFinder::Delegates() {
  if (!r_.Holds("Validator")) return;
  for (std::uint32_t i = 0; i + 2 < t_.size(); ++i) {
    if (t_.IsName(i) && t_.Is(i + 1, "=")) Delegate(t_.Text(i), p_.Expression(i + 2), i);
  }
}

void UncheckedFinder::Delegate(std::string_view name, Range value, std::uint32_t at) {
  static constexpr auto kValidators = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"SignatureValidator", kNoVerify},
      {"SignatureValidatorUsingConfiguration", kNoVerify},
      {"IssuerSigningKeyValidator", kNoVerify},
      {"IssuerSigningKeyValidatorUsingConfiguration", kNoVerify},
      {"AlgorithmValidator", kAlgAny},
      {"AudienceValidator", kNoAudience},
      {"IssuerValidator", kNoIssuer},
      {"IssuerValidatorUsingConfiguration", kNoIssuer},
      {"LifetimeValidator", kNoExpiry},
      {"TokenReplayValidator", kNoExpiry},
  });
  for (const auto& [validator, rule] : kValidators) {
    if (name != validator) continue;
    const Range body = p_.FunctionOf(value);
    if (body.empty()) continue;
    bool passes = AlwaysTrue(body);
    if (rule == kNoVerify) passes = passes || OnlyReads(body);
    if (rule == kNoIssuer) passes = passes || ReturnsIssuer(value, body);
    if (validator == "AudienceValidator" || validator == "LifetimeValidator") passes = passes || ComparesNothing(body);
    if (passes) r_.Tell(rule, {at, value.end});
  }
}

bool UncheckedFinder::IsRemark(const Call& call) const {
  const std::string receiver = call.path.size() > 1 ? Lower(call.path[call.path.size() - 2]) : "";
  return call.method() == "nameof" || Has(receiver, "log") || receiver == "console" || receiver == "debug" ||
         receiver == "trace";
}

bool UncheckedFinder::IsThrow(std::uint32_t i) const { return t_.Is(i, "throw") || t_.Is(i, "Throw"); }

bool UncheckedFinder::RefusesMissing(std::uint32_t i) const {
  const std::uint32_t close = t_.Is(i - 1, "{") ? i - 2 : i - 1;
  if (close >= i || !t_.Is(close, ")")) return false;
  const std::uint32_t open = t_[close].pair;
  if (open == kNone || open == 0 || !t_.Is(open - 1, "if")) return false;
  for (std::uint32_t k = open + 1;; k += 4) {
    if (!t_.IsName(k) || (!t_.Is(k + 1, "==") && !t_.Is(k + 1, "is")) || !IsNullWord(t_.Text(k + 2))) return false;
    if (k + 3 == close) return true;
    if (!t_.Is(k + 3, "||")) return false;
  }
}

bool UncheckedFinder::MayThrow(const Call& call) const {
  const Range body = p_.FunctionOf({call.name, call.name + 1});
  if (body.empty()) return true;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (IsThrow(i)) return true;
  }
  return std::ranges::any_of(p_.CallsIn(body), [this](const Call& one) { return !one.is_new && !IsRemark(one); });
}

bool UncheckedFinder::ReturnsIssuer(Range value, Range body) const {
  // The issuer is the first parameter, whatever it is called: (issuer, token, parameters) => …
  std::string_view parameter;
  for (std::uint32_t i = value.begin; i < body.begin && parameter.empty(); ++i) {
    if (t_.IsName(i) && (t_.Is(i + 1, ",") || t_.Is(i + 1, ")"))) parameter = t_.Text(i);
  }
  const auto is_issuer = [&](Range returned) {
    if (returned.empty()) return false;
    if (returned.size() == 1) return t_.IsString(returned.begin) || t_.Text(returned.begin) == parameter;
    return t_.Is(returned.end - 1, "Issuer") && t_.Is(returned.end - 2, ".");
  };
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (IsThrow(i) && !RefusesMissing(i)) return false;
  }
  for (const Call& call : p_.CallsIn(body)) {
    if (!call.is_new && !IsRemark(call)) return false;
  }
  bool returned = false;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (!t_.Is(i, "return") && !t_.Is(i, "Return")) continue;
    if (!is_issuer(p_.Expression(i + 1))) return false;
    returned = true;
  }
  return returned || is_issuer(body);
}

bool UncheckedFinder::ComparesNothing(Range body) const {
  static constexpr auto kComparing =
      std::to_array<std::string_view>({"<", ">", "<=", ">=", "==", "is", "Is", "switch"});
  bool gives = false;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    const std::string_view text = t_.Text(i);
    if (t_.IsString(i)) continue;
    // Whether there is any audience, or any date, says nothing of it.
    if (text == "==" || text == "is" || text == "Is") {
      if (IsNullWord(t_.Text(i + 1))) continue;
      if (t_.Is(i + 1, "not") && IsNullWord(t_.Text(i + 2))) continue;
    }
    if (std::ranges::find(kComparing, text) != kComparing.end()) return false;
    if (text == "throw" || text == "Throw" || text == "false" || text == "False") return false;
    gives |= text == "!=" || text == "true" || text == "True" || text == "not" || text == "HasValue" || text == "Any";
  }
  for (const Call& call : p_.CallsIn(body)) {
    if (IsRemark(call)) continue;
    const bool counts = (call.method() == "Any" || call.method() == "Count") && call.inner.empty();
    if (!counts) return false;
  }
  return gives;
}

bool UncheckedFinder::AlwaysTrue(Range body, int depth) const {
  bool returned = false;
  bool refuses = false;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    if (!t_.Is(i, "return") && !t_.Is(i, "Return")) {
      if (!IsThrow(i)) continue;
      if (!RefusesMissing(i)) return false;
      refuses = true;
      continue;
    }
    if (!GivesTrue(p_.Expression(i + 1), depth)) return false;
    returned = true;
  }
  if (returned) {
    // A call on the way may throw. Where it has looked whether there is a token, whatever it calls may look at it, too.
    return std::ranges::none_of(p_.CallsIn(body), [&](const Call& call) {
      if (!p_.Spend(1) || call.is_new || IsRemark(call)) return false;
      return (refuses || Has(Lower(call.method()), "throw")) && MayThrow(call);
    });
  }
  return GivesTrue(body, depth);
}

bool UncheckedFinder::GivesTrue(Range value, int depth) const {
  const std::string constant = p_.ConstantOf(value);
  if (constant == "true" || constant == "True") return true;
  // Validate(token), where Validate is of this file
  if (depth >= 2 || value.size() < 4 || !t_.IsName(value.begin) || !t_.Is(value.begin + 1, "(") ||
      t_[value.begin + 1].pair + 1 != value.end)
    return false;
  const Range inner = p_.FunctionOf({value.begin, value.begin + 1});
  return !inner.empty() && AlwaysTrue(inner, depth + 1);
}

bool UncheckedFinder::OnlyReads(Range body) const {
  bool makes = false;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    const std::string word = Lower(t_.Text(i));
    if (word.find("jwtsecuritytoken") != std::string::npos || word.find("jsonwebtoken") != std::string::npos ||
        word == "readjwttoken" || word == "readjsonwebtoken" || word == "readtoken" ||
        (word.find("securitytoken") != std::string::npos && i > 0 && t_.Is(i - 1, "new")))
      makes = true;
    if (word.find("valid") != std::string::npos || word.find("verif") != std::string::npos) return false;
  }
  return makes;
}

}  // namespace packrake::code
