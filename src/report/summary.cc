#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "findings/assemble.h"
#include "report/record.h"
#include "report/totals.h"

namespace packrake {
namespace {

Json NamedNumbers(const std::map<std::string, std::uint64_t>& numbers) {
  Json record = Json::Object();
  for (const auto& [name, number] : numbers) record.Set(name, number);
  return record;
}

Json Sentences(const std::vector<std::string>& sentences, const Redactor& redactor) {
  Json list = Json::Array();
  for (const std::string& sentence : sentences) list.Append(redactor.Apply(sentence, Redactor::Text::kName));
  return list;
}

Json ProblemsRecord(const ProblemList& problems, const Redactor& redactor) {
  Json record = Json::Object();
  record.Set("count", problems.count);
  Json& first = record.Set("first", Json::Array());
  for (const ObjectProblem& problem : problems.first) {
    Json entry = Json::Object();
    entry.Set("object", redactor.Apply(problem.object, Redactor::Text::kName));
    entry.Set("reason", redactor.Apply(problem.reason, Redactor::Text::kName));
    first.Append(std::move(entry));
  }
  return record;
}

/// The keys that the whole report and each of its targets have alike.
void AddStatement(const Totals& totals, bool complete, const Redactor& redactor, Json& record) {
  const Completeness& statement = totals.completeness;
  record.Set("complete", complete);
  record.Set("findings", totals.findings);
  record.Set("suppressed", totals.suppressed);
  record.Set("hints", totals.hints);
  Json& severities = record.Set("by_severity", Json::Object());
  for (int level = static_cast<int>(Severity::kCritical); level >= 0; --level) {
    severities.Set(std::string(Name(static_cast<Severity>(level))),
                   totals.by_severity[static_cast<std::size_t>(level)]);
  }
  record.Set("suppressed_by", NamedNumbers(totals.suppressed_counts));
  Json& objects = record.Set("objects", Json::Object());
  for (int type = 0; type < kObjectTypes; ++type) {
    const ObjectTally& tally = statement.objects[static_cast<std::size_t>(type)];
    Json entry = Json::Object();
    entry.Set("listed", tally.listed);
    entry.Set("read", tally.read);
    entry.Set("skipped", NamedNumbers(tally.skipped));
    objects.Set(std::string(Name(static_cast<ObjectType>(type))), std::move(entry));
  }
  record.Set("missing", ProblemsRecord(statement.missing, redactor));
  record.Set("unreadable", ProblemsRecord(statement.unreadable, redactor));
  record.Set("lfs_pointers", statement.lfs_pointers);
  record.Set("submodules", statement.submodules);
  record.Set("interrupted", statement.interrupted);
  record.Set("failures", Sentences(statement.failures, redactor));
  record.Set("notes", Sentences(statement.notes, redactor));
  Json& proof = record.Set("proof", Json::Object());
  proof.Set("tokens", totals.proof.tokens);
  proof.Set("proved", totals.proof.proved);
  proof.Set("literals", totals.proof.literals);
  proof.Set("exhausted", totals.proof.exhausted);
}

Json StatsRecord(const ScanStats& stats) {
  Json record = Json::Object();
  Json& seconds = record.Set("seconds", Json::Object());
  for (const auto& [stage, value] : stats.seconds) seconds.Set(stage, value);
  Json& counters = record.Set("counters", Json::Object());
  for (const auto& [name, value] : stats.counters) counters.Set(name, value);
  return record;
}

Json TargetRecord(const ScanResult& target, const WriterInput& input) {
  Json record = Json::Object();
  record.Set("target", input.redactor.Apply(TargetName(target.target), Redactor::Text::kName));
  record.Set("kind", target.kind);
  AddStatement(TotalsOf(target), target.completeness.complete(), input.redactor, record);
  if (input.options.stats) record.Set("stats", StatsRecord(target.stats));
  return record;
}

Json Texts(const std::vector<std::string>& texts) {
  Json list = Json::Array();
  for (const std::string& text : texts) list.Append(text);
  return list;
}

Json RuleRecord(const Rule& rule) {
  Json record = Json::Object();
  record.Set("id", rule.id);
  record.Set("name", rule.name);
  record.Set("description", rule.description);
  record.Set("remediation", rule.remediation);
  record.Set("cwe", Texts(rule.cwe));
  record.Set("references", Texts(rule.references));
  return record;
}

}  // namespace

Json SummaryRecord(const WriterInput& input) {
  const Report& report = input.report;
  Json record = Json::Object();
  record.Set("type", "summary");
  record.Set("schema_version", kSchemaVersion);
  AddStatement(TotalsOf(report), report.complete(), input.redactor, record);
  record.Set("failed_targets", Sentences(report.failed_targets, input.redactor));
  record.Set("configuration", Sentences(report.notes, input.redactor));
  Json& skipped = record.Set("skipped_rules", Json::Array());
  for (const SkippedRule& rule : report.skipped_rules) {
    Json entry = Json::Object();
    entry.Set("id", rule.id);
    entry.Set("origin", rule.origin);
    entry.Set("reason", rule.reason);
    skipped.Append(std::move(entry));
  }
  Json& rules = record.Set("rules", Json::Array());
  for (const Rule& rule : report.rules) rules.Append(RuleRecord(rule));
  Json& targets = record.Set("targets", Json::Array());
  for (const ScanResult& target : report.targets) targets.Append(TargetRecord(target, input));
  record.Set("packrake_version", report.version);
  record.Set("rules_digest", report.rules_digest);
  record.Set("fingerprint_key", report.fingerprint_key);
  record.Set("date", report.started.substr(0, report.started.find('T')));
  if (input.options.stats) {
    record.Set("started", report.started);
    record.Set("seconds", report.seconds);
  }
  return record;
}

}  // namespace packrake
