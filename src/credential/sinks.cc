#include "credential/sinks.h"

#include <algorithm>
#include <unordered_map>

#include "base/ascii.h"

namespace packrake::code {
namespace {

// Calls `visit` with each part of `list` between '|' until it returns true; tells whether it did.
template <class Visit>
bool AnyPart(std::string_view list, Visit&& visit) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    if (visit(list.substr(0, bar))) return true;
    list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
  }
  return false;
}

const std::unordered_multimap<std::string_view, const SinkRow*>& ByMethod() {
  static const auto* const map = [] {
    auto* rows = new std::unordered_multimap<std::string_view, const SinkRow*>;
    for (const SinkRow& row : SinkRows()) rows->emplace(row.method, &row);
    return rows;
  }();
  return *map;
}

constexpr std::size_t kNear = 500;  // bytes either side

std::string SinkName(const Call& call) {
  // The ends of a long chain say enough.
  if (call.path.size() > 3) return call.path.front() + "…" + call.path.back();
  std::string name;
  for (const std::string& part : call.path) name += (name.empty() ? "" : ".") + part;
  return name;
}

void AddDeep(const Program& program, const Call& call, std::string_view member, SinkUse use,
             std::vector<SinkUse>& out) {
  const Tokens& tokens = program.tokens();
  for (std::uint32_t i = call.inner.begin; i + 2 < call.inner.end && i < call.inner.begin + 2000; ++i) {
    const bool named =
        (tokens.IsName(i) && tokens.Text(i) == member) || (tokens.IsString(i) && tokens.StringAt(i).value == member);
    if (!named || (!tokens.Is(i + 1, ":") && !tokens.Is(i + 1, "=>") && !tokens.Is(i + 1, "="))) continue;
    use.key = program.Expression(i + 2);
    out.push_back(use);
  }
}

// 'jwt', :jwt, and the name of a constant that is one
bool Says(const Program& program, Range value, std::string_view word) {
  const Tokens& tokens = program.tokens();
  if (value.size() == 1 && tokens.IsString(value.begin)) return tokens.StringAt(value.begin).value == word;
  if (tokens.IsName(value.begin)) return program.ConstantOf(value) == '"' + std::string(word);
  return value.size() == 2 && tokens.Is(value.begin, ":") && tokens.Text(value.begin + 1) == word;
}

// SigningKeys: map[string]any{"may": []byte("…"), …}, Secrets: [][]byte{…}: each is a key. Empty where it is no table.
std::vector<Range> KeysOfTable(const Program& program, const Argument& argument) {
  std::vector<Range> keys;
  const std::uint32_t open = program.language().id == LanguageId::kGo && argument.name.ends_with('s')
                                 ? program.ObjectOf(argument.value)
                                 : kNone;
  if (open == kNone) return keys;
  for (const Argument& entry : program.EntriesOf(open)) keys.push_back(entry.value);
  return keys;
}

void AddUses(const Program& program, const SinkRow& row, std::uint32_t index, std::vector<SinkUse>& out) {
  const Call& call = program.calls()[index];
  SinkUse use;
  use.at = call.name;
  use.row = &row;
  use.call = index;
  use.name = SinkName(call);
  int places = 0;
  AnyPart(row.where, [&places](std::string_view part) {
    places += IsDigit(part[0]) ? 1 : 0;
    return false;
  });
  use.sole = places <= 1;
  const std::vector<Argument> arguments = program.Arguments(call.inner);
  std::vector<const Argument*> positional;
  const Argument piped{"", kNone, program.PipedInto(call)};
  if (!piped.value.empty()) positional.push_back(&piped);
  std::vector<Range> spreads;  // **options
  for (const Argument& argument : arguments) {
    const std::uint32_t first = argument.value.begin;
    if (argument.name.empty() && program.tokens().Is(first, "*") && program.tokens().Is(first + 1, "*"))
      spreads.push_back(argument.value);
    else if (argument.name.empty())
      positional.push_back(&argument);
  }
  AnyPart(row.where, [&](std::string_view part) {
    const std::size_t dot = part.find('.');
    if (part.ends_with('=')) {
      for (const Argument& argument : arguments) {
        if (argument.name != part.substr(0, part.size() - 1)) continue;
        use.key = argument.value;
        out.push_back(use);
      }
      for (const Range spread : spreads) {
        for (const Range value : program.MembersOf(spread, part.substr(0, part.size() - 1))) {
          use.key = value;
          out.push_back(use);
        }
      }
      // Ruby, PHP and Perl pass names as a hash; JavaScript as an object.
    } else if (const std::size_t behind = part.find('@'); behind != std::string_view::npos) {
      const auto place = static_cast<std::size_t>(part[behind + 1] - '0');
      if (place >= positional.size() || !Says(program, positional[0]->value, part.substr(0, behind))) return false;
      use.key = positional[place]->value;
      out.push_back(use);
    } else if (dot == std::string_view::npos) {
      const bool at_most = part[0] == '<';
      const std::size_t of = part.find('/');
      if (of != std::string_view::npos && positional.size() > static_cast<std::size_t>(part[of + 1] - '0'))
        return false;
      auto place = static_cast<std::size_t>(part[at_most ? 1 : 0] - '0');
      if (at_most && !positional.empty()) place = std::min(place, positional.size() - 1);
      // Swift and C# may name a positional argument.
      const Argument* argument = place < positional.size() ? positional[place] : nullptr;
      if (argument != nullptr) {
        use.key = argument->value;
        out.push_back(use);
      }
    } else if (part.starts_with("deep.")) {
      AddDeep(program, call, part.substr(5), use, out);
    } else {
      const std::string_view member = part.substr(dot + 1);
      for (std::size_t k = 0; k < positional.size(); ++k) {
        if (part[0] != '*' && k != static_cast<std::size_t>(part[0] - '0')) continue;
        for (const Range value : program.MembersOf(positional[k]->value, member)) {
          use.key = value;
          out.push_back(use);
        }
      }
      if (part[0] == '*') {  // named arguments are entries too, and so are those of Type{…}
        for (const Argument& argument : arguments) {
          if (argument.name != member) continue;
          const std::vector<Range> several = KeysOfTable(program, argument);
          for (const Range key : several) {
            use.key = key;
            out.push_back(use);
          }
          if (!several.empty()) continue;
          use.key = argument.value;
          out.push_back(use);
        }
      }
    }
    return false;
  });
}

