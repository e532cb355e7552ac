#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/file.h"
#include "base/log.h"
#include "base/parallel.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/rule_choice.h"
#include "cli/signals.h"
#include "cli/suppression.h"
#include "findings/date.h"
#include "packrake/report.h"
#include "report/terminal.h"
#include "rules/load.h"

namespace packrake::cli {
namespace {

constexpr std::uint64_t kMostKeyBytes = 64U << 10;

void SetLogLevel(const Settings& settings) {
  using log::Level;
  static constexpr std::pair<std::string_view, Level> kLevels[] = {{"debug", Level::kDebug},
                                                                   {"info", Level::kInfo},
                                                                   {"warn", Level::kWarn},
                                                                   {"error", Level::kError},
                                                                   {"off", Level::kOff}};
  for (const auto& [name, level] : kLevels) {
    if (name == settings.log_level) log::SetLevel(settings.quiet ? std::max(level, Level::kError) : level);
  }
}

std::string FormatOf(const Settings& settings) {
  if (!settings.format.empty()) return settings.format;
  const std::string_view path = settings.report_path;
  if (path.ends_with(".json")) return "json";
  if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return "jsonl";
  return "text";
}

/// What a scan needs, made ready before the first target is opened: what is wrong here is told in a moment, not after
/// an hour.
struct Prepared {
  Settings settings;
  std::optional<Config> config;
  std::unique_ptr<Engine> engine;
  std::vector<SkippedRule> skipped_rules;
  std::string rules_digest;
  std::string fingerprint_key;
  std::optional<Suppressions> suppressions;
  std::unique_ptr<Output> output;
};

Result<std::string> ReadFingerprintKey(const std::string& path) {
  if (path.empty()) return std::string();
  auto key = ReadFile(path, kMostKeyBytes);
  if (!key) return Error{ErrorCode::kUsage, "--fingerprint-key: " + key.error().message};
  // A line end that an editor added is no part of it.
  while (!key->empty() && (key->back() == '\n' || key->back() == '\r')) key->pop_back();
  if (key->size() < 16)
    return Error{ErrorCode::kUsage, fmt::format("{}: a fingerprint key has at least 16 bytes", path)};
  return key;
}

Result<Prepared> Prepare(const Plan& plan, Backend& backend, Surroundings& surroundings, std::int64_t now) {
  Prepared prepared;
  auto config = LoadUserConfig(plan.settings.config, surroundings.environment);
  if (!config) return std::move(config).error();
  prepared.config = std::move(*config);
  prepared.settings = plan.settings;
  if (prepared.config) {
    auto again = ParseCommandLine(plan.words, prepared.config->settings);
    if (!again) return std::move(again).error();
    prepared.settings = std::move(again->settings);
  }
  Settings& settings = prepared.settings;
  SetLogLevel(settings);
  const Config* const user_config = prepared.config ? &*prepared.config : nullptr;

  auto key = ReadFingerprintKey(settings.fingerprint_key);
  if (!key) return std::move(key).error();
  prepared.fingerprint_key = std::move(*key);
  if (!settings.wordlist.empty()) {
    std::error_code error;
    if (!std::filesystem::exists(settings.wordlist, error)) {
      return Error{ErrorCode::kUsage, fmt::format("--wordlist: {}: there is no such file", settings.wordlist)};
    }
  }
  auto suppressions = Suppressions::OfUser(settings, user_config, now);
  if (!suppressions) return std::move(suppressions).error();
  prepared.suppressions = std::move(*suppressions);

  auto rules = ChooseRules(settings, user_config, backend);
  if (!rules) return std::move(rules).error();
  prepared.rules_digest = RulesDigest(*rules);
  prepared.skipped_rules = rules->skipped;
  auto engine = backend.CreateEngine(std::move(*rules));
  if (!engine) return std::move(engine).error();
  prepared.engine = std::move(*engine);

  auto output = Output::Open(settings.report_path, settings.show_secrets, surroundings.out);
  if (!output) return std::move(output).error();
  prepared.output = std::move(*output);
  return prepared;
}

ScanOptions OptionsOf(const Prepared& prepared) {
  const Settings& settings = prepared.settings;
  ScanOptions options;
  options.read.threads = settings.threads > 0 ? settings.threads : AvailableProcessors();
  options.read.max_blob_size = settings.max_blob_size;
  options.read.skip_binary = settings.skip_binary;
  options.read.use_packs = !settings.no_pack;
  options.read.use_deltas = !settings.no_delta;
  options.read.verify_objects = settings.verify_objects;
  options.read.all_tips = settings.tips;
  options.unreachable = !settings.no_unreachable;
  options.min_severity = settings.min_severity;
  options.min_confidence = settings.min_confidence;
  options.hints = settings.hints;
  options.inline_allow = !settings.no_inline_allow && !settings.no_target_config;
  options.fingerprint_key = prepared.fingerprint_key;
  options.wordlist = settings.wordlist;
  options.prove_budget_seconds = settings.prove_budget;
  return options;
}

/// The rules that have findings in `report`, in the order of the rule set.
std::vector<Rule> RulesWithFindings(const Report& report, const RuleSet& rules) {
  std::unordered_set<std::string_view> ids;
  for (const ScanResult& target : report.targets) {
    for (const auto* list : {&target.findings, &target.suppressed}) {
      for (const Finding& finding : *list) ids.insert(finding.rule);
    }
  }
  std::vector<Rule> used;
  for (const Rule& rule : rules.rules) {
    if (ids.contains(rule.id)) used.push_back(rule);
  }
  return used;
}

class ScanCommand {
 public:
  ScanCommand(const Plan& plan, Prepared prepared, Backend& backend, Surroundings& surroundings, std::int64_t now)
      : plan_(plan), prepared_(std::move(prepared)), backend_(backend), surroundings_(surroundings), now_(now) {}

