#include <gtest/gtest.h>

#include "credential/programs.h"

// Secrets that shells and tools are given on a command line, wherever a repository keeps the line: scripts, manifests of
// packages, playbooks, documents; and lines that only look so.
namespace packrake {
namespace {

constexpr Program kGiven[] = {
    {"jwt.secret.fallback", R"p(
#!/bin/sh
: "${SHOP_JWT_SECRET:={{random:alnum:30:9701}}}"
exec /srv/shop serve
)p"},
    {"jwt.secret.fallback", R"p(
docker run -p 80:80 -e "JWT_SIGNING_KEY=${JWT_SIGNING_KEY:-{{random:hex:48:9702}}}" shop/api
)p"},
    {"jwt.secret.config", R"p(
exec java -Xmx512m -Dshop.jwt.secret={{random:hex:64:9703}} -jar /srv/shop.jar
)p"},
    {"jwt.secret.config", R"p(
{
  "name": "orders",
  "scripts": {
    "dev": "cross-env PORT=4000 ORDERS_JWT_SECRET={{random:alnum:26:9704}} nodemon src/index.ts"
  }
}
)p"},
    {"jwt.secret.config", R"p(
- ansible.builtin.lineinfile:
    dest: /etc/default/orders
    line: 'REFRESH_TOKEN_SECRET={{random:alnum:36:9705}}'
)p"},
    {"jwt.secret.config", R"p(
$ENV:ORDERS_JWT_KEY = "{{random:alnum:36:9706}}"
Start-Service orders
)p"},
    {"jwt.secret.config", R"p(
set -Ux ORDERS_JWT_SECRET {{random:alnum:36:9707}}
)p"},
    {"jwt.secret.config", R"p(
setenv ORDERS_JWT_SECRET {{random:alnum:36:9708}}
)p"},
    {"jwt.secret.config", R"p(
setx REFRESH_TOKEN_SECRET "{{random:alnum:20:9709}}"
)p"},
    {"jwt.secret.config", R"p(
gh secret set ORDERS_JWT_SECRET --body "{{random:hex:40:9710}}" --repo shop/orders
)p"},
    {"jwt.secret.config", R"p(
az keyvault secret set --vault-name kv-shop --name orders-jwt-secret --value "{{random:alnum:30:9711}}"
)p"},
    {"jwt.secret.config", R"p(
aws secretsmanager create-secret --name shop/orders/jwt-signing-key --secret-string {{random:hex:64:9712}}
)p"},
    {"jwt.secret.config", R"p(
dotnet user-secrets set "Authentication:Jwt:SigningKey" "{{random:alnum:34:9713}}"
)p"},
    {"jwt.secret.config", R"p(
token=$(jwt encode --alg HS512 -S '{{random:alnum:25:9714}}' --sub smoke)
)p"},
    {"jwt.secret.config", R"p(
./orders -listen :8080 -jwt-secret {{random:alnum:32:9715}} -v
)p"},
    {"jwt.secret.config", R"p(
# Running it

Give the server `ORDERS_JWT_SECRET={{random:alnum:24:9716}}` and it starts:

```sh
./orders serve
```
)p"},
};

constexpr Program kNotGiven[] = {
    {"", R"p(
#!/bin/sh
: "${SHOP_JWT_SECRET:?is not set}"
: "${SHOP_JWT_SECRET_FILE:=/run/secrets/jwt}"
JWT_SIGNING_KEY=${JWT_SIGNING_KEY:-$(openssl rand -hex 32)}
: "${JWT_ALGORITHM:=HS256}"
)p"},
    {"", R"p(
exec java -Dshop.jwt.secret="$JWT_SECRET" -Dshop.jwt.issuer=shop -Djwt.keystore=/etc/shop/jwt.jks -jar /srv/shop.jar
)p"},
    {"", R"p(
{
  "name": "orders",
  "scripts": {
    "dev": "cross-env JWT_SECRET=$ORDERS_JWT_SECRET nodemon src/index.ts",
    "check": "test -n \"$JWT_SECRET\" || echo 'JWT_SECRET=... is missing'",
    "secret": "node scripts/new-jwt-secret.js"
  }
}
)p"},
    {"", R"p(
gh secret set ORDERS_JWT_SECRET --body "$ORDERS_JWT_SECRET" --repo shop/orders
gh secret set ORDERS_JWT_SECRET < secret.txt
az keyvault secret set --name orders-jwt-secret --value $(openssl rand -hex 32)
az keyvault secret show --name orders-jwt-secret --query value -o tsv
aws ssm put-parameter --name /shop/jwt-secret --type SecureString --value "file://jwt-secret.txt"
aws ssm put-parameter --name /shop/jwt-issuer --type String --value "orders-issuer-of-the-shop-2026"
dotnet user-secrets set "Jwt:Issuer" "orders-issuer-of-the-shop-2026"
)p"},
    {"", R"p(
token=$(jwt encode --alg RS256 --secret @/etc/shop/jwt.pem --sub smoke)
token=$(jwt encode --secret "$JWT_SECRET" --sub smoke)
jwt decode --help | grep -- -S
)p"},
    {"", R"p(
$env:ORDERS_JWT_KEY = $cfg.JwtKey
set -gx JWT_SECRET (cat ~/.config/orders/jwt)
setx JWT_SECRET_FILE "C:\orders\jwt.txt"
jwt_key() { vault kv get -field=jwt_key "shop/$1"; }
)p"},
    {"", R"p(
# Settings

Set `JWT_SECRET=<a long random string>`, or `JWT_SECRET=$(openssl rand -hex 32)`; `JWT_ALGORITHM=HS256` is the default.

```sh
./orders serve
```
)p"},
};

TEST(Commands, SecretsThatTheyAreGivenAreTold) { ExpectTold(kGiven); }
TEST(Commands, ReferencesAndNamesAreQuiet) { ExpectQuiet(kNotGiven); }
TEST(Commands, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kGiven);
  ReadCutShort(kNotGiven);
}

}  // namespace
}  // namespace packrake
