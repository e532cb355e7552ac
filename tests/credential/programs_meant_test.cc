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
