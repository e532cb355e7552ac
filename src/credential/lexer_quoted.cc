#include <algorithm>
#include <utility>

#include "credential/lexer_bytes.h"
#include "credential/lexing.h"
#include "credential/unescape.h"

// Strings between quotes, and what interpolates in them.
namespace packrake::code {

std::uint32_t Lexer::AddLiteral(std::size_t begin, std::size_t end, bool escapes, bool interpolated, char doubled) {
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

void Lexer::AddString(std::size_t token_begin, std::size_t token_end, std::size_t begin, std::size_t end, bool escapes,
                      bool interpolated, char doubled) {
  const std::uint32_t literal = AddLiteral(begin, end, escapes, interpolated, doubled);
  Add(TokenKind::kString, token_begin, token_end).literal = literal;
  Advance(token_end);
}

// Moves to `end`, keeping track of where lines begin.
void Lexer::Advance(std::size_t end) {
  end = std::min(end, text_.size());
  const std::size_t newline = text_.substr(at_, end - std::min(at_, end)).rfind('\n');
  if (newline != std::string_view::npos) line_begin_ = at_ + newline + 1;
  at_ = end;
}

bool Lexer::ReadBacktick() {
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
std::size_t Lexer::EndOfHole(std::size_t i) const {
  int depth = 1;
  const std::size_t limit = std::min(text_.size(), i + 4096);
  while (i < limit) {
    if (text_[i] == '{') ++depth;
    if (text_[i] == '}' && --depth == 0) return i + 1;
    ++i;
  }
  return i;
}

bool Lexer::ReadQuoted(std::size_t quote, std::string_view prefix) {
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
    if (q == '"' && language_.dollar_hole && i >= open_hole_ && text_.substr(i, 2) == "${") {
      const std::size_t end = EndOfHole(i + 2);
      const std::string_view hole = text_.substr(i, end - i);
      const bool closes = hole.ends_with('}') && hole.find('\n') == std::string_view::npos;
      if (!closes) open_hole_ = end;
      i = closes ? end : i + 2;
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
  std::size_t after = i + 1;
  if (id == LanguageId::kErlang && has) {  // <<"…">>, <<"…"/utf8>>
    if (text_.substr(after, 5) == "/utf8") after += 5;
    if (text_.substr(after, 2) == ">>") after += 2;
  }
  AddString(at_, after, quote + 1, i, !raw && !doubled, IsInterpolated(quote + 1, i, q, prefix), doubled ? q : '\0');
  return true;
}

// Where `close` stands at or after `from`. What did not close once does not close later on: a text full of opening
// marks must not be searched to its end for each.
std::size_t Lexer::FindClose(std::string_view close, std::size_t from) {
  const std::string key(close);
  if (std::ranges::find(unclosed_, key) != unclosed_.end()) return std::string_view::npos;
  const std::size_t end = text_.find(close, from);
  if (end == std::string_view::npos && unclosed_.size() < 64) unclosed_.push_back(key);
  return end;
}

std::size_t Lexer::FindTriple(std::string_view mark, std::size_t from) const {
  std::size_t end = text_.find(mark, from);
  while (end != std::string_view::npos && end > 0 && text_[end - 1] == '\\' && !(end > 1 && text_[end - 2] == '\\')) {
    end = text_.find(mark, end + 1);
  }
  return end;
}

bool Lexer::IsInterpolated(std::size_t begin, std::size_t end, char quote, std::string_view prefix) const {
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
      if (i + 1 < body.size() && (IsLetter(static_cast<unsigned char>(body[i + 1])) || body[i + 1] == '{')) return true;
    }
  }
  return false;
}

}  // namespace packrake::code
