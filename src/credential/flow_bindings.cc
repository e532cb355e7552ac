#include "credential/flow_read.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "credential/flow_read_words.h"
#include "credential/guessable.h"
#include "credential/language_sets.h"
#include "credential/one_of.h"

// Assignments, however a language writes them, and the scope that each counts in.
namespace packrake::code {
namespace {

constexpr std::array kDeclaring = std::to_array<std::string_view>(
    {"const",    "let",    "var",    "val",  "final", "static", "private",  "public",   "protected", "internal",
     "readonly", "local",  "my",     "our",  "Dim",   "Const",  "mut",      "lateinit", "constexpr", "auto",
     "define",   "string", "String", "byte", "char",  "global", "ReadOnly", "Private",  "Public"});
constexpr std::array kConstructors = std::to_array<std::string_view>(
    {"__init__", "constructor", "initialize", "__construct", "init", "New", "className", "setUp", "main"});

// Words before a call, where a declaration would have its type.
constexpr std::array kNotTypes =
    std::to_array<std::string_view>({"return", "new", "throw", "else", "case", "co_return"});

// secret_, m_secret: what programs in C++ call members, which an initializer list sets.
bool IsMemberName(std::string_view name) { return name.size() > 2 && (name.ends_with('_') || name.starts_with("m_")); }

std::string Join(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += '.';
    out += name;
  }
  return out;
}

}  // namespace

void FlowReader::Bind(std::string target, Range value, std::uint32_t at, bool declares, bool through_self,
                      bool is_default) {
  if (target.empty() || target.size() > 200) return;
  Binding binding;
  binding.target = std::move(target);
  binding.value = value;
  binding.at = at;
  binding.region = p_.region_of_[at];
  binding.is_default = is_default;
  // A condition counts only up to the function or class that holds it.
  while (p_.regions_[binding.region].kind == RegionKind::kCondition) {
    binding.conditional = true;
    binding.region = p_.regions_[binding.region].parent;
  }
  if (value.end < t_.size() && !value.empty() && p_.language().id == LanguageId::kRuby &&
      (t_.Is(value.end, "if") || t_.Is(value.end, "unless")) && !t_[value.end].first_on_line) {
    binding.conditional = true;
  }
  p_.bindings_.push_back(std::move(binding));
  declares_.push_back(declares);
  through_self_.push_back(through_self);
}

