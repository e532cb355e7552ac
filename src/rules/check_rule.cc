#include "rules/check_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "rules/nearest.h"
#include "text/charset.h"
#include "text/regex.h"
#include "text/regex_syntax.h"

namespace packrake {
namespace {

constexpr std::size_t kMaxId = 100;  // bytes

bool IsLowerOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// "jwt.token.signed", "np.aws.1", "aws-access-token": words of lower-case letters and digits, joined by one of ".-_".
bool IsId(std::string_view id) {
  if (id.empty() || id.size() > kMaxId || !IsLowerOrDigit(id.front()) || !IsLowerOrDigit(id.back())) return false;
  for (std::size_t i = 1; i < id.size(); ++i) {
    const bool joint = std::string_view(".-_").find(id[i]) != std::string_view::npos;
    if (!IsLowerOrDigit(id[i]) && (!joint || !IsLowerOrDigit(id[i - 1]))) return false;
  }
  return true;
}

bool IsCwe(std::string_view cwe) {
  return cwe.starts_with("CWE-") && cwe.size() > 4 &&
         std::all_of(cwe.begin() + 4, cwe.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// False for what needs a line end: a text is matched line by line, so such a pattern would be a rule that never fires.
bool FitsOnALine(const RegexNode& node) {
  const auto fits = [](const RegexNode& child) { return FitsOnALine(child); };
  switch (node.kind) {
    case RegexNode::Kind::kBytes:
      return node.bytes.any();
    case RegexNode::Kind::kAlternate:
      return std::any_of(node.children.begin(), node.children.end(), fits);
    case RegexNode::Kind::kRepeat:
      return node.min == 0 || fits(node.children[0]);
    default:
      return std::all_of(node.children.begin(), node.children.end(), fits);
  }
}

std::optional<Objection> CheckPatterns(std::string_view key, std::vector<std::string>& patterns) {
  for (std::string& pattern : patterns) {
    auto usable = UsablePattern(pattern);
    if (!usable) return Objection{std::string(key), usable.error().message};
    pattern = *std::move(usable);
  }
  return std::nullopt;
}

std::optional<Objection> CheckPattern(Rule& rule) {
  auto usable = UsablePattern(rule.pattern);
  if (!usable) return Objection{"pattern", usable.error().message};
  rule.pattern = *std::move(usable);
  auto node = ParseRegex(rule.pattern);
  if (!node) return Objection{"pattern", node.error().message};
  if (MinWidth(*node) == 0) return Objection{"pattern", "it matches the empty text"};
  if (!FitsOnALine(WithoutNewlines(*std::move(node)))) {
    return Objection{"pattern", "it needs a line end, and text is matched line by line"};
  }
  if (!rule.anchor.empty()) {
    if (auto anchor = ParseRegex(rule.anchor); !anchor) return Objection{"anchor", anchor.error().message};
  }
  return std::nullopt;
}

std::optional<Objection> CheckName(std::string_view key, std::string_view name, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  const std::vector<std::string_view> views(known.begin(), known.end());
  return Objection{std::string(key),
                   fmt::format("there is no '{}'{}", name.substr(0, kMaxId), DidYouMean(name, views))};
}

std::optional<Objection> CheckFamily(std::string_view family) {
  return CheckName("family", family, {std::begin(kFamilies), std::end(kFamilies)});
}

std::optional<Objection> CheckDecode(const std::vector<std::string>& names, const std::vector<std::string>& known) {
  if (names.size() == 1 && names[0] == "none") return std::nullopt;
  for (const std::string& name : names) {
    if (name == "none") return Objection{"decode", "'none' stands alone"};
    if (auto objection = CheckName("decode", name, known)) return objection;
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> UsablePattern(const std::string& pattern) {
  auto compiled = Regex::Compile(pattern);
  if (compiled) return pattern;
  const auto node = ParseRegex(pattern);
  if (!node) return node.error();
  std::string printed = PrintRegex(*node, true);
  if (auto again = Regex::Compile(printed); !again) return std::move(again).error();
  return printed;
}

std::optional<Objection> CheckAllow(AllowRule& allow) { return CheckPatterns("allow", allow.patterns); }

std::optional<Objection> CheckRule(const RuleVocabulary& vocabulary, Rule& rule) {
  if (!IsId(rule.id))
    return Objection{"id", "it must be words of a-z and 0-9 joined by '.', '-' or '_', at most 100 bytes"};
  if (auto objection = CheckFamily(rule.family)) return objection;
  if (auto objection = CheckPattern(rule)) return objection;
  if (!rule.entropy.charset.empty() && ExpectedEntropy(rule.entropy.charset, 2) == 0) {
    return Objection{"entropy", "'charset' must be one of hex, base64, base64url, alnum, ascii, bytes"};
  }
  if (auto objection = CheckAllow(rule.allow)) return objection;
  if (auto objection = CheckDecode(rule.decode, vocabulary.decoders)) return objection;
  if (!rule.examine.empty()) {
    if (auto objection = CheckName("examine", rule.examine, vocabulary.examiners)) return objection;
  }
  for (ContextRule& context : rule.context) {
    auto usable = UsablePattern(context.pattern);
    if (!usable) return Objection{"context", usable.error().message};
    context.pattern = *std::move(usable);
  }
  for (const std::string& cwe : rule.cwe) {
    if (!IsCwe(cwe)) return Objection{"cwe", "an entry must look like CWE-798"};
  }
  return std::nullopt;
}

}  // namespace packrake
