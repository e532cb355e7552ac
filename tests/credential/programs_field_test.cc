#include <gtest/gtest.h>

#include <set>
#include <string>

#include "credential/programs.h"

namespace packrake {
namespace {

// What reading the findings of public repositories showed to be missed or false.
constexpr Program kWrong[] = {
    {"jwt.misuse.no-verify", R"p(
import jwt
claims = jwt.decode(token, key, algorithms=["RS256"], options={"verify_signature": not True})
)p"},
    {"jwt.misuse.no-expiry", R"p(
const jwt = require('jsonwebtoken');
jwt.verify(token, key, { algorithms: ['RS256'], ignoreExpiration: !false });
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
OPTIONS = {"verify_signature": not True, "verify_exp": True}
claims = jwt.decode(token, key, algorithms=["RS256"], options=OPTIONS)
)p"},
    {"jwt.misuse.plain-http", R"p(
suspend fun orders(client: HttpClient, token: String): List<Order> =
    client.get {
        url("http://api.example.com/orders")
        bearerAuth(token)
    }.body()
)p"},
    {"jwt.secret*", R"p(
#include <jwt-cpp/jwt.h>
struct Config { std::string issuer = "shop"; std::string secret = "{{random:alnum:28:9701}}"; };
std::string make(const Config& config) {
    return jwt::create().set_issuer(config.issuer).sign(jwt::algorithm::hs256{config.secret});
}
)p"},
    {"jwt.secret*", R"p(
using JWT.Builder;
public class TokenSettings { public string Secret { get; set; } = "{{random:alnum:28:9702}}"; }
public class Maker {
    public string Make(TokenSettings settings) =>
        JwtBuilder.Create().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(settings.Secret).Encode();
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
import jwt from 'jsonwebtoken';
export function open(user, key) {
  const sessionToken = jwt.sign({ sub: user.id }, key, { algorithm: 'ES256', expiresIn: '1h' });
  console.log('session opened', sessionToken);
  return sessionToken;
}
)p"},
    {"jwt.secret*", R"p(
<?php
use Ahc\Jwt\JWT;
$token = (new JWT('{{random:alnum:32:9709}}', 'HS256', 900, 0))->encode(['user' => $id]);
)p"},
    {"jwt.secret.*", "API_SECRET=\"${LIVEKIT_API_SECRET:-{{random:alnum:32:9710}}}\"\nHOST=localhost\n"},
    {"jwt.secret.*", "_APP_ENV=development\n_APP_OPENSSL_KEY_V1={{random:alnum:24:9711}}\n"},
    {"jwt.secret*", R"p(
from authlib.jose import JsonWebToken
ENGINE = JsonWebToken(["HS256"])
class Minter:
    def __init__(self): self._material = b"{{random:alnum:28:9712}}"
    def mint(self, sub): return ENGINE.encode({"alg": "HS256"}, {"sub": sub}, self._material)
)p"},
    {"jwt.secret*", R"p(
const { createSigner } = require('fast-jwt');
const sign = createSigner({ key: async () => '{{random:alnum:28:9713}}', algorithm: 'HS256' });
)p"},
    {"jwt.secret*", R"p(
package mw

import jwtware "github.com/gofiber/contrib/jwt"

func Guard() fiber.Handler {
	return jwtware.New(jwtware.Config{
		SigningKeys: map[string]jwtware.SigningKey{"a": {Key: []byte("{{random:alnum:28:9714}}"), JWTAlg: "HS256"}},
	})
}
)p"},
    {"jwt.secret*", "env:\n  - { name: JWT_SIGNING_SECRET, value: \"{{random:alnum:28:9715}}\" }\n"},
    {"jwt.secret*", "[auth.jwt]\nalgorithm = \"HS256\"\nhmac = { key = \"{{random:alnum:32:9716}}\" }\n"},
    {"jwt.misuse.no-verify", R"p(
import io.jsonwebtoken.Jwts;
class Reader {
    Claims of(String compact) {
        int dot = compact.lastIndexOf('.');
        return Jwts.parserBuilder().build().parseClaimsJwt(compact.substring(0, dot + 1)).getBody();
    }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
using Microsoft.IdentityModel.JsonWebTokens;
app.Use(async (ctx, next) => {
    var token = new JsonWebToken(ctx.Request.Headers.Authorization.ToString()[7..]);
    ctx.User = new(new ClaimsIdentity(token.Claims, "jwt"));
    await next();
});
)p"},
    {"jwt.misuse.token-in-log", R"p(
local jwt = require "resty.jwt"
ngx.log(ngx.ERR, "refused: ", ngx.var.http_authorization)
)p"},
    {"jwt.misuse.web-storage", R"p(
import { setItem } from '@/lib/storage';
export function setClientAuthToken(token: string) {
  setItem(AUTH_TOKEN, token);
}
)p"},
    {"jwt.misuse.web-storage", R"p(
async function enter(form) {
  const { data } = await api.post('/login', form);
  Object.assign(localStorage, { access_token: data.access_token });
}
)p"},
    {"jwt.secret*", "jwt:\n  secret: $2a$10${{random:alnum:53:9707}}\n"},
    {"jwt.secret*", "jwt: { client_secret: '{{random:alnum:32:9708}}', issuer: 'shop' }\n"},
    {"jwt.misuse.token-in-log", R"p(
package api

func login(w http.ResponseWriter, r *http.Request) {
	accessToken, err := sign(userOf(r))
	fmt.Printf("issued %s\n", accessToken)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
func check(r *http.Request) error {
	if token := bearerOf(r); token == "" {
		return errNoToken
	}
	if token := bearerOf(r); !valid(token) {
		log.Printf("jwt refused: %s", token)
	}
	return nil
}
)p"},
    {"jwt.secret*", R"p(
<?php
use Firebase\JWT\JWT;
use Firebase\JWT\Key;
$claims = JWT::decode($token, new Key('{{random:alnum:32:9704}}', 'HS256'));
)p"},
    {"jwt.misuse.no-verify", R"p(
package api

func user(r *http.Request) (string, error) {
	bearer := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(bearer, ".")[1])
	return subjectOf(payload), err
}
)p"},
    {"jwt.misuse.no-verify", R"p(
func tenant(raw string) (string, error) {
	claims := jwt.MapClaims{}
	_, _, err := jwt.NewParser().ParseUnverified(raw, &claims)
	if err != nil {
		return "", err
	}
	if claims["admin"] == true {
		return "all", nil
	}
	return claims["tid"].(string), nil
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
import com.nimbusds.jose.crypto.MACSigner;
class Tokens {
    private final byte[] key;
    Tokens(KeyStoreReader reader) { key = reader.bytes("jwt"); }
    MACSigner signer() throws JOSEException { return new MACSigner(key); }
}
)p"},
    {"", "env:\n  - { name: JWT_SIGNING_SECRET, valueFrom: { secretKeyRef: { name: jwt, key: secret } } }\n"},
    {"", "[auth.jwt]\nhmac = { file = \"/run/secrets/jwt\", algorithm = \"HS256\" }\n"},
    {"", "Object.assign(localStorage, { theme: data.theme, token_expires: data.exp });\n"},
    {"", R"p(
package server

func newStrategy(rsaKey *rsa.PrivateKey) *oauth2.JWTStrategy {
	return &oauth2.JWTStrategy{
		RS256JWTStrategy: &jwt.RS256JWTStrategy{
			PrivateKey: rsaKey,
		},
	}
}
)p"},
    {"", R"p(
package storage

var clients = map[string]Client{
	"lifespans": &ClientWithTokenLifespans{
		ID:     "lifespans",
		Secret: []byte(`$2a$10${{random:alnum:53:9705}}`),
	},
}
)p"},
    {"", "2.615 AccessTokenRequest {\n    \"client_id\": \"ffa257cc\",\n    \"client_secret\": \"{{random:alnum:12:9706}}\"\n}\n"},
    {"", "steps:\n  - run: echo \"//registry.npmjs.org/:_authToken=$NPM_TOKEN\" > ~/.npmrc\n"},
    {"", R"p(
package cmd

func NewTokenCommand() *cobra.Command {
	return &cobra.Command{
		Use: "token",
		Run: func(cmd *cobra.Command, args []string) {
			token, err := config.Token(cmd.Context())
			must(err)
			show(token)
		},
	}
}

func show(token *oauth2.Token) {
	fmt.Printf("%s\n", token.AccessToken)
}
)p"},
    {"", R"p(
package jwt

import "github.com/go-jose/go-jose/v3/jwt"

func parse(raw string, keyOf KeyFunc) (Claims, error) {
	token, err := jwt.ParseSigned(raw)
	claims := Claims{}
	if err := token.UnsafeClaimsWithoutVerification(&claims); err != nil {
		return nil, err
	}
	key, err := keyOf(claims)
	if err := token.Claims(key, &claims); err != nil {
		return nil, err
	}
	return claims, nil
}
)p"},
    {"", R"p(
package grant

import "github.com/go-jose/go-jose/v3/jwt"

func (h *Handler) keyOf(token *jwt.JSONWebToken) (*Key, error) {
	unverifiedClaims := jwt.Claims{}
	if err := token.UnsafeClaimsWithoutVerification(&unverifiedClaims); err != nil {
		return nil, err
	}
	return h.storage.KeyOf(unverifiedClaims.Issuer, unverifiedClaims.Subject)
}

func (h *Handler) claimsOf(token *jwt.JSONWebToken, key *Key) (claims Claims, err error) {
	err = token.Claims(key, &claims)
	return claims, err
}
)p"},
    {"", R"p(
import jwt
from shop.jwt import SecretType
class Manager:
    reset_password_token_secret: SecretType
    lifetime: int = 3600
)p"},
    {"", R"p(
<?php
namespace Shop\Auth;
use Ahc\Jwt\JWT;
class Keys {
    public function of($user) {
        $jwt = new JWT(System::getEnv('OPENSSL_KEY'), 'HS256', 3600, 0);
        try {
            $payload = $jwt->decode($user->token);
        } catch (Exception $error) {
            return new Key('', '', $user->getId(), $type, $role);
        }
    }
}
)p"},
    {"", R"p(
<?php
return [
    'jwt' => ['name' => 'JWT', 'key' => 'usersAuthJWT', 'icon' => '/images/users/jwt.png'],
    'magic' => ['name' => 'Magic', 'key' => 'usersAuthMagicURL', 'icon' => '/images/users/magic.png'],
];
)p"},
    {"", R"p(
<?php
$jwtObj = new JWT($project->getId() == 'console' ? App::getEnv('_KEY') : $project->getAttribute('jwtSecret'), 'HS256', 900);
)p"},
    {"", R"p(
using System.Collections.Generic;
namespace JWT
{
    public static class JwtDecoderExtensions
    {
        public static string Decode(this IJwtDecoder decoder, string token, bool verify = true) =>
            decoder.Decode(new JwtParts(token), (byte[])null, verify);
    }
}
)p"},
    // A token that the program made, one that it was given as a client, and one that it checks elsewhere.
    {"", R"p(
import jsonwebtoken from 'jsonwebtoken';
export class Service {
  async create(payload, options) {
    const accessToken = await this.createAccessToken(payload, options);
    return { accessToken, payload: jsonwebtoken.decode(accessToken) };
  }
}
)p"},
    {"", R"p(
package idp

func (c *Client) parse(body []byte) (Bearer, error) {
	var bearer Bearer
	if err := json.Unmarshal(body, &bearer); err != nil {
		return bearer, err
	}
	if token := bearer.RefreshToken; token == "" {
		log.Printf("no refresh token: %s", token)
	}
	if bearer.ExpiresIn == 0 && bearer.AccessToken == "" {
		return bearer, fmt.Errorf("no access_token in answer: %d, %s", bearer.ExpiresIn, bearer.AccessToken)
	}
	data, err := base64.RawURLEncoding.DecodeString(strings.Split(bearer.AccessToken, ".")[1])
	return withExpiry(bearer, data), err
}
)p"},
    {"", R"p(
package ssh

func (s *Server) validateJWT(raw string) (*jwt.Token, error) {
	token, err := s.validator.ValidateAndParse(s.ctx, raw)
	if err != nil {
		claims, _ := claimsForMessage(raw)
		return nil, fmt.Errorf("issued by %v: %w", claims["iss"], err)
	}
	return token, nil
}

func claimsForMessage(raw string) (map[string]any, error) {
	parts := strings.Split(raw, ".")
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	return read(payload), err
}
)p"},
    {"", R"p(
import jwt
claims = jwt.decode(token, key, algorithms=["RS256"], audience="a", options={"verify_signature": not False})
)p"},
    {"", "jwt.verify(token, key, { algorithms: ['RS256'], ignoreExpiration: !true }); // jsonwebtoken\n"},
    {"", R"p(
suspend fun orders(client: HttpClient, token: String): List<Order> =
    client.get {
        url("https://api.example.com/orders")
        bearerAuth(token)
    }.body()
)p"},
    {"", R"p(
#include <jwt-cpp/jwt.h>
struct Config { std::string issuer = "shop"; std::string secret; };
std::string make(const Config& config) {
    return jwt::create().set_issuer(config.issuer).sign(jwt::algorithm::hs256{config.secret});
}
)p"},
    // A session's token is a name of that session where nothing speaks of JWTs.
    {"", R"p(
class Auth {
  async logIn(config, sessionToken) {
    logger.info('restored session', { sessionToken });
    console.log(`session ${sessionToken}`);
  }
}
)p"},
    // In Go the block of a switch is no literal of the type before it.
    {"", R"p(
package server

func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	var expiry time.Time
	switch requestedTokenType {
	case tokenTypeID:
		resp.AccessToken, expiry, err = s.newIDToken(r.Context(), client.ID, claims)
	case tokenTypeAccess:
		resp.AccessToken, expiry, err = s.newAccessToken(r.Context(), client.ID, claims)
	}
	var accessToken string
	for _, responseType := range request.ResponseTypes {
		accessToken, _, err = s.newAccessToken(r.Context(), request.ClientID, claims)
	}
	for _, one := range []Type{{Name: "a"}, {Name: "b"}} {
		accessToken, _, err = s.newAccessToken(r.Context(), one.Name, claims)
	}
}
)p"},
    {"", R"p(
package configuration

var deprecations = map[string]Deprecation{
	"jwt_secret": {
		Version: Version{Major: 4, Minor: 38},
		Key:     "jwt_secret",
	},
}
)p"},
    {"", R"p(
package oidc

func issuerOf(raw string) (string, error) {
	token, _, err := jwt.NewParser(jwt.WithoutClaimsValidation()).ParseUnverified(raw, &jwt.RegisteredClaims{})
	if err != nil {
		return "", err
	}
	return token.Claims.GetIssuer()
}
)p"},
    // Functions by the names of settings.
    {"", R"p(
package admin

var preprocessors = map[string]Preprocessor{
	"site_url":   siteUrlPreprocessor,
	"secret_key": secretKeyPreprocessor,
	"jwt_secret": noopMigrator,
}
)p"},
    {"", R"p(defmodule Guardian.Plug do
  def peek_claims(token), do: JOSE.JWT.peek_payload(token).fields
end
)p"},
    {"", R"p(
var jws = require('jws');
module.exports.decode = function (jwt) {
  var decoded = jws.decode(jwt, { json: true });
  return decoded && decoded.payload;
};
module.exports.sign = function (payload, secretOrPrivateKey, options) { return jws.sign(headed(payload, options)); };
module.exports.verify = function (jwt, secretOrPublicKey) { return jws.verify(jwt, secretOrPublicKey); };
)p"},
    // Read unchecked to find out who checks it.
    {"", R"p(
import jwt from 'jsonwebtoken';
export function verifierFor(token: string): Verifier {
  const decoded = jwt.decode(token) as JwtPayload | null;
  if (!decoded) throw new Error('no token');
  const verifier = verifiers.get(decoded.iss);
  if (!verifier) throw new Error('unknown issuer');
  return verifier;
}
)p"},
    {"", R"p(
import { decodeJwt } from 'jose';
import express from 'express';
const { iss, aud } = decodeJwt(req.body.token);
const provider = providers.find((one) => one.issuer === iss && one.clientId === aud);
)p"},
    {"", R"p(
package auth

func (v *Verifiers) of(raw string) (*Verifier, error) {
	token, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})
	if err != nil {
		return nil, err
	}
	claims, ok := token.Claims.(jwt.MapClaims)
	if !ok {
		return nil, errNoClaims
	}
	issuer, _ := claims["iss"].(string)
	return v.byIssuer[issuer], nil
}
)p"},
    {"", R"p(
import com.auth0.jwt.JWT;
class Tenants {
    Verifier verifierOf(String token) {
        DecodedJWT decoded = JWT.decode(token);
        return verifiers.get(decoded.getIssuer());
    }
}
)p"},
    {"", R"p(
payload, header = JWT.decode(token, nil, false)
tenant = Tenant.find_by!(issuer: payload["iss"])
)p"},
};

}  // namespace

TEST(Field, AreSeen) { ExpectSeen(kWrong); }

TEST(Field, OfGoodKindAreQuiet) { ExpectQuiet(kRight); }

TEST(Field, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

// What documents a module is an example, wherever the literal would be one that is used.
TEST(Field, DocumentationOfAModuleIsAnExample) {
  const auto events = EventsIn(
      "defmodule MyLibrary do\n  @moduledoc \"\"\"\n      config :guardian, Guardian,\n        secret_key: "
      "\"{{random:alnum:28:9703}}\"\n  \"\"\"\n  def x, do: 1\nend\n");
  ASSERT_FALSE(events.empty());
  for (const code::CodeEvent& event : events)
    EXPECT_THAT(event.signals, ::testing::Contains("doc-example")) << event.rule;
}

TEST(Documents, ATitleOfRDocMakesIndentedLinesCode) {
  const std::string readme =
      "= Shop\n\nSessions are signed; JWTs are, too.\n\n  set :session_secret, '{{random:alnum:30:9991}}'\n\n"
      "  JWT.encode payload, '{{random:alnum:30:9992}}', 'HS256'\n\nThat is all.\n";
  std::set<std::string> secrets;
  for (const code::CodeEvent& event : EventsIn(readme)) {
    if (!event.secret.empty()) secrets.insert(event.secret);
    EXPECT_THAT(event.signals, ::testing::Contains("doc-example")) << event.rule;
  }
  EXPECT_EQ(secrets.size(), 2U);
  EXPECT_THAT(RulesIn("= Shop\n\nThe secret_key of a JWT is read from the environment.\n"), ::testing::IsEmpty());
}

}  // namespace packrake
