#include "credential/flow.h"

#include <algorithm>
#include <array>
#include <utility>

#include "credential/flow_read.h"
#include "credential/one_of.h"

namespace packrake::code {
namespace {

constexpr std::size_t kMaxArguments = 200;
constexpr std::uint32_t kMaxExpressionTokens = 6000;
constexpr std::uint32_t kPoorExpressionTokens = 48;  // once the budget is used up
constexpr std::uint64_t kMaxSpent = 30'000'000;      // tokens looked at, all evaluations of a text together

// Signs that may begin a line and go on with the expression of the line before.
constexpr std::array kContinuing = std::to_array<std::string_view>(
    {".", "?.", "->", "::", "||", "&&", "??", "+", "?", ":", "|>", "<>", "|", "..", "?:", "=>", "="});
// Words after which an operand is due.
constexpr std::array kPrefixWords = std::to_array<std::string_view>(
    {"new", "New",  "await",  "return",  "typeof", "not",    "Not",    "yield",      "async",  "function",
     "fn",  "func", "fun",    "def",     "lambda", "case",   "throw",  "raise",      "const",  "mut",
     "as",  "is",   "if",     "If",      "else",   "Else",   "unless", "in",         "or",     "and",
     "Or",  "And",  "OrElse", "AndAlso", "try",    "move",   "unsafe", "instanceof", "static", "ref",
     "out", "var",  "let",    "val",     "sub",    "delete", "void",   "some",       "to"});
// Words that stand between operands.
constexpr std::array kInfixWords =
    std::to_array<std::string_view>({"as", "is", "or", "and", "if", "else", "in", "not", "instanceof", "Or", "And",
                                     "OrElse", "AndAlso", "If", "Else", "to", "satisfies", "eq", "ne"});

}  // namespace

Program::Program(std::string_view text, LanguageId language) : tokens_(Lex(text, LanguageOf(language))) {
  ends_before_.resize(tokens_.size());
  FlowReader(*this).Read();
}

bool Program::ComputeEndsBefore(std::uint32_t i) const {
  const Token& token = tokens_[i];
  const std::string_view text = tokens_.Text(i);
  if (token.kind == TokenKind::kSign && text.size() == 1 &&
      std::string_view(",;)]}").find(text[0]) != std::string_view::npos) {
    return true;
  }
  if (i == 0) return false;
  const Token& before = tokens_[i - 1];
  const std::string_view last = tokens_.Text(i - 1);
  const LanguageId id = language().id;
  const bool closes = last == ")" || last == "]" || last == "}";
  // A sign that stands after its operand: value!, value!!, value?
  const bool postfix_sign = (last == "!" || last == "!!" || last == "?") && i > 1 &&
                            before.begin == tokens_[i - 2].end && before.begin > tokens_[i - 2].begin &&
                            token.first_on_line;
  const bool operand_before = before.kind != TokenKind::kSign || closes || postfix_sign;
  if (!operand_before) return false;
  const bool word_before = before.kind == TokenKind::kName && OneOf(last, kPrefixWords);
  if (word_before) return false;
  if (token.first_on_line) {
    const std::string_view open = token.inside == kNone ? std::string_view() : tokens_.Text(token.inside);
    const bool free_lines = open == "(" || open == "[" || (open == "{" && id == LanguageId::kPython);
    if (!free_lines) {
      if (token.kind == TokenKind::kSign) {
        // An initializer in braces may begin on a line of its own.
        if (text == "{" && (id == LanguageId::kCSharp || id == LanguageId::kCpp || id == LanguageId::kJava))
          return false;
        return !OneOf(text, kContinuing);
      }
      return !(token.kind == TokenKind::kName && (text == "or" || text == "and"));
    }
  }
  if (token.kind == TokenKind::kSign) return false;
  // Two operands side by side: the end of one statement and the start of the next, but for a few forms.
  if (token.kind == TokenKind::kName && OneOf(text, kInfixWords)) {
    const bool postfix = text == "if" && (id == LanguageId::kRuby || id == LanguageId::kPerl);
    return postfix;
  }
  if (token.kind == TokenKind::kString && before.kind == TokenKind::kString) {
    return id != LanguageId::kPython && id != LanguageId::kCpp && id != LanguageId::kDart && id != LanguageId::kRuby &&
           id != LanguageId::kCSharp;
  }
  if (id == LanguageId::kCSharp && before.kind == TokenKind::kString && text == "u8") return false;
  if (id == LanguageId::kGo && last == "]") return false;  // []byte("…")
  if (last == ")" && before.pair != kNone) {
    // A cast: a type in brackets where an operand is due.
    const std::uint32_t open = before.pair;
    const bool due = open == 0 ||
                     (tokens_[open - 1].kind == TokenKind::kSign && tokens_.Text(open - 1) != ")" &&
                      tokens_.Text(open - 1) != "]") ||
                     OneOf(tokens_.Text(open - 1), kPrefixWords);
    bool type_like = i - open <= 8;
    for (std::uint32_t k = open + 1; type_like && k + 1 < i; ++k) {
      type_like = tokens_[k].kind == TokenKind::kName ||
                  std::string_view("*[].<>&").find(tokens_.Text(k)) != std::string_view::npos;
    }
    if (due && type_like) return false;
  }
  // Ruby and its kin call without brackets: `key encode 'x'` is rare enough to end here all the same.
  return true;
}

// lambda header, payload: key
std::uint32_t Program::BehindLambda(std::uint32_t i, std::uint32_t end) const {
  if (language().id != LanguageId::kPython || !tokens_.Is(i, "lambda")) return i;
  constexpr std::uint32_t kMostParameters = 40;  // tokens
  for (std::uint32_t k = i + 1; k < std::min(end, i + kMostParameters); ++k) {
    if (tokens_.Is(k, ":")) return k;
    if (tokens_[k].kind == TokenKind::kSign && tokens_[k].pair != kNone && tokens_[k].pair > k) k = tokens_[k].pair;
  }
  return i;
}

Range Program::Expression(std::uint32_t first) const {
  std::uint32_t i = first;
  const std::uint32_t most = Spend(0) ? kMaxExpressionTokens : kPoorExpressionTokens;
  const std::uint32_t limit = std::min<std::uint32_t>(tokens_.size(), first + most);
  while (i < limit) {
    if (i > first && EndsBefore(i)) break;
    if (i == first) {
      const std::string_view text = tokens_.Text(i);
      if (text == "," || text == ";" || text == ")" || text == "]" || text == "}") break;
    }
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kSign && token.pair != kNone && token.pair > i) i = token.pair;
    i = BehindLambda(i, limit) + 1;
  }
  spent_ += i - first;
  return {first, std::min(i, tokens_.size())};
}

