#include "git/config_file.h"

#include <algorithm>

#include "base/ascii.h"

namespace packrake {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

/// Reads from `at` on, up to the end of the logical line (a backslash at the end continues it).
class ConfigParser {
 public:
  explicit ConfigParser(std::string_view text) : text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
  }

  ConfigEntries Parse() {
    while (at_ < text_.size()) {
      SkipBlanks();
      if (at_ >= text_.size()) break;
      const char c = text_[at_];
      if (c == '\n') {
        ++at_;
      } else if (c == '#' || c == ';') {
        SkipLine();
      } else if (c == '[') {
        Section();
      } else {
        Entry();
      }
    }
    return std::move(entries_);
  }

 private:
  void SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  }
  void SkipLine() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void Section() {
    ++at_;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ']' && text_[at_] != '"' && text_[at_] != '\n') ++at_;
    section_ = Lower(Trim(text_.substr(begin, at_ - begin)));
    if (at_ < text_.size() && text_[at_] == '"') {
      section_ += '.';
      for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        section_ += text_[at_];
      }
      if (at_ < text_.size() && text_[at_] == '"') ++at_;
    }
    if (at_ < text_.size() && text_[at_] == ']') {
      ++at_;  // an entry may follow on the same line
    } else {
      section_.clear();
      SkipLine();
    }
  }

  void Entry() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (IsAlnum(text_[at_]) || text_[at_] == '-'))
      ++at_;
    std::string key = Lower(text_.substr(begin, at_ - begin));
    SkipBlanks();
    std::string value = "true";
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      value = Value();
    } else {
      SkipLine();
    }
    if (!key.empty() && !section_.empty()) entries_.emplace_back(section_ + "." + key, std::move(value));
  }

  std::string Value() {
    SkipBlanks();
    std::string value;
    std::size_t keep = 0;  // blanks at the end count only inside quotes
    bool quoted = false;
    for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      char c = text_[at_];
      if (!quoted && (c == '#' || c == ';')) {
        SkipLine();
        break;
      }
      if (c == '"') {
        quoted = !quoted;
        keep = value.size();
        continue;
      }
      if (c == '\\' && at_ + 1 < text_.size()) {
        c = text_[++at_];
        if (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') c = text_[++at_];
        if (c == '\n') continue;
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'b' ? '\b' : c;
        value += c;
        keep = value.size();
        continue;
      }
      value += c;
      if (quoted || !IsBlank(c)) keep = value.size();
    }
    value.resize(keep);
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string section_;
  ConfigEntries entries_;
};

}  // namespace

ConfigEntries ParseConfig(std::string_view text) { return ConfigParser(text).Parse(); }

std::string ConfigValue(const ConfigEntries& entries, std::string_view key, std::string_view otherwise) {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->first == key) return entry->second;
  }
  return std::string(otherwise);
}

bool IsTrue(std::string_view value) {
  const std::string lower = Lower(value);
  if (lower == "true" || lower == "yes" || lower == "on") return true;
  return !lower.empty() && std::all_of(lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         lower.find_first_not_of('0') != std::string::npos;
}

}  // namespace packrake
