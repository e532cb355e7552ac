#include "credential/lexer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace packrake::code {
namespace {

bool IsLetter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }
bool IsDigit(unsigned char c) { return c >= '0' && c <= '9'; }

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void AppendUtf8(std::uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | ((code >> 18) & 0x07));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

// The escapes that all the languages share; what is none of them stands for itself.
std::string Unescape(std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) return std::string(raw);
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out += raw[i];
      continue;
    }
    const char c = raw[++i];
    const auto hex = [&raw, &i](std::size_t digits) -> std::optional<std::uint32_t> {
      std::uint32_t value = 0;
      for (std::size_t k = 1; k <= digits; ++k) {
        const int digit = i + k < raw.size() ? HexValue(raw[i + k]) : -1;
        if (digit < 0) return std::nullopt;
        value = value * 16 + static_cast<std::uint32_t>(digit);
      }
      i += digits;
      return value;
    };
    switch (c) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case '0':
        out += '\0';
        break;
      case '\n':
        break;
      case '\r':
        break;
      case 'x': {
        if (const auto code = hex(2))
          out += static_cast<char>(*code);
        else
          out += c;
        break;
      }
      case 'u': {
        if (const auto code = hex(4))
          AppendUtf8(*code, out);
        else
          out += c;
        break;
      }
      default:
        out += c;
    }
  }
  return out;
}

// Longest first within one first byte; everything else is a sign of one byte.
constexpr std::string_view kSigns[] = {
    "===", "!==", "||=", "\?\?=", "&&=", "...", "<=>", "//=", ">>>", "=>", "==", "!=", "<=", ">=", ":=", "||", "&&",
    "??",  "?:",  "?.",  "->",    "::",  "+=",  "-=",  "*=",  "/=",  ".=", "|>", "<-", "<>", "..", "++", "--", "!!",
};

class Lexer {
 public:
  Lexer(std::string_view text, const Language& language) : text_(text), language_(language) {
    out_.text = text;
    out_.language = &language;
  }

  Tokens Run() {
    out_.tokens.reserve(text_.size() / 5 + 8);
    while (at_ < text_.size()) Step();
    return std::move(out_);
  }