void FlowReader::BindAssignment(std::uint32_t sign) {
  if (sign == 0 || sign + 1 >= t_.size()) return;
  // APP_KEY= of a file of settings, which goes on with APP_NAME="…", or a remark that is none in this language.
  const bool goes_on = t_.Is(sign + 1, "#") || (t_.IsName(sign + 1) && t_.Is(sign + 2, "="));
  if (t_[sign + 1].first_on_line && goes_on && t_[sign].begin == t_[sign - 1].end) return;
  const LanguageId id = p_.language().id;
  const std::uint32_t inside = t_[sign].inside;
  // if (key := "…"): an expression of Python
  if (id == LanguageId::kPython && t_.Is(sign, ":=") && t_.IsName(sign - 1))
    return Bind(Clean(t_.Text(sign - 1)), p_.Expression(sign + 1), sign, false, false);
  if (inside != kNone) {
    const bool go_group = id == LanguageId::kGo && t_.Is(inside, "(") && inside > 0 &&
                          (t_.Is(inside - 1, "const") || t_.Is(inside - 1, "var"));
    if (t_.Is(inside, "(") && !go_group && id != LanguageId::kClojure) return;  // a named argument or a default
    if (t_.Is(inside, "[")) return;
    if (t_.Is(inside, "{") && !region_brace_[inside] && !p_.language().indented && t_.Is(sign, "=")) {
      // An initializer's entry, unless the braces are a block that was not recognised.
      const std::uint32_t before = inside > 0 ? inside - 1 : 0;
      // `new Type {`, `= Type{`, `(Type{`: a name that begins a statement opens a block of some kind.
      const std::string_view prior = before > 0 ? t_.Text(before - 1) : std::string_view();
      // What such braces hold in Kotlin and Swift runs: store.edit { … }
      const bool runs = id == LanguageId::kKotlin || id == LanguageId::kSwift;
      const bool of_type = prior == "new" || prior == "New" || prior == "&" || prior == "=" || prior == ":=" ||
                           prior == "(" || prior == "," || prior == "return" || prior == "." || prior == ":";
      const bool composite = !runs && t_.IsName(before) && of_type;
      if (composite || t_.Is(before, "=") || t_.Is(before, "]") || (t_.Is(before, ")") && id == LanguageId::kCSharp))
        return;
    }
  }
  if (id == LanguageId::kJavaScript && t_.Is(sign, "=") && t_.Is(sign - 1, "}") && t_[sign - 1].pair != kNone) {
    const std::uint32_t open = t_[sign - 1].pair;
    if (open > 0 && (t_.Is(open - 1, "const") || t_.Is(open - 1, "let") || t_.Is(open - 1, "var")))
      return BindPattern(open, "", sign);
  }
  const std::uint32_t start = StatementStart(sign);
  std::uint32_t last = sign - 1;
  bool declares = t_.Is(sign, ":=");
  std::uint32_t colon = kNone;
  std::uint32_t commas = 0;
  std::uint32_t keyword = kNone;
  std::uint32_t depth_guard = 0;
  for (std::uint32_t k = start; k < sign && depth_guard < 64; ++k, ++depth_guard) {
    if (t_[k].kind == TokenKind::kSign && t_[k].pair != kNone && t_[k].pair > k && t_[k].pair < sign) {
      k = t_[k].pair;
      continue;
    }
    if (t_.Is(k, ":")) colon = k;
    if (t_.Is(k, "?")) colon = kNone;
    if (t_.Is(k, ",")) ++commas;
    if (t_.IsName(k) && OneOf(t_.Text(k), kDeclaring)) {
      declares = true;
      if (t_.Text(k) == "var" || t_.Text(k) == "const" || t_.Text(k) == "Dim" || t_.Text(k) == "Const") keyword = k;
    }
    if (k + 1 < sign && t_.IsName(k) && t_.IsName(k + 1) && !t_[k + 1].first_on_line) declares = true;  // Type name =
  }
  if (p_.language().annotated_names && colon != kNone && colon > start &&
      (t_.IsName(colon - 1) || t_.Is(colon - 1, "?") || t_.Is(colon - 1, "!")) && !t_.IsString(colon + 1)) {
    last = colon - 1;
    if (!t_.IsName(last) && last > 0) --last;
    declares = true;
  } else if (t_.Is(last, "}") && t_[last].pair != kNone && t_[last].pair > 0 && id == LanguageId::kCSharp) {
    last = t_[last].pair - 1;  // public string Key { get; set; } = "…"
    declares = true;
  } else if (id == LanguageId::kGo && keyword != kNone && t_.IsName(keyword + 1)) {
    last = keyword + 1;
  } else if (id == LanguageId::kGo && t_.Is(sign, "=") && inside != kNone && t_.Is(inside, "(") && t_.IsName(start)) {
    last = start;
    declares = true;
  } else if (id == LanguageId::kVisualBasic) {
    for (std::uint32_t k = start; k < sign; ++k) {
      if (t_.Is(k, "As") && k > start) last = k - 1;
    }
  } else if (t_.Is(last, "]") && t_[last].pair != kNone && id == LanguageId::kCpp) {
    while (t_.Is(last, "]") && t_[last].pair != kNone && t_[last].pair > start && !t_.IsString(t_[last].pair + 1))
      last = t_[last].pair - 1;
  }
  // name: Type = value, in a language that has no such form: the text was taken for it wrongly.
  if (!p_.language().annotated_names && colon == start + 1 && start + 3 == sign && t_.IsName(start) &&
      t_.IsName(start + 2) && t_.Text(start) != "default" && t_[start].end == t_[colon].begin)
    return;
  const auto path = PathBefore(last);
  if (!path) return;
  const Range value = p_.Expression(sign + 1);
  if (commas > 0 && !declares && id != LanguageId::kPython && id != LanguageId::kRuby) commas = 0;
  if (commas > 0 && (id == LanguageId::kGo || id == LanguageId::kPython || id == LanguageId::kRuby) && inside == kNone
          ? true
          : commas > 0 && id == LanguageId::kGo) {
    // Several at once: pair them up when the values can be told apart, else nothing is known of them.
    std::vector<std::uint32_t> names;
    for (std::uint32_t k = start; k < sign; ++k) {
      if (t_.IsName(k) && (t_.Is(k + 1, ",") || k + 1 == sign)) names.push_back(k);
    }
    std::vector<Range> values{value};
    while (values.size() < names.size() && t_.Is(values.back().end, ","))
      values.push_back(p_.Expression(values.back().end + 1));
    for (std::size_t n = 0; n < names.size(); ++n) {
      const bool paired = values.size() == names.size();
      // `value, err := f()`: the value is the first.
      const Range right = paired ? values[n] : n == 0 ? values[0] : Range{};
      Bind(Clean(t_.Text(names[n])), right, sign, declares, false);
    }
    return;
  }
  Bind(Join(path->names), value, sign, declares, path->through_self);
  if (t_.Is(sign, "||=") || t_.Is(sign, "\?\?=")) {
    p_.bindings_.back().is_default = true;
    p_.bindings_.back().conditional = true;
  }
  if (t_.Is(sign, "+=") || t_.Is(sign, ".=")) {
    p_.bindings_.back().value = {};
    p_.bindings_.back().added = value;
  }
}

