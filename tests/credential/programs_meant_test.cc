#include "credential/programs.h"

// What histories of auth servers, clients and dashboards have that looks unsafe and is meant so, or is something else;
// and beside it what differs in the one thing that matters.
namespace packrake {
namespace {

constexpr Program kQuiet[] = {
    // what one caller gives a function is not what another's call returns
    {"", R"p(
def text_or(value, default=None):
    if value == "":
        return default
    return value

class ServerConfig(object):
    SECRET_KEY: str = text_or(ini["server"]["SECRET_KEY"]) or generate_key()
    S3_STYLE: str = text_or(ini["uploads"]["S3_STYLE"], default="auto")
    DEFAULT_LANG: str = text_or(ini["i18n"]["DEFAULT_LANG"], default="en_US")
)p"},
    // one of several keys
    {"", R"p(
import random
from authlib.jose import jwt

def encode(alg, payload, key):
    header = {"alg": alg}
    if "keys" in key:
        key = random.choice(key["keys"])
        header["kid"] = key["kid"]
    return jwt.encode(header, payload, key)
)p"},
    // a dictionary's update, below a name that speaks of tokens and passwords
    {"", R"p(
class Mutation(graphene.Mutation):
    @classmethod
    def Field(cls, *args, **kwargs):
        if jwt_settings.JWT_AUTH_TOKEN_WITH_PASSWORD:
            cls._meta.arguments.update({
                get_user_model().USERNAME_FIELD: graphene.String(required=True),
                'password': graphene.String(required=True),
            })
        return super().Field(*args, **kwargs)
)p"},
    // a header that an interface's description has
    {"", R"p({
  "responses": {
    "200": {
      "headers": {
        "Set-Cookie": {
          "description": "The authorization cookie",
          "schema": { "type": "string", "example": "auth=0; Path=/" }
        }
      }
    }
  }
})p"},
    // what a protocol calls it
    {"", R"p(
using Microsoft.IdentityModel.Tokens;
public class RefreshTokenHandler {
    public void Handle(Context context) {
        context.Logger.LogInformation("The token request lacks {Parameter}.", Parameters.RefreshToken);
    }
}
)p"},
    // options of a server that looks at the claims itself
    {"", R"p(
public class ServerOptions {
    public TokenValidationParameters Parameters { get; } = new TokenValidationParameters {
        ClockSkew = TimeSpan.Zero,
        // Note: audience and lifetime are manually validated by the server itself.
        ValidateAudience = false,
        ValidateLifetime = false
    };
}
)p"},
    // a client of somebody's service, which got the token itself
    {"", R"p(
package tesla

import (
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/oauth2"
)

func NewIdentity(token *oauth2.Token) (oauth2.TokenSource, error) {
	var claims jwt.RegisteredClaims
	parser := jwt.NewParser(jwt.WithoutClaimsValidation())
	if _, _, err := parser.ParseUnverified(token.AccessToken, &claims); err != nil {
		return nil, err
	}
	return regionOf(claims.Audience), nil
}
)p"},
    // a link's token, by the function's name
    {"", R"p(
export async function resetPassword(email, newPassword, token) {
  console.log(email, token)
  return login.update(email, newPassword)
}
)p"},
    // a code of OAuth
    {"", R"p(
const login = (provider, code) =>
  fetch(`${api}/auth/oidc/callback/${provider}?token=${code}`, { headers: { authorization: bearer(jwt) } })
)p"},
    // what a driver fills in, what a row is called, and a type
    {"", R"p(
const { Strategy } = require('passport-jwt')
const options = {}
options.secretOrKey = 'set by driver'
)p"},
    {"", R"p(
const (
	JwtPrivateKey = "jwt_private_key"
)
)p"},
    {"", R"p(
#Deploy: {
	jwt_secret: dagger.#Secret
}
)p"},
    // what a column, a variable of the environment, a claim is called
    {"", R"p(
pub const ATTR_DISPLAY_NAME: &str = "display_name";
pub const ATTR_JWS_ES256_PRIVATE_KEY: &str = "jws_es256_private_key";
pub const ATTR_LAST_MODIFIED: &str = "last_modified";
pub const ATTR_WG_TOKEN_SECRET: &str = "wg_token_secret";
pub const ATTR_USER_NAME: &str = "user_name";
)p"},
    {"", R"p(
const NAMES = {
  TOKEN_HASH_SECRET: 'token_hash_secret',
  EXPRESS_SESSION_SECRET: 'express_session_secret',
  JWT_AUTH_TOKEN_SECRET: 'jwt_auth_token_secret',
  JWT_REFRESH_TOKEN_SECRET: 'jwt_refresh_token_secret',
  JWT_ISSUER: 'jwt_issuer',
}
)p"},
    {"", R"p(
get_user_by_oidc_settings:
  jwt_verify: true
  jwt_email_key: preferred_username
  jwt_groups_key: groups
)p"},
    {"", R"p(
groups = decoded_access_token.get(config.get("get_user_by_oidc_settings.jwt_groups_key", "groups"))
)p"},
    // values that hold none: a file's path, a store's name, what is sealed
    {"", R"p(
services:
  app:
    environment:
      SECRET_KEY_BASE: /run/secrets/SECRET_KEY_BASE
      _APP_OPENSSL_KEY_V1: $$cap_encryption_key
)p"},
    {"", R"p({
  "_public_key": "0b",
  "secret_key_base": "EJ[1:{{random:base64:44:5}}:{{random:base64:32:6}}:{{random:base64:88:7}}]"
})p"},
    {"", R"p(
# See: https://docs.example.org/config/#app_key
APP_KEY=

# See: https://docs.example.org/config/#app_name
APP_NAME="Shop Prod"
)p"},
    {"", R"p(
pub const JWT_AUTH_DATA_KEY: &str = "::salvo::jwt_auth::auth_data";
pub const JWT_AUTH_TOKEN_KEY: &str = "::salvo::jwt_auth::auth_token";
)p"},
    {"", R"p(
<?php
class SimplifiedConfigParser {
    private const MAPPING = [
        'mercure_public_hub_url' => ['mercure', 'public_hub_url'],
        'mercure_jwt_secret' => ['mercure', 'jwt_secret'],
    ];
}
)p"},
    {"", R"p(
const kw = ["ECDH-ES", "ECDH-ES+A128KW"]
const jose = require('node-jose')
const wrap = (alg) => jwt.sign(payload, kw.indexOf(alg) < 0 ? key : kw[0])
)p"},
    {"", R"p(
Devise.setup do |config|
  # The secret key used by Devise. Devise will use the `secret_key_base`
  # as its `secret_key` by default.
  # config.secret_key = '{{random:hex:128:8}}'
end
)p"},
    {"", R"p(
const (
	JWTConfigKey ContextKey = "jwt.Config"
	cookieEncryptionPrivateKeySecretKey = "cookieEncryptionPrivateKey"
)
)p"},
    {"", R"p(
Devise.setup do |config|
  # The secret key used by Devise. Devise uses this key to generate
  # random tokens.
  # config.secret_key = '{{random:hex:128:9}}'
  config.secret_key = Shop::Hostdata.settings.secret_key_base
end
)p"},
    {"", R"p(
secret_key_base: 'rake secret'
SECRET_KEY_BASE: ::String
)p"},
    {"", R"p(
namespace :auth do
  task :show do
    puts "#{auth_token} set as auth token"
  end
end
)p"},
    {"", R"p(
class PulsarEventSource(ModelNormal):
    openapi_types = {
        'auth_token_secret': 'SecretKeySelector',
    }
)p"},
    {"", R"p(
executor:
  kubeConfig:
    # secretName: kubeconfig-secret
    # secretKey: kubeconfig
)p"},
    {"", R"p(
const theme = {
  components: {
    token: {
      actions: [
        <Button
          key="save"
          variant="transparent"
        />,
      ],
    },
  },
}
)p"},
    {"", R"p(
fn store() -> Store {
    Store { addr: "".to_string(), token_secret: "TURSO_DB_TOKEN".to_string(), local_addr: None }
}
)p"},
    // what programs say that are no servers, and tokens that open nothing
    {"", R"p(
public class Program {
    public static async Task Main(string[] args) {
        var result = await client.LoginAsync();
        Console.WriteLine($"access token: {result.AccessToken}");
    }
}
)p"},
    {"", R"p(
private void skip(JwtTokenizer in, String token) {
    throw new IllegalStateException("Unexpected token: " + token);
}
)p"},
    {"", R"p(
func (h *Handler) Handle(ctx context.Context, s *Session) error {
	token := path.Base(s.Request().URL.Path) // not a JWT
	h.Logger.Info("Handling ACME challenge", "hostname", s.Host, "token", token)
	return h.login(token)
}
)p"},
    {"", R"p(
class UserManager {
    async Task Notify(User user) {
        string token = await _manager.GenerateEmailConfirmationTokenAsync(user);
        string url = host + "/login?name=" + user.Name + "&token=" + WebUtility.UrlEncode(token);
        Send(user, "Dear " + user.Name + ", log in at " + url);
    }
}
)p"},
    {"", R"p(
const detect = () => console.log("Detection:", { requiresJwt, hasToken: !!accessToken })
)p"},
    // an answer's token, in every client's way
    {"", R"p(
import * as jose from 'jose'
class TokenSet {
  claims() { return jose.decodeJwt(this.id_token) }
}
export async function done(tokenEndpointResponse, existingSession, newTokenSet) {
  const user = jose.decodeJwt(tokenEndpointResponse.id_token)
  const sub = existingSession ? jose.decodeJwt(existingSession.id_token).sub : null
  return { user, sub, again: jose.decodeJwt(newTokenSet.id_token) }
}
)p"},
    {"", R"p(
package jwtauth

import "github.com/lestrrat-go/jwx/v2/jwt"

func (ja *JWTAuth) Decode(text string) (jwt.Token, error) {
	token, err := jwt.Parse([]byte(text), ja.verifier, jwt.WithValidate(false))
	if err != nil {
		return nil, err
	}
	return token, jwt.Validate(token, ja.options...)
}
)p"},
    // classes of errors, and the claims of a token
    {"", R"p(
class TrustedPublisherController < BaseController
  def verify_jwt
    raise UnverifiedJWT, "Issuer mismatch" unless @provider.issuer == @jwt["iss"]
    raise OIDC::UnverifiedJWT, "Invalid time"
  end
end
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken')
jwt.verify(token, process.env.KEY, { algorithms: ['HS256'], audience: 'shop', issuer: 'us' }, (err, decodedToken) => {
  console.log(decodedToken)
})
)p"},
    // what a phone is reached by, what a tool prints, and what is copied for pasting
    {"", R"p(
public class PushNotificationListenerService {
    public async Task OnRegisteredAsync(string token) {
        Debug.WriteLine($"Device Registered - Token : {token}");
        await _accountService.LoginAsync(token);
    }
}
)p"},
    {"", R"p(
impl ServiceAccountOpt {
    pub async fn exec(&self) {
        match self {
            ServiceAccountOpt::Generate { name } => match client.service_account_generate_token(name).await {
                Ok(token) => println!("{token}"),
                Err(e) => handle_client_error(e),
            },
        }
    }
}
)p"},
    {"", R"p(
const copy = (token) => {
  navigator.clipboard.writeText(token)
  showSuccess('Token of the log-in copied')
}
)p"},
    // a session's token, which the program got itself
    {"", R"p(
import { decodeJwt } from 'jose'
export async function sessionOf(request) {
  const session = await unseal(request.headers.get('cookie'))
  const { sid, role } = decodeJwt(session.accessToken)
  return { sid, role }
}
)p"},
    // what somebody typed
    {"", R"p(#!/bin/bash
read -p 'Enter the id_token: ' ID_TOKEN
echo $ID_TOKEN
)p"},
    // how git is logged in; a debugger's page
    {"", R"p(
auth:
  - target: "https://${GH_TOKEN}@github.com/example/jwt-library.git"
)p"},
    {"", R"p(<a href="https://jwt.io/#debugger-io?token=${token}">look at the JWT of this log-in</a>)p"},
};

