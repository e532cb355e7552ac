#ifndef PACKRAKE_REPORT_TEXT_FINDING_H_
#define PACKRAKE_REPORT_TEXT_FINDING_H_

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "report/terminal.h"
#include "report/writer.h"

namespace packrake {

/// Lines of "label  value", the value wrapped and hanging under itself. One per report.
class LabelledLines {
 public:
  LabelledLines(std::size_t indent, std::size_t label_columns, std::size_t columns, std::ostream& out)
      : indent_(indent), label_columns_(label_columns), columns_(columns), out_(out) {}

  /// `value` is made printable here; `paint` colours the label. Nothing for an empty value.
  void Add(std::string_view label, std::string_view value, const Paint& paint, Paint::Style style = Paint::Style::kDim);

 private:
  std::size_t indent_;
  std::size_t label_columns_;
  std::size_t columns_;
  std::ostream& out_;
};

/// How much of a finding is told.
struct FindingShape {
  bool brief = false;        ///< some four lines
  std::size_t told_at = 0;   ///< the number of an earlier finding where "to do" says the same; 0: none
};

/// One finding for people: what it is, where, since when, whether it is still there, what to do. `number` counts the
/// target's findings from 1; `rule` is its rule with the help texts, or null.
/// `same_value` are the findings that have the same secret at other paths and the numbers after this one: told in a few
/// lines, or with `verbose` each with all its places and its fingerprint.
void WriteFindingText(const WriterInput& input, std::size_t number, const Finding& finding, const Rule* rule,
                      std::span<const Finding* const> same_value, const FindingShape& shape, std::ostream& out);

/// How `severity` is coloured everywhere.
Paint::Style StyleOf(Severity severity);

}  // namespace packrake

#endif  // PACKRAKE_REPORT_TEXT_FINDING_H_
