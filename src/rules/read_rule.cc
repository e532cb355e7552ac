#include "rules/read_rule.h"

#include <fmt/format.h>

#include <utility>

namespace packrake {
namespace {

constexpr int kMaxContextLines = 50;
constexpr int kMaxLength = 1 << 20;

using Need = Fields::Need;

template <class Value>
void ReadWord(Fields& fields, std::string_view key, const YamlNode& map, std::string_view choices,
              std::optional<Value> (*named)(std::string_view), Value* value) {
  const std::string word = fields.Text({key});
  if (word.empty()) return;
  if (const auto found = named(word)) {
    *value = *found;
  } else {
    fields.Note(map.Find(key)->line, fmt::format("'{}' must be one of {}", key, choices));
  }
}

EntropyRule ReadEntropy(const YamlNode& node, std::optional<Mistake>* mistake) {
  EntropyRule entropy;
  Fields fields(node, "entropy", mistake);
  entropy.min_bits_per_byte = fields.Number({"min"}, 0, 8, 0);
  entropy.charset = fields.Text({"charset"});
  fields.RefuseOthers();
  return entropy;
}

std::optional<ContextRule::Within> WithinNamed(std::string_view name) {
  if (name == "line") return ContextRule::Within::kLine;
  if (name == "lines") return ContextRule::Within::kLines;
  if (name == "call") return ContextRule::Within::kCall;
  return std::nullopt;
}

ContextRule ReadContext(const YamlNode& node, std::optional<Mistake>* mistake) {
  ContextRule context;
  Fields fields(node, "context", mistake);
  const std::string require = fields.Text({"require"});
  const std::string unless = fields.Text({"unless"});
  if (require.empty() == unless.empty()) fields.Note(node.line, "'context' needs either 'require' or 'unless'");
  context.kind = require.empty() ? ContextRule::Kind::kUnless : ContextRule::Kind::kRequire;
  context.pattern = require.empty() ? unless : require;
  ReadWord(fields, "within", node, "line, lines, call", WithinNamed, &context.within);
  context.lines = fields.Whole({"lines"}, 1, kMaxContextLines, 0);
  if ((context.within == ContextRule::Within::kLines) != (context.lines > 0)) {
    fields.Note(node.line, "'lines' goes with 'within: lines', and each needs the other");
  }
  fields.RefuseOthers();
  return context;
}

}  // namespace

AllowRule ReadAllow(const YamlNode& node, std::optional<Mistake>* mistake) {
  AllowRule allow;
  Fields fields(node, "allow", mistake);
  allow.values = fields.List({"values"});
  allow.patterns = fields.List({"patterns"});
  allow.stop_words = fields.List({"stop_words"});
  fields.RefuseOthers();
  return allow;
}

Rule ReadRule(const YamlNode& node, std::optional<Mistake>* mistake) {
  Rule rule;
  Fields fields(node, "rule", mistake);
  rule.id = fields.Text({"id"}, Need::kRequired);
  rule.family = fields.Text({"family"});
  rule.name = fields.Text({"name"}, Need::kRequired);
  rule.description = fields.Text({"description"});
  ReadWord(fields, "severity", node, "critical, high, medium, low, info", SeverityNamed, &rule.severity);
  ReadWord(fields, "confidence", node, "high, medium, low", ConfidenceNamed, &rule.confidence);
  rule.pattern = fields.Text({"pattern"}, Need::kRequired);
  rule.anchor = fields.Text({"anchor"});
  rule.keywords = fields.List({"keywords"});
  if (const YamlNode* const entropy = fields.Node({"entropy"})) rule.entropy = ReadEntropy(*entropy, mistake);
  rule.min_length = fields.Whole({"min_length"}, 0, kMaxLength, 0);
  rule.max_line = fields.Whole({"max_line"}, 0, kMaxLength, 0);
  rule.paths = fields.List({"paths"});
  rule.exclude_paths = fields.List({"exclude_paths"});
  if (const YamlNode* const allow = fields.Node({"allow"})) rule.allow = ReadAllow(*allow, mistake);
  rule.decode = fields.List({"decode"});
  rule.examine = fields.Text({"examine"});
  if (const YamlNode* const contexts = fields.Node({"context"})) {
    if (contexts->kind != YamlNode::Kind::kSequence) fields.Note(contexts->line, "'context' must be a list");
    for (const YamlNode& context : contexts->items) rule.context.push_back(ReadContext(context, mistake));
  }
  rule.tags = fields.List({"tags", "categories"});
  rule.cwe = fields.List({"cwe"});
  rule.references = fields.List({"references"});
  rule.remediation = fields.Text({"remediation"});
  rule.examples = fields.List({"examples"});
  rule.counterexamples = fields.List({"counterexamples", "negative_examples"});
  fields.RefuseOthers();
  return rule;
}

}  // namespace packrake
