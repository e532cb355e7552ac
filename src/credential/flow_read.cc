#include "credential/flow_read.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>
#include "credential/one_of.h"

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
constexpr std::array kFunctionWords = std::to_array<std::string_view>(
    {"def", "defp", "function", "sub", "func", "fn", "fun", "Function", "Sub", "defmacro", "proc", "lambda"});
constexpr std::array kModifiers = std::to_array<std::string_view>(
    {"public",    "private",  "protected", "internal", "static",  "async",     "export", "default",
     "override",  "abstract", "final",     "Public",   "Private", "Protected", "Friend", "Shared",
     "Overrides", "local",    "pub",       "inline",   "virtual", "suspend",   "open"});
constexpr std::array kDeclaring = std::to_array<std::string_view>(
    {"const",    "let",    "var",    "val",  "final", "static", "private",  "public",   "protected", "internal",
     "readonly", "local",  "my",     "our",  "Dim",   "Const",  "mut",      "lateinit", "constexpr", "auto",
     "define",   "string", "String", "byte", "char",  "global", "ReadOnly", "Private",  "Public"});
constexpr std::array kNotCallees = std::to_array<std::string_view>(
    {"if",      "for",   "while",  "switch", "catch", "return",  "function", "func", "fn",    "elif",
     "and",     "or",    "not",    "in",     "when",  "match",   "await",    "new",  "throw", "typeof",
     "foreach", "using", "lock",   "unless", "until", "else",    "case",     "with", "yield", "except",
     "elseif",  "elsif", "assert", "raise",  "del",   "print_r", "lambda",   "is",   "as",    "import"});
// Words before an operand, so that two names side by side are no typed parameter.
constexpr std::array kPrefixLike =
    std::to_array<std::string_view>({"new", "await", "ref", "out", "in", "not", "return", "async", "throw", "const"});
constexpr std::array kSelf =
    std::to_array<std::string_view>({"this", "self", "$this", "Self", "static", "cls", "Me", "parent"});
constexpr std::array kConstructors = std::to_array<std::string_view>(
    {"__init__", "constructor", "initialize", "__construct", "init", "New", "className", "setUp", "main"});

constexpr std::uint32_t kLookBack = 48;
constexpr std::size_t kMaxChained = 400'000;

std::string Clean(std::string_view name) {
  while (!name.empty() && (name[0] == '$' || name[0] == '@' || name[0] == '#')) name.remove_prefix(1);
  return std::string(name);
}

std::string Join(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += '.';
    out += name;
  }
  return out;
}

}  // namespace

void FlowReader::Read() {
  p_.regions_.push_back({RegionKind::kFile, {0, t_.size()}, 0, "", {}, 0});
  region_brace_.assign(t_.size(), false);
  if (p_.language().indented)
    FindIndentedRegions();
  else
    FindBracedRegions();
  NestRegions();
  FindImports();
  FindCalls();
  FindBindings();
}

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

