#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "credential/flow.h"
#include "credential/flow_words.h"
#include "credential/value.h"

namespace packrake::code {
namespace {

constexpr int kMaxNames = 4;    // a name, and three aliases
constexpr int kMaxMerges = 4;   // objects merged into one another
constexpr int kMaxDepth = 24;   // nested expressions
constexpr int kMaxSteps = 600;  // of one evaluation, whatever its shape
constexpr std::size_t kMaxLiterals = 16;

void Merge(Evaluation&& from, Evaluation& into, bool fallback) {
  for (Literal& literal : from.literals) {
    literal.fallback |= fallback;
    if (into.literals.size() < kMaxLiterals) into.literals.push_back(std::move(literal));
  }
  into.nulls.insert(into.nulls.end(), from.nulls.begin(), from.nulls.end());
  into.predictable.insert(into.predictable.end(), from.predictable.begin(), from.predictable.end());
  into.lookup |= from.lookup;
  into.unknown |= from.unknown;
}

}  // namespace

namespace {

// Whether a hole of the string is filled with what can be guessed: `key-${Date.now()}`, f"{time.time()}".
bool HoldsPredictableHole(std::string_view raw) {
  for (const std::string_view call :
       {"{Date.now()", "{Math.random()", "{new Date()", "{time.time()", "{uuid.uuid1()", "{datetime.now()", "{uuid1()",
        "{Time.now", "{random.randint(", "{random.random()", "{DateTime.Now", "{process.pid", "{os.getpid()",
        "{socket.gethostname()"}) {
    if (raw.find(call) != std::string_view::npos) return true;
  }
  return false;
}

bool IsConstantName(std::string_view name) {
  return name.size() > 1 && std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

struct Program::Context {
  int names = 0;
  int depth = 0;
  int steps = 0;
  std::vector<const Binding*> active;
  std::vector<std::uint32_t> functions;  // bodies being evaluated
};

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

bool Program::EvalOperators(Range range, Context& context, Evaluation& out) const {
  const LanguageId id = language().id;
  std::uint32_t question = kNone;
  std::uint32_t colon = kNone;
  std::uint32_t choice = kNone;  // the last of ||, ??, or
  std::uint32_t if_word = kNone;
  std::uint32_t else_word = kNone;
  std::uint32_t arrow = kNone;
  std::uint32_t assign = kNone;
  bool compares = false;
  std::vector<std::uint32_t> joins;
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
      else if (text == "||" || text == "??" || text == "?:")
        choice = i;
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
      }
    } else if (token.kind == TokenKind::kName) {
      if (text == "if" || text == "If")
        if_word = if_word == kNone ? i : if_word;
      else if (text == "else" || text == "Else")
        else_word = i;
      else if ((text == "or" || text == "Or" || text == "OrElse") && i > range.begin)
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
    branches({range.begin, choice}, {choice + 1, range.end}, true);
    return true;
  }
  if (compares) {
    out.unknown = true;
    return true;
  }
  if (joins.empty()) return false;
  // A value pieced together from literals is a literal; with anything else in it, it is not known.
  Literal whole;
  bool first = true;
  std::uint32_t part = range.begin;
  const auto add = [&](Range piece) {
    Evaluation one;
    Eval(piece, context, one);
    if (!one.predictable.empty())
      out.predictable.insert(out.predictable.end(), one.predictable.begin(), one.predictable.end());
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
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kSign && token.pair != kNone && token.pair > i) {
      i = token.pair;
      continue;
    }
    const bool joins_here = std::ranges::find(joins, i) != joins.end();
    const bool adjacent = token.kind == TokenKind::kString && i > part && tokens_[i - 1].kind == TokenKind::kString;
    if (joins_here || adjacent) {
      if (!add({part, i})) return true;
      part = joins_here ? i + 1 : i;
      if (joins.size() > 400) break;
    }
  }
  if (add({part, range.end})) out.literals.push_back(std::move(whole));
  return true;
}

