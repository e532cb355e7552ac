#include <utility>

#include "report/record.h"

namespace packrake {
namespace {

/// One finding a line, so that two reports can be compared with diff.
void WriteList(const WriterInput& input, std::string_view type, std::vector<Finding> ScanResult::*list,
               std::ostream& out) {
  out << '[';
  bool first = true;
  for (const ScanResult& target : input.report.targets) {
    for (const Finding& finding : target.*list) {
      out << (std::exchange(first, false) ? "\n    " : ",\n    ");
      WriteFindingRecord(input, type, target, finding, out);
    }
  }
  out << (first ? "]" : "\n  ]");
}

/// `value` indented, two columns further in than it would stand alone.
std::string IndentedWithin(const Json& value) {
  const std::string text = value.Dump(/*indented=*/true);
  std::string indented;
  indented.reserve(text.size() + text.size() / 4);
  for (const char c : text) {
    indented += c;
    if (c == '\n') indented += "  ";
  }
  return indented;
}

}  // namespace

void WriteJson(const WriterInput& input, std::ostream& out) {
  out << "{\n  \"type\": \"report\",\n  \"schema_version\": " << kSchemaVersion << ",\n  \"findings\": ";
  WriteList(input, "finding", &ScanResult::findings, out);
  out << ",\n  \"suppressed_findings\": ";
  WriteList(input, "suppressed-finding", &ScanResult::suppressed, out);
  out << ",\n  \"summary\": " << IndentedWithin(SummaryRecord(input)) << "\n}\n";
}

}  // namespace packrake
