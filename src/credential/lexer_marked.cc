#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "credential/lexer_bytes.h"
#include "credential/lexing.h"

// Strings between other marks than quotes: %q(…), [[…]], here-documents.
namespace packrake::code {

// %q(…), %w[…], q{…}, qq|…|.
bool Lexer::ReadPercentString() {
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
bool Lexer::ReadLongBracket() {
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

bool Lexer::ReadHeredocStart() {
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

void Lexer::ReadHeredocs() {
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

}  // namespace packrake::code
