#include "report/totals.h"

#include <algorithm>

#include "findings/assemble.h"

namespace packrake {
namespace {

void AddProblems(const ProblemList& from, ProblemList& to) {
  to.count += from.count;
  to.first.insert(to.first.end(), from.first.begin(), from.first.end());
  std::sort(to.first.begin(), to.first.end());
  if (to.first.size() > ProblemList::kKept) to.first.resize(ProblemList::kKept);
}

void AddNumbers(const std::map<std::string, std::uint64_t>& from, std::map<std::string, std::uint64_t>& to) {
  for (const auto& [name, number] : from) to[name] += number;
}

void AddCompleteness(const Completeness& from, Completeness& to) {
  for (std::size_t type = 0; type < from.objects.size(); ++type) {
    to.objects[type].listed += from.objects[type].listed;
    to.objects[type].read += from.objects[type].read;
    AddNumbers(from.objects[type].skipped, to.objects[type].skipped);
  }
  AddProblems(from.missing, to.missing);
  AddProblems(from.unreadable, to.unreadable);
  to.lfs_pointers += from.lfs_pointers;
  to.submodules += from.submodules;
  to.interrupted |= from.interrupted;
  to.failures.insert(to.failures.end(), from.failures.begin(), from.failures.end());
  to.notes.insert(to.notes.end(), from.notes.begin(), from.notes.end());
}

}  // namespace

Totals& Totals::operator+=(const Totals& other) {
  findings += other.findings;
  suppressed += other.suppressed;
  hints += other.hints;
  for (std::size_t level = 0; level < by_severity.size(); ++level) by_severity[level] += other.by_severity[level];
  AddNumbers(other.suppressed_counts, suppressed_counts);
  AddCompleteness(other.completeness, completeness);
  proof.tokens += other.proof.tokens;
  proof.proved += other.proof.proved;
  proof.literals += other.proof.literals;
  proof.exhausted &= other.proof.exhausted;
  return *this;
}

Totals TotalsOf(const ScanResult& target) {
  Totals totals;
  totals.findings = target.findings.size();
  totals.suppressed = target.suppressed.size();
  for (const Finding& finding : target.findings) ++totals.by_severity[static_cast<std::size_t>(finding.severity)];
  totals.suppressed_counts = target.suppressed_counts;
  if (const auto hints = totals.suppressed_counts.find(std::string(kHint)); hints != totals.suppressed_counts.end()) {
    totals.hints = hints->second;
    totals.suppressed_counts.erase(hints);
  }
  AddCompleteness(target.completeness, totals.completeness);
  totals.proof = target.proof;
  return totals;
}

Totals TotalsOf(const Report& report) {
  Totals totals;
  for (const ScanResult& target : report.targets) totals += TotalsOf(target);
  return totals;
}

}  // namespace packrake
