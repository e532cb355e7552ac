#ifndef PACKRAKE_RULES_RULE_ADDER_H_
#define PACKRAKE_RULES_RULE_ADDER_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "packrake/result.h"
#include "packrake/rule.h"
#include "rules/fields.h"
#include "rules/load.h"

namespace packrake {

/// Takes rules from a reader of one format, checks them, and does with a bad one what the caller asked for. Everything
/// given to the constructor is borrowed.
class RuleAdder {
 public:
  /// Line in the file of the value under a key of the rule, or of the rule itself.
  using LineOf = std::function<int(std::string_view key)>;

  RuleAdder(std::string_view file_name, const RuleVocabulary& vocabulary, OnBadRule on_bad, RuleSet& set);

  /// Adds `rule`, which begins at `line`; `mistake` is what its reader found wrong. Errors: kInvalidRule with
  /// "file:line: rule id: reason", only with kFail.
  Status Add(Rule rule, int line, std::optional<Mistake> mistake, const LineOf& line_of);

  /// Treats something that is no rule of its own, a setting, like a bad rule.
  Status Refuse(std::string_view id, const Mistake& mistake);

 private:
  std::optional<Mistake> Check(Rule& rule, int line, const LineOf& line_of) const;
  std::string Place(int line) const;

  std::string_view file_name_;
  const RuleVocabulary& vocabulary_;
  OnBadRule on_bad_;
  RuleSet& set_;
  std::unordered_map<std::string, std::string> origins_;  // id -> place
};

}  // namespace packrake

#endif  // PACKRAKE_RULES_RULE_ADDER_H_
