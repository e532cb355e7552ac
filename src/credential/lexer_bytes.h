#ifndef PACKRAKE_CREDENTIAL_LEXER_BYTES_H_
#define PACKRAKE_CREDENTIAL_LEXER_BYTES_H_

namespace packrake::code {

/// Whether the byte may begin a name in every language: a letter, `_`, or a part of a character beyond ASCII.
inline bool IsLetter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_LEXER_BYTES_H_
