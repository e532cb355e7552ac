#ifndef PACKRAKE_CREDENTIAL_VALUE_H_
#define PACKRAKE_CREDENTIAL_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a literal can be besides a secret, and what a setting's name says of its value.
namespace packrake::code {

enum class ValueKind : std::uint8_t {
  kSecret,
  kPlaceholder,  ///< a secret's shape, with a word such as "changeme" or "your-…-here": live where a program uses it
  kEmpty,
  kTemplate,  ///< filled in elsewhere: ${…}, {{…}}, <…>, %(…)s
  kFiller,    ///< xxxx, ****, ....
  kPath,      ///< a file or a folder
  kUrl,
  kWord,        ///< an algorithm, a claim, a header, a boolean, a duration, a number of seconds
  kSealed,      ///< encrypted, or a reference to a vault
  kPrivateKey,  ///< PEM text of a private key, whole or cut short
  kPublic,      ///< PEM text of a public key or certificate
  kTooLong,
};

/// What `value` is, as it stands between its quotes. Source: facts 1.5.
ValueKind KindOfValue(std::string_view value);

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

/// Whether the path ends as a product's own name for its JWT key does, though its words do not say so
/// ("Auth.AccessSecret", "AppSettings.Token"; facts 1.3). `text` is the file's.
bool IsProductSetting(std::string_view path, std::string_view text);

/// Whether the value is a program's expression rather than a value: t('jwt.secret'), getSecret("x").
bool IsExpression(std::string_view value);

/// Whether a "token secret" is the second half of an OAuth 1 credential (RFC 5849: Twitter and others), which signs
/// requests and no JWT: its path says so, or the file's `text` speaks of consumer keys.
bool IsOauth1(std::string_view path, std::string_view text);

/// The lower-case words that a name is made of: "jwtSecretKey" and "JWT_SECRET-KEY" are {jwt, secret, key}.
std::vector<std::string> WordsOf(std::string_view name);

/// Whether the value is a word that people type into examples and forget ("secret", "changeme", "test123"): a short
/// list of stems; the dictionary proper belongs to proof.
bool IsWeakWord(std::string_view value);

/// Whether the value is what a product ships with (facts 2.6): known to all, and live wherever it was not changed.
bool IsProductDefault(std::string_view value);

/// Bits of entropy in all, judged by Shannon's measure over the value itself.
double TotalEntropyBits(std::string_view value);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_VALUE_H_
