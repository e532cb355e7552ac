#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "findings/assemble.h"
#include "report/record.h"
#include "report/text_finding.h"
#include "report/totals.h"

namespace packrake {
namespace {

using Style = Paint::Style;

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  return upper;
}

class TextReport {
 public:
  TextReport(const WriterInput& input, std::ostream& out)
      : input_(input),
        paint_(input.options.color),
        columns_(static_cast<std::size_t>(input.options.columns)),
        out_(out) {
    for (const Rule& rule : input.report.rules) rules_[rule.id] = &rule;
  }

  void Write() {
    const Report& report = input_.report;
    for (const ScanResult& target : report.targets) WriteTarget(target);
    WriteSummary(TotalsOf(report));
  }

 private:
  using SameValue = std::vector<const Finding*>;

  void WriteTarget(const ScanResult& target) {
    if (target.findings.empty()) return;
    const std::string name = Printable(input_.redactor.Apply(TargetName(target.target), Redactor::Text::kName));
    out_ << paint_(Style::kBold, CutTo(name, columns_ - target.kind.size() - 2))
         << paint_(Style::kDim, fmt::format("  {}", target.kind)) << "\n\n";
    const Totals totals = TotalsOf(target);
    std::size_t number = 0;
    told_.clear();
    for (int level = static_cast<int>(Severity::kCritical); level >= 0; --level) {
      const auto severity = static_cast<Severity>(level);
      const std::uint64_t count = totals.by_severity[static_cast<std::size_t>(level)];
      if (count == 0) continue;
      WriteHeading(severity, count);
      WriteLevel(ValuesOf(target, severity), severity, number);
    }
  }

  /// The findings of one severity: the first ones whole, then some in short, then a count by rule: thousands of them
  /// are for `-v` or a machine's format, not for a screen.
  void WriteLevel(const std::vector<SameValue>& values, Severity severity, std::size_t& number) {
    constexpr std::size_t kWhole = 100;
    constexpr std::size_t kListed = 300;
    const bool verbose = input_.options.verbose;
    const std::size_t listed = verbose ? values.size() : std::min(values.size(), kListed);
    for (std::size_t i = 0; i < listed; ++i) {
      const Finding& finding = *values[i].front();
      const auto known = rules_.find(finding.rule);
      const Rule* const rule = known == rules_.end() ? nullptr : known->second;
      FindingShape shape;
      shape.brief = !verbose && (severity <= Severity::kMedium || i >= kWhole);
      ++number;
      if (rule != nullptr && !shape.brief && !verbose) {
        const auto [told, is_new] = told_.emplace(rule->remediation, number);
        if (!is_new) shape.told_at = told->second;
      }
      WriteFindingText(input_, number, finding, rule, std::span(values[i]).subspan(1), shape, out_);
      number += values[i].size() - 1;
      out_ << '\n';
    }
    std::map<std::string_view, std::uint64_t> rest;
    std::uint64_t count = 0;
    for (std::size_t i = listed; i < values.size(); ++i) {
      rest[values[i].front()->rule] += values[i].size();
      count += values[i].size();
    }
    if (count == 0) return;
    number += count;
    LabelledLines lines(5, 9, columns_, out_);
    lines.Add("more",
              fmt::format("{}: {}. -v lists them, and so do -f json and jsonl.",
                          Counted(count, std::string(Name(severity)) + " finding"), ByRule(rest)),
              paint_);
    out_ << '\n';
  }

  /// "12 key.pem, 3 jwt.secret.call": the most frequent first.
  static std::string ByRule(const std::map<std::string_view, std::uint64_t>& counts) {
    constexpr std::size_t kShown = 12;
    std::vector<std::pair<std::string_view, std::uint64_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(kShown, sorted.size()); ++i)
      parts.push_back(fmt::format("{} {}", Grouped(sorted[i].second), sorted[i].first));
    if (sorted.size() > kShown) parts.push_back("and " + Counted(sorted.size() - kShown, "more rule"));
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  /// What was found by rule, where there is too much to see it at a glance.
  static std::string FoundByRule(const Report& report, const Totals& totals) {
    constexpr std::uint64_t kAtAGlance = 10;
    if (totals.findings <= kAtAGlance) return {};
    std::map<std::string_view, std::uint64_t> counts;
    for (const ScanResult& target : report.targets) {
      for (const Finding& finding : target.findings) ++counts[finding.rule];
    }
    return ByRule(counts);
  }

  /// The findings of one severity, best first; those of one value at several paths, three or more, as one.
  static std::vector<SameValue> ValuesOf(const ScanResult& target, Severity severity) {
    constexpr std::size_t kLeast = 3;
    std::map<std::pair<std::string_view, std::string_view>, SameValue> known;
    for (const Finding& finding : target.findings) {
      if (finding.severity == severity && !finding.secret.empty())
        known[{finding.rule, finding.secret.Reveal()}].push_back(&finding);
    }
    std::vector<SameValue> values;
    for (const Finding& finding : target.findings) {
      if (finding.severity != severity) continue;
      const auto same = known.find({finding.rule, finding.secret.Reveal()});
      if (same == known.end() || same->second.size() < kLeast) {
        values.push_back({&finding});
      } else if (same->second.front() == &finding) {
        values.push_back(same->second);
      }
    }
    return values;
  }