void Program::EvalOperand(Range range, Context& context, Evaluation& out) const {
  const std::uint32_t first = range.begin;
  const LanguageId id = language().id;
  if (tokens_.IsString(first) && range.size() == 1) {
    const StringLiteral& string = tokens_.StringAt(first);
    Literal literal;
    literal.begin = string.begin;
    literal.end = string.end;
    literal.value = string.value;
    literal.interpolated = string.interpolated;
    if (string.interpolated) {
      out.unknown = true;
      if (HoldsPredictableHole(tokens_.text.substr(string.begin, string.end - string.begin))) {
        out.predictable.push_back(range.begin);
        return;
      }
    }
    out.literals.push_back(std::move(literal));
    return;
  }
  if (range.size() == 1 && tokens_.IsName(first) && IsNullWord(tokens_.Text(first))) {
    out.nulls.push_back(first);
    return;
  }
  // "…"u8 and "…"u8.ToArray()
  if (id == LanguageId::kCSharp && tokens_.IsString(first) && tokens_.Is(first + 1, "u8"))
    return Eval({first, first + 1}, context, out);
  if ((tokens_.Is(first, "[") || tokens_.Is(first, "{")) && tokens_[first].pair + 1 == range.end &&
      EvalBytes(first, out))
    return;
  if (tokens_.Is(first, "[") && tokens_[first].pair != kNone) {
    const std::uint32_t close = tokens_[first].pair;
    if (id == LanguageId::kGo && tokens_.IsName(close + 1) && close + 2 < range.end) {
      if (const Call* call = CallAt(close + 2)) {
        for (const Argument& argument : Arguments(call->inner)) Eval(argument.value, context, out);
        return;
      }
    }
    if (close + 1 == range.end) {  // a list: each may be the key
      int count = 0;
      for (const Argument& item : Arguments({first + 1, close})) {
        if (++count > 8) break;
        if (item.value.size() == 1 && tokens_[item.value.begin].kind == TokenKind::kNumber) {
          out.unknown = true;
          return;
        }
        Eval(item.value, context, out);
      }
      return;
    }
  }
  const Range body = FunctionOf(range);
  if (!body.empty() && !(range.size() == 1 && tokens_.IsName(first))) return EvalFunctionResult(body, context, out);
  // What the last call of the operand gives.
  if (tokens_.Is(range.end - 1, ")") && tokens_[range.end - 1].pair != kNone) {
    if (const Call* call = CallAt(tokens_[range.end - 1].pair); call != nullptr && (call->begin >= first)) {
      return EvalCall(range, *call, context, out);
    }
  }
  if (tokens_.Is(range.end - 1, "}") && tokens_[range.end - 1].pair != kNone) {
    const std::uint32_t open = tokens_[range.end - 1].pair;
    const Call* call = CallAt(open);
    const bool trailing_block = call == nullptr && open > first;  // fetch('X') { 'default' }
    if (trailing_block && tokens_.Is(open - 1, ")") && tokens_[open - 1].pair != kNone) {
      const Call* before = CallAt(tokens_[open - 1].pair);
      if (before != nullptr && IsLookup(before->path)) {
        out.lookup = true;
        Evaluation inner;
        Eval({open + 1, range.end - 1}, context, inner);
        Merge(std::move(inner), out, true);
        return;
      }
    }
    if (EvalBytes(open, out)) return;  // new byte[] { … }, []byte{…}
    if (open == first || call != nullptr) {
      for (const Argument& entry : EntriesOf(open)) {
        if (entry.name == "key" || entry.name == "secret" || entry.name == "k" || entry.name == "Key" ||
            entry.name == "utf8")
          Eval(entry.value, context, out);
      }
      if (call != nullptr && call->is_braced) {
        for (const Argument& entry : EntriesOf(open)) {
          if (entry.name.empty()) Eval(entry.value, context, out);
        }
      }
      if (out.literals.empty()) out.unknown = true;
      return;
    }
  }
  const std::string path = PathOf(range);
  if (!path.empty()) return EvalName(path, first, context, out);
  // Elixir's and Ruby's commands, `fetch 'X', 'y'`.
  for (const Call& call : calls_) {
    if (call.open == kNone && call.begin == first && call.inner.end <= range.end + 1)
      return EvalCall(range, call, context, out);
    if (call.begin > first) break;
  }
  // value.property, where the property is the value in another form
  if (range.size() > 2 && tokens_.IsName(range.end - 1) && tokens_.Is(range.end - 2, ".")) {
    const std::string_view property = tokens_.Text(range.end - 1);
    const std::vector<Wrapper> wrappers = WrappersOf(property);
    const bool called_bare =
        language().id == LanguageId::kRuby && !wrappers.empty() && wrappers.front().argument == Wrapper::kReceiver;
    if (called_bare || property == "utf8" || property == "bytes" || property == "Value" || property == "value" ||
        property == "data" || property == "Bytes") {
      return Eval({range.begin, range.end - 2}, context, out);
    }
  }
  out.unknown = true;
}

