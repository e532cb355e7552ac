#include "credential/flow_read.h"

#include <algorithm>
#include <array>
#include <utility>

#include "credential/flow_read_words.h"
#include "credential/one_of.h"

namespace packrake::code {
namespace {

constexpr std::array kSelf =
    std::to_array<std::string_view>({"this", "self", "$this", "Self", "static", "cls", "Me", "parent"});
constexpr std::size_t kMaxChained = 400'000;

}  // namespace

void FlowReader::Read() {
  p_.regions_.push_back({RegionKind::kFile, {0, t_.size()}, 0, "", {}, 0});
  region_brace_.assign(t_.size(), false);
  if (p_.language().indented)
    FindIndentedRegions();
  else
    FindBracedRegions();
  FindArrowFunctions();
  FindLambdas();
  FindErlangFunctions();
  FindExpressionFunctions();
  FindBodilessClasses();
  NestRegions();
  FindFields();
  FindImports();
  FindCalls();
  FindBindings();
}

std::optional<FlowReader::Path> FlowReader::PathBefore(std::uint32_t last) const {
  Path path;
  path.names.reserve(4);
  std::uint32_t j = last;
  // Chains of forty calls exist; a text of nothing else must not be kept forty times.
  const int most = chained_ < kMaxChained ? 40 : 4;
  const bool erlang = p_.language().id == LanguageId::kErlang;  // whose functions begin behind an arrow
  const bool joins_by_colon = erlang || p_.language().id == LanguageId::kLua;
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
    } else if (t_.Is(j, "}") && IsKeyOfPerl(j)) {
      path.names.emplace_back(t_.IsString(j - 1) ? t_.StringAt(j - 1).value : t_.Text(j - 1));
      path.begin = t_[j].pair;
      j = t_[j].pair - 1;
      if (t_.Is(j, "->") && j > 0) --j;
      if (t_.IsName(j) || t_.Is(j, "}")) continue;
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
      const bool made = t_.Is(j, "new") && j > 0 && (t_.Is(j - 1, ".") || t_.Is(j - 1, "::") || t_.Is(j - 1, "->"));
      if (made || (t_.IsName(j) && !OneOf(t_.Text(j), kNotCallees))) continue;  // Key.new(…).sign
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
                          (connector == "." || connector == "?." || (connector == "->" && !erlang) ||
                           connector == "::" || (connector == ":" && joins_by_colon));
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
      if (text == ";" || text == "{" || text == "}" || text == "(" || text == "[" || text == "=" || text == "=>")
        return s;
    }
    if (t_.IsString(j) && j + 1 == s) return s;
    s = j;
  }
  return s;
}

}  // namespace packrake::code
