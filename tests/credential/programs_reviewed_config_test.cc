#include <gtest/gtest.h>

#include "credential/programs.h"

// Settings of products and of servers in their own formats: secrets of JWTs, and checks of JWTs switched off; and what
// looks like either and is neither.
namespace packrake {
namespace {

constexpr Program kSecrets[] = {
    {"jwt.secret.config", R"p(
server.port=9000
shop.auth.jwtSecret========{{random:alnum:28:9301}}
)p"},
    {"jwt.secret.config", R"p(
x-signing: &jwt_secret {{random:alnum:28:9302}}
services:
  api:
    environment:
      JWT_SECRET: *jwt_secret
)p"},
    {"jwt.secret.config", R"p(
services:
  api:
    environment:
      JWT_SECRET: &key {{random:alnum:28:9303}}
  worker:
    environment:
      JWT_SECRET: *key
)p"},
    {"jwt.secret.config", R"p(
services:
  studio:
    image: directus/directus:11
    environment:
      SECRET: {{random:alnum:28:9304}}
)p"},
    {"jwt.secret.config", R"p(
environment:
  MB_EMBEDDING_SECRET_KEY: {{random:hex:64:9305}}
)p"},
    {"jwt.secret.config", R"p(
{
  "PluginSettings": {
    "Plugins": {
      "jitsi": {
        "jitsiappid": "meet",
        "jitsiappsecret": "{{random:alnum:18:9306}}"
      }
    }
  }
}
)p"},
    {"jwt.secret.config", R"p(
mercure {
	subscriber_jwt "{{random:alnum:28:9307}}" HS512
	anonymous
}
)p"},
    {"jwt.secret.config", R"p(
{
  "token_hmac_secret_key": "{{random:alnum:28:9308}}",
  "admin": true
}
)p"},
    {"jwt.secret.config", R"p(
session:
  refreshToken:
    signing-secret: {{random:alnum:20:9309}}$&@{{random:alnum:8:9310}}
)p"},
    {"jwt.secret.fallback", R"p(
environment {
  variables = {
    JWT_SECRET = coalesce(var.jwt_secret, "{{random:alnum:28:9311}}")
  }
}
)p"},
    {"jwt.secret.fallback", R"p(
locals {
  jwt_signing_key = try(data.external.keys.result.jwt, "{{random:alnum:28:9312}}")
}
)p"},
    {"jwt.secret.fallback", R"p(
locals {
  jwt_secret = var.jwt_secret != "" ? var.jwt_secret : "{{random:alnum:28:9313}}"
}
)p"},
    {"jwt.secret.config", R"p(
resource "aws_ssm_parameter" "web" {
  name  = "/shop/prod/jwt-secret"
  type  = "SecureString"
  value = "{{random:alnum:28:9314}}"
}
)p"},
    {"jwt.secret.config", R"p(
Resources:
  Parameter:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /shop/jwt_secret
      Type: String
      Value: {{random:alnum:28:9315}}
)p"},
    {"jwt.secret.config", R"p(
server {
    set $jwt_key "{{random:alnum:28:9316}}";
    location / { access_by_lua_file /etc/nginx/check.lua; }
}
)p"},
    {"jwt.secret.config", R"p(
frontend web
    acl ok http_auth_bearer,jwt_verify(txn.alg,"{{random:alnum:28:9317}}") -m int 1
)p"},
    {"jwt.secret.config", R"p(
example.org {
	jwtauth {
		sign_key "{{random:alnum:32:9318}}"
		header_first true
	}
}
)p"},
    {"jwt.secret.config", R"p(
OIDCOAuthVerifySharedKeys "hex#k1#{{random:hex:64:9319}}"
)p"},
    {"jwt.secret.config", R"p(
lexik_jwt_authentication:
    secret_key: '%kernel.project_dir%/config/jwt/private.pem'
    pass_phrase: '{{random:alnum:20:9320}}'
)p"},
    {"jwt.secret.config", R"p(
#!/bin/bash
key="{{random:alnum:28:9321}}"
head=$(printf '{"alg":"HS512","typ":"JWT"}' | b64)
sign() { printf '%s.%s' "$head" "$1" | openssl dgst -binary -sha512 -hmac "${key}" | b64; }
)p"},
    {"jwt.secret.config", R"p(
#!/bin/sh
printf '{"alg": "HS256"}' | b64 > head
cat head body | openssl dgst -sha256 -hmac "{{random:alnum:28:9322}}" -binary
)p"},
    {"jwt.secret.weak", R"p(
#!/bin/sh
export JWT_SECRET=$(date +%s | md5sum | cut -c1-32)
)p"},
    {"jwt.secret.weak", R"p(
JWT_SIGNING_KEY="$(hostname | sha256sum | awk '{print $1}')"
)p"},
    {"jwt.secret.config", R"p(
JWT_SECRET ?= {{random:alnum:20:9323}}
run:
	docker run -e JWT_SECRET=$(JWT_SECRET) shop
)p"},
    {"jwt.secret.config", R"p(
{signing_keys, #{
  <<"k1">> => {map, #{<<"kty">> => <<"oct">>, <<"k">> => <<"{{random:alnum:28:9324}}">>}}
}}
)p"},
    {"jwt.secret.config", R"p(
{
  "name": "Orders",
  "jwt_signing_method": "hmac",
  "jwt_source": "{{random:alnum:32:9325}}"
}
)p"},
    {"jwt.secret.config", R"p(
<server>
  <jwtBuilder id="b" issuer="https://id.example.org"
    sharedKey="{{random:alnum:28:9326}}" />
</server>
)p"},
    {"jwt.secret.config", R"p(
<configuration>
  <jwtSettings issuer="hr" secretKey="{{random:alnum:28:9327}}" minutes="20" />
</configuration>
)p"},
    {"jwt.secret.config", R"p(
[jwt_keys]
hmac:shop = {{random:alnum:32:9328}}
)p"},
    {"jwt.secret.config", R"p(
gcloud run deploy api --set-env-vars=REGION=eu,JWT_SECRET={{random:lower:20:9329}},TTL=60
)p"},
    {"jwt.secret.config", R"p(
env {
  EDGE_JWT_HMAC = "{{random:alnum:18:9330}}"
}
)p"},
    {"jwt.secret.config", R"p(
{
  "auth": {
    "type": "jwt",
    "jwt": [
      { "key": "secret", "value": "{{random:alnum:20:9331}}", "type": "string" }
    ]
  }
}
)p"},
    {"jwt.secret.config", R"p(
VirtualHost "meet.example.org"
    authentication = "token"
    app_id = "meet"
    app_secret = "{{random:alnum:20:9332}}"
)p"},
};

constexpr Program kNoSecrets[] = {
    {"", R"p(
# Shared keys that OAuth 2.0 access tokens are signed with, for JWTs alone.
#OIDCOAuthVerifySharedKeys ([plain|b64|hex#][<use>:]<key>#)+
)p"},
    // operators, and lines that divide
    {"", R"p(
if (app.jwtSecret ==== other) return;
jwt.title ====================
)p"},
    {"", R"p(
services:
  api:
    environment: &jwt
      JWT_SECRET: ${JWT_SECRET}
      JWT_KEY: *jwt_key
)p"},
    {"", R"p(
services:
  studio:
    image: directus/directus:11
    environment:
      SECRET: ${DIRECTUS_SECRET}
      KEY: studio
  mail:
    image: mailer
)p"},
    {"", R"p(
mercure {
	publisher_jwt {env.PUBLISHER_KEY} HS256
	subscriber_jwt /etc/mercure/subscriber.pub RS256
}
)p"},
    {"", R"p(
variables = {
  JWT_SECRET = coalesce(var.jwt_secret, random_password.jwt.result)
  JWT_KEY    = lookup(var.secrets, "jwt_key")
  JWT_ISSUER = coalesce(var.issuer, "https://id.example.org")
}
)p"},
    {"", R"p(
resource "aws_ssm_parameter" "web" {
  name  = "/shop/prod/jwt-secret"
  value = random_password.jwt.result
}
resource "aws_ssm_parameter" "issuer" {
  name  = "/shop/prod/jwt-issuer"
  value = "https://id.example.org/shop"
}
)p"},
    {"", R"p(
server {
    set $jwt_secret $upstream_http_x_secret;
    set $jwt_header "X-Shop-Token";
    set_by_lua $jwt_key 'return os.getenv("JWT_KEY")';
}
)p"},
    {"", R"p(
frontend web
    http-request deny unless { var(txn.bearer),jwt_verify(txn.alg,"/etc/haproxy/id.pem") -m int 1 }
    http-request deny unless { var(txn.bearer),jwt_verify(txn.alg,txn.key) 1 }
    http-request deny unless { var(txn.bearer),jwt_verify(txn.alg,"${JWT_SECRET}") 1 }
)p"},
    {"", R"p(
jwtauth {
	sign_key {env.JWT_SIGN_KEY}
	sign_alg HS256
	jwk_url https://id.example.org/keys
}
)p"},
    {"", R"p(
lexik_jwt_authentication:
    secret_key: '%env(resolve:JWT_SECRET_KEY)%'
    public_key: '%env(resolve:JWT_PUBLIC_KEY)%'
    pass_phrase: '%env(JWT_PASSPHRASE)%'
)p"},
    // another service's signature, and keys from elsewhere
    {"", R"p(
#!/bin/bash
key="storage-account-name-of-shop"
echo "$text" | openssl dgst -sha256 -hmac "$key" -binary
)p"},
    {"", R"p(
#!/bin/bash
key=$(cat /run/secrets/signing)
name='the-name-of-the-service'
printf '{"alg":"HS256","typ":"JWT","svc":"%s"}' "$name" | openssl dgst -sha256 -hmac "$key"
)p"},
    {"", R"p(
#!/bin/sh
JWT_SECRET=$(head -c 32 /dev/urandom | base64)
JWT_OLD_SECRET=$(date +%s)$(openssl rand -hex 32)
JWT_ISSUED=$(date +%s)
printf 'JWT_SECRET=%s\n' "$JWT_SECRET" > .env
echo "JWT_SECRET=%q"
)p"},
    {"", R"p(
JWT_SECRET ?= $(shell vault kv get -field=jwt kv/shop)
JWT_KEY := $(shell openssl rand -hex 32)
)p"},
    {"", R"p(
{signing_keys, #{
  <<"k1">> => {pem, #{<<"kty">> => <<"RSA">>, <<"file">> => <<"/etc/rabbitmq/jwt.pem">>}}
}},
{default_key, <<"k1">>}
)p"},
    {"", R"p(
{
  "jwt_signing_method": "rsa",
  "jwt_source": "aHR0cHM6Ly9pZC5leGFtcGxlLm9yZy9qd2tzLmpzb24",
  "note": "hmac is not used"
}
)p"},
    {"", R"p(
<server>
  <mpJwt id="a" issuer="https://id.example.org" keyName="orders"
    jwksUri="https://id.example.org/keys" sharedKey="${env.SHARED_KEY}" />
  <jwtBuilder id="b" keyAlias="signing" expiry="1h" sharedKey="{aes}AKqVd0hfJ2b" />
  <keyStore id="c" password="${env.STORE_PASSWORD}" />
</server>
)p"},
    {"", R"p(
<Form>
  <JwtField key="secretKeyField" label="Secret of the issuer"
    placeholder="Secret" />
</Form>
)p"},
    {"", R"p(
[jwt_keys]
rsa:shop = -----BEGIN PUBLIC KEY-----\nMIIBIjAN\n-----END PUBLIC KEY-----\n
[jwt_auth]
required_claims = exp, iat
)p"},
    {"", R"p(
gcloud run deploy api --set-secrets=DB=db-password:latest,JWT_SECRET=shop-jwt-secret:latest
gcloud run services update api --update-secrets JWT_SECRET=jwt-secret:3
)p"},
    {"", R"p(
env {
  JWT_HMAC_ALGORITHM = "HS256"
  JWT_HMAC = "${JWT_HMAC}"
}
)p"},
    {"", R"p(
{
  "auth": {
    "type": "jwt",
    "jwt": [
      { "key": "algorithm", "value": "HS256", "type": "string" },
      { "key": "secret", "value": "{{signingSecret}}", "type": "string" },
      { "key": "addTokenTo", "value": "queryParam", "type": "string" },
      { "key": "headerPrefix", "value": "Bearer", "type": "string" }
    ]
  }
}
)p"},
};

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

TEST(ReviewedConfig, SecretsInFormatsOfProductsAreTold) { ExpectTold(kSecrets); }
TEST(ReviewedConfig, ReferencesAndPublicKeysAreQuiet) { ExpectQuiet(kNoSecrets); }
TEST(ReviewedConfig, ChecksThatAreSwitchedOffAreTold) { ExpectTold(kMisuse); }
TEST(ReviewedConfig, ChecksThatAreOnAreQuiet) { ExpectQuiet(kNoMisuse); }
TEST(ReviewedConfig, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kMisuse);
  ReadCutShort(kNoMisuse);
  ReadCutShort(kSecrets);
  ReadCutShort(kNoSecrets);
}

}  // namespace
}  // namespace packrake
