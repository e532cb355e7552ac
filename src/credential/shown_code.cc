#include "credential/shown_code.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "credential/config_command.h"
#include "credential/line_bytes.h"
#include "credential/sinks.h"
#include "text/lines.h"

namespace packrake::code {
namespace {

// One past the brace that closes the one at `open`.
std::size_t EndOfBraces(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth == 0) return i + 1;
  }
  return text.size();
}

// What stands between fences, Markdown's or AsciiDoc's.
std::vector<Extent> FencedBlocks(std::string_view text) {
  std::vector<Extent> blocks;
  if (!HoldsOne(text, "```|~~~|----")) return blocks;
  std::size_t line = 0;
  std::size_t open = std::string_view::npos;
  while (line < text.size()) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    std::string_view content = text.substr(line, end - line);
    const std::size_t indent = content.find_first_not_of(" \t>");
    const bool listing = content.size() >= 4 && content.find_first_not_of('-') == std::string_view::npos &&
                         (!blocks.empty() || open != std::string_view::npos || text.substr(0, line).ends_with("]\n"));
    if (listing) {  // AsciiDoc
      if (open == std::string_view::npos) {
        open = end + 1;
      } else {
        blocks.emplace_back(open, line);
        open = std::string_view::npos;
      }
    } else if (indent != std::string_view::npos &&
               (content.substr(indent, 3) == "```" || content.substr(indent, 3) == "~~~")) {
      if (open == std::string_view::npos) {
        // A template literal of a program may end in three back-quotes too; a fence has a word or nothing after it.
        if (content.substr(indent).find_first_of(";(){}") == std::string_view::npos) open = end + 1;
      } else {
        blocks.emplace_back(open, line);
        open = std::string_view::npos;
      }
    }
    line = end + 1;
  }
  return blocks;
}

// Runs of lines that are indented by two blanks or a tab, with the empty lines between them.
std::vector<Extent> IndentedBlocks(std::string_view text) {
  std::vector<Extent> blocks;
  bool open = false;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = LineEnd(text, line);
    const std::string_view content = text.substr(line, end - line);
    if (content.starts_with("  ") || content.starts_with('\t')) {
      if (!open) blocks.emplace_back(line, end);
      blocks.back().second = end;
      open = true;
    } else if (content.find_first_not_of(" \r") != std::string_view::npos) {
      open = false;
    }
    line = end + 1;
  }
  return blocks;
}

}  // namespace

std::vector<Extent> ShownBlocks(std::string_view text) {
  std::vector<Extent> blocks;
  const auto add = [&](std::string_view opens, std::string_view quote, std::string_view closes) {
    std::size_t next = 0;
    for (std::size_t begin = text.find(opens); begin != std::string_view::npos && blocks.size() < 100;
         begin = text.find(opens, next)) {
      next = begin + opens.size();
      const std::size_t at = text.substr(next, text.find('\n', next) - next).find(quote);
      if (at == std::string_view::npos) continue;
      const std::size_t end = std::min(text.find(closes, next + at + quote.size()), text.size());
      blocks.emplace_back(begin, end);
      next = std::min(end + closes.size(), text.size());
    }
  };
  add("<pre", "", "</pre>");
  add("@moduledoc", "\"\"\"", "\"\"\"");
  add("@doc", "\"\"\"", "\"\"\"");
  static constexpr auto kEntries = std::to_array<std::string_view>({"\": {", ": {", ": %{", "s\": {", "s: {"});
  static constexpr std::string_view kExample = "example";
  for (std::size_t begin = text.find(kExample); begin != std::string_view::npos && blocks.size() < 100;
       begin = text.find(kExample, begin + 1)) {
    if (begin == 0 || IsAlnum(text[begin - 1]) || text[begin - 1] == '_' || text[begin - 1] == '-') continue;
    const std::string_view rest = text.substr(begin + kExample.size());
    const auto entry = std::ranges::find_if(kEntries, [rest](std::string_view one) { return rest.starts_with(one); });
    if (entry == kEntries.end()) continue;
    blocks.emplace_back(begin, EndOfBraces(text, begin + kExample.size() + entry->size() - 1));
  }
  return blocks;
}

std::vector<Extent> CodeBlocks(std::string_view text) {
  constexpr std::size_t kMost = 400;
  std::vector<Extent> blocks = FencedBlocks(text);
  if (blocks.empty() && text.starts_with("= ")) blocks = IndentedBlocks(text);
  if (blocks.size() > kMost) blocks.resize(kMost);
  return blocks;
}

std::vector<Extent> InlineSettings(std::string_view text, const std::vector<Extent>& blocks) {
  constexpr std::size_t kMost = 100;
  std::vector<Extent> found;
  auto block = blocks.begin();
  for (std::size_t open = text.find('`'); open != std::string_view::npos && found.size() < kMost;) {
    while (block != blocks.end() && block->second <= open) ++block;
    if (block != blocks.end() && block->first <= open) {
      open = text.find('`', block->second);
      continue;
    }
    const std::size_t close = text.find_first_of("`\n", open + 1);
    if (At(text, close) == '`') {
      const std::string_view inner = text.substr(open + 1, close - open - 1);
      if (BeginsWithSettings(inner) && HoldsOne(inner, "SECRET=|KEY=|secret=|key="))
        found.emplace_back(open + 1, close);
    }
    open = close == std::string_view::npos ? close : text.find('`', close + 1);
  }
  return found;
}

std::vector<Extent> Docstrings(const Program& program) {
  std::vector<Extent> docstrings;
  const std::string_view text = program.text();
  for (const StringLiteral& literal : program.tokens().strings) {
    if (literal.begin < 3 ||
        text.substr(literal.begin, literal.end - literal.begin).find('\n') == std::string_view::npos)
      continue;
    const std::size_t quotes = literal.begin - 3;
    const std::size_t line = LineBegin(text, quotes);
    const std::string_view before = text.substr(line, quotes - line);
    const bool alone = before.find_first_not_of(" \trRuU") == std::string_view::npos;
    const char next = literal.end + 3 < text.size() ? text[literal.end + 3] : '\n';
    if (alone && (next == '\n' || next == '\r')) docstrings.emplace_back(literal.begin, literal.end);
  }
  return docstrings;
}

std::string CodeOfDoctest(std::string_view docstring) {
  std::string code(docstring.size(), ' ');
  bool runs = false;
  for (std::size_t begin = 0; begin < docstring.size();) {
    const std::size_t end = std::min(docstring.find('\n', begin), docstring.size());
    const std::size_t prompt = docstring.find_first_not_of(" \t", begin);
    const std::string_view mark = docstring.substr(std::min(prompt, docstring.size()), 4);
    runs = mark == ">>> " || (runs && mark == "... ");
    if (runs) code.replace(prompt + 4, end - prompt - 4, docstring.substr(prompt + 4, end - prompt - 4));
    if (end < docstring.size()) code[end] = '\n';
    begin = end + 1;
  }
  return code;
}

bool IsUnderExample(std::string_view text, std::size_t begin) {
  constexpr int kLines = 24;
  std::size_t line = LineBegin(text, begin);
  for (int lines = 0; lines < kLines; ++lines) {
    const std::string_view content = text.substr(line, LineEnd(text, line) - line);
    const std::size_t first = content.find_first_not_of(" \t");
    if (first == std::string_view::npos || (content[first] != '#' && content[first] != '*' && content[first] != '/'))
      return false;
    if (content.find("@example", first) != std::string_view::npos) return true;
    if (line == 0) return false;
    line = LineBegin(text, line - 1);
  }
  return false;
}

}  // namespace packrake::code
