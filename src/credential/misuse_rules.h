#ifndef PACKRAKE_CREDENTIAL_MISUSE_RULES_H_
#define PACKRAKE_CREDENTIAL_MISUSE_RULES_H_

#include <string_view>

/// The ids of the rules of patterns/jwt-misuse.yaml.
namespace packrake::code {

inline constexpr std::string_view kNoVerify = "jwt.misuse.no-verify";
inline constexpr std::string_view kAlgNone = "jwt.misuse.alg-none";
inline constexpr std::string_view kAlgAny = "jwt.misuse.alg-any";
inline constexpr std::string_view kAlgMixed = "jwt.misuse.alg-mixed";
inline constexpr std::string_view kAlgFromToken = "jwt.misuse.alg-from-token";
inline constexpr std::string_view kNoAudience = "jwt.misuse.no-audience";
inline constexpr std::string_view kNoIssuer = "jwt.misuse.no-issuer";
inline constexpr std::string_view kBroadAudience = "jwt.misuse.broad-audience";
inline constexpr std::string_view kAudienceAbsent = "jwt.misuse.audience-absent";
inline constexpr std::string_view kIssuerAbsent = "jwt.misuse.issuer-absent";
inline constexpr std::string_view kNoExpiry = "jwt.misuse.no-expiry";
inline constexpr std::string_view kNoExpirySet = "jwt.misuse.no-expiry-set";
inline constexpr std::string_view kLongLife = "jwt.misuse.long-life";
inline constexpr std::string_view kPersonalClaims = "jwt.misuse.personal-claims";
inline constexpr std::string_view kNotRevoked = "jwt.misuse.not-revoked";
inline constexpr std::string_view kKeyFromToken = "jwt.misuse.key-from-token";
inline constexpr std::string_view kInLog = "jwt.misuse.token-in-log";
inline constexpr std::string_view kInError = "jwt.misuse.token-in-error";
inline constexpr std::string_view kInUrl = "jwt.misuse.token-in-url";
inline constexpr std::string_view kWebStorage = "jwt.misuse.web-storage";
inline constexpr std::string_view kMobileStorage = "jwt.misuse.mobile-storage";
inline constexpr std::string_view kCookie = "jwt.misuse.cookie-flags";
inline constexpr std::string_view kPlainHttp = "jwt.misuse.plain-http";
inline constexpr std::string_view kIdToken = "jwt.misuse.id-token-bearer";
inline constexpr std::string_view kForwarded = "jwt.misuse.token-forwarded";
inline constexpr std::string_view kBroadScope = "jwt.misuse.broad-scope";

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_MISUSE_RULES_H_
