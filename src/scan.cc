// The pipeline, on one screen: read -> match -> collect -> attribute -> prove -> assemble.
#include "packrake/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/metrics.h"
#include "credential/examiners.h"
#include "credential/prove.h"
#include "findings/assemble.h"
#include "findings/collect.h"
#include "match/scanner.h"
#include "rules/builtin.h"
#include "rules/load.h"

namespace packrake {
namespace {

class CompiledEngine : public Engine {
 public:
  explicit CompiledEngine(RuleSet rules) : rules_(std::move(rules)) {}

  Status Compile() {
    // The embedded database serves exactly the built-in rules; any other set has one in the user's cache.
    const bool builtin = WriteCompactRules(rules_) == BuiltinRulesText();
    auto matcher = Matcher::Create(rules_, Examiners(), builtin ? BuiltinDatabase() : std::string_view());
    if (!matcher) return std::move(matcher).error();
    matcher_ = std::move(*matcher);
    return {};
  }

  const RuleSet& rules() const override { return rules_; }
  const Matcher& matcher() const { return *matcher_; }

 private:
  const RuleSet rules_;
  std::unique_ptr<Matcher> matcher_;
};

/// One worker's way from a blob to the collector.
class Worker : public BlobSink, public HitSink {
 public:
  Worker(const Matcher& matcher, const Matcher::ScannerOptions& options, Collector& collector)
      : scanner_(matcher.NewScanner(options)), collector_(collector) {}

  void Accept(const Blob& blob) override { scanner_->Scan(blob, *this); }
  std::uint64_t hit_count() const override { return groups_.size(); }
  void Add(Hit hit) override { groups_.push_back(collector_.Add(std::move(hit))); }

  /// The groups that `blob` belongs to, ascending.
  std::vector<std::uint32_t> GroupsIn(const Blob& blob) {
    groups_.clear();
    Accept(blob);
    std::sort(groups_.begin(), groups_.end());
    groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
    return std::exchange(groups_, {});
  }
  const ScannerStats& stats() const { return scanner_->stats(); }

 private:
  std::unique_ptr<Matcher::Scanner> scanner_;
  Collector& collector_;
  std::vector<std::uint32_t> groups_;
};

/// "path:line" of the first place that attribution or the hit itself knows, for the sentence of a proof.
std::string PlaceOf(const Hit& hit, const std::string* path) {
  return fmt::format("{}:{}", path != nullptr && !path->empty() ? *path : hit.path, hit.line);
}

std::vector<Proof> ProveGroups(const std::vector<Group>& groups, const Attribution& attribution,
                               const ScanOptions& options, ScanControl& control, ProofSummary& summary) {
  std::vector<const std::string*> paths(groups.size(), nullptr);
  for (const Sighting& sighting : attribution.sightings) {
    if (paths[sighting.finding] == nullptr) paths[sighting.finding] = &sighting.path;
  }
  std::vector<std::string> places(groups.size());
  std::vector<ProofInput> inputs;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Hit& hit = groups[i].hits.front();
    places[i] = PlaceOf(hit, paths[i]);
    inputs.push_back({static_cast<std::uint32_t>(i), groups[i].family, hit.secret.Reveal(), places[i], &hit.facts});
  }
  ProveOptions prove;
  prove.dictionary = BuiltinWeakSecrets();
  prove.wordlist = options.wordlist;
  prove.budget_seconds = options.prove_budget_seconds;
  prove.threads = options.read.threads;
  prove.stop = &control.stop;
  return Prove(inputs, prove, LiteralSource(), summary);
}

ScanStats StatsOf(const std::vector<std::unique_ptr<Worker>>& workers,
                  std::vector<std::pair<std::string, double>> stages, const ProofSummary& proof) {
  ScannerStats total;
  for (const auto& worker : workers) total.Add(worker->stats());
  ScanStats stats;
  stats.seconds = std::move(stages);
  stats.seconds.insert(stats.seconds.end(), {{"of reading: match", total.match_seconds},
                                             {"of reading: examine", total.examine_seconds}});
  stats.counters = {{"texts", total.blobs},
                    {"bytes seen", total.bytes},
                    {"bytes matched", total.matched_bytes},
                    {"bytes decoded", total.decoded_bytes},
                    {"candidates", total.candidates},
                    {"candidates inherited", total.inherited},
                    {"candidates examined", total.examined},
                    {"tokens tried", proof.tokens},
                    {"tokens proved", proof.proved},
                    {"literals tried", proof.literals}};
  return stats;
}

}  // namespace

Result<std::unique_ptr<Engine>> Engine::Create(RuleSet rules) {
  auto engine = std::make_unique<CompiledEngine>(std::move(rules));
  if (auto compiled = engine->Compile(); !compiled) return std::move(compiled).error();
  return std::unique_ptr<Engine>(std::move(engine));
}

Result<ScanResult> Scan(Source& source, const Engine& engine, const ScanOptions& options, ScanControl& control) {
  const auto& compiled = static_cast<const CompiledEngine&>(engine);  // Create is the only maker of engines
  ScanResult result;
  result.target = source.target();
  result.kind = source.kind();
  std::vector<std::pair<std::string, double>> stages;
  const auto timed = [&stages](const char* name, auto&& step) {
    const double before = ProcessCpuSeconds();
    auto value = step();
    stages.emplace_back(name, ProcessCpuSeconds() - before);
    return value;
  };

  Collector collector(engine.rules());
  const Matcher::ScannerOptions scanning{.inline_allow = options.inline_allow, .inherit = options.read.use_deltas};
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<BlobSink*> sinks;
  for (int i = 0; i < options.read.threads; ++i) {
    workers.push_back(std::make_unique<Worker>(compiled.matcher(), scanning, collector));
    sinks.push_back(workers.back().get());
  }

  control.stage = "reading";
  auto read = timed("read", [&] { return source.Read(options.read, sinks, control); });
  if (!read) return std::move(read).error();

  control.stage = "attributing";
  const auto scan_name = [&](const Blob& name) { return workers.front()->GroupsIn(name); };
  auto attribution =
      timed("attribute", [&] { return source.Attribute(collector.WantedObjects(), scan_name, control); });
  if (!attribution) return std::move(attribution).error();
  std::vector<Group> groups = collector.Take();

  control.stage = "proving";
  ProofSummary summary;
  const auto proofs = timed("prove", [&] { return ProveGroups(groups, *attribution, options, control, summary); });

  Assembled assembled = timed("assemble", [&] {
    const AssembleInput input{&engine.rules(), &options, &*attribution, &proofs, std::time(nullptr)};
    return AssembleFindings(std::move(groups), input);
  });
  result.findings = std::move(assembled.findings);
  result.suppressed = std::move(assembled.suppressed);
  result.suppressed_counts = std::move(assembled.suppressed_counts);
  result.completeness = source.completeness();
  result.stats = StatsOf(workers, std::move(stages), summary);
  return result;
}

}  // namespace packrake
