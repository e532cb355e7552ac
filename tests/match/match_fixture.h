#ifndef PACKRAKE_TESTS_MATCH_MATCH_FIXTURE_H_
#define PACKRAKE_TESTS_MATCH_MATCH_FIXTURE_H_

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/scanner.h"

/// Rules, examiners and helpers for the tests of match/. Nothing here is a secret of anything.
namespace packrake {

/// A rule with an id, a pattern and nothing else.
inline Rule MakeRule(std::string id, std::string pattern) {
  Rule rule;
  rule.id = std::move(id);
  rule.family = "custom";
  rule.pattern = std::move(pattern);
  rule.origin = "test.yaml:1";
  return rule;
}

/// Accepts a "=====OPEN x=====" line when "=====SHUT" follows within 40 lines; the lines between are the secret.
class BlockExaminer : public Examiner {
 public:
  std::string_view name() const override { return "block"; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache&,
               std::vector<Draft>& drafts) const override {
    std::size_t at = matches[0].end;
    std::string body;
    for (int line = 0; line < 40; ++line) {
      const std::string_view bytes = window.ReadLine(at);
      if (bytes.empty()) return;
      const std::size_t shut = bytes.find("=====SHUT");
      if (line > 0 && shut != std::string_view::npos) {
        Draft draft;
        draft.begin = matches[0].begin;
        draft.end = at + shut + 9;
        draft.secret = body;
        draft.related.push_back({at, "shut"});
        if (!body.empty()) drafts.push_back(std::move(draft));
        return;
      }
      if (line > 0) body += bytes;
      at = line == 0 ? matches[0].end + (bytes.size() - (matches[0].end - LineOf(window, matches[0].end)))
                     : at + bytes.size();
      if (!bytes.ends_with('\n')) return;
    }
  }

 private:
  static std::size_t LineOf(Window& window, std::size_t offset) {
    std::size_t at = offset;
    while (at > 0 && window.Read(at - 1, at) != "\n") --at;
    if (at == 0) window.SeeBegin();
    return at;
  }
};

/// Looks at whole texts: for each call finds `name = "literal"` anywhere above it.
class FlowExaminer : public Examiner {
 public:
  std::string_view name() const override { return "flow"; }
  Scope scope() const override { return Scope::kText; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window& window, TextCache& cache,
               std::vector<Draft>& drafts) const override {
    static constexpr int kKey = 0;
    const std::string_view text = window.ReadAll();
    const auto& lower = cache.Get<std::string>(&kKey, [&] { return std::string(text); });
    for (const PatternMatch& match : matches) {
      const std::string name(text.substr(match.secret_begin, match.secret_end - match.secret_begin));
      const std::size_t at = lower.substr(0, match.begin).rfind(name + " = \"");
      if (at == std::string::npos) continue;
      const std::size_t begin = at + name.size() + 4;
      const std::size_t end = text.find_first_of("\"\n", begin);
      if (end == std::string_view::npos || end == begin) continue;
      Draft draft;
      draft.begin = begin;
      draft.end = end;
      draft.secret = text.substr(begin, end - begin);
      draft.related.push_back({match.begin, "reaches the call here"});
      drafts.push_back(std::move(draft));
    }
  }
};

/// Looks at whole texts, and reads nothing of them: accepts all matches when their number is even or two stand near.
class PairExaminer : public Examiner {
 public:
  std::string_view name() const override { return "pair"; }
  Scope scope() const override { return Scope::kText; }
  void Examine(const Rule&, std::span<const PatternMatch> matches, Window&, TextCache&,
               std::vector<Draft>& drafts) const override {
    bool accepts = matches.size() % 2 == 0;
    for (std::size_t i = 1; i < matches.size(); ++i) {
      accepts = accepts || matches[i].begin - matches[i - 1].end < 24;
    }
    if (!accepts) return;
    for (const PatternMatch& match : matches) {
      Draft draft;
      draft.begin = match.begin;
      draft.end = match.end;
      draft.identity = "pair";
      draft.severity = Severity::kLow;
      drafts.push_back(std::move(draft));
    }
  }
};

inline const ExaminerTable& TestExaminers() {
  static const BlockExaminer block;
  static const FlowExaminer flow;
  static const PairExaminer pair;
  static const ExaminerTable table{{block.name(), &block}, {flow.name(), &flow}, {pair.name(), &pair}};
  return table;
}

/// Rules that use every way a verdict can depend on its text: the line alone, neighbouring lines, a call's extent, a
/// block that an examiner reads to its end, whole texts, unbounded width, `^`, `$` and `\b`, keywords, entropy, a
/// written anchor, decoders.
inline RuleSet TestRules() {
  RuleSet set;
  set.rules.push_back(MakeRule("plain", R"(tokq_([a-z0-9]{8,}))"));

  Rule setting = MakeRule("setting", R"((?i)jwt[_-]?secret[ \t]*[:=]\s*["']?(?P<secret>[^"'\s]{4,})["']?)");
  setting.context.push_back({ContextRule::Kind::kUnless, "only a sample", ContextRule::Within::kLines, 2});
  set.rules.push_back(setting);

