#ifndef PACKRAKE_REPORT_TOTALS_H_
#define PACKRAKE_REPORT_TOTALS_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "packrake/report.h"

namespace packrake {

/// What the summary counts, of one target or of all.
struct Totals {
  std::uint64_t findings = 0;
  std::uint64_t suppressed = 0;                ///< findings all of whose locations are suppressed
  std::uint64_t hints = 0;                     ///< findings of low confidence that were not asked for
  std::array<std::uint64_t, 5> by_severity{};  ///< findings, by Severity
  std::map<std::string, std::uint64_t>
      suppressed_counts;  ///< reason -> findings or locations; hints are not among them
  Completeness completeness;
  ProofTally proof;

  Totals& operator+=(const Totals& other);
};

Totals TotalsOf(const ScanResult& target);
/// Sums; of missing and unreadable objects the first hundred by name.
Totals TotalsOf(const Report& report);

}  // namespace packrake

#endif  // PACKRAKE_REPORT_TOTALS_H_
