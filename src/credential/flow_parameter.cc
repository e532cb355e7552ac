#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/one_of.h"

// What the callers in this file give for a parameter, and what an object's fields are made of.
namespace packrake::code {
namespace {

// Functions that make an object of the class that holds them.
constexpr auto kConstructors =
    std::to_array<std::string_view>({"__init__", "constructor", "initialize", "__construct", "init", "new", "New"});

std::size_t PlaceOf(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

}  // namespace

std::string_view Program::ClassOf(std::uint32_t function) const {
  std::uint32_t region = regions_[function].parent;
  while (region != 0 && regions_[region].kind == RegionKind::kCondition) region = regions_[region].parent;
  return regions_[region].kind == RegionKind::kClass ? std::string_view(regions_[region].name) : std::string_view();
}

// STAFF("…") among the constants of an enumeration of Java's kin, which its constructor makes.
bool Program::IsConstantOf(const Call& call, std::uint32_t enumeration) const {
  const Region& holder = regions_[enumeration];
  if (holder.kind != RegionKind::kClass || call.path.size() != 1 || call.is_new || holder.body.begin == 0) return false;
  if (tokens_[call.begin].inside != holder.body.begin - 1) return false;
  if (!tokens_.Is(call.begin - 1, "{") && !tokens_.Is(call.begin - 1, ",")) return false;
  for (std::uint32_t i = holder.header; i < holder.body.begin; ++i) {
    if (tokens_.Is(i, "enum")) return true;
  }
  return false;
}

// Whether `call` may be one of the function or class that `region` is. A method of the same name on something else is
// not: the receiver is the class, an object made of it, or the object itself.
bool Program::Calls(const Call& call, std::uint32_t region) const {
  const Region& callee = regions_[region];
  if (call.is_imported || call.is_braced) return false;
  if (callee.kind == RegionKind::kClass) return call.method() == callee.name || IsConstantOf(call, region);
  const std::string_view owner = ClassOf(region);
  if (!owner.empty() && (OneOf(callee.name, kConstructors) || callee.name == owner))
    return call.method() == owner || IsConstantOf(call, callee.parent);
  if (callee.name.empty() || call.method() != callee.name) return false;
  if (call.path.size() == 1) return true;
  const std::string& receiver = call.path[call.path.size() - 2];
  if (!owner.empty() && receiver == owner) return true;
  if (language().id == LanguageId::kGo && tokens_.Is(callee.header, "func") && tokens_.Is(callee.header + 1, "("))
    return call.path.size() == 2;
  for (const Binding* binding : BindingsOf(receiver)) {
    for (std::uint32_t k = binding->value.begin; k < binding->value.end && k < binding->value.begin + 6; ++k) {
      if (!owner.empty() && tokens_.IsName(k) && tokens_.Text(k) == owner) return true;
    }
  }
  return false;
}

void Program::EvalGiven(Range value, std::string_view member, Context& context, Evaluation& out) const {
  Evaluation inner;
  if (member.empty()) {
    Eval(value, context, inner);
  } else {
    for (const Range one : MembersOf(value, member)) Eval(one, context, inner);
  }
  // An empty one is a caller's way to say that there is none.
  std::erase_if(inner.literals, [](const Literal& literal) { return literal.value.empty(); });
  inner.nulls.clear();
  inner.predictable.clear();
  for (Literal& literal : inner.literals) literal.through_name = true;
  Merge(std::move(inner), out, false);
}

// What the class of a parameter gives its field to begin with: `struct Config { std::string secret = "…"; };` and
// `void f(const Config& config)`, `fun f(config: Config)`.
void Program::EvalInitial(std::string_view parameter, std::string_view member, const Region& callee, Context& context,
                          Evaluation& out) const {
  static constexpr auto kBetween =
      std::to_array<std::string_view>({"&", "*", "const", ":", "?", "mut", "Annotated", "Optional", "["});
  const auto class_at = [&](std::uint32_t i) {
    const auto found = tokens_.IsName(i) ? classes_.find(std::string(tokens_.Text(i))) : classes_.end();
    return found == classes_.end() ? 0U : found->second;
  };
  std::uint32_t type = 0;
  for (std::uint32_t i = callee.header + 1; i < callee.body.begin && type == 0; ++i) {
    if (!tokens_.IsName(i) || tokens_.Text(i) != parameter) continue;
    std::uint32_t before = i - 1;
    while (before > callee.header && OneOf(tokens_.Text(before), kBetween)) --before;
    std::uint32_t after = i + 1;
    while (after < callee.body.begin && OneOf(tokens_.Text(after), kBetween)) ++after;
    type = class_at(before);
    if (type == 0) type = class_at(after);
  }
  for (const Binding* binding : BindingsOf(std::string(parameter))) {  // settings=Depends(get_settings)
    if (type == 0 && binding->is_default && &regions_[binding->region] == &callee) type = ClassMadeBy(binding->value);
  }
  if (type == 0) return;
  for (const Binding* binding : BindingsOf(std::string(member))) {
    if (binding->region == type && !binding->value.empty()) EvalGiven(binding->value, "", context, out);
  }
}

void Program::EvalParameter(const std::string& path, std::uint32_t region, Context& context, Evaluation& out) const {
  out.unknown = true;  // other files may call it too
  const Region& callee = regions_[region];
  const std::size_t dot = std::min(path.find('.'), path.size());
  const std::string_view head = std::string_view(path).substr(0, dot);
  const std::string_view member = std::string_view(path).substr(std::min(dot + 1, path.size()));
  const std::size_t place = PlaceOf(callee.parameters, head);
  if (place == callee.parameters.size() || !Spend(calls_.size())) return;
  if (!member.empty()) EvalInitial(head, member, callee, context, out);
  if (EvalCommand(head, member, callee, context, out)) return;
  if (!member.empty() && (EvalShared(path, context, out) || EvalArgument(member, context, out))) return;
  const std::string& first = callee.parameters.front();
  const bool self = first == "self" || first == "cls";
  // Of the call whose result is asked for, and not what others give.
  const auto asked = std::ranges::find(context.entered, region, &Context::Entered::region);
  const Call* const only = asked == context.entered.end() ? nullptr : asked->by;
  for (const Call& call : calls_) {
    if (only != nullptr ? &call != only : !Calls(call, region)) continue;
    const std::vector<Argument> arguments = Arguments(call.inner);
    const auto named = std::ranges::find(arguments, head, &Argument::name);
    if (named != arguments.end()) {
      EvalGiven(named->value, member, context, out);
      continue;
    }
    // constructor({ secret }): an entry of an object
    bool entered = false;
    for (const Argument& argument : arguments) {
      if (!tokens_.Is(argument.value.begin, "{") || !member.empty()) continue;
      for (const Argument& entry : EntriesOf(argument.value.begin)) {
        if (entry.name != head) continue;
        EvalGiven(entry.value, "", context, out);
        entered = true;
      }
    }
    const std::size_t at = self && place > 0 ? place - 1 : place;
    if (entered || at >= arguments.size()) continue;
    const Argument& argument = arguments[at];
    if (argument.name.empty() || language().id == LanguageId::kSwift)
      EvalGiven(argument.value, member, context, out);
  }
}

// A field that a method reads as its own, where the constructor's parameter is the field: TypeScript, PHP, Dart, and
// what Lombok writes.
bool Program::EvalConstructed(const std::string& path, std::uint32_t region, Context& context, Evaluation& out) const {
  const std::string_view head = std::string_view(path).substr(0, path.find('.'));
  for (const std::string_view name : kConstructors) {
    const auto found = functions_.find(std::string(name));
    if (found == functions_.end() || !Spend(found->second.size())) continue;
    for (const std::uint32_t function : found->second) {
      if (regions_[function].parent != region || PlaceOf(regions_[function].parameters, head) ==
                                                     regions_[function].parameters.size())
        continue;
      for (const Binding* binding : BindingsOf(std::string(head))) {  // constructor(private key = '…')
        if (binding->region != function || !binding->is_default || binding->value.empty() || head != path) continue;
        Evaluation inner;
        Eval(binding->value, context, inner);
        inner.nulls.clear();
        for (Literal& literal : inner.literals) literal.through_name = true;
        Merge(std::move(inner), out, true);
      }
      EvalParameter(path, function, context, out);
      return true;
    }
  }
  return false;
}

// Config{"issuer", "…"}, Config{Secret: "…"}, TokenConfig("issuer", "…") of `data class TokenConfig(…)`: the
// field `member` of a `type`, or where that is not known of whatever this file makes that has one of that name.
bool Program::EvalMade(std::string_view member, std::string_view type, Context& context, Evaluation& out) const {
  bool found = false;
  for (const Call& call : calls_) {
    if (!type.empty() && call.method() != type && call.method() != "Self") continue;
    const auto fields = fields_.find(call.method());
    if (!call.is_braced && fields == fields_.end() && !classes_.contains(call.method())) continue;
    if (!Spend(call.inner.size())) break;
    const std::vector<Argument> entries = Arguments(call.inner);
    bool named = false;
    for (const Argument& entry : entries) {
      named |= !entry.name.empty();
      const bool shorthand = entry.name.empty() && call.is_braced && language().id == LanguageId::kRust &&
                             entry.value.size() == 1 && tokens_.Text(entry.value.begin) == member;
      if (entry.name != member && !shorthand) continue;
      EvalGiven(entry.value, "", context, out);
      found = true;
    }
    if (named || fields == fields_.end()) continue;
    const std::size_t place = PlaceOf(fields->second, member);
    if (place >= entries.size()) continue;
    EvalGiven(entries[place].value, "", context, out);
    found = true;
  }
  return found;
}

}  // namespace packrake::code
