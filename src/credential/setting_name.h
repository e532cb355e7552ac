#ifndef PACKRAKE_CREDENTIAL_SETTING_NAME_H_
#define PACKRAKE_CREDENTIAL_SETTING_NAME_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a setting's name says of its value.
namespace packrake::code {

/// What the name of a setting, variable or entry says of its value.
enum class NameKind : std::uint8_t {
  kOther,
  kJwtSecret,        ///< JWT_SECRET, jwt.secret, accessTokenSecret, token-signing-key
  kFrameworkSecret,  ///< SECRET_KEY, secret_key_base, app.secret
  kGenericSecret,    ///< secret, key, signing_key: needs more to be told
};

/// Judges one name ("jwtSecret", "JWT_SECRET_KEY"). Names of lengths, algorithms, headers, lifetimes, paths and public
/// keys are kOther (facts 5).
NameKind KindOfName(std::string_view name);

/// The same for a dotted path: a leaf that says too little ("secret") is told by what holds it ("jwt", "JwtUtil").
NameKind KindOfPath(std::string_view path);

/// Whether the name may be a key's, and as often a cookie's or a field's: AUTH_TOKEN_KEY, JWT_SIGNATURE. Its value
/// decides.
bool MayNameKey(std::string_view path);

/// Whether the path ends as a product's own name for its JWT key does, though its words do not say so
/// ("Auth.AccessSecret", "AppSettings.Token"; facts 1.3). `text` is the file's.
bool IsProductSetting(std::string_view path, std::string_view text);

/// Whether a "token secret" is the second half of an OAuth 1 credential (RFC 5849: Twitter and others), which signs
/// requests and no JWT: its path says so, or the file's `text` speaks of consumer keys.
bool IsOauth1(std::string_view path, std::string_view text);

/// The lower-case words that a name is made of: "jwtSecretKey" and "JWT_SECRET-KEY" are {jwt, secret, key}.
std::vector<std::string> WordsOf(std::string_view name);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_SETTING_NAME_H_
