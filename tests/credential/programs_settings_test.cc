#include <gtest/gtest.h>

#include "credential/programs.h"

// What is written where a secret's value would stand, and is none.
namespace packrake {
namespace {

constexpr Program kNoValues[] = {
    // Sentences about a flag.
    {"", R"p(
package cmd
// --jwt-secret silently makes every enrolled authenticator useless.
func check() {
	log.Warn().Msg("they are keyed by the same value, so rotating --jwt-secret will lock out every user")
	log.Err(err).Msg("failed to decrypt; check that --jwt-secret has not changed")
}
)p"},
    {"", "Splits the key at rest from --jwt-secret (base64) for RS256\n"},
    // A variable of the shell, as make writes it; a parameter of SQL.
    {"", "run:\n\tgo run main.go --jwt-type=RS256 --jwt-private-key=\"$$PRIVATE_KEY\"\n"},
    {"", R"p(
local update = [[
  UPDATE applications SET
    public_key = :public_key,
    secret_key = :secret_key
  WHERE id = :id;
]]
)p"},
    // Variables of a program.
    {"", R"p(
package resolvers
func update(params *Params) {
	params.JwtPrivateKey = &defaultPrivateKey
	params.JwtSecret = &defaultSecret
}
)p"},
    // What is asked of the settings, with a default that nobody knows.
    {"", R"p(
package session
import (
	"github.com/dgrijalva/jwt-go"
	"example.org/shop/config"
)
var random = securecookie.GenerateRandomKey(32)
var secret = config.String("session-secret", string(random))
func Generate() (string, error) {
	token := jwt.New(jwt.GetSigningMethod("HS256"))
	return token.SignedString([]byte(secret))
}
)p"},
    // The name under which the settings of JWTs are kept.
    {"", R"p(
public class JwtSettings {
  static final String ADMIN_SETTINGS_JWT_KEY = "jwt";
  void save() {
    adminJwtSettings = new AdminSettings();
    adminJwtSettings.setKey(ADMIN_SETTINGS_JWT_KEY);
  }
}
)p"},
    // Under which name a framework's secret is looked up.
    {"", R"p(
use std::collections::HashMap;
pub struct Config { session: String }
impl Config {
    pub const SECRET_KEY: &'static str = "secret_key";
    pub const PORT: &'static str = "port";
    pub fn names() -> Vec<&'static str> { let mut all = vec![Self::PORT]; all.push(Self::SECRET_KEY); all }
}
)p"},
    // Tokens that the token endpoint just gave, and those that are checked below.
    {"", R"p(
package oauth
func idToken(token *oauth2.Token) (map[string]any, error) {
	raw := token.Extra("id_token")
	parsed, _, err := jwt.NewParser().ParseUnverified(raw.(string), jwt.MapClaims{})
	return parsed.Claims.(jwt.MapClaims), err
}
)p"},
    {"", R"p(
import com.nimbusds.jwt.SignedJWT;
class Login {
  Profile of(String idToken) throws Exception {
    SignedJWT parsed = SignedJWT.parse(idToken);
    return profile(new IDTokenValidator(issuer, client, parsed.getHeader().getAlgorithm(), keys).validate(parsed, null));
  }
}
)p"},
    // Links that a mail carries.
    {"", R"p(
class AccountController {
  string GenerateEmailLink(string token, string part) {
    var jwt = "speaks of JWTs";
    return $"{host}/{part}?token={HttpUtility.UrlEncode(token)}";
  }
  void Confirm(Dto dto) { logger.LogInformation("confirm-email failed from invalid token: {Token}", dto.Token); }
}
)p"},
    {"", R"p(
def transfer(alias, login):
    return URL + "/dashboard/alias/receive" + f"?token={alias.transfer_token}"
)p"},
    // A client that asks how long its token is good for.
    {"", R"p(
import com.auth0.jwt.JWT;
class Client {
  void setToken(String token) {
    this.expires = JWT.decode(token).getExpiresAtAsInstant().toEpochMilli();
    this.difference = JWT.decode(token).getIssuedAtAsInstant().toEpochMilli() - now;
  }
}
)p"},
};
constexpr Program kValues[] = {
    {"jwt.secret.config", "server --jwt-secret kfrzzvnwqh\n"},
    {"jwt.secret.config", "  command: server --jwt-secret kfrzzvnwqh --port 80\n"},
    {"jwt.secret.config", "run:\n\tgo run main.go --jwt-type=HS256 --jwt-secret=kfrzzvnwqh\n"},
    {"jwt.secret.fallback", R"p(
package session
import (
	"github.com/dgrijalva/jwt-go"
	"example.org/shop/config"
)
var secret = config.String("session-secret", "kfrzzvnwqh")
func Generate() (string, error) {
	token := jwt.New(jwt.GetSigningMethod("HS256"))
	return token.SignedString([]byte(secret))
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.auth0.jwt.JWT;
class Filter {
  boolean allows(HttpServletRequest request) {
    return JWT.decode(request.getHeader("Authorization")).getSubject().equals("admin");
  }
}
)p"},
};

TEST(Settings, WhatStandsInAValuesPlaceIsQuiet) { ExpectQuiet(kNoValues); }
TEST(Settings, ValuesAreTold) { ExpectTold(kValues); }

TEST(Settings, CutShortDoNoHarm) {
  ReadCutShort(kNoValues);
  ReadCutShort(kValues);
}

}  // namespace
}  // namespace packrake
