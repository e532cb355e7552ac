#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/one_of.h"

// Names that lead elsewhere in the file: to another name for the same object, to what an application's functions share,
// to the options of a command line.
namespace packrake::code {
namespace {

constexpr std::size_t kMostBindings = 8;  // of one name that are followed

// --signing-key and -k, or what stands for them: the attribute or the parameter that a library makes of an option.
std::string AttributeOf(const Tokens& tokens, const std::vector<Argument>& arguments) {
  std::string attribute;
  bool long_found = false;
  for (const Argument& argument : arguments) {
    if (argument.value.size() != 1 || !tokens.IsString(argument.value.begin)) continue;
    std::string_view name = tokens.StringAt(argument.value.begin).value;
    if (argument.name == "dest") return std::string(name);
    if (!argument.name.empty()) continue;
    // click: a name without dashes is the parameter's; else the first long one.
    const bool is_long = name.starts_with("--");
    while (name.starts_with('-')) name.remove_prefix(1);
    if (long_found || (!attribute.empty() && !is_long)) continue;
    attribute = name.substr(0, name.find_first_of(" /=,"));
    std::ranges::replace(attribute, '-', '_');
    long_found |= is_long;
  }
  return attribute;
}

// app.config[name] = …: of the object, but no name for it.
bool SetsUnknownEntry(const Tokens& tokens, const Binding& binding) {
  if (binding.value.empty() || binding.at == 0) return true;
  const std::uint32_t close = binding.at - 1;
  return tokens.Is(close, "]") && (tokens[close].pair == kNone || !tokens.IsString(close - 1));
}

}  // namespace

// The class whose object a value is, by the name that it begins with: Settings(…), options or Settings(…),
// get_settings() and Depends(get_settings) where that function returns one. 0 where this file has none.
std::uint32_t Program::ClassMadeBy(Range value) const {
  const auto class_called = [this](std::string_view name) {
    const auto found = classes_.find(std::string(name));
    return found == classes_.end() ? 0U : found->second;
  };
  value = Strip(value);
  for (std::uint32_t k = value.begin; k < value.end && k < value.begin + 6; ++k) {
    if (!tokens_.IsName(k)) continue;
    if (tokens_.Is(k + 1, "(") || tokens_.Is(k + 1, "{") || tokens_.Is(k + 1, ".")) {
      if (const std::uint32_t region = class_called(tokens_.Text(k)); region != 0) return region;
    }
    const auto function = functions_.find(std::string(tokens_.Text(k)));
    if (function == functions_.end()) continue;
    const Range body = regions_[function->second.front()].body;
    for (std::uint32_t i = body.begin; i + 2 < body.end && i < body.begin + 60; ++i) {
      if (!tokens_.Is(i, "return") || !tokens_.IsName(i + 1) || !tokens_.Is(i + 2, "(")) continue;
      if (const std::uint32_t region = class_called(tokens_.Text(i + 1)); region != 0) return region;
    }
  }
  return 0;
}

// self._options.secret of self._options = options
bool Program::EvalAlias(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos) return false;
  const std::uint32_t scope = ScopeOf(at);
  std::size_t followed = 0;
  bool found = false;
  for (const Binding* binding : BindingsOf(path.substr(0, dot))) {
    bool visible = binding->region == 0;
    for (std::uint32_t region = scope; region != 0 && !visible; region = regions_[region].parent)
      visible = binding->region == region;
    const std::string alias = PathOf(Strip(binding->value));
    if (!visible || alias.empty() || alias == path.substr(0, dot) || ++followed > kMostBindings) continue;
    if (std::ranges::find(context.active, binding) != context.active.end()) continue;
    Evaluation one;
    context.active.push_back(binding);
    EvalName(alias + path.substr(dot), binding->value.begin, context, one);
    context.active.pop_back();
    found |= !one.literals.empty() || one.lookup;
    for (Literal& literal : one.literals) literal.through_name = true;
    Merge(std::move(one), out, false);
  }
  return found;
}

// request.app.state.key, current_app.config["KEY"], ctx.obj["key"]: put there by another function.
bool Program::EvalShared(const std::string& path, Context& context, Evaluation& out) const {
  static constexpr auto kHolders = std::to_array<std::string_view>({"app", "current_app", "application"});
  std::vector<Range> values;
  for (std::size_t begin = 0; begin < path.size() && values.empty();) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    const std::string segment = path.substr(begin, dot - begin);
    const std::string rest = dot < path.size() ? path.substr(dot) : "";
    if (!rest.empty() && OneOf(segment, kHolders)) {
      for (const std::string_view holder : kHolders) {
        for (const Binding* binding : BindingsOf(std::string(holder) + rest)) {
          if (!SetsUnknownEntry(tokens_, *binding) && values.size() < kMostBindings) values.push_back(binding->value);
        }
      }
    }
    if (segment == "obj" && begin > 0 && !rest.empty()) {  // click's context
      for (const Binding* binding : BindingsOf("ctx.obj")) AddMembersOf(binding->value, rest.substr(1), 1, values);
    }
    begin = dot + 1;
  }
  EvalEach(values, context, out);
  return !values.empty();
}

