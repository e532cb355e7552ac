#include "report/text_finding.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "findings/date.h"

namespace packrake {
namespace {

using Style = Paint::Style;
using Text = Redactor::Text;

constexpr std::size_t kIndent = 5;
constexpr std::size_t kLabelColumns = 9;
constexpr std::size_t kLocationsShown = 3;
constexpr std::size_t kIdDigits = 10;

std::string ShortId(const ObjectId& id) { return id.hex().substr(0, kIdDigits); }

std::string DaysText(double days) {
  const auto whole = static_cast<std::uint64_t>(days);
  return whole == 0 ? "less than a day" : Counted(whole, "day");
}

/// "config/app.py:14:22", or the message or object where there is no path.
std::string PlaceText(const Location& location, const Redactor& redactor) {
  std::string place;
  switch (location.where) {
    case Where::kBlob:
      place = location.path.empty()
                  ? (location.object.empty() ? "input" : "blob " + ShortId(location.object) + ", in no tree")
                  : redactor.Apply(location.path, Text::kName);
      break;
    case Where::kPath:
      return redactor.Apply(location.path, Text::kName) + " (in the name itself)";
    case Where::kRefName:
      return redactor.Apply(location.path, Text::kName) + " (in the name of the ref)";
    case Where::kCommitMessage:
    case Where::kCommitHeader:
      return fmt::format("{} of commit {}, line {}", location.where == Where::kCommitMessage ? "message" : "header",
                         ShortId(location.object), location.line);
    case Where::kTagMessage:
    case Where::kTagHeader:
      return fmt::format("{} of tag {}, line {}", location.where == Where::kTagMessage ? "message" : "header",
                         ShortId(location.object), location.line);
  }
  return fmt::format("{}:{}:{}", place, location.line, location.column);
}

std::string_view StateText(const Location& location) {
  if (location.at_head) return "still there at HEAD";
  if (location.at_tips) return "still there at the tip of a branch";
  if (location.reach == Reach::kReflog) return "only a reflog reaches it";
  if (location.reach == Reach::kUnreachable) return "nothing reaches it, but the object is in the store";
  return location.removed_in ? "" : "in history";
}

std::string CommitText(const CommitSummary& commit, const Redactor& redactor) {
  std::string text = fmt::format("{} in {}", DayOf(commit.committer_time), ShortId(commit.id));
  if (!commit.author_name.empty()) text += " by " + redactor.Apply(commit.author_name, Text::kProse);
  if (!commit.subject.empty()) text += fmt::format(" \"{}\"", redactor.Apply(commit.subject, Text::kProse));
  return text;
}

/// One location in a line, for the second and later ones.
std::string LocationText(const Location& location, const Redactor& redactor) {
  std::string text = PlaceText(location, redactor);
  if (location.commit)
    text += fmt::format(", since {} in {}", DayOf(location.commit->committer_time), ShortId(location.commit->id));
  if (location.removed_in && !location.at_tips) {
    text +=
        fmt::format(", removed {} in {}", DayOf(location.removed_in->committer_time), ShortId(location.removed_in->id));
  } else if (const std::string_view state = StateText(location); !state.empty()) {
    text += fmt::format(", {}", state);
  }
  if (!location.suppressed_by.empty()) text += fmt::format(" [suppressed by {}]", location.suppressed_by);
  return text;
}

std::string SecretText(const Finding& finding, const ReportOptions& options) {
  if (finding.secret.empty()) return {};
  std::string text =
      options.show_secrets ? std::string(finding.secret.Reveal()) : finding.secret.Redacted(options.hidden_percent);
  if (options.verbose && finding.entropy_bits_per_byte > 0) {
    text += fmt::format(", {:.1f} bits of entropy a byte", finding.entropy_bits_per_byte);
  }
  return text;
}

std::string FactsText(const Finding& finding, const Redactor& redactor) {
  std::string text;
  for (const Fact& fact : finding.facts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", fact.name, redactor.Apply(fact.value, Text::kProse));
  }
  return text;
}

/// The life of a secret is that of all its places: where an older one began it, that is said.
std::string LifeText(const Finding& finding, const Location& told) {
  if (!finding.lifetime_days) return {};
  std::string text = DaysText(*finding.lifetime_days);
  if (told.commit && DayOf(told.commit->committer_time) != DayOf(finding.first_seen))
    text += fmt::format(", since {} at another place", DayOf(finding.first_seen));
  text += finding.last_removed ? fmt::format(", until {}", DayOf(*finding.last_removed)) : ", and counting";
  return text;
}

/// As git shows it: "main", "tags/v1", "remotes/origin/main".
std::string_view ShortRef(std::string_view ref) {
  for (const std::string_view prefix : {"refs/heads/", "refs/"}) {
    if (ref.starts_with(prefix)) return ref.substr(prefix.size());
  }
  return ref;
}

std::string RefsText(const Finding& finding, const Redactor& redactor) {
  if (finding.ref_count == 0) return {};
  std::string text = "reached by " + Counted(finding.ref_count, "ref");
  for (std::size_t i = 0; i < finding.refs.size(); ++i) {
    text += (i == 0 ? ": " : ", ") + redactor.Apply(ShortRef(finding.refs[i]), Text::kName);
  }
  return finding.refs.size() < finding.ref_count ? text + ", …" : text;
}

/// The first sentences of a help text, enough of them to say something; all of it when `verbose`.
std::string HelpText(const std::string& help, bool verbose) {
  constexpr std::size_t kEnough = 60;  // bytes: "Rotate first." alone says too little
  std::size_t end = verbose ? std::string::npos : help.find(". ");
  while (end < kEnough) end = help.find(". ", end + 1);
  return end == std::string::npos ? help : help.substr(0, end + 1);
}

std::string ReasonsText(const Finding& finding) {
  std::string text;
  for (const ScoreReason& reason : finding.reasons) {
    text += fmt::format("{}{} ({:+g})", text.empty() ? "" : "; ", reason.what, reason.points);
  }
  return text;
}

/// Why a finding is not ranked higher, if it was held back.
std::string CapText(const Finding& finding) {
  for (const ScoreReason& reason : finding.reasons) {
    if (reason.what.starts_with("held at ")) return reason.what;
  }
  return {};
}

std::string_view LabelOf(const Evidence& evidence) {
  if (evidence.kind == "dictionary") return "weak";
  return evidence.kind == "jwt-use" ? "signs" : "proved";
}

void AddEvidence(const Finding& finding, const WriterInput& input, const Paint& paint, LabelledLines& lines) {
  constexpr std::size_t kShown = 3;
  const std::size_t shown = input.options.verbose ? finding.evidence.size() : std::min(finding.evidence.size(), kShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const Evidence& evidence = finding.evidence[i];
    lines.Add(LabelOf(evidence), input.redactor.Apply(evidence.text, Text::kName),
              paint, Style::kGreen);
  }
  if (shown < finding.evidence.size()) {
    lines.Add("", fmt::format("and {} (-v lists them)", Counted(finding.evidence.size() - shown, "more proof")), paint);
  }
}

bool SamePlace(const Location& a, const Location& b) {
  return a.where == b.where && a.path == b.path && a.line == b.line && a.column == b.column &&
         (a.where == Where::kBlob || a.object == b.object);
}

/// The places after the best one. Several commits may have brought in one place, on branches that were merged late: it
/// is told once, with their number, unless `verbose`.
void AddOtherPlaces(const Finding& finding, const WriterInput& input, const Paint& paint, LabelledLines& lines) {
  const std::vector<Location>& all = finding.locations;
  if (input.options.verbose) {
    for (std::size_t i = 1; i < all.size(); ++i)
      lines.Add(i == 1 ? "also" : "", LocationText(all[i], input.redactor), paint);
    return;
  }
  std::vector<std::pair<const Location*, std::size_t>> places;  // with the number of commits
  for (const Location& location : all) {
    const auto known = std::find_if(places.begin(), places.end(),
                                    [&](const auto& place) { return SamePlace(*place.first, location); });
    if (known == places.end()) {
      places.emplace_back(&location, 1);
    } else {
      ++known->second;
    }
  }
  const char* label = "also";
  if (places.front().second > 1) {
    lines.Add(
        std::exchange(label, ""),
        fmt::format("brought to this place by {} (-v lists them)", Counted(places.front().second - 1, "more commit")),
        paint);
  }
  const std::size_t shown = std::min(places.size(), kLocationsShown + 1);
  for (std::size_t i = 1; i < shown; ++i) {
    const auto& [place, commits] = places[i];
    lines.Add(std::exchange(label, ""),
              LocationText(*place, input.redactor) +
                  (commits == 1 ? "" : fmt::format(", and by {}", Counted(commits - 1, "more commit"))),
              paint);
  }
  if (shown < places.size())
    lines.Add("", fmt::format("and {} (-v lists them)", Counted(places.size() - shown, "more place")), paint);
}

/// Whether `excerpt` shows anything but the masked secret: a key alone on its lines does not.
bool SaysMore(std::string_view excerpt) {
  const std::size_t size = excerpt.rfind("…(");
  return std::any_of(excerpt.begin(), excerpt.begin() + static_cast<std::ptrdiff_t>(std::min(size, excerpt.size())),
                     IsAlnum);
}

/// The other findings of one weak value: each path's is a finding of its own (DESIGN 3), but it is one thing to read.
void AddSameValue(std::span<const Finding* const> others, std::size_t number, const WriterInput& input,
                  const Paint& paint, LabelledLines& lines) {
  if (others.empty()) return;
  const bool verbose = input.options.verbose;
  lines.Add("same",
            fmt::format("value at {}, findings {} to {}", Counted(others.size(), "more path"), number + 1,
                        number + others.size()),
            paint);
  const std::size_t shown = verbose ? others.size() : std::min(others.size(), kLocationsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::vector<Location>& locations = others[i]->locations;
    for (std::size_t at = 0; at < (verbose ? locations.size() : 1); ++at) {
      lines.Add("", LocationText(locations[at], input.redactor), paint);
    }
    if (verbose) lines.Add("", others[i]->fingerprint, paint);
  }
  if (shown < others.size()) {
    lines.Add("", fmt::format("and {} (-v lists them)", Counted(others.size() - shown, "more path")), paint);
  }
}

}  // namespace

void LabelledLines::Add(std::string_view label, std::string_view value, const Paint& paint, Style style) {
  const std::string printable = Printable(value);
  if (printable.empty()) return;
  const std::string hanging(indent_ + label_columns_, ' ');
  const std::size_t room = columns_ > hanging.size() + 20 ? columns_ - hanging.size() : 20;
  bool first = true;
  for (const std::string& line : Wrapped(printable, room)) {
    if (first) {
      const std::size_t gap = label_columns_ - std::min(label_columns_, ColumnsOf(label));
      out_ << std::string(indent_, ' ') << paint(style, label) << std::string(gap, ' ') << line << '\n';
    } else {
      out_ << hanging << line << '\n';
    }
    first = false;
  }
}

Style StyleOf(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return Style::kBrightRed;
    case Severity::kHigh:
      return Style::kRed;
    case Severity::kMedium:
      return Style::kYellow;
    case Severity::kLow:
    case Severity::kInfo:
      break;
  }
  return Style::kCyan;
}