// const { secret, jwt: { key: other } } = config: each name is an entry of the value, or what stands for a missing one.
void FlowReader::BindPattern(std::uint32_t open, const std::string& holder, std::uint32_t sign) {
  const std::uint32_t close = t_[open].pair;
  if (close == kNone || close > sign || close - open > 200) return;
  for (std::uint32_t k = open + 1; k < close; ++k) {
    if (!t_.IsName(k) || !(t_.Is(k - 1, "{") || t_.Is(k - 1, ","))) {
      if (t_[k].kind == TokenKind::kSign && t_[k].pair != kNone && t_[k].pair > k) k = t_[k].pair;
      continue;
    }
    const std::string member = (holder.empty() ? "" : holder + ".") + std::string(t_.Text(k));
    std::uint32_t name = k;
    if (t_.Is(k + 1, ":") && t_.Is(k + 2, "{")) {
      BindPattern(k + 2, member, sign);
      continue;
    }
    if (t_.Is(k + 1, ":") && t_.IsName(k + 2)) name = k + 2;
    Bind(std::string(t_.Text(name)), p_.Expression(sign + 1), sign, true, false);
    p_.bindings_.back().member = member;
    k = name;
  }
}

void FlowReader::BindOthers(std::uint32_t i) {
  const LanguageId id = p_.language().id;
  const std::string_view word = t_.Text(i);
  if (id == LanguageId::kElixir && word.starts_with('@') && t_[i].first_on_line && i + 1 < t_.size() &&
      !t_[i + 1].first_on_line) {
    Bind(Clean(word), p_.Expression(i + 1), i, true, false);
  } else if (id == LanguageId::kClojure && (word == "def" || word == "defonce") && i > 0 && t_.Is(i - 1, "(") &&
             t_.IsName(i + 1)) {
    const std::uint32_t close = t_[i - 1].pair;
    if (close != kNone && close > i + 2) Bind(Clean(t_.Text(i + 1)), {close - 1, close}, i, true, false);
  } else if (id == LanguageId::kPhp && word == "define" && t_.Is(i + 1, "(") && t_.IsString(i + 2) &&
             t_.Is(i + 3, ",")) {
    Bind(t_.StringAt(i + 2).value, p_.Expression(i + 4), i + 3, true, false);
  } else if (id == LanguageId::kCpp && i > 0 && (t_.Is(i + 1, "{") || t_.Is(i + 1, "(")) && t_.IsString(i + 2) &&
             t_[i + 1].pair == i + 3 && (t_.IsName(i - 1) || t_.Is(i - 1, ">")) && !OneOf(t_.Text(i - 1), kNotTypes)) {
    Bind(std::string(word), {i + 2, i + 3}, i, true, false);  // std::string key{"…"};
  } else if (id == LanguageId::kCpp && i > 1 && (t_.Is(i - 1, ",") || t_.Is(i - 1, ":")) && IsMemberName(word) &&
             (t_.Is(i + 1, "(") || t_.Is(i + 1, "{")) && t_[i + 1].pair != kNone && t_[i + 1].pair > i + 2 &&
             (t_[i].inside == kNone || region_brace_[t_[i].inside])) {
    Bind(std::string(word), {i + 2, t_[i + 1].pair}, i, true, false);  // Issuer::Issuer() : secret_("…")
  } else if (id == LanguageId::kErlang && word == "define" && i > 0 && t_.Is(i - 1, "-") && t_.Is(i + 1, "(") &&
             t_.IsName(i + 2) && t_.Is(i + 3, ",")) {
    Bind(Clean(t_.Text(i + 2)), p_.Expression(i + 4), i + 3, true, false);  // -define(SECRET, <<"…">>).
  } else if (id == LanguageId::kCpp && word == "define" && i > 0 && t_.Is(i - 1, "#") && t_.IsName(i + 1)) {
    Bind(std::string(t_.Text(i + 1)), p_.Expression(i + 2), i + 1, true, false);
  } else if (id == LanguageId::kPerl) {
    BindConstantOfPerl(i);
  } else {
    BindAnnotated(i);
    BindLazy(i);
  }
}

