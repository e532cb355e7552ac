#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "credential/flow.h"
#include "credential/flow_eval.h"
#include "credential/flow_words.h"
#include "credential/guessable.h"

// What a dotted name stands for where it is used.
namespace packrake::code {
namespace {

bool IsConstantName(std::string_view name) {
  return name.size() > 1 && std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

// getSigningKey, of which Groovy makes the property signingKey.
std::string GetterOf(const std::string& property) {
  std::string getter = "get" + property;
  if (IsLower(getter[3])) getter[3] = static_cast<char>(getter[3] - 'a' + 'A');
  return getter;
}

// None, null, '': what stands where nothing was assigned yet.
bool IsNothing(const Evaluation& value) {
  return !value.unknown && !value.lookup &&
         std::ranges::all_of(value.literals, [](const Literal& literal) { return literal.value.empty(); });
}

}  // namespace

std::string Program::PathOf(Range range) const {
  std::string path;
  std::uint32_t i = range.begin;
  const bool perl = language().id == LanguageId::kPerl;  // $conf{key}, $self->{key}
  bool due = true;
  while (i < range.end) {
    const std::string_view text = tokens_.Text(i);
    if (due) {
      if (!tokens_.IsName(i)) return "";
      std::string_view name = text;
      while (!name.empty() && std::string_view("$@#%?").find(name[0]) != std::string_view::npos) name.remove_prefix(1);
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
      if (tokens_.Is(i, "[") || (perl && tokens_.Is(i, "{"))) due = false;
    } else if ((text == "[" || (perl && text == "{")) && tokens_[i].pair != kNone && tokens_[i].pair < range.end) {
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

const Call* Program::MadeByKeyword(Range value) const {
  const Range range = Strip(value);
  if (language().id != LanguageId::kPython || range.empty() || !tokens_.Is(range.end - 1, ")")) return nullptr;
  const std::uint32_t open = tokens_[range.end - 1].pair;
  const Call* call = open == kNone ? nullptr : CallAt(open);
  return call != nullptr && call->begin == range.begin && IsUpper(call->method()[0]) ? call : nullptr;
}

void Program::EvalName(const std::string& path, std::uint32_t at, Context& context, Evaluation& out) const {
  const bool variable = language().id == LanguageId::kPerl && tokens_.Text(at).starts_with('$');  // $time, not time
  if (!variable && IsGuessableName(path, language().id)) {
    out.predictable.push_back(at);
    out.unknown = true;
    return;
  }
  if (IsLookupName(path)) {
    EvalEnvironment(path, context, out);
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
          if (region == 0) region = ClassMadeBy(binding->value);
        }
      }
      if (region != 0 || classes_.contains(head)) {
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
          if (object != kNone) take_members(EntriesOf(object));
          // SimpleNamespace(secret="…"), Settings(secret="…") of Python, whose class may be another file's.
          const Call* made = object == kNone ? MadeByKeyword(binding->value) : nullptr;
          if (made != nullptr) take_members(Arguments(made->inner));
        }
      }
      // keys[0] of keys = ['…', '…']
      if (!found && member.size() == 1 && member[0] >= '0' && member[0] <= '9') {
        for (const Binding* binding : BindingsOf(head)) {
          const Range list = Strip(binding->value);
          if (list.empty() || !tokens_.Is(list.begin, "[") || tokens_[list.begin].pair + 1 != list.end) continue;
          const std::vector<Argument> items = Arguments({list.begin + 1, list.end - 1});
          const auto place = static_cast<std::size_t>(member[0] - '0');
          if (place >= items.size()) continue;
          found = true;
          Evaluation inner;
          Eval(items[place].value, context, inner);
          for (Literal& literal : inner.literals) literal.through_name = true;
          Merge(std::move(inner), out, false);
        }
      }
      // &Service{secret: []byte("…")}: the field that a method of this file reads as s.secret.
      if (!found && head.find('.') == std::string::npos && !imports_.contains(head))
        found = EvalMade(member, "", context, out);
      // m.options.Key of Go: the field of whatever this file makes of the type that `options` has.
      if (!found && language().id == LanguageId::kGo && head.find('.') != std::string::npos) {
        const std::string_view type = TypeOfField(std::string_view(head).substr(head.rfind('.') + 1));
        if (!type.empty()) found = EvalMade(member, type, context, out);
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
      static constexpr auto kForms =
          std::to_array<std::string_view>({"utf8", "bytes", "Bytes", "data", "buffer", "rawValue", "value", "codeUnits",
                                           "utf8CString", "unicodeScalars"});
      if (std::ranges::find(kForms, path.substr(dot + 1)) != kForms.end()) {
        EvalName(path.substr(0, dot), at, context, out);
        --context.names;
        return;
      }
    }
    if (!found && dot == std::string::npos) {
      std::uint32_t owner = ScopeOf(at);
      while (owner != 0 && regions_[owner].kind != RegionKind::kClass) owner = regions_[owner].parent;
      found = owner != 0 && !regions_[owner].name.empty() && EvalMade(path, regions_[owner].name, context, out);
      if (!found && path == "value" && tokens_.Is(at, "self")) found = EvalMemberOfEnum(owner, context, out);
    }
    if (!found) found = EvalElsewhere(path, at, context, out);
    if (!found) {
      // A function that needs no brackets to be called (Ruby, Scala), a property, or a key function given by name.
      const std::uint32_t scope = ScopeOf(at);
      bool shadowed = false;
      for (std::uint32_t r = scope; r != 0; r = regions_[r].parent) {
        shadowed |= std::ranges::find(regions_[r].parameters, path) != regions_[r].parameters.end();
      }
      auto functions = functions_.find(path.substr(dot == std::string::npos ? 0 : dot + 1));
      // Groovy reads like Java where nothing is a `def`.
      const bool groovy = language().id == LanguageId::kGroovy || language().id == LanguageId::kJava;
      if (functions == functions_.end() && dot == std::string::npos && groovy)
        functions = functions_.find(GetterOf(path));
      if (functions != functions_.end() && !shadowed) {
        EvalFunctionResult(regions_[functions->second.front()].body, context, out);
        found = true;
      }
    }
    if (!found) out.unknown = true;
  }
  --context.names;
}

// "Options" of `options Options` or `options *Options`, a line of a struct of Go; "" where there is none.
std::string_view Program::TypeOfField(std::string_view field) const {
  if (!Spend(tokens_.size())) return {};
  for (std::uint32_t i = 1; i + 1 < tokens_.size(); ++i) {
    if (!tokens_.IsName(i) || tokens_.Text(i) != field) continue;
    const std::uint32_t open = tokens_[i].inside;
    if (open == kNone || open == 0 || !tokens_.Is(open - 1, "struct")) continue;
    const std::uint32_t type = tokens_.Is(i + 1, "*") ? i + 2 : i + 1;
    if ((tokens_[i].first_on_line || i == open + 1) && tokens_.IsName(type)) return tokens_.Text(type);
  }
  return {};
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
      if (binding->region != region && !(region == 0 && binding->is_global)) continue;
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
          context.active.push_back(binding);
          if (!binding->added.empty() && IsGuessable(binding->added, context)) {
            one.predictable.push_back(binding->added.begin);
            // What it began with, '', is not what it is any more.
            std::erase_if(current.literals, [](const Literal& literal) { return literal.value.empty(); });
          }
          context.active.pop_back();
        } else if (!binding->member.empty()) {
          context.active.push_back(binding);
          const std::vector<Range> entries = MembersOf(binding->value, binding->member);
          for (const Range entry : entries) Eval(entry, context, one);
          if (entries.empty()) (IsLookupName(PathOf(Strip(binding->value))) ? one.lookup : one.unknown) = true;
          context.active.pop_back();
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
        // `key = None` of the file is there to be assigned by the function that says `global key`.
        const bool from_function = binding->is_global && binding->region != region;
        const bool conditional = binding->conditional || (from_function && any && !IsNothing(current));
        if (!conditional || !any) {
          // `if not secret: secret = 'x'` is a default, and says so.
          if (conditional && !any) {
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
      const bool defaults = std::ranges::all_of(here, [](const Binding* binding) { return binding->is_default; });
      if (is_parameter && defaults) EvalParameter(path, region, context, out);
      return true;
    }
    if (is_parameter) {
      EvalParameter(path, region, context, out);
      return true;
    }
    if (regions_[region].kind == RegionKind::kClass && EvalConstructed(path, region, context, out)) return true;
    if (region == 0) return false;
    region = regions_[region].parent;
    while (regions_[region].kind == RegionKind::kCondition) region = regions_[region].parent;
  }
}

}  // namespace packrake::code