void FlowReader::FindBracedRegions() {
  std::vector<Argument> unused;
  for (std::uint32_t h = 0; h < t_.size(); ++h) {
    if (!t_.Is(h, "{") || t_[h].pair == kNone || h == 0) continue;
    const Range body{h + 1, t_[h].pair};
    const std::uint32_t k = h - 1;
    const std::string_view before = t_.Text(k);
    if (before == "=>" || before == "->") {
      std::vector<std::string> parameters;
      std::string name;
      std::uint32_t header = k;
      if (k > 0 && t_.Is(k - 1, ")") && t_[k - 1].pair != kNone) {
        header = t_[k - 1].pair;
        ReadParameters(header, parameters, unused);
      } else if (k > 0 && t_.IsName(k - 1)) {
        parameters.push_back(Clean(t_.Text(k - 1)));
        header = k - 1;
      }
      if (header > 1 && t_.Is(header - 1, "async")) --header;
      if (header > 1 && (t_.Is(header - 1, "=") || t_.Is(header - 1, ":")) && t_.IsName(header - 2))
        name = Clean(t_.Text(header - 2));
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
        if (text == "," && only_types) {  // throws A, B; implements C, D
          s = j;
          continue;
        }
        if (text == ";" || text == "{" || text == "}" || text == "(" || text == "[" || text == "," || text == "=")
          break;
        if (text != ".") only_types = false;
      }
      if (t_.IsString(j)) break;
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
        if (p_.language().id == LanguageId::kGo && j > s && t_.IsName(j - 1)) class_name = Clean(t_.Text(j - 1));
        if (word == "enum" && t_.Is(j + 1, "class")) class_name = Clean(t_.Text(j + 2));
      }
    }
    const std::string_view first = t_.Text(s);
    std::string_view callee;
    if (before == ")" && t_[k].pair != kNone && t_[k].pair > 0) callee = t_.Text(t_[k].pair - 1);
    if (first == "companion" || (s > 0 && t_.Is(s - 1, "companion"))) {
      region_brace_[h] = true;  // its names are the class's
    } else if (is_class && !OneOf(first, kConditionWords)) {
      AddRegion(RegionKind::kClass, body, s, class_name, {});
      region_brace_[h] = true;
    } else if (OneOf(before, kConditionWords) || OneOf(callee, kConditionWords) || OneOf(first, kConditionWords)) {
      AddRegion(RegionKind::kCondition, body, s, "", {});
      region_brace_[h] = true;
    } else if (OneOf(before, kPlainWords) || OneOf(callee, kPlainWords) || OneOf(first, kPlainWords)) {
      region_brace_[h] = true;
    } else if (!has_function_word && p_.language().id == LanguageId::kGo && t_.IsName(k)) {
      // Type{…} on the line after a call: where no sign ends a statement, that call is no header of this brace.
    } else if (first_paren != kNone && ((defines && has_function_word) || before == ")" || has_function_word ||
                                        t_.IsName(k) || before == ">" || before == "]" || before == "?")) {
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
      // A call that ends in a block (`describe("x") {`) and an instance creation read alike; both only open a scope.
      std::vector<std::string> parameters;
      ReadParameters(list, parameters, unused);
      std::string name = list > 0 && t_.IsName(list - 1) ? Clean(t_.Text(list - 1)) : "";
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
      std::string name;
      std::vector<std::string> parameters;
      std::uint32_t open = kNone;
      std::uint32_t j = i + 1;
      for (; j < line_end && j < i + 8; ++j) {
        if (t_.Is(j, "(")) {
          open = j;
          break;
        }
        if (t_.IsName(j)) name = Clean(t_.Text(j));
      }
      ReadParameters(open, parameters, unused);
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

void FlowReader::AddImport(std::string_view name, std::string_view module, std::string_view member) {
  if (name.empty() || module.empty()) return;
  p_.imports_[std::string(name)] = {std::string(module), std::string(member)};
}

void FlowReader::FindImports() {
  const LanguageId id = p_.language().id;
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (!t_.IsName(i)) continue;
    const std::string_view word = t_.Text(i);
    if (id == LanguageId::kPython && (word == "import" || word == "from")) ReadPythonImport(i);
    if (id == LanguageId::kJavaScript && (word == "import" || word == "require")) ReadScriptImport(i);
    if (id == LanguageId::kJavaScript && (word == "const" || word == "var" || word == "let")) ReadAlias(i);
    if (id == LanguageId::kGo && word == "import") ReadGoImport(i);
  }
}

