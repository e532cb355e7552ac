#include <string>
#include <vector>

#include "credential/flow.h"
#include "credential/flow_eval.h"

// Objects, dictionaries and their entries.
namespace packrake::code {
namespace {

constexpr int kMaxMerges = 4;  // objects merged into one another

}  // namespace

std::uint32_t Program::ObjectIn(Range expression, int depth) const {
  // my %conf = (key => '…', alg => 'HS256');
  if (language().id == LanguageId::kPerl && tokens_.Is(expression.begin, "(") &&
      tokens_[expression.begin].pair + 1 == expression.end)
    return expression.begin;
  Range range = Strip(expression);
  // { … }.freeze, { … }.with_indifferent_access of Ruby
  while (language().id == LanguageId::kRuby && range.size() > 2 && tokens_.Is(range.end - 2, ".") &&
         (tokens_.Is(range.end - 1, "freeze") || tokens_.Is(range.end - 1, "with_indifferent_access")))
    range.end -= 2;
  if (range.empty() || depth > 4) return kNone;
  const std::uint32_t last = range.end - 1;
  // {…}, Type{…}, new Type {…}, dict(…), array(…), %{…}, […] of PHP
  if (tokens_.Is(last, "}") && tokens_[last].pair != kNone && tokens_[last].pair >= range.begin) {
    const std::uint32_t open = tokens_[last].pair;
    if (open == range.begin || tokens_.IsName(open - 1) || tokens_.Is(open - 1, "%") || tokens_.Is(open - 1, ")"))
      return open;
    // map[string]interface{}{…}
    if (language().id == LanguageId::kGo && tokens_.Is(open - 1, "}")) return open;
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
      const std::uint32_t first = entry.value.begin;
      const bool spread = tokens_.Is(first, "...") || (tokens_.Is(first, "*") && tokens_.Is(first + 1, "*"));
      // {...defaults}, {**defaults}, dict(defaults, key="…")
      if (entry.name.empty() && (spread || (tokens_.Is(open - 1, "dict") && tokens_.IsName(first)))) {
        AddMembersOf({tokens_.Is(first, "...") ? first + 1 : first, entry.value.end}, name, depth + 1, out);
        continue;
      }
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
  for (const Range entry : AnyEntryOf(value, depth + 1)) AddMembersOf(entry, name, depth + 1, out);
  if (const std::string path = PathOf(Strip(expression)); !path.empty()) {
    for (const Binding* binding : BindingsOf(path + "." + std::string(name))) {
      if (!binding->value.empty()) out.push_back(binding->value);
    }
    AddUpdatesOf(path, expression, name, depth, out);
  }
}

// options.update(key="…"), options.update({…}), options.setdefault("key", "…"): what a dictionary is given later.
void Program::AddUpdatesOf(const std::string& path, Range expression, std::string_view name, int depth,
                           std::vector<Range>& out) const {
  if (language().id != LanguageId::kPython || !Holds(".update(|.setdefault(") || !Spend(calls_.size())) return;
  for (const Call& call : calls_) {
    if (call.method() != "update" && call.method() != "setdefault") continue;
    const std::uint32_t function = FunctionOfToken(call.begin);
    const bool here = function == 0 || function == FunctionOfToken(expression.begin);
    if (!here || call.name < call.begin + 2 || PathOf({call.begin, call.name - 1}) != path) continue;
    const std::vector<Argument> arguments = Arguments(call.inner);
    if (call.method() == "update") {
      for (const Argument& argument : arguments) {
        if (argument.name == name) out.push_back(argument.value);
        if (argument.name.empty()) AddMembersOf(argument.value, name, depth + 1, out);
      }
    } else if (arguments.size() == 2 && ConstantOf(arguments[0].value) == "\"" + std::string(name)) {
      out.push_back(arguments[1].value);
    }
  }
}

}  // namespace packrake::code
