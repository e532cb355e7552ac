#ifndef PACKRAKE_CREDENTIAL_TOKEN_NAME_H_
#define PACKRAKE_CREDENTIAL_TOKEN_NAME_H_

#include <string>
#include <string_view>

namespace packrake::code {

/// How surely a name is that of a token: 2 by itself, 1 in a file that speaks of log-ins, 0 not.
int TokenName(std::string_view name);

/// What the name of a constant that holds a key, or a path that ends in one, is of: access_token of PREF_ACCESS_TOKEN
/// and Keys.accessTokenKey.
std::string WithoutRole(std::string_view path);

/// A file that says one of these speaks of people's tokens, not of a parser's.
inline constexpr std::string_view kAuthWords =
    "jwt|JWT|Jwt|Bearer|bearer|Authorization|authorization|access_token|accessToken|id_token|idToken|auth_token|"
    "authToken|login|Login|logout|Logout|signIn|SignIn|sign_in|Guardian|Joken|JOSE|jsonwebtoken";
/// But in a file that says one of these a bare `token` is what a message is called, or a piece of a text.
inline constexpr std::string_view kMessageWords =
    "message {token}|message ${token}|message #{token}|transformers|import spacy|import nltk|from nltk|tiktoken|"
    "sentencepiece|import tokenize";

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_TOKEN_NAME_H_