void FlowReader::ReadPythonImport(std::uint32_t i) {
  const auto dotted = [this](std::uint32_t& k) {
    std::string name;
    while (t_.IsName(k) || t_.Is(k, ".")) {
      if (t_.IsName(k) && !name.empty() && name.back() != '.') break;
      if (t_.IsName(k) && (t_.Text(k) == "import" || t_.Text(k) == "as")) break;
      name += t_.Text(k++);
    }
    return name;
  };
  std::uint32_t k = i + 1;
  if (t_.Is(i, "from")) {
    const std::string module = dotted(k);
    if (!t_.Is(k, "import")) return;
    ++k;
    if (t_.Is(k, "(")) ++k;
    for (int count = 0; count < 64 && t_.IsName(k); ++count) {
      const std::string_view member = t_.Text(k++);
      std::string_view name = member;
      if (t_.Is(k, "as") && t_.IsName(k + 1)) name = t_.Text(k + 1), k += 2;
      AddImport(name, module, member);
      if (!t_.Is(k, ",")) break;
      ++k;
    }
    return;
  }
  if (i > 0 && !t_[i].first_on_line) {
    // `from x import y` was read at its `from`.
    for (std::uint32_t back = i; back-- > 0 && i - back < 12;) {
      if (t_.Is(back, "from")) return;
      if (t_[back].first_on_line) break;
    }
  }
  for (int count = 0; count < 64 && t_.IsName(k); ++count) {
    const std::string module = dotted(k);
    std::string name = module.substr(0, module.find('.'));
    if (t_.Is(k, "as") && t_.IsName(k + 1)) {
      AddImport(t_.Text(k + 1), module, "");
      k += 2;
    } else {
      AddImport(name, name, "");
    }
    if (!t_.Is(k, ",")) break;
    ++k;
  }
}

void FlowReader::ReadScriptImport(std::uint32_t i) {
  const auto names_in_braces = [this](std::uint32_t open, std::string_view module) {
    if (t_[open].pair == kNone) return;
    for (std::uint32_t k = open + 1; k < t_[open].pair && k < open + 200; ++k) {
      if (!t_.IsName(k)) continue;
      const std::string_view member = t_.Text(k);
      std::string_view name = member;
      if ((t_.Is(k + 1, "as") || t_.Is(k + 1, ":")) && t_.IsName(k + 2)) name = t_.Text(k + 2), k += 2;
      AddImport(name, module, member);
    }
  };
  if (t_.Is(i, "require")) {
    if (!t_.Is(i + 1, "(") || !t_.IsString(i + 2)) return;
    const std::string& module = t_.StringAt(i + 2).value;
    if (i == 0 || !t_.Is(i - 1, "=") || i < 2) return;
    std::string member;
    if (t_.Is(i + 4, ".") && t_.IsName(i + 5)) member = std::string(t_.Text(i + 5));
    if (t_.IsName(i - 2)) AddImport(t_.Text(i - 2), module, member);
    if (t_.Is(i - 2, "}") && t_[i - 2].pair != kNone) names_in_braces(t_[i - 2].pair, module);
    return;
  }
  // import a, {b as c} from 'm'; import * as a from 'm'; import a = require('m').
  std::uint32_t from = kNone;
  for (std::uint32_t k = i + 1; k < t_.size() && k < i + 120; ++k) {
    if (t_.Is(k, "from") && t_.IsString(k + 1)) {
      from = k;
      break;
    }
    if (t_.Is(k, ";") || t_.Is(k, "=") || t_.Is(k, "(") || (t_.IsString(k))) break;
  }
  if (from == kNone) return;
  const std::string& module = t_.StringAt(from + 1).value;
  for (std::uint32_t k = i + 1; k < from; ++k) {
    if (t_.Is(k, "{")) {
      names_in_braces(k, module);
      if (t_[k].pair == kNone) return;
      k = t_[k].pair;
    } else if (t_.IsName(k) && t_.Text(k) != "as" && t_.Text(k) != "type") {
      AddImport(t_.Text(k), module, "");
    }
  }
}

