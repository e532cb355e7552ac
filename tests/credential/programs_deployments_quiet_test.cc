#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kRight[] = {
    {"", R"p(
JWT_SECRET=
JWT_EXPIRES_IN=1h
ACCESS_TOKEN_SECRET=<your secret here>
)p"},
    {"", R"p(
app.jwt.secret=${JWT_SECRET}
app.jwt.header=Authorization
app.jwt.token-prefix=Bearer
app.jwt.key-store=classpath:jwt.p12
app.jwt.key-alias=jwt
app.jwt.key-store-password=${KEYSTORE_PASSWORD}
)p"},
    {"", R"p(
jwt:
  secret: ENC(${JASYPT})
  private-key: classpath:certs/private.pem
  public-key: classpath:certs/public.pem
  token-type: Bearer
  issuer: https://id.example.com
)p"},
    {"", R"p(
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: auth}
spec:
  encryptedData:
    JWT_SECRET: AgB{{random:base64:300:12404}}
)p"},
    {"", R"p(
apiVersion: external-secrets.io/v1beta1
kind: ExternalSecret
spec:
  data:
    - secretKey: JWT_SECRET
      remoteRef: { key: prod/api, property: jwt_secret }
)p"},
    {"", R"p(
env:
  - name: JWT_SECRET
    valueFrom:
      secretKeyRef:
        name: api-secrets
        key: jwt-secret
  - name: JWT_ISSUER
    value: https://id.example.com
  - name: JWT_SECRET_FILE
    value: /var/run/secrets/jwt/secret
)p"},
    {"", R"p(
apiVersion: v1
kind: Secret
stringData:
  JWT_SECRET: {{ .Values.jwt.secret | default (randAlphaNum 48) | quote }}
)p"},
    {"", R"p(
jwt:
  existingSecret: ""
  existingSecretKey: jwt-secret
  secret: ""
  secretName: api-jwt
)p"},
    {"", R"p(
auth:
  # -- name of the secret that holds the JWT signing key
  jwtSecretName: gateway-jwt-signing-key
  jwtSecretKeyRef: signing-key
  jwtSecretVersion: latest
)p"},
    {"", R"p(
resource "google_secret_manager_secret" "jwt_secret" {
  secret_id = "jwt-signing-secret"
}
resource "aws_secretsmanager_secret" "jwt" {
  name = "prod/jwt_secret_key"
}
output "jwt_secret_arn" { value = aws_secretsmanager_secret.jwt.arn }
)p"},
    {"", R"p(
module "api" {
  source         = "./modules/api"
  jwt_secret     = var.jwt_secret
  jwt_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jwt-AbCdEf"
  jwt_key_id     = "alias/jwt-signing"
}
)p"},
    {"", R"p(
env:
  JWT_SECRET: ${{ secrets.JWT_SECRET }}
  JWT_PUBLIC_KEY: ${{ vars.JWT_PUBLIC_KEY }}
steps:
  - uses: actions/create-github-app-token@v1
    with:
      private-key: ${{ secrets.APP_PRIVATE_KEY }}
)p"},
    {"", R"p(
test:
  variables:
    JWT_SECRET: $CI_JWT_SECRET
    VAULT_AUTH_ROLE: api
  id_tokens:
    VAULT_ID_TOKEN: { aud: https://vault.example.com }
)p"},
    {"", R"p(
provider:
  environment:
    JWT_SECRET: ${ssm:/prod/jwt_secret~true}
    JWT_ISSUER: ${self:custom.issuer}
)p"},
    {"", R"p(
Resources:
  JwtSecret:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: jwt-secret
      GenerateSecretString: { PasswordLength: 64 }
  Fn:
    Properties:
      Environment:
        Variables:
          JWT_SECRET: !Sub '{{resolve:secretsmanager:${JwtSecret}}}'
)p"},
    {"", R"p(
<configuration><appSettings>
  <add key="JwtSecret" value="#{JwtSecret}#" />
  <add key="JwtIssuer" value="https://id.example.com" />
  <add key="as:AudienceId" value="{{random:hex:32:12405}}" />
</appSettings></configuration>
)p"},
    {"", R"p(
consumers:
  - username: mobile
    jwt_secrets:
      - key: https://tenant.example.com/
        algorithm: RS256
        rsa_public_key: |
          -----BEGIN PUBLIC KEY-----
          {{random:base64:64:12408}}
          -----END PUBLIC KEY-----
)p"},
    {"", R"p(
apiVersion: security.istio.io/v1
kind: RequestAuthentication
spec:
  jwtRules:
    - issuer: testing@secure.istio.io
      jwksUri: https://id.example.com/jwks.json
      forwardOriginalToken: true
      fromHeaders: [{name: x-jwt-assertion}]
)p"},
    {"", R"p(
location /api/ {
  auth_jwt "closed site" token=$cookie_auth_token;
  auth_jwt_key_file /etc/nginx/jwks.json;
  auth_jwt_type signed;
}
)p"},
    {"", R"p(
{
  "realm": "shop",
  "clients": [
    { "clientId": "backend", "clientAuthenticatorType": "client-secret", "secret": "**********" },
    { "clientId": "web", "publicClient": true },
    { "clientId": "svc", "secret": "${CLIENT_SECRET}" }
  ],
  "accessTokenLifespan": 300
}
)p"},
    {"", R"p(
components:
  securitySchemes:
    bearerAuth: { type: http, scheme: bearer, bearerFormat: JWT }
  schemas:
    Login:
      properties:
        access_token: { type: string, description: The JWT access token }
        token_key: { type: string }
)p"},
    {"", R"p(
{
  "properties": {
    "jwtSecret": { "type": "string", "title": "JWT secret", "description": "Secret that signs the tokens" },
    "jwt_key": { "$ref": "#/definitions/secretRef" },
    "signingKey": { "type": "string", "format": "password" }
  }
}
)p"},
    {"", R"p(
## Configuration
| Name | Meaning | Default |
|---|---|---|
| `JWT_SECRET` | secret that signs tokens | none, must be set |
| `jwt.key` | path of a PEM file | `/etc/app/jwt.pem` |
)p"},
    {"", R"p(
en:
  errors:
    jwt_secret: JWT secret is invalid
    token_secret: Enter the token secret
  labels:
    signing_key: Signing key
    jwt:
      key: Key
      secret: Secret
)p"},
    {"", R"p(
settings.jwt.secret=JWT secret
settings.jwt.secret.help=The secret with which tokens are signed. Keep it safe!
error.jwt.key=Unknown key
)p"},
    {"", R"p(
jwt.secret=Geheimnis
jwt.key=Schl\u00fcssel
jwt.secret.description=Der geheime Schl\u00fcssel f\u00fcr JWT
)p"},
    {"", R"p(
#!/bin/bash
JWT_SECRET="$(openssl rand -hex 32)"
export JWT_SECRET
JWT_KEY_FILE="${JWT_KEY_FILE:-/etc/app/jwt.key}"
: "${JWT_SECRET:?must be set}"
read -rsp "JWT secret: " jwt_secret
)p"},
    {"", R"p(
docker run -e JWT_SECRET="$JWT_SECRET" -e JWT_ISSUER=shop shop/api
kubectl create secret generic jwt-secret --from-file=key=./jwt.key
)p"},
    {"", R"p(
JWT_SECRET ?= $(shell openssl rand -base64 48)
JWT_KEY := $(CERT_DIR)/jwt.key
run: ; JWT_SECRET=$(JWT_SECRET) go run .
)p"},
    {"", R"p(
FROM node:20
ARG JWT_SECRET
ENV JWT_SECRET=$JWT_SECRET JWT_ALGORITHM=RS256
RUN --mount=type=secret,id=jwt_secret npm run build
)p"},
    {"", R"p(
api_jwt_secret: "{{ vault_api_jwt_secret }}"
api_jwt_key: "{{ lookup('env', 'JWT_KEY') }}"
api_jwt_secret_name: api-jwt
jwt_secret: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  {{random:hex:80:12409}}
)p"},
    {"", R"p(
JWT_SECRET={{ jwt_secret }}
JWT_KEY={{ lookup('hashi_vault', 'secret=jwt/data/key') }}
)p"},
    {"", R"p(
production:
  jwt_secret: <%= Rails.application.credentials.jwt_secret %>
  token_key: <%= ENV.fetch('TOKEN_KEY') %>
)p"},
    {"", R"p(
{
  "name": "api",
  "dependencies": { "jsonwebtoken": "^9.0.2", "passport-jwt": "^4.0.1", "@nestjs/jwt": "10.2.0" },
  "scripts": { "jwt:keys": "node scripts/generate-jwt-keys.js", "secret": "openssl rand -hex 32" }
}
)p"},
    {"", R"p(
github.com/golang-jwt/jwt/v5 v5.2.1 h1:{{random:base64:43:12410}}=
github.com/golang-jwt/jwt/v5 v5.2.1/go.mod h1:{{random:base64:43:12411}}=
)p"},
    {"", R"p(
jsonwebtoken@^9.0.0:
  version "9.0.2"
  resolved "https://registry.example.com/jsonwebtoken/-/jsonwebtoken-9.0.2.tgz#{{random:hex:40:12412}}"
  integrity sha512-{{random:base64:86:12413}}==
)p"},
    {"", R"p(
lexik_jwt_authentication:
    secret_key: '%env(resolve:JWT_SECRET_KEY)%'
    public_key: '%env(resolve:JWT_PUBLIC_KEY)%'
    pass_phrase: '%env(JWT_PASSPHRASE)%'
    token_ttl: 3600
)p"},
    {"", R"p(
security:
  oauth2:
    resource:
      jwt:
        key-uri: http://auth:9999/uaa/oauth/token_key
    client:
      client-id: web
jwt:
  key-pair: { alias: jwt, path: classpath:keystore.jks }
)p"},
    {"", R"p(
token:
  header: Authorization
  secret: ${TOKEN_SECRET:}
  expireTime: 30
  cacheKey: "login_tokens:"
)p"},
    {"", R"p(
cache:
  jwt_key_prefix: "jwt:blacklist:"
  token_key: user_token
  refresh_token_key: refresh
)p"},
    {"", R"p(
{ "rules": { "jwt/no-hardcoded-secret": "error", "no-secrets/no-secrets": ["error", { "ignoreContent": "^jwt" }] } }
)p"},
    {"", R"p(
{ "packageRules": [ { "matchPackageNames": ["jsonwebtoken", "jwt-key"], "groupName": "jwt secret libs" } ] }
)p"},
    {"", R"p(
Feature: tokens
  Scenario: weak secret is refused
    Given the JWT secret is not set
    When I request a token
    Then I see "jwt secret is missing"
)p"},
    {"", R"p(
[jwt]
key_file = /etc/app/jwt.key
secret_file = /run/secrets/jwt
algorithm = RS256
header_name = Authorization
issuer = shop
)p"},
    {"", R"p(
scrape_configs:
  - job_name: api
    authorization: { type: Bearer, credentials_file: /etc/prom/token }
    relabel_configs: [{ source_labels: [jwt_secret_age], target_label: jwt }]
)p"},
    {"", R"p(
[auth.jwt]
enabled = true
header_name = X-JWT-Assertion
username_claim = sub
jwk_set_file = /etc/grafana/jwks.json
key_file = /etc/grafana/key.pem
cache_ttl = 60m
)p"},
    {"", R"p(
http:
  middlewares:
    jwt:
      plugin:
        jwt: { secret: "env:JWT_SECRET", headerName: Authorization }
)p"},
    {"", R"p(
path "secret/data/jwt_secret" { capabilities = ["read"] }
auth "jwt" { oidc_discovery_url = "https://id.example.com" default_role = "ci" }
)p"},
    {"", R"p(
[Service]
EnvironmentFile=/etc/api/env
LoadCredential=jwt_secret:/etc/api/jwt_secret
Environment=JWT_SECRET_FILE=%d/jwt_secret
)p"},
    {"", R"p(
message TokenConfig {
  string jwt_secret = 1;
  string signing_key = 2; // key that signs the JWT
  bytes jwt_key = 3;
}
)p"},
};

}  // namespace


TEST(DeploymentsQuiet, CutShortDoNoHarm) {
  ReadCutShort(kRight);
}

TEST(DeploymentsQuiet, OfGoodKindAreQuiet) { ExpectQuiet(kRight); }

}  // namespace packrake