// A key written byte by byte: {'s', 'e', 'c'}, {0x73, 101, 99}. Its value is the bytes.
bool Program::EvalBytes(std::uint32_t open, Evaluation& out) const {
  constexpr std::uint32_t kLeastLetters = 4;
  constexpr std::uint32_t kLeastNumbers = 8;
  const std::uint32_t close = tokens_[open].pair;
  if (close == kNone || close < open + 2 * kLeastLetters) return false;
  std::string value;
  bool letters = false;
  for (std::uint32_t i = open + 1; i < close && value.size() < 1024; ++i) {
    if (tokens_.Is(i, ",")) continue;
    if (tokens_.IsString(i) && tokens_.StringAt(i).value.size() == 1) {
      letters = true;
      value += tokens_.StringAt(i).value;
      continue;
    }
    if (tokens_[i].kind != TokenKind::kNumber) return false;
    const std::string digits(tokens_.Text(i));
    char* end = nullptr;
    const unsigned long number = std::strtoul(digits.c_str(), &end, 0);
    if (end == digits.c_str() || number > 255) return false;
    value += static_cast<char>(number);
  }
  if (value.size() < (letters ? kLeastLetters : kLeastNumbers)) return false;
  Literal literal;
  literal.begin = tokens_[open + 1].begin;
  literal.end = tokens_[close - 1].end;
  literal.value = std::move(value);
  out.literals.push_back(std::move(literal));
  return true;
}

// Whether the expression is made of names, addresses or dates, which others know: a digest of them is no secret.
bool Program::NamesSomebody(Range range) const {
  bool names = false;
  for (std::uint32_t i = range.begin; i < range.end && i < range.begin + 40; ++i) {
    if (!tokens_.IsName(i)) continue;
    for (const std::string& word : WordsOf(tokens_.Text(i))) {
      if (IsSecretWord(word)) return false;
      names |= IsKnownWord(word);
    }
  }
  return names;
}