// const other = imported; const { member } = imported;
void FlowReader::ReadAlias(std::uint32_t i) {
  ReadMemberAlias(i);
  const std::uint32_t close = t_.Is(i + 1, "{") ? t_[i + 1].pair : i + 1;
  if (close == kNone || !t_.Is(close + 1, "=") || !t_.IsName(close + 2)) return;
  const auto found = p_.imports_.find(std::string(t_.Text(close + 2)));
  if (found == p_.imports_.end() || !p_.EndsBefore(close + 3)) return;
  const auto import = found->second;
  if (close == i + 1) {
    if (t_.IsName(i + 1)) AddImport(t_.Text(i + 1), import.module, import.member);
    return;
  }
  for (std::uint32_t k = i + 2; k < close && k < i + 100; ++k) {
    if (!t_.IsName(k)) continue;
    const std::string_view member = t_.Text(k);
    std::string_view name = member;
    if (t_.Is(k + 1, ":") && t_.IsName(k + 2)) name = t_.Text(k + 2), k += 2;
    AddImport(name, import.module + (import.member.empty() ? "" : "." + import.member), member);
  }
}

// const sign = jwt.sign, const sign = util.promisify(jwt.sign)
void FlowReader::ReadMemberAlias(std::uint32_t i) {
  if (!t_.IsName(i + 1) || !t_.Is(i + 2, "=")) return;
  std::uint32_t k = i + 3;
  if (t_.Is(k, "util") && t_.Is(k + 1, ".")) k += 2;
  if (t_.Is(k, "promisify") && t_.Is(k + 1, "(")) k += 2;
  if (!t_.IsName(k) || !t_.Is(k + 1, ".") || !t_.IsName(k + 2) || t_.Is(k + 3, "(") || t_.Is(k + 3, ".")) return;
  const auto found = p_.imports_.find(std::string(t_.Text(k)));
  if (found == p_.imports_.end()) return;
  const auto import = found->second;
  AddImport(t_.Text(i + 1), import.module + (import.member.empty() ? "" : "." + import.member), t_.Text(k + 2));
}

void FlowReader::ReadGoImport(std::uint32_t i) {
  const auto one = [this](std::uint32_t k) {
    const std::string& path = t_.StringAt(k).value;
    std::string name;
    if (k > 0 && t_.IsName(k - 1) && t_.Text(k - 1) != "import") {
      name = std::string(t_.Text(k - 1));
    } else {
      std::string_view rest = path;
      std::string_view last = rest.substr(rest.rfind('/') == std::string_view::npos ? 0 : rest.rfind('/') + 1);
      if (last.size() > 1 && last[0] == 'v' && last.find_first_not_of("0123456789", 1) == std::string_view::npos &&
          last.size() < rest.size()) {
        rest = rest.substr(0, rest.size() - last.size() - 1);
        last = rest.substr(rest.rfind('/') == std::string_view::npos ? 0 : rest.rfind('/') + 1);
      }
      last = last.substr(0, last.find(".v"));
      if (last.starts_with("go-")) last.remove_prefix(3);
      if (last.ends_with("-go")) last.remove_suffix(3);
      name = std::string(last);
    }
    AddImport(name, path, "");
  };
  if (t_.Is(i + 1, "(") && t_[i + 1].pair != kNone) {
    for (std::uint32_t k = i + 2; k < t_[i + 1].pair && k < i + 600; ++k) {
      if (t_.IsString(k)) one(k);
    }
    return;
  }
  if (t_.IsString(i + 1)) one(i + 1);
  if (t_.IsName(i + 1) && t_.IsString(i + 2)) one(i + 2);
}

