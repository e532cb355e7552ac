#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// What was wrongly told of histories when they were scanned for the first time, written anew; beside each the like that
// is told.
constexpr Program kNames[] = {
    // a program's variables
    {"", R"p(
package keys

func read(jwtSecret *Secret, raw []byte) error {
	publicKey, err := parse(raw)
	if err != nil {
		return err
	}
	jwtSecret.Key = publicKey
	return nil
}
)p"},
    {"", R"p(
package settings

func (v1 *old) migrate() (v2 *current) {
	v2 = &current{}
	v2.Server.Port = v1.HTTPPort
	v2.App.JwtSecret = v1.JwtSecret
	return v2
}
)p"},
    // what an entry of a store is called, a flag, a column
    {"", R"p(
package controller

const jwtContextKey = "shop/auth/jwt"
)p"},
    {"", R"p(
export class Client {
  private DEFAULT_JWT_STORAGE_KEY = "shop_auth_token"
}
)p"},
    {"", R"p(
package cmd

const (
	flagPort             = "port"
	flagGraphqlJWTSecret = "graphql-jwt-secret"
)
)p"},
    {"", R"p(
export const columns = {
  graphql_jwt_secret: 'graphqlJwtSecret',
  graphql_admin_secret: 'graphqlAdminSecret',
};
)p"},
};

constexpr Program kOfPlaces[] = {
    {"", R"p(
package jwtauth

const JwtPayloadKey = "JWT_PAYLOAD"
)p"},
    {"", R"p(
package config

const (
	ViperKeyTokenPreAuthorizationClientSecret = "authenticators.token_introspection.pre_authorization.client_secret"
)
)p"},
    {"", R"p(
externalSecret:
  app:
    secretKey: EMBEDDING_PROVIDER_API_KEY
)p"},
};

constexpr Program kTables[] = {
    {"", R"p(
package main

func fields() {
	tokens = []tokenType{
		{
			claims: append(common, []tokenField{
				{
					name: "name",
					key:  "name",
				},
				{
					name: "middleName",
					key:  "middle_name",
				},
				{
					name: "nickname",
					key:  "nickname",
				},
				{
					name: "profile",
					key:  "profile",
				},
				{
					name: "picture",
					key:  "picture",
				},
				{
					name: "website",
					key:  "website",
				},
			}...),
		},
	}
	fmt.Fprintf(&buf, "\n// jwt.Token has claims of its own")
}
)p"},
};

constexpr Program kSecrets[] = {
    {"jwt.secret.framework-setting", R"p(
from flask import Flask
app = Flask(__name__)
app.config['JWT_SECRET_KEY'] = 'jwt-secret-key'
)p"},
    {"jwt.secret.config", R"p(
package settings

func defaults(v2 *current) {
	v2.App.JwtSecret = "v1.JwtSecret"
}
)p"},
    {"jwt.secret.config", R"p(
export const columns = {
  graphql_jwt_secret: 'graphqlJwtSecret2024',
};
)p"},
    {"jwt.secret.config", R"p(
jwt:
  key: four-words-of-mine
  name: service
)p"},
    {"jwt.secret.config", R"p(
storageJwtSecret: kT9xw2Lm4q
contextJwtSecret: kT9xw2Lm4q
)p"},
};

constexpr Program kChecked[] = {
    // decoded to find the key, by a function whose caller checks
    {"", R"p(
import JWT from "jsonwebtoken";
function claimsOf(token) {
  let claims;
  try {
    claims = JWT.decode(token);
  } catch (err) {
    throw new AuthenticationError("no token");
  }
  return claims;
}
export async function userOf(token) {
  const claims = claimsOf(token);
  const user = await User.find(claims.id);
  JWT.verify(token, user.jwtSecret);
  return user;
}
)p"},
    // opened with the secret
    {"", R"p(
import { decode, encode } from "next-auth/jwt";
export async function keep(token) {
  const body = await decode({ token, secret: process.env.NEXTAUTH_SECRET });
  return store(body.sub);
}
)p"},
    // without a key the check fails
    {"", R"p(
package main

import "github.com/golang-jwt/jwt/v5"

func check(raw string) error {
	token, err := jwt.Parse(raw, nil)
	if err != nil {
		return err
	}
	return use(token)
}
)p"},
    // a library's own
    {"", R"p(
import { JWTInvalid } from '../util/errors.js'
import { decode as base64url } from '../util/base64url.js'
export function decodeJwt(jwt) {
  const { 1: payload, length } = jwt.split('.')
  if (length !== 3) throw new JWTInvalid('Invalid JWT')
  let decoded
  decoded = base64url(payload)
  return JSON.parse(decoder.decode(decoded))
}
)p"},
    {"", R"p(
from jose import jws
from .exceptions import JWTError

def get_unverified_claims(token):
    try:
        claims = jws.get_unverified_claims(token)
    except Exception:
        raise JWTError('Error decoding token claims.')
    return claims
)p"},
};

