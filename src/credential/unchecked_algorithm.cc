#include "credential/unchecked_finder.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "credential/one_of.h"
#include "credential/setting_name.h"

// Whether an algorithm that a token brings was held against those that are allowed, before anything is done with it.
namespace packrake::code {
namespace {

constexpr std::uint32_t kAbove = 3000;  // tokens above the use of an algorithm
constexpr std::uint32_t kHead = 40;     // tokens of a condition, and of what it guards first

constexpr auto kSigns = std::to_array<std::string_view>({"==", "!=", "===", "!=="});
constexpr auto kAsks = std::to_array<std::string_view>(
    {"if", "elif", "elsif", "unless", "guard", "while", "when", "assert", "If", "ElseIf"});
constexpr auto kChooses = std::to_array<std::string_view>({"match", "switch", "case", "when"});

}  // namespace

Range UncheckedFinder::Asked(std::uint32_t i, std::uint32_t end) const {
  std::uint32_t k = i + 1;
  while (k < end) {
    const bool bracket = (t_.Is(k, "[") || t_.Is(k, "(")) && t_[k].pair != kNone;
    if (bracket)
      k = t_[k].pair + 1;
    else if (t_.Is(k, ".") || t_.Is(k, "?.") || t_.Is(k, "->"))
      k += 2;
    else
      break;
  }
  return {i, std::min(k, end)};
}

bool UncheckedFinder::ComparedBefore(Range value, std::uint32_t before) const {
  const Range body = r_.FunctionRound(before);
  const std::uint32_t from = body.begin + kAbove < before ? before - kAbove : body.begin;
  for (std::uint32_t i = value.begin; i < value.end; ++i) {
    if (!t_.IsName(i)) continue;
    const Range asked = Asked(i, value.end);
    for (std::uint32_t k = from; k < before; ++k) {
      if (!t_.IsName(k) || t_.Text(k) != t_.Text(i)) continue;
      std::uint32_t same = 1;
      while (same < asked.size() && t_.Text(k + same) == t_.Text(i + same)) ++same;
      if (same == asked.size() && IsHeldAgainst({k, k + same}, before)) return true;
    }
  }
  return false;
}

bool UncheckedFinder::IsHeldAgainst(Range algorithm, std::uint32_t before) const {
  static constexpr auto kLists = std::to_array<std::string_view>(
      {"includes", "has", "contains", "Contains", "equals", "Equals", "include?", "in_array", "containsKey",
       "ContainsKey", "contains_key", "indexOf", "array_key_exists"});
  const std::string_view next = t_.Text(algorithm.end);
  if (next == "not" || next == "in" || OneOf(next, kSigns)) return true;
  if (next == "." && t_.Is(algorithm.end + 1, "equals")) return true;
  std::uint32_t begin = algorithm.begin;  // of `header.alg`, `&header.alg`
  while (begin > 1 && (t_.Is(begin - 1, ".") || t_.Is(begin - 1, "?.") || t_.Is(begin - 1, "->")) &&
         t_.IsName(begin - 2))
    begin -= 2;
  while (begin > 0 && (t_.Is(begin - 1, "&") || t_.Is(begin - 1, "*") || t_.Is(begin - 1, "$"))) --begin;
  if (begin < 2) return false;
  const bool whole = next != "." && next != "?." && next != "->" && next != "[" && next != "(";
  if (whole && OneOf(t_.Text(begin - 1), kSigns)) return true;
  if (whole && t_.Is(begin - 1, "(") && OneOf(t_.Text(begin - 2), kLists)) return true;
  // match header.alg { Algorithm::ES256 => …, _ => return Err(…) }
  const std::uint32_t head = t_.Is(begin - 1, "(") ? begin - 2 : begin - 1;
  if (OneOf(t_.Text(head), kChooses)) return Refuses(algorithm.begin, before);
  return whole && IsLookedUp({begin, algorithm.end}, before);
}

// if supported(header.alg).is_none() { return Err(…) }, if (!ALLOWED[alg]) throw …, requireAllowed(alg);
bool UncheckedFinder::IsLookedUp(Range algorithm, std::uint32_t before) const {
  static constexpr auto kPresence = std::to_array<std::string_view>(
      {"isempty", "is_empty", "empty", "isset", "isnullorempty", "isnullorwhitespace", "isblank", "is_string", "len",
       "strlen", "if", "unless", "elif", "while", "defined", "some", "bool"});
  static constexpr auto kDemands =
      std::to_array<std::string_view>({"check", "ensure", "require", "assert", "reject", "refuse", "enforce", "must"});
  static constexpr auto kOfLists = std::to_array<std::string_view>(
      {"alg", "algorithm", "algorithms", "algs", "allowed", "supported", "permitted", "method"});
  static constexpr auto kAllowing =
      std::to_array<std::string_view>({"allowed", "supported", "permitted", "accepted", "known"});
  const std::uint32_t open = t_[algorithm.begin].inside;
  if (open == kNone || open == 0 || !(t_.Is(open, "(") || t_.Is(open, "["))) return false;
  const std::uint32_t name = t_.Is(open - 1, "!") && open > 1 ? open - 2 : open - 1;  // matches!(header.alg, …)
  if (!t_.IsName(name) || OneOf(Lower(t_.Text(name)), kPresence)) return false;
  const std::vector<std::string> words = WordsOf(t_.Text(name));
  const auto any = [&words](const auto& set) {
    return std::ranges::any_of(words, [&set](const std::string& word) { return OneOf(word, set); });
  };
  if (t_.Is(open, "(") && any(kDemands) && any(kOfLists)) return true;
  // let Some(name) = supported(header.alg) else { … }, allowed(header.alg).ok_or(…)?
  const std::uint32_t after = t_[open].pair == kNone ? kNone : t_[open].pair + 1;
  const bool refused = t_.Is(after, "else") || t_.Is(after, "?") || t_.Is(after + 1, "ok_or") ||
                       t_.Is(after + 1, "ok_or_else") || t_.Is(after + 1, "orElseThrow");
  if (refused && any(kAllowing)) return true;
  return InCondition(open) && Refuses(algorithm.begin, before);
}

bool UncheckedFinder::InCondition(std::uint32_t i) const {
  static constexpr auto kGoesOn = std::to_array<std::string_view>({"||", "&&", "or", "and", ".", ")", "?.", "!"});
  for (std::uint32_t k = i; k > 0 && i - k < kHead; --k) {
    if (OneOf(t_.Text(k), kAsks)) return true;
    if (t_.Is(k, ";") || t_.Is(k, "}") || t_.Is(k, "{")) return false;
    if (k != i && t_[k].first_on_line && !OneOf(t_.Text(k), kGoesOn) && t_[k].inside == kNone) return false;
  }
  return false;
}

bool UncheckedFinder::Refuses(std::uint32_t i, std::uint32_t before) const {
  static constexpr auto kRefuses =
      std::to_array<std::string_view>({"Err", "throw", "Throw", "raise", "panic", "bail", "abort", "return", "Return",
                                       "die", "croak", "fail", "None", "halt", "continue", "error", "exit"});
  std::uint32_t open = i;
  while (open < before && open < i + kHead && !t_.Is(open, "{")) ++open;
  // Of `match` every arm counts, of a condition what it guards.
  const bool block = t_.Is(open, "{") && t_[open].pair != kNone;
  const std::uint32_t end = std::min(before, block ? std::min(t_[open].pair, open + 2 * kHead) : i + kHead);
  for (std::uint32_t k = block ? open : i; k < end; ++k) {
    if (t_.IsName(k) && OneOf(t_.Text(k), kRefuses)) return true;
  }
  return false;
}

}  // namespace packrake::code