std::optional<FlowReader::Path> FlowReader::PathBefore(std::uint32_t last) const {
  Path path;
  std::uint32_t j = last;
  // Chains of forty calls exist; a text of nothing else must not be kept forty times.
  const int most = chained_ < kMaxChained ? 40 : 4;
  for (int steps = 0; steps < most; ++steps) {
    if (j >= t_.size()) return std::nullopt;
    if (t_.IsName(j)) {
      path.names.push_back(Clean(t_.Text(j)));
      path.begin = j;
    } else if (t_.Is(j, "]") && t_[j].pair != kNone) {
      const std::uint32_t open = t_[j].pair;
      const std::uint32_t key = open + 1;
      if (t_.IsString(key) && key + 1 == j)
        path.names.push_back(t_.StringAt(key).value);
      else if (t_.Is(key, ":") && t_.IsName(key + 1) && key + 2 == j)
        path.names.push_back(std::string(t_.Text(key + 1)));
      path.begin = open;
      if (open == 0) break;
      j = open - 1;
      if (t_.IsName(j) || t_.Is(j, "]")) continue;
      if (t_.Is(j, "?.")) {
        if (j == 0) break;
        --j;
        continue;
      }
      break;
    } else if (t_.Is(j, ")") && t_[j].pair != kNone) {
      // A call in the middle of a chain; the name before its bracket goes on.
      const std::uint32_t open = t_[j].pair;
      path.begin = open;
      if (open == 0) break;
      j = open - 1;
      if (t_.Is(j, ">")) {  // type arguments
        int depth = 0;
        for (std::uint32_t k = j; k > 0 && j - k < 16; --k) {
          if (t_.Is(k, ">")) ++depth;
          if (t_.Is(k, "<") && --depth == 0) {
            j = k - 1;
            break;
          }
        }
        if (t_.Is(j, "::") && j > 0) --j;
      }
      if (t_.IsName(j) && !OneOf(t_.Text(j), kNotCallees)) continue;
      if (t_[open].pair > open + 1) {  // (new Builder()).name: the chain goes on inside
        j = t_[open].pair - 1;
        continue;
      }
      break;
    } else if (t_.IsString(j)) {
      path.names.emplace_back("\"\"");
      path.begin = j;
      break;
    } else {
      break;
    }
    if (j == 0) break;
    const std::string_view connector = t_.Text(j - 1);
    const bool connects = t_[j - 1].kind == TokenKind::kSign &&
                          (connector == "." || connector == "?." || connector == "->" || connector == "::" ||
                           (connector == ":" && p_.language().id == LanguageId::kLua));
    if (!connects || j < 2) break;
    std::uint32_t previous = j - 2;
    if (t_.Is(previous, "!!") || t_.Is(previous, "!") || t_.Is(previous, "?")) {
      if (previous == 0) break;
      --previous;
    }
    j = previous;
  }
  if (path.names.empty()) return std::nullopt;
  chained_ += path.names.size();
  std::ranges::reverse(path.names);
  while (path.names.size() > 1 && OneOf(path.names.front(), kSelf)) {
    path.names.erase(path.names.begin());
    path.through_self = true;
  }
  if (t_.Text(path.begin).starts_with('@') && p_.language().id == LanguageId::kRuby) path.through_self = true;
  return path;
}

