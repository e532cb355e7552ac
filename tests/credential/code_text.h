#ifndef PACKRAKE_TESTS_CREDENTIAL_CODE_TEXT_H_
#define PACKRAKE_TESTS_CREDENTIAL_CODE_TEXT_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/code.h"
#include "credential/examine_text.h"
#include "credential/examiners.h"
#include "match/scanner.h"
#include "support/fake_secrets.h"

namespace packrake {

/// What the analysis sees in `program`, its placeholders filled in.
inline std::vector<code::CodeEvent> EventsIn(std::string_view program) {
  static std::vector<std::string> kept;  // events view nothing, but rule names are literals; the text may go
  kept.push_back(ExpandPlaceholders(program));
  return code::TextReading(kept.back()).Events();
}

/// The built-in rules that read code, as users run them: anchors, patterns and examiners.
class CodeRules : public HitSink {
 public:
  CodeRules() {
    for (const Rule& rule : RepositoryRules().rules) {
      if (rule.examine == "jwt-code" || rule.examine == "jwt-exposure") rules_.rules.push_back(rule);
    }
    matcher_ = std::move(*Matcher::Create(rules_, Examiners()));
  }
  void Add(Hit hit) override {
    const Rule& rule = rules_.rules[hit.rule];
    const bool hint = hit.confidence.value_or(rule.confidence) == Confidence::kLow;
    if (hints_ || !hint) ids_.push_back(rule.id);
  }
  std::vector<std::string> Scan(std::string_view text, bool hints) {
    ids_.clear();
    hints_ = hints;
    Blob blob;
    blob.bytes = text;
    matcher_->NewScanner({})->Scan(blob, *this);
    return std::move(ids_);
  }

 private:
  RuleSet rules_;
  std::unique_ptr<Matcher> matcher_;
  std::vector<std::string> ids_;
  bool hints_ = false;
};

/// The ids of rules that would be shown: without hints when `hints` is false. Ordered by place, each as often as seen.
inline std::vector<std::string> RulesIn(std::string_view program, bool hints = false) {
  static CodeRules rules;
  return rules.Scan(ExpandPlaceholders(program), hints);
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
