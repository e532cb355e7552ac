#include <algorithm>
#include <utility>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"

// Expressions of several operands: choices, conditions, and values pieced together.
namespace packrake::code {
namespace {

// What stands between the signs at `signs`; those that are kNone divide nothing.
std::vector<Range> PartsOf(Range range, const std::vector<std::uint32_t>& signs) {
  std::vector<Range> parts;
  for (const std::uint32_t sign : signs) {
    if (sign == kNone) continue;
    parts.push_back({range.begin, sign});
    range.begin = sign + 1;
  }
  parts.push_back(range);
  return parts;
}

// Perl's `//`, at the second of its signs.
bool IsDefinedOr(const Tokens& tokens, std::uint32_t i) {
  return i > 0 && tokens.Is(i - 1, "/") && tokens[i - 1].end == tokens[i].begin;
}

}  // namespace

bool Program::EvalOperators(Range range, Context& context, Evaluation& out) const {
  const LanguageId id = language().id;
  std::uint32_t question = kNone;
  std::uint32_t colon = kNone;
  std::uint32_t choice = kNone;  // the last of ||, ??, or
  std::uint32_t if_word = kNone;
  std::uint32_t else_word = kNone;
  std::uint32_t arrow = kNone;
  std::uint32_t assign = kNone;
  std::uint32_t pipe = kNone;  // the last one
  bool compares = false;
  std::vector<std::uint32_t> joins;
  std::vector<std::uint32_t> reckons;  // signs of arithmetic
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Token& token = tokens_[i];
    const std::string_view text = tokens_.Text(i);
    if (token.kind == TokenKind::kSign) {
      if (token.pair != kNone && token.pair > i) {
        i = token.pair;
        continue;
      }
      if (text == "?" && question == kNone && i > range.begin)
        question = i;
      else if (text == ":" && question != kNone && colon == kNone)
        colon = i;
      else if (text == "||" || text == "??" || text == "?:" ||
               (text == "/" && id == LanguageId::kPerl && IsDefinedOr(tokens_, i)))
        choice = i;
      else if (text == "|>" && id == LanguageId::kElixir)
        pipe = i;
      else if (text == "=>" && arrow == kNone && i > range.begin)
        arrow = i;
      else if (text == "==" || text == "===" || text == "!=" || text == "!==" || text == "&&" || text == "<=" ||
               text == ">=")
        compares = true;
      else if (text == "=" && i > range.begin)
        assign = i;
      else if (text == "+" || (text == "." && id == LanguageId::kPhp) ||
               (text == "&" && id == LanguageId::kVisualBasic && i > range.begin) ||
               (text == "<>" && id == LanguageId::kElixir) || (text == ".." && id == LanguageId::kLua)) {
        if (i > range.begin) joins.push_back(i);
      } else if ((text == "*" || text == "/" || text == "%" || text == "-" || text == "//" || text == "**") &&
                 i > range.begin) {
        reckons.push_back(i);
      }
    } else if (token.kind == TokenKind::kName) {
      if (text == "if" || text == "If")
        if_word = if_word == kNone ? i : if_word;
      else if (text == "else" || text == "Else")
        else_word = i;
      else if (text == "for" && id == LanguageId::kPython && i > range.begin && if_word == kNone)
        return Eval({range.begin, i}, context, out), true;  // x for _ in range(32)
      else if ((text == "or" || ((text == "Or" || text == "OrElse") && id == LanguageId::kVisualBasic)) &&
               i > range.begin)
        choice = i;
      else if (text == "and" || text == "in" || text == "instanceof" || text == "not")
        compares = true;
    } else if (token.kind == TokenKind::kString && i > range.begin && tokens_[i - 1].kind == TokenKind::kString) {
      joins.push_back(kNone);  // side by side
    }
  }
  if (arrow != kNone) return false;  // a lambda
  const auto branches = [&](Range a, Range b, bool first_decides) {
    Evaluation left;
    Evaluation right;
    Eval(a, context, left);
    Eval(b, context, right);
    const bool left_open = left.literals.empty() && (left.lookup || left.unknown);
    const bool right_open = right.literals.empty() && (right.lookup || right.unknown);
    if (first_decides && !left.literals.empty() && !left.lookup && !left.literals[0].fallback &&
        !left.literals[0].value.empty()) {
      Merge(std::move(left), out, false);
      return;
    }
    Merge(std::move(left), out, right_open && !first_decides);
    Merge(std::move(right), out, left_open || first_decides);
  };
  if (assign != kNone && question == kNone) {
    Eval({assign + 1, range.end}, context, out);
    return true;
  }
  if (if_word != kNone && else_word != kNone && else_word > if_word) {
    if (if_word == range.begin) {
      // if (condition) a else b; if condition { a } else { b }
      std::uint32_t then = if_word + 1;
      if (tokens_.Is(then, "(") && tokens_[then].pair != kNone) then = tokens_[then].pair + 1;
      Range a{then, else_word};
      Range b{else_word + 1, range.end};
      for (Range* part : {&a, &b}) {
        for (std::uint32_t k = part->begin; k < part->end; ++k) {
          if (tokens_.Is(k, "{") && tokens_[k].pair != kNone && tokens_[k].pair + 1 == part->end)
            *part = {k + 1, tokens_[k].pair};
        }
      }
      branches(a, b, false);
    } else {
      branches({range.begin, if_word}, {else_word + 1, range.end}, false);
    }
    return true;
  }
  if (question != kNone && colon != kNone) {
    branches({question + 1, colon}, {colon + 1, range.end}, false);
    return true;
  }
  if (choice != kNone) {
    const std::uint32_t signs = tokens_.Is(choice, "/") ? 2 : 1;
    branches({range.begin, choice + 1 - signs}, {choice + 1, range.end}, true);
    return true;
  }
  if (compares) {
    out.unknown = true;
    return true;
  }
  if (pipe != kNone) {
    EvalPiped({range.begin, pipe}, {pipe + 1, range.end}, context, out);
    return true;
  }
  if (joins.empty()) {
    // 1000 * time.time(): the one can be guessed, and the rest adds little to it.
    if (reckons.empty()) return false;
    std::vector<Range> parts = PartsOf(range, reckons);
    if (const Range filled = Strip(parts.back()); tokens_.IsString(range.begin) && tokens_.Is(reckons.back(), "%")) {
      parts.pop_back();  // "%s-%d" % (host, port)
      for (const Argument& argument : Arguments(filled)) parts.push_back(argument.value);
    }
    if (!IsGuessableTogether(parts, context)) return false;
    out.predictable.push_back(range.begin);
    out.unknown = true;
    return true;
  }
  // A value pieced together from literals is a literal; with anything else in it, it is not known.
  Literal whole;
  bool first = true;
  std::uint32_t part = range.begin;
  const auto add = [&](Range piece) {
    Evaluation one;
    Eval(piece, context, one);
    if (one.literals.size() != 1 || one.lookup || one.unknown || one.literals[0].interpolated) {
      out.unknown = true;
      return false;
    }
    Literal& literal = one.literals[0];
    if (first) {
      whole = literal;
    } else {
      if (literal.begin > whole.begin && !literal.through_name && !whole.through_name) whole.end = literal.end;
      whole.value += literal.value;
      whole.through_name |= literal.through_name;
    }
    first = false;
    return whole.value.size() <= kMaxLiteralBytes;
  };
  bool known = true;
  for (std::uint32_t i = range.begin; i < range.end && known; ++i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kSign && token.pair != kNone && token.pair > i) {
      i = token.pair;
      continue;
    }
    const bool joins_here = std::ranges::find(joins, i) != joins.end();
    const bool adjacent = token.kind == TokenKind::kString && i > part && tokens_[i - 1].kind == TokenKind::kString;
    if (joins_here || adjacent) {
      known = add({part, i});
      part = joins_here ? i + 1 : i;
      if (joins.size() > 400) break;
    }
  }
  if (known && add({part, range.end}))
    out.literals.push_back(std::move(whole));
  else if (IsGuessableTogether(PartsOf(range, joins), context))
    out.predictable.push_back(range.begin);
  return true;
}

}  // namespace packrake::code
