#include "credential/flow_read.h"

#include <array>
#include <utility>

#include "credential/flow_read_words.h"
#include "credential/one_of.h"

// Functions that are one expression, and what arrow functions are called and take.
namespace packrake::code {

// The bracket that opens the parameters of the arrow function whose `=>` this is: before it, or before the type that
// TypeScript has it return, (id: string): Promise<string> => …; kNone where it has none.
std::uint32_t FlowReader::ParametersOfArrow(std::uint32_t arrow) const {
  constexpr std::uint32_t kLongestType = 40;  // tokens
  const auto opened = [this](std::uint32_t close) {
    return t_.Is(close, ")") && t_[close].pair != kNone && t_[close].pair < close ? t_[close].pair : kNone;
  };
  if (arrow == 0) return kNone;
  if (const std::uint32_t open = opened(arrow - 1); open != kNone) return open;
  if (p_.language().id != LanguageId::kJavaScript) return kNone;
  const std::uint32_t colon = ColonOfType(arrow - 1, kLongestType);
  const std::uint32_t open = colon == kNone || colon == 0 ? kNone : opened(colon - 1);
  if (open == kNone || open == 0) return kNone;
  // found ? (x) : y => z, and found ? read(x) : y => z
  const bool begins = t_.Is(open - 1, "async") || t_.Is(open - 1, ">") ||
                      (t_[open - 1].kind == TokenKind::kSign && !t_.Is(open - 1, "?") && !t_.Is(open - 1, ")") &&
                       !t_.Is(open - 1, "]"));
  return begins ? open : kNone;
}

// The colon before the type that ends at token `last`; kNone where none stands before what could be one.
std::uint32_t FlowReader::ColonOfType(std::uint32_t last, std::uint32_t most) const {
  static constexpr auto kOfTypes = std::to_array<std::string_view>({".", "|", "&", "=>"});
  int angles = 0;
  std::uint32_t k = last;
  for (std::uint32_t steps = 0; k > 0 && steps < most; ++steps, --k) {
    if (t_[k].kind != TokenKind::kSign) continue;
    const std::string_view sign = t_.Text(k);
    if (sign == ":" && angles == 0) return k;
    if (sign == ">" || sign == ">>") {
      angles += static_cast<int>(sign.size());
    } else if (sign == "<") {
      if (--angles < 0) return kNone;
    } else if (t_[k].pair != kNone && t_[k].pair < k) {
      k = t_[k].pair;
      if (k == 0) return kNone;
    } else if (!OneOf(sign, kOfTypes) && !(sign == "," && angles > 0)) {
      return kNone;
    }
  }
  return kNone;
}

// What the function is called whose parameters begin at `header`: const name = async <T>(…), const name: Type = (…),
// { name: (…) }; "" where it has no name.
std::string FlowReader::NameOfArrow(std::uint32_t header) const {
  constexpr std::uint32_t kLongestType = 24;  // tokens
  static constexpr auto kBefore =
      std::to_array<std::string_view>({"const", "let", "var", "readonly", "static", "private", "public", "protected"});
  std::uint32_t before = header;
  if (before > 0 && t_.Is(before - 1, ">") && p_.language().id == LanguageId::kJavaScript) {  // type parameters
    std::uint32_t k = before - 1;
    while (k > 0 && before - k < kLongestType && !t_.Is(k, "<")) --k;
    if (t_.Is(k, "<")) before = k;
  }
  if (before > 1 && t_.Is(before - 1, "async")) --before;
  if (before < 2 || (!t_.Is(before - 1, "=") && !t_.Is(before - 1, ":"))) return "";
  if (t_.Is(before - 1, "=") && p_.language().id == LanguageId::kJavaScript) {
    const std::uint32_t colon = ColonOfType(before - 2, kLongestType);
    if (colon != kNone && colon > 1 && t_.IsName(colon - 1) && OneOf(t_.Text(colon - 2), kBefore))
      return Clean(t_.Text(colon - 1));
  }
  return t_.IsName(before - 2) ? Clean(t_.Text(before - 2)) : "";
}

// const sign = (claims, secret) => jwt.sign(claims, secret), and C#'s Token(string secret) => new(secret): functions
// that are one expression. Those without a name are part of the function that they stand in.
void FlowReader::FindArrowFunctions() {
  const LanguageId id = p_.language().id;
  if (id != LanguageId::kJavaScript && id != LanguageId::kCSharp && id != LanguageId::kDart) return;
  std::vector<Argument> unused;
  for (std::uint32_t i = 2; i + 1 < t_.size(); ++i) {
    if (!t_.Is(i, "=>") || t_.Is(i + 1, "{")) continue;
    const std::uint32_t open = ParametersOfArrow(i);
    if (open == kNone || open < 2) continue;
    if (id == LanguageId::kJavaScript) {
      const std::uint32_t sign = t_.Is(open - 1, "async") ? open - 2 : open - 1;
      std::string called = t_.Is(sign, ":") ? "" : NameOfArrow(open);
      if (called.empty()) continue;
      std::vector<std::string> parameters;
      ReadParameters(open, parameters, unused);
      AddRegion(RegionKind::kFunction, p_.Expression(i + 1), open, std::move(called), std::move(parameters));
      continue;
    }
    std::uint32_t name = open - 1;
    if (t_.Is(name, "async")) --name;
    if (t_.Is(name, "=") && name > 0 && t_.IsName(name - 1)) {
      --name;
    } else if (!t_.IsName(name) || name == 0 ||
               !(t_.IsName(name - 1) || t_.Is(name - 1, ">") || t_.Is(name - 1, "]"))) {
      continue;
    }
    std::vector<std::string> parameters;
    ReadParameters(open, parameters, unused);
    AddRegion(RegionKind::kFunction, p_.Expression(i + 1), open, Clean(t_.Text(name)), std::move(parameters));
  }
}

// key = lambda tenant: 'x', of Python: a function that is one expression, by the name that it is given.
void FlowReader::FindLambdas() {
  if (p_.language().id != LanguageId::kPython) return;
  for (std::uint32_t i = 2; i + 1 < t_.size(); ++i) {
    if (!t_.Is(i, "lambda") || !t_.Is(i - 1, "=") || !t_.IsName(i - 2) || !t_[i - 2].first_on_line) continue;
    std::vector<std::string> parameters;
    std::uint32_t k = i + 1;
    const std::uint32_t stop = std::min(t_.size(), i + kLookBack);
    for (; k < stop && !t_.Is(k, ":") && !t_[k].first_on_line; ++k) {
      if (t_.IsName(k) && (k == i + 1 || t_.Is(k - 1, ",") || t_.Is(k - 1, "*") || t_.Is(k - 1, "**")))
        parameters.push_back(Clean(t_.Text(k)));
      if (t_[k].pair != kNone && t_[k].pair > k) k = t_[k].pair;
    }
    if (!t_.Is(k, ":")) continue;
    AddRegion(RegionKind::kFunction, p_.Expression(k + 1), i, Clean(t_.Text(i - 2)), std::move(parameters));
  }
}

}  // namespace packrake::code
