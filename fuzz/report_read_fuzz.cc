#include <sstream>

#include "findings/baseline.h"
#include "fuzz.h"
#include "packrake/report.h"
#include "report/read.h"

// What is read as a report can be written in every format; what is no report is no baseline either.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const std::string_view text = TextOf(data, size);
  const bool baseline = static_cast<bool>(Baseline::Parse(text, "old"));
  const auto read = ReadFindings(text, "old", "");
  Require(!read || baseline);
  if (!read) return 0;
  Report report;
  report.rules = read->rules;
  report.targets.emplace_back();
  for (const ReadFinding& found : read->findings) report.targets[0].findings.push_back(found.finding);
  for (const std::string_view format : ReportFormats()) {
    std::ostringstream out;
    Require(static_cast<bool>(WriteReport(format, report, ReportOptions(), out)));
    Require(out.str().find('\x1b') == std::string::npos);
  }
  return 0;
}
