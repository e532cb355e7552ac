#ifndef PACKRAKE_RULES_LOAD_H_
#define PACKRAKE_RULES_LOAD_H_

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake {

/// What a loader must know that stands to its right in the layers: the names a rule may use.
struct RuleVocabulary {
  std::vector<std::string> examiners;
  std::vector<std::string> decoders;
};

/// How to treat a rule that breaks the contract.
enum class OnBadRule {
  kFail,  ///< ours: the first mistake is the Error
  kSkip,  ///< from elsewhere: the rule goes to RuleSet::skipped, with the reason
};

/// Adds the rules in YAML `text` (docs/RULES.md; Nosey Parker's keys are understood) to `set`. `name` is the file's,
/// for messages. Errors: kInvalidRule with "file:line: rule id: reason"; a document that is not a rule file at all is
/// an error with kSkip too.
Status AddRules(std::string_view text, std::string_view name, const RuleVocabulary& vocabulary, OnBadRule on_bad,
                RuleSet& set);

/// Adds the rules of a file, or of every *.yaml and *.yml below a folder in order of path.
Status AddRulesFrom(const std::filesystem::path& path, const RuleVocabulary& vocabulary, OnBadRule on_bad,
                    RuleSet& set);

/// Rules in a compact form that ReadCompactRules takes back exactly, without checks: what the program embeds.
std::string WriteCompactRules(const RuleSet& set);
Result<RuleSet> ReadCompactRules(std::string_view text);

/// SHA-256, hex, over all that matters for findings: the digest that reports name.
std::string RulesDigest(const RuleSet& set);

}  // namespace packrake

#endif  // PACKRAKE_RULES_LOAD_H_
