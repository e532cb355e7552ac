#include <gtest/gtest.h>

#include "credential/programs.h"

// Settings that only their product, or what stands beside them, makes a JWT secret; and their neighbours that are none.
namespace packrake {
namespace {

constexpr Program kSecrets[] = {
    {"jwt.secret.config", R"p(
apiVersion: v1
kind: Secret
metadata:
  name: till
  labels:
    konghq.com/credential: jwt
stringData:
  algorithm: HS512
  key: till-issuer
  secret: {{random:alnum:30:9751}}
)p"},
    {"jwt.secret.config", R"p(
authentication {
  backend = "jwt"
  mechanism = "jwt"
  use_jwks = false
  secret = "{{random:alnum:22:9752}}"
}
)p"},
    {"jwt.secret.config", R"p(
{
  "gitlab_shell": { "secret_token": "{{random:hex:128:9753}}" },
  "gitlab_rails": { "openid_connect_signing_key": "file" }
}
)p"},
    {"jwt.secret.config", R"p(
services:
  registry:
    image: nacos/nacos-server
    environment:
      NACOS_AUTH_TOKEN: {{random:base64:44:9754}}
)p"},
    {"jwt.secret.default", R"p(
environment:
  - NACOS_AUTH_TOKEN=SecretKey012345678901234567890123456789012345678901234567890123456789
)p"},
    {"jwt.secret.config", R"p(
{
  "recordPasswordResetToken": { "duration": 1800, "secret": "{{random:alnum:40:9755}}" },
  "adminAuthToken": {
    "duration": 1209600,
    "secret": "{{random:alnum:50:9756}}"
  }
}
)p"},
    {"jwt.secret.config", R"p(
signers:
  - name: access
    algorithm: HS384
    secret: {{random:alnum:34:9757}}
)p"},
    {"jwt.secret.config", R"p(
{ "body": { "key": {
      "algorithm": "HS256",
      "name": "access tokens",
      "secret": "{{random:base64:44:9758}}"
} } }
)p"},
    {"jwt.secret.config", R"p(
jwt_secrets = {
  till   = "{{random:hex:64:9759}}"
  portal = "{{random:hex:64:9760}}"
}
)p"},
    {"jwt.secret.config", R"p(
shop:
  jwt:
    signing_keys:
      - {{random:hex:64:9761}}
)p"},
    {"jwt.secret.config", R"p(
custom:
  jwtSecret:
    staging: {{random:alnum:30:9762}}
)p"},
    {"jwt.secret.config", R"p(
shop:
  jwtSecret: !!str {{random:hex:40:9763}}
)p"},
    {"jwt.secret.config", R"p(
location /till/ {
  auth_jwt_key "{{random:hex:64:9764}}";
}
)p"},
    {"jwt.secret.config", R"p(
auth_opt_jwt_mode local
auth_opt_jwt_secret {{random:alnum:30:9765}}
)p"},
    {"jwt.secret.config", R"p(
<context-param><param-name>till.jwtSecret</param-name><param-value>{{random:alnum:30:9766}}</param-value></context-param>
)p"},
    {"jwt.secret.config", R"p(
<resources>
  <string name="till_jwt_secret" formatted="false">{{random:alnum:30:9767}}</string>
</resources>
)p"},
    {"jwt.secret.config", R"p(
[{till, [
  {jwt_secret, <<"{{random:alnum:30:9768}}">>},
  {jwt_alg, <<"HS256">>}
]}].
)p"},
    {"jwt.secret.config", R"p(
[{till, [
  {access_token_secret, "{{random:alnum:30:9769}}"},
  {port, 8080}
]}].
)p"},
    {"jwt.secret.config", R"p(
{ "Bearer": { "Authority": "", "IssuerSigningKey": "{{random:base64:44:9770}}" } }
)p"},
    {"jwt.secret.config", R"p(
env:
  - { name: REFRESH_TOKEN_SECRET, value: {{random:hex:40:9777}} }
)p"},
    {"jwt.secret.config", R"p(
INSERT INTO shop.tenants (id, "name", jwt_secret, created_at)
VALUES (1, 'till', '{{random:alnum:32:9774}}', now()), (2, 'web', '{{random:alnum:32:9775}}', now());
)p"},
    {"jwt.secret.config", R"p(
INSERT INTO jwt_keys (kid, algorithm, secret) VALUES ('2026-01', 'HS256', '{{random:base64:44:9776}}');
)p"},
    {"framework.secret-key", R"p(
SUPERSET_SECRET_KEY={{random:base64:56:9771}}
)p"},
    {"framework.secret-key", R"p(
[webserver]
web_server_port = 8080
secret_key = {{random:hex:32:9772}}
)p"},
    {"framework.secret-key", R"p(
identity_providers:
  oidc:
    hmac_secret: {{random:alnum:64:9773}}
)p"},
};

constexpr Program kOthers[] = {
    {"", R"p(
apiVersion: v1
kind: Secret
metadata:
  labels:
    konghq.com/credential: jwt
stringData:
  algorithm: RS256
  key: till-issuer
  rsa_public_key: "-----BEGIN PUBLIC KEY-----\nMIIBIjAN\n-----END PUBLIC KEY-----"
)p"},
    {"", R"p(
consumers:
  - username: till
    jwt_secrets:
      - key: {{random:alnum:32:9781}}
        algorithm: RS256
)p"},
    {"", R"p(
authentication {
  mechanism = "password_based"
  secret = "{{random:alnum:22:9782}}"
}
)p"},
    {"", R"p(
signers:
  - name: access
    algorithm: RS256
    secret: access-signer-of-2026
  - name: refresh
    algorithm: HS256
    secret: ${REFRESH_SECRET}
webhook:
  secret: {{random:alnum:34:9783}}
)p"},
    {"", R"p(
jwt_keys = {
  id      = "{{random:hex:32:9784}}"
  version = "{{random:hex:32:9785}}"
}
tags = { owner = "identity" }
)p"},
    {"", R"p(
recordAuthToken: {
  duration: 1209600
}
)p"},
    {"", R"p(
location /till/ {
  auth_jwt_key "${JWT_KEY}";
  auth_jwt_key_file /etc/nginx/keys/till_2026_01.jwk;
}
)p"},
    {"", R"p(
type Config struct {
  JWTSecret secretstore.Value
  JwtSecret string
}
)p"},
    {"", R"p(
CREATE TABLE tenants (
  jwt_secret varchar_of_the_tenant_2026,
  jwt_secret_next text
);
)p"},
    {"", R"p(
<context-param><param-name>till.jwtSecret</param-name><param-value>${till.jwtSecret}</param-value></context-param>
<context-param><param-name>till.jwtIssuer</param-name><param-value>{{random:alnum:30:9786}}</param-value></context-param>
)p"},
    {"", R"p(
[{till, [
  {jwt_secret_file, "/etc/till/jwt"},
  {jwt_secret, {env, "JWT_SECRET"}},
  {jwt_alg, <<"HS256">>}
]}].
)p"},
    {"", R"p(
shop.jwt.secret-provider.key=till/jwt
shop.jwt.secret=keyring:till/jwt
shop.refresh.jwt.secret=gcp:secretmanager:projects/till/secrets/jwt
shop.admin.jwt.secret=@shop.admin.jwt.secret@
SHOP_JWT_SECRET=encrypted:BDW2fvLzFEbS3dZx5DrgZZHNXHrmu6g451KVTG3tG2
)p"},
    {"", R"p(
{
  "forbidden": { "JWT_SECRET": ["secret", "password"], "JWT_SIGNING_KEY": ["test"] },
  "env": { "JWT_SECRET": "@till-jwt-secret" }
}
)p"},
    {"", R"p(
INSERT INTO tenants (id, jwt_secret, jwt_issuer, note) VALUES (1, NULL, 'https://id.example.org', 'the first of all');
INSERT INTO tenants (jwt_secret, name) VALUES (encode(gen_random_bytes(32), 'hex'), '{{random:alnum:32:9789}}');
INSERT INTO jwt_keys (kid, key) VALUES ('{{random:alnum:32:9790}}', 'sub');
SELECT set_config('app.jwt_secret', :'jwt_secret', false);
)p"},
    {"", R"p(
STRIPE_SECRET_KEY={{random:alnum:32:9787}}
storage:
  webserver_key: {{random:hex:32:9788}}
)p"},
};

TEST(ProductSettings, SecretsByWhatStandsBesideThemAreTold) { ExpectTold(kSecrets); }
TEST(ProductSettings, OtherSettingsAreQuiet) { ExpectQuiet(kOthers); }
TEST(ProductSettings, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kSecrets);
  ReadCutShort(kOthers);
}

}  // namespace
}  // namespace packrake
