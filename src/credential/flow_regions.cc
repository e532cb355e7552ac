#include "credential/flow_read.h"

#include <algorithm>
#include <array>
#include <utility>

#include "credential/flow_read_words.h"
#include "credential/one_of.h"

// Functions, classes and conditions: by braces, or by indentation, then put into one another.
namespace packrake::code {
namespace {

constexpr std::array kClassWords = std::to_array<std::string_view>(
    {"class",     "interface", "struct", "enum",      "object",    "namespace", "module",
     "trait",     "impl",      "record", "extension", "protocol",  "union",     "mod",
     "defmodule", "Class",     "Module", "Namespace", "Structure", "actor",     "mixin"});
constexpr std::array kConditionWords = std::to_array<std::string_view>(
    {"if",   "else",    "elif",  "elsif", "elseif", "for",   "foreach", "while",  "switch", "catch",
     "case", "default", "match", "when",  "unless", "guard", "until",   "except", "rescue", "select",
     "If",   "ElseIf",  "Else",  "For",   "Select", "Case",  "Catch",   "cond",   "loop"});
constexpr std::array kPlainWords =
    std::to_array<std::string_view>({"try", "do", "finally", "using", "lock", "synchronized", "with", "unsafe", "fixed",
                                     "checked", "static", "init", "begin", "ensure", "Try", "Using", "With", "defer"});
// static { … } is a block, static string make() { … } a function.
constexpr std::array kAlsoModifiers = std::to_array<std::string_view>({"static", "synchronized", "unsafe"});
// What goes on with a method of Ruby in the column where it began.
constexpr std::array kRescueWords = std::to_array<std::string_view>({"rescue", "ensure", "else"});
constexpr std::array kModifiers = std::to_array<std::string_view>(
    {"public",    "private",  "protected", "internal", "static",  "async",     "export", "default",
     "override",  "abstract", "final",     "Public",   "Private", "Protected", "Friend", "Shared",
     "Overrides", "local",    "pub",       "inline",   "virtual", "suspend",   "open"});

constexpr std::uint32_t kTypes = 40;  // tokens between < and >

// Where the list of types opens that closes at token `i`; kNone where none does.
std::uint32_t OpeningOfTypes(const Tokens& t, std::uint32_t i) {
  int depth = 0;
  for (std::uint32_t k = i; k > 0 && i - k < kTypes; --k) {
    const std::string_view sign = t.Text(k);
    if (sign == ">" || sign == ">>") depth += static_cast<int>(sign.size());
    if (sign == "<" || sign == "<<") depth -= static_cast<int>(sign.size());
    if (depth <= 0) return k == i ? kNone : k;
    if (sign == ";" || sign == "{" || sign == "}" || sign == "=") return kNone;
  }
  return kNone;
}

}  // namespace

void FlowReader::AddRegion(RegionKind kind, Range body, std::uint32_t header, std::string name,
                           std::vector<std::string> parameters) {
  p_.regions_.push_back({kind, body, 0, std::move(name), std::move(parameters), header});
}

void FlowReader::ReadParameters(std::uint32_t open, std::vector<std::string>& names,
                                std::vector<Argument>& defaults) const {
  if (open == kNone || t_[open].pair == kNone) return;
  const LanguageId id = p_.language().id;
  const std::uint32_t close = t_[open].pair;
  std::uint32_t i = open + 1;
  for (int count = 0; i < close && count < 64; ++count) {
    std::uint32_t end = i;
    std::uint32_t colon = kNone;
    std::uint32_t equals = kNone;
    while (end < close && !t_.Is(end, ",")) {
      if (t_.Is(end, ":") && colon == kNone) colon = end;
      if (t_.Is(end, "=") && equals == kNone) equals = end;
      if (t_[end].pair != kNone && t_[end].pair > end) end = t_[end].pair;
      ++end;
    }
    end = std::min(end, close);
    const std::uint32_t stop = std::min(colon == kNone ? end : colon, equals == kNone ? end : equals);
    std::string name;
    for (std::uint32_t k = i; k < stop; ++k) {
      if (!t_.IsName(k)) continue;
      name = Clean(t_.Text(k));
      if (id == LanguageId::kGo && k == i) break;
    }
    if (t_.Is(i, "{") || t_.Is(i, "[")) {  // a destructured parameter
      for (std::uint32_t k = i + 1; k < end; ++k) {
        if (t_.IsName(k)) names.push_back(Clean(t_.Text(k)));
        if (k > t_[i].pair || !t_.Is(k, "=") || !t_.IsName(k - 1)) continue;
        // { secret = 'x', key: signing = 'y' }: names in the value are no parameters.
        const Range value = p_.Expression(k + 1);
        if (value.empty()) continue;
        defaults.push_back({names.back(), k, value});
        k = value.end - 1;
      }
    } else if (!name.empty()) {
      names.push_back(name);
      if (equals != kNone && equals + 1 < end) {
        Argument argument;
        argument.name = name;
        argument.name_token = equals;
        argument.value = {equals + 1, end};
        defaults.push_back(std::move(argument));
      }
    }
    i = end + 1;
  }
}

bool FlowReader::FollowsDefinition(std::uint32_t brace) const { return region_brace_[brace]; }

// for _, one := range request.Types {, if err = f(); err == io.EOF {: there a plain name before a brace is no type.
bool FlowReader::OpensBlockOfGo(std::uint32_t brace) const {
  std::uint32_t path = brace - 1;
  if (!t_.IsName(path)) return false;
  while (path > 1 && t_.Is(path - 1, ".") && t_.IsName(path - 2)) path -= 2;
  if (path == 0 || t_.Is(path - 1, "]")) return false;  // range []Type{…}
  std::uint32_t begin = path;
  for (std::uint32_t steps = 0; begin > 0 && !t_[begin].first_on_line && steps < kLookBack; ++steps) {
    --begin;
    if (t_[begin].pair != kNone && t_[begin].pair < begin) begin = t_[begin].pair;
  }
  static constexpr auto kOpening = std::to_array<std::string_view>({"for", "if", "switch"});
  return t_[begin].inside == t_[brace].inside && OneOf(t_.Text(begin), kOpening);
}

// function claimsOf(token: string): { sub: string } { … }: what TypeScript says that it gives back, between the
// parameters and the body.
bool FlowReader::IsTypeOfScript(std::uint32_t brace) const {
  if (p_.language().id != LanguageId::kJavaScript || brace == kNone || brace < 2 || t_[brace].pair == kNone)
    return false;
  return t_.Is(brace - 1, ":") && t_.Is(brace - 2, ")") && t_.Is(t_[brace].pair + 1, "{") &&
         !t_[t_[brace].pair + 1].first_on_line;
}

void FlowReader::FindBracedRegions() {
  std::vector<Argument> unused;
  for (std::uint32_t h = 0; h < t_.size(); ++h) {
    if (!t_.Is(h, "{") || t_[h].pair == kNone || h == 0) continue;
    if (IsTypeOfScript(h)) continue;
    const Range body{h + 1, t_[h].pair};
    const std::uint32_t k = h - 1;
    const std::string_view before = t_.Text(k);
    if (before == "=>" || before == "->") {
      std::vector<std::string> parameters;
      std::uint32_t header = k;
      if (const std::uint32_t list = ParametersOfArrow(k); list != kNone) {
        header = list;
        ReadParameters(header, parameters, unused);
      } else if (k > 0 && t_.IsName(k - 1)) {
        parameters.push_back(Clean(t_.Text(k - 1)));
        header = k - 1;
      }
      std::string name = NameOfArrow(header);
      if (header > 1 && t_.Is(header - 1, "async")) --header;
      AddRegion(RegionKind::kFunction, body, header, name, std::move(parameters));
      region_brace_[h] = true;
      continue;
    }
    // The header: back to where the statement begins.
    const bool defines =
        before == "=" && (p_.language().id == LanguageId::kScala || p_.language().id == LanguageId::kKotlin);
    std::uint32_t s = defines ? k : h;
    std::uint32_t first_paren = kNone;  // the first group in round brackets
    bool only_types = true;
    for (std::uint32_t steps = 0; s > 0 && steps < kLookBack; ++steps) {
      const std::uint32_t j = s - 1;
      const std::string_view text = t_.Text(j);
      // In Go a line that ends in an operand ends the statement.
      if (p_.language().id == LanguageId::kGo && s < h && t_[s].first_on_line &&
          (t_[j].kind != TokenKind::kSign || text == ")" || text == "]"))
        break;
      if (t_[j].kind == TokenKind::kSign) {
        if (text == ")" && t_[j].pair != kNone) {
          s = t_[j].pair;
          first_paren = s;
          only_types = false;
          continue;
        }
        if (text == "]" && t_[j].pair != kNone) {
          s = t_[j].pair;
          continue;
        }
        // -> Result<Claims, Refusal> {
        const std::uint32_t types = p_.language().id == LanguageId::kRust ? OpeningOfTypes(t_, j) : kNone;
        if (types != kNone) {
          s = types;
          only_types = false;
          continue;
        }
        if (text == "," && only_types) {  // throws A, B; implements C, D
          s = j;
          continue;
        }
        // if token := read(); token == "" {
        if (text == ";" && p_.language().id == LanguageId::kGo && !t_[s].first_on_line) {
          only_types = false;
          s = j;
          continue;
        }
        if (text == "}" && IsTypeOfScript(t_[j].pair)) {  // ): { id: string } {
          s = t_[j].pair;
          only_types = false;
          continue;
        }
        if (text == ";" || text == "{" || text == "}" || text == "(" || text == "[" || text == "," || text == "=")
          break;
        if (text != ".") only_types = false;
      }
      // if name == "" {: only these write conditions without brackets.
      if (t_.IsString(j) && p_.language().id != LanguageId::kGo && p_.language().id != LanguageId::kRust) break;
      s = j;
    }
    bool is_class = false;
    bool has_function_word = false;
    std::string class_name;
    for (std::uint32_t j = s; j < h; ++j) {
      if (t_[j].kind == TokenKind::kSign && t_[j].pair != kNone && t_[j].pair > j) {
        j = t_[j].pair;
        continue;
      }
      if (!t_.IsName(j)) continue;
      const std::string_view word = t_.Text(j);
      if (OneOf(word, kFunctionWords)) has_function_word = true;
      if (!is_class && OneOf(word, kClassWords) && !(j > s && t_.Is(j - 1, ".")) && !has_function_word) {
        is_class = true;
        if (t_.IsName(j + 1)) class_name = Clean(t_.Text(j + 1));
        for (std::uint32_t n = j + 1; word == "impl" && n + 1 < h; ++n) {  // impl<T> Trait for Type
          if (t_.Is(n, ">") && class_name.empty() && t_.IsName(n + 1)) class_name = Clean(t_.Text(n + 1));
          if (t_.Is(n, "for") && t_.IsName(n + 1)) class_name = Clean(t_.Text(n + 1));
        }
        if (p_.language().id == LanguageId::kGo && j > s && t_.IsName(j - 1)) class_name = Clean(t_.Text(j - 1));
        if (word == "enum" && t_.Is(j + 1, "class")) class_name = Clean(t_.Text(j + 2));
      }
    }
    const std::string_view first = t_.Text(s);
    std::string_view callee;
    if (before == ")" && t_[k].pair != kNone && t_[k].pair > 0) callee = t_.Text(t_[k].pair - 1);
    const bool unnamed = before == "namespace" && p_.language().id == LanguageId::kCpp;
    if (first == "companion" || unnamed || (s > 0 && t_.Is(s - 1, "companion"))) {
      region_brace_[h] = true;  // its names are those of what is round it
    } else if (is_class && !OneOf(first, kConditionWords)) {
      AddRegion(RegionKind::kClass, body, s, class_name, {});
      region_brace_[h] = true;
    } else if (p_.language().id == LanguageId::kPerl && first == "sub") {
      AddRegion(RegionKind::kFunction, body, s, t_.IsName(s + 1) ? Clean(t_.Text(s + 1)) : "", ParametersOfPerl(s, h));
      region_brace_[h] = true;
    } else if (OneOf(before, kConditionWords) || OneOf(callee, kConditionWords) || OneOf(first, kConditionWords)) {
      AddRegion(RegionKind::kCondition, body, s, "", {});
      region_brace_[h] = true;
    } else if (OneOf(before, kPlainWords) || OneOf(callee, kPlainWords) ||
               (OneOf(first, kPlainWords) &&
                !(OneOf(first, kAlsoModifiers) && first_paren != kNone && first_paren > s + 1))) {
      region_brace_[h] = true;
    } else if (p_.language().id == LanguageId::kGo && OpensBlockOfGo(h)) {
      AddRegion(RegionKind::kCondition, body, s, "", {});
      region_brace_[h] = true;
    } else if (!has_function_word && p_.language().id == LanguageId::kGo && t_.IsName(k)) {
      // Type{…} on the line after a call: where no sign ends a statement, that call is no header of this brace.
    } else if (first_paren != kNone && ((defines && has_function_word) || before == ")" || has_function_word ||
                                        t_.IsName(k) || before == ">" || before == "]" || before == "?" ||
                                        before == "}")) {
      // `name(parameters) modifiers {`. Go has a receiver in brackets first.
      std::uint32_t list = first_paren;
      if (p_.language().id == LanguageId::kGo && first_paren > 0 && t_.Is(first_paren - 1, "func") &&
          t_[first_paren].pair + 2 < h && t_.IsName(t_[first_paren].pair + 1) && t_.Is(t_[first_paren].pair + 2, "(")) {
        list = t_[first_paren].pair + 2;
      } else if (!has_function_word && !defines && before == ")") {
        list = t_[k].pair;
        // Return types and constructor initialisers come after the list: take the first group that follows a name.
        if (first_paren > s && t_.IsName(first_paren - 1)) list = first_paren;
      }
      std::string name = list > 0 && t_.IsName(list - 1) ? Clean(t_.Text(list - 1)) : "";
      // pub(crate) fn read<'a>(…)
      for (std::uint32_t j = s; p_.language().id == LanguageId::kRust && has_function_word && j + 1 < h; ++j) {
        if (!t_.Is(j, "fn") || !t_.IsName(j + 1)) continue;
        name = Clean(t_.Text(j + 1));
        for (list = j + 2; list < h && !t_.Is(list, "(");) ++list;
        if (list == h) list = kNone;
        break;
      }
      // A call that ends in a block (`describe("x") {`) and an instance creation read alike; both only open a scope.
      std::vector<std::string> parameters;
      ReadParameters(list, parameters, unused);
      if (OneOf(name, kFunctionWords)) {
        name.clear();
        if (list > 2 && (t_.Is(list - 2, "=") || t_.Is(list - 2, ":=") || t_.Is(list - 2, ":")) && t_.IsName(list - 3))
          name = Clean(t_.Text(list - 3));
      }
      if (t_.Is(s, "new") || (s > 0 && t_.Is(s - 1, "new"))) {
        region_brace_[h] = false;  // an initializer: entries, not statements
        continue;
      }
      AddRegion(RegionKind::kFunction, body, s, std::move(name), std::move(parameters));
      region_brace_[h] = true;
    } else if (first == "get" || first == "set" || first == "init" || first == "companion") {
      region_brace_[h] = true;
    } else if (s == h && (before == ";" || before == "{" || before == "}")) {
      region_brace_[h] = true;  // a bare block
    }
  }
}

void FlowReader::FindIndentedRegions() {
  struct Line {
    std::uint32_t begin;
    std::uint32_t column;
  };
  std::vector<Line> lines;
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (t_[i].first_on_line && t_[i].inside == kNone) lines.push_back({i, t_[i].column});
  }
  // For each line, the next one that is not indented deeper: a stack from the back keeps this linear.
  std::vector<std::size_t> next(lines.size(), lines.size());
  std::vector<std::size_t> stack;
  for (std::size_t n = lines.size(); n-- > 0;) {
    while (!stack.empty() && lines[stack.back()].column > lines[n].column) stack.pop_back();
    if (!stack.empty()) next[n] = stack.back();
    stack.push_back(n);
  }
  std::vector<Argument> unused;
  for (std::size_t n = 0; n < lines.size(); ++n) {
    std::uint32_t i = lines[n].begin;
    const std::uint32_t line_end = n + 1 < lines.size() ? lines[n + 1].begin : t_.size();
    while (i < line_end && t_.IsName(i) && OneOf(t_.Text(i), kModifiers)) ++i;
    if (!t_.IsName(i)) continue;
    const std::string_view word = t_.Text(i);
    std::uint32_t end = next[n] < lines.size() ? lines[next[n]].begin : t_.size();
    const bool one_line = n + 1 >= lines.size() || lines[n + 1].begin >= end;
    // The first token after the header's colon, or of the next line.
    std::uint32_t body = one_line ? i + 1 : lines[n + 1].begin;
    if (OneOf(word, kFunctionWords)) {
      std::size_t past = next[n];
      while (p_.language().id == LanguageId::kRuby && past < lines.size() && lines[past].column == lines[n].column &&
             OneOf(t_.Text(lines[past].begin), kRescueWords))
        past = next[past];
      if (!one_line) end = past < lines.size() ? lines[past].begin : t_.size();
      std::string name;
      std::vector<std::string> parameters;
      std::uint32_t open = kNone;
      std::uint32_t j = i + 1;
      for (; j < line_end && j < i + 8; ++j) {
        // def key, do: … and def key do of Elixir
        if (p_.language().id == LanguageId::kElixir && (t_.Is(j, ",") || t_.Is(j, "do") || t_.Is(j, "when"))) break;
        if (t_.Is(j, "(")) {
          open = j;
          break;
        }
        if (t_.IsName(j)) name = Clean(t_.Text(j));
      }
      ReadParameters(open, parameters, unused);
      if (p_.language().id == LanguageId::kElixir) {  // defp key(x), do: …
        const std::uint32_t stop = std::min(one_line ? line_end : body + 2, t_.size());
        for (std::uint32_t k = one_line ? i : body; k + 1 < stop; ++k) {
          if (!t_.Is(k, "do") || !t_.Is(k + 1, ":")) continue;
          AddRegion(RegionKind::kFunction, {k + 2, one_line ? line_end : end}, i, name, parameters);
          body = kNone;
          break;
        }
        if (body == kNone) continue;
      }
      if (one_line && open != kNone && t_[open].pair != kNone) body = t_[open].pair + 1;
      if (one_line && (p_.language().id == LanguageId::kPython) && line_end <= body + 1) {
        // Indentation is lost. What is left of a function that only returns something is its next line.
        if (n + 1 >= lines.size() || !t_.Is(lines[n + 1].begin, "return")) continue;
        body = lines[n + 1].begin;
        const std::uint32_t after = n + 2 < lines.size() ? lines[n + 2].begin : t_.size();
        AddRegion(RegionKind::kFunction, {body, after}, i, std::move(name), std::move(parameters));
        continue;
      }
      if (one_line) end = line_end;
      AddRegion(RegionKind::kFunction, {body, end}, i, std::move(name), std::move(parameters));
    } else if (OneOf(word, kClassWords)) {
      if (one_line && p_.language().id == LanguageId::kPython && t_.IsName(i + 1))
        p_.classes_.emplace(t_.Text(i + 1), 0);  // its indentation was lost
      if (one_line) continue;
      AddRegion(RegionKind::kClass, {body, end}, i, t_.IsName(i + 1) ? Clean(t_.Text(i + 1)) : "", {});
    } else if (OneOf(word, kConditionWords) && word != "default" && word != "module") {
      if (one_line) end = line_end;
      AddRegion(RegionKind::kCondition, {body, end}, i, "", {});
    }
  }
}

