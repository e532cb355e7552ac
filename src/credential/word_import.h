#ifndef PACKRAKE_CREDENTIAL_WORD_IMPORT_H_
#define PACKRAKE_CREDENTIAL_WORD_IMPORT_H_

#include <cstddef>
#include <string_view>

namespace packrake::code {

/// Whether `line` takes a library into a program by the word at `word`: import jwt; from jose import jwt; use
/// Firebase\JWT\JWT; require('jsonwebtoken'), using System.IdentityModel.Tokens.Jwt; in Go, only where the lines that
/// call the package do not have the word.
bool IsImported(std::string_view line, std::size_t word);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_WORD_IMPORT_H_
