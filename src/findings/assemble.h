#ifndef PACKRAKE_FINDINGS_ASSEMBLE_H_
#define PACKRAKE_FINDINGS_ASSEMBLE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "credential/prove.h"
#include "findings/collect.h"
#include "packrake/finding.h"
#include "packrake/scan.h"
#include "packrake/source.h"

namespace packrake {

/// Reasons in `suppressed_counts` that are not a Suppressor's own words.
inline constexpr std::string_view kHint = "hint";  ///< low confidence, without `--hints`
inline constexpr std::string_view kUnsafeUseNotAtTips = "unsafe use that no tip has";
inline constexpr std::string_view kBelowSeverity = "below --min-severity";
inline constexpr std::string_view kBelowConfidence = "below --min-confidence";
inline constexpr std::string_view kUnreachableOnly = "unreachable (--no-unreachable)";

/// What assembling takes besides the groups.
struct AssembleInput {
  const RuleSet* rules = nullptr;
  const ScanOptions* options = nullptr;
  const Attribution* attribution = nullptr;
  const std::vector<Proof>* proofs = nullptr;  ///< `finding` numbers groups
  std::int64_t now = 0;                        ///< seconds since 1970-01-01 UTC
};

/// Findings ready to be reported: located, filtered by path and thresholds, proved, suppressed, ranked and ordered by
/// (score, rule, place) so that the number of threads shows nowhere.
struct Assembled {
  std::vector<Finding> findings;
  std::vector<Finding> suppressed;
  std::map<std::string, std::uint64_t> suppressed_counts;  ///< reason -> number
};
Assembled AssembleFindings(std::vector<Group> groups, const AssembleInput& input);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_ASSEMBLE_H_
