#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <utility>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/rule_choice.h"
#include "cli/vocabulary.h"
#include "match/scanner.h"
#include "report/text_finding.h"
#include "rules/lint.h"
#include "rules/load.h"
#include "rules/nearest.h"

namespace packrake::cli {
namespace {

/// The rules that the command line and the configuration put in force, as a scan with the same options uses them.
Result<RuleSet> RulesInForce(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  auto config = LoadUserConfig(plan.settings.config, surroundings.environment);
  if (!config) return std::move(config).error();
  if (!*config) return ChooseRules(plan.settings, nullptr, backend);
  auto again = ParseCommandLine(plan.words, (*config)->settings);
  if (!again) return std::move(again).error();
  return ChooseRules(again->settings, &**config, backend);
}

int FailWith(Surroundings& surroundings, const Error& error) {
  Complain(surroundings, error);
  return ExitStatus({.usage_error = IsUsage(error.code), .incomplete = true});
}

int Finish(Surroundings& surroundings) {
  surroundings.out << std::flush;
  return surroundings.out ? 0 : 3;
}

void WriteSkipped(const RuleSet& set, Surroundings& surroundings) {
  for (const SkippedRule& rule : set.skipped) {
    surroundings.err << "packrake: "
                     << Printable(fmt::format("{}: rule {} is left out: {}", rule.origin,
                                              rule.id.empty() ? "without an id" : rule.id, rule.reason))
                     << '\n';
  }
}

void WriteRule(const Rule& rule, Surroundings& surroundings) {
  const Paint paint(false);
  LabelledLines lines(0, 13, 100, surroundings.out);
  surroundings.out << Printable(rule.id) << "\n\n";
  lines.Add("name", rule.name, paint);
  lines.Add("family", rule.family, paint);
  lines.Add("severity", fmt::format("{}, confidence {}", Name(rule.severity), Name(rule.confidence)), paint);
  lines.Add("why", rule.description, paint);
  lines.Add("to do", rule.remediation, paint);
  lines.Add("weaknesses", fmt::format("{}", fmt::join(rule.cwe, ", ")), paint);
  for (std::size_t i = 0; i < rule.references.size(); ++i) lines.Add(i == 0 ? "see" : "", rule.references[i], paint);
  surroundings.out << '\n';
  lines.Add("pattern", rule.pattern, paint);
  const auto anchor = DerivedAnchor(rule);
  lines.Add("anchor", anchor ? *anchor : anchor.error().message, paint);
  lines.Add("examiner", rule.examine, paint);
  lines.Add("keywords", fmt::format("{}", fmt::join(rule.keywords, ", ")), paint);
  lines.Add("decoders", fmt::format("{}", fmt::join(rule.decode, ", ")), paint);
  lines.Add("paths", fmt::format("{}", fmt::join(rule.paths, ", ")), paint);
  lines.Add("not in", fmt::format("{}", fmt::join(rule.exclude_paths, ", ")), paint);
  lines.Add("tags", fmt::format("{}", fmt::join(rule.tags, ", ")), paint);
  lines.Add("defined in", rule.origin, paint);
}

/// What is wrong with the rules of one file or folder.
class RuleCheck {
 public:
  RuleCheck(Backend& backend, Surroundings& surroundings) : backend_(backend), surroundings_(surroundings) {}

  Status Check(const std::string& path) {
    RuleSet set;
    if (auto added = AddRulesFrom(path, Vocabulary(), OnBadRule::kSkip, set); !added) return added;
    for (const SkippedRule& rule : set.skipped) Say(rule.origin, rule.id, rule.reason, /*bad=*/true);
    std::vector<Rule> sound;
    for (Rule& rule : set.rules) {
      if (auto anchored = CheckAnchor(rule); !anchored) {
        Say(rule.origin, rule.id, anchored.error().message, /*bad=*/true);
        continue;
      }
      for (const std::string& advice : LintRule(rule)) Say(rule.origin, rule.id, advice, /*bad=*/false);
      sound.push_back(std::move(rule));
    }
    checked_ += sound.size() + set.skipped.size();
    return CheckExamples(std::move(sound));
  }

