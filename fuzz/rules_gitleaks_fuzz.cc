#include "fuzz.h"
#include "rules/import_gitleaks.h"

// Any text is imported, skipped or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size > 4096) return 0;
  RuleSet set;
  const auto status = AddGitleaksRules(TextOf(data, size), "f.toml", {}, OnBadRule::kSkip, set);
  Require(status || !status.error().message.empty());
  for (const Rule& rule : set.rules) Require(rule.family == "custom" && !rule.pattern.empty());
  return 0;
}