  int Run() {
    const auto start = std::chrono::steady_clock::now();
    report_.version = PACKRAKE_VERSION;
    report_.rules_digest = prepared_.rules_digest;
    report_.fingerprint_key = prepared_.fingerprint_key.empty() ? "public" : "private";
    report_.started = TimestampOf(now_);
    report_.skipped_rules = prepared_.skipped_rules;
    if (prepared_.config) report_.notes.push_back(fmt::format("configuration {}", prepared_.config->name));
    AddNotes(prepared_.suppressions->notes());
    {
      const StopOnSignal stop(control_);
      std::vector<std::string> targets = plan_.arguments;
      if (plan_.command == "stdin") targets = {"-"};
      if (targets.empty()) targets = {"."};
      for (const std::string& target : targets) ScanTarget(target);
    }
    outcome_.interrupted = control_.stop;
    report_.rules = RulesWithFindings(report_, prepared_.engine->rules());
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome_.incomplete = !report_.complete();
    outcome_.findings = report_.finding_count() > 0;
    Write();
    return ExitStatus(outcome_, prepared_.settings.exit_code);
  }

 private:
  void AddNotes(const std::vector<std::string>& notes) {
    report_.notes.insert(report_.notes.end(), notes.begin(), notes.end());
  }

  void Fail(const Error& error) {
    Complain(surroundings_, error);
    outcome_.usage_error = outcome_.usage_error || IsUsage(error.code);
    report_.failed_targets.push_back(error.message);
  }

  void ScanTarget(const std::string& target) {
    if (control_.stop) {
      report_.failed_targets.push_back(fmt::format("{}: not scanned: interrupted", target));
      return;
    }
    const Settings& settings = prepared_.settings;
    auto source = backend_.Open(plan_.command, target, surroundings_.in);
    if (!source) return Fail(source.error());

    ScanOptions options = OptionsOf(prepared_);
    options.suppressors = prepared_.suppressions->pointers();
    std::optional<Suppressions> of_target;
    if (!settings.no_target_config) {
      of_target = Suppressions::OfTarget(**source, prepared_.config.has_value(), now_);
      for (const Suppressor* suppressor : of_target->pointers()) options.suppressors.push_back(suppressor);
    }
    control_.objects_done = control_.objects_total = control_.bytes_done = 0;
    control_.stage = "opening";
    Result<ScanResult> result = ScanWithProgress(**source, options);
    if (!result) return Fail(result.error());
    if (control_.stop) result->completeness.interrupted = true;
    if (of_target) AddNotes(of_target->notes());
    report_.targets.push_back(std::move(*result));
  }

  Result<ScanResult> ScanWithProgress(Source& source, const ScanOptions& options) {
    const Settings& settings = prepared_.settings;
    const bool shown = settings.progress == "always" ||
                       (settings.progress == "auto" && surroundings_.err_is_terminal && !settings.quiet);
    std::optional<Progress> progress;
    if (shown) progress.emplace(control_, surroundings_.err);
    return backend_.Scan(source, *prepared_.engine, options, control_);
  }

  void Write() {
    const Settings& settings = prepared_.settings;
    ReportOptions options;
    options.show_secrets = settings.show_secrets;
    options.hidden_percent = settings.redact;
    options.color = prepared_.output->is_standard() && surroundings_.out_is_terminal && !settings.no_color &&
                    !surroundings_.environment("NO_COLOR");
    options.verbose = settings.verbose;
    options.stats = settings.stats;
    options.columns = surroundings_.out_is_terminal && prepared_.output->is_standard() ? surroundings_.columns : 100;
    Status written = WriteReport(FormatOf(settings), report_, options, prepared_.output->stream());
    if (written) written = prepared_.output->Finish();
    if (!written) {
      Complain(surroundings_, written.error());
      outcome_.incomplete = true;
    } else if (!prepared_.output->is_standard() && !settings.quiet) {
      surroundings_.err << fmt::format("packrake: {}; the scan is {}; the report is in {}\n",
                                       Counted(report_.finding_count(), "finding"),
                                       report_.complete() ? "complete" : "INCOMPLETE", Printable(settings.report_path));
    }
  }

  const Plan& plan_;
  Prepared prepared_;
  Backend& backend_;
  Surroundings& surroundings_;
  const std::int64_t now_;
  ScanControl control_;
  Report report_;
  Outcome outcome_;
};

}  // namespace

int RunScan(const Plan& plan, Backend& backend, Surroundings& surroundings) {
  const std::int64_t now = std::time(nullptr);
  auto prepared = Prepare(plan, backend, surroundings, now);
  if (!prepared) {
    Complain(surroundings, prepared.error());
    return ExitStatus({.usage_error = IsUsage(prepared.error().code), .incomplete = true});
  }
  return ScanCommand(plan, std::move(*prepared), backend, surroundings, now).Run();
}

}  // namespace packrake::cli
