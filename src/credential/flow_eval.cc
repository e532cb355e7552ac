#include "credential/flow_eval.h"

#include <array>
#include <string_view>

#include "credential/flow.h"
#include "credential/one_of.h"

namespace packrake::code {
namespace {

constexpr int kMaxDepth = 24;   // nested expressions
constexpr int kMaxSteps = 600;  // of one evaluation, whatever its shape

// The `as` of what TypeScript calls an expression at its end, by a name of several parts: 'none' as jwt.Algorithm,
// { … } as Partial<Options>; kNone where there is none.
std::uint32_t CastIn(const Tokens& tokens, Range range) {
  constexpr std::uint32_t kLongestType = 16;  // tokens
  if (tokens.language->id != LanguageId::kJavaScript || range.size() < 5) return kNone;
  static constexpr auto kOfTypes = std::to_array<std::string_view>({".", "<", ">", "[", "]", "|", ","});
  for (std::uint32_t k = range.end - 1; k > range.begin && range.end - k < kLongestType; --k) {
    if (tokens.IsString(k)) return kNone;
    if ((tokens.Is(k, "as") || tokens.Is(k, "satisfies")) && !tokens.Is(k - 1, ".")) return k;
    if (tokens[k].kind == TokenKind::kSign && !OneOf(tokens.Text(k), kOfTypes)) return kNone;
  }
  return kNone;
}

}  // namespace

Evaluation Program::Evaluate(Range expression) const {
  Evaluation out;
  Context context;
  Eval(expression, context, out);
  return out;
}

// Takes off what does not change the value: brackets, casts, `await`, `&`, a trailing `!`.
Range Program::Strip(Range range) const {
  for (int steps = 0; steps < 32 && !range.empty(); ++steps) {
    const std::string_view first = tokens_.Text(range.begin);
    const std::string_view last = tokens_.Text(range.end - 1);
    const Token& open = tokens_[range.begin];
    if (open.kind == TokenKind::kSign && first == "(" && open.pair != kNone) {
      if (open.pair + 1 == range.end) {
        // Arguments of one lambda read `(a, b)`; an expression in brackets holds no comma.
        range = {range.begin + 1, range.end - 1};
        continue;
      }
      // (unsigned char*)"…", (byte[]) value
      const std::uint32_t next = open.pair + 1;
      if (next < range.end && !EndsBefore(next) &&
          (tokens_[next].kind != TokenKind::kSign || tokens_.Is(next, "(") || tokens_.Is(next, "&"))) {
        range.begin = next;
        continue;
      }
    }
    if (open.kind == TokenKind::kSign &&
        (first == "&" || first == "*" || first == "=" || first == ":" || first == "...")) {
      ++range.begin;
      continue;
    }
    if (tokens_.IsName(range.begin) && range.size() > 1 &&
        (first == "await" || first == "return" || first == "new" || first == "New" || first == "try" ||
         first == "const" || first == "mut" || first == "static")) {
      ++range.begin;
      continue;
    }
    if (range.size() > 1 && (last == "!" || last == "!!" || last == "?") &&
        tokens_[range.end - 1].kind == TokenKind::kSign) {
      --range.end;
      continue;
    }
    if (range.size() > 2 && tokens_.IsName(range.end - 2) && tokens_.IsName(range.end - 1) &&
        (tokens_.Is(range.end - 2, "as") || tokens_.Is(range.end - 2, "satisfies"))) {
      range.end -= 2;
      continue;
    }
    if (const std::uint32_t cast = CastIn(tokens_, range); cast != kNone) {
      range.end = cast;
      continue;
    }
    break;
  }
  return range;
}

void Program::Eval(Range range, Context& context, Evaluation& out) const {
  if (++context.steps > kMaxSteps || context.depth > kMaxDepth || !Spend(range.size())) {
    out.unknown = true;
    return;
  }
  range = Strip(range);
  if (range.empty()) {
    out.unknown = true;
    return;
  }
  ++context.depth;
  if (!EvalOperators(range, context, out)) EvalOperand(range, context, out);
  --context.depth;
}

}  // namespace packrake::code
