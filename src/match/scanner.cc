#include "match/scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "match/anchored_scanner.h"
#include "match/anchors.h"
#include "match/compiled_rules.h"
#include "match/database.h"
#include "match/database_cache.h"
#include "match/encoded_forms.h"
#include "match/judge.h"
#include "text/regex.h"

namespace packrake {
namespace {

/// What Hyperscan looks for: each rule's anchor under the rule's number, and its encoded forms under the number of
/// rules plus the decoder's.
Result<std::unique_ptr<Database>> CompileDatabase(const RuleSet& rules, DatabasePlatform platform) {
  std::vector<Expression> expressions;
  std::vector<EncodedForm> forms;
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    const Rule& rule = rules.rules[index];
    auto anchor = AnchorOf(rule);
    if (!anchor) return std::move(anchor).error();
    auto decoders = DecodersOf(rule);
    if (!decoders) return std::move(decoders).error();
    std::vector<EncodedForm> more = EncodedFormsOf(*anchor, *decoders);
    forms.insert(forms.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    expressions.push_back({std::move(anchor->expression), false, index, rule.id});
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  for (std::uint32_t i = 0; i < forms.size(); ++i) {
    const std::uint32_t id = EventIdOfForm(rules.rules.size(), i, forms[i].decoder);
    expressions.push_back({std::move(forms[i].bytes), true, id, "decoder"});
  }
  return Database::Compile(expressions, platform);
}

class CompiledMatcher : public Matcher {
 public:
  CompiledMatcher(std::unique_ptr<CompiledRules> rules, std::unique_ptr<Database> database)
      : rules_(std::move(rules)), database_(std::move(database)) {}
  const RuleSet& rules() const override { return rules_->set(); }
  std::unique_ptr<Scanner> NewScanner(const ScannerOptions& options) const override {
    return std::make_unique<AnchoredScanner>(this, *rules_, *database_, options);
  }

 private:
  std::unique_ptr<CompiledRules> rules_;
  std::unique_ptr<Database> database_;
};

/// Counts the lines of a text on which an anchor stands.
class LinesWithEvents : public EventSink {
 public:
  void OnEvent(std::uint32_t, std::uint64_t) noexcept override { seen = true; }
  bool seen = false;
};

/// Whether the anchor stands on every line of the rule's own examples that its pattern matches.
Status CheckExamples(const Rule& rule, const Database& database) {
  auto pattern = Regex::Compile(rule.pattern);
  if (!pattern) {
    return Error{ErrorCode::kInvalidRule,
                 fmt::format("{}: rule {}: 'pattern': {}", rule.origin, rule.id, pattern.error().message)};
  }
  Scratch scratch(database);
  for (const std::string& example : rule.examples) {
    for (std::string_view rest = example; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      LinesWithEvents events;
      database.Scan(line, scratch, events);
      if (!events.seen && pattern->Contains(line)) {
        return Error{ErrorCode::kInvalidRule,
                     fmt::format("{}: rule {}: 'anchor' does not stand on a line of an example that 'pattern' matches",
                                 rule.origin, rule.id)};
      }
    }
  }
  return {};
}

}  // namespace

void ScannerStats::Add(const ScannerStats& other) {
  blobs += other.blobs;
  bytes += other.bytes;
  matched_bytes += other.matched_bytes;
  derived_bytes += other.derived_bytes;
  dirty_bytes += other.dirty_bytes;
  candidates += other.candidates;
  inherited += other.inherited;
  examined += other.examined;
  decoded_bytes += other.decoded_bytes;
  match_seconds += other.match_seconds;
  examine_seconds += other.examine_seconds;
  decoding_stopped.insert(decoding_stopped.end(), other.decoding_stopped.begin(), other.decoding_stopped.end());
}

Result<std::unique_ptr<Matcher>> Matcher::Create(const RuleSet& rules, const ExaminerTable& examiners,
                                                 std::string_view serialized, std::string_view line_filters) {
  auto compiled = CompiledRules::Create(rules, examiners, line_filters);
  if (!compiled) return std::move(compiled).error();
  const std::string key = DatabaseKey(rules);
  std::unique_ptr<Database> database;
  if (!serialized.empty()) database = Database::Deserialize(serialized, key, /*check_digest=*/false);
  if (!database) {
    // A database under this key was compiled after this check, so a cached one needs none.
    const auto compile = [&]() -> Result<std::unique_ptr<Database>> {
      if (auto checked = (*compiled)->Check(); !checked) return std::move(checked).error();
      return CompileDatabase(rules, DatabasePlatform::kHost);
    };
    auto cached = CachedDatabase(DatabaseCacheFolder(), key, compile);
    if (!cached) return std::move(cached).error();
    database = *std::move(cached);
  }
  return std::unique_ptr<Matcher>(std::make_unique<CompiledMatcher>(*std::move(compiled), std::move(database)));
}

Result<std::string> Matcher::SerializeDatabase(const RuleSet& rules) {
  auto database = CompileDatabase(rules, DatabasePlatform::kGeneric);
  if (!database) return std::move(database).error();
  return (*database)->Serialize(DatabaseKey(rules));
}

Result<std::string> Matcher::SerializeLineFilters(const RuleSet& rules) { return LineFilters::Serialize(rules); }

std::string Matcher::EngineDescription() { return HyperscanDescription(); }

Status CheckAnchor(const Rule& rule) {
  if (rule.anchor.empty()) {
    auto derived = AnchorOf(rule);
    return derived ? Status() : std::move(derived).error();
  }
  RuleSet alone;
  alone.rules.push_back(rule);
  alone.rules.back().decode = {"none"};
  auto database = CompileDatabase(alone, DatabasePlatform::kHost);
  if (!database) return std::move(database).error();
  return CheckExamples(rule, **database);
}

Result<std::string> DerivedAnchor(const Rule& rule) {
  auto anchor = AnchorOf(rule);
  if (!anchor) return std::move(anchor).error();
  return std::move(anchor->expression);
}

}  // namespace packrake
