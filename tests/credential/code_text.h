#ifndef PACKRAKE_TESTS_CREDENTIAL_CODE_TEXT_H_
#define PACKRAKE_TESTS_CREDENTIAL_CODE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "credential/code.h"
#include "support/fake_secrets.h"

namespace packrake {

/// What the analysis sees in `program`, its placeholders filled in.
inline std::vector<code::CodeEvent> EventsIn(std::string_view program) {
  static std::vector<std::string> kept;  // events view nothing, but rule names are literals; the text may go
  kept.push_back(ExpandPlaceholders(program));
  return code::AnalyzeText(kept.back());
}

/// The ids of rules that would be shown: without hints when `hints` is false. Ordered by place, each as often as seen.
inline std::vector<std::string> RulesIn(std::string_view program, bool hints = false) {
  // Rules whose confidence in patterns/ is low: what they see is a hint.
  static constexpr std::string_view kHintRules[] = {
      "jwt.misuse.audience-absent", "jwt.misuse.issuer-absent", "jwt.misuse.no-expiry-set",   "jwt.misuse.long-life",
      "jwt.misuse.broad-scope",     "jwt.misuse.not-revoked",   "jwt.misuse.token-forwarded",
  };
  std::vector<std::string> ids;
  for (const code::CodeEvent& event : EventsIn(program)) {
    bool hint = event.confidence == Confidence::kLow;
    for (const std::string_view rule : kHintRules) hint |= event.rule == rule && !event.confidence;
    if (hints || !hint) ids.emplace_back(event.rule);
  }
  return ids;
}

/// Whether one of the events is of `rule`, or of a rule that begins with it when it ends in '*'.
inline bool Sees(const std::vector<std::string>& ids, std::string_view rule) {
  for (const std::string& id : ids) {
    if (rule.ends_with('*') ? id.starts_with(rule.substr(0, rule.size() - 1)) : id == rule) return true;
  }
  return false;
}

/// The literals found, in order; each once.
inline std::vector<std::string> SecretsIn(std::string_view program) {
  std::vector<std::string> secrets;
  for (const code::CodeEvent& event : EventsIn(program)) {
    if (event.secret.empty()) continue;
    if (secrets.empty() || secrets.back() != event.secret) secrets.push_back(event.secret);
  }
  return secrets;
}

/// `program` as a page shows it that lost its indentation.
inline std::string WithoutIndentation(std::string_view program) {
  std::string out;
  bool line_start = true;
  for (const char c : program) {
    if (line_start && (c == ' ' || c == '\t')) continue;
    line_start = c == '\n';
    out += c;
  }
  return out;
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_CREDENTIAL_CODE_TEXT_H_