void Program::EvalCall(Range range, const Call& call, Context& context, Evaluation& out) const {
  const std::vector<Argument> arguments = Arguments(call.inner);
  const std::string& method = call.method();
  // The receiver's tokens, when the call is on a value: everything before the connector and the name.
  Range receiver{};
  if (call.name > range.begin + 1 && tokens_[call.name - 1].kind == TokenKind::kSign && call.name >= 2) {
    receiver = {std::max(range.begin, call.begin), call.name - 1};
  }
  const bool names_setting =
      !arguments.empty() && arguments[0].value.size() == 1 && tokens_.IsString(arguments[0].value.begin);
  if (method.starts_with("unwrap_or") || method == "getOrElse" || method == "orElse" || method == "orElseGet" ||
      method == "ifEmpty" || method == "ifBlank" || method == "or_else" || method == "withDefault") {
    Evaluation left;
    if (!receiver.empty()) Eval(receiver, context, left);
    for (const Argument& argument : arguments) {
      Range value = argument.value;
      for (std::uint32_t k = value.begin; k + 1 < value.end; ++k) {  // |_| "…".into()
        if (tokens_.Is(k, "||") && k == value.begin) value.begin = k + 1;
        if (tokens_.Is(k, "|") && k > value.begin) {
          value.begin = k + 1;
          break;
        }
      }
      Evaluation right;
      Eval(value, context, right);
      Merge(std::move(right), out, true);
    }
    if (left.literals.empty())
      out.lookup = true;
    else
      Merge(std::move(left), out, false);
    return;
  }
  if (names_setting && IsLookup(call.path) && !(receiver.size() == 1 && tokens_.IsString(receiver.begin))) {
    bool has_default = false;
    for (std::size_t k = 1; k < arguments.size(); ++k) {
      if ((k == 1 && arguments[k].name.empty()) || IsDefaultName(arguments[k].name)) {
        Evaluation inner;
        Eval(arguments[k].value, context, inner);
        inner.nulls.clear();
        Merge(std::move(inner), out, true);
        has_default = true;
      }
    }
    // str("…") and secret("…") without a default may be plain wrappers; then what follows decides.
    if (has_default || WrappersOf(method).empty()) {
      out.lookup = true;
      return;
    }
  }
  if (IsPredictable(call.path)) {
    out.predictable.push_back(call.begin);
    out.unknown = true;
    return;
  }
  // A function of this file.
  if (const Range body = FunctionOf({call.begin, call.name + 1}); !body.empty()) {
    return EvalFunctionResult(body, context, out);
  }
  for (const Wrapper& wrapper : WrappersOf(method)) {
    Evaluation inner;
    if (wrapper.argument == Wrapper::kReceiver) {
      if (receiver.empty()) continue;
      Eval(receiver, context, inner);
      if (inner.literals.empty() && inner.predictable.empty() && !inner.lookup) continue;
    } else {
      if (arguments.size() <= static_cast<std::size_t>(wrapper.argument)) continue;
      const Argument& argument = arguments[static_cast<std::size_t>(wrapper.argument)];
      // JWK(kid='…'), Field(env='…')
      static constexpr auto kOthers = std::to_array<std::string_view>(
          {"kid", "kty", "alg", "env", "alias", "validation_alias", "title", "description"});
      if (std::ranges::find(kOthers, argument.name) != kOthers.end()) continue;
      Eval(argument.value, context, inner);
      bool base64 = wrapper.base64;
      // Buffer.from(x, 'base64'), data(base64Encoded:)
      for (const Argument& other : arguments) {
        if (other.value.size() == 1 && tokens_.IsString(other.value.begin) && &other != &argument) {
          const std::string& coding = tokens_.StringAt(other.value.begin).value;
          if (coding == "base64" || coding == "base64url") base64 = true;
        }
        if (other.name == "base64Encoded") base64 = true;
      }
      for (Literal& literal : inner.literals) literal.base64 |= base64;
    }
    if (inner.literals.empty() && !inner.lookup && inner.predictable.empty() && IsDigest(method) &&
        wrapper.argument >= 0 && !arguments.empty() && NamesSomebody(arguments[0].value)) {
      out.predictable.push_back(call.begin);
      out.unknown = true;
      return;
    }
    if (!inner.literals.empty() || inner.lookup || !inner.predictable.empty() || !inner.nulls.empty()) {
      Merge(std::move(inner), out, false);
      return;
    }
  }
  out.unknown = true;
  if (IsLookup(call.path)) out.lookup = true;
}

