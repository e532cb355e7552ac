#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
NODE_ENV=production
PORT=8080
MONGO_URI=mongodb://localhost/app
JWT_SECRET=monkey-{{random:alnum:12:12105}}
JWT_EXPIRE=30d
)p"},
    {"jwt.secret*", R"p(
export ACCESS_TOKEN_SECRET="{{random:hex:64:12106}}"
export REFRESH_TOKEN_SECRET="{{random:hex:64:12107}}"
)p"},
    {"jwt.secret*", R"p(
spring.datasource.url=jdbc:h2:mem:test
app.jwtSecret=bezKoder{{random:alnum:10:12108}}
app.jwtExpirationMs=86400000
)p"},
    {"jwt.secret*", R"p(
application:
  security:
    jwt:
      secret-key: {{random:hex:64:12109}}
      expiration: 86400000
      refresh-token:
        expiration: 604800000
)p"},
    {"jwt.secret*", R"p(
token:
  header: Authorization
  secret: {{random:alnum:26:12110}}
  expireTime: 30
)p"},
    {"jwt.secret*", R"p(
jhipster:
  security:
    authentication:
      jwt:
        base64-secret: {{random:base64:86:12111}}==
        token-validity-in-seconds: 86400
)p"},
    {"jwt.secret*", R"p(
[micronaut.security.token.jwt.signatures.secret.generator]
secret = "{{random:alnum:36:12112}}"
jws-algorithm = "HS256"
)p"},
    {"jwt.secret*", R"p(
{
  "ConnectionStrings": { "Default": "Data Source=app.db" },
  "JwtSettings": {
    "Issuer": "shop",
    "Audience": "shop-web",
    "SecretKey": "{{random:alnum:40:12113}}",
    "ExpirationInMinutes": 60
  }
}
)p"},
    {"jwt.secret*", R"p(
{
  "Authentication": {
    "Schemes": {
      "Bearer": {
        "ValidAudiences": ["http://localhost:5000"],
        "SigningKeys": [{ "Id": "1", "Issuer": "local", "Value": "{{random:base64:43:12114}}=", "Length": 32 }]
      }
    }
  }
}
)p"},
    {"jwt.secret*", R"p(
<configuration>
  <appSettings>
    <add key="as:AudienceId" value="{{random:hex:32:12115}}" />
    <add key="as:AudienceSecret" value="{{random:base64url:43:12116}}" />
  </appSettings>
</configuration>
)p"},
    {"jwt.secret*", R"p(
<configuration><appSettings>
  <add value="{{random:alnum:30:12117}}" key="JwtSigningKey"/>
</appSettings></configuration>
)p"},
    {"jwt.secret*", R"p(
version: "3.8"
services:
  gateway:
    image: example/gateway:1.4
    environment:
      - SPRING_PROFILES_ACTIVE=prod
      - JWT_SECRET={{random:alnum:32:12119}}
    ports: ["8080:8080"]
)p"},
    {"jwt.secret*", R"p(
services:
  onlyoffice:
    image: onlyoffice/documentserver
    environment:
      JWT_ENABLED: "true"
      JWT_SECRET: "{{random:alnum:24:12120}}"
      JWT_HEADER: Authorization
)p"},
    {"jwt.secret*", R"p(
FROM node:18-alpine
ENV NODE_ENV=production JWT_SECRET={{random:alnum:20:12121}}
WORKDIR /app
CMD ["node", "server.js"]
)p"},
    {"jwt.secret*", R"p(
apiVersion: v1
kind: Secret
metadata:
  name: api-secrets
type: Opaque
stringData:
  jwt-secret: {{random:alnum:30:12122}}
  db-user: shop
)p"},
    {"jwt.secret*", R"p(
apiVersion: v1
kind: Secret
metadata: {name: auth}
data:
  JWT_SIGNING_KEY: c3VwZXItc2VjcmV0LXNpZ25pbmcta2V5LWZvci1hY21l
)p"},
    {"jwt.secret*", R"p(
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: api
          image: shop/api:2
          env:
            - name: JWT_SECRET
              value: "{{random:alnum:28:12123}}"
            - name: LOG_LEVEL
              value: debug
)p"},
    {"jwt.secret*", R"p(
apiVersion: v1
kind: ConfigMap
metadata:
  name: api
data:
  application.properties: |
    server.port=8080
    jwt.secret={{random:alnum:28:12124}}
    jwt.ttl=3600
)p"},
    {"jwt.secret*", R"p(
auth:
  jwt:
    issuer: https://id.example.com
    signingKey: "{{random:alnum:32:12125}}"
resources: {}
)p"},
    {"jwt.secret*", R"p(
resource "aws_lambda_function" "api" {
  function_name = "api"
  environment {
    variables = {
      STAGE      = "prod"
      JWT_SECRET = "{{random:alnum:33:12126}}"
    }
  }
}
)p"},
    {"jwt.secret*", R"p(
variable "jwt_signing_secret" {
  type    = string
  default = "{{random:alnum:27:12127}}"
}
)p"},
    {"jwt.secret*", R"p(
name: ci
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env:
      DATABASE_URL: postgres://localhost/test
      JWT_SECRET: {{random:alnum:25:12128}}
    steps:
      - run: npm test
)p"},
    {"jwt.secret*", R"p(
jobs:
  e2e:
    steps:
      - name: write env
        run: |
          echo "JWT_SECRET={{random:alnum:25:12129}}" >> .env
          npm run e2e
)p"},
    {"jwt.secret*", R"p(
provider:
  name: aws
  environment:
    JWT_SECRET: ${env:JWT_SECRET, '{{random:alnum:20:12130}}'}
)p"},
    {"jwt.secret*", R"p(
[auth]
site_url = "http://localhost:3000"
jwt_expiry = 3600
jwt_secret = "{{random:alnum:42:12131}}"
)p"},
    {"jwt.secret*", R"p(
[oauth2]
ENABLED = true
JWT_SECRET = {{random:base64url:43:12132}}
)p"},
    {"jwt.secret*", R"p(
{
  "port": 3000,
  "auth": { "jwt": { "secret": "{{random:alnum:18:12133}}", "expiresIn": "1h" } }
}
)p"},
    {"jwt.secret*", R"p(
{
  // used by feathers
  authentication: {
    entity: 'user',
    secret: '{{random:base64:28:12134}}',
    authStrategies: ['jwt', 'local'],
    jwtOptions: { header: { typ: 'access' }, audience: 'https://yourdomain.com', algorithm: 'HS256', expiresIn: '1d' },
  },
}
)p"},
    {"jwt.secret*", R"p(
services:
  graphql-engine:
    environment:
      HASURA_GRAPHQL_JWT_SECRET: '{"type":"HS256","key":"{{random:alnum:40:12135}}"}'
)p"},
    {"jwt.secret*", R"p(
_format_version: "3.0"
consumers:
  - username: mobile
    jwt_secrets:
      - key: mobile-iss
        algorithm: HS256
        secret: {{random:alnum:32:12136}}
)p"},
    {"jwt.secret*", R"p(
db-uri = "postgres://authenticator@localhost/app"
db-anon-role = "anon"
jwt-secret = "{{random:alnum:32:12137}}"
)p"},
    {"jwt.secret*", R"p(
nacos.core.auth.enabled=true
nacos.core.auth.plugin.nacos.token.secret.key={{random:base64:60:12140}}
)p"},
    {"jwt.secret*", R"p(
port: 7880
keys:
  APIabc123def: {{random:alnum:44:12141}}
rtc:
  udp_port: 7882
)p"},
    {"jwt.secret*", R"p(
MERCURE_PUBLISHER_JWT_KEY={{random:alnum:36:12142}}
MERCURE_SUBSCRIBER_JWT_KEY={{random:alnum:36:12143}}
)p"},
    {"jwt.secret*", R"p(
JWT_SECRET_KEY=%kernel.project_dir%/config/jwt/private.pem
JWT_PUBLIC_KEY=%kernel.project_dir%/config/jwt/public.pem
JWT_PASSPHRASE={{random:hex:64:12144}}
)p"},
    {"jwt.secret*", R"p(
jwt:
  signing-key: {{random:alnum:36:12145}}
  expires-time: 7d
  buffer-time: 1d
  issuer: qmPlus
)p"},
    {"jwt.secret*", R"p(
Name: user-api
Host: 0.0.0.0
Port: 8888
Auth:
  AccessSecret: {{random:alnum:24:12146}}
  AccessExpire: 86400
)p"},
    {"jwt.secret*", R"p(
FEATURE_FLAGS = {"EMBEDDED_SUPERSET": True}
GUEST_ROLE_NAME = "Public"
GUEST_TOKEN_JWT_SECRET = "{{random:alnum:24:12147}}"
GUEST_TOKEN_JWT_ALGO = "HS256"
)p"},
    {"jwt.secret*", R"p(
<?php
define('DB_NAME', 'wp');
define('JWT_AUTH_SECRET_KEY', '{{random:alnum:50:12148}}');
define('JWT_AUTH_CORS_ENABLE', true);
)p"},
    {"framework*|jwt.secret*", R"p(
development:
  secret_key_base: {{random:hex:128:12149}}
production:
  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>
)p"},
    {"framework*|jwt.secret*", R"p(
import Config
config :shop, ShopWeb.Endpoint,
  url: [host: "example.com"],
  secret_key_base: "{{random:base64:64:12150}}"
)p"},
    {"jwt.secret*", R"p(
api_port: 8080
api_jwt_secret: "{{random:alnum:31:12151}}"
api_user: shop
)p"},
    {"jwt.secret*", R"p(
PORT={{ api_port }}
JWT_SECRET={{random:alnum:29:12152}}
DB_HOST={{ db_host | default('localhost') }}
)p"},
    {"jwt.secret*", R"p(
[auth]
jwt_secret = {{ jwt_secret | default('{{random:alnum:21:12153}}') }}
)p"},
    {"jwt.secret*", R"p(
production:
  jwt_secret: <%= ENV['JWT_SECRET'] || '{{random:alnum:21:12154}}' %>
)p"},
    {"jwt.secret*", R"p(
consumers:
  - username: jack
    plugins:
      jwt-auth:
        key: user-key
        secret: {{random:alnum:26:12155}}
)p"},
    {"jwt.secret*", R"p(
{
  "name": "local",
  "values": [
    { "key": "base_url", "value": "http://localhost:3000", "enabled": true },
    { "key": "jwt_secret", "value": "{{random:alnum:30:12156}}", "enabled": true }
  ]
}
)p"},
    {"jwt.secret*", R"p(
[Service]
ExecStart=/usr/bin/api
Environment="JWT_SECRET={{random:alnum:30:12157}}"
Restart=always
)p"},
    {"jwt.secret*", R"p(
#!/bin/sh
docker run -d --name api -e JWT_SECRET={{random:alnum:23:12158}} -p 80:80 shop/api
)p"},
    {"jwt.secret*", R"p(
$env:JWT_SECRET = "{{random:alnum:23:12159}}"
dotnet run --project Api
)p"},
    {"jwt.secret*", R"p(
ALTER DATABASE postgres SET "app.settings.jwt_secret" TO '{{random:alnum:40:12160}}';
)p"},
    {"jwt.secret*", R"p(
{ "name": "api", "env": { "JWT_SECRET": { "description": "signing secret", "value": "{{random:alnum:26:12161}}" } } }
)p"},
};

}  // namespace

TEST(Deployments, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
}

TEST(Deployments, AreSeen) { ExpectSeen(kWrong); }

}  // namespace packrake
