#include <gtest/gtest.h>

#include "credential/programs.h"

// Settings of products that switch checks of JWTs off or show tokens, and beside them those that leave them on.
namespace packrake {
namespace {

constexpr Program kMisuse[] = {
    {"jwt.misuse.broad-audience", R"p(
resource "aws_apigatewayv2_authorizer" "jwt" {
  authorizer_type = "JWT"
  jwt_configuration {
    audience = ["*"]
    issuer   = "https://id.example.net/"
  }
}
)p"},
    {"jwt.misuse.no-audience", R"p(
{
  "Bearer": {
    "Parameters": {
      "ValidateAudience": false,
      "ValidIssuer": "https://id.example.org"
    }
  }
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
services:
  api:
    environment:
      Bearer__TokenValidationParameters__ValidateLifetime: "false"
)p"},
    {"jwt.misuse.no-verify", R"p(
{
  "Tokens": {
    "RequireSignedTokens": false
  }
}
)p"},
    {"jwt.misuse.broad-audience", R"p(
{
  "Tokens": {
    "ValidAudiences": [ "*" ],
    "ValidIssuer": "https://id.example.org"
  }
}
)p"},
    {"jwt.misuse.no-issuer", R"p(
quarkus:
  oidc:
    partner:
      token:
        issuer: any
)p"},
    {"jwt.misuse.no-audience", R"p(
quarkus.oidc.partner.token.audience=any
)p"},
    {"jwt.misuse.no-expiry", R"p(
micronaut:
  security:
    token:
      jwt:
        claims-validators:
          expiration: false
)p"},
    {"jwt.misuse.no-expiry", R"p(
plugins:
- name: jwt
  config:
    claims_to_verify: []
)p"},
    {"jwt.misuse.token-in-url", R"p(
plugins:
- name: jwt
  config:
    uri_param_names:
    - jwt
)p"},
    {"jwt.misuse.token-in-url", R"p(
apiVersion: security.istio.io/v1
kind: RequestAuthentication
spec:
  jwtRules:
  - issuer: "https://id.example.org"
    fromParams: ["jwt"]
)p"},
    {"jwt.misuse.token-in-url", R"p(
authenticators:
  jwt:
    config:
      token_from:
        query_parameter: t
)p"},
    {"jwt.misuse.no-expiry", R"p(
{
  "enable_jwt": true,
  "jwt_disable_expires_at_validation": true
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
GF_AUTH_JWT_ENABLED=true
GF_AUTH_JWT_URL_LOGIN=true
)p"},
    {"jwt.misuse.token-in-url", R"p(
config:
  jwt_header: Authorization
  jwt_url_parameter: jwtToken
)p"},
    {"jwt.misuse.token-in-log", R"p(
accessLog:
  fields:
    headers:
      names:
        Authorization: keep
)p"},
    {"jwt.misuse.no-issuer", R"p(
args:
- --provider=oidc
- --insecure-oidc-skip-issuer-verification
)p"},
    {"jwt.misuse.no-issuer", R"p(
OAUTH2_PROXY_INSECURE_OIDC_SKIP_ISSUER_VERIFICATION=true
)p"},
    {"jwt.misuse.cookie-flags", R"p(
args:
- --oidc-issuer-url=https://id.example.org
- --cookie-secure=false
- --pass-access-token
)p"},
    {"jwt.misuse.no-expiry", R"p(
lexik_jwt_authentication:
    public_key: '%kernel.project_dir%/config/jwt/public.pem'
    allow_no_expiration: true
)p"},
    {"jwt.misuse.token-in-url", R"p(
lexik_jwt_authentication:
    token_extractors:
        query_parameter:
            enabled: true
            name: t
)p"},
    {"jwt.misuse.cookie-flags", R"p(
lexik_jwt_authentication:
    set_cookies:
        token:
            httpOnly: false
)p"},
    {"jwt.misuse.no-issuer", R"p(
authentication:
  type: oauth
  jwksEndpointUri: https://id.example.org/keys
  checkIssuer: false
)p"},
    {"jwt.misuse.no-audience", R"p(
listener.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required \
  oauth.jwks.endpoint.uri="https://id.example.org/keys" \
  oauth.check.audience="false" ;
)p"},
    {"jwt.misuse.no-audience", R"p(
auth_oauth2.resource_server_id = mq
auth_oauth2.verify_aud = false
)p"},
    {"jwt.misuse.no-audience", R"p(
[{rabbitmq_auth_backend_oauth2, [
    {resource_server_id, <<"mq">>},
    {verify_aud, false}
]}].
)p"},
    {"jwt.misuse.no-verify", R"p(
{
  "identityProviders": [
    {
      "providerId": "keycloak-oidc",
      "config": {
        "validateSignature": "false"
      }
    }
  ]
}
)p"},
    {"jwt.misuse.no-verify", R"p(
resource "keycloak_oidc_identity_provider" "partner" {
  alias              = "partner"
  validate_signature = false
}
)p"},
    {"jwt.misuse.no-issuer", R"p(
asap_accepted_issuers = { "*" };
)p"},
    {"jwt.misuse.broad-audience", R"p(
JWT_APP_ID=meet
JWT_ACCEPTED_AUDIENCES=*
)p"},
    {"jwt.misuse.no-verify", R"p(
services:
  docs:
    image: onlyoffice/documentserver:7
    environment:
      - JWT_ENABLED=false
)p"},
    {"jwt.misuse.alg-none", R"p(
sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="web";
)p"},
    {"jwt.misuse.token-in-url", R"p(
location /files/ {
    auth_jwt "files" token=$arg_t;
    auth_jwt_key_file /etc/nginx/keys.json;
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
log_format full '$remote_addr "$request" '
                '"$http_authorization"';
)p"},
    {"jwt.misuse.token-in-url", R"p(
jwtauth {
	sign_key {env.KEY}
	from_query t
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
<Location /api>
  AuthType oauth20
  OIDCOAuthAcceptTokenAs header
  OIDCOAuthAcceptTokenAs query:t
</Location>
)p"},
    {"jwt.misuse.token-in-log", R"p(
LogFormat "%h %t \"%r\" %>s \"%{Authorization}i\"" full
)p"},
    {"jwt.misuse.token-in-log", R"p(
access_log:
  format: "%START_TIME% %REQ(:METHOD)% %REQ(AUTHORIZATION)%"
)p"},
    {"jwt.misuse.token-in-log", R"p(
frontend web
    http-request capture req.hdr(Authorization) len 200
)p"},
    {"jwt.misuse.plain-http", R"p(
#!/bin/sh
curl -s \
  --header "Authorization: Bearer $TOKEN" \
  'http://devices.example.org/api/list'
)p"},
};

constexpr Program kNoMisuse[] = {
    {"", R"p(
resource "aws_apigatewayv2_authorizer" "jwt" {
  authorizer_type = "JWT"
  jwt_configuration {
    audience = ["orders"]
    issuer   = "https://id.example.net/"
  }
}
resource "aws_s3_bucket_policy" "logs" { audience = ["*"] }
)p"},
    {"", R"p(
{
  "Bearer": {
    "Parameters": {
      "ValidateAudience": true,
      "ValidateLifetime": true,
      "RequireSignedTokens": true,
      "ValidAudience": "orders",
      "SaveSigninToken": false
    }
  },
  "AllowedHosts": "*"
}
)p"},
    {"", R"p(
quarkus.oidc.token.issuer=https://id.example.org/realms/any
quarkus.oidc.token.audience=orders
quarkus.datasource.issuer=none
)p"},
    // another product's words
    {"", R"p(
cors:
  token:
    issuer: any
)p"},
    {"", R"p(
plugins:
- name: jwt
  config:
    claims_to_verify: [exp]
    uri_param_names: []
    header_names: [authorization]
- name: key-auth
  config:
    key_names:
    - apikey
)p"},
    {"", R"p(
kind: RequestAuthentication
spec:
  jwtRules:
  - issuer: "https://id.example.org"
    fromHeaders:
    - name: x-jwt
    fromParams: []
)p"},
    {"", R"p(
authenticators:
  jwt:
    config:
      token_from:
        header: X-Token
      query_parameter: page
)p"},
    {"", R"p(
{
  "enable_jwt": true,
  "jwt_disable_expires_at_validation": false,
  "auth": { "use_param": false }
}
)p"},
    {"", R"p(
[auth.jwt]
enabled = true
;url_login = true
url_login = false
[auth.proxy]
url_login = ignored
)p"},
    {"", R"p(
config:
  jwt_header: Authorization
  jwt_url_parameter: null
  session_cookie: true
)p"},
    {"", R"p(
accessLog:
  fields:
    headers:
      defaultMode: drop
      names:
        User-Agent: keep
        Authorization: redact
)p"},
    {"", R"p(
args:
- --oidc-issuer-url=https://id.example.org
- --cookie-secure=true
- --insecure-oidc-skip-issuer-verification=false
- --pass-access-token
)p"},
    {"", R"p(
session:
  cookie_secure: false
  cookie_name: theme
)p"},
    {"", R"p(
lexik_jwt_authentication:
    token_extractors:
        authorization_header:
            enabled: true
        cookie:
            enabled: true
        query_parameter:
            enabled: false
    set_cookies:
        token:
            httpOnly: true
)p"},
    {"", R"p(
authentication:
  type: oauth
  checkIssuer: true
  checkAudience: true
  checkAccessTokenType: false
)p"},
    {"", R"p(
auth_oauth2.verify_aud = true
ssl_options.verify = verify_none
)p"},
    // SAML's signatures are of XML
    {"", R"p(
{
  "identityProviders": [
    {
      "providerId": "oidc",
      "config": {
        "validateSignature": "true"
      }
    },
    {
      "providerId": "saml",
      "config": {
        "validateSignature": "false"
      }
    }
  ]
}
)p"},
    {"", R"p(
resource "keycloak_saml_identity_provider" "partner" {
  alias              = "partner"
  validate_signature = false
}
)p"},
    {"", R"p(
asap_accepted_issuers = { "meet", "app" }
asap_accepted_audiences = { "meet" }
cross_domain_websocket = { "*" }
)p"},
    {"", R"p(
#JWT_ACCEPTED_ISSUERS=*
JWT_ACCEPTED_AUDIENCES=meet
CORS_ALLOWED=*
)p"},
    {"", R"p(
services:
  docs:
    image: onlyoffice/documentserver:7
    environment:
      JWT_ENABLED: "true"
      WOPI_ENABLED: "false"
  other:
    environment:
      PLUGINS_ENABLED: "false"
)p"},
    {"", R"p(
sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required \
  oauth.jwks.endpoint.uri="https://id.example.org/keys" \
  oauth.check.issuer="true" ;
)p"},
    {"", R"p(
package org.example;

class Login {
  static final String PREFIX = "unsecuredLoginStringClaim_";
}
)p"},
    {"", R"p(
log_format main '$remote_addr "$request" $status $http_user_agent';
server {
    location / {
        auth_jwt "api" token=$cookie_session_jwt;
        proxy_set_header Authorization $http_authorization;
        proxy_pass http://api;
    }
}
)p"},
    {"", R"p(
<Location /api>
  OIDCOAuthAcceptTokenAs header
  OIDCOAuthRemoteUserClaim sub
  RequestHeader set X-Auth "%{Authorization}e"
  OIDCCookieHTTPOnly On
</Location>
)p"},
    {"", R"p(
@app from_query page
form { from_query token }
)p"},
    {"", R"p(
frontend web
    http-request set-var(txn.bearer) http_auth_bearer
    http-request capture req.hdr(User-Agent) len 200
    http-request set-header X-Auth %[req.hdr(Authorization)]
)p"},
    {"", R"p(
#!/bin/sh
curl -H "Authorization: Bearer $TOKEN" https://devices.example.org/api/list
curl -H "Authorization: Bearer $TOKEN" http://localhost:8080/api/list
curl -H "Authorization: Bearer $TOKEN" http://gateway:8080/api/list
curl -H "Authorization: Bearer $TOKEN" "http://${HOST}/api/list"
curl http://mirror.example.org/packages.tar
)p"},
};

TEST(ReviewedConfigMisuse, ChecksThatAreSwitchedOffAreTold) { ExpectTold(kMisuse); }
TEST(ReviewedConfigMisuse, ChecksThatAreOnAreQuiet) { ExpectQuiet(kNoMisuse); }
TEST(ReviewedConfigMisuse, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kMisuse);
  ReadCutShort(kNoMisuse);
}

}  // namespace
}  // namespace packrake
