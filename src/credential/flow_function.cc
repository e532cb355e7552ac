#include <algorithm>
#include <utility>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"

// Functions as values: their bodies, and what they return.
namespace packrake::code {
namespace {

// return done(null, key): nothing is returned; `done` is a parameter of the function that has this body.
bool CallsBack(const Tokens& tokens, Range body, Range value) {
  if (value.size() < 3 || !tokens.IsName(value.begin) || !tokens.Is(value.begin + 1, "(") ||
      tokens[value.begin + 1].pair + 1 != value.end)
    return false;
  constexpr std::uint32_t kMostTokens = 24;  // of the parameters, their brackets and the arrow
  for (std::uint32_t k = body.begin; k > 0 && body.begin - k < kMostTokens;) {
    if (tokens.Is(--k, ";")) break;
    if (tokens.IsName(k) && tokens.Text(k) == tokens.Text(value.begin)) return true;
  }
  return false;
}

}  // namespace

Range Program::FunctionOf(Range range) const {
  range = Strip(range);
  if (range.empty()) return {};
  if (tokens_.IsName(range.begin) && tokens_.Is(range.begin, "async")) ++range.begin;
  // Arrows: parameters => body; lambda parameters: body; { it -> body }
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 40; ++i) {
    const Token& token = tokens_[i];
    const std::string_view text = tokens_.Text(i);
    if (token.kind == TokenKind::kSign &&
        (text == "=>" || (text == "->" && language().id != LanguageId::kPhp && language().id != LanguageId::kCpp &&
                          language().id != LanguageId::kRust && i > range.begin &&
                          (tokens_.Is(i - 1, ")") || (tokens_.IsName(i - 1) && i == range.begin + 1))))) {
      if (i + 1 >= range.end) return {};
      if (tokens_.Is(i + 1, "{") && tokens_[i + 1].pair != kNone && tokens_[i + 1].pair <= range.end)
        return {i + 2, tokens_[i + 1].pair};
      return {i + 1, range.end};
    }
    if (token.kind == TokenKind::kName && text == "lambda" && i == range.begin) {
      for (std::uint32_t k = i + 1; k < range.end; ++k) {
        if (tokens_.Is(k, ":")) return {k + 1, range.end};
        if (tokens_.Is(k, "{") && tokens_[k].pair != kNone) return {k + 1, tokens_[k].pair};
      }
      return {};
    }
    if (token.kind == TokenKind::kName &&
        (text == "function" || text == "func" || text == "fn" || text == "fun" || text == "delegate") &&
        i == range.begin) {
      for (std::uint32_t k = i + 1; k < range.end; ++k) {
        if (text == "fn" && tokens_.Is(k, "=>") && language().id == LanguageId::kPhp) return {k + 1, range.end};
        if (tokens_.Is(k, "{") && tokens_[k].pair != kNone) {
          // Go's result types hold braces of their own: interface{}.
          if (k > 0 && (tokens_.Is(k - 1, "interface") || tokens_.Is(k - 1, "struct"))) {
            k = tokens_[k].pair;
            continue;
          }
          return {k + 1, tokens_[k].pair};
        }
        if (tokens_[k].kind == TokenKind::kSign && tokens_[k].pair != kNone && tokens_[k].pair > k) k = tokens_[k].pair;
      }
      return {};
    }
    // Ruby's -> { 'x' }
    if (text == "->" && i == range.begin) {
      for (std::uint32_t k = i + 1; k < range.end; ++k) {
        if (tokens_.Is(k, "{") && tokens_[k].pair != kNone) return {k + 1, tokens_[k].pair};
      }
      return {};
    }
    if (token.kind == TokenKind::kSign && token.pair != kNone && token.pair > i) {
      if (text == "{") return {};
      i = token.pair;
      continue;
    }
    if (token.kind == TokenKind::kString) break;
  }
  const std::string path = PathOf(range);
  if (path.empty()) return {};
  const std::size_t dot = path.rfind('.');
  const auto found = functions_.find(path.substr(dot == std::string::npos ? 0 : dot + 1));
  if (found == functions_.end()) return {};
  // `x.get()` is this file's `get` only where x is a class of this file.
  if (dot != std::string::npos) {
    const std::string head = path.substr(0, dot);
    const std::uint32_t region = found->second.front();
    std::uint32_t owner = regions_[region].parent;
    while (regions_[owner].kind == RegionKind::kCondition) owner = regions_[owner].parent;
    if (regions_[owner].kind != RegionKind::kClass) return {};
    if (regions_[owner].name != head && BindingsOf(head).empty()) return {};
    if (regions_[owner].name != head) return {};
  }
  return regions_[found->second.front()].body;
}

