#ifndef PACKRAKE_FINDINGS_ALLOW_H_
#define PACKRAKE_FINDINGS_ALLOW_H_

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "packrake/result.h"
#include "packrake/rule.h"
#include "packrake/scan.h"
#include "text/regex.h"

namespace packrake {

/// Suppresses secrets by their value: the `allow:` of a configuration found in the target, which may not change the
/// rules. A user's own configuration adds its `allow:` to the RuleSet instead. Immutable.
class AllowedValues : public Suppressor {
 public:
  static constexpr std::size_t kMostPatterns = 1'000;

  /// `place` tells where the list stands, for reports: ".packrake.yaml:12".
  /// Errors: kInvalidConfig for a pattern that RE2 refuses, and for more than kMostPatterns patterns or stop words.
  static Result<std::unique_ptr<AllowedValues>> Make(const AllowRule& allow, std::string place);

  std::string Suppresses(const Finding& finding, const Location& location) const override;

 private:
  std::unordered_set<std::string> values_;
  std::vector<Regex> patterns_;
  std::vector<std::string> stop_words_;  ///< lower case
  std::string place_;
};

/// Suppresses the findings of rules by their id (globs): a target's `disable-rule:`. Immutable.
class DisabledRules : public Suppressor {
 public:
  DisabledRules(std::vector<std::string> globs, std::string place)
      : globs_(std::move(globs)), place_(std::move(place)) {}
  std::string Suppresses(const Finding& finding, const Location& location) const override;

 private:
  std::vector<std::string> globs_;
  std::string place_;
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_ALLOW_H_
