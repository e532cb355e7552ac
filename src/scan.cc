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
#include "credential/repository_literals.h"
#include "findings/assemble.h"
#include "findings/collect.h"
#include "findings/jwt_use.h"
#include "findings/places.h"
#include "findings/proved_texts.h"
#include "match/scanner.h"
#include "rules/builtin.h"
#include "rules/load.h"

namespace packrake {
namespace {

class CompiledEngine : public Engine {
 public:
  explicit CompiledEngine(RuleSet rules) : rules_(std::move(rules)) {}

  Status Compile() {
    // The embedded database serves exactly the built-in rules; any other set has one in the user's cache. The filters
    // serve each pattern by itself.
    const bool builtin = WriteCompactRules(rules_) == BuiltinRulesText();
    auto matcher = Matcher::Create(rules_, Examiners(), builtin ? BuiltinDatabase() : std::string_view(),
                                   BuiltinLineFilters());
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

std::vector<Proof> ProveGroups(Source& source, const std::vector<Group>& groups, const Attribution& attribution,
                               const ScanOptions& options, ScanControl& control, ProofSummary& summary) {
  const std::vector<std::string> places = PlacesOf(groups, attribution);
  std::vector<ProofInput> inputs;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Group& group = groups[i];
    const Hit& hit = group.hits.front();
    // A token that stands in pieces is itself only as its identity.
    const std::string_view secret = group.family == "jwt-token" ? group.identity : hit.secret.Reveal();
    inputs.push_back({static_cast<std::uint32_t>(i), group.family, secret, places[i], &hit.facts});
  }
  ProveOptions prove;
  prove.dictionary = BuiltinWeakSecrets();
  prove.wordlist = options.wordlist;
  prove.budget_seconds = options.prove_budget_seconds;
  prove.threads = options.read.threads;
  prove.stop = &control.stop;
  RepositoryLiteralsOptions reading{options.read, {}, false};
  reading.places_of = [&](std::span<const std::uint32_t> findings) {
    return TextPlacesOf(findings, groups, attribution);
  };
  return Prove(inputs, prove, LiteralsOf(source, std::move(reading)), summary);
}

/// What the summary says of proof, and what neither it nor the source can know.
void Tell(const ProofSummary& proof, const std::vector<std::unique_ptr<Worker>>& workers, ScanResult& result) {
  result.proof = {proof.tokens, proof.proved, proof.literals, proof.exhausted};
  std::vector<std::string>& notes = result.completeness.notes;
  notes.insert(notes.end(), proof.notes.begin(), proof.notes.end());
  std::vector<std::string> cut;
  for (const auto& worker : workers) {
    const auto& more = worker->stats().decoding_stopped;
    cut.insert(cut.end(), more.begin(), more.end());
  }
  std::sort(cut.begin(), cut.end());
  cut.erase(std::unique(cut.begin(), cut.end()), cut.end());
  constexpr std::size_t kNamed = 20;
  for (std::size_t i = 0; i < cut.size() && i < kNamed; ++i) {
    notes.push_back(cut[i] + ": too much encoded content; what is beyond the bound was matched as it stands");
  }
  if (cut.size() > kNamed)
    notes.push_back(fmt::format("and {} more texts with too much encoded content", cut.size() - kNamed));
}

ScanStats StatsOf(const std::vector<std::unique_ptr<Worker>>& workers,
                  std::vector<std::pair<std::string, double>> stages, const ReadCost& cost, const ProofSummary& proof) {
  ScannerStats total;
  for (const auto& worker : workers) total.Add(worker->stats());
  ScanStats stats;
  stats.seconds = std::move(stages);
  stats.seconds.insert(stats.seconds.end(), {{"of reading: open packs", cost.open_seconds},
                                             {"of reading: inflate", cost.inflate_seconds},
                                             {"of reading: apply deltas", cost.apply_seconds},
                                             {"of reading: match", total.match_seconds},
                                             {"of reading: examine", total.examine_seconds}});
  const std::uint64_t derived = std::max<std::uint64_t>(1, total.derived_bytes);
  stats.counters = {{"texts", total.blobs},
                    {"bytes inflated", cost.inflated_bytes},
                    {"bytes rebuilt", cost.rebuilt_bytes},
                    {"bytes inserted by deltas", cost.inserted_bytes},
                    {"objects read through libgit2 instead", cost.fallbacks},
                    {"bytes seen", total.bytes},
                    {"bytes of derived texts", total.derived_bytes},
                    {"bytes of their dirty lines", total.dirty_bytes},
                    {"dirty share, per cent", 100 * total.dirty_bytes / derived},
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
  const ReadCost cost = source.cost();

  control.stage = "attributing";
  const auto scan_name = [&](const Blob& name) { return workers.front()->GroupsIn(name); };
  auto attribution =
      timed("attribute", [&] { return source.Attribute(collector.WantedObjects(), scan_name, control); });
  if (!attribution) return std::move(attribution).error();
  std::vector<Group> groups = collector.Take();

  control.stage = "proving";
  ProofSummary summary;
  const auto proofs = timed("prove", [&] {
    auto found = ProveGroups(source, groups, *attribution, options, control, summary);
    AddJwtUses(engine.rules(), groups, *attribution, found);
    // Public keys and uses have done what they are for.
    for (Group& group : groups) {
      if (OnlyHelps(group.family)) group = Group();
    }
    AddProvedTexts(source, options.read, engine.rules(), options.inline_allow, control, groups, *attribution, found);
    return found;
  });

  Assembled assembled = timed("assemble", [&] {
    const AssembleInput input{&engine.rules(), &options, &*attribution, &proofs, std::time(nullptr)};
    return AssembleFindings(std::move(groups), input);
  });
  result.findings = std::move(assembled.findings);
  result.suppressed = std::move(assembled.suppressed);
  result.suppressed_counts = std::move(assembled.suppressed_counts);
  result.completeness = source.completeness();
  Tell(summary, workers, result);
  result.stats = StatsOf(workers, std::move(stages), cost, summary);
  return result;
}

}  // namespace packrake
