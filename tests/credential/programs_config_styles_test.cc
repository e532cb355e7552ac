#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
NODE_ENV=production
PORT=4000
JWT_SECRET={{random:alnum:32:7001}}
JWT_EXPIRES_IN=90d
)p"},
    {"jwt.secret*", R"p(
NEXTAUTH_SECRET='{{random:base64:44:7004}}'
NEXTAUTH_URL=https://acme.com
)p"},
    {"jwt.secret*", R"p(
MERCURE_PUBLISHER_JWT_KEY='{{random:alnum:40:7006}}'
)p"},
    {"jwt.secret*", R"p(
LIVEKIT_API_KEY=APIabc
LIVEKIT_API_SECRET={{random:alnum:40:7009}}
)p"},
    {"jwt.secret*", R"p(
jwt.secret = {{random:alnum:20:7011}}
jwt.header = Authorization
)p"},
    {"jwt.secret*", R"p(
jhipster:
  security:
    authentication:
      jwt:
        # This token must be encoded using Base64
        base64-secret: {{random:base64:86:7013}}
        token-validity-in-seconds: 86400
)p"},
    {"jwt.secret*", R"p(
micronaut:
  security:
    token:
      jwt:
        signatures:
          secret:
            generator:
              secret: '"${JWT_GENERATOR_SIGNATURE_SECRET:{{random:alnum:32:7014}}}"'
)p"},
    {"jwt.secret*", R"p(
jwt:
  secret: ${JWT_SECRET:{{random:alnum:32:7015}}}
)p"},
    {"jwt.secret*", R"p(
Name: user-api
Auth:
  AccessSecret: {{random:alnum:32:7017}}
  AccessExpire: 86400
)p"},
    {"jwt.secret*", R"p(
[oauth2]
ENABLED = true
JWT_SECRET = {{random:base64url:43:7019}}
)p"},
    {"jwt.secret*", R"p(
{
  "Logging": { "LogLevel": { "Default": "Information" } },
  "Jwt": {
    "Key": "{{random:alnum:40:7021}}",
    "Issuer": "https://acme.com",
    "Audience": "https://acme.com"
  }
}
)p"},
    {"jwt.secret*", R"p(
{
  "AppSettings": {
    "Token": "{{random:alnum:40:7023}}"
  }
}
)p"},
    {"jwt.secret*", R"p(
{
  "port": 3030,
  "authentication": {
    "entity": "user",
    "secret": "{{random:alnum:32:7024}}",
    "authStrategies": ["jwt", "local"]
  }
}
)p"},
    {"jwt.secret*", R"p(
{ "jwtPrivateKey": "{{random:alnum:32:7025}}", "db": "mongodb://localhost/vidly" }
)p"},
    {"jwt.secret*", R"p(
<resources>
    <string name="app_name">Acme</string>
    <string name="jwt_secret">{{random:alnum:32:7027}}</string>
</resources>
)p"},
    {"jwt.secret*", R"p(
variable "jwt_secret" {
  type    = string
  default = "{{random:alnum:32:7031}}"
}
)p"},
    {"jwt.secret*", R"p(
FROM node:20
ENV NODE_ENV=production \
    JWT_SECRET={{random:alnum:32:7033}}
CMD ["node", "index.js"]
)p"},
    {"jwt.secret*", R"p(
FROM python:3.12
ENV JWT_SECRET_KEY {{random:alnum:32:7035}}
)p"},
    {"jwt.secret*", R"p(
services:
  api:
    environment:
      JWT_SECRET: ${JWT_SECRET:-{{random:alnum:32:7037}}}
      DB: x
)p"},
    {"jwt.secret*", R"p(
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: api
          env:
            - name: JWT_SECRET
              value: "{{random:alnum:32:7039}}"
            - name: PORT
              value: "80"
)p"},
    {"jwt.secret*", R"p(
env:
  - name: AUTH_JWT_SIGNING_KEY
    value: {{random:alnum:32:7041}}
)p"},
    {"jwt.secret*", R"p(
consumers:
  - username: jack
    plugins:
      jwt-auth:
        key: user-key
        secret: {{random:alnum:24:7043}}
)p"},
    {"jwt.secret*", R"p(
<Location /api>
    AuthType Bearer
    AuthJWTSignatureAlgorithm hs256
    AuthJWTSignatureSharedSecret {{random:base64:44:7045}}
</Location>
)p"},
    {"jwt.secret*", R"p(
[Service]
Environment="JWT_SECRET={{random:alnum:32:7047}}"
ExecStart=/usr/bin/api
)p"},
    {"jwt.secret*", R"p(
variables:
  JWT_SECRET_KEY: "{{random:alnum:32:7049}}"
test:
  script: [pytest]
)p"},
    {"jwt.secret*", R"p(
provider:
  name: aws
  environment:
    JWT_SECRET: ${env:JWT_SECRET, '{{random:alnum:32:7051}}'}
)p"},
    {"jwt.secret*", R"p(
jwt {
  secret = "{{random:alnum:32:7053}}"
  secret = ${?JWT_SECRET}
  realm = "app"
}
)p"},
    {"jwt.secret*|framework*", R"p(
development:
  secret_key_base: {{random:hex:128:7055}}
)p"},
    {"jwt.secret*", R"p(
N8N_USER_MANAGEMENT_JWT_SECRET={{random:alnum:32:7057}}
)p"},
    {"jwt.secret*", R"p(
apiVersion: v1
kind: Secret
metadata:
  name: argocd-secret
stringData:
  server.secretkey: {{random:base64:44:7059}}
)p"},
    {"jwt.secret*", R"p(
token:
  header: Authorization
  secret: {{random:alnum:26:7061}}
  expireTime: 30
)p"},
    {"jwt.secret*", R"p(
{ "env": { "JWT_SECRET": "{{random:alnum:32:7063}}" }, "builds": [] }
)p"},
    {"jwt.secret*", R"p(
{ "scripts": { "dev": "JWT_SECRET={{random:alnum:32:7065}} nodemon index.js" } }
)p"},
    {"jwt.secret*", R"p(
<phpunit>
  <php>
    <env name="JWT_SECRET" value="{{random:alnum:32:7067}}"/>
  </php>
</phpunit>
)p"},
    {"jwt.secret*", R"p(
{ "containerDefinitions": [ { "environment": [ { "name": "JWT_SECRET", "value": "{{random:alnum:32:7069}}" } ] } ] }
)p"},
    {"jwt.secret*", R"p(
mercure {
    publisher_jwt {{random:alnum:32:7071}}
    subscriber_jwt {{random:alnum:32:7072}}
}
)p"},
    {"jwt.secret*", R"p(
apiVersion: v1
kind: Secret
data:
  jwt-secret: UEtfNzQ3MlZ4cThRQjlzTnZUNGtMbXc3
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
JWT_SECRET=
JWT_EXPIRES_IN=1d
JWT_ALGORITHM=HS256
JWT_COOKIE_NAME=token
)p"},
    {"", R"p(
JWT_SECRET_KEY=%kernel.project_dir%/config/jwt/private.pem
JWT_PUBLIC_KEY=%kernel.project_dir%/config/jwt/public.pem
)p"},
    {"", R"p(
services:
  api:
    environment:
      - JWT_SECRET=${JWT_SECRET}
      - JWT_SECRET_FILE=/run/secrets/jwt
      - JWT_AUDIENCE=api
    secrets: [jwt]
)p"},
    {"", R"p(
env:
  - name: JWT_SECRET
    valueFrom:
      secretKeyRef:
        name: api
        key: jwt-secret
)p"},
    {"", R"p(
jwt:
  existingSecret: my-secret
  existingSecretKey: jwt-key
  issuer: https://acme.com
  ttl: 3600
)p"},
    {"", R"p(
resource "random_password" "jwt" { length = 64 }
resource "aws_ssm_parameter" "jwt_secret" {
  name  = "/app/jwt_secret"
  type  = "SecureString"
  value = random_password.jwt.result
}
)p"},
    {"", R"p(
variable "jwt_secret" {
  type        = string
  description = "Secret used to sign JWTs"
  sensitive   = true
}
)p"},
    {"", R"p(
{ "Jwt": { "Issuer": "https://acme.com", "Audience": "api", "ExpireMinutes": 60, "KeyVaultSecretName": "jwt-key" } }
)p"},
    {"", R"p(
spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: https://idp.acme.com/realms/x
          jwk-set-uri: https://idp.acme.com/certs
          public-key-location: classpath:public.pem
)p"},
    {"", R"p(
env:
  JWT_SECRET: ${{ secrets.JWT_SECRET }}
  JWT_KEY_ID: 2021-01
)p"},
    {"", R"p(
jwt_secrets:
  - key: {{random:hex:32:7901}}
    algorithm: RS256
    rsa_public_key: "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----"
)p"},
    {"", R"p(
{ "jwt": { "secret": { "label": "JWT secret", "help": "The secret used to sign tokens" } }, "errors": { "jwtSecret": "Please enter a JWT secret" } }
)p"},
    {"", R"p(
components:
  securitySchemes:
    bearerAuth:
      type: http
      scheme: bearer
      bearerFormat: JWT
)p"},
    {"", R"p(
jwt_secret: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  38343733
)p"},
    {"", R"p(
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
spec:
  encryptedData:
    jwt-secret: AgBy{{random:base64:40:7903}}
)p"},
};

TEST(ProgramsOfConfig, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfConfig, AreQuietWhenRight) {
  for (const Program& one : kRight) EXPECT_THAT(RulesIn(one.text), ::testing::IsEmpty()) << one.text;
}

TEST(ProgramsOfConfig, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
