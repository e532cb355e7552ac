#include "credential/text_items.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "credential/line_bytes.h"
#include "text/lines.h"

namespace packrake::code {
namespace {

constexpr std::size_t kLongestLine = 300;  // of a run
constexpr int kDeepest = 5;
constexpr std::size_t kLongestString = 16U << 10;  // over lines; more is a stray quote
constexpr std::size_t kHeadBytes = 240;            // of a line

bool BeginsWithWord(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || !IsNameByte(line[word.size()]));
}

template <std::size_t kCount>
bool BeginsWithOne(std::string_view line, const std::array<std::string_view, kCount>& words) {
  return std::ranges::any_of(words, [line](std::string_view word) { return BeginsWithWord(line, word); });
}

// Whether the line, its indentation taken off, goes on with what the lines before began.
bool GoesOn(std::string_view line) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"else", "elif", "elsif", "catch", "finally", "except", "rescue", "ensure", "end", "while", "where", "then"});
  return std::string_view("{})].?:&|+").find(line[0]) != std::string_view::npos || line.starts_with("->") ||
         BeginsWithOne(line, kWords);
}

bool IsImport(std::string_view line) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"import", "from", "use", "using", "require", "require_once", "include", "alias", "package", "namespace"});
  return line.starts_with("#include") || line.starts_with("<?php") || BeginsWithOne(line, kWords) ||
         line.substr(0, kHeadBytes).find("require(") != std::string_view::npos;
}

// A section of an INI or TOML file.
bool IsSection(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line.starts_with('[') && line.ends_with(']');
}

/// Cuts a text into items.
class Cutter {
 public:
  explicit Cutter(std::string_view text)
      : text_(text),
        has_backquotes_(text.find('`') != std::string_view::npos),
        has_triple_quotes_(text.find("\"\"\"") != std::string_view::npos ||
                           text.find("'''") != std::string_view::npos) {}

  TextItems Cut() {
    Cut({0, text_.size()}, 0, TextItem::kNoFrame, 0);
    return std::move(cut_);
  }

 private:
  // How many strings over several lines begin or end on the line.
  int QuotesOn(std::string_view line) const {
    int quotes = has_backquotes_ ? static_cast<int>(std::ranges::count(line, '`')) : 0;
    if (!has_triple_quotes_) return quotes;
    for (const std::string_view mark : {"\"\"\"", "'''"}) {
      for (std::size_t at = line.find(mark); at != std::string_view::npos; at = line.find(mark, at + 3)) ++quotes;
    }
    return quotes;
  }

  // Whether the next line, from `at` on, that is not blank belongs to the one before it.
  bool GoesDeeper(std::size_t at, std::size_t end, std::size_t level) const {
    const std::size_t first = text_.find_first_not_of(" \t\r\n", at);
    if (first == std::string_view::npos || first >= end) return false;
    return first - LineBegin(text_, first) > level || text_[first] == '{';
  }

  // Runs are cut by what their lines say, so that a line that comes or goes moves the cuts round it only.
  static bool RunEnds(std::string_view line, std::size_t lines) {
    constexpr std::size_t kShortest = 8, kLongest = 24;
    return lines > kLongest || (lines > kShortest && std::hash<std::string_view>{}(line) % 8 == 0);
  }

  void Cut(LineSpan span, std::size_t level, std::uint32_t frame, int depth) {
    TextItem item{{span.begin, span.begin}, frame, false, false};
    bool leads = true;  // only comments and the like so far
    bool section = false;
    std::size_t lines = 0;                        // of a run
    std::size_t string = std::string_view::npos;  // where one began that has not ended
    for (std::size_t at = span.begin; at < span.end;) {
      const std::size_t end = LineEnd(text_, at);
      const std::string_view line = text_.substr(at, end - at);
      const std::size_t indent = SkipBlanks(line, 0);
      const std::string_view content = line.substr(indent);
      const bool blank = content.empty() || content == "\r";
      if (string != std::string_view::npos && at - string > kLongestString) string = std::string_view::npos;
      if (!blank && indent <= level && string == std::string_view::npos && !GoesOn(content)) {
        const bool new_section = level == 0 && IsSection(content);
        const bool import = IsImport(content);
        const bool single = content.size() <= kLongestLine && !GoesDeeper(end + 1, span.end, level);
        const bool goes_on = item.run && single && import == item.import && !RunEnds(content, ++lines);
        if (!leads && !goes_on && (!section || new_section)) {
          Add(item, level, depth);
          item = {{at, at}, frame, false, false};
          leads = true;
        }
        section = new_section || section;
        if (leads) {
          leads = LeadsOn(content);
          item.import = import;
          item.run = single && !leads;
          lines = 1;
        }
      }
      if (QuotesOn(line) % 2 == 1) string = string == std::string_view::npos ? at : std::string_view::npos;
      at = std::min(end + 1, span.end);
      item.end = at;
    }
    if (item.size() > 0) Add(item, level, depth);
  }

  /// Adds it, or what it holds when it is large and holds several things.
  void Add(const TextItem& item, std::size_t level, int depth) {
    if (item.size() > TextItems::kLargest && depth < kDeepest && CutFrame(item, level, depth)) return;
    cut_.items.push_back(item);
  }

  bool CutFrame(const TextItem& item, std::size_t level, int depth) {
    // The least indentation below its own, where it comes first, and where the last line of it ends.
    std::size_t inner = std::string_view::npos, first = 0, last = 0, lines = 0;
    for (std::size_t at = item.begin; at < item.end;) {
      const std::size_t end = LineEnd(text_, at);
      const std::string_view line = text_.substr(at, end - at);
      const std::size_t indent = SkipBlanks(line, 0);
      if (indent > level && indent < line.size() && line[indent] != '\r' && line[indent] != '*') {
        if (indent < inner) {
          if (inner == std::string_view::npos) first = at;
          inner = indent;
        }
        last = std::min(end + 1, item.end);
        ++lines;
      }
      at = end + 1;
    }
    if (lines < 4) return false;
    cut_.frames.push_back({{item.begin, first}, {last, item.end}, item.frame});
    Cut({first, last}, inner, static_cast<std::uint32_t>(cut_.frames.size() - 1), depth + 1);
    return true;
  }

  const std::string_view text_;
  const bool has_backquotes_, has_triple_quotes_;
  TextItems cut_;
};

}  // namespace

bool LeadsOn(std::string_view line) {
  return line[0] == '@' || line.starts_with("#[") || line.starts_with("//") || line.starts_with("/*") ||
         line.starts_with("*") || line.starts_with("# ") || line.starts_with("template<");
}

TextItems CutIntoItems(std::string_view text) { return Cutter(text).Cut(); }

}  // namespace packrake::code
