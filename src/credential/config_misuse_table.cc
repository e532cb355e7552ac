#include "credential/config_misuse_table.h"

#include "credential/misuse_rules.h"

namespace packrake::code {
namespace {

constexpr Confidence kLow = Confidence::kLow;
constexpr Confidence kMedium = Confidence::kMedium;
constexpr std::string_view kProxy = "oauth2_proxy|oauth2-proxy|OAUTH2_PROXY|oidc_issuer_url|oidc-issuer-url";
constexpr std::string_view kTokenInQuery =
    "?access_token=$|&access_token=$|?id_token=$|&id_token=$|?jwt=$|&jwt=$|?token=$|&token=$";
constexpr std::string_view kTokenCookie = "access_token=$|id_token=$|jwt=$|auth_token=$|\"token=$";

constexpr UnsafeEntry kEntries[] = {
    // .NET's TokenValidationParameters, bound to a section.
    {"validate audience", Setting::kOff, "", kNoAudience},
    {"require audience", Setting::kOff, "", kNoAudience},
    {"validate issuer", Setting::kOff, "", kNoIssuer},
    {"validate lifetime", Setting::kOff, "", kNoExpiry},
    {"require expiration time", Setting::kOff, "", kNoExpiry},
    {"require signed tokens", Setting::kOff, "", kNoVerify},
    {"validate issuer signing key", Setting::kOff, "", kNoVerify},
    {"valid audience", Setting::kStar, "", kBroadAudience},
    {"valid audiences", Setting::kStar, "", kBroadAudience},
    // The authorizers of AWS's gateways
    {"jwt configuration audience", Setting::kStar, "", kBroadAudience},
    // Quarkus
    {"token issuer", Setting::kAny, "quarkus", kNoIssuer},
    {"token audience", Setting::kAny, "quarkus", kNoAudience},
    // Micronaut
    {"claims validators expiration", Setting::kOff, "", kNoExpiry},
    {"claims validators not before", Setting::kOff, "", kNoExpiry},
    {"token cookie cookie secure", Setting::kOff, "", kCookie},
    {"token cookie cookie http only", Setting::kOff, "", kCookie},
    {"jwt cookie cookie secure", Setting::kOff, "", kCookie},
    {"jwt cookie cookie http only", Setting::kOff, "", kCookie},
    // pac4j, as Apereo CAS and others hand it on
    {"allow unsigned id tokens", Setting::kOn, "", kAlgNone},
    // Kong
    {"claims to verify", Setting::kEmpty, "jwt", kNoExpiry},
    {"uri param names", Setting::kSome, "jwt", kInUrl},
    {"config verify signature", Setting::kOff, "openid-connect", kNoVerify},
    {"config verify claims", Setting::kOff, "openid-connect", kNoExpiry},
    // Envoy, Istio
    {"jwt rules audiences", Setting::kStar, "", kBroadAudience},
    {"from params", Setting::kSome, "jwt_authn|JwtAuthentication|RequestAuthentication|jwksUri|jwks_uri", kInUrl},
    // Oathkeeper
    {"token from query parameter", Setting::kSome, "", kInUrl},
    // Tyk
    {"jwt disable expires at validation", Setting::kOn, "", kNoExpiry},
    {"jwt disable not before validation", Setting::kOn, "", kNoExpiry},
    {"auth use param", Setting::kOn, "\"enable_jwt\": true|\"enable_jwt\":true", kInUrl},
    // Grafana
    {"auth jwt url login", Setting::kOn, "", kInUrl},
    // OpenSearch
    {"jwt url parameter", Setting::kSome, "", kInUrl},
    // Traefik
    {"headers names authorization", Setting::kKeep, "", kInLog},
    // oauth2-proxy
    {"insecure oidc skip issuer verification", Setting::kOn, "", kNoIssuer},
    {"cookie secure", Setting::kOff, kProxy, kCookie},
    {"cookie httponly", Setting::kOff, kProxy, kCookie},
    // Symfony's LexikJWTAuthenticationBundle
    {"allow no expiration", Setting::kOn, "lexik_jwt", kNoExpiry},
    {"enabled", Setting::kOn, "lexik_jwt", kInUrl, {}, "query_parameter"},
    {"http only", Setting::kOff, "lexik_jwt", kCookie},
    // Strimzi; its brokers check no audience by default
    {"check issuer", Setting::kOff, "oauth|jwks", kNoIssuer},
    {"check audience", Setting::kOff, "oauth|jwks", kNoAudience, kMedium},
    // RabbitMQ
    {"auth oauth2 verify aud", Setting::kOff, "", kNoAudience},
    // Keycloak's brokers of OpenID Connect; those of SAML have the same setting
    {"validate signature", Setting::kOff, "identityProviders|identity_provider", kNoVerify, {}, {}, "providerId oidc"},
    {"validate signature", Setting::kOff, "keycloak_oidc_identity_provider", kNoVerify, {}, "keycloak_oidc"},
    // Open Liberty
    {"signature algorithm", Setting::kNoneAtAll, "openidConnectClient|mpJwt|jwtConsumer|jwtBuilder", kAlgNone},
    // Supabase's functions, some of which check what they are sent themselves
    {"verify jwt", Setting::kOff, "[functions.", kNoVerify, kLow},
    // Jitsi
    {"allow empty token", Setting::kOn, "authentication = \"token\"|authentication = 'token'", kNoVerify, kMedium},
    {"jwt allow empty", Setting::kOn, "", kNoVerify, kMedium},
    {"asap accepted issuers", Setting::kStar, "", kNoIssuer},
    {"asap accepted audiences", Setting::kStar, "", kBroadAudience},
    {"jwt accepted issuers", Setting::kStar, "", kNoIssuer},
    {"jwt accepted audiences", Setting::kStar, "", kBroadAudience},
    // OnlyOffice
    {"jwt enabled", Setting::kOff, "onlyoffice", kNoVerify},
    {"token enable browser", Setting::kOff, "CoAuthoring", kNoVerify},
    {"token enable request inbox", Setting::kOff, "CoAuthoring", kNoVerify},
    // librdkafka
    {"enable sasl oauthbearer unsecure jwt", Setting::kOn, "", kAlgNone},
    // How long tokens live: SmallRye; Laravel's jwt-auth, in minutes
    {"smallrye jwt new token lifespan", Setting::kMonths, "", kLongLife, kLow},
    {"jwt ttl", Setting::kMonthsOfMinutes, "JWT_REFRESH_TTL|JWT_BLACKLIST|JWT_ALGO", kLongLife, kLow},
};

// Of HAProxy: which algorithm a token may say.
constexpr std::string_view kPinned =
    "-m str RS|-m str ES|-m str PS|-m str HS|-m str \"RS|-m str \"ES|-m str \"PS|-m str \"HS|-m str 'RS|-m str 'ES|"
    "-m str 'PS|-m str 'HS";

constexpr UnsafeDirective kDirectives[] = {
    // nginx
    {"auth_jwt", "token=$arg_", "", kInUrl, true, kMedium},
    {"proxy_pass", kTokenInQuery, "", kInUrl},
    {"return 301", kTokenInQuery, "", kInUrl},
    {"return 302", kTokenInQuery, "", kInUrl},
    {"return 303", kTokenInQuery, "", kInUrl},
    {"return 307", kTokenInQuery, "", kInUrl},
    {"rewrite ^", kTokenInQuery, "", kInUrl},
    {"add_header", kTokenCookie, "", kCookie, false, {}, "httponly"},
    {"add_header", kTokenCookie, "", kCookie, false, {}, "secure"},
    {"log_format", "$http_authorization|$cookie_jwt|$cookie_access_token|$arg_access_token|$arg_jwt", "", kInLog, true},
    // Caddy's caddy-jwt
    {"from_query", "", "jwtauth", kInUrl, false, kMedium},
    {"skip_verification", "", "jwtauth", kNoVerify},
    // Apache: mod_auth_openidc, mod_log_config; Tomcat's valve writes the same
    {"OIDCOAuthAcceptTokenAs", "query", "", kInUrl, false, kMedium},
    {"OIDCValidateIssuer", "Off", "", kNoIssuer},
    {"OIDCCookieHTTPOnly", "Off", "", kCookie},
    {"", "%{Authorization}i", "", kInLog},
    // Envoy
    {"", "%REQ(AUTHORIZATION)%|%REQ(Authorization)%|%REQ(authorization)%", "", kInLog},
    {"", "allow_missing_or_failed", "jwt_authn|JwtAuthentication", kNoVerify, false, kMedium},
    // HAProxy, which takes `none` where the token says so
    {"http-request",
     "jwt_verify(txn.|jwt_verify(req.|jwt_verify(sess.",
     "jwt_header_query('$.alg')",
     kAlgFromToken,
     false,
     {},
     {},
     kPinned},
    {"capture request header", "Authorization|authorization", "", kInLog},
    {"http-request capture", "req.hdr(Authorization)|req.hdr(authorization)|req.fhdr(Authorization)", "", kInLog},
    // Kafka
    {"", "unsecuredLoginStringClaim_|unsecuredLoginListClaim_", "OAuthBearerLoginModule required", kAlgNone},
    // RabbitMQ's Erlang
    {"{verify_aud", "false", "oauth2", kNoAudience},
};

}  // namespace

std::span<const UnsafeEntry> UnsafeEntries() { return kEntries; }
std::span<const UnsafeDirective> UnsafeDirectives() { return kDirectives; }

}  // namespace packrake::code
