#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
JWT_SECRET={{random:alnum:12:185}}
)p"},
    {"jwt.secret*", R"p(
ACCESS_TOKEN_SECRET="{{random:alnum:12:186}}"
)p"},
    {"jwt.secret*", R"p(
{ "Jwt": { "Key": "{{random:alnum:16:194}}", "Issuer": "x" } }
)p"},
    {"jwt.secret*", R"p(
{ "AppSettings": { "Token": "{{random:alnum:16:195}}" } }
)p"},
    {"jwt.secret*", R"p(
{ "JwtSettings": { "SecretKey": "{{random:alnum:16:196}}" }, "TokenLifetime": "01:00" }
)p"},
    {"jwt.secret*", R"p(
[auth]
jwt_secret = "{{random:alnum:12:197}}"
)p"},
    {"jwt.secret*", R"p(
[oauth2]
JWT_SECRET = {{random:alnum:20:198}}
)p"},
    {"jwt.secret*", R"p(
<configuration><appSettings>
<add key="JwtSecret" value="{{random:alnum:16:199}}"/>
</appSettings></configuration>
)p"},
    {"jwt.secret*", R"p(
variable "jwt_secret" {
  default = "{{random:alnum:16:200}}"
}
)p"},
    {"jwt.secret*", R"p(
resource "x" "y" { environment = { JWT_SECRET = "{{random:alnum:16:201}}" } }
)p"},
    {"jwt.secret*", R"p(
app.jwtSecret={{random:alnum:16:202}}
app.jwtExpirationMs=86400000
)p"},
    {"jwt.secret*", R"p(
FROM node
ENV JWT_SECRET={{random:alnum:12:203}}
)p"},
    {"jwt.secret*", R"p(
ENV JWT_SECRET {{random:alnum:12:204}}
)p"},
    {"jwt.secret*", R"p(
export JWT_SECRET='{{random:alnum:12:205}}'
)p"},
    {"jwt.secret*", R"p(
HASURA_GRAPHQL_JWT_SECRET='{{random:alnum:57:206}}'
)p"},
    {"jwt.secret*", R"p(
APP_NAME=x
MERCURE_JWT_SECRET="{{random:alnum:16:212}}"
)p"},
};