  void WriteHeading(Severity severity, std::uint64_t count) {
    const std::string name = Upper(Name(severity));
    const std::string tail = " " + Counted(count, "finding") + " ";
    std::string rule;
    for (std::size_t used = name.size() + tail.size(); used < columns_; ++used) rule += "─";
    out_ << paint_(StyleOf(severity), name) << paint_(Style::kDim, tail + rule) << "\n\n";
  }

  void WriteSummary(const Totals& totals) {
    constexpr std::size_t kIndent = 2;
    constexpr std::size_t kLabels = 13;
    LabelledLines lines(kIndent, kLabels, columns_, out_);
    const Report& report = input_.report;
    out_ << paint_(Style::kBold, "Summary") << '\n';
    for (const ScanResult& target : report.targets) {
      lines.Add(
          "scanned",
          fmt::format("{} ({})", input_.redactor.Apply(TargetName(target.target), Redactor::Text::kName), target.kind),
          paint_);
    }
    lines.Add("found", FoundText(totals), paint_, totals.findings == 0 ? Style::kGreen : Style::kBrightRed);
    lines.Add("by rule", FoundByRule(report, totals), paint_);
    lines.Add("suppressed", SuppressedText(totals), paint_);
    lines.Add("not listed", NotListedText(totals), paint_);
    lines.Add("proved", ProofText(totals.proof), paint_, totals.proof.exhausted ? Style::kDim : Style::kYellow);
    const bool files =
        !report.targets.empty() && std::all_of(report.targets.begin(), report.targets.end(),
                                               [](const ScanResult& target) { return target.kind == "directory"; });
    lines.Add("read", report.targets.empty() ? "nothing" : ReadText(totals.completeness, files), paint_);
    lines.Add("skipped", SkippedText(totals.completeness, files), paint_);
    lines.Add("elsewhere", ElsewhereText(totals.completeness), paint_);
    for (const std::string& note : totals.completeness.notes) AddProse(lines, "note", note);
    for (const std::string& note : report.notes) AddProse(lines, "configured", note);
    for (const SkippedRule& rule : report.skipped_rules) {
      lines.Add("left out",
                fmt::format("rule {} ({}): {}", rule.id.empty() ? "without an id" : rule.id, rule.origin, rule.reason),
                paint_, Style::kYellow);
    }
    if (input_.options.stats) WriteStats(lines);
    WriteCompleteness(totals.completeness, lines);
    lines.Add("made by",
              fmt::format("packrake {}, rules {}, {} fingerprint key", report.version,
                          report.rules_digest.substr(0, 12), report.fingerprint_key),
              paint_);
  }

  void AddProse(LabelledLines& lines, std::string_view label, std::string_view text, Style style = Style::kDim) {
    lines.Add(label, input_.redactor.Apply(text, Redactor::Text::kName), paint_, style);
  }

  static std::string FoundText(const Totals& totals) {
    if (totals.findings == 0) return "nothing";
    std::vector<std::string> parts;
    for (int level = static_cast<int>(Severity::kCritical); level >= 0; --level) {
      const std::uint64_t count = totals.by_severity[static_cast<std::size_t>(level)];
      if (count > 0) parts.push_back(fmt::format("{} {}", Grouped(count), Name(static_cast<Severity>(level))));
    }
    return fmt::format("{}: {}", Counted(totals.findings, "finding"), fmt::join(parts, ", "));
  }

  /// Whether `reason` is a choice of what to list, and not somebody's word that a secret does not matter.
  static bool IsChoice(std::string_view reason) {
    return reason == kUnsafeUseNotAtTips || reason == kBelowSeverity || reason == kBelowConfidence ||
           reason == kUnreachableOnly;
  }

  static std::string SuppressedText(const Totals& totals) {
    std::vector<std::string> parts;
    for (const auto& [reason, count] : totals.suppressed_counts) {
      if (!IsChoice(reason)) parts.push_back(fmt::format("{} ({})", reason, Counted(count, "place")));
    }
    if (parts.empty()) return {};
    return fmt::format("{}; by {}", Counted(totals.suppressed, "finding"), fmt::join(parts, ", "));
  }

