#ifndef PACKRAKE_REPORT_RECORD_H_
#define PACKRAKE_REPORT_RECORD_H_

#include <ostream>
#include <string_view>

#include "base/json.h"
#include "report/writer.h"

/// The records of `json` and `jsonl`, which are the same: docs/report.schema.json describes them, key by key. Keys
/// stand in a fixed order. Nothing in them changes from run to run on the same data and day, unless `--stats` asks for
/// it.
namespace packrake {

/// Goes up when a reader of an older version could go wrong.
inline constexpr int kSchemaVersion = 1;

/// Writes one finding as a JSON object on one line, without the line's end; location by location, so that a finding
/// with a hundred thousand of them needs no memory of its own. `type` is "finding" or "suppressed-finding".
void WriteFindingRecord(const WriterInput& input, std::string_view type, const ScanResult& target,
                        const Finding& finding, std::ostream& out);

/// The last record: `type: "summary"`, with the completeness statement of all targets together and of each.
Json SummaryRecord(const WriterInput& input);

/// A target as people called it, without the password that a URL may carry.
std::string TargetName(std::string_view target);

}  // namespace packrake

#endif  // PACKRAKE_REPORT_RECORD_H_
