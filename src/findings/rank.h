#ifndef PACKRAKE_FINDINGS_RANK_H_
#define PACKRAKE_FINDINGS_RANK_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/finding.h"
#include "packrake/rule.h"

/// How bad one location of a finding is, and why. Everything is a table: a signal that an examiner or a proof names in
/// `Hit::signals` or `Proof::signals` has one row in Signals().
namespace packrake {

/// What one signal does to a location's severity and score.
struct Signal {
  std::string_view name;                            ///< as examiners write it
  int steps = 0;                                    ///< severities up or down
  double points = 0;                                ///< up or down within a severity; decides order only
  std::optional<Severity> at_least = std::nullopt;  ///< raises to this
  std::optional<Severity> at_most = std::nullopt;   ///< caps at this
  bool documents_only = false;  ///< the cap is one of those that a proof, a shipped default or a real key lifts
  std::string_view what;        ///< for people: "its expiry date has passed"
};

/// Every signal, in the order their reasons are listed. Lives as long as the program.
std::span<const Signal> Signals();

/// What ranking looks at. Views are borrowed for the call.
struct RankInput {
  std::string_view rule;                 ///< id, for the first reason
  Severity severity = Severity::kHigh;   ///< of the rule, or of the hit in its place
  std::span<const std::string> signals;  ///< of the hit and of its proofs; repeated and unknown names do nothing
  std::string_view path;                 ///< "" when no tree names the object
  Reach reach = Reach::kHead;
  bool at_head = false;
  bool at_tips = false;
};

/// The verdict on one location.
struct Rank {
  Severity severity = Severity::kHigh;
  double score = 0;  ///< 0 to 100, one decimal; a worse severity always scores higher, and a proof highest
  std::vector<ScoreReason> reasons;  ///< add up to `score`
};
Rank RankLocation(const RankInput& input);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_RANK_H_