void WriteFindingText(const WriterInput& input, std::size_t number, const Finding& finding, const Rule* rule,
                      std::span<const Finding* const> same_value, const FindingShape& shape, std::ostream& out) {
  const ReportOptions& options = input.options;
  const Redactor& redactor = input.redactor;
  const Paint paint(options.color);
  const auto columns = static_cast<std::size_t>(options.columns);
  LabelledLines lines(kIndent, kLabelColumns, columns, out);

  // The title: what it is on the left, the rule on the right.
  const std::string count = fmt::format("{:>3}", number);
  const std::string rule_id = Printable(finding.rule);
  const std::size_t left = count.size() + 2;
  const std::size_t room = columns > left + rule_id.size() + 2 ? columns - left - rule_id.size() - 2 : 1;
  const std::string title = CutTo(Printable(finding.name.empty() ? finding.rule : finding.name), room);
  out << paint(StyleOf(finding.severity), count) << "  " << paint(Style::kBold, title)
      << std::string(room - ColumnsOf(title) + 2, ' ') << paint(Style::kDim, rule_id) << '\n';

  const Location& best = finding.locations.front();
  if (shape.brief) {
    const std::string secret = SecretText(finding, options);
    lines.Add("where", LocationText(best, redactor), paint);
    lines.Add("why", CapText(finding), paint);
    AddSameValue(same_value, number, input, paint, lines);
    const std::size_t more = finding.locations.size() - 1;
    lines.Add("id",
              fmt::format("{}{}{}{}", finding.fingerprint, secret.empty() ? "" : "  ", secret,
                          more == 0 ? "" : "  and " + Counted(more, "more place")),
              paint);
    return;
  }

  lines.Add("secret", SecretText(finding, options), paint);
  AddEvidence(finding, input, paint, lines);
  const std::string_view state = StateText(best);
  lines.Add("where", PlaceText(best, redactor) + (state.empty() ? "" : fmt::format(" ({})", state)), paint);
  if (!best.decoded_from.empty())
    lines.Add("written", fmt::format("as {}", fmt::join(best.decoded_from, " in ")), paint);
  const std::string excerpt = redactor.Apply(best.context, Text::kExcerpt);
  if (excerpt != finding.secret.Redacted(options.hidden_percent) && SaysMore(excerpt))
    lines.Add("code", excerpt, paint);
  for (const RelatedLine& related : best.related) {
    const std::string note = redactor.Apply(related.note, Text::kName);
    lines.Add("", related.line == best.line ? note : fmt::format("line {}: {}", related.line, note), paint);
  }
  lines.Add("decoded", FactsText(finding, redactor), paint);
  if (best.commit) lines.Add("since", CommitText(*best.commit, redactor), paint);
  if (best.removed_in) {
    // A branch may have taken it out while another one kept it, or it came back.
    lines.Add("removed", CommitText(*best.removed_in, redactor) + (best.at_tips ? ", but not everywhere" : ""), paint);
  }
  lines.Add("lived", LifeText(finding, best), paint);
  lines.Add("refs", RefsText(finding, redactor), paint);
  AddOtherPlaces(finding, input, paint, lines);
  AddSameValue(same_value, number, input, paint, lines);
  if (rule != nullptr && !rule->remediation.empty()) {
    lines.Add(
        "to do",
        shape.told_at == 0 ? HelpText(rule->remediation, options.verbose) : fmt::format("as for {}", shape.told_at),
        paint);
  }
  if (options.verbose) {
    lines.Add("score", fmt::format("{:g}: {}", finding.score, ReasonsText(finding)), paint);
    if (rule != nullptr) lines.Add("see", fmt::format("{}", fmt::join(rule->references, " ")), paint);
  }
  lines.Add(
      "id",
      fmt::format(
          "{}{}", finding.fingerprint,
          finding.confidence == Confidence::kHigh ? "" : fmt::format("  (confidence {})", Name(finding.confidence))),
      paint);
}

}  // namespace packrake
