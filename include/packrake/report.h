#ifndef PACKRAKE_REPORT_H_
#define PACKRAKE_REPORT_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "packrake/result.h"
#include "packrake/rule.h"
#include "packrake/scan.h"

namespace packrake {

/// What a report is made from: one or more targets' results and how they came about.
struct Report {
  std::string version;         ///< of packrake
  std::string rules_digest;    ///< hex SHA-256 of the rules used
  std::string fingerprint_key; ///< "public" or "private"
  std::string started;         ///< RFC 3339, UTC
  double seconds = 0;          ///< wall clock
  std::vector<ScanResult> targets;
  std::vector<Rule> rules;                  ///< those that have findings, for their help
  std::vector<SkippedRule> skipped_rules;
  std::vector<std::string> failed_targets;  ///< sentences; each makes the report incomplete
  std::vector<std::string> notes;           ///< target configuration that was honoured, and what it suppressed
  bool complete() const;
  std::uint64_t finding_count() const;
};

struct ReportOptions {
  bool show_secrets = false;
  int hidden_percent = 0;  ///< `--redact=N`: hides more than the default, never less
  bool color = false;
  bool verbose = false;
  bool stats = false;
  int columns = 100;
};

/// The formats that WriteReport knows, in the order of `--help`: "text", "json", "jsonl".
std::vector<std::string_view> ReportFormats();

/// Writes `report` as `format`. No secret appears in any string of it unless `show_secrets`.
/// Errors: kUsage for an unknown format; kUnreadable when the stream fails.
Status WriteReport(std::string_view format, const Report& report, const ReportOptions& options, std::ostream& out);

}  // namespace packrake

#endif  // PACKRAKE_REPORT_H_
