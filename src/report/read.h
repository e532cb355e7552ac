#ifndef PACKRAKE_REPORT_READ_H_
#define PACKRAKE_REPORT_READ_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/finding.h"
#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake {

/// A finding as a report tells it.
struct ReadFinding {
  Finding finding;  ///< its secret is the text that the report shows, redacted or not
  std::string target;
};

/// The findings of a report whose fingerprints begin with `fingerprint`, suppressed ones too.
struct ReadReport {
  std::vector<ReadFinding> findings;
  std::vector<Rule> rules;  ///< with their help texts, as the report carries them
};

/// Reads a `json` or `jsonl` report; a key that is missing keeps its default. `name` is for messages.
/// Errors: kInvalidConfig for anything that is no report of packrake.
Result<ReadReport> ReadFindings(std::string_view text, std::string_view name, std::string_view fingerprint);

}  // namespace packrake

#endif  // PACKRAKE_REPORT_READ_H_
