#include <gtest/gtest.h>

#include "credential/programs.h"

// What was missed or wrongly told of the settings that ten companies' engineers would keep, written anew: databases,
// gateways, servers of applications, templates, the shell; and beside each its right twin.
namespace packrake {
namespace {

constexpr Program kSecrets[] = {
    // SQL in small letters, as most people write it
    {"jwt.secret.config", R"p(
create schema if not exists api;
create table if not exists api.account (
  id bigint generated always as identity primary key,
  mail text not null
);
create or replace function api.touch() returns void language plpgsql as $$
begin
  update api.account set seen = now();
  perform api.note('seen');
end;
$$;
alter database shop set "app.jwt_secret" to '{{random:alnum:40:9501}}';
)p"},
    {"jwt.secret.config", R"p(
create table settings (key text primary key, value text);
create or replace function first() returns int as $$ begin return 1; end; $$ language plpgsql;
insert into settings (key, value) values ('jwt_refresh_secret', '{{random:hex:48:9502}}');
)p"},
    {"jwt.secret.call", R"p(
create extension if not exists pgjwt;
create or replace function api.login(mail text, pass text) returns text as $$
declare
  made text;
begin
  perform api.check(mail, pass);
  select sign(row_to_json(r), '{{random:alnum:32:9503}}', 'HS256') into made from (select mail as sub) r;
  return made;
end;
$$ language plpgsql;
)p"},
    // XML whose values stand in other elements, or on other lines, than their names
    {"jwt.secret.config", R"p(
<changeSet id="7" author="kai">
  <insert tableName="preference">
    <column name="pref_key" value="portal.jwt.secret"/>
    <column name="pref_value" value="{{random:alnum:40:9504}}"/>
  </insert>
</changeSet>
)p"},
    {"jwt.secret.config", R"p(
<appSettings>
  <add
    key="JwtSigningKey"
    value="{{random:alnum:24:9505}}" />
</appSettings>
)p"},
    {"jwt.secret.config", R"p(
<inbound>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <issuer-signing-keys>
      <key>{{random:base64:44:9506}}</key>
    </issuer-signing-keys>
  </validate-jwt>
</inbound>
)p"},
    {"jwt.secret.config", R"p(
<server>
  <jwtBuilder id="orders" signatureAlgorithm="HS256" sharedKey="{xor}{{random:alnum:20:9507}}="/>
</server>
)p"},
    // products
    {"jwt.secret.config", R"p(
location ~ \.php$ {
    fastcgi_pass unix:/run/php/fpm.sock;
    fastcgi_param JWT_SECRET "Ladies-{{random:alnum:12:9508}}";
}
)p"},
    {"jwt.secret.config", R"p(
local openidc = require("resty.openidc")
local options = {
  client_id = "shop",
  symmetric_key = "{{random:alnum:32:9509}}",
}
local token, err = openidc.bearer_jwt_verify(options)
)p"},
    {"jwt.secret.config", R"p(
config:
  dynamic:
    on_behalf_of:
      enabled: true
      signing_key: "{{random:alnum:64:9510}}"
)p"},
    {"jwt.secret.config", R"p(
- task: AzureRmWebAppDeployment@4
  inputs:
    AppSettings: '-Jwt__SigningKey {{random:alnum:32:9512}} -Jwt__Audience shop'
)p"},
    // what templates fall back on, and what the shell writes to a file
    {"jwt.secret.fallback", R"p(
template {
  data = <<EOH
JWT_SECRET={{ or (env "SHOP_JWT") "{{random:alnum:24:9513}}" }}
EOH
}
)p"},
    {"jwt.secret.fallback", R"p(
ACCESS_TOKEN_SECRET={{ keyOrDefault "shop/ats" "{{random:alnum:24:9514}}" }}
)p"},
    {"jwt.secret.config", R"p(
mkdir -p /var/lib/eth
echo -n "{{random:hex:64:9515}}" > /var/lib/eth/jwtsecret
)p"},
};

constexpr Program kQuietSecrets[] = {
    {"", R"p(
create table settings (key text primary key, value text);
create or replace function secret() returns text as $$ select current_setting('app.jwt_secret'); $$ language sql;
alter database shop set "app.jwt_exp" to '3600';
insert into settings (key, value) values ('jwt_issuer', 'https://id.example.org');
)p"},
    {"", R"p(
<insert tableName="preference">
  <column name="pref_key" value="portal.jwt.secret"/>
</insert>
<insert tableName="preference">
  <column name="pref_value" value="Community portal of the town"/>
</insert>
)p"},
    {"", R"p(
<inbound>
  <validate-jwt header-name="Authorization" require-expiration-time="true" require-signed-tokens="true">
    <issuer-signing-keys>
      <key>{{shop-jwt-signing-key}}</key>
      <key certificate-id="shop" />
    </issuer-signing-keys>
  </validate-jwt>
  <set-header name="X-User" exists-action="override">
    <value>@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt()?.Subject)</value>
  </set-header>
</inbound>
)p"},
    {"", R"p(
<server>
  <jwtBuilder id="orders" signatureAlgorithm="HS256" sharedKey="{aes}{{random:alnum:44:9520}}"/>
  <openidConnectClient id="partner" signatureAlgorithm="RS256"/>
</server>
)p"},
    {"", R"p(
theme:
  token:
    color:
      key: {value: "#1a2b3c", type: color}
      accessKey: {value: "#fed", type: color}
)p"},
    {"", R"p(
{
  "type": "object",
  "properties": {
    "jwtSecretRef": {
      "type": "object",
      "properties": {
        "name": {"type": "string", "default": "shop-jwt"},
        "key": {"type": "string", "default": "jwt_signing"}
      }
    }
  }
}
)p"},
    {"", R"p(
JWT_SECRET={{ or (env "SHOP_JWT") (key "shop/jwt") }}
echo -n "$JWT_SECRET" > /var/lib/eth/jwtsecret
)p"},
};

constexpr Program kMisuse[] = {
    {"jwt.misuse.no-verify", R"p(
<inbound>
  <validate-jwt header-name="Authorization"
                require-scheme="Bearer"
                require-signed-tokens="false">
    <openid-config url="https://id.example.org/.well-known/openid-configuration" />
  </validate-jwt>
</inbound>
)p"},
    {"jwt.misuse.no-expiry", R"p(
<validate-jwt header-name="Authorization" require-expiration-time="false">
</validate-jwt>
)p"},
    {"jwt.misuse.alg-none", R"p(
<server>
  <feature>mpJwt-2.1</feature>
  <jwtBuilder id="orders" issuer="https://shop.example.org"/>
  <openidConnectClient id="partner"
      clientId="orders"
      signatureAlgorithm="none"/>
</server>
)p"},
    {"jwt.misuse.no-verify", R"p(
plugins:
- name: openid-connect
  config:
    issuer: https://id.example.org
    verify_signature: false
)p"},
    {"jwt.misuse.no-expiry", R"p(
plugins:
- name: openid-connect
  config:
    issuer: https://id.example.org
    verify_claims: false
)p"},
    {"jwt.misuse.broad-audience", R"p(
kind: RequestAuthentication
spec:
  jwtRules:
  - issuer: "https://id.example.org"
    audiences: ["*"]
)p"},
    {"jwt.misuse.no-verify", R"p(
http_filters:
- name: envoy.filters.http.jwt_authn
  typed_config:
    "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
    rules:
    - match: { prefix: / }
      requires:
        requires_any:
          requirements:
          - provider_name: staff
          - allow_missing_or_failed: {}
)p"},
    {"jwt.misuse.no-verify", R"p(
shop.example.org {
	jwtauth {
		jwk_url https://id.example.org/jwks
		skip_verification
	}
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
frontend web
    http-request set-var(txn.a) http_auth_bearer,jwt_header_query('$.alg')
    http-request deny unless { http_auth_bearer,jwt_verify(txn.a,"/etc/haproxy/id.pem") 1 }
)p"},
    {"jwt.misuse.no-verify", R"p(
VirtualHost "meet.example.org"
    authentication = "token"
    app_id = "shop"
    allow_empty_token = true
)p"},
    {"jwt.misuse.token-in-url", R"p(
location /old {
    return 302 https://old.example.org/enter?jwt=$cookie_session_jwt;
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
location /live/ {
    proxy_pass http://live/socket?room=1&access_token=$cookie_access_token;
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
location = /enter {
    auth_request_set $fresh $upstream_http_x_token;
    add_header Set-Cookie "access_token=$fresh; Path=/; Secure";
}
)p"},
    {"jwt.misuse.no-verify", R"p(
location /new {
    access_by_lua_block {
        local seen = jwt:verify(KEY, ngx.var.arg_t)
        if not seen.verified then return ngx.exit(401) end
    }
}
location /old {
    access_by_lua_block {
        local seen = jwt:load_jwt(ngx.var.arg_t)
        ngx.req.set_header("X-User", seen.payload.sub)
    }
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
$reply = Invoke-RestMethod -Uri https://id.example.org/token
$token = $reply.access_token
Write-Host "signed in: $($reply.access_token)"
)p"},
};

constexpr Program kHints[] = {
    {"jwt.misuse.no-verify", R"p(
[auth]
jwt_secret = "env(SHOP_JWT_SECRET)"
[functions.paid]
verify_jwt = false
)p"},
    {"jwt.misuse.long-life", R"p(
smallrye.jwt.sign.key={{random:alnum:40:9530}}
smallrye.jwt.new-token.lifespan=31536000
)p"},
    {"jwt.misuse.long-life", R"p(
JWT_SECRET={{random:alnum:40:9531}}
JWT_ALGO=HS256
JWT_TTL=525600
)p"},
};

constexpr Program kQuietUse[] = {
    {"", R"p(
plugins:
- name: openid-connect
  config:
    issuer: https://id.example.org
    verify_signature: true
    verify_claims: true
)p"},
    {"", R"p(
frontend web
    http-request set-var(txn.a) http_auth_bearer,jwt_header_query('$.alg')
    http-request deny unless { var(txn.a) -m str ES256 }
    http-request deny unless { http_auth_bearer,jwt_verify(txn.a,"/etc/haproxy/id.pem") 1 }
)p"},
    {"", R"p(
shop.example.org {
	jwtauth {
		jwk_url https://id.example.org/jwks
		# skip_verification
	}
}
)p"},
    {"", R"p(
location = /enter {
    auth_request_set $fresh $upstream_http_x_token;
    add_header Set-Cookie "access_token=$fresh; Path=/; Secure; HttpOnly; SameSite=Lax";
    return 302 https://shop.example.org/?next=$arg_next;
}
)p"},
    {"", R"p(
location /new {
    access_by_lua_block {
        local seen = jwt:load_jwt(ngx.var.arg_t)
        local good = jwt:verify_jwt_obj(KEY, seen)
        if not good.verified then return ngx.exit(401) end
    }
}
)p"},
    {"", R"p(
JWT=$(make_token)
echo "made a token of ${#JWT} bytes, ${JWT:0:6}…"
echo "it ends in ${JWT: -4}"
)p"},
    {"", R"p(
$token = New-ServiceToken -Subject deploy
Write-Host "got a token of $($token.Length) characters"
Write-Host "it begins with $($token.Substring(0, 6))"
)p"},
    {"", R"p(
smallrye.jwt.new-token.lifespan=900
)p"},
};

}  // namespace

TEST(JudgedConfig, SecretsAreTold) { ExpectTold(kSecrets); }
TEST(JudgedConfig, WhatIsNoSecretIsQuiet) { ExpectQuiet(kQuietSecrets); }
TEST(JudgedConfig, UnsafeSwitchesAreTold) { ExpectTold(kMisuse); }
TEST(JudgedConfig, WhatMayBeMeantIsHinted) { ExpectSeen(kHints); }
TEST(JudgedConfig, SafeSwitchesAreQuiet) { ExpectQuiet(kQuietUse); }

// Airflow's, which no word for tokens stands beside.
TEST(JudgedConfig, TheKeyOfAirflowsServersIsTold) {
  const auto events = EventsIn(R"p(
[core]
dags_folder = /srv/airflow/dags
[api]
secret_key = {{random:alnum:32:9511}}
)p");
  ASSERT_EQ(events.size(), 1);
  EXPECT_EQ(events[0].rule, "jwt.secret.config");
}

// What HAProxy checks with, and openssl signs with, is as sure as what a call is given.
TEST(JudgedConfig, WhatAToolSignsWithIsCritical) {
  for (const char* text : {R"p(
http-request deny unless { http_auth_bearer,jwt_verify(txn.alg,"shop-{{random:alnum:6:9532}}") 1 }
)p",
                           R"p(
head='{"alg":"HS256"}'
sign=$(printf '%s' "$head.$body" | openssl dgst -sha256 -hmac "shop-{{random:alnum:6:9533}}" -binary)
)p"}) {
    const auto events = EventsIn(text);
    ASSERT_EQ(events.size(), 1) << text;
    EXPECT_EQ(events[0].severity, Severity::kCritical) << text;
  }
}

TEST(JudgedConfig, CutShortDoNoHarm) {
  ReadCutShort(kSecrets);
  ReadCutShort(kQuietSecrets);
  ReadCutShort(kMisuse);
  ReadCutShort(kQuietUse);
}

}  // namespace packrake
