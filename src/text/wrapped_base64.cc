#include "text/wrapped_base64.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "text/decode_forms.h"

namespace packrake {
namespace {

constexpr std::size_t kMinWidth = 56;
constexpr std::size_t kMaxWidth = 128;
constexpr std::size_t kMaxBlank = 128;  // of indentation, and of trailing blanks, that are looked at

bool IsBase64(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' ||
         c == '-' || c == '_';
}
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsWidth(std::size_t size) { return size >= kMinWidth && size <= kMaxWidth && size % 4 == 0; }

/// The base64 characters of one line.
struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

/// Finds the segments of neighbouring lines. Each step looks at one line of at most kMaxWidth and some blanks.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::size_t PaddingAfter(std::size_t end) const {
    std::size_t padding = 0;
    while (padding < 2 && end + padding < text_.size() && text_[end + padding] == '=') ++padding;
    return padding;
  }

  /// Where the next line's text begins, when the line ends at `end`; nothing when something else stands there.
  std::optional<std::size_t> AfterLineEnd(std::size_t end) const {
    if (Has(end, "\\r\\n")) return end + 4;
    if (Has(end, "\\n")) return end + 2;
    end = SkipBlanks(end);
    if (Has(end, "\r")) ++end;
    if (!Has(end, "\n")) return std::nullopt;
    return SkipBlanks(end + 1);
  }

  /// Where the text of the line above ends, when nothing but indentation stands before `begin`.
  std::optional<std::size_t> BeforeLineBegin(std::size_t begin) const {
    const std::string_view before = text_.substr(0, begin);
    if (before.ends_with("\\r\\n")) return begin - 4;
    if (before.ends_with("\\n")) return begin - 2;
    begin = SkipBlanksBack(begin);
    if (begin == 0 || text_[begin - 1] != '\n') return std::nullopt;
    --begin;
    if (begin > 0 && text_[begin - 1] == '\r') --begin;
    return SkipBlanksBack(begin);
  }

  Segment From(std::size_t begin) const {
    Segment segment{begin, begin};
    while (segment.end < text_.size() && segment.size() <= kMaxWidth && IsBase64(text_[segment.end])) ++segment.end;
    return segment;
  }

  Segment UpTo(std::size_t end) const {
    Segment segment{end, end};
    while (segment.begin > 0 && segment.size() <= kMaxWidth && IsBase64(text_[segment.begin - 1])) --segment.begin;
    return WithoutEscapedLetter(segment);
  }

  /// The `n` of a `\n` before the run is no base64.
  Segment WithoutEscapedLetter(Segment segment) const {
    const bool escaped = segment.size() > 0 && segment.begin > 0 && text_[segment.begin - 1] == '\\';
    if (escaped && std::string_view("nrt").find(text_[segment.begin]) != std::string_view::npos) ++segment.begin;
    return segment;
  }

  /// Whether the text that ends at `end` may be the end of a last line: a word of prose goes on after a blank.
  bool EndsValue(std::size_t end) const {
    return end >= text_.size() || AfterLineEnd(end) ||
           std::string_view("\"'`<,;)]}\\").find(text_[end]) != std::string_view::npos;
  }

 private:
  bool Has(std::size_t at, std::string_view what) const {
    return text_.substr(std::min(at, text_.size())).starts_with(what);
  }
  std::size_t SkipBlanks(std::size_t at) const {
    for (std::size_t i = 0; i < kMaxBlank && at < text_.size() && IsBlank(text_[at]); ++i) ++at;
    return at;
  }
  std::size_t SkipBlanksBack(std::size_t at) const {
    for (std::size_t i = 0; i < kMaxBlank && at > 0 && IsBlank(text_[at - 1]); ++i) --at;
    return at;
  }

  std::string_view text_;
};

/// Joins lines upwards and downwards from the one that is known.
class Joiner {
 public:
  Joiner(std::string_view text, Segment middle, std::size_t max_characters)
      : lines_(text), middle_(middle), left_(max_characters - std::min(max_characters, middle.size())) {}

  /// The lines above, nearest first.
  std::vector<Segment> Above() {
    std::vector<Segment> above;
    Segment lowest = middle_;
    while (const auto end = lines_.BeforeLineBegin(lowest.begin)) {
      const Segment line = lines_.UpTo(*end);
      if (line.size() == 0 || line.size() % 4 != 0 || line.size() > left_) break;
      const bool whole = lines_.BeforeLineBegin(line.begin) || line.begin == 0;
      const bool same_width =
          width_ == 0 ? IsWidth(line.size()) && line.size() >= middle_.size() : line.size() == width_;
      const bool first_line = width_ != 0 && !whole && line.size() < width_;
      if (!same_width && !first_line) break;
      if (width_ == 0) width_ = line.size();
      above.push_back(line);
      left_ -= line.size();
      if (!whole) break;
      lowest = line;
    }
    starts_line_ = !above.empty() || lines_.BeforeLineBegin(middle_.begin) || middle_.begin == 0;
    return above;
  }

  /// The lines below. Call Above() first.
  std::vector<Segment> Below() {
    std::vector<Segment> below;
    if (middle_.size() % 4 != 0) return below;
    if (width_ != 0 ? middle_.size() != width_ : starts_line_ && !IsWidth(middle_.size())) return below;
    if (width_ == 0 && starts_line_) width_ = middle_.size();
    std::size_t end = middle_.end;
    while (const auto begin = lines_.AfterLineEnd(end)) {
      const Segment line = lines_.From(*begin);
      const std::size_t padding = lines_.PaddingAfter(line.end);
      if (line.size() == 0 || line.size() > left_ || !lines_.EndsValue(line.end + padding)) break;
      const bool full = padding == 0 && lines_.AfterLineEnd(line.end);
      if (width_ == 0) {
        // The first line began behind a key: this one tells the width, or is the last and that one told it.
        const bool tells = full && IsWidth(line.size()) && line.size() >= middle_.size();
        if (!tells && !(IsWidth(middle_.size()) && line.size() <= middle_.size())) break;
        width_ = tells ? line.size() : middle_.size();
      }
      if (line.size() > width_) break;
      below.push_back(line);
      left_ -= line.size();
      end = line.end;
      if (!full || line.size() < width_) break;
    }
    return below;
  }

 private:
  Lines lines_;
  Segment middle_;
  std::size_t left_;
  std::size_t width_ = 0;  // of the lines that are neither first nor last; 0: not known yet
  bool starts_line_ = false;
};

}  // namespace

WrappedBase64 WrappedBase64Around(std::string_view text, std::size_t offset, std::size_t max_characters) {
  const Run run = RunAround(text, offset, max_characters / 2, IsBase64);
  const Lines lines(text);
  Segment middle{run.begin, run.end};
  if (middle.begin < offset) middle = lines.WithoutEscapedLetter(middle);
  if (middle.size() == 0) return {};

  Joiner joiner(text, middle, max_characters);
  std::vector<Segment> segments = joiner.Above();
  std::reverse(segments.begin(), segments.end());
  segments.push_back(middle);
  const std::size_t middle_index = segments.size() - 1;
  for (const Segment& line : joiner.Below()) segments.push_back(line);

  WrappedBase64 joined;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (i == middle_index) joined.index_of_offset = joined.characters.size() + offset - middle.begin;
    joined.characters += text.substr(segments[i].begin, segments[i].size());
  }
  joined.begin = segments.front().begin;
  joined.end = segments.back().end + lines.PaddingAfter(segments.back().end);
  return joined;
}

}  // namespace packrake