bool HintHolds(const Program& program, const Call& call, const SinkRow& row) {
  if (!row.hint.starts_with("near:")) return program.Holds(row.hint);
  // Only beside words that make a token of it: a MAC by itself is many things.
  const std::size_t at = program.tokens()[call.begin].begin;
  const std::size_t from = at > kNear ? at - kNear : 0;
  return HoldsOne(program.text().substr(from, at - from + kNear), row.hint.substr(5));
}

// sign(payload, null) of a file that has a function of that name: what it does with its parameters, the flow tells.
bool IsOwnFunction(const Program& program, const Call& call) {
  return call.path.size() == 1 && !call.is_imported && !call.is_new && !call.is_braced &&
         std::ranges::any_of(program.regions(), [&call](const Region& region) {
           return region.kind == RegionKind::kFunction && region.name == call.method();
         });
}

}  // namespace

const SettingRow* SettingCalled(std::string_view name, LanguageSet languages) {
  static const auto* const by_name = [] {
    auto* rows = new std::unordered_multimap<std::string_view, const SettingRow*>;
    for (const SettingRow& row : SettingRows()) rows->emplace(row.name, &row);
    return rows;
  }();
  const SettingRow* first = nullptr;
  const auto [begin, end] = by_name->equal_range(name);
  for (auto row = begin; row != end; ++row) {
    if ((row->second->languages & languages) != 0 && (first == nullptr || row->second < first)) first = row->second;
  }
  return first;
}

bool HoldsOne(std::string_view text, std::string_view list) {
  if (list.empty()) return true;
  return AnyPart(list, [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool ReceiverMatches(const std::vector<std::string>& path, std::string_view condition) {
  if (condition.empty()) return true;
  std::string receiver;
  for (std::size_t k = 0; k + 1 < path.size(); ++k) receiver += (receiver.empty() ? "" : ".") + path[k];
  const std::string lower = Lower(receiver);
  return AnyPart(condition, [&](std::string_view part) {
    if (part.starts_with('~')) return !receiver.empty() && lower.find(part.substr(1)) != std::string::npos;
    if (part.starts_with('=')) return receiver == part.substr(1);
    return receiver == part;
  });
}

std::vector<SinkUse> FindSinks(const Program& program) {
  std::vector<SinkUse> out;
  const LanguageSet own = Only(program.language().id);
  const auto& rows = ByMethod();
  for (std::uint32_t k = 0; k < program.calls().size(); ++k) {
    const Call& call = program.calls()[k];
    const auto of_method = rows.equal_range(call.method());
    const SinkRow* best = nullptr;
    const auto choose = [&](const std::vector<std::string>& path) {
      for (auto it = of_method.first; it != of_method.second; ++it) {
        const SinkRow& row = *it->second;
        if ((row.languages & own) == 0 || !ReceiverMatches(path, row.receiver) || !HintHolds(program, call, row))
          continue;
        // Rows are tried in the order of the table: the more special one stands first.
        if (best == nullptr || &row < best) best = &row;
      }
    };
    choose(call.path);
    if (best == nullptr && of_method.first != of_method.second) {
      const std::vector<std::string> made = program.PathOfMade(call, true);
      if (!made.empty()) choose(made);
    }
    if (best != nullptr && !IsOwnFunction(program, call)) AddUses(program, *best, k, out);
  }
  return out;
}

}  // namespace packrake::code
