#ifndef PACKRAKE_CREDENTIAL_VALUE_H_
#define PACKRAKE_CREDENTIAL_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What a literal can be besides a secret (value.cc), and whether others know it (known_value.cc).
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

/// Whether the value is a digest of a password that tells how it was made: bcrypt, argon2, crypt.
bool IsPasswordHash(std::string_view value);

/// Whether the value is a program's expression rather than a value: t('jwt.secret'), getSecret("x").
bool IsExpression(std::string_view value);

/// Whether the value is a sentence that tells people something, rather than one that a tutorial has them type for a
/// secret ("my top secret key for tokens").
bool IsMessage(std::string_view value);

/// Whether the value is a word that people type into examples and forget ("secret", "changeme", "test123"): a short
/// list of stems; the dictionary proper belongs to proof.
bool IsWeakWord(std::string_view value);

/// Whether the value is what a product ships with (facts 2.6): known to all, and live wherever it was not changed.
bool IsProductDefault(std::string_view value);

/// Letters and digits in no order that a person would choose: 20 characters or more.
bool LooksRandom(std::string_view value);

/// Bits of entropy in all, judged by Shannon's measure over the value itself.
double TotalEntropyBits(std::string_view value);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_VALUE_H_
