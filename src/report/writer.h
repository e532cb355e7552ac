#ifndef PACKRAKE_REPORT_WRITER_H_
#define PACKRAKE_REPORT_WRITER_H_

#include <ostream>

#include "findings/redact.h"
#include "packrake/report.h"

/// The family of formats: each is one file and one row in write.cc.
namespace packrake {

/// What a format is given: the report, how it is to look, and the redactor, which knows every secret of the report (and
/// none at all under `show_secrets`). Borrowed for the call.
struct WriterInput {
  const Report& report;
  const ReportOptions& options;
  const Redactor& redactor;
};

void WriteText(const WriterInput& input, std::ostream& out);
void WriteJson(const WriterInput& input, std::ostream& out);
void WriteJsonLines(const WriterInput& input, std::ostream& out);

}  // namespace packrake

#endif  // PACKRAKE_REPORT_WRITER_H_