constexpr Program kUnchecked[] = {
    {"jwt.misuse.no-verify", R"p(
package main

import "github.com/golang-jwt/jwt/v5"

func user(raw string) string {
	token, _ := jwt.Parse(raw, nil)
	return token.Claims.(jwt.MapClaims)["sub"].(string)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt from "jsonwebtoken";
export async function keep(token) {
  const body = jwt.decode(token, { complete: true });
  return store(body.payload.sub);
}
)p"},
    {"jwt.misuse.no-verify", R"p(
from jose import jws

def user(token):
    claims = jws.get_unverified_claims(token)
    return claims["sub"]
)p"},
    {"jwt.misuse.no-verify", R"p(
import JWT from "jsonwebtoken";
function claimsOf(token) {
  const claims = JWT.decode(token);
  return claims;
}
export async function userOf(token) {
  const claims = claimsOf(token);
  JWT.verify(token, process.env.SECRET);
  return claims;
}
export async function mailOf(token) {
  return claimsOf(token).mail;
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import JWT from "jsonwebtoken";
export function claimsOf(token) {
  const claims = JWT.decode(token);
  return claims;
}
export async function userOf(token) {
  const claims = claimsOf(token);
  JWT.verify(token, process.env.SECRET);
  return claims;
}
)p"},
};

constexpr Program kHandled[] = {
    // what a client sends, what takes a cookie away
    {"", R"p(
package bookmarks

import "net/http"

func (c *Client) Create(token string) {
	request, _ := http.NewRequest(http.MethodPost, c.url, nil)
	request.AddCookie(&http.Cookie{Name: "shop-token", Value: c.token})
}
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
router.get('/away', async ctx => {
  ctx.cookies.set('accessToken', undefined, { httpOnly: true, domain: ctx.hostname });
});
)p"},
    // generated from a description of the service
    {"", R"p(
package client

func (a *Service) Recover(r Request) {
	localVarQueryParams.Add("token", parameterToString(*r.token, ""))
	jwt.Parse(a.bearer, a.key)
}
)p"},
    // the state of a log-in under its own name
    {"", R"p(
function store(state: State): void {
  const key = `${STATE_PREFIX}${state.token}`;
  localStorage.setItem(key, JSON.stringify(state));
}
)p"},
    {"", R"p(
package server

func (s *Server) routes(g *echo.Group) {
	g.POST("/exchange-token", func(c echo.Context) error {
		id, err := read(c)
		oauthToken, err := s.provider.Exchange(c, id)
		if err != nil {
			return echo.NewHTTPError(http.StatusInternalServerError, "Failed to exchange")
		}
		resp := &api.Answer{
			AccessToken: oauthToken.AccessToken,
		}
		return c.JSON(200, resp)
	})
}
)p"},
    {"", R"p(
          refreshedToken = tokenResponse.access_token;
      Logger.warn(`Failed to refresh ${this.service} access token`, err);
)p"},
};

constexpr Program kTypes[] = {
    {"", R"p(
package service

import "github.com/lestrrat-go/jwx/v2/jwt"

func (c *ctx) claim() error {
	return fmt.Errorf(`a claim was requested %d times, but the token (%T) does not have it`, c.count, c.token)
}
)p"},
};

constexpr Program kShown[] = {
    {"jwt.misuse.token-in-error", R"p(
package service

import "github.com/lestrrat-go/jwx/v2/jwt"

func (c *ctx) claim() error {
	return fmt.Errorf(`a claim of type %T was requested, but the token (%5s) does not have it`, c.claim, c.token)
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
package server

import "net/http"

func login(w http.ResponseWriter, jwt string) {
	http.SetCookie(w, &http.Cookie{Name: "shop-token", Value: jwt})
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
const jwt = require('jsonwebtoken');
router.get('/in', async ctx => {
  ctx.cookies.set('accessToken', ctx.user.jwt(), { httpOnly: false, domain: ctx.hostname });
});
)p"},
    {"jwt.misuse.token-in-url", R"p(
const jwt = require('jsonwebtoken');
const url = new URL(redirect);
url.searchParams.append("access_token", token);
)p"},
    {"jwt.misuse.web-storage", R"p(
const key = `${PREFIX}token`;
localStorage.setItem(key, answer.body);
)p"},
    {"jwt.misuse.token-in-log", R"p(
      Logger.warn(`Failed to refresh access token ${accessToken}`, err);
)p"},
};

TEST(Unseen, NamesAreNoSecrets) { ExpectQuiet(kNames); }
TEST(Unseen, NamesOfPlacesAreNoSecrets) { ExpectQuiet(kOfPlaces); }
TEST(Unseen, TablesOfKeysAreNoSecrets) { ExpectQuiet(kTables); }
TEST(Unseen, TypesOfTokensAreQuiet) { ExpectQuiet(kTypes); }
TEST(Unseen, SecretsAreToldStill) { ExpectTold(kSecrets); }
TEST(Unseen, WhatCallersCheckIsQuiet) { ExpectQuiet(kChecked); }
TEST(Unseen, WhatACallerDoesNotCheckIsToldStill) { ExpectTold(kUnchecked); }
TEST(Unseen, WhatShowsNoTokenIsQuiet) { ExpectQuiet(kHandled); }
TEST(Unseen, TokensShownAreToldStill) { ExpectTold(kShown); }

TEST(Unseen, CutShortDoNoHarm) {
  ReadCutShort(kNames);
  ReadCutShort(kOfPlaces);
  ReadCutShort(kTables);
  ReadCutShort(kSecrets);
  ReadCutShort(kChecked);
  ReadCutShort(kUnchecked);
  ReadCutShort(kHandled);
  ReadCutShort(kTypes);
  ReadCutShort(kShown);
}

}  // namespace
}  // namespace packrake
