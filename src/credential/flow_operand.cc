#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/guessable.h"

// One operand: a string, a list, an object, bytes one by one; calls and names are told elsewhere.
namespace packrake::code {
namespace {

constexpr std::size_t kMaxItems = 8;  // of a list, each of which may be the key

}  // namespace

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
    if (string.interpolated && FillHoles(first, context, literal)) {
      out.literals.push_back(std::move(literal));
      return;
    }
    if (string.interpolated) {
      out.unknown = true;
      if (HoldsGuessableHole(tokens_.text.substr(string.begin, string.end - string.begin), id)) {
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
      std::size_t count = 0;
      for (const Argument& item : Arguments({first + 1, close})) {
        if (++count > kMaxItems) break;
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
    // new[] { "…" }, new String[] { "…" }
    if (open > first + 1 && tokens_.Is(open - 1, "]") && tokens_.Is(open - 2, "[")) {
      const std::vector<Argument> items = Arguments({open + 1, range.end - 1});
      for (std::size_t k = 0; k < std::min(items.size(), kMaxItems); ++k) Eval(items[k].value, context, out);
      if (out.literals.empty()) out.unknown = true;
      return;
    }
    if (open == first || call != nullptr) {
      for (const Argument& entry : EntriesOf(open)) {
        const bool numbered = !entry.name.empty() && std::ranges::all_of(entry.name, IsDigit);  // { 2: '…', 1: '…' }
        if (entry.name == "key" || entry.name == "secret" || entry.name == "k" || entry.name == "Key" ||
            entry.name == "utf8" || numbered)
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
  if (tokens_.Is(range.end - 1, "]") && tokens_[range.end - 1].pair != kNone && tokens_[range.end - 1].pair > first) {
    const std::uint32_t open = tokens_[range.end - 1].pair;
    if (open + 3 == range.end && tokens_.Is(open + 1, ":")) return Eval({first, open}, context, out);  // sum[:]
    if (range.end - open > 3 && IsGuessable({open + 1, range.end - 1}, context)) {  // letters[Math.floor(…)]
      out.predictable.push_back(first);
      out.unknown = true;
      return;
    }
  }
  // phrase.getBytes of Scala: a call that takes nothing needs no brackets.
  static constexpr auto kBareOfScala = std::to_array<std::string_view>(
      {"getBytes", "toString", "toCharArray", "trim", "strip", "getEncoded"});
  if (id == LanguageId::kScala && range.size() > 2 && tokens_.Is(range.end - 2, ".") &&
      OneOf(tokens_.Text(range.end - 1), kBareOfScala))
    return Eval({first, range.end - 2}, context, out);
  if (const std::vector<Range> entries = AnyEntryOf(range, 0); !entries.empty()) return EvalEach(entries, context, out);
  const std::string path = PathOf(range);
  if (!path.empty()) return EvalName(path, first, context, out);
  // Elixir's and Ruby's commands, `fetch 'X', 'y'`.
  for (const Call& call : calls_) {
    if (call.open == kNone && call.begin == first && call.inner.end <= range.end + 1)
      return EvalCall(range, call, context, out);
    if (call.begin > first) break;
  }
  // Encoding.UTF8.GetBytes phrase of F#, which is read as C#: a function and what it is given.
  if (id == LanguageId::kCSharp && range.size() > 2 && tokens_.IsName(range.end - 2) &&
      tokens_[range.end - 1].kind != TokenKind::kSign && !tokens_[range.end - 1].first_on_line &&
      std::ranges::count(WrappersOf(tokens_.Text(range.end - 2)), 0, &Wrapper::argument) > 0)
    return Eval({range.end - 1, range.end}, context, out);
  // value.property, where the property is the value in another form
  if (range.size() > 2 && tokens_.IsName(range.end - 1) && tokens_.Is(range.end - 2, ".")) {
    const std::string_view property = tokens_.Text(range.end - 1);
    const std::vector<Wrapper> wrappers = WrappersOf(property);
    const bool called_bare =
        language().id == LanguageId::kRuby && !wrappers.empty() && wrappers.front().argument == Wrapper::kReceiver;
    if (called_bare || property == "utf8" || property == "bytes" || property == "Value" || property == "value" ||
        property == "data" || property == "Bytes" || property == "hex") {
      return Eval({range.begin, range.end - 2}, context, out);
    }
    if (IsFormOfReceiver(property) && IsGuessable({range.begin, range.end - 2}, context))
      out.predictable.push_back(first);
  }
  out.unknown = true;
}

// `${PREFIX}-${2021}` of JavaScript, where every hole holds a number or the name of one literal: the text it is.
bool Program::FillHoles(std::uint32_t string, Context& context, Literal& literal) const {
  constexpr std::size_t kLongest = 1024;
  constexpr int kMaxHoles = 8;
  if (language().id != LanguageId::kJavaScript || literal.end - literal.begin > kLongest) return false;
  std::string_view rest = tokens_.text.substr(literal.begin, literal.end - literal.begin);
  if (rest.find('\\') != std::string_view::npos) return false;
  std::string filled;
  for (int holes = 0; holes <= kMaxHoles; ++holes) {
    const std::size_t open = rest.find("${");
    filled += rest.substr(0, open);
    if (open == std::string_view::npos) {
      literal.value = std::move(filled);
      literal.interpolated = false;
      return true;
    }
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos) return false;
    const auto value = HoleValue(rest.substr(open + 2, close - open - 2), string, context);
    if (!value) return false;
    filled += *value;
    rest.remove_prefix(close + 1);
  }
  return false;
}

// What a hole is filled with, when that is a number or the one literal that a name stands for.
std::optional<std::string> Program::HoleValue(std::string_view hole, std::uint32_t string, Context& context) const {
  while (hole.starts_with(' ')) hole.remove_prefix(1);
  while (hole.ends_with(' ')) hole.remove_suffix(1);
  if (hole.empty()) return std::nullopt;
  if (std::ranges::all_of(hole, IsDigit)) return std::string(hole);
  const bool path = std::ranges::all_of(hole, [](char c) { return IsAlnum(c) || c == '_' || c == '.'; });
  if (!path || IsDigit(hole.front())) return std::nullopt;
  Evaluation inner;
  EvalName(std::string(hole), string, context, inner);
  const bool sure = inner.literals.size() == 1 && !inner.unknown && !inner.lookup && inner.predictable.empty() &&
                    inner.nulls.empty() && !inner.literals[0].interpolated && !inner.literals[0].uncertain;
  return sure ? std::optional(std::move(inner.literals[0].value)) : std::nullopt;
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

}  // namespace packrake::code