std::uint32_t FlowReader::StatementStart(std::uint32_t i) const {
  std::uint32_t s = i;
  for (std::uint32_t steps = 0; s > 0 && steps < kLookBack; ++steps) {
    if (t_[s].first_on_line) {
      const std::string_view before = t_.Text(s - 1);
      if (t_[s - 1].kind != TokenKind::kSign || before == ")" || before == "]" || before == "}" || before == ":")
        return s;
    }
    const std::uint32_t j = s - 1;
    const std::string_view text = t_.Text(j);
    if (t_[j].kind == TokenKind::kSign) {
      if ((text == ")" || text == "]") && t_[j].pair != kNone) {
        s = t_[j].pair;
        continue;
      }
      if (text == ";" || text == "{" || text == "}" || text == "(" || text == "[" || text == "=") return s;
    }
    if (t_.IsString(j) && j + 1 == s) return s;
    s = j;
  }
  return s;
}

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
  const LanguageId id = p_.language().id;
  const std::uint32_t inside = t_[sign].inside;
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
      const bool composite =
          t_.IsName(before) && (prior == "new" || prior == "New" || prior == "&" || prior == "=" || prior == ":=" ||
                                prior == "(" || prior == "," || prior == "return" || prior == "." || prior == ":");
      if (composite || t_.Is(before, "=") || t_.Is(before, "]") || (t_.Is(before, ")") && id == LanguageId::kCSharp))
        return;
    }
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
  if (t_.Is(sign, "+=") || t_.Is(sign, ".=")) p_.bindings_.back().value = {};
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
  } else if (id == LanguageId::kCpp && word == "define" && i > 0 && t_.Is(i - 1, "#") && t_.IsName(i + 1)) {
    Bind(std::string(t_.Text(i + 1)), p_.Expression(i + 2), i + 1, true, false);
  } else if ((id == LanguageId::kJava || id == LanguageId::kKotlin || id == LanguageId::kGroovy ||
              id == LanguageId::kScala) &&
             word == "@Value" && t_.Is(i + 1, "(") && t_[i + 1].pair != kNone && t_.IsString(i + 2)) {
    // @Value("${jwt.secret:changeit}") private String secret;
    const StringLiteral& literal = t_.StringAt(i + 2);
    std::uint32_t name = kNone;
    for (std::uint32_t k = t_[i + 1].pair + 1; k < t_.size() && k < i + 24; ++k) {
      if (t_.Is(k, ";") || t_.Is(k, "=") || t_.Is(k, ",") || t_.Is(k, ")") || t_.Is(k, ":")) break;
      if (t_.IsName(k) && k + 1 < t_.size() && t_[k + 1].first_on_line && name != kNone) {
        name = k;
        break;
      }
      if (t_.IsName(k)) name = k;
    }
    if (name == kNone) return;
    Bind(Clean(t_.Text(name)), {i + 2, i + 3}, i, true, false, true);
    const std::string_view raw = t_.text.substr(literal.begin, literal.end - literal.begin);
    const std::size_t open = raw.find("${");
    const std::size_t inner = open == std::string_view::npos ? open : raw.find(':', open);
    const std::size_t close = raw.rfind('}');
    Binding& binding = p_.bindings_.back();
    binding.value = {};
    if (inner != std::string_view::npos && close != std::string_view::npos && close > inner + 1 &&
        raw.substr(inner + 1, 2) != "${" && raw[inner + 1] != '#') {
      binding.inner_begin = literal.begin + static_cast<std::uint32_t>(inner + 1);
      binding.inner_end = literal.begin + static_cast<std::uint32_t>(close);
    }
  }
}