void FlowReader::BindDefaults() {
  for (std::uint32_t r = 1; r < p_.regions_.size(); ++r) {
    // constructor(private readonly key = '…') {}: that it does nothing more is no matter.
    const bool does_nothing = p_.regions_[r].body.empty() && p_.language().id != LanguageId::kJavaScript;
    if (p_.regions_[r].kind != RegionKind::kFunction || does_nothing) continue;
    const std::uint32_t header = p_.regions_[r].header;
    const std::uint32_t stop = std::min(p_.regions_[r].body.begin, header + kLookBack);
    for (std::uint32_t k = header; k < stop; ++k) {
      if (!t_.Is(k, "(") || t_[k].pair == kNone || t_[k].pair > p_.regions_[r].body.begin) continue;
      std::vector<std::string> names;
      std::vector<Argument> defaults;
      ReadParameters(k, names, defaults);
      for (Argument& argument : defaults) {
        Bind(argument.name, argument.value, p_.regions_[r].body.begin, true, false, true);
        p_.bindings_.back().at = argument.name_token;
        p_.bindings_.back().region = r;
        p_.bindings_.back().conditional = false;
      }
      break;
    }
  }
}

// app.set('secret', '…') of Express: what app.get('secret') gives.
void FlowReader::BindKept() {
  if (p_.language().id != LanguageId::kJavaScript) return;
  for (const Call& call : p_.calls_) {
    if (call.method() != "set" || call.open == kNone || call.name < 2 || !t_.Is(call.name - 1, ".")) continue;
    const std::string_view holder = t_.Text(call.name - 2);
    if (holder != "app" && holder != "application") continue;
    const std::vector<Argument> arguments = p_.Arguments(call.inner);
    if (arguments.size() != 2 || arguments[0].value.size() != 1 || !t_.IsString(arguments[0].value.begin)) continue;
    const std::string& name = t_.StringAt(arguments[0].value.begin).value;
    if (name.empty() || name.find('.') != std::string::npos) continue;
    Bind(std::string(holder) + "." + name, arguments[1].value, call.open, false, false);
  }
}