 private:
  char Peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool StartsWith(std::string_view what) const {
    return !what.empty() && text_[at_] == what.front() && text_.substr(at_, what.size()) == what;
  }
  // The sets have three members or so.
  bool In(std::string_view set, char c) const {
    for (const char member : set) {
      if (member == c) return c != '\0';
    }
    return false;
  }

  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      line_begin_ = at_;
      fresh_line_ = true;
      if (!heredocs_.empty()) ReadHeredocs();
      return;
    }
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\0') {
      ++at_;
      return;
    }
    if (ReadComment() || ReadString()) return;
    const auto byte = static_cast<unsigned char>(c);
    if (IsLetter(byte) || (In(language_.name_start, c) && StartsName(1))) return ReadName();
    if (IsDigit(byte)) return ReadNumber();
    ReadSign();
  }

  bool StartsName(std::size_t ahead) const {
    const auto next = static_cast<unsigned char>(Peek(ahead));
    return IsLetter(next) ||
           (In(language_.name_start, Peek(ahead)) && IsLetter(static_cast<unsigned char>(Peek(ahead + 1))));
  }

  Token& Add(TokenKind kind, std::size_t begin, std::size_t end) {
    Token token;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.column = static_cast<std::uint32_t>(begin - std::min(line_begin_, begin));
    token.first_on_line = fresh_line_;
    token.inside = open_.empty() ? kNone : open_.back();
    fresh_line_ = false;
    out_.tokens.push_back(token);
    return out_.tokens.back();
  }

  std::uint32_t AddLiteral(std::size_t begin, std::size_t end, bool escapes, bool interpolated, char doubled = '\0') {
    StringLiteral literal;
    literal.begin = static_cast<std::uint32_t>(begin);
    literal.end = static_cast<std::uint32_t>(end);
    literal.interpolated = interpolated;
    const std::string_view raw = text_.substr(begin, std::min(end - begin, kMaxLiteralBytes));
    literal.value = escapes ? Unescape(raw) : std::string(raw);
    if (doubled != '\0') {
      const char pair[] = {doubled, doubled};
      std::string& value = literal.value;
      for (std::size_t i = value.find(std::string_view(pair, 2)); i != std::string::npos;
           i = value.find(std::string_view(pair, 2), i + 1)) {
        value.erase(i, 1);
      }
    }
    out_.strings.push_back(std::move(literal));
    return static_cast<std::uint32_t>(out_.strings.size() - 1);
  }

  void AddString(std::size_t token_begin, std::size_t token_end, std::size_t begin, std::size_t end, bool escapes,
                 bool interpolated, char doubled = '\0') {
    const std::uint32_t literal = AddLiteral(begin, end, escapes, interpolated, doubled);
    Add(TokenKind::kString, token_begin, token_end).literal = literal;
    Advance(token_end);
  }

  // Moves to `end`, keeping track of where lines begin.
  void Advance(std::size_t end) {
    end = std::min(end, text_.size());
    const std::size_t newline = text_.substr(at_, end - std::min(at_, end)).rfind('\n');
    if (newline != std::string_view::npos) line_begin_ = at_ + newline + 1;
    at_ = end;
  }

  bool ReadComment() {
    if (StartsWith(language_.block_open)) {
      const std::size_t begin = at_ + language_.block_open.size();
      std::size_t end = text_.find(language_.block_close, begin);
      const std::size_t after = end == std::string_view::npos ? text_.size() : end + language_.block_close.size();
      if (end == std::string_view::npos) end = text_.size();
      out_.comments.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      const bool fresh = fresh_line_;
      Advance(after);
      fresh_line_ = fresh || line_begin_ > begin;
      return true;
    }
    std::size_t marks = 0;
    if (StartsWith(language_.line_comment))
      marks = language_.line_comment.size();
    else if (StartsWith(language_.other_line_comment))
      marks = language_.other_line_comment.size();
    if (marks == 0) return false;
    // `#[…]` is an attribute (PHP, Rust), `#{` interpolation, `$#` Perl's; a Ruby or Python comment needs no space.
    if (text_[at_] == '#' && language_.id == LanguageId::kPhp && Peek(1) == '[') return false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    out_.comments.push_back({static_cast<std::uint32_t>(at_ + marks), static_cast<std::uint32_t>(end)});
    at_ = end;
    return true;
  }

  bool ReadString() {
    const char c = text_[at_];
    std::size_t quote = at_;
    std::string_view prefix;
    if (!language_.prefixes.empty() && In(language_.prefixes, c) && !AfterNameByte()) {
      while (quote < text_.size() && quote - at_ < 3 && In(language_.prefixes, text_[quote])) ++quote;
      if (language_.id == LanguageId::kRust) {
        while (quote < text_.size() && text_[quote] == '#' && quote - at_ < 12) ++quote;
      }
      prefix = text_.substr(at_, quote - at_);
    }
    const char open = quote < text_.size() ? text_[quote] : '\0';
    if (open == '`' && prefix.empty()) return ReadBacktick();
    if (In(language_.quotes, open)) return ReadQuoted(quote, prefix);
    if (!prefix.empty()) return false;
    switch (language_.id) {
      case LanguageId::kRuby:
      case LanguageId::kPerl:
        if (ReadPercentString()) return true;
        break;
      case LanguageId::kLua:
        if (ReadLongBracket()) return true;
        break;
      default:
        break;
    }
    if (c == '<' && language_.heredoc != Heredoc::kNone && ReadHeredocStart()) return true;
    if (c == '/' && language_.regex_literals && OperandDue()) return ReadRegex();
    return false;
  }

  bool AfterNameByte() const {
    if (at_ == 0) return false;
    const auto before = static_cast<unsigned char>(text_[at_ - 1]);
    return IsLetter(before) || IsDigit(before);
  }

  // Whether the token before cannot end an expression, so that what follows begins one.
  bool OperandDue() const {
    if (out_.tokens.empty()) return true;
    const Token& last = out_.tokens.back();
    if (last.kind == TokenKind::kNumber || last.kind == TokenKind::kString) return false;
    const std::string_view word = text_.substr(last.begin, last.end - last.begin);
    if (last.kind == TokenKind::kName) return word == "return" || word == "typeof" || word == "case" || word == "in";
    return word != ")" && word != "]" && word != "}";
  }

  bool ReadBacktick() {
    switch (language_.backtick) {
      case Backtick::kPunctuation:
        return false;
      case Backtick::kRaw: {
        const std::size_t end = FindClose("`", at_ + 1);
        if (end == std::string_view::npos) return false;
        AddString(at_, end + 1, at_ + 1, end, false, false);
        return true;
      }
      case Backtick::kName: {
        const std::size_t end = text_.find_first_of("`\n", at_ + 1);
        if (end == std::string_view::npos || text_[end] != '`' || end == at_ + 1) return false;
        Add(TokenKind::kName, at_ + 1, end);
        at_ = end + 1;
        return true;
      }
      case Backtick::kTemplate: {
        if (at_ < open_template_) return false;
        bool holes = false;
        std::size_t i = at_ + 1;
        while (i < text_.size() && text_[i] != '`') {
          if (text_[i] == '\\') {
            i += 2;
          } else if (text_[i] == '$' && i + 1 < text_.size() && text_[i + 1] == '{') {
            holes = true;
            i = EndOfHole(i + 2);
          } else {
            ++i;
          }
        }
        if (i >= text_.size()) {
          open_template_ = text_.size();
          return false;
        }
        AddString(at_, i + 1, at_ + 1, i, true, holes);
        return true;
      }
    }
    return false;
  }

  // The byte after the `}` that closes a hole whose contents begin at `i`. Nested templates count by their braces only,
  // which is right for all but a brace inside a nested string.
  std::size_t EndOfHole(std::size_t i) const {
    int depth = 1;
    const std::size_t limit = std::min(text_.size(), i + 4096);
    while (i < limit) {
      if (text_[i] == '{') ++depth;
      if (text_[i] == '}' && --depth == 0) return i + 1;
      ++i;
    }
    return i;
  }

  bool ReadQuoted(std::size_t quote, std::string_view prefix) {
    const char q = text_[quote];
    const LanguageId id = language_.id;
    const bool has = !prefix.empty();
    if (language_.triple_quotes && text_.substr(quote, 3) == std::string_view(q == '"' ? "\"\"\"" : "'''")) {
      const std::string_view mark = text_.substr(quote, 3);
      const std::size_t end = at_ < open_triple_[q == '"'] ? std::string_view::npos : FindTriple(mark, quote + 3);
      if (end == std::string_view::npos) open_triple_[q == '"'] = text_.size();
      if (end != std::string_view::npos) {
        const bool raw = prefix.find_first_of("rR") != std::string_view::npos || id == LanguageId::kKotlin;
        AddString(at_, end + 3, quote + 3, end, !raw, IsInterpolated(quote + 3, end, q, prefix));
        return true;
      }
    }
    if (id == LanguageId::kCpp && has && prefix.back() == 'R' && q == '"') {
      const std::size_t paren = text_.find('(', quote);
      if (paren != std::string_view::npos && paren - quote <= 17) {
        const std::string close = ")" + std::string(text_.substr(quote + 1, paren - quote - 1)) + "\"";
        const std::size_t end = FindClose(close, paren);
        if (end != std::string_view::npos) {
          AddString(at_, end + close.size(), paren + 1, end, false, false);
          return true;
        }
      }
    }
    if ((id == LanguageId::kRust || id == LanguageId::kSwift) && prefix.find('#') != std::string_view::npos) {
      const auto hashes = static_cast<std::size_t>(std::ranges::count(prefix, '#'));
      const std::string close = std::string(1, q) + std::string(hashes, '#');
      const std::size_t end = FindClose(close, quote + 1);
      if (end == std::string_view::npos) return false;
      AddString(at_, end + close.size(), quote + 1, end, false, false);
      return true;
    }
    // A lifetime, not a character: 'a without a closing quote two bytes on.
    if (id == LanguageId::kRust && q == '\'' && Peek(1) != '\\' && Peek(2) != '\'') {
      ReadSign();
      return true;
    }

    const bool verbatim = (id == LanguageId::kCSharp && prefix.find('@') != std::string_view::npos);
    const bool raw = (id == LanguageId::kPython || id == LanguageId::kDart || id == LanguageId::kRust) &&
                     prefix.find_first_of("rR") != std::string_view::npos;
    const bool doubled = language_.doubled_quotes || verbatim;
    const bool multiline = language_.multiline_strings || verbatim;
    std::size_t i = quote + 1;
    bool closed = false;
    std::size_t& open_until = open_quote_[static_cast<unsigned char>(q)];
    if (quote < open_until) i = text_.size();
    while (i < text_.size()) {
      const char c = text_[i];
      if (c == q) {
        if (doubled && i + 1 < text_.size() && text_[i + 1] == q) {
          i += 2;
          continue;
        }
        closed = true;
        break;
      }
      if (c == '\\' && !doubled) {
        // A backslash before the line end goes on in most languages.
        i += 2;
        continue;
      }
      if (c == '\n' && !multiline) break;
      // A hole may hold quotes of its own.
      if (q == '"' && language_.hole == "#{" && text_.substr(i, 2) == "#{") {
        i = EndOfHole(i + 2);
        continue;
      }
      if (multiline && i - quote > (1U << 18)) break;
      ++i;
    }
    if (!closed) {
      open_until = std::max(open_until, std::min(i, text_.size()));
      if (has) return false;
      ReadSign();
      return true;
    }
    AddString(at_, i + 1, quote + 1, i, !raw && !doubled, IsInterpolated(quote + 1, i, q, prefix), doubled ? q : '\0');
    return true;
  }

  // Where `close` stands at or after `from`. What did not close once does not close later on: a text full of opening
  // marks must not be searched to its end for each.
  std::size_t FindClose(std::string_view close, std::size_t from) {
    const std::string key(close);
    if (std::ranges::find(unclosed_, key) != unclosed_.end()) return std::string_view::npos;
    const std::size_t end = text_.find(close, from);
    if (end == std::string_view::npos && unclosed_.size() < 64) unclosed_.push_back(key);
    return end;
  }

  std::size_t FindTriple(std::string_view mark, std::size_t from) const {
    std::size_t end = text_.find(mark, from);
    while (end != std::string_view::npos && end > 0 && text_[end - 1] == '\\' && !(end > 1 && text_[end - 2] == '\\')) {
      end = text_.find(mark, end + 1);
    }
    return end;
  }

  bool IsInterpolated(std::size_t begin, std::size_t end, char quote, std::string_view prefix) const {
    const std::string_view body = text_.substr(begin, end - begin);
    switch (language_.id) {
      case LanguageId::kPython:
        return prefix.find_first_of("fF") != std::string_view::npos && body.find('{') != std::string_view::npos;
      case LanguageId::kCSharp:
        return prefix.find('$') != std::string_view::npos && body.find('{') != std::string_view::npos;
      case LanguageId::kVisualBasic:
        return !prefix.empty() && body.find('{') != std::string_view::npos;
      case LanguageId::kScala:
        return !prefix.empty() && body.find('$') != std::string_view::npos;
      default:
        break;
    }
    if (language_.id == LanguageId::kDart && !prefix.empty()) return false;
    const bool both = language_.id == LanguageId::kDart;
    if (quote != '"' && !both) return false;
    if (!language_.hole.empty() && body.find(language_.hole) != std::string_view::npos) return true;
    if (language_.dollar_hole) {
      for (std::size_t i = body.find('$'); i != std::string_view::npos; i = body.find('$', i + 1)) {
        if (i > 0 && body[i - 1] == '\\') continue;
        if (i + 1 < body.size() && (IsLetter(static_cast<unsigned char>(body[i + 1])) || body[i + 1] == '{'))
          return true;
      }
    }
    return false;
  }

  // %q(…), %w[…], q{…}, qq|…|.
  bool ReadPercentString() {
    std::size_t open = at_;
    bool interpolates = false;
    if (language_.id == LanguageId::kRuby) {
      if (text_[at_] != '%' || !OperandDue()) return false;
      open = at_ + 1;
      if (In("qQwWiI", Peek(1))) interpolates = Peek(1) == 'Q', open = at_ + 2;
    } else {
      if (text_[at_] != 'q' || AfterNameByte()) return false;
      open = at_ + 1;
      if (Peek(1) == 'q') interpolates = true, open = at_ + 2;
    }
    if (open >= text_.size()) return false;
    const char o = text_[open];
    const std::size_t kind = std::string_view("([{<|!/").find(o);
    if (kind == std::string_view::npos) return false;
    const char close = ")]}>|!/"[kind];
    const std::size_t end = FindClose(std::string_view(&close, 1), open + 1);
    if (end == std::string_view::npos) return false;
    const std::string_view body = text_.substr(open + 1, end - open - 1);
    AddString(at_, end + 1, open + 1, end, false, interpolates && body.find_first_of("#$") != std::string_view::npos);
    return true;
  }

  // [[…]] and [==[…]==].
  bool ReadLongBracket() {
    if (text_[at_] != '[') return false;
    std::size_t i = at_ + 1;
    while (i < text_.size() && text_[i] == '=') ++i;
    if (i >= text_.size() || text_[i] != '[') return false;
    const std::string close = "]" + std::string(i - at_ - 1, '=') + "]";
    const std::size_t end = FindClose(close, i + 1);
    if (end == std::string_view::npos) return false;
    AddString(at_, end + close.size(), i + 1, end, false, false);
    return true;
  }

  bool ReadHeredocStart() {
    const bool php = language_.heredoc == Heredoc::kPhp;
    if (!StartsWith(php ? "<<<" : "<<")) return false;
    std::size_t i = at_ + (php ? 3 : 2);
    while (php && i < text_.size() && text_[i] == ' ') ++i;
    if (!php && i < text_.size() && (text_[i] == '~' || text_[i] == '-')) ++i;
    char quote = '\0';
    if (i < text_.size() && (text_[i] == '\'' || text_[i] == '"')) quote = text_[i++];
    const std::size_t tag = i;
    while (i < text_.size() &&
           (IsLetter(static_cast<unsigned char>(text_[i])) || IsDigit(static_cast<unsigned char>(text_[i]))))
      ++i;
    // `a << b` is a shift or an append: a tag that is not quoted has capitals only.
    if (i == tag || IsDigit(static_cast<unsigned char>(text_[tag]))) return false;
    const std::string_view word = text_.substr(tag, i - tag);
    if (!php && quote == '\0' && std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    if (quote != '\0') {
      if (i >= text_.size() || text_[i] != quote) return false;
      ++i;
    }
    Token& token = Add(TokenKind::kString, at_, i);
    out_.strings.emplace_back();
    token.literal = static_cast<std::uint32_t>(out_.strings.size() - 1);
    heredocs_.push_back({word, token.literal, quote != '\''});
    at_ = i;
    return true;
  }

  void ReadHeredocs() {
    for (const PendingHeredoc& heredoc : heredocs_) {
      const std::size_t begin = at_;
      std::size_t line = at_;
      std::size_t end = text_.size();
      while (line < text_.size()) {
        const std::size_t newline = std::min(text_.find('\n', line), text_.size());
        std::string_view content = text_.substr(line, newline - line);
        const std::size_t first = content.find_first_not_of(" \t");
        content = first == std::string_view::npos ? std::string_view() : content.substr(first);
        if (content.substr(0, heredoc.tag.size()) == heredoc.tag &&
            (content.size() == heredoc.tag.size() ||
             !IsLetter(static_cast<unsigned char>(content[heredoc.tag.size()])))) {
          end = line;
          line += first + heredoc.tag.size();
          break;
        }
        line = newline + 1;
      }
      StringLiteral& literal = out_.strings[heredoc.literal];
      literal.begin = static_cast<std::uint32_t>(begin);
      literal.end = static_cast<std::uint32_t>(std::max(begin, end));
      literal.value = std::string(text_.substr(begin, std::min(literal.end - begin, kMaxLiteralBytes)));
      literal.interpolated = heredoc.interpolates && (literal.value.find("#{") != std::string::npos ||
                                                      literal.value.find("{$") != std::string::npos);
      Advance(std::min(line, text_.size()));
    }
    heredocs_.clear();
  }

  bool ReadRegex() {
    std::size_t i = at_ + 1;
    bool in_class = false;
    const std::size_t limit = std::min(text_.size(), at_ + 1000);
    while (i < limit && text_[i] != '\n') {
      if (text_[i] == '\\') {
        i += 2;
        continue;
      }
      if (text_[i] == '[') in_class = true;
      if (text_[i] == ']') in_class = false;
      if (text_[i] == '/' && !in_class) {
        // A regular expression is an operand that no rule reads.
        Add(TokenKind::kNumber, at_, i + 1);
        at_ = i + 1;
        return true;
      }
      ++i;
    }
    ReadSign();
    return true;
  }

  void ReadName() {
    const std::size_t begin = at_++;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const auto byte = static_cast<unsigned char>(c);
      if (IsLetter(byte) || IsDigit(byte)) {
        ++at_;
      } else if (In(language_.name_more, c) && ContinuesName(begin)) {
        ++at_;
      } else if (at_ == begin + 1 && In(language_.name_start, text_[begin]) && In(language_.name_start, c)) {
        ++at_;  // @@name, $$name
      } else {
        break;
      }
    }
    Add(TokenKind::kName, begin, at_);
  }

  // Whether the sign at hand belongs to the name: `valid?` and `save!` end in one, `a ? b : c` and `a != b` do not.
  bool ContinuesName(std::size_t begin) const {
    const char c = text_[at_];
    const auto next = static_cast<unsigned char>(Peek(1));
    switch (c) {
      case '?':
      case '!':
        return next != '=' && next != '.' && !IsLetter(next) && begin < at_ && next != ' '
                   ? true
                   : next == '(' || next == '\n' || (language_.id == LanguageId::kClojure);
      case '-':
        return (language_.id == LanguageId::kClojure || IsLetter(next)) && next != '>' &&
               (language_.id == LanguageId::kClojure || (text_[begin] >= 'A' && text_[begin] <= 'Z'));
      case '.':
        return IsLetter(next);
      default:
        return true;
    }
  }

  void ReadNumber() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (IsDigit(c) || IsLetter(c) || (c == '.' && IsDigit(static_cast<unsigned char>(Peek(1)))))
        ++at_;
      else
        break;
    }
    Add(TokenKind::kNumber, begin, at_);
  }

  void ReadSign() {
    std::size_t width = 1;
    if (In("=|?&.>:<-+!/", Peek(1))) {
      for (const std::string_view sign : kSigns) {
        if (StartsWith(sign)) {
          width = sign.size();
          break;
        }
      }
    }
    // TypeScript's `x?: T` and `a ? b : c` without spaces; only where a language has the operator is `?:` one sign.
    if (width == 2 && StartsWith("?:") &&
        (language_.id == LanguageId::kJavaScript || language_.id == LanguageId::kDart ||
         language_.id == LanguageId::kSwift)) {
      width = 1;
    }
    const char c = text_[at_];
    const auto index = static_cast<std::uint32_t>(out_.tokens.size());
    if (c == ')' || c == ']' || c == '}') Close(c, index);
    Add(TokenKind::kSign, at_, at_ + width);
    if (const std::uint32_t pair = pending_pair_; pair != kNone) {
      out_.tokens.back().pair = pair;
      out_.tokens[pair].pair = index;
      pending_pair_ = kNone;
    }
    if (c == '(' || c == '[' || c == '{') open_.push_back(index);
    at_ += width;
  }

  // Closes the nearest bracket of the kind; brackets left open inside it stay unpaired. Looks a few levels up only, so
  // that a stray bracket costs nothing.
  void Close(char c, std::uint32_t) {
    const char want = c == ')' ? '(' : c == ']' ? '[' : '{';
    const std::size_t levels = std::min<std::size_t>(open_.size(), 6);
    for (std::size_t k = 1; k <= levels; ++k) {
      const std::uint32_t candidate = open_[open_.size() - k];
      if (text_[out_.tokens[candidate].begin] == want) {
        open_.resize(open_.size() - k);
        pending_pair_ = candidate;
        return;
      }
    }
  }

  struct PendingHeredoc {
    std::string_view tag;
    std::uint32_t literal;
    bool interpolates;
  };

  std::string_view text_;
  const Language& language_;
  Tokens out_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  bool fresh_line_ = true;
  std::vector<std::uint32_t> open_;
  std::uint32_t pending_pair_ = kNone;
  std::vector<PendingHeredoc> heredocs_;
  std::vector<std::string> unclosed_;    // marks that close nothing any more
  std::size_t open_triple_[2] = {0, 0};  // the same for triple quotes, ' and "
  std::size_t open_template_ = 0;        // no template that begins before this closes
  std::size_t open_quote_[256] = {};     // no string in this quote that begins before this closes
};

}  // namespace

Tokens Lex(std::string_view text, const Language& language) { return Lexer(text, language).Run(); }

}  // namespace packrake::code