std::vector<Argument> Program::EntriesOf(std::uint32_t open) const {
  if (open == kNone || tokens_[open].pair == kNone) return {};
  return Arguments({open + 1, tokens_[open].pair});
}

std::vector<Argument> Program::Arguments(Range inner) const {
  inner.end = std::min(inner.end, tokens_.size());  // a bracket may have no other
  std::vector<Argument> out;
  if (!Spend(std::min<std::uint32_t>(inner.size(), 20'000))) return out;
  const LanguageId id = language().id;
  if (id == LanguageId::kClojure) {
    for (std::uint32_t i = inner.begin; i < inner.end && out.size() < kMaxArguments;) {
      std::uint32_t end = tokens_[i].pair != kNone && tokens_[i].pair > i ? tokens_[i].pair + 1 : i + 1;
      Argument argument;
      if (tokens_.IsName(i) && tokens_.Text(i).starts_with(':') && end < inner.end) {
        argument.name = std::string(tokens_.Text(i).substr(1));
        argument.name_token = i;
        i = end;
        end = tokens_[i].pair != kNone && tokens_[i].pair > i ? tokens_[i].pair + 1 : i + 1;
      }
      argument.value = {i, end};
      out.push_back(std::move(argument));
      i = end;
    }
    return out;
  }
  // {[OPTION]: x} in JavaScript, {OPTION: x} in Python, OPTION => x: the key is what the constant says.
  const auto constant = [&](std::uint32_t name) {
    const auto found = by_target_.find(std::string(tokens_.Text(name)));
    if (found == by_target_.end() || found->second.size() != 1) return std::string(tokens_.Text(name));
    const Binding& binding = bindings_[found->second.front()];
    const bool is_text = binding.value.size() == 1 && tokens_.IsString(binding.value.begin);
    return is_text ? tokens_.StringAt(binding.value.begin).value : std::string(tokens_.Text(name));
  };
  const bool arrow_names =
      id == LanguageId::kPhp || id == LanguageId::kRuby || id == LanguageId::kPerl || id == LanguageId::kElixir;
  std::uint32_t i = inner.begin;
  while (i < inner.end && out.size() < kMaxArguments) {
    std::uint32_t end = i;
    while (end < inner.end) {
      const Token& token = tokens_[end];
      const std::string_view text = tokens_.Text(end);
      if (token.kind == TokenKind::kSign && (text == "," || text == ";")) break;
      if (token.kind == TokenKind::kSign && token.pair != kNone && token.pair > end) {
        end = token.pair;
      } else if (text == "<" && end > i && tokens_.IsName(end - 1)) {
        // Type arguments hold commas of their own.
        int depth = 0;
        for (std::uint32_t k = end; k < std::min(inner.end, end + 24); ++k) {
          const std::string_view sign = tokens_.Text(k);
          if (sign == "<") ++depth;
          if (sign == ">" && --depth == 0) {
            end = k;
            break;
          }
          if (sign == "(" || sign == ")" || sign == ";" || sign == "{" || tokens_.IsString(k)) break;
        }
      }
      end = BehindLambda(end, inner.end) + 1;
    }
    end = std::min(end, inner.end);
    Argument argument;
    std::uint32_t value = i;
    if (end > i) {
      const auto takes_name = [&](std::uint32_t name, std::uint32_t sign) {
        if (sign >= end) return false;
        const std::string_view text = tokens_.Text(sign);
        const bool named = text == ":" || text == "=" || text == ":=" ||
                           (text == "=>" && (arrow_names || tokens_.IsString(name))) ||
                           (text == "->" && id == LanguageId::kScala) || (text == "to" && id == LanguageId::kKotlin);
        if (!named || sign + 1 > end || BehindLambda(name, end) != name) return false;
        const bool computed =
            (id == LanguageId::kJavaScript && sign == name + 2) || (id == LanguageId::kPython && text == ":") ||
            ((id == LanguageId::kPhp || id == LanguageId::kRuby) && text == "=>");
        argument.name = tokens_.IsString(name) ? tokens_.StringAt(name).value
                        : computed             ? constant(name)
                                               : std::string(tokens_.Text(name));
        argument.name_token = name;
        value = sign + 1;
        return true;
      };
      std::uint32_t k = i;
      while (k < end && tokens_.IsName(k) && tokens_.Text(k).starts_with('@')) ++k;  // annotations
      if (tokens_.Is(k, ":") && tokens_.IsName(k + 1) && k + 1 < end) {
        if (!takes_name(k + 1, k + 2)) argument.name.clear();
      } else if (tokens_.Is(k, ".") && tokens_.IsName(k + 1)) {
        takes_name(k + 1, k + 2);
      } else if (tokens_.Is(k, "[") && (tokens_.IsString(k + 1) || tokens_.IsName(k + 1)) && tokens_.Is(k + 2, "]")) {
        takes_name(k + 1, k + 3);
      } else if (tokens_.IsName(k) || tokens_.IsString(k) ||
                 (id == LanguageId::kJavaScript && k < end && tokens_[k].kind == TokenKind::kNumber)) {
        if (!takes_name(k, k + 1) && id == LanguageId::kSwift && k + 2 < end && tokens_.IsName(k + 1))
          takes_name(k, k + 2);
      }
    }
    argument.value = {value, end};
    if (end > i) out.push_back(std::move(argument));
    i = end + 1;
  }
  return out;
}

std::uint32_t Program::ScopeOf(std::uint32_t token) const {
  std::uint32_t region = token < region_of_.size() ? region_of_[token] : 0;
  while (regions_[region].kind == RegionKind::kCondition) region = regions_[region].parent;
  return region;
}

std::uint32_t Program::FunctionOfToken(std::uint32_t token) const {
  std::uint32_t region = ScopeOf(token);
  while (region != 0 && regions_[region].kind != RegionKind::kFunction) region = regions_[region].parent;
  return region;
}

std::string Program::ImportOf(std::string_view name) const {
  const auto found = imports_.find(std::string(name));
  if (found == imports_.end()) return "";
  return found->second.member.empty() ? found->second.module : found->second.module + "." + found->second.member;
}

const Call* Program::CallAt(std::uint32_t open) const {
  const auto found = call_by_open_.find(open);
  return found == call_by_open_.end() ? nullptr : &calls_[found->second];
}

std::span<const Call> Program::CallsIn(Range range) const {
  const auto by_name = [](const Call& call, std::uint32_t token) { return call.name < token; };
  const auto begin = std::lower_bound(calls_.begin(), calls_.end(), range.begin, by_name);
  const auto end = std::lower_bound(begin, calls_.end(), range.end, by_name);
  return {begin, end};
}

bool Program::Spend(std::uint64_t tokens) const {
  spent_ += tokens + 1;
  return spent_ <= kMaxSpent;
}

bool Program::Holds(std::string_view list) const {
  if (list.empty()) return true;
  const auto [found, fresh] = held_.try_emplace(list.data(), false);
  if (fresh) {
    if (!grams_) grams_ = std::make_unique<GramSet>(text());
    std::string_view rest = list;
    while (!rest.empty() && !found->second) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      const std::string_view word = rest.substr(0, bar);
      found->second = grams_->MayHold(word) && text().find(word) != std::string_view::npos;
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }
  return found->second;
}

std::vector<const Binding*> Program::BindingsOf(const std::string& target) const {
  std::vector<const Binding*> out;
  const auto found = by_target_.find(target);
  if (found == by_target_.end() || !Spend(found->second.size())) return out;
  for (const std::uint32_t index : found->second) out.push_back(&bindings_[index]);
  return out;
}

}  // namespace packrake::code
