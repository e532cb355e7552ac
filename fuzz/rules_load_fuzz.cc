#include "fuzz.h"
#include "rules/load.h"

// What loads is checked, and its compact form reads back to the same rules.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size > 4096) return 0;
  const RuleVocabulary vocabulary{{"jws"}, {"base64"}};
  RuleSet set;
  if (!AddRules(TextOf(data, size), "f.yaml", vocabulary, OnBadRule::kSkip, set)) return 0;
  for (const Rule& rule : set.rules) Require(!rule.id.empty() && !rule.family.empty() && !rule.pattern.empty());
  for (const SkippedRule& skipped : set.skipped) Require(!skipped.reason.empty() && !skipped.origin.empty());
  const auto again = ReadCompactRules(WriteCompactRules(set));
  Require(again && RulesDigest(*again) == RulesDigest(set));
  return 0;
}
