#include "credential/notebook.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace packrake::code {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Reads the JSON of a notebook from string to string; numbers and brackets between them tell nothing here.
class NotebookReader {
 public:
  explicit NotebookReader(std::string_view text) : text_(text) {}

  TextSlice Read() {
    while (at_ < text_.size()) {
      at_ = text_.find('"', at_);
      if (at_ == std::string_view::npos) break;
      const std::string_view key = SkipString();
      const std::size_t colon = SkipBlanks(at_);
      if (colon >= text_.size() || text_[colon] != ':') continue;
      at_ = SkipBlanks(colon + 1);
      if (key == "cell_type") {
        if (at_ < text_.size() && text_[at_] == '"') code_ = SkipString() == "code";
      } else if (code_ && (key == "source" || key == "input")) {
        ReadSource();
      }
    }
    return std::move(slice_);
  }

 private:
  std::size_t SkipBlanks(std::size_t at) const { return std::min(text_.find_first_not_of(kBlanks, at), text_.size()); }

  /// What stands between the quotes at at_, as it stands; at_ is then behind them.
  std::string_view SkipString() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, text_.size());
    const std::string_view inside = text_.substr(begin, at_ - begin);
    ++at_;
    return inside;
  }

  /// One string, or a list of them: its lines.
  void ReadSource() {
    if (at_ >= text_.size()) return;
    const bool list = text_[at_] == '[';
    if (list) at_ = SkipBlanks(at_ + 1);
    while (at_ < text_.size() && text_[at_] == '"') {
      const std::size_t begin = at_ + 1;
      Append(SkipString(), begin);
      if (!list) break;
      at_ = SkipBlanks(at_);
      if (at_ < text_.size() && text_[at_] == ',') at_ = SkipBlanks(at_ + 1);
    }
    if (!slice_.bytes.ends_with('\n')) slice_.bytes += '\n';
  }

  void Append(std::string_view inside, std::size_t offset) {
    slice_.pieces.push_back({slice_.bytes.size(), offset});
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (inside[i] != '\\' || i + 1 >= inside.size()) {
        slice_.bytes += inside[i];
        continue;
      }
      const char escaped = inside[++i];
      if (escaped == 'u') {  // a letter of some other alphabet, or a bracket that someone's tool was afraid of
        slice_.bytes += Plain(inside.substr(i + 1, 4));
        i += 4;
      } else {
        slice_.bytes += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped;
      }
      slice_.pieces.push_back({slice_.bytes.size(), offset + i + 1});
    }
  }

  static char Plain(std::string_view digits) {
    if (digits.size() != 4 || digits.substr(0, 2) != "00") return '?';
    const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    const int code = value(digits[2]) * 16 + value(digits[3]);
    return code >= 0x20 && code < 0x7F ? static_cast<char>(code) : '?';
  }

  const std::string_view text_;
  std::size_t at_ = 0;
  bool code_ = false;  ///< the cell at hand holds code
  TextSlice slice_;
};

}  // namespace

std::optional<TextSlice> CodeOfNotebook(std::string_view text) {
  const std::size_t head = text.find_first_not_of(kBlanks);
  if (head == std::string_view::npos || text[head] != '{') return std::nullopt;
  if (text.find("\"cell_type\"") == std::string_view::npos) return std::nullopt;
  TextSlice code = NotebookReader(text).Read();
  if (code.bytes.empty()) return std::nullopt;
  return code;
}

}  // namespace packrake::code
