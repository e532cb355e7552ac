#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "text/byte_class.h"
#include "text/regex_syntax.h"

namespace packrake {
namespace {

constexpr int kMaxNesting = 200;
constexpr int kMaxRepeat = 1000;                // RE2's bound
constexpr std::size_t kMaxPattern = 64U << 10;  // bytes; a node takes some hundred for each

struct Flags {
  bool fold = false;
  bool dot_all = false;
  bool multi_line = false;
  bool ungreedy = false;
  bool verbose = false;
};

bool IsWordCharacter(char c) { return PerlClass('w')->test(static_cast<unsigned char>(c)); }

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

RegexNode Assertion(char assertion) {
  RegexNode node;
  node.kind = RegexNode::Kind::kAssert;
  node.assertion = assertion;
  return node;
}

RegexNode Bytes(const ByteSet& bytes) {
  RegexNode node;
  node.kind = RegexNode::Kind::kBytes;
  node.bytes = bytes;
  return node;
}

/// One child stands for itself, none is the empty match.
RegexNode Gather(RegexNode::Kind kind, std::vector<RegexNode> children) {
  if (children.size() == 1) return std::move(children.front());
  RegexNode node;
  if (children.empty()) return node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

/// Recursive descent; recursion only through groups, and bounded. A function returns false after Fail().
class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  Result<RegexNode> Parse() {
    RegexNode node;
    if (pattern_.size() > kMaxPattern) {
      Fail("longer than 64 KiB");
    } else if (Alternation(0, &node) && !AtEnd()) {
      Fail("a ')' too many");
    }
    if (!reason_.empty()) {
      return Error{ErrorCode::kInvalidRule,
                   fmt::format("not a regular expression: at byte {}: {}", position_ + 1, reason_)};
    }
    return node;
  }

 private:
  bool Fail(std::string_view reason) {
    if (reason_.empty()) reason_ = reason;
    return false;
  }
  bool AtEnd() const { return position_ >= pattern_.size(); }
  std::string_view Rest() const { return pattern_.substr(position_); }
  char Peek() const { return pattern_[position_]; }
  bool Take(std::string_view prefix) {
    if (!Rest().starts_with(prefix)) return false;
    position_ += prefix.size();
    return true;
  }

  RegexNode Literal(unsigned char byte) const {
    const ByteSet bytes = ByteRange(byte, byte);
    return Bytes(flags_.fold ? FoldCase(bytes) : bytes);
  }

  // Up to the ')' of the enclosing group, which is left, or the end.
  bool Alternation(int depth, RegexNode* node) {
    std::vector<RegexNode> branches;
    do {
      branches.emplace_back();
      if (!Sequence(depth, &branches.back())) return false;
    } while (Take("|"));
    *node = Gather(RegexNode::Kind::kAlternate, std::move(branches));
    return true;
  }

  bool Sequence(int depth, RegexNode* node) {
    std::vector<RegexNode> items;
    bool repeated = false;  // the last item has its repeat already
    while (true) {
      SkipVerbose();
      if (AtEnd() || (!quoted_ && (Peek() == '|' || Peek() == ')'))) break;
      if (!quoted_ && AtRepeat()) {
        if (items.empty()) return Fail("a repeat with nothing to repeat");
        if (repeated) return Fail("a repeat of a repeat");
        if (!Repeat(&items.back())) return false;
        repeated = true;
        continue;
      }
      const std::size_t before = items.size();
      if (!Atom(depth, &items)) return false;
      if (items.size() > before) repeated = false;
    }
    *node = Gather(RegexNode::Kind::kConcat, std::move(items));
    return true;
  }

  void SkipVerbose() {
    while (flags_.verbose && !quoted_ && !AtEnd()) {
      if (Peek() == '#') {
        position_ = std::min(pattern_.find('\n', position_), pattern_.size());
      } else if (PosixClass("space")->test(static_cast<unsigned char>(Peek()))) {
        ++position_;
      } else {
        return;
      }
    }
  }

  // Appends one item, or none for what only changes the state: flags, \Q, \E.
  bool Atom(int depth, std::vector<RegexNode>* items) {
    if (quoted_) {
      if (Take("\\E")) {
        quoted_ = false;
      } else {
        items->push_back(Literal(static_cast<unsigned char>(pattern_[position_++])));
      }
      return true;
    }
    const char c = Peek();
    switch (c) {
      case '\\':
        return Escape(items);
      case '(':
        return Group(depth, items);
      case '[':
        items->emplace_back();
        return Class(&items->back());
      case '.':
        items->push_back(Bytes(flags_.dot_all ? ByteRange(0, 255) : ~ByteRange('\n', '\n')));
        break;
      case '^':
        items->push_back(Assertion(flags_.multi_line ? '^' : 'A'));
        break;
      case '$':
        items->push_back(Assertion(flags_.multi_line ? '$' : 'z'));
        break;
      default:
        items->push_back(Literal(static_cast<unsigned char>(c)));
    }
    ++position_;
    return true;
  }

  bool Escape(std::vector<RegexNode>* items) {
    if (Take("\\Q")) {
      quoted_ = true;
      return true;
    }
    if (Take("\\C")) {
      items->push_back(Bytes(ByteRange(0, 255)));
      return true;
    }
    for (const char assertion : {'A', 'z', 'b', 'B'}) {
      if (Take(std::string{'\\', assertion})) {
        items->push_back(Assertion(assertion));
        return true;
      }
    }
    ByteSet bytes;
    bool is_class = false;
    if (!ClassEscape(&bytes, &is_class)) return false;
    if (!is_class) {
      int byte = 0;
      if (!CharacterEscape(&byte)) return false;
      bytes = ByteRange(byte, byte);
      if (flags_.fold) bytes = FoldCase(bytes);
    }
    items->push_back(Bytes(bytes));
    return true;
  }

  // \d \D \pL \p{Greek} \P{^L} …: sets `is_class` when there is one.
  bool ClassEscape(ByteSet* bytes, bool* is_class) {
    *is_class = false;
    if (Rest().size() < 2) return true;
    const char letter = Rest()[1];
    if (const auto perl = PerlClass(letter)) {
      *bytes = *perl;
      *is_class = true;
      position_ += 2;
      return true;
    }
    if (letter != 'p' && letter != 'P') return true;
    std::string_view name = Rest().substr(2, 1);
    std::size_t size = 3;
    if (name == "{") {
      const std::size_t close = Rest().find('}');
      if (close == std::string_view::npos) return Fail("a '}' is missing");
      name = Rest().substr(3, close - 3);
      size = close + 1;
    }
    bool negated = letter == 'P';
    if (name.starts_with('^')) {
      negated = !negated;
      name.remove_prefix(1);
    }
    const auto unicode = UnicodeClass(name, flags_.fold);
    if (!unicode) return Fail("a Unicode class that RE2 does not know");
    *bytes = negated ? ~*unicode : *unicode;
    *is_class = true;
    position_ += size;
    return true;
  }

  // After a backslash that is not a class: the byte it stands for.
  bool CharacterEscape(int* byte) {
    if (Rest().size() < 2) return Fail("a backslash at the end");
    const char c = Rest()[1];
    constexpr std::string_view kLetters = "afnrtv";
    constexpr std::string_view kMeanings = "\a\f\n\r\t\v";
    if (const std::size_t at = kLetters.find(c); at != std::string_view::npos) {
      *byte = static_cast<unsigned char>(kMeanings[at]);
      position_ += 2;
      return true;
    }
    if (c == 'x') return HexEscape(byte);
    if (c >= '0' && c <= '7') return OctalEscape(byte);
    const auto value = static_cast<unsigned char>(c);
    if (value >= 0x80 || (IsWordCharacter(c) && c != '_')) return Fail("an escape that RE2 does not know");
    *byte = value;
    position_ += 2;
    return true;
  }

  bool HexEscape(int* byte) {
    std::string_view digits = Rest().substr(2, 2);
    std::size_t size = 4;
    if (digits.starts_with('{')) {
      const std::size_t close = Rest().find('}');
      if (close == std::string_view::npos) return Fail("a '}' is missing");
      digits = Rest().substr(3, close - 3);
      size = close + 1;
    } else if (digits.size() < 2) {
      return Fail("\\x without two digits");
    }
    int value = 0;
    for (const char digit : digits) {
      if (HexValue(digit) < 0) return Fail("\\x with something that is no digit");
      value = value * 16 + HexValue(digit);
      if (value > 255) return Fail("a character above \\xff; patterns are over bytes");
    }
    if (digits.empty()) return Fail("\\x without digits");
    *byte = value;
    position_ += size;
    return true;
  }

  // \0, \01 and \123; a single digit other than 0 is a back-reference in Perl and nothing in RE2.
  bool OctalEscape(int* byte) {
    std::size_t size = 1;
    int value = 0;
    while (size <= 3 && size < Rest().size() && Rest()[size] >= '0' && Rest()[size] <= '7') {
      value = value * 8 + (Rest()[size++] - '0');
    }
    if (size == 2 && Rest()[1] != '0') return Fail("a back-reference");
    if (value > 255) return Fail("a character above \\377; patterns are over bytes");
    *byte = value;
    position_ += size;
    return true;
  }

  bool Class(RegexNode* node) {
    ++position_;
    const bool negated = Take("^");
    ByteSet set;
    for (bool first = true; AtEnd() || Peek() != ']' || first; first = false) {
      if (AtEnd()) return Fail("a ']' is missing");
      if (!ClassItem(&set)) return false;
    }
    ++position_;
    *node = Bytes(negated ? ~set : set);
    return true;
  }

  bool ClassItem(ByteSet* set) {
    if (Rest().starts_with("[:")) {
      const std::size_t close = Rest().find(":]");
      if (close != std::string_view::npos) return PosixItem(close, set);
    }
    ByteSet bytes;
    if (Peek() == '\\') {
      bool is_class = false;
      if (!ClassEscape(&bytes, &is_class)) return false;
      if (is_class) {
        *set |= bytes;
        return true;
      }
    }
    int first = 0;
    if (!ClassCharacter(&first)) return false;
    int last = first;
    if (Rest().size() >= 2 && Rest()[0] == '-' && Rest()[1] != ']') {
      ++position_;
      if (!ClassCharacter(&last)) return false;
      if (last < first) return Fail("a range that runs backwards");
    }
    bytes = ByteRange(first, last);
    *set |= flags_.fold ? FoldCase(bytes) : bytes;
    return true;
  }

  bool PosixItem(std::size_t close, ByteSet* set) {
    std::string_view name = Rest().substr(2, close - 2);
    const bool negated = name.starts_with('^');
    if (negated) name.remove_prefix(1);
    const auto found = PosixClass(name);
    if (!found) return Fail("an unknown [:class:]");
    const ByteSet bytes = flags_.fold ? FoldCase(*found) : *found;
    *set |= negated ? ~bytes : bytes;
    position_ += close + 2;
    return true;
  }

  bool ClassCharacter(int* byte) {
    if (AtEnd()) return Fail("a ']' is missing");
    if (Peek() == '\\') return CharacterEscape(byte);
    *byte = static_cast<unsigned char>(pattern_[position_++]);
    return true;
  }

  bool Group(int depth, std::vector<RegexNode>* items) {
    if (depth >= kMaxNesting) return Fail("nested deeper than 200");
    ++position_;
    RegexNode group;
    group.kind = RegexNode::Kind::kGroup;
    const Flags outer = flags_;
    if (Take("?P<") || (!Rest().starts_with("?<=") && !Rest().starts_with("?<!") && Take("?<"))) {
      if (!GroupName(&group.name)) return false;
    } else if (Take("?")) {
      bool only_flags = false;
      if (!GroupFlags(&only_flags)) return false;
      if (only_flags) return true;
      group.capturing = false;
    }
    RegexNode body;
    if (!Alternation(depth + 1, &body)) return false;
    if (!Take(")")) return Fail("a ')' is missing");
    flags_ = outer;
    if (group.capturing) {
      group.children.push_back(std::move(body));
      items->push_back(std::move(group));
    } else {
      items->push_back(std::move(body));
    }
    return true;
  }

  bool GroupName(std::string* name) {
    const std::size_t close = Rest().find('>');
    if (close == std::string_view::npos) return Fail("a '>' is missing");
    *name = Rest().substr(0, close);
    if (name->empty() || !std::all_of(name->begin(), name->end(), IsWordCharacter)) return Fail("a bad group name");
    position_ += close + 1;
    // RE2 2022 takes a repeated name, and then it is chance which of the groups is the secret.
    return names_.insert(*name).second || Fail("a group name that is there twice");
  }

  // After "(?": flags, then ':' for a group or ')' for the rest of the enclosing one.
  bool GroupFlags(bool* only_flags) {
    bool value = true;
    Flags flags = flags_;
    for (; !AtEnd(); ++position_) {
      switch (Peek()) {
        case 'i':
          flags.fold = value;
          continue;
        case 's':
          flags.dot_all = value;
          continue;
        case 'm':
          flags.multi_line = value;
          continue;
        case 'U':
          flags.ungreedy = value;
          continue;
        case 'x':
          flags.verbose = value;
          continue;
        case '-':
          if (!value) return Fail("a second '-' in flags");
          value = false;
          continue;
        case ':':
        case ')':
          *only_flags = Peek() == ')';
          flags_ = flags;
          ++position_;
          return true;
        default:
          return Fail("a group that RE2 does not know, such as look-around");
      }
    }
    return Fail("a ')' is missing");
  }

  bool AtRepeat() const {
    const char c = Peek();
    return c == '*' || c == '+' || c == '?' || (c == '{' && RepeatCounts().has_value());
  }

  struct Counts {
    int min = 0;
    int max = 0;
    std::size_t size = 0;
  };

  // "{n}", "{n,}" or "{n,m}"; anything else after '{' is literal. Numbers are cut at one above the bound.
  std::optional<Counts> RepeatCounts() const {
    const std::string_view rest = Rest();
    std::size_t at = 1;
    const auto number = [&]() -> std::optional<int> {
      const std::size_t begin = at;
      int value = 0;
      for (; at < rest.size() && rest[at] >= '0' && rest[at] <= '9'; ++at) {
        value = std::min(value * 10 + (rest[at] - '0'), kMaxRepeat + 1);
      }
      if (at == begin) return std::nullopt;
      return value;
    };
    const auto min = number();
    if (!min) return std::nullopt;
    Counts counts{*min, *min, 0};
    if (at < rest.size() && rest[at] == ',') {
      ++at;
      counts.max = number().value_or(RegexNode::kUnbounded);
    }
    if (at >= rest.size() || rest[at] != '}') return std::nullopt;
    counts.size = at + 1;
    return counts;
  }

  bool Repeat(RegexNode* item) {
    Counts counts{0, RegexNode::kUnbounded, 1};
    if (Peek() == '+') counts.min = 1;
    if (Peek() == '?') counts.max = 1;
    if (Peek() == '{') counts = *RepeatCounts();
    if (counts.min > kMaxRepeat || counts.max > kMaxRepeat) return Fail("a repeat count above 1000");
    if (counts.max != RegexNode::kUnbounded && counts.max < counts.min) return Fail("a repeat that runs backwards");
    position_ += counts.size;
    RegexNode repeat;
    repeat.kind = RegexNode::Kind::kRepeat;
    repeat.min = counts.min;
    repeat.max = counts.max;
    repeat.greedy = Take("?") == flags_.ungreedy;
    repeat.children.push_back(std::move(*item));
    *item = std::move(repeat);
    return true;
  }

  std::string_view pattern_;
  std::size_t position_ = 0;
  Flags flags_;
  bool quoted_ = false;
  std::set<std::string> names_;
  std::string reason_;
};

}  // namespace

Result<RegexNode> ParseRegex(std::string_view pattern) { return Parser(pattern).Parse(); }

}  // namespace packrake
