#include "report/record.h"

namespace packrake {

// One record a line. What is suppressed is listed only when asked for, so that a script may take every line but the
// last for something to act on.
void WriteJsonLines(const WriterInput& input, std::ostream& out) {
  for (const ScanResult& target : input.report.targets) {
    for (const Finding& finding : target.findings) {
      WriteFindingRecord(input, "finding", target, finding, out);
      out << '\n';
    }
  }
  for (const ScanResult& target : input.report.targets) {
    if (!input.options.verbose) break;
    for (const Finding& finding : target.suppressed) {
      WriteFindingRecord(input, "suppressed-finding", target, finding, out);
      out << '\n';
    }
  }
  out << SummaryRecord(input).Dump() << '\n';
}

}  // namespace packrake
