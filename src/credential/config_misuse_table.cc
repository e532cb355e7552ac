#include "credential/config_misuse_table.h"

#include "credential/misuse_rules.h"

namespace packrake::code {
namespace {

constexpr Confidence kMedium = Confidence::kMedium;
constexpr std::string_view kProxy = "oauth2_proxy|oauth2-proxy|OAUTH2_PROXY|oidc_issuer_url|oidc-issuer-url";

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
    // Envoy, Istio
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
    // Jitsi
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
};

constexpr UnsafeDirective kDirectives[] = {
    // nginx
    {"auth_jwt", "token=$arg_", "", kInUrl, true},
    {"log_format", "$http_authorization|$cookie_jwt|$cookie_access_token|$arg_access_token|$arg_jwt", "", kInLog, true},
    // Caddy's caddy-jwt
    {"from_query", "", "jwtauth", kInUrl},
    // Apache: mod_auth_openidc, mod_log_config; Tomcat's valve writes the same
    {"OIDCOAuthAcceptTokenAs", "query", "", kInUrl},
    {"OIDCValidateIssuer", "Off", "", kNoIssuer},
    {"OIDCCookieHTTPOnly", "Off", "", kCookie},
    {"", "%{Authorization}i", "", kInLog},
    // Envoy
    {"", "%REQ(AUTHORIZATION)%|%REQ(Authorization)%|%REQ(authorization)%", "", kInLog},
    // HAProxy
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
