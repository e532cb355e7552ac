#include "credential/secret_finder.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "credential/signals.h"

// Secrets at the calls that sign and check with them.
namespace packrake::code {

void SecretFinder::AtSink(const SinkUse& use) {
  if (use.key.empty()) return;
  const Evaluation evaluation = p_.Evaluate(use.key);
  const Call& call = p_.calls()[use.call];
  const bool unsigned_call = MentionsNone(call) || FindsKeyOtherwise(call);
  for (const Literal& literal : evaluation.literals)
    Emit(literal, &use, use.key.begin, use.row->framework, RuleAtSink(literal, use));
  if (!evaluation.predictable.empty() && evaluation.literals.empty()) {
    CodeEvent event;
    event.rule = "jwt.secret.weak";
    event.begin = t_[use.key.begin].begin;
    event.end = t_[use.key.end - 1].end;
    event.identity = NormalisedText(p_, {call.begin, std::min(call.inner.end + 1, t_.size())});
    event.identity_needs_path = true;
    event.severity = Severity::kHigh;
    event.signals = {"sink", "predictable"};
    event.related.push_back({t_[use.at].begin, "reaches " + use.name + " here"});
    Add(std::move(event));
  }
  if (!evaluation.nulls.empty() && evaluation.literals.empty() && !evaluation.lookup && !evaluation.unknown &&
      !unsigned_call && use.sole && !use.row->framework) {
    EmitEmpty(use, t_[evaluation.nulls.front()].begin, t_[evaluation.nulls.front()].end, Confidence::kHigh);
  }
}

bool SecretFinder::MentionsNone(const Call& call) const {
  const Range inner = call.inner;
  // Options that this file does not show may ask for it too.
  for (const Argument& argument : p_.Arguments(inner)) {
    if (argument.name != "options") continue;
    if (p_.ObjectOf(argument.value) == kNone || !p_.MembersOf(argument.value, "verify_signature").empty()) return true;
  }
  for (std::uint32_t i = inner.begin; i < inner.end; ++i) {
    if (t_.IsString(i)) {
      std::string value = t_.StringAt(i).value;
      for (char& c : value) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (value == "none" || value == "verify_signature") return true;
    }
    if (t_.IsName(i) &&
        (t_.Text(i) == "False" || t_.Text(i) == "false" || t_.Text(i) == "verify_signature" || t_.Text(i) == "NONE"))
      return true;
  }
  return false;
}

bool SecretFinder::FindsKeyOtherwise(const Call& call) const {
  for (std::uint32_t i = call.inner.begin; i < call.inner.end + 4 && i < t_.size(); ++i) {
    const std::string_view word = t_.Text(i);
    if (t_.IsName(i) &&
        (word == "jwks" || word == "jwk" || word == "keyfinder" || word == "getKey" || word == "jwks_loader"))
      return true;
    if (i >= call.inner.end && (word == "do" || (word == "{" && p_.language().id == LanguageId::kRuby))) return true;
  }
  return false;
}

std::string_view SecretFinder::RuleAtSink(const Literal& literal, const SinkUse& use) const {
  if (use.row->framework) return "framework.secret-key";
  if (literal.fallback) return "jwt.secret.fallback";
  return literal.through_name ? "jwt.secret.flow" : "jwt.secret.call";
}

}  // namespace packrake::code
