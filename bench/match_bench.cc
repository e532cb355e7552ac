// match_bench: how fast texts are matched, on text made from seeds. Counters are bytes of text a second on one core.
// What a scan of a real history costs is history.sh's to say.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "made_source.h"
#include "match/scanner.h"

namespace packrake {
namespace {

Rule MakeRule(std::string id, std::string pattern) {
  Rule rule;
  rule.id = std::move(id);
  rule.family = "custom";
  rule.pattern = std::move(pattern);
  return rule;
}

/// `count` rules as they look for settings: a name that stands nowhere in the text, a sign, a value.
RuleSet MakeRules(std::size_t count) {
  std::mt19937_64 random(7);
  RuleSet set;
  for (std::size_t i = 0; i < count; ++i) {
    std::string name;
    while (name.size() < 8) name += static_cast<char>('a' + random() % 26);
    name[3] = '_';
    set.rules.push_back(
        MakeRule("setting." + name, (i % 2 == 0 ? "" : "(?i)") + name + R"RE(["']?\s*[:=]\s*["']?(\w{8,})["']?)RE"));
  }
  set.rules.push_back(MakeRule("token", R"((eyJ[\w-]{10,}\.eyJ[\w-]+\.[\w-]+))"));
  return set;
}

struct NoHits : HitSink {
  void Add(Hit) override {}
};

struct Compiled {
  RuleSet rules;
  std::string serialized;
  std::unique_ptr<Matcher> matcher;
};

/// Made once for each number of rules: a benchmark's function is called several times.
const Compiled& CompiledRules(std::size_t count) {
  static std::map<std::size_t, Compiled> all;
  Compiled& compiled = all[count];
  if (compiled.matcher) return compiled;
  compiled.rules = MakeRules(count);
  auto serialized = Matcher::SerializeDatabase(compiled.rules);
  if (!serialized) std::abort();
  compiled.serialized = *std::move(serialized);
  auto matcher = Matcher::Create(compiled.rules, {}, compiled.serialized);
  if (!matcher) std::abort();
  compiled.matcher = *std::move(matcher);
  return compiled;
}

void Scan(Matcher::Scanner& scanner, std::string_view text, const Derivation* derivation,
          std::unique_ptr<BlobMemo>* memo) {
  NoHits hits;
  Blob blob;
  blob.bytes = text;
  blob.derivation = derivation;
  blob.memo = memo;
  scanner.Scan(blob, hits);
}

/// range(0) rules, one token every range(1) lines (0: none), 64 KiB of text.
void FullScan(benchmark::State& state) {
  const auto scanner = CompiledRules(static_cast<std::size_t>(state.range(0))).matcher->NewScanner({});
  const std::string text = MakeSource(64 << 10, static_cast<std::size_t>(state.range(1)), 1);
  for (auto _ : state) Scan(*scanner, text, nullptr, nullptr);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(FullScan)->Args({30, 0})->Args({300, 0})->Args({1000, 0})->Args({30, 1000})->Args({30, 20});

/// A text of range(0) bytes of which range(1) places were edited, one line each.
void DerivedScan(benchmark::State& state) {
  const auto scanner = CompiledRules(300).matcher->NewScanner({});
  const std::string base = MakeSource(static_cast<std::size_t>(state.range(0)), 100, 1);
  std::unique_ptr<BlobMemo> base_memo;
  Scan(*scanner, base, nullptr, &base_memo);
  std::string text;
  std::vector<CopiedRange> copies;
  const auto edits = static_cast<std::size_t>(state.range(1));
  for (std::size_t i = 0; i <= edits; ++i) {
    const std::size_t begin = base.size() / (edits + 1) * i;
    const std::size_t end = i == edits ? base.size() : base.size() / (edits + 1) * (i + 1);
    copies.push_back({begin, text.size(), end - begin});
    text += base.substr(begin, end - begin);
    if (i != edits) text += "edited";
  }
  const Derivation derivation{base_memo.get(), base, copies};
  for (auto _ : state) {
    std::unique_ptr<BlobMemo> memo;
    Scan(*scanner, text, &derivation, &memo);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(DerivedScan)->Args({16 << 10, 1})->Args({16 << 10, 20})->Args({256 << 10, 1})->Args({256 << 10, 60});

/// The first thing a run does: a matcher from a serialized database, and a scanner.
void Start(benchmark::State& state) {
  const Compiled& compiled = CompiledRules(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const auto matcher = Matcher::Create(compiled.rules, {}, compiled.serialized);
    benchmark::DoNotOptimize((*matcher)->NewScanner({}));
  }
}
BENCHMARK(Start)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

/// Small texts: what a call costs besides its bytes.
void SmallTexts(benchmark::State& state) {
  const auto scanner = CompiledRules(100).matcher->NewScanner({});
  const std::string text = MakeSource(static_cast<std::size_t>(state.range(0)), 0, 1);
  for (auto _ : state) Scan(*scanner, text, nullptr, nullptr);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(SmallTexts)->Arg(40)->Arg(400)->Arg(4000);

}  // namespace
}  // namespace packrake

BENCHMARK_MAIN();
