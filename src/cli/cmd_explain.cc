#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "findings/date.h"
#include "report/read.h"
#include "report/text_finding.h"

namespace packrake::cli {
namespace {

constexpr std::size_t kIdDigits = 10;

/// One line of a secret's life.
struct Event {
  std::int64_t time = 0;
  bool removal = false;
  std::string text;
  auto key() const { return std::tie(time, removal, text); }
};

std::vector<Event> LifeOf(const Finding& finding) {
  std::vector<Event> events;
  for (const Location& location : finding.locations) {
    const std::string place = location.path.empty() ? std::string(Name(location.where)) : location.path;
    if (location.commit) {
      const CommitSummary& commit = *location.commit;
      events.push_back({commit.committer_time, false,
                        fmt::format("comes into {}:{} with {} by {} \"{}\"", place, location.line,
                                    commit.id.hex().substr(0, kIdDigits), commit.author_name, commit.subject)});
    }
    if (location.removed_in) {
      events.push_back(
          {location.removed_in->committer_time, true,
           fmt::format("goes out of {} with {}", place, location.removed_in->id.hex().substr(0, kIdDigits))});
    }
  }
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.key() < b.key(); });
  return events;
}

void WriteStory(const ReadFinding& read, const Rule* rule, const Paint& paint, bool color, Surroundings& surroundings) {
  const Finding& finding = read.finding;
  ReportOptions options;
  options.show_secrets = true;  // as the report shows it: redacted there is redacted here
  options.verbose = true;
  options.color = color;
  options.columns = surroundings.columns;
  const Report nothing;
  Redactor nothing_to_hide(0);
  nothing_to_hide.Build();
  std::ostream& out = surroundings.out;
  out << paint(StyleOf(finding.severity), Name(finding.severity)) << "  "
      << paint(Paint::Style::kDim, Printable(read.target)) << "\n\n";
  WriteFindingText({nothing, options, nothing_to_hide}, 1, finding, rule, {}, {}, out);

  LabelledLines lines(5, 12, static_cast<std::size_t>(surroundings.columns), out);
  if (rule != nullptr && !rule->description.empty()) {
    out << "\n     " << paint(Paint::Style::kBold, "Why it matters") << '\n';
    lines.Add("", rule->description, paint);
  }
  const std::vector<Event> events = LifeOf(finding);
  if (events.empty()) return;
  out << "\n     " << paint(Paint::Style::kBold, "Its life") << '\n';
  for (const Event& event : events) {
    lines.Add(DayOf(event.time), event.text, paint, event.removal ? Paint::Style::kGreen : Paint::Style::kYellow);
  }
  lines.Add("now",
            finding.at_head   ? "it is still there at HEAD"
            : finding.at_tips ? "it is still there at the tip of a branch"
                              : "no tip has it; history keeps it",
            paint);
}

}  // namespace

int RunExplain(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  const auto fail = [&surroundings](const Error& error) {
    Complain(surroundings, error);
    return 2;
  };
  const std::string& path = plan.arguments.at(1);
  std::string fingerprint = plan.arguments.at(0);
  if (!fingerprint.starts_with("pr1:")) fingerprint = "pr1:" + fingerprint;
  auto text = ReadFile(path);
  if (!text) return fail(text.error());
  auto report = ReadFindings(*text, path, fingerprint);
  if (!report) return fail(report.error());
  if (report->findings.empty())
    return fail({ErrorCode::kUsage, fmt::format("{}: no finding's fingerprint begins with {}", path, fingerprint)});
  const std::string& first = report->findings.front().finding.fingerprint;
  const bool one = std::all_of(report->findings.begin(), report->findings.end(),
                               [&](const ReadFinding& f) { return f.finding.fingerprint == first; });
  if (!one)
    return fail(
        {ErrorCode::kUsage, fmt::format("{}: the fingerprints of several findings begin with {}", path, fingerprint)});

  // A report of an older packrake may lack the help: then ours will do.
  std::vector<Rule> rules = report->rules;
  if (auto builtin = backend.BuiltinRules()) rules.insert(rules.end(), builtin->rules.begin(), builtin->rules.end());
  const bool color = surroundings.out_is_terminal && !plan.settings.no_color && !surroundings.environment("NO_COLOR");
  for (const ReadFinding& read : report->findings) {  // the same secret may be in several targets
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == read.finding.rule; });
    WriteStory(read, rule == rules.end() ? nullptr : &*rule, Paint(color), color, surroundings);
  }
  surroundings.out << std::flush;
  return surroundings.out ? 0 : 3;
}

}  // namespace packrake::cli