// app.config.get("KEY"): what was set there, and the default besides.
bool Program::EvalKept(Range receiver, const std::vector<Argument>& arguments, Context& context,
                       Evaluation& out) const {
  const std::string holder = PathOf(Strip(receiver));
  const std::string& name = tokens_.StringAt(arguments[0].value.begin).value;
  if (holder.empty() || name.find('.') != std::string::npos) return false;
  const std::string path = holder + "." + name;
  const bool bound = !BindingsOf(path).empty() && EvalBindings(path, receiver.begin, context, out);
  if (!bound && !EvalShared(path, context, out)) return false;
  if (arguments.size() == 2) {
    Evaluation fallback;
    Eval(arguments[1].value, context, fallback);
    Merge(std::move(fallback), out, true);
  }
  return true;
}

// os.environ.setdefault("KEY", "…") of os.environ["KEY"], whose `path` this is.
void Program::EvalEnvironment(const std::string& path, Context& context, Evaluation& out) const {
  if (!Holds("environ.setdefault(") || !Spend(calls_.size())) return;
  const std::string name = path.substr(path.rfind('.') + 1);
  for (const Call& call : calls_) {
    if (call.method() != "setdefault" || call.path.size() < 2 || call.path[call.path.size() - 2] != "environ") continue;
    const std::vector<Argument> arguments = Arguments(call.inner);
    if (arguments.size() != 2 || ConstantOf(arguments[0].value) != "\"" + name) continue;
    Evaluation fallback;
    Eval(arguments[1].value, context, fallback);
    Merge(std::move(fallback), out, true);
  }
}

// args.secret of parser.add_argument("--secret", default="…")
bool Program::EvalArgument(std::string_view member, Context& context, Evaluation& out) const {
  if (!Holds("add_argument(|add_option(") || !Spend(calls_.size())) return false;
  bool found = false;
  for (const Call& call : calls_) {
    if (call.method() != "add_argument" && call.method() != "add_option") continue;
    const std::vector<Argument> arguments = Arguments(call.inner);
    if (AttributeOf(tokens_, arguments) != member) continue;
    EvalDefaults(arguments, context, out);
    out.lookup = true;
    found = true;
  }
  return found;
}

// @click.option("--key", default="…") above def run(key), and @click.pass_obj above def run(obj): obj["key"].
bool Program::EvalCommand(std::string_view parameter, std::string_view member, const Region& function,
                          Context& context, Evaluation& out) const {
  constexpr std::uint32_t kLongestDecorators = 300;  // tokens
  if (!Holds("click")) return false;
  std::uint32_t begin = function.header;
  const std::uint32_t least = begin > kLongestDecorators ? begin - kLongestDecorators : 0;
  while (begin > least && !tokens_.Is(begin - 1, "def") && !tokens_.Is(begin - 1, "return")) --begin;
  bool found = false;
  for (const Call& call : CallsIn({begin, function.header})) {
    if (call.method() != "option" || !tokens_.Is(call.begin - 1, "@") || !member.empty()) continue;
    const std::vector<Argument> arguments = Arguments(call.inner);
    if (AttributeOf(tokens_, arguments) != parameter) continue;
    EvalDefaults(arguments, context, out);
    out.lookup = true;
    found = true;
  }
  if (!member.empty() && !function.parameters.empty() && function.parameters.front() == parameter) {
    for (std::uint32_t i = begin; i < function.header && !found; ++i) {
      if (tokens_.Is(i, "pass_obj")) found = EvalShared("ctx.obj." + std::string(member), context, out);
    }
  }
  return found;
}

// import Settings._ and import Settings.phrase of Scala, where the object is this file's.
bool Program::EvalImported(const std::string& path, Context& context, Evaluation& out) const {
  if (language().id != LanguageId::kScala) return false;
  for (const Binding* binding : BindingsOf(path)) {
    const Region& holder = regions_[binding->region];
    if (holder.kind != RegionKind::kClass || binding->value.empty() || !Spend(tokens_.size())) continue;
    for (std::uint32_t i = 1; i + 2 < tokens_.size(); ++i) {
      if (!tokens_.IsName(i) || tokens_.Text(i) != holder.name || !tokens_.Is(i + 1, ".")) continue;
      const std::string_view member = tokens_.Text(i + 2);
      if (member != "_" && member != "*" && member != path) continue;
      std::uint32_t head = i - 1;
      while (head > 1 && tokens_.Is(head, ".")) head -= 2;
      if (!tokens_.Is(head, "import")) continue;
      EvalGiven(binding->value, "", context, out);
      return true;
    }
  }
  return false;
}

bool Program::EvalElsewhere(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos) return EvalLooped(path, at, context, out) || EvalImported(path, context, out);
  if (EvalAlias(path, at, context, out) || EvalShared(path, context, out)) return true;
  std::vector<Range> values;  // config["key"] of config = TENANTS[tenant]
  for (const Binding* binding : BindingsOf(path.substr(0, dot))) {
    for (const Range entry : AnyEntryOf(binding->value, 0)) AddMembersOf(entry, path.substr(dot + 1), 1, values);
  }
  EvalEach(values, context, out);
  return !values.empty() || EvalArgument(path.substr(dot + 1), context, out);
}

}  // namespace packrake::code
