#include "credential/misuse_table.h"

#include "credential/language_sets.h"

namespace packrake::code {
namespace {

constexpr std::string_view kNoVerify = "jwt.misuse.no-verify";
constexpr std::string_view kNone = "jwt.misuse.alg-none";
constexpr std::string_view kNoAudience = "jwt.misuse.no-audience";
constexpr std::string_view kNoIssuer = "jwt.misuse.no-issuer";
constexpr std::string_view kNoExpiry = "jwt.misuse.no-expiry";
constexpr std::string_view kNoExpirySet = "jwt.misuse.no-expiry-set";

constexpr UnsafeCall kCalls[] = {
    {kGo, "ParseUnverified", "", "", kNoVerify},
    {kGo, "UnsafeClaimsWithoutVerification", "", "", kNoVerify},
    {kGo, "ParseInsecure", "~jwt|~jwx|~jws", "", kNoVerify},
    {kGo, "WithVerify", "~jwt|~jws|~jwx", "", kNoVerify, Confidence::kHigh, "0=false"},
    {kGo, "WithValidate", "~jwt|~jwx", "", kNoExpiry, Confidence::kHigh, "0=false"},
    {kGo, "WithoutClaimsValidation", "", "", kNoExpiry},
    {kJvm, "none", "=Algorithm|=com.auth0.jwt.algorithms.Algorithm|~algorithm", "", kNone},
    {kJvm, "PlainJWT", "", "", kNone},
    {kJvm, "unsecured", "~jwts.parser", "", kNone},
    {kJvm, "setSkipSignatureVerification", "", "", kNoVerify},
    {kJvm, "setDisableRequireSignature", "", "", kNoVerify},
    {kJvm, "setSkipAllValidators", "", "", kNoExpiry},
    {kJvm, "setSkipDefaultAudienceValidation", "", "", kNoAudience},
    {kJvm, "setSkipVerificationKeyResolutionOnNone", "", "", kNone},
    {kNet, "NoneAlgorithm", "", "", kNone},
    {kRs, "insecure_disable_signature_validation", "", "", kNoVerify},
    {kRs, "clear", "~required_spec_claims", "", kNoExpiry},
    {kRs, "dangerous_insecure_decode", "", "", kNoVerify},
    {kRs, "dangerous_insecure_decode_with_validation", "", "", kNoVerify},
    {kRs, "insecure_decode", "~dangerous", "", kNoVerify},
    {kEx, "peek_claims", "", "", kNoVerify, Confidence::kMedium},
    {kEx, "peek_payload", "", "", kNoVerify, Confidence::kMedium},
    {kEx, "peek", "~guardian|~joken|~jwt", "", kNoVerify, Confidence::kMedium},
    {kPy, "get_unverified_claims", "", "", kNoVerify},
    {kPhp, "None", "", "Lcobucci|Signer", kNone},
    {kPhp, "forUnsecuredSigner", "", "", kNone},
    {kSw, "none", "~jwt|~algorithm", "", kNone},
    {kCc, "none", "~algorithm", "jwt", kNone},
};

constexpr UnsafeSetting kSettings[] = {
    {kPy, "verify_aud", "false", "jwt|jose", kNoAudience},
    {kPy, "verify_iss", "false", "jwt|jose", kNoIssuer},
    {kPy, "verify_exp", "false", "jwt|jose", kNoExpiry},
    {kPy, "verify_nbf", "false", "jwt|jose", kNoExpiry},
    {kPy, "JWT_VERIFY", "false", "", kNoVerify},
    {kPy, "JWT_VERIFY_EXPIRATION", "false", "", kNoExpiry},
    {kPy, "JWT_VERIFY_CLAIMS", "false", "", kNoExpiry},
    {kPy, "allow_expired", "true", "jwt", kNoExpiry, Confidence::kLow},
    {kPy, "JWT_ACCESS_TOKEN_EXPIRES", "false", "", kNoExpirySet},
    {kPy, "JWT_REFRESH_TOKEN_EXPIRES", "false", "", kNoExpirySet},
    {kPy, "expires_delta", "false", "jwt|JWT", kNoExpirySet},
    {kJs, "ignoreExpiration", "true", "", kNoExpiry},
    {kJs, "ignoreNotBefore", "true", "", kNoExpiry},
    {kJs, "ignoreAudience", "true", "", kNoAudience},
    {kJs, "ignoreIssuer", "true", "", kNoIssuer},
    {kJs, "exp", "false", "verify", kNoExpiry},
    {kNet, "ValidateIssuerSigningKey", "false", "", kNoVerify},
    {kNet, "RequireSignedTokens", "false", "", kNoVerify},
    {kNet, "ValidateSignatureLast", "true", "", kNoVerify},
    {kNet, "ValidateAudience", "false", "", kNoAudience},
    {kNet, "RequireAudience", "false", "", kNoAudience},
    {kNet, "ValidateIssuer", "false", "", kNoIssuer},
    {kNet, "ValidateLifetime", "false", "", kNoExpiry},
    {kNet, "RequireExpirationTime", "false", "", kNoExpiry},
    {kGo, "SkipClaimsValidation", "true", "", kNoExpiry},
    {kSc, "signature", "false", "JwtOptions", kNoVerify},
    {kSc, "expiration", "false", "JwtOptions", kNoExpiry},
    {kRb, "verify_expiration", "false", "", kNoExpiry},
    {kRb, "verify_not_before", "false", "", kNoExpiry},
    {kRb, "verify_aud", "false", "JWT", kNoAudience},
    {kRb, "verify_iss", "false", "JWT", kNoIssuer},
    {kRs, "validate_exp", "false", "", kNoExpiry},
    {kDa, "checkExpiresIn", "false", "", kNoExpiry},
    {kDa, "checkNotBefore", "false", "", kNoExpiry},
    {kRs, "validate_aud", "false", "", kNoAudience},
};

constexpr UnsafeName kNames[] = {
    {kGo, "SigningMethodNone", "", kNone},
    {kGo, "UnsafeAllowNoneSignatureType", "", kNone},
    {kGo, "NoSignature", "jwa", kNone},
    {kJvm, "NONE", "signaturealgorithm", kNone},
    {kJvm, "NONE", "algorithmidentifiers", kNone},
    {kJvm, "NONE", "jwsalgorithm", kNone},
    {kJs, "None", "jwk", kNone},
    {kNet, "NoneAlgorithm", "", kNone},
    {kNet, "none", "jwsalgorithm", kNone},
};

}  // namespace

std::span<const UnsafeCall> UnsafeCalls() { return kCalls; }
std::span<const UnsafeSetting> UnsafeSettings() { return kSettings; }
std::span<const UnsafeName> UnsafeNames() { return kNames; }

}  // namespace packrake::code