  static std::string NotListedText(const Totals& totals) {
    std::vector<std::string> parts;
    if (totals.hints > 0)
      parts.push_back(fmt::format("{} of low confidence (--hints)", Counted(totals.hints, "finding")));
    for (const auto& [reason, count] : totals.suppressed_counts) {
      if (reason == kUnsafeUseNotAtTips) {
        parts.push_back(fmt::format("{} that no tip has (--hints)", Counted(count, "unsafe use")));
      } else if (IsChoice(reason)) {
        parts.push_back(fmt::format("{} {}", Counted(count, "finding"), reason));
      }
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  /// How far the search for the secrets of HMAC tokens went; nothing where there are none.
  static std::string ProofText(const ProofTally& proof) {
    if (proof.tokens == 0) return {};
    std::string text = fmt::format("{} of {}", Grouped(proof.proved), Counted(proof.tokens, "HMAC token"));
    if (proof.literals > 0) {
      text +=
          fmt::format("; {} tried on the rest", Counted(proof.literals, "text of the target", "texts of the target"));
    }
    if (!proof.exhausted) text += "; the search stopped at --prove-budget before all was tried";
    return text;
  }

  /// What a blob is called where there is no git.
  static std::string_view NameOf(int type, bool files) {
    return files && type == static_cast<int>(ObjectType::kBlob) ? "file" : Name(static_cast<ObjectType>(type));
  }

  static std::string ReadText(const Completeness& statement, bool files) {
    std::vector<std::string> parts;
    for (int type = 0; type < kObjectTypes; ++type) {
      const ObjectTally& tally = statement.objects[static_cast<std::size_t>(type)];
      if (tally.listed == 0) continue;
      const std::string_view name = NameOf(type, files);
      parts.push_back(tally.read == tally.listed
                          ? Counted(tally.read, name)
                          : fmt::format("{} of {}", Grouped(tally.read), Counted(tally.listed, name)));
    }
    if (parts.empty()) return files ? "nothing: there are no files" : "nothing: there are no objects";
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  static std::string SkippedText(const Completeness& statement, bool files) {
    std::vector<std::string> parts;
    for (int type = 0; type < kObjectTypes; ++type) {
      for (const auto& [reason, count] : statement.objects[static_cast<std::size_t>(type)].skipped) {
        parts.push_back(fmt::format("{} ({})", Counted(count, NameOf(type, files)), reason));
      }
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  static std::string ElsewhereText(const Completeness& statement) {
    std::vector<std::string> parts;
    if (statement.lfs_pointers > 0) parts.push_back(Counted(statement.lfs_pointers, "LFS file"));
    if (statement.submodules > 0) parts.push_back(Counted(statement.submodules, "submodule commit"));
    return parts.empty() ? "" : fmt::format("{}, whose content is not in this store", fmt::join(parts, ", "));
  }

  void AddProblems(LabelledLines& lines, std::string_view label, const ProblemList& problems) {
    if (problems.count == 0) return;
    constexpr std::size_t kShown = 5;
    const std::size_t shown = input_.options.verbose ? problems.first.size() : std::min(problems.first.size(), kShown);
    lines.Add(label, Counted(problems.count, "object"), paint_, Style::kRed);
    for (std::size_t i = 0; i < shown; ++i) {
      AddProse(lines, "", fmt::format("{}: {}", problems.first[i].object, problems.first[i].reason));
    }
    if (shown < problems.count)
      lines.Add("",
                fmt::format("and {} more{}", Grouped(problems.count - shown),
                            input_.options.verbose ? "" : " (-v lists up to 100)"),
                paint_);
  }

  void WriteCompleteness(const Completeness& statement, LabelledLines& lines) {
    const Report& report = input_.report;
    AddProblems(lines, "missing", statement.missing);
    AddProblems(lines, "unreadable", statement.unreadable);
    for (const std::string& failure : statement.failures) AddProse(lines, "failed", failure, Style::kRed);
    for (const std::string& failure : report.failed_targets) AddProse(lines, "failed", failure, Style::kRed);
    if (statement.interrupted) lines.Add("interrupted", "the scan was stopped before its end", paint_, Style::kRed);
    if (report.complete()) {
      lines.Add("complete", "yes: everything that was asked for was read", paint_, Style::kGreen);
    } else {
      lines.Add("INCOMPLETE", "what is named above was not read; secrets in it are not in this report", paint_,
                Style::kBrightRed);
    }
  }

  void WriteStats(LabelledLines& lines) {
    lines.Add("took", fmt::format("{:.2f} s, from {}", input_.report.seconds, input_.report.started), paint_);
    for (const ScanResult& target : input_.report.targets) {
      for (const auto& [stage, seconds] : target.stats.seconds)
        lines.Add("", fmt::format("{}: {:.2f} s of CPU", stage, seconds), paint_);
      for (const auto& [name, number] : target.stats.counters)
        lines.Add("", fmt::format("{}: {}", name, Grouped(number)), paint_);
    }
  }

  const WriterInput& input_;
  const Paint paint_;
  const std::size_t columns_;
  std::ostream& out_;
  std::unordered_map<std::string_view, const Rule*> rules_;
  std::unordered_map<std::string_view, std::size_t> told_;  ///< help text -> the number of the finding that has it
};

}  // namespace

void WriteText(const WriterInput& input, std::ostream& out) { TextReport(input, out).Write(); }

}  // namespace packrake
