#include "match/documented.h"

#include <algorithm>
#include <array>

namespace packrake {
namespace {

constexpr std::size_t kMostBefore = 400;  // bytes of the line that are looked at

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

/// example: "…, "example" = '…, example("…
bool HeldByExample(std::string_view before) {
  while (!before.empty() && std::string_view(" \t\"'`\\").find(before.back()) != std::string_view::npos)
    before.remove_suffix(1);
  if (before.empty() || (before.back() != ':' && before.back() != '=' && before.back() != '(')) return false;
  before.remove_suffix(1);
  while (!before.empty() && std::string_view(" \t\"'\\").find(before.back()) != std::string_view::npos)
    before.remove_suffix(1);
  for (const std::string_view word : {"example", "examples", "Example"}) {
    if (!before.ends_with(word)) continue;
    if (before.size() == word.size()) return true;
    const char outer = before[before.size() - word.size() - 1];
    const bool inside_word =
        (outer >= 'a' && outer <= 'z') || (outer >= 'A' && outer <= 'Z') || (outer >= '0' && outer <= '9');
    return !inside_word && outer != '_' && outer != '-';
  }
  return false;
}

std::string_view WithoutIndentation(std::string_view line) {
  return line.substr(static_cast<std::size_t>(std::ranges::find_if_not(line, IsBlank) - line.begin()));
}

/// REQUIRES: no blank leads the line.
bool RunsInDoctest(std::string_view line) {
  return std::ranges::any_of(std::to_array<std::string_view>({">>> ", "... ", "iex> ", "iex(", "...> "}),
                             [line](std::string_view prompt) { return line.starts_with(prompt); });
}

}  // namespace

std::string_view DocumentSignal(std::string_view before, std::string_view above) {
  std::string_view line = WithoutIndentation(before);
  for (const std::string_view mark : {"* ", "/** ", "/// ", "//! "}) {
    if (line.starts_with(mark)) return "doc-comment";
  }
  if (line == "*" || line == "///" || RunsInDoctest(line) || RunsInDoctest(WithoutIndentation(above)))
    return "doc-comment";
  for (const std::string_view element : {"<code", "<pre", "<span class="}) {
    if (line.find(element) != std::string_view::npos) return "doc-example";
  }
  if (line.size() > kMostBefore) line.remove_prefix(line.size() - kMostBefore);
  return HeldByExample(line) ? "doc-example" : "";
}

std::size_t TestModuleOf(std::string_view text) {
  const std::size_t at = text.find("\n#[cfg(test)]");
  return at == std::string_view::npos || text.find("mod ", at) == std::string_view::npos ? std::string_view::npos : at;
}

}  // namespace packrake