// new Random().nextBytes(key): what a call fills is what it gives.
void FlowReader::BindFilled() {
  const LanguageId id = p_.language().id;
  for (const Call& call : p_.calls_) {
    if (call.path.size() < 2 || call.open == kNone || call.inner.empty() || !FillsItsArgument(call.method(), id))
      continue;
    std::uint32_t end = call.inner.end;
    if (t_.Is(end - 1, "]") && end - call.inner.begin > 3) end = t_[end - 1].pair;  // key[:]
    const auto target = end == kNone || end <= call.inner.begin ? std::nullopt : PathBefore(end - 1);
    if (!target || target->begin != call.inner.begin) continue;
    Bind(Join(target->names), {call.begin, call.inner.end + 1}, call.open, false, target->through_self);
  }
}

// text.Append(letters[random.Next(26)]): a builder is given what can be guessed, letter by letter.
void FlowReader::BindAppended() {
  static constexpr auto kAppends =
      std::to_array<std::string_view>({"Append", "append", "WriteByte", "WriteRune", "WriteString"});
  static constexpr auto kDraws = std::to_array<std::string_view>(
      {"Next", "NextInt64", "nextInt", "next", "Intn", "IntN", "Int31n", "Int63n", "Int64N", "nextLong"});
  const LanguageId id = p_.language().id;
  if (((kJvm | kNet | kGo) & Only(id)) == 0) return;
  for (const Call& call : p_.calls_) {
    if (call.path.size() != 2 || call.open == kNone || !OneOf(call.method(), kAppends)) continue;
    const auto draws = [](const Call& one) { return OneOf(one.method(), kDraws); };
    if (!std::ranges::any_of(p_.CallsIn(call.inner), draws)) continue;
    Bind(call.path.front(), {}, call.open, false, false);
    p_.bindings_.back().added = call.inner;
  }
}

// string Key { get { return "…"; } }, string Key { get => "…"; } of C#, where the brace is the property's.
void FlowReader::BindGetter(std::uint32_t open) {
  if (p_.language().id != LanguageId::kCSharp || open < 2 || !t_.IsName(open - 1) || !t_.Is(open + 1, "get")) return;
  const bool typed = t_.IsName(open - 2) || t_.Is(open - 2, "]") || t_.Is(open - 2, ">") || t_.Is(open - 2, "?");
  std::uint32_t value = kNone;
  if (t_.Is(open + 2, "=>")) value = open + 3;
  if (t_.Is(open + 2, "{") && t_.Is(open + 3, "return")) value = open + 4;
  if (typed && value != kNone) Bind(Clean(t_.Text(open - 1)), p_.Expression(value), open, true, false);
}

// global KEY, other: what the function that says so assigns to them is the file's.
void FlowReader::ReadGlobals(std::uint32_t i) {
  const LanguageId id = p_.language().id;
  if ((id != LanguageId::kPython && id != LanguageId::kPhp) || !t_.Is(i, "global")) return;
  for (std::uint32_t k = i + 1; t_.IsName(k); k += 2) {
    globals_[Clean(t_.Text(k))].insert(p_.ScopeOf(i));
    if (!t_.Is(k + 1, ",")) return;
  }
}

// JWT_SECRET= \ and on the next line NAME="…": settings in a Dockerfile's ENV or a shell's command, the first empty.
bool FlowReader::IsEmptyBeforeNext(std::uint32_t sign) const {
  if (sign + 2 >= t_.size() || !t_.IsName(sign + 1) || !t_.Is(sign + 2, "=")) return false;
  return p_.text().substr(t_[sign].end, t_[sign + 1].begin - t_[sign].end).find('\\') != std::string_view::npos;
}

