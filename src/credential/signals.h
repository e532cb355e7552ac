#ifndef PACKRAKE_CREDENTIAL_SIGNALS_H_
#define PACKRAKE_CREDENTIAL_SIGNALS_H_

/// What examiners of tokens and keys, and proof, tell the ranking by name (Draft::signals, Proof::signals). How many
/// points each gives or takes stands in the table of findings/rank.
namespace packrake::signal {

// Tokens.
inline constexpr char kExpired[] = "expired";           ///< `exp` is past
inline constexpr char kNoExpiry[] = "no-expiry";        ///< claims without `exp`
inline constexpr char kLongLived[] = "long-lived";      ///< `exp` more than a year ahead
inline constexpr char kPrivileged[] = "privileged";     ///< claims name an administrator, a service, offline access
inline constexpr char kPublicToken[] = "public-token";  ///< anonymous API keys, asset links, DPoP proofs, receipts
inline constexpr char kAlgNone[] = "alg-none";          ///< `alg: none`, or no signature
inline constexpr char kTruncated[] = "truncated";       ///< signature or key is not as long as its kind asks
inline constexpr char kNotAToken[] = "not-a-token";  ///< the payload is no JSON object, and nothing says it need not be

// Keys.
inline constexpr char kKeyParses[] = "key-parses";              ///< decodes, and its parts agree
inline constexpr char kStructureOnly[] = "structure-only";      ///< looks like a key, does not decode
inline constexpr char kFiller[] = "filler";                     ///< the body is filler or `...`
inline constexpr char kEncrypted[] = "encrypted";               ///< needs a passphrase
inline constexpr char kEncryptedLegacy[] = "encrypted-legacy";  ///< needs one, but one round of MD5 makes the key of it
inline constexpr char kWeakKey[] = "weak-key";                  ///< under 2048 bits of RSA, DSA, P-192

// Any secret.
inline constexpr char kWeak[] = "weak";                       ///< an HMAC secret shorter than its hash
inline constexpr char kPlaceholder[] = "placeholder";         ///< made to be replaced
inline constexpr char kKnownPublic[] = "known-public";        ///< a sample that documents and libraries print
inline constexpr char kShippedDefault[] = "shipped-default";  ///< what a product ships: public, and live
inline constexpr char kSignsTokens[] = "signs-tokens";         ///< a framework's secret with which JWTs are signed
inline constexpr char kCookieKey[] = "cookie-key";             ///< a library signs its cookies with it, and no token

// Proof.
inline constexpr char kProved[] = "proved";
inline constexpr char kDictionaryWord[] = "dictionary-word";

}  // namespace packrake::signal

#endif  // PACKRAKE_CREDENTIAL_SIGNALS_H_