std::string Program::PathOf(Range range) const {
  std::string path;
  std::uint32_t i = range.begin;
  bool due = true;
  while (i < range.end) {
    const std::string_view text = tokens_.Text(i);
    if (due) {
      if (!tokens_.IsName(i)) return "";
      std::string_view name = text;
      while (!name.empty() && (name[0] == '$' || name[0] == '@' || name[0] == '#')) name.remove_prefix(1);
      const bool self =
          path.empty() && i + 1 < range.end &&
          (name == "this" || name == "self" || name == "Self" || name == "static" || name == "cls" || name == "Me");
      if (!self) {
        if (!path.empty()) path += '.';
        path += name;
      }
      due = false;
      ++i;
    } else if (text == "." || text == "?." || text == "->" || text == "::") {
      due = true;
      ++i;
      if (tokens_.Is(i, "[")) due = false;
    } else if (text == "[" && tokens_[i].pair != kNone && tokens_[i].pair < range.end) {
      const std::uint32_t close = tokens_[i].pair;
      std::uint32_t key = i + 1;
      if (tokens_.Is(key, ":") && key + 2 == close) ++key;
      if (key + 1 != close) return "";
      path += '.';
      if (tokens_.IsString(key))
        path += tokens_.StringAt(key).value;
      else
        path += tokens_.Text(key);
      i = close + 1;
    } else if (text == "!" || text == "!!" || text == "?") {
      ++i;
    } else {
      return "";
    }
  }
  return due ? "" : path;
}

void Program::EvalName(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const {
  if (IsLookupName(path)) {
    out.lookup = true;
    return;
  }
  if (++context.names > kMaxNames) {
    out.unknown = true;
    --context.names;
    return;
  }
  if (!EvalBindings(path, at, context, out)) {
    bool found = false;
    const std::size_t dot = path.rfind('.');
    if (dot != std::string::npos) {
      const std::string head = path.substr(0, dot);
      const std::string member = path.substr(dot + 1);
      // A constant of a class of this file, or a field of an object made from one.
      std::uint32_t region = 0;
      const auto named = [&](const std::string& name) {
        const auto it = classes_.find(name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1));
        return it == classes_.end() ? 0U : it->second;
      };
      region = named(head);
      if (region == 0) {
        for (const Binding* binding : BindingsOf(head)) {
          const Range value = Strip(binding->value);
          if (value.empty()) continue;
          for (std::uint32_t k = value.begin; k < value.end && k < value.begin + 6; ++k) {
            if (tokens_.IsName(k) && (tokens_.Is(k + 1, "(") || tokens_.Is(k + 1, "{") || tokens_.Is(k + 1, "."))) {
              if (region == 0) region = named(std::string(tokens_.Text(k)));
            }
          }
        }
      }
      if (region != 0) {
        for (const Binding* binding : BindingsOf(member)) {
          std::uint32_t owner = binding->region;
          while (owner != 0 && owner != region && regions_[owner].kind == RegionKind::kClass)
            owner = regions_[owner].parent;
          if (owner != region) continue;
          found = true;
          if (binding->inner_begin != 0 || !binding->value.empty()) {
            Evaluation inner;
            if (binding->inner_end != 0) {
              Literal literal;
              literal.begin = binding->inner_begin;
              literal.end = binding->inner_end;
              literal.value = std::string(text().substr(literal.begin, literal.end - literal.begin));
              literal.fallback = true;
              inner.literals.push_back(std::move(literal));
            } else {
              Eval(binding->value, context, inner);
            }
            for (Literal& literal : inner.literals) literal.through_name = true;
            Merge(std::move(inner), out, binding->is_default);
          }
        }
      }
      const auto take_members = [&](const std::vector<Argument>& entries) {
        for (const Argument& entry : entries) {
          if (entry.name != member) continue;
          found = true;
          Evaluation inner;
          Eval(entry.value, context, inner);
          for (Literal& literal : inner.literals) literal.through_name = true;
          Merge(std::move(inner), out, false);
        }
      };
      if (!found) {
        for (const Binding* binding : BindingsOf(head)) {
          const std::uint32_t object = ObjectIn(binding->value, 0);
          if (object == kNone) continue;
          take_members(EntriesOf(object));
        }
      }
      // &Service{secret: []byte("…")}: the field that a method of this file reads as s.secret.
      if (!found && head.find('.') == std::string::npos &&
          (language().id == LanguageId::kGo || language().id == LanguageId::kRust)) {
        for (const Call& call : calls_) {
          if (!call.is_braced || !Spend(call.inner.size())) continue;
          take_members(Arguments(call.inner));
        }
      }
      // jwt: {secret: '…'} inside config: two steps down.
      if (!found && head.find('.') != std::string::npos) {
        const std::size_t before = head.rfind('.');
        for (const Binding* binding : BindingsOf(head.substr(0, before))) {
          const std::uint32_t object = ObjectIn(binding->value, 0);
          if (object == kNone) continue;
          for (const Argument& entry : EntriesOf(object)) {
            if (entry.name != head.substr(before + 1)) continue;
            for (const Argument& inner_entry : EntriesOf(ObjectIn(entry.value, 0))) {
              if (inner_entry.name != member) continue;
              found = true;
              Evaluation inner;
              Eval(inner_entry.value, context, inner);
              for (Literal& literal : inner.literals) literal.through_name = true;
              Merge(std::move(inner), out, false);
            }
          }
        }
      }
    }
    // "…".utf8, key.bytes: the same in another form.
    if (!found && dot != std::string::npos) {
      static constexpr auto kForms = std::to_array<std::string_view>(
          {"utf8", "bytes", "data", "buffer", "rawValue", "value", "codeUnits", "utf8CString", "unicodeScalars"});
      if (std::ranges::find(kForms, path.substr(dot + 1)) != kForms.end()) {
        EvalName(path.substr(0, dot), at, context, out);
        --context.names;
        return;
      }
    }
    if (!found) {
      // A function that needs no brackets to be called (Ruby, Scala), a property, or a key function given by name.
      const std::uint32_t scope = ScopeOf(at);
      bool shadowed = false;
      for (std::uint32_t r = scope; r != 0; r = regions_[r].parent) {
        shadowed |= std::ranges::find(regions_[r].parameters, path) != regions_[r].parameters.end();
      }
      const auto functions = functions_.find(path.substr(dot == std::string::npos ? 0 : dot + 1));
      if (functions != functions_.end() && !shadowed) {
        EvalFunctionResult(regions_[functions->second.front()].body, context, out);
        found = true;
      }
    }
    if (!found) out.unknown = true;
  }
  --context.names;
}

