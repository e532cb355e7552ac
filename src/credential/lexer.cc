#include "credential/lexer.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "credential/lexer_bytes.h"
#include "credential/lexing.h"

namespace packrake::code {
namespace {

// Longest first within one first byte; everything else is a sign of one byte.
constexpr std::string_view kSigns[] = {
    "===", "!==", "||=", "\?\?=", "&&=", "...", "<=>", "//=", ">>>", "=>", "==", "!=", "<=", ">=", ":=", "||", "&&",
    "??",  "?:",  "?.",  "->",    "::",  "+=",  "-=",  "*=",  "/=",  ".=", "|>", "<-", "<>", "..", "++", "--", "!!",
};

}  // namespace

Tokens Lexer::Run() {
  out_.tokens.reserve(text_.size() / 5 + 8);
  while (at_ < text_.size()) Step();
  return std::move(out_);
}

void Lexer::Step() {
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
  if (c == '\\' && (Peek(1) == '\n' || (Peek(1) == '\r' && Peek(2) == '\n'))) {  // the line goes on in the next one
    at_ += Peek(1) == '\n' ? 2 : 3;
    line_begin_ = at_;
    return;
  }
  if (ReadComment() || ReadString()) return;
  const auto byte = static_cast<unsigned char>(c);
  if (IsLetter(byte) || (In(language_.name_start, c) && StartsName(1))) return ReadName();
  if (IsDigit(byte)) return ReadNumber();
  ReadSign();
}

bool Lexer::StartsName(std::size_t ahead) const {
  const auto next = static_cast<unsigned char>(Peek(ahead));
  return IsLetter(next) ||
         (In(language_.name_start, Peek(ahead)) && IsLetter(static_cast<unsigned char>(Peek(ahead + 1))));
}

bool Lexer::ReadComment() {
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

bool Lexer::ReadString() {
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

// Whether the token before cannot end an expression, so that what follows begins one.
bool Lexer::OperandDue() const {
  if (out_.tokens.empty()) return true;
  const Token& last = out_.tokens.back();
  if (last.kind == TokenKind::kNumber || last.kind == TokenKind::kString) return false;
  const std::string_view word = text_.substr(last.begin, last.end - last.begin);
  if (last.kind == TokenKind::kName) return word == "return" || word == "typeof" || word == "case" || word == "in";
  return word != ")" && word != "]" && word != "}";
}

bool Lexer::ReadRegex() {
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

void Lexer::ReadName() {
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
bool Lexer::ContinuesName(std::size_t begin) const {
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

void Lexer::ReadNumber() {
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

void Lexer::ReadSign() {
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
void Lexer::Close(char c, std::uint32_t) {
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

Tokens Lex(std::string_view text, const Language& language) { return Lexer(text, language).Run(); }

}  // namespace packrake::code