void FlowReader::NestRegions() {
  auto& regions = p_.regions_;
  std::stable_sort(regions.begin() + 1, regions.end(), [](const Region& a, const Region& b) {
    return a.body.begin != b.body.begin ? a.body.begin < b.body.begin : a.body.end > b.body.end;
  });
  p_.region_of_.assign(t_.size(), 0);
  std::vector<std::uint32_t> open{0};
  std::uint32_t upcoming = 1;
  for (std::uint32_t i = 0; i <= t_.size(); ++i) {
    while (open.size() > 1 && regions[open.back()].body.end <= i) open.pop_back();
    while (upcoming < regions.size() && regions[upcoming].body.begin <= i) {
      regions[upcoming].parent = open.back();
      regions[upcoming].body.end = std::min(regions[upcoming].body.end, regions[open.back()].body.end);
      if (!regions[upcoming].body.empty()) open.push_back(upcoming);
      ++upcoming;
    }
    if (i < t_.size()) p_.region_of_[i] = open.back();
  }
  for (std::uint32_t r = 1; r < regions.size(); ++r) {
    if (regions[r].name.empty()) continue;
    if (regions[r].kind == RegionKind::kFunction) p_.functions_[regions[r].name].push_back(r);
    if (regions[r].kind == RegionKind::kClass) p_.classes_.emplace(regions[r].name, r);
  }
}

}  // namespace packrake::code
