#ifndef PACKRAKE_CREDENTIAL_LEXING_H_
#define PACKRAKE_CREDENTIAL_LEXING_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "credential/lexer.h"
#include "credential/lexer_bytes.h"

namespace packrake::code {

/// One pass over a text; what Lex() runs. lexer.cc has the step from token to token, names, numbers, signs and
/// comments, lexer_quoted.cc the strings between quotes, lexer_marked.cc those between other marks (here-documents,
/// %q(…), [[…]]).
class Lexer {
 public:
  Lexer(std::string_view text, const Language& language) : text_(text), language_(language) {
    out_.text = text;
    out_.language = &language;
  }

  Tokens Run();

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

  void Step();
  bool StartsName(std::size_t ahead) const;
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

  // Strings: each returns whether it read one, and else has not moved.
  bool ReadString();
  bool AfterNameByte() const {
    if (at_ == 0) return false;
    const auto before = static_cast<unsigned char>(text_[at_ - 1]);
    return IsLetter(before) || IsDigit(before);
  }
  bool OperandDue() const;
  bool ReadBacktick();
  bool ReadQuoted(std::size_t quote, std::string_view prefix);
  bool ReadPercentString();
  bool ReadLongBracket();
  bool ReadHeredocStart();
  bool ReadRegex();
  void ReadHeredocs();
  std::size_t EndOfHole(std::size_t i) const;
  std::size_t FindClose(std::string_view close, std::size_t from);
  std::size_t FindTriple(std::string_view mark, std::size_t from) const;
  bool IsInterpolated(std::size_t begin, std::size_t end, char quote, std::string_view prefix) const;
  std::uint32_t AddLiteral(std::size_t begin, std::size_t end, bool escapes, bool interpolated, char doubled = '\0');
  void AddString(std::size_t token_begin, std::size_t token_end, std::size_t begin, std::size_t end, bool escapes,
                 bool interpolated, char doubled = '\0');
  void Advance(std::size_t end);

  // The rest.
  bool ReadComment();
  void ReadName();
  bool ContinuesName(std::size_t begin) const;
  void ReadNumber();
  void ReadSign();
  void Close(char c, std::uint32_t);

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
  std::size_t open_hole_ = 0;            // no hole of a quoted string that begins before this closes
  std::size_t open_quote_[256] = {};     // no string in this quote that begins before this closes
};

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LEXING_H_