  Rule block = MakeRule("block", R"(=====OPEN ([A-Z]+)=====)");
  block.examine = "block";
  set.rules.push_back(block);

  Rule flow = MakeRule("flow", R"(hmacsign\((?P<secret>\w+)\))");
  flow.examine = "flow";
  set.rules.push_back(flow);

  Rule pair = MakeRule("pair", R"(pairwise<\d+>)");
  pair.examine = "pair";
  set.rules.push_back(pair);

  Rule call = MakeRule("call", R"(\bunpackit\()");
  call.family = "jwt-misuse";
  call.context.push_back({ContextRule::Kind::kRequire, R"(checked\s*=\s*False)", ContextRule::Within::kCall, 0});
  set.rules.push_back(call);

  Rule near = MakeRule("near", R"(needq_(\w+))");
  near.context.push_back({ContextRule::Kind::kRequire, "the marker", ContextRule::Within::kLines, 2});
  set.rules.push_back(near);

  set.rules.push_back(MakeRule("wide", R"(zzkx(.*)qqkx)"));
  set.rules.push_back(MakeRule("whole-line", R"(^akeyline=([0-9a-f]{6,})$)"));

  Rule measured = MakeRule("measured", R"(vaultid=(\w+))");
  measured.keywords = {"Prod"};
  measured.entropy = {3.0, ""};
  measured.min_length = 8;
  measured.decode = {"none"};
  measured.allow.stop_words = {"dummy"};
  set.rules.push_back(measured);

  Rule written = MakeRule("written", R"([0-9]{2}(.{3})xanchor)");
  written.anchor = R"(\w{0,3}xanchor)";
  written.decode = {"base64", "hex"};
  set.rules.push_back(written);

  set.rules.push_back(MakeRule("branches", R"((?:qopen|wclose)<(\w{2,})>(?:a+|\w*b))"));
  set.allow.values = {"tokq_allowed00"};
  return set;
}

/// Keeps hits.
class KeptHits : public HitSink {
 public:
  void Add(Hit hit) override { hits.push_back(std::move(hit)); }
  std::vector<Hit> hits;
};

/// All that a hit says, as a line that can be compared and read.
inline std::string Described(const Hit& hit) {
  std::string text =
      fmt::format("rule {} at {}-{} ({}:{}-{}) secret '{}' identity '{}'{} entropy {:.3f} in '{}'", hit.rule, hit.begin,
                  hit.end, hit.line, hit.column, hit.end_line, hit.secret.Reveal(), hit.identity,
                  hit.identity_needs_path ? " +path" : "", hit.entropy_bits_per_byte, hit.context);
  for (const std::string& decoder : hit.decoded_from) text += " from " + decoder;
  for (const RelatedLine& line : hit.related) text += fmt::format(" {} {}:{}", line.note, line.line, line.column);
  if (!hit.allowed_by.empty()) text += " allowed by " + hit.allowed_by;
  return text;
}
inline std::vector<std::string> Described(const std::vector<Hit>& hits) {
  std::vector<std::string> lines;
  for (const Hit& hit : hits) lines.push_back(Described(hit));
  return lines;
}

/// A matcher that must come about; keeps away from the user's cache.
inline std::unique_ptr<Matcher> MakeMatcher(const RuleSet& rules) {
  auto serialized = Matcher::SerializeDatabase(rules);
  EXPECT_TRUE(serialized) << (serialized ? "" : serialized.error().message);
  if (!serialized) return nullptr;
  auto matcher = Matcher::Create(rules, TestExaminers(), *serialized);
  EXPECT_TRUE(matcher) << (matcher ? "" : matcher.error().message);
  return matcher ? *std::move(matcher) : nullptr;
}

/// The hits of `text` by a full scan.
inline std::vector<Hit> HitsOf(const Matcher& matcher, std::string_view text) {
  KeptHits kept;
  Blob blob;
  blob.bytes = text;
  matcher.NewScanner({})->Scan(blob, kept);
  return std::move(kept.hits);
}

/// The hits of `text` by the reference.
inline std::vector<Hit> ReferenceHitsOf(const RuleSet& rules, std::string_view text) {
  KeptHits kept;
  Blob blob;
  blob.bytes = text;
  ReferenceScanner(rules, TestExaminers()).Scan(blob, kept);
  return std::move(kept.hits);
}

}  // namespace packrake

#endif  // PACKRAKE_TESTS_MATCH_MATCH_FIXTURE_H_