void FlowReader::BindDefaults() {
  for (std::uint32_t r = 1; r < p_.regions_.size(); ++r) {
    if (p_.regions_[r].kind != RegionKind::kFunction || p_.regions_[r].body.empty()) continue;
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

void FlowReader::FindBindings() {
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (t_[i].kind == TokenKind::kSign) {
      const std::string_view sign = t_.Text(i);
      if (sign == "=" || sign == ":=" || sign == "||=" || sign == "\?\?=" || sign == "+=" || sign == ".=")
        BindAssignment(i);
      // string Key => "…"; in C#
      if (sign == "=>" && p_.language().id == LanguageId::kCSharp && i > 1 && t_.IsName(i - 1) && t_.IsName(i - 2) &&
          (t_[i].inside == kNone || region_brace_[t_[i].inside])) {
        Bind(Clean(t_.Text(i - 1)), p_.Expression(i + 1), i, true, false);
      }
    } else if (t_.IsName(i)) {
      BindOthers(i);
    }
  }
  BindDefaults();
  SettleBindings();
}

// Puts assignments where they count: fields in their class, and names that an outer scope declares in that scope.
void FlowReader::SettleBindings() {
  auto& bindings = p_.bindings_;
  const LanguageId id = p_.language().id;
  const bool declares_everything = id != LanguageId::kPython && id != LanguageId::kRuby && id != LanguageId::kPhp &&
                                   id != LanguageId::kElixir && id != LanguageId::kClojure &&
                                   id != LanguageId::kPowerShell && id != LanguageId::kSql;
  std::unordered_map<std::string, std::unordered_set<std::uint32_t>> declared;
  for (std::size_t b = 0; b < bindings.size(); ++b) {
    if (declares_[b]) declared[bindings[b].target].insert(bindings[b].region);
  }
  for (std::size_t b = 0; b < bindings.size(); ++b) {
    Binding& binding = bindings[b];
    if (p_.regions_[binding.region].kind != RegionKind::kFunction) continue;
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

void FlowReader::AddCall(std::uint32_t name, std::uint32_t open, Range inner, bool braced) {
  // Key.new("…"), Key::new("…"): what other languages write `new Key("…")`.
  const bool made = t_.Is(name, "new") && name > 1 && t_.IsName(name - 2) &&
                    (t_.Is(name - 1, ".") || t_.Is(name - 1, "::") || t_.Is(name - 1, "->"));
  if (made) name -= 2;
  if (OneOf(t_.Text(name), kNotCallees)) return;
  // A definition reads like a call: `function parse($x)`, `Token parse(String x)`.
  if (name > 0 && OneOf(t_.Text(name - 1), kFunctionWords)) return;
  const LanguageId id = p_.language().id;
  const bool typed = id == LanguageId::kJava || id == LanguageId::kCSharp || id == LanguageId::kDart ||
                     id == LanguageId::kPhp || id == LanguageId::kGroovy;
  if (typed && !braced && inner.size() >= 2 && t_.IsName(inner.begin) && t_.IsName(inner.begin + 1) &&
      !OneOf(t_.Text(inner.begin), kPrefixLike))
    return;
  auto path = PathBefore(name);
  if (!path) return;
  Call call;
  call.name = name;
  call.begin = path->begin;
  call.open = open;
  call.inner = inner;
  call.is_braced = braced;
  call.is_new = made || (path->begin > 0 && (t_.Is(path->begin - 1, "new") || t_.Is(path->begin - 1, "New")));
  call.path = std::move(path->names);
  if (p_.language().id == LanguageId::kClojure ||
      (p_.language().id == LanguageId::kPhp && call.path.front().find('\\') != std::string::npos)) {
    const char divider = p_.language().id == LanguageId::kClojure ? '/' : '\\';
    const std::string head = call.path.front();
    const std::size_t slash = head.rfind(divider);
    if (slash != std::string::npos && slash > 0 && slash + 1 < head.size()) {
      call.path.front() = head.substr(slash + 1);
      if (divider == '/') call.path.insert(call.path.begin(), head.substr(0, slash));
    }
  }
  if (const auto found = p_.imports_.find(call.path.front()); found != p_.imports_.end()) {
    call.is_imported = true;
    call.path.front() = found->second.member.empty() ? found->second.module : found->second.member;
    if (!found->second.member.empty()) call.path.insert(call.path.begin(), found->second.module);
  }
  p_.calls_.push_back(std::move(call));
}

void FlowReader::FindCalls() {
  const LanguageId id = p_.language().id;
  for (std::uint32_t i = 0; i < t_.size(); ++i) {
    if (t_.Is(i, "(") && t_[i].pair != kNone) {
      if (id == LanguageId::kClojure) {
        if (t_.IsName(i + 1)) AddCall(i + 1, i, {i + 2, t_[i].pair}, false);
        continue;
      }
      if (i == 0) continue;
      std::uint32_t name = i - 1;
      if (t_.Is(name, ">") && name > 1) {
        int depth = 0;
        for (std::uint32_t k = name; k > 0 && name - k < 16; --k) {
          if (t_.Is(k, ">")) ++depth;
          if (t_.Is(k, "<") && --depth == 0) {
            name = k - 1;
            break;
          }
        }
        if (t_.Is(name, "::") && name > 0) --name;
      } else if (id == LanguageId::kVisualBasic && t_.Is(name, ")") && t_[name].pair != kNone &&
                 t_.Is(t_[name].pair + 1, "Of") && t_[name].pair > 0) {
        name = t_[name].pair - 1;
      } else if (t_.Is(name, "!") && name > 0 && id == LanguageId::kRust) {
        --name;
      } else if (t_.Is(name, "?.") && name > 0) {
        --name;
      }
      const bool type_arguments = id == LanguageId::kVisualBasic && t_.Is(i + 1, "Of");
      if (t_.IsName(name) && !type_arguments) AddCall(name, i, {i + 1, t_[i].pair}, false);
      // require('module')(…)
      if (id == LanguageId::kJavaScript && i > 4 && t_.Is(i - 1, ")") && t_[i - 1].pair == i - 3 &&
          t_.IsString(i - 2) && t_.Is(i - 4, "require")) {
        Call call;
        call.begin = call.name = i - 4;
        call.open = i;
        call.inner = {i + 1, t_[i].pair};
        call.is_imported = true;
        call.path = {t_.StringAt(i - 2).value};
        p_.calls_.push_back(std::move(call));
      }
    } else if (t_.Is(i, "{") && t_[i].pair != kNone && i > 0 && t_.IsName(i - 1) && !region_brace_[i] &&
               (id == LanguageId::kGo || id == LanguageId::kCSharp || id == LanguageId::kCpp ||
                id == LanguageId::kRust)) {
      AddCall(i - 1, i, {i + 1, t_[i].pair}, true);
    } else if (t_.Is(i, "{") && t_[i].pair != kNone && i > 1 && t_.Is(i - 1, ")") && !region_brace_[i] &&
               id == LanguageId::kCSharp && t_[i - 1].pair != kNone && t_[i - 1].pair > 0 &&
               t_.IsName(t_[i - 1].pair - 1)) {
      AddCall(t_[i - 1].pair - 1, i, {i + 1, t_[i].pair}, true);  // new Options() { … }
    } else if (t_.IsName(i) &&
               (id == LanguageId::kRuby || id == LanguageId::kElixir || id == LanguageId::kPowerShell ||
                id == LanguageId::kPerl) &&
               i + 1 < t_.size() && !t_[i + 1].first_on_line &&
               (t_[i + 1].kind != TokenKind::kSign || t_.Is(i + 1, ":") || t_.Is(i + 1, "[")) &&
               !OneOf(t_.Text(i), kNotCallees)) {
      // A command: `JWT.encode payload, key`. Only a statement's or value's first name can be one.
      if (t_.Is(i + 1, "[") && t_[i + 1].begin == t_[i].end) continue;
      if (t_.Is(i + 1, ":") && (t_[i + 1].begin == t_[i].end || t_.Text(i + 2).empty())) continue;
      if (t_.IsName(i + 1) && OneOf(t_.Text(i + 1), kNotCallees)) continue;
      std::uint32_t end = i + 1;
      for (int count = 0; count < 24; ++count) {
        const Range one = p_.Expression(end);
        end = std::max(one.end, end);
        if (!t_.Is(end, ",")) break;
        ++end;
      }
      AddCall(i, kNone, {i + 1, std::min(end, t_.size())}, false);
    }
  }
  std::ranges::stable_sort(p_.calls_, {}, &Call::name);
  for (std::uint32_t k = 0; k < p_.calls_.size(); ++k) {
    const Call& call = p_.calls_[k];
    if (call.open != kNone)
      p_.call_by_open_.emplace(call.open, k);
    else
      p_.command_by_begin_.emplace(call.begin, k);
  }
}

}  // namespace packrake::code