void FlowReader::FindBindings() {
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (t_[i].kind == TokenKind::kSign) {
      const std::string_view sign = t_.Text(i);
      const bool assigns =
          sign == "=" || sign == ":=" || sign == "||=" || sign == "\?\?=" || sign == "+=" || sign == ".=";
      if (assigns && !IsEmptyBeforeNext(i)) BindAssignment(i);
      // string Key => "…"; in C#
      if (sign == "=>" && p_.language().id == LanguageId::kCSharp && i > 1 && t_.IsName(i - 1) && t_.IsName(i - 2) &&
          (t_[i].inside == kNone || region_brace_[t_[i].inside])) {
        Bind(Clean(t_.Text(i - 1)), p_.Expression(i + 1), i, true, false);
      }
      if (sign == "{") BindGetter(i);
    } else if (t_.IsName(i)) {
      ReadGlobals(i);
      BindOthers(i);
    }
  }
  BindDefaults();
  BindPrimaryDefaults();
  BindFilled();
  BindKept();
  BindAppended();
  SettleBindings();
}

// Puts assignments where they count: fields in their class, and names that an outer scope declares in that scope.
void FlowReader::SettleBindings() {
  auto& bindings = p_.bindings_;
  const LanguageId id = p_.language().id;
  const bool declares_everything = id != LanguageId::kPython && id != LanguageId::kRuby && id != LanguageId::kPhp &&
                                   id != LanguageId::kElixir && id != LanguageId::kClojure &&
                                   id != LanguageId::kPowerShell && id != LanguageId::kSql &&
                                   id != LanguageId::kErlang;
  std::unordered_map<std::string, std::unordered_set<std::uint32_t>> declared;
  for (std::size_t b = 0; b < bindings.size(); ++b) {
    if (declares_[b]) declared[bindings[b].target].insert(bindings[b].region);
  }
  for (std::size_t b = 0; b < bindings.size(); ++b) {
    Binding& binding = bindings[b];
    if (p_.regions_[binding.region].kind != RegionKind::kFunction) continue;
    if (const auto global = globals_.find(binding.target); global != globals_.end())
      binding.is_global = global->second.contains(binding.region);
    if (declares_[b] && !through_self_[b]) continue;
    const bool is_path = binding.target.find('.') != std::string::npos;
    if (!through_self_[b] && !declares_everything && !is_path) continue;
    if (is_path && !through_self_[b]) continue;
    const auto known = declared.find(binding.target);
    std::uint32_t region = binding.region;
    bool constructing = false;
    bool moved = false;
    while (region != 0) {
      if (!through_self_[b] && known != declared.end() && known->second.contains(region)) break;
      // A parameter that is assigned anew stays the function's.
      if (!through_self_[b] && std::ranges::find(p_.regions_[region].parameters, binding.target) !=
                                   p_.regions_[region].parameters.end())
        break;
      if (p_.regions_[region].kind == RegionKind::kFunction && OneOf(p_.regions_[region].name, kConstructors))
        constructing = true;
      const std::uint32_t parent = p_.regions_[region].parent;
      std::uint32_t up = parent;
      while (p_.regions_[up].kind == RegionKind::kCondition) up = p_.regions_[up].parent;
      if (p_.regions_[region].kind == RegionKind::kClass) break;
      // The constructor of a class bears its name in Java and C#.
      if (p_.regions_[up].kind == RegionKind::kClass && p_.regions_[up].name == p_.regions_[region].name)
        constructing = true;
      region = up;
      moved = true;
    }
    if (!moved || region == binding.region) continue;
    binding.region = region;
    if (!constructing) binding.conditional = true;
  }
  for (std::uint32_t b = 0; b < bindings.size(); ++b) p_.by_target_[bindings[b].target].push_back(b);
  for (auto& [target, list] : p_.by_target_) {
    std::stable_sort(list.begin(), list.end(),
                     [&bindings](std::uint32_t a, std::uint32_t b) { return bindings[a].at < bindings[b].at; });
  }
}

}  // namespace packrake::code