bool Program::EvalBindings(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const {
  const std::vector<const Binding*> all = BindingsOf(path);
  const std::string head = path.substr(0, path.find('.'));
  std::uint32_t region = ScopeOf(at);
  const std::uint32_t own = region;
  for (;;) {
    // Inside a function, and in the file's own statements, what comes later has not happened yet.
    const bool ordered = regions_[region].kind == RegionKind::kFunction
                             ? region == own || regions_[own].kind != RegionKind::kFunction
                             : region == own && regions_[region].kind == RegionKind::kFile;
    std::vector<const Binding*> here;
    for (const Binding* binding : all) {
      if (binding->region != region) continue;
      if (ordered && binding->at >= at) continue;
      if (std::ranges::find(context.active, binding) != context.active.end()) continue;
      here.push_back(binding);
    }
    // A constant below its use: functions come before it where indentation is lost and all seem to be the file's own.
    if (here.empty() && ordered && region == 0 && IsConstantName(path)) {
      for (const Binding* binding : all) {
        if (binding->region == 0 && std::ranges::find(context.active, binding) == context.active.end())
          here.push_back(binding);
      }
    }
    const bool is_parameter = std::ranges::find(regions_[region].parameters, head) != regions_[region].parameters.end();
    if (!here.empty()) {
      Evaluation current;
      bool any = false;
      for (const Binding* binding : here) {
        Evaluation one;
        if (binding->inner_end != 0) {
          Literal literal;
          literal.begin = binding->inner_begin;
          literal.end = binding->inner_end;
          literal.value = std::string(text().substr(literal.begin, literal.end - literal.begin));
          one.literals.push_back(std::move(literal));
        } else if (binding->value.empty()) {
          (binding->is_default ? one.lookup : one.unknown) = true;
        } else {
          context.active.push_back(binding);
          Eval(binding->value, context, one);
          context.active.pop_back();
        }
        if (binding->is_default) {
          for (Literal& literal : one.literals) literal.fallback = true;
          // A parameter that is nothing by default is given something by callers.
          if (!one.nulls.empty()) one.nulls.clear(), one.unknown = true;
        }
        for (Literal& literal : one.literals) literal.through_name = true;
        if (!binding->conditional || !any) {
          // `if not secret: secret = 'x'` is a default, and says so.
          if (binding->conditional && !any) {
            for (Literal& literal : one.literals) literal.uncertain = true;
          }
          current = std::move(one);
          any = true;
          continue;
        }
        const bool current_open = current.unknown || current.lookup;
        const bool one_open = one.unknown || one.lookup;
        if (current_open || one_open) {
          for (Literal& literal : current.literals) literal.uncertain |= one_open;
          for (Literal& literal : one.literals) literal.uncertain |= current_open;
        }
        Merge(std::move(one), current, false);
      }
      Merge(std::move(current), out, false);
      return true;
    }
    if (is_parameter) {
      out.unknown = true;
      return true;
    }
    if (region == 0) return false;
    region = regions_[region].parent;
    while (regions_[region].kind == RegionKind::kCondition) region = regions_[region].parent;
  }
}

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
    if (token.kind == TokenKind::kName && (text == "function" || text == "func" || text == "fn" || text == "fun") &&
        i == range.begin) {
      for (std::uint32_t k = i + 1; k < range.end; ++k) {
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

std::uint32_t Program::ObjectIn(Range expression, int depth) const {
  const Range range = Strip(expression);
  if (range.empty() || depth > 4) return kNone;
  const std::uint32_t last = range.end - 1;
  // {…}, Type{…}, new Type {…}, dict(…), array(…), %{…}, […] of PHP
  if (tokens_.Is(last, "}") && tokens_[last].pair != kNone && tokens_[last].pair >= range.begin) {
    const std::uint32_t open = tokens_[last].pair;
    if (open == range.begin || tokens_.IsName(open - 1) || tokens_.Is(open - 1, "%") || tokens_.Is(open - 1, ")"))
      return open;
  }
  if (tokens_.Is(last, "]") && tokens_[last].pair == range.begin) {
    const LanguageId id = language().id;
    if (id == LanguageId::kPhp || id == LanguageId::kElixir || id == LanguageId::kSwift || id == LanguageId::kGroovy ||
        id == LanguageId::kDart)
      return range.begin;
  }
  if (tokens_.Is(last, ")") && tokens_[last].pair != kNone) {
    const Call* call = CallAt(tokens_[last].pair);
    if (call != nullptr && call->begin == range.begin &&
        (call->method() == "dict" || call->method() == "array" || call->method() == "freeze" ||
         call->method() == "Map" || call->method() == "mapOf" || call->method() == "hash")) {
      if (call->method() == "freeze") return ObjectIn(call->inner, depth + 1);
      return call->open;
    }
  }
  const std::string path = PathOf(range);
  if (path.empty()) return kNone;
  const std::vector<const Binding*> bindings = BindingsOf(path);
  const std::uint32_t scope = ScopeOf(range.begin);
  const Binding* best = nullptr;
  for (const Binding* binding : bindings) {
    bool visible = false;
    for (std::uint32_t r = scope;; r = regions_[r].parent) {
      if (binding->region == r) visible = true;
      if (r == 0) break;
    }
    if (!visible) continue;
    if (best == nullptr || binding->at < range.begin) best = binding;
  }
  return best == nullptr ? kNone : ObjectIn(best->value, depth + 1);
}

Range Program::Resolve(Range expression) const {
  Range range = Strip(expression);
  for (int depth = 0; depth < kMaxNames; ++depth) {
    const std::string path = PathOf(range);
    if (path.empty() || !Spend(range.size())) break;
    const std::uint32_t own = ScopeOf(range.begin);
    const Binding* best = nullptr;
    for (std::uint32_t region = own;; region = regions_[region].parent) {
      const bool ordered = regions_[region].kind == RegionKind::kFunction ||
                           (region == own && regions_[region].kind == RegionKind::kFile);
      for (const Binding* binding : BindingsOf(path)) {
        if (binding->region != region || binding->value.empty() || binding->is_default ||
            (ordered && binding->at >= range.begin))
          continue;
        // A field that a function sets holds that only from there on, and surely only in that function.
        const bool elsewhere =
            binding->conditional && FunctionOfToken(binding->at) != 0 && regions_[region].kind != RegionKind::kFunction;
        if (elsewhere && best != nullptr &&
            (FunctionOfToken(binding->at) != FunctionOfToken(range.begin) || binding->at >= range.begin))
          continue;
        best = binding;
      }
      const auto& parameters = regions_[region].parameters;
      if (best != nullptr || region == 0 || std::ranges::find(parameters, path) != parameters.end()) break;
    }
    if (best == nullptr || best->value.begin == range.begin) break;
    range = Strip(best->value);
  }
  return range;
}

std::string Program::ConstantOf(Range expression) const {
  const Range own = Strip(expression);
  const std::string path = PathOf(own);
  if (!path.empty() && !IsNullWord(path)) {
    // An assignment on the way that may not have run leaves it open; one in this function that surely ran does not.
    for (const Binding* binding : BindingsOf(path)) {
      if (!binding->conditional || binding->at >= own.begin ||
          FunctionOfToken(binding->at) != FunctionOfToken(own.begin))
        continue;
      std::uint32_t region = region_of_[binding->at];
      while (region != 0 && regions_[region].kind != RegionKind::kFunction) {
        if (regions_[region].kind == RegionKind::kCondition) return "";
        region = regions_[region].parent;
      }
    }
  }
  const Range range = Resolve(expression);
  if (range.size() == 2 && tokens_.Is(range.begin, ".") && tokens_.IsName(range.begin + 1))
    return std::string(tokens_.Text(range.begin + 1));
  if (range.size() != 1) return "";
  if (tokens_.IsString(range.begin)) return "\"" + tokens_.StringAt(range.begin).value;
  return std::string(tokens_.Text(range.begin));
}

std::uint32_t Program::ObjectOf(Range expression) const { return ObjectIn(expression, 0); }

std::vector<Range> Program::MembersOf(Range expression, std::string_view name) const {
  std::vector<Range> out;
  AddMembersOf(expression, name, 0, out);
  return out;
}

void Program::AddMembersOf(Range expression, std::string_view name, int depth, std::vector<Range>& out) const {
  // options = Object.assign(defaults, options) leads back to itself.
  if (depth > kMaxMerges || !Spend(1)) return;
  const std::size_t dot = name.find('.');
  const std::string_view head = name.substr(0, dot);
  if (const std::uint32_t open = ObjectOf(expression); open != kNone) {
    for (const Argument& entry : EntriesOf(open)) {
      const bool shorthand = entry.name.empty() && entry.value.size() == 1 && tokens_.Text(entry.value.begin) == head;
      if (entry.name != head && !shorthand) continue;
      if (dot == std::string_view::npos) {
        out.push_back(entry.value);
      } else {
        AddMembersOf(entry.value, name.substr(dot + 1), depth + 1, out);
      }
    }
  }
  // Object.assign({…}, {…}), _.merge(a, b), {...defaults}
  const Range value = Resolve(expression);
  if (!value.empty() && tokens_.Is(value.end - 1, ")") && tokens_[value.end - 1].pair != kNone) {
    const Call* call = CallAt(tokens_[value.end - 1].pair);
    if (call != nullptr && call->begin >= value.begin &&
        (call->method() == "assign" || call->method() == "merge" || call->method() == "extend" ||
         call->method() == "defaults")) {
      int count = 0;
      for (const Argument& argument : Arguments(call->inner)) {
        if (++count > 6 || argument.value.begin == expression.begin) break;
        AddMembersOf(argument.value, name, depth + 1, out);
      }
    }
  }
  if (const std::string path = PathOf(Strip(expression)); !path.empty()) {
    for (const Binding* binding : BindingsOf(path + "." + std::string(name))) {
      if (!binding->value.empty()) out.push_back(binding->value);
    }
  }
}

}  // namespace packrake::code