void Program::EvalFunctionResult(Range body, Context& context, Evaluation& out) const {
  if (body.empty() || std::ranges::find(context.functions, body.begin) != context.functions.end() ||
      context.functions.size() > 4) {
    out.unknown = true;
    return;
  }
  context.functions.push_back(body.begin);
  const std::uint32_t own = FunctionOfToken(body.begin);
  bool returned = false;
  int open_results = 0;
  int closed_results = 0;
  std::uint32_t last_statement = kNone;
  const std::uint32_t limit = std::min(body.end, body.begin + 4000);
  for (std::uint32_t i = body.begin; i < limit; ++i) {
    if (tokens_.IsName(i) && (tokens_.Is(i, "return") || tokens_.Is(i, "Return")) && FunctionOfToken(i) == own) {
      if (i + 1 >= body.end || tokens_.Is(i + 1, ";") ||
          (tokens_[i + 1].first_on_line && tokens_[i + 1].inside == tokens_[i].inside &&
           tokens_[i + 1].kind != TokenKind::kSign))
        continue;
      Evaluation one;
      const Range value = Expression(i + 1);
      if (language().id == LanguageId::kJavaScript && CallsBack(tokens_, body, value)) continue;
      // Go returns an error beside the value: with one, the value is none.
      if (language().id == LanguageId::kGo && tokens_.Is(value.end, ",") && !tokens_.Is(value.end + 1, "nil")) continue;
      Eval(value, context, one);
      if (!one.nulls.empty() && one.literals.empty()) continue;
      returned = true;
      (one.literals.empty() ? open_results : closed_results) += 1;
      Merge(std::move(one), out, false);
    } else if (tokens_[i].first_on_line && tokens_[i].inside == tokens_[body.begin].inside) {
      last_statement = i;
    }
  }
  if (!returned) {
    // callback(null, 'x'), done(undefined, key)
    for (const Call& call : CallsIn({body.begin, limit})) {
      if (call.path.size() != 1) continue;
      const std::vector<Argument> arguments = Arguments(call.inner);
      if (arguments.size() != 2 || arguments[0].value.size() != 1) continue;
      if (!IsNullWord(tokens_.Text(arguments[0].value.begin))) continue;
      Evaluation one;
      Eval(arguments[1].value, context, one);
      returned = true;
      (one.literals.empty() ? open_results : closed_results) += 1;
      Merge(std::move(one), out, false);
    }
  }
  if (!returned) {
    // An expression is the whole body, or its last statement is the result.
    const Range whole = Expression(body.begin);
    if (whole.end >= body.end || tokens_.Is(whole.end, "end")) {
      Eval(whole, context, out);
    } else if (last_statement != kNone && language().id != LanguageId::kJavaScript &&
               language().id != LanguageId::kJava && language().id != LanguageId::kCSharp &&
               language().id != LanguageId::kPython && language().id != LanguageId::kGo) {
      std::uint32_t start = last_statement;
      if (tokens_.Is(start, "end")) {
        for (std::uint32_t k = start; k-- > body.begin;) {
          if (tokens_[k].first_on_line) {
            start = k;
            break;
          }
        }
      }
      Eval(Expression(start), context, out);
    } else {
      out.unknown = true;
    }
  } else if (open_results > 0 && closed_results > 0) {
    for (Literal& literal : out.literals) literal.uncertain = true;
  }
  context.functions.pop_back();
}

}  // namespace packrake::code
