#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "credential/flow.h"
#include "credential/flow_eval.h"

// Entries of a table whose key is not known, and what a loop gives a name: any of them may be the value.
namespace packrake::code {
namespace {

constexpr std::size_t kMostEntries = 16;
constexpr std::uint32_t kLongestHeader = 40;  // tokens of a loop's

}  // namespace

void Program::EvalEach(std::span<const Range> values, Context& context, Evaluation& out) const {
  for (const Range value : values) {
    Evaluation one;
    Eval(value, context, one);
    for (Literal& literal : one.literals) literal.through_name = true;
    Merge(std::move(one), out, false);
  }
}

// self.value in a method of class Keys(Enum) of Python: any of what its members are given.
bool Program::EvalMemberOfEnum(std::uint32_t type, Context& context, Evaluation& out) const {
  if (language().id != LanguageId::kPython || type == 0 || !Spend(bindings_.size())) return false;
  bool is_enum = false;
  for (std::uint32_t i = regions_[type].header; i < regions_[type].body.begin; ++i)
    is_enum |= tokens_.IsName(i) && tokens_.Text(i).ends_with("Enum") && tokens_[i].inside != kNone;
  std::vector<Range> values;
  for (const Binding& binding : bindings_) {
    if (is_enum && binding.region == type && values.size() < kMostEntries) values.push_back(binding.value);
  }
  EvalEach(values, context, out);
  return !values.empty();
}

// KEYS[kid], KEYS.get(kid), KEYS.get("v1"): the values of the object KEYS, or the one that a constant names. Nothing
// for KEYS["v1"], which is a path, and for objects that this file does not show.
std::vector<Range> Program::AnyEntryOf(Range expression, int depth) const {
  std::vector<Range> out;
  const Range range = Strip(expression);
  if (range.size() < 4 || depth > 4 || !Spend(range.size())) return out;
  const std::uint32_t last = range.end - 1;
  const std::uint32_t open = tokens_[last].pair;
  if (open == kNone || open <= range.begin) return out;
  Range table{range.begin, open};
  Range key{open + 1, last};
  if (tokens_.Is(last, ")")) {
    const Call* call = CallAt(open);
    if (call == nullptr || call->method() != "get" || call->begin != range.begin || call->name < range.begin + 2)
      return out;
    const std::vector<Argument> arguments = Arguments(call->inner);
    if (arguments.empty() || !arguments[0].name.empty()) return out;
    table.end = call->name - 1;
    key = arguments[0].value;
  } else if (!tokens_.Is(last, "]") || tokens_.IsString(open + 1)) {
    return out;
  }
  for (std::uint32_t i = key.begin; i < key.end; ++i) {
    if (tokens_.Is(i, ":")) return out;  // a part of a list or a text
  }
  const std::string constant = ConstantOf(key);
  if (constant.starts_with('"')) {
    if (constant.find('.') == std::string::npos) AddMembersOf(table, constant.substr(1), depth + 1, out);
    return out;
  }
  if (!constant.empty() && IsDigit(constant[0])) return out;
  for (const Argument& entry : EntriesOf(ObjectIn(table, 0))) {
    if (!entry.name.empty() && out.size() < kMostEntries) out.push_back(entry.value);
  }
  return out;
}

// for key in (CURRENT, PREVIOUS):, for kid, key in KEYS.items():, for (const key of KEYS)
bool Program::EvalLooped(const std::string& name, std::uint32_t at, Context& context, Evaluation& out) const {
  for (std::uint32_t region = RegionOf(at); regions_[region].kind == RegionKind::kCondition;
       region = regions_[region].parent) {
    const Region& loop = regions_[region];
    if (!tokens_.Is(loop.header, "for")) continue;
    const std::uint32_t stop = std::min(loop.body.begin, loop.header + kLongestHeader);
    std::uint32_t word = loop.header + 1;
    std::uint32_t place = kNone;  // of the name, among the loop's
    std::uint32_t names = 0;
    while (word < stop && !tokens_.Is(word, "in") && !tokens_.Is(word, "of")) {
      const bool declares = tokens_.Is(word, "const") || tokens_.Is(word, "let") || tokens_.Is(word, "var");
      if (tokens_.IsName(word) && !declares) {
        if (tokens_.Text(word) == name) place = names;
        ++names;
      }
      ++word;
    }
    if (place == kNone || word >= stop) continue;
    std::uint32_t end = word + 1;
    while (end < stop && !tokens_.Is(end, ":") && !tokens_.Is(end, ")") && !tokens_.Is(end, "{"))
      end = tokens_[end].pair != kNone && tokens_[end].pair > end ? tokens_[end].pair + 1 : end + 1;
    Range list{word + 1, std::min(end, stop)};
    std::vector<Range> values;
    const Call* call = list.size() > 4 && tokens_.Is(list.end - 1, ")") ? CallAt(tokens_[list.end - 1].pair) : nullptr;
    if (call != nullptr) {
      const bool second = call->method() == "items" && names == 2 && place == 1;
      if (!second && !(call->method() == "values" && names == 1)) return false;
      for (const Argument& entry : EntriesOf(ObjectIn({list.begin, call->name - 1}, 0))) {
        if (!entry.name.empty()) values.push_back(entry.value);
      }
    } else {
      list = Resolve(list);
      if (list.empty()) return false;
      const bool bracketed = tokens_.Is(list.begin, "[") && tokens_[list.begin].pair + 1 == list.end;
      if (bracketed) list = {list.begin + 1, list.end - 1};
      const std::vector<Argument> items = Arguments(list);
      if (!bracketed && items.size() < 2) return false;
      for (const Argument& item : items) {
        const std::vector<Argument> parts = names == 1 ? std::vector<Argument>{item} : Arguments(Strip(item.value));
        if (parts.size() == names && parts[place].name.empty()) values.push_back(parts[place].value);
      }
    }
    if (values.empty()) return false;
    EvalEach(std::span(values).first(std::min(values.size(), kMostEntries)), context, out);
    return true;
  }
  return false;
}

}  // namespace packrake::code