constexpr Program kWrongWhereItIsIndented[] = {
    {"jwt.secret*", R"p(
services:
  api:
    environment:
      - JWT_SECRET={{random:alnum:12:187}}
)p"},
    {"jwt.secret*", R"p(
services:
  api:
    environment:
      JWT_SECRET: ${JWT_SECRET:-{{random:alnum:12:188}}}
)p"},
    {"jwt.secret*", R"p(
apiVersion: v1
kind: Secret
data:
  jwt-secret: YWJjZDEyMzRlZmdoNTY3OA==
)p"},
    {"jwt.secret*", R"p(
jwt:
  signing-key: {{random:alnum:13:189}}
)p"},
    {"jwt.secret*", R"p(
spring:
  security:
    jwt:
      secret: {{random:alnum:16:190}}
)p"},
    {"jwt.secret*", R"p(
consumers:
- username: u
  jwt_secrets:
  - key: {{random:alnum:8:192}}
    algorithm: HS256
    secret: {{random:alnum:12:191}}
)p"},
    {"jwt.secret*", R"p(
env:
- name: JWT_SECRET
  value: {{random:alnum:12:193}}
)p"},
    {"jwt.secret*", R"p(
jwt {
  secret = "{{random:alnum:12:207}}"
}
)p"},
    {"jwt.secret*", R"p(
auth:
  accessTokenSecret: {{random:alnum:12:208}}
  refreshTokenSecret: {{random:alnum:12:209}}
)p"},
    {"jwt.secret*", R"p(
Auth:
  AccessSecret: {{random:alnum:16:210}}
  AccessExpire: 86400
)p"},
    {"jwt.secret*", R"p(
stringData:
  JWT_SECRET: {{random:alnum:16:211}}
kind: Secret
)p"},
    {"jwt.secret*", R"p(
apiVersion: apps/v1
kind: Deployment
spec:
  containers:
  - env:
    - name: JWT_SECRET
      value: "{{random:alnum:12:213}}"
)p"},
    {"framework*", R"p(
SESSION_SECRET={{random:alnum:30:701}}
)p"},
    {"framework*", R"p(
COOKIE_SECRET="{{random:alnum:30:702}}"
)p"},
    {"jwt.secret*", R"p(
USER_JWT_SECRET={{random:alnum:30:703}}
)p"},
    {"jwt.secret*", R"p(
AUTH_SECRET={{random:alnum:30:704}}
)p"},
    {"jwt.secret*", R"p(
PAYLOAD_SECRET={{random:alnum:30:705}}
)p"},
    {"jwt.secret*", R"p(
postgraphile --schema api --jwt-secret {{random:alnum:16:706}} --watch
)p"},
    {"jwt.secret*", R"p(
  postgraphile \
    --jwt-secret "{{random:alnum:16:707}}" \
    --jwt-token-identifier api.jwt
)p"},
    {"jwt.secret*", R"p(
command: ["serve", "--jwt-secret={{random:alnum:16:708}}", "--port", "80"]
)p"},
    {"jwt.secret*", R"p(
command: ["serve", "--jwt-secret", "{{random:alnum:16:709}}"]
)p"},
    {"jwt.secret*", R"p(
[app]
PageSize = 10
JwtSecret = 233
)p"},
    {"jwt.secret*", R"p(
jwt.header=Authorization
jwt.secret=mySecret
jwt.expiration=604800
)p"},
    {"jwt.secret*", R"p(
jwt:
  secret: jwtSecret
  expiration: 3600
)p"},
    {"jwt.secret*", R"p(
AUTH_REFRESH_SECRET={{random:alnum:20:731}}
)p"},
    {"jwt.secret*", R"p(
ACCESS_SECRET={{random:alnum:12:732}}
REFRESH_SECRET={{random:alnum:12:733}}
)p"},
    {"jwt.secret*", R"p(
AUTH_CONFIRM_EMAIL_SECRET=secret_for_confirm_email
)p"},
    {"jwt.secret*", R"p(
token_password={{random:alnum:18:734}}
)p"},
    {"jwt.secret*", R"p(
REFRESH_TOKEN_KEY={{random:alnum:32:735}}
)p"},
    {"framework*", R"p(
HMAC_SECRET={{random:alnum:32:736}}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
AUTH_TOKEN_KEY=x-auth-token
JWT_ACCESS=15m
JWT_SIGNATURE=HMAC
)p"},
    {"", R"p(
twitter:
  access_secret: {{random:alnum:45:741}}
)p"},
    {"", R"p(
REFRESH_SECRET_LENGTH=64
VERIFY_EMAIL_URL=https://example.org/secret
)p"},
    {"", R"p(
steps:
- name: notify
  environment:
    DISCORD_WEBHOOK_TOKEN:
      from_secret: discord_webhook_token
)p"},
    {"", R"p(
matrix:
  ocp_prometheus_token_secret: OCP_PROMETHEUS_TOKEN_PREPROD
)p"},
    {"", R"p(
jwt-secret = "@/dev/stdin"
)p"},
    {"", R"p(
SECRET_KEY='`openssl rand -hex 32`'
)p"},
    {"", R"p(
serve --jwt-secret $secret --jwt-secret-file /run/jwt --jwt-secret-is-base64
)p"},
    {"", R"p(
serve --jwt-secret --watch
)p"},
    {"", R"p(
JWT_SESSION_COOKIE=connect.sid
SESSION_KEY_NAME=sid
)p"},
    {"", R"p(
env:
- name: JWT_SECRET
  valueFrom:
    secretKeyRef:
      name: jwt
      key: secret
)p"},
    {"", R"p(
[auth]
jwt_expiry = 3600
enable_signup = true
jwt_secret = "env(JWT_SECRET)"
)p"},
    {"", R"p(
app.jwtExpirationMs=86400000
jwt.header=Authorization
)p"},
    {"", R"p(
export JWT_SECRET=$(openssl rand -hex 32)
)p"},
    {"", R"p(
JWT_SECRET_KEY=%kernel.project_dir%/config/jwt/private.pem
JWT_PUBLIC_KEY=/etc/keys/jwt.pub
)p"},
    {"", R"p(
jwt:
  secret: <%= ENV['JWT_SECRET'] %>
)p"},
};

TEST(ConfigurationPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(ConfigurationPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(ConfigurationPrograms, WrongOnesAreSeenWhereIndentationTells) { ExpectSeen(kWrongWhereItIsIndented); }

TEST(ConfigurationPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(ConfigurationPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kWrongWhereItIsIndented);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