constexpr Program kTold[] = {
    {"framework.secret-key", R"p(
def text_or(value, default=None):
    if value == "":
        return default
    return value

class ServerConfig(object):
    SECRET_KEY: str = text_or(ini["server"]["SECRET_KEY"], default="{{hmac:71}}")
)p"},
    {"jwt.secret.weak", R"p(
import random, string, jwt

def encode(payload):
    key = "".join(random.choice(string.ascii_letters) for _ in range(16))
    return jwt.encode(payload, key, algorithm="HS256")
)p"},
    {"jwt.misuse.cookie-flags", R"p(
app.get('/login', (req, res) => {
  res.setHeader("Set-Cookie", `access_token=${accessToken}; Path=/`)
})
)p"},
    {"jwt.misuse.token-in-log", R"p(
using Microsoft.IdentityModel.Tokens;
public class RefreshTokenHandler {
    public void Handle(Context context) {
        context.Logger.LogInformation("The token request has {Token}.", context.RefreshToken);
    }
}
)p"},
    {"jwt.misuse.no-audience", R"p(
public class ServerOptions {
    // How tokens are checked.
    public TokenValidationParameters Parameters { get; } = new TokenValidationParameters {
        ValidateAudience = false
    };
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package api

import "github.com/golang-jwt/jwt/v5"

func userOf(r *http.Request) (string, error) {
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("X-Token"), &claims)
	return claims.Subject, err
}
)p"},
    // a server whose users log in by OAuth, and whose tokens come with each request
    {"jwt.misuse.no-verify", R"p(
package api

import (
	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/oauth2"
)

var login = oauth2.Config{ClientID: "shop"}

func userOf(c *gin.Context) (string, error) {
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(c.GetHeader("X-Token"), &claims)
	return claims.Subject, err
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
package api

import "github.com/golang-jwt/jwt/v5"

func userOf(text string) (*jwt.Token, error) {
	parser := jwt.NewParser(jwt.WithoutClaimsValidation())
	return parser.Parse(text, keyOf)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
export async function login(email, accessToken) {
  console.log(email, accessToken)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose'
export async function sessionOf(request) {
  const { sid, role } = decodeJwt(request.headers.get('x-token'))
  return { sid, role }
}
)p"},
    {"jwt.secret.config", R"p(
const settings = {
  JWT_ISSUER: 'shop',
  JWT_SECRET: 'jwt-secret',
}
)p"},
    {"jwt.misuse.no-verify", R"p(
const express = require('express')
const jose = require('jose')
app.post('/me', (req, res) => res.json(jose.decodeJwt(req.body.id_token)))
)p"},
    {"framework.secret-key", R"p(
FROM python:3.12
ENV SECRET_KEY={{hmac:73}}
)p"},
    {"jwt.misuse.token-in-error", R"p(
def verify
  raise UnverifiedJWT, "Cannot read #{jwt}"
end
)p"},
    {"jwt.misuse.token-in-log", R"p(
package login

func show(ptoken *oauth2.Token) {
	log.Errorf("login: access token %s", ptoken.AccessToken)
}
)p"},
    {"jwt.secret.framework-setting", R"p(
const { Strategy } = require('passport-jwt')
const options = {}
options.secretOrKey = '{{hmac:72}}'
)p"},
    {"jwt.misuse.token-in-url", R"p(
const address = `https://shop.example.com/login?jwt=${jwt}`
)p"},
};

TEST(Meant, IsQuiet) { ExpectQuiet(kQuiet); }
TEST(Meant, WhatIsUnsafeIsToldStill) { ExpectTold(kTold); }
TEST(Meant, CutShortDoNoHarm) {
  ReadCutShort(kQuiet);
  ReadCutShort(kTold);
}

}  // namespace
}  // namespace packrake
