#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "packrake/report.h"
#include "report/writer.h"

namespace packrake {
namespace {

struct Format {
  std::string_view name;
  void (*write)(const WriterInput& input, std::ostream& out);
};

constexpr Format kFormats[] = {
    {"text", WriteText},
    {"json", WriteJson},
    {"jsonl", WriteJsonLines},
};

Redactor RedactorFor(const Report& report, const ReportOptions& options) {
  Redactor redactor(options.hidden_percent);
  if (!options.show_secrets) {
    for (const ScanResult& target : report.targets) {
      for (const Finding& finding : target.findings) redactor.Add(finding);
      for (const Finding& finding : target.suppressed) redactor.Add(finding);
    }
  }
  redactor.Build();
  return redactor;
}

}  // namespace

bool Report::complete() const {
  return failed_targets.empty() &&
         std::all_of(targets.begin(), targets.end(), [](const ScanResult& t) { return t.completeness.complete(); });
}

std::uint64_t Report::finding_count() const {
  std::uint64_t count = 0;
  for (const ScanResult& target : targets) count += target.findings.size();
  return count;
}

std::vector<std::string_view> ReportFormats() {
  std::vector<std::string_view> names;
  for (const Format& format : kFormats) names.push_back(format.name);
  return names;
}

Status WriteReport(std::string_view format, const Report& report, const ReportOptions& options, std::ostream& out) {
  for (const Format& known : kFormats) {
    if (known.name != format) continue;
    known.write({report, options, RedactorFor(report, options)}, out);
    out.flush();
    if (!out) return Error{ErrorCode::kUnreadable, "the report could not be written: the output does not take it"};
    return {};
  }
  return Error{ErrorCode::kUsage,
               fmt::format("no report format is called '{}': there are {}", format, fmt::join(ReportFormats(), ", "))};
}

}  // namespace packrake
