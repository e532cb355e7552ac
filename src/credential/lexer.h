#ifndef PACKRAKE_CREDENTIAL_LEXER_H_
#define PACKRAKE_CREDENTIAL_LEXER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "credential/language.h"
#include "credential/one_of.h"

/// Source text cut into names, numbers, strings and signs, for any language of language.h. Linear, and never fails:
/// what is not the language it was taken for still gives tokens.
namespace packrake::code {

inline constexpr std::uint32_t kNone = 0xffffffffU;

enum class TokenKind : std::uint8_t { kName, kNumber, kString, kSign };

struct Token {
  std::uint32_t begin = 0;  ///< in the text
  std::uint32_t end = 0;
  std::uint32_t pair = kNone;     ///< the bracket that closes or opened this one
  std::uint32_t inside = kNone;   ///< the innermost open bracket round this token
  std::uint32_t literal = kNone;  ///< of a kString: index in `strings`
  std::uint32_t column = 0;       ///< bytes from the start of the line
  TokenKind kind = TokenKind::kSign;
  bool first_on_line = false;
};

/// What stands between the quotes.
struct StringLiteral {
  std::string value;        ///< escapes undone; cut at kMaxLiteralBytes
  std::uint32_t begin = 0;  ///< of the contents, in the text
  std::uint32_t end = 0;
  bool interpolated = false;  ///< has holes that only running the program fills
};
inline constexpr std::size_t kMaxLiteralBytes = 64U << 10;

struct Comment {
  std::uint32_t begin = 0;  ///< of the text inside the marks
  std::uint32_t end = 0;
};

/// A text's tokens. `text` and `language` are borrowed.
struct Tokens {
  std::string_view text;
  const Language* language = nullptr;
  std::vector<Token> tokens;
  std::vector<StringLiteral> strings;
  std::vector<Comment> comments;

  std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.size()); }
  const Token& operator[](std::uint32_t i) const { return tokens[i]; }
  std::string_view Text(std::uint32_t i) const {
    return i < tokens.size() ? text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin) : std::string_view();
  }
  bool Is(std::uint32_t i, std::string_view sign) const {
    return i < tokens.size() && tokens[i].kind != TokenKind::kString && IsSame(Text(i), sign);
  }
  bool IsName(std::uint32_t i) const { return i < tokens.size() && tokens[i].kind == TokenKind::kName; }
  bool IsString(std::uint32_t i) const { return i < tokens.size() && tokens[i].kind == TokenKind::kString; }
  const StringLiteral& StringAt(std::uint32_t i) const { return strings[tokens[i].literal]; }
};

/// REQUIRES: text.size() < 4 GiB.
Tokens Lex(std::string_view text, const Language& language);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LEXER_H_
