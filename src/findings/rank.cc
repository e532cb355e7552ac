#include "findings/rank.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "findings/path_class.h"

namespace packrake {
namespace {

constexpr Signal Up(std::string_view name, int steps, double points, std::string_view what) {
  return {.name = name, .steps = steps, .points = points, .what = what};
}
constexpr Signal Points(std::string_view name, double points, std::string_view what) {
  return {.name = name, .points = points, .what = what};
}
constexpr Signal AtLeast(std::string_view name, Severity severity, double points, std::string_view what) {
  return {.name = name, .points = points, .at_least = severity, .what = what};
}
constexpr Signal AtMost(std::string_view name, Severity severity, std::string_view what) {
  return {.name = name, .at_most = severity, .what = what};
}
constexpr Signal Documents(std::string_view name, std::string_view what) {
  return {.name = name, .at_most = Severity::kMedium, .documents_only = true, .what = what};
}

constexpr Signal kSignals[] = {
    AtLeast("proved", Severity::kCritical, 0, "proved offline"),
    AtLeast("shipped-default", Severity::kCritical, 1.5, "the default that a product ships: everyone knows it"),
    Up("dictionary-word", 1, 1, "stands in dictionaries of weak secrets"),
    Up("signs-tokens", 1, 0, "JWTs are signed with it"),
    Points("weak", 1, "too short or too simple for its algorithm"),
    Points("short-for-algorithm", 1, "shorter than the hash that it is used with"),
    Points("predictable", 1, "made from what others can guess"),
    Points("uncertain", -1, "this file alone does not settle what it is"),
    Points("b64", 0, "decoded from base64 before it is used"),
    Points("empty", 1, "an empty key accepts anything"),
    Points("sink", 1.5, "reaches a call that signs or checks tokens"),
    Points("jwt-key-name", 1, "stands under the name of a JWT key"),
    Points("strong-value", 1, "long and random: looks live"),
    Up("privileged", 1, 1, "grants administrative or service rights"),
    Up("no-expiry", 1, 0, "never expires"),
    Up("long-lived", 1, 0, "lives for more than a year"),
    Points("key-parses", 1.5, "decodes to a whole private key"),
    Points("weak-key", 0.5, "its key is also too weak for its use"),
    Points("fallback", -1, "used only when the environment gives no value"),
    Up("generic-name", -1, -0.5, "its name may mean something else"),
    Up("expired", -2, -1, "its expiry date has passed"),
    Up("truncated", -1, -1, "cut short, or its signature has the wrong length"),
    Up("not-a-token", -2, -1.5, "its header or payload is not JSON"),
    AtMost("encrypted-legacy", Severity::kHigh, "encrypted, in an old and weak way"),
    AtMost("encrypted", Severity::kMedium, "encrypted; the passphrase was not found"),
    // What was code once is as good as code; whether it is live still, a comment does not say.
    {.name = "in-comment", .points = -0.5, .at_most = Severity::kHigh, .what = "stands in a comment"},
    AtMost("cookie-key", Severity::kHigh, "signs cookies; no token was found that it signs"),
    AtMost("alg-none", Severity::kMedium, "unsigned: authenticates nobody who checks"),
    AtMost("structure-only", Severity::kMedium, "looks like a key but does not decode"),
    AtMost("filler", Severity::kLow, "the body is filler"),
    AtMost("public-token", Severity::kLow, "a token that is meant to be public"),
    AtMost("known-public", Severity::kLow, "a well-known public sample"),
    Documents("doc-comment", "stands in a documentation comment or doctest"),
    Documents("doc-example", "stands in an example of a document"),
    Documents("test-module", "stands in a module of tests"),
    Documents("test-section", "stands among the settings for tests"),
    Documents("recorded-traffic", "stands in recorded traffic"),
};

// What such a setting holds signs, whatever it says.
constexpr std::string_view kKeyOfFramework = "jwt.secret.framework-setting";

constexpr double kMiddle[] = {10, 28, 48, 68, 81};  // by Severity; findings keep within kMostPoints of it
constexpr double kProvedMiddle = 94;                // a proof is above every finding without one
constexpr double kMostPoints = 6;

double Middle(Severity severity) { return kMiddle[static_cast<std::size_t>(severity)]; }

Severity Stepped(Severity severity, int steps) {
  const int level = std::clamp(static_cast<int>(severity) + steps, 0, static_cast<int>(Severity::kCritical));
  return static_cast<Severity>(level);
}

/// Keeps the severity and the reasons in step: what the reasons add up to is always the score so far.
class Verdict {
 public:
  Verdict(std::string_view rule, Severity severity) : severity_(severity) {
    reasons_.push_back({fmt::format("{} is {}", rule, Name(severity)), Middle(severity)});
  }

