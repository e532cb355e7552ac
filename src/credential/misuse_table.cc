#include "credential/misuse_table.h"

#include "credential/language_sets.h"
#include "credential/misuse_rules.h"

namespace packrake::code {
namespace {

constexpr UnsafeCall kCalls[] = {
    {kGo, "ParseUnverified", "", "", kNoVerify},
    {kGo, "UnsafeClaimsWithoutVerification", "", "", kNoVerify},
    {kGo, "ParseInsecure", "~jwt|~jwx|~jws", "", kNoVerify},
    {kGo, "WithVerify", "~jwt|~jws|~jwx", "", kNoVerify, Confidence::kHigh, "0=false"},
    {kGo, "WithValidate", "~jwt|~jwx", "", kNoExpiry, Confidence::kHigh, "0=false"},
    {kGo, "WithoutClaimsValidation", "", "", kNoExpiry},
    {kGo, "UnsafePayloadWithoutVerification", "", "", kNoVerify},
    {kGo, "WithInsecureNoSignature", "", "", kAlgNone},  // jwx
    {kGo, "ParseNoVerify", "", "cristalhq/jwt", kNoVerify},
    {kGo, "ParseWithoutCheck", "", "pascaldekloe/jwt", kNoVerify},
    {kGo, "Decode", "~kataras/jwt", "", kNoVerify, Confidence::kMedium},
    {kGo, "None", "~gbrlsnchs/jwt", "", kAlgNone},
    {kJvm, "none", "=Algorithm|=com.auth0.jwt.algorithms.Algorithm|~algorithm|~jwtsigner", "", kAlgNone},
    {kJvm, "decode", "=JwtHelper|=org.springframework.security.jwt.JwtHelper", "", kNoVerify, Confidence::kMedium},
    {kJvm, "NoneJwsSignatureProvider", "", "", kAlgNone},  // CXF's
    {kJvm, "NoneJwsSignatureVerifier", "", "", kAlgNone},
    {kJvm, "PlainJWT", "", "", kAlgNone},
    {kJvm, "unsecured", "~jwts.parser", "", kAlgNone},
    {kJvm, "setSkipSignatureVerification", "", "", kNoVerify},
    {kJvm, "setDisableRequireSignature", "", "", kNoVerify},
    {kJvm, "setSkipAllValidators", "", "", kNoExpiry},
    {kJvm, "setSkipDefaultAudienceValidation", "", "", kNoAudience},
    {kJvm, "setSkipVerificationKeyResolutionOnNone", "", "", kAlgNone},
    {kNet, "NoneAlgorithm", "", "", kAlgNone},
    {kJvm, "setSkipAllDefaultValidators", "", "", kNoExpiry},
    {kJvm, "decodePayload", "~jwtutils", "", kNoVerify, Confidence::kMedium},  // fusionauth-jwt
    {kJvm, "UnsecuredSigner", "", "fusionauth", kAlgNone},
    {kJvm, "checkActive", "", "keycloak", kNoExpiry, Confidence::kHigh, "0=false"},
    {kJvm, "checkRealmUrl", "", "keycloak", kNoIssuer, Confidence::kHigh, "0=false"},
    {kJvm, "setAllowUnsignedIdTokens", "", "", kAlgNone, Confidence::kHigh, "0=true"},  // pac4j
    {kJvm, "setIgnoreExpiration", "", "", kNoExpiry, Confidence::kHigh, "0=true"},      // Vert.x
    {kRs, "insecure_disable_signature_validation", "", "", kNoVerify},
    {kRs, "clear", "~required_spec_claims", "", kNoExpiry},
    {kRs, "dangerous_insecure_decode", "", "", kNoVerify},
    {kRs, "dangerous_insecure_decode_with_validation", "", "", kNoVerify},
    {kRs, "insecure_decode", "", "dangerous", kNoVerify},
    {kRs, "parse_unverified", "", "jwt|Jwt|JWT", kNoVerify},
    {kRs, "dangerous", "~validationoptions", "", kNoExpiry},
    {kRs, "exp", "", "jwt_authorizer|jwt-authorizer", kNoExpiry, Confidence::kHigh, "0=false"},
    {kRs, "encode_unsecured", "", "jose|jwt", kAlgNone},
    {kRs, "decode_unsecured", "", "jose|jwt", kAlgNone},
    {kEx, "peek_claims", "", "", kNoVerify, Confidence::kMedium},
    {kEx, "peek_payload", "", "", kNoVerify, Confidence::kMedium},
    {kEx, "peek", "~guardian|~joken|~jwt", "", kNoVerify, Confidence::kMedium},
    {kEr, "peek", "=jose_jwt", "", kNoVerify, Confidence::kMedium},
    {kEr, "peek_payload", "=jose_jwt|=jose_jws", "", kNoVerify, Confidence::kMedium},
    {kPy, "get_unverified_claims", "", "", kNoVerify},
    {kJs, "createUnsecuredToken", "", "", kAlgNone},  // jsontokens
    {kPhp, "None", "", "Lcobucci|Signer|Jose\\Component|AlgorithmManager", kAlgNone},
    {kPhp, "forUnsecuredSigner", "", "", kAlgNone},
    {kSw, "none", "~jwt|~algorithm", "", kAlgNone},
    {kSw, "unverified", "~signers|~keys|~jwt", "JWT|jwt", kNoVerify},
    {kSw, "addUnsecuredNone", "", "", kAlgNone},
    {kDa, "unverified", "~jsonweb", "", kNoVerify, Confidence::kMedium},
    {kCc, "verify", "", "jwt/jwt.hpp|jwt::params|jwt::decode", kNoVerify, Confidence::kHigh, "0=false"},
    {kCc, "none", "~algorithm", "jwt", kAlgNone},
    {kPhp, "load", "~jws", "Namshi|namshi", kAlgNone, Confidence::kHigh, "1=true"},
    {kPhp, "decode", "", "Ahc\\Jwt|adhocore", kNoVerify, Confidence::kHigh, "1=false"},
    {kPhp, "getPayload", "=Token", "ReallySimpleJWT", kNoVerify},
    {kEx, "unsecured_signing", "~jose", "", kAlgNone, Confidence::kHigh, "0=true"},
    {kLu, "decode", "~jwt", "luajwt|lua-jwt|resty", kNoVerify, Confidence::kHigh, "2=false"},
    {kPl, "allow_none", "", "Mojo::JWT", kAlgNone, Confidence::kHigh, "0=true"},
};

constexpr UnsafeSetting kSettings[] = {
    {kPy, "verify_aud", "false", "jwt|jose", kNoAudience},
    {kPy, "verify_iss", "false", "jwt|jose", kNoIssuer},
    {kPy, "verify_exp", "false", "jwt|jose", kNoExpiry},
    {kPy, "verify_nbf", "false", "jwt|jose", kNoExpiry},
    {kPy, "verify_expiration", "false", "jwt", kNoExpiry},  // PyJWT before 1.0
    {kPy, "JWT_ALGORITHM", "\"none", "", kAlgNone},  // Flask-JWT-Extended, DRF JWT, graphene-django-jwt
    {kPy, "ALGORITHM", "\"none", "SIMPLE_JWT|NINJA_JWT", kAlgNone},
    {kPy, "authjwt_algorithm", "\"none", "", kAlgNone},
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
    {kJs, "ignoreExp", "true", "djwt", kNoExpiry},
    {kJs, "ignoreNbf", "true", "djwt", kNoExpiry},
    {kJs, "validateExp", "false", "jsonwebtoken", kNoExpiry},  // @node-rs/jsonwebtoken
    {kJs, "validateNbf", "false", "jsonwebtoken", kNoExpiry},
    {kJs, "exp", "false", "verify|validators", kNoExpiry},
    {kJs, "nbf", "false", "verify|validators", kNoExpiry},
    {kJs, "aud", "false", "verify|validators", kNoAudience},
    {kJs, "iss", "false", "verify|validators", kNoIssuer},
    {kJs, "verify", "false", "@hapi/jwt", kNoVerify, Confidence::kMedium, "token.verify"},
    {kJs, "clientId", "null", "aws-jwt-verify", kNoAudience},
    {kJs, "audience", "null", "aws-jwt-verify", kNoAudience},
    {kJs, "issuer", "null", "aws-jwt-verify", kNoIssuer},
    {kJs, "validateIssuer", "false", "passport-azure-ad", kNoIssuer},
    {kNet, "ValidateIssuerSigningKey", "false", "", kNoVerify},
    {kNet, "RequireSignedTokens", "false", "", kNoVerify},
    {kNet, "ValidateSignatureLast", "true", "", kNoVerify},
    {kNet, "ValidateAudience", "false", "", kNoAudience},
    {kNet, "RequireAudience", "false", "", kNoAudience},
    {kNet, "ValidateIssuer", "false", "", kNoIssuer},
    {kNet, "ValidateLifetime", "false", "", kNoExpiry},
    {kNet, "RequireExpirationTime", "false", "", kNoExpiry},
    // JWT.NET's ValidationParameters, which it defines itself too, and its options for ASP.NET Core.
    {kNet, "ValidateSignature", "false", "ValidationParam", kNoVerify, {}, "class ValidationParam|class JwtBuilder"},
    {kNet, "ValidateExpirationTime", "false", "ValidationParam", kNoExpiry, {}, "class ValidationParam"},
    {kNet, "VerifySignature", "false", "JWT.Extensions|AddJwt(", kNoVerify},
    {kGo, "SkipClaimsValidation", "true", "", kNoExpiry},
    {kGo, "SkipClientIDCheck", "true", "oidc", kNoAudience, {}, ".Audience|.Aud,|.Aud)|.Aud "},
    {kGo, "SkipIssuerCheck", "true", "oidc", kNoIssuer, {}, ".Issuer"},
    {kGo, "SkipExpiryCheck", "true", "oidc", kNoExpiry, {}, ".Expiry"},
    {kGo, "InsecureSkipSignatureCheck", "true", "oidc", kNoVerify, {}, "VerifySignature("},
    {kSc, "signature", "false", "JwtOptions", kNoVerify},
    {kSc, "expiration", "false", "JwtOptions", kNoExpiry},
    {kSc, "notBefore", "false", "JwtOptions", kNoExpiry},
    {kJvm, "allowUnsignedIdTokens", "true", "pac4j", kAlgNone},
    {kJvm, "isAllowUnsignedIdTokens", "true", "pac4j", kAlgNone},
    {kJvm, "ignoreExpiration", "true", "vertx", kNoExpiry},
    {kJvm, "isIgnoreExpiration", "true", "vertx", kNoExpiry},
    {kRb, "verify_expiration", "false", "", kNoExpiry},
    {kRb, "verify_not_before", "false", "", kNoExpiry},
    {kRb, "verify_aud", "false", "JWT", kNoAudience},
    {kRb, "verify_iss", "false", "JWT", kNoIssuer},
    {kRs, "validate_exp", "false", "", kNoExpiry},
    {kDa, "checkExpiresIn", "false", "", kNoExpiry},
    {kDa, "checkNotBefore", "false", "", kNoExpiry},
    {kRs, "validate_aud", "false", "", kNoAudience},
    {kRs, "audience", "Validation::Ignored", "", kNoAudience},
    {kRs, "issuer", "Validation::Ignored", "", kNoIssuer},
    {kRs, "expiry", "Validation::Ignored", "", kNoExpiry},
    {kCc, "validate_exp", "0", "l8w8jwt", kNoExpiry},
    {kCc, "withForcedOption", "YES", "", kNoVerify},
    {kCc, "forcedOption", "YES", "", kNoVerify},
    {kEx, "unsecured_signing", "true", "jose|JOSE", kAlgNone},
    {kLu, "accept_none_alg", "true", "", kAlgNone},
    {kLu, "accept_unsupported_alg", "true", "", kNoVerify},
    {kPl, "allow_none", "true", "JWT", kAlgNone},
    {kPl, "verify_exp", "false", "decode_jwt", kNoExpiry},
    {kPl, "verify_nbf", "false", "decode_jwt", kNoExpiry},
    {kPl, "ignore_claims", "true", "decode_jwt", kNoExpiry},
};

constexpr UnsafeName kNames[] = {
    {kGo, "SigningMethodNone", "", kAlgNone},
    {kGo, "UnsafeAllowNoneSignatureType", "", kAlgNone},
    {kGo, "NoSignature", "jwa", kAlgNone},
    {kGo, "NONE", "jwt", kAlgNone},                 // kataras/jwt
    {kRs, "None", "signaturealgorithm", kAlgNone},  // biscuit
    {kJvm, "NONE", "signaturealgorithm", kAlgNone},
    {kJvm, "NONE", "algorithmidentifiers", kAlgNone},
    {kJvm, "NONE", "jwsalgorithm", kAlgNone},
    {kJs, "None", "jwk", kAlgNone},
    {kNet, "NoneAlgorithm", "", kAlgNone},
    {kNet, "none", "jwsalgorithm", kAlgNone},
    {kNet, "None", "validationparameters", kNoVerify},  // JWT.NET's
    {kJvm, "NONE_JWK", "jwk", kAlgNone},  // Helidon's
    {kSw, "none", "jwtverifier", kNoVerify},
    {kSw, "none", "jwtsigner", kAlgNone},
    {kCc, "JWT_ALG_NONE", "", kAlgNone},
    {kJvm, "NO_CONSTRAINTS", "algorithmconstraints", kAlgNone},  // jose4j
};

}  // namespace

std::span<const UnsafeCall> UnsafeCalls() { return kCalls; }
std::span<const UnsafeSetting> UnsafeSettings() { return kSettings; }
std::span<const UnsafeName> UnsafeNames() { return kNames; }

}  // namespace packrake::code