  int Finish() {
    surroundings_.out << fmt::format("{} checked, {} refused, {}\n", Counted(checked_, "rule"), bad_,
                                     Counted(advice_, "piece of advice", "pieces of advice"))
                      << std::flush;
    return bad_ == 0 && surroundings_.out ? 0 : 2;
  }

 private:
  void Say(const std::string& origin, const std::string& id, const std::string& what, bool bad) {
    ++(bad ? bad_ : advice_);
    surroundings_.out << Printable(fmt::format("{}: rule {}: {}{}", origin, id, bad ? "" : "advice: ", what)) << '\n';
  }

  /// Each rule alone must find its examples and pass over its counterexamples. Examples that packrake's own tests fill
  /// in
  /// ("{{…}}") are theirs to run.
  Status CheckExamples(std::vector<Rule> rules) {
    for (Rule& rule : rules) {
      RuleSet alone;
      alone.rules = {rule};
      auto engine = backend_.CreateEngine(std::move(alone));
      if (!engine) return std::move(engine).error();
      for (const bool wanted : {true, false}) {
        for (const std::string& text : wanted ? rule.examples : rule.counterexamples) {
          if (text.find("{{") != std::string::npos) continue;
          auto found = Finds(**engine, text);
          if (!found) return std::move(found).error();
          if (*found == wanted) continue;
          const std::size_t number =
              static_cast<std::size_t>(&text - (wanted ? rule.examples : rule.counterexamples).data()) + 1;
          Say(rule.origin, rule.id,
              fmt::format("{} {} is {}", wanted ? "example" : "counterexample", number, wanted ? "not found" : "found"),
              true);
        }
      }
    }
    return {};
  }

  Result<bool> Finds(const Engine& engine, const std::string& text) {
    std::istringstream in(text);
    auto source = backend_.Open("stdin", "-", in);
    if (!source) return std::move(source).error();
    ScanOptions options;
    options.hints = true;
    options.inline_allow = false;
    options.prove_budget_seconds = 0;
    ScanControl control;
    auto result = backend_.Scan(**source, engine, options, control);
    if (!result) return std::move(result).error();
    return !result->findings.empty();
  }

  Backend& backend_;
  Surroundings& surroundings_;
  std::size_t checked_ = 0;
  std::size_t bad_ = 0;
  std::size_t advice_ = 0;
};

}  // namespace

int RunRulesList(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  auto rules = RulesInForce(plan, backend, surroundings);
  if (!rules) return FailWith(surroundings, rules.error());
  WriteSkipped(*rules, surroundings);
  std::size_t width = 0;
  for (const Rule& rule : rules->rules) width = std::max(width, rule.id.size());
  for (const Rule& rule : rules->rules) {
    surroundings.out << fmt::format("{:<{}}  {:<8}  {:<6}  {}\n", Printable(rule.id), width, Name(rule.severity),
                                    Name(rule.confidence), Printable(rule.name));
  }
  return Finish(surroundings);
}

int RunRulesShow(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  auto rules = RulesInForce(plan, backend, surroundings);
  if (!rules) return FailWith(surroundings, rules.error());
  const std::string& id = plan.arguments.front();
  std::vector<std::string_view> ids;
  for (const Rule& rule : rules->rules) {
    if (rule.id == id) {
      WriteRule(rule, surroundings);
      return Finish(surroundings);
    }
    ids.push_back(rule.id);
  }
  return FailWith(surroundings, {ErrorCode::kUsage, fmt::format("there is no rule '{}'{}", id, DidYouMean(id, ids))});
}

int RunRulesCheck(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  RuleCheck check(backend, surroundings);
  for (const std::string& path : plan.arguments) {
    if (auto checked = check.Check(path); !checked)
      return FailWith(surroundings, {ErrorCode::kInvalidRule, checked.error().message});
  }
  return check.Finish();
}

}  // namespace packrake::cli
