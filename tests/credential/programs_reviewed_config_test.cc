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

TEST(ReviewedConfig, SecretsInFormatsOfProductsAreTold) { ExpectTold(kSecrets); }
TEST(ReviewedConfig, ReferencesAndPublicKeysAreQuiet) { ExpectQuiet(kNoSecrets); }
TEST(ReviewedConfig, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kSecrets);
  ReadCutShort(kNoSecrets);
}

}  // namespace
}  // namespace packrake
