#include "credential/object_text.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace packrake {
namespace {

constexpr std::size_t kMostMembers = 64;
constexpr std::size_t kLeastBare = 22;  // bytes of a bare value beside quoted ones: 128 bits in base64url

bool IsOpening(char c) { return c == '{' || c == '[' || c == '('; }
bool IsClosing(char c) { return c == '}' || c == ']' || c == ')'; }
bool IsNameByte(char c) { return IsAlnum(c) || c == '_' || c == '#'; }
bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }
/// How many bytes the quote at `at` has, as it stands in a program or in markup; 0 when there is none.
std::size_t QuoteAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (IsQuote(text[at])) return 1;
  if (text[at] != '&') return 0;
  for (const std::string_view entity : {"&quot;", "&#34;"}) {
    if (text.substr(at).starts_with(entity)) return entity.size();
  }
  return 0;
}
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Reads name-value pairs one after the other; what is no pair is passed over.
class MemberReader {
 public:
  explicit MemberReader(std::string_view text) : text_(text) {}

  void ReadInto(Members& members) {
    while (at_ < text_.size() && members.size() < kMostMembers) {
      const std::size_t before = at_;
      const std::string_view name = Name();
      if (name.empty() || !Separator()) {
        at_ = std::max(at_, before + 1);
        continue;
      }
      const bool after_quoted = quoted_;
      std::string value = Value();
      // kty: 'oct', k: encode(key): a program's expression, and no value.
      if (after_quoted && !quoted_ && value.size() < kLeastBare) value.clear();
      quoted_ |= after_quoted;
      if (!value.empty()) members.emplace(name, std::move(value));
    }
  }

 private:
  void SkipBlanks() {
    while (at_ < text_.size() && (IsSpace(text_[at_]) || text_[at_] == '\\')) ++at_;
  }
  bool TakeQuote() {
    SkipBlanks();
    const std::size_t quote = QuoteAt(text_, at_);
    at_ += quote;
    return quote > 0;
  }
  std::string_view Name() {
    TakeQuote();
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsNameByte(text_[at_])) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    TakeQuote();
    return name;
  }
  bool Separator() {
    SkipBlanks();
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("=>")) {
      at_ += 2;
    } else if (rest.starts_with(":") || rest.starts_with("=")) {
      at_ += 1;
    } else {
      return false;
    }
    return true;
  }
  /// A word, or a string: its pieces joined where code adds them up, line ends inside it and their indentation left
  /// out.
  std::string Value() {
    quoted_ = TakeQuote();
    if (!quoted_) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && !EndsWord(text_[at_])) ++at_;
      const bool called = at_ < text_.size() && IsOpening(text_[at_]);
      return called ? "" : std::string(text_.substr(begin, at_ - begin));
    }
    std::string value;
    do {
      for (bool indented = false; at_ < text_.size() && QuoteAt(text_, at_) == 0 && text_[at_] != '\\'; ++at_) {
        const char c = text_[at_];
        if (c == '\n') indented = true;
        if (IsSpace(c) && (indented || c != ' ')) continue;
        indented = false;
        value += c;
      }
      TakeQuote();
    } while (TakeJoint());
    return value;
  }
  static bool EndsWord(char c) {
    return IsSpace(c) || c == ',' || c == ';' || c == '\\' || IsClosing(c) || IsOpening(c);
  }
  /// Between two strings: blanks, and the sign that adds them, if any. Strings of members have a comma or colon
  /// between.
  bool TakeJoint() {
    std::size_t next = at_;
    while (next < text_.size() && (IsSpace(text_[next]) || text_[next] == '+' || text_[next] == '.')) ++next;
    if (next == at_ || next >= text_.size() || !IsQuote(text_[next])) return false;
    at_ = next + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool quoted_ = false;  ///< the value read last; between two, whether any was
};

}  // namespace

Brackets FindBrackets(std::string_view text, std::size_t begin, std::size_t end, std::string_view word,
                      int most_words) {
  Brackets found;
  int words = 0;
  const auto crowds = [&](std::size_t i) { return text.substr(i, word.size()) == word && ++words > most_words; };
  int depth = 0;
  for (std::size_t i = begin; i-- > 0 && !found.crowded && found.open == std::string_view::npos;) {
    if (IsClosing(text[i])) ++depth;
    if (IsOpening(text[i]) && depth-- == 0) found.open = i;
    found.crowded = text[i] == word[0] && crowds(i);
  }
  depth = 0;
  for (std::size_t i = end; i < text.size() && !found.crowded && found.close == std::string_view::npos; ++i) {
    if (IsOpening(text[i])) ++depth;
    if (IsClosing(text[i]) && depth-- == 0) found.close = i;
    found.crowded = text[i] == word[0] && crowds(i);
  }
  return found;
}

const std::string& ValueOf(const Members& members, std::string_view name) {
  static const std::string kNone;
  const auto found = members.find(name);
  return found == members.end() ? kNone : found->second;
}

Members ReadMembers(std::string_view text) {
  Members members;
  MemberReader(text).ReadInto(members);
  return members;
}

}  // namespace packrake
