#include <string_view>
#include <utility>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/guessable.h"

// Elixir: pipes, and settings by atoms.
namespace packrake::code {

Range Program::PipedInto(const Call& call) const {
  if (language().id != LanguageId::kElixir || call.begin < 2 || !tokens_.Is(call.begin - 1, "|>")) return {};
  constexpr std::uint32_t kLongestPipe = 200;  // tokens
  const std::uint32_t end = call.begin - 1;
  std::uint32_t begin = end;
  while (begin > 0 && end - begin < kLongestPipe) {
    const std::uint32_t before = begin - 1;
    const std::string_view text = tokens_.Text(before);
    const bool sign = tokens_[before].kind == TokenKind::kSign;
    if (sign && tokens_[before].pair != kNone && tokens_[before].pair < before) {
      begin = tokens_[before].pair;
      continue;
    }
    if (sign && (text == "=" || text == "(" || text == "[" || text == "{" || text == "," || text == "<-" ||
                 text == "->" || text == ";"))
      break;
    if (text == "do" || (text == ":" && begin > 1 && tokens_.Is(begin - 2, "do"))) break;
    // A line that no pipe begins is where the statement does.
    if (begin < end && tokens_[begin].first_on_line && !tokens_.Is(begin, "|>")) break;
    begin = before;
  }
  return {begin, end};
}

// value |> Base.decode64!(), :app |> Application.get_env(:key, "default")
void Program::EvalPiped(Range value, Range into, Context& context, Evaluation& out) const {
  const auto calls = CallsIn(into);
  const Call* call = nullptr;
  for (const Call& one : calls) {
    if (one.begin == into.begin) call = &one;
  }
  if (call == nullptr) {
    out.unknown = true;
    return;
  }
  if (const Range body = FunctionOf({call->begin, call->name + 1}); !body.empty())
    return EvalFunctionResult(body, context, out);
  const std::vector<Argument> arguments = Arguments(call->inner);
  if (EvalElixirLookup(*call, arguments, true, context, out)) return;
  for (const Wrapper& wrapper : WrappersOf(call->method())) {
    if (wrapper.argument != 0) continue;
    Evaluation inner;
    Eval(value, context, inner);
    for (Literal& literal : inner.literals) literal.base64 |= wrapper.base64;
    return Merge(std::move(inner), out, false);
  }
  out.unknown = true;
  if ((IsFormOfArguments(call->method()) || IsFormOfReceiver(call->method())) && IsGuessable(value, context))
    out.predictable.push_back(call->begin);
}

// Application.get_env(:app, :key, "default"), Keyword.get(options, :key, "default"): in a pipe without the first.
bool Program::EvalElixirLookup(const Call& call, const std::vector<Argument>& arguments, bool piped, Context& context,
                               Evaluation& out) const {
  const std::size_t place = piped ? 1 : 2;
  if (language().id != LanguageId::kElixir || call.path.size() < 2 || arguments.size() <= place || !IsLookup(call.path))
    return false;
  Evaluation inner;
  Eval(arguments[place].value, context, inner);
  inner.nulls.clear();
  Merge(std::move(inner), out, true);
  out.lookup = true;
  return true;
}

}  // namespace packrake::code
