#ifndef PACKRAKE_TESTS_REPORT_SAMPLE_REPORT_H_
#define PACKRAKE_TESTS_REPORT_SAMPLE_REPORT_H_

#include <string>
#include <vector>

#include "packrake/report.h"

namespace packrake {

/// The commit whose number is `seed`, one day after the one before.
CommitSummary SampleCommit(int seed, std::string subject);

/// A location of a blob that commit `seed` brought to `path`.
Location SampleLocation(std::string path, std::uint64_t line, int seed);

/// A finding of `severity` with `secret` at one location, and every other part filled in.
Finding SampleFinding(Severity severity, std::string_view secret, std::string path);

/// A report with a proved key, a token in an encoded file, an unsafe call, a low finding, suppressed ones, hints and a
/// completeness statement with every kind of entry. Equal in every run.
Report SampleReport();

/// Every secret in `report`.
std::vector<std::string> SecretsOf(const Report& report);

/// `report` as `format`.
std::string Written(std::string_view format, const Report& report, const ReportOptions& options = {});

}  // namespace packrake

#endif  // PACKRAKE_TESTS_REPORT_SAMPLE_REPORT_H_