  Severity severity() const { return severity_; }

  void MoveTo(Severity severity, double points, std::string what) {
    const double moved = Middle(severity) - Middle(severity_);
    severity_ = severity;
    points_ += points;
    reasons_.push_back({std::move(what), moved + points});
  }

  Rank Finish(bool proved) && {
    const double middle = proved ? kProvedMiddle : Middle(severity_);
    const double kept = std::clamp(points_, -kMostPoints, kMostPoints);
    if (kept != points_) reasons_.push_back({"small signals together count no more than this", kept - points_});
    if (proved) reasons_.push_back({"a proof ranks first", kProvedMiddle - Middle(severity_)});
    return {severity_, std::round((middle + kept) * 10) / 10, std::move(reasons_)};
  }

 private:
  Severity severity_;
  double points_ = 0;
  std::vector<ScoreReason> reasons_;
};

/// The values that a chart of Helm comes with, which whoever installs it is to set: values.yaml, values-ci.yml.
bool IsChartValues(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.starts_with("values") && (name.ends_with(".yaml") || name.ends_with(".yml"));
}

bool Has(std::span<const std::string> signals, std::string_view name) {
  return std::find(signals.begin(), signals.end(), name) != signals.end();
}

/// How far a placeholder word takes a value down: nothing is decided by the word alone once the value is in use.
int PlaceholderSteps(const RankInput& input, const std::optional<PathClass>& place) {
  if (Has(input.signals, "sink") || input.rule == kKeyOfFramework) return 0;
  return place || IsChartValues(input.path) ? -2 : -1;
}

/// Whether the word that a template holds for its users to change is in dictionaries only because they left it so.
bool IsOnlyToBeChanged(const RankInput& input, const std::optional<PathClass>& place) {
  return Has(input.signals, "placeholder") && PlaceholderSteps(input, place) == -2;
}

void AddReach(const RankInput& input, Verdict& verdict) {
  const auto add = [&](double points, std::string what) {
    verdict.MoveTo(verdict.severity(), points, std::move(what));
  };
  if (input.at_head) {
    add(1.5, "still there at HEAD");
  } else if (input.at_tips) {
    add(0.5, "still there at the tip of a branch");
  } else if (input.reach == Reach::kReflog) {
    add(-1, "only a reflog reaches it");
  } else if (input.reach == Reach::kUnreachable) {
    add(-2, "nothing reaches it any more");
  } else {
    add(0, "removed, but in history for everyone");
  }
}

}  // namespace

std::span<const Signal> Signals() { return kSignals; }

Rank RankLocation(const RankInput& input) {
  Verdict verdict(input.rule, input.severity);
  const std::optional<PathClass> place = ClassOfPath(input.path);
  const bool shipped_default = Has(input.signals, "shipped-default");
  const bool known_public = Has(input.signals, "known-public") && !shipped_default;
  const bool proved = Has(input.signals, "proved") && !known_public;
  const bool cap_lifted = proved || shipped_default || (Has(input.signals, "key-parses") && !known_public);

  // Steps and points first, then caps, then what must hold whatever else was seen.
  for (const Signal& signal : kSignals) {
    if (!Has(input.signals, signal.name) || signal.at_least || (signal.steps == 0 && signal.points == 0)) continue;
    if (signal.name == "dictionary-word" && IsOnlyToBeChanged(input, place)) continue;
    verdict.MoveTo(Stepped(verdict.severity(), signal.steps), signal.points, std::string(signal.what));
  }
  if (Has(input.signals, "placeholder")) {
    verdict.MoveTo(Stepped(verdict.severity(), PlaceholderSteps(input, place)), -0.5, "reads like a placeholder");
  }
  AddReach(input, verdict);

  const auto cap = [&verdict](Severity most, std::string_view why) {
    if (verdict.severity() > most) verdict.MoveTo(most, 0, fmt::format("held at {}: {}", Name(most), why));
  };
  for (const Signal& signal : kSignals) {
    if (!signal.at_most || !Has(input.signals, signal.name)) continue;
    const bool lifted = signal.documents_only ? cap_lifted : (proved || shipped_default);
    if (!lifted) cap(*signal.at_most, signal.what);
  }
  if (place && !cap_lifted) cap(Severity::kMedium, place->what);

  for (const Signal& signal : kSignals) {
    if (!signal.at_least || !Has(input.signals, signal.name) || known_public) continue;
    verdict.MoveTo(std::max(verdict.severity(), *signal.at_least), signal.points, std::string(signal.what));
  }
  return std::move(verdict).Finish(proved);
}

}  // namespace packrake
