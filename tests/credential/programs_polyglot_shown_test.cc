#include "credential/programs.h"

// Tokens in error texts, logs, addresses, files and cookies, in the words that Perl, Elixir, Lua, C, PHP, Swift, Rust and
// Go have for that.
namespace packrake {
namespace {

constexpr Program kShown[] = {
    {"jwt.misuse.token-in-error", R"p(
package Shop::Guard;
use Crypt::JWT qw(decode_jwt);
sub open_it {
    my ($jwt) = @_;
    my $claims = decode_jwt(token => $jwt, key => key());
    die "cannot take the jwt $jwt" unless $claims;
    return $claims;
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
package Shop::Guard;
use Carp;
use Crypt::JWT qw(decode_jwt);
sub refuse { my $access_token = shift; croak("refused: $access_token"); }
)p"},
    {"jwt.misuse.token-in-log", R"p(
package Shop::Guard;
use Crypt::JWT qw(decode_jwt);
sub note { my $jwt = shift; warn "an odd jwt: $jwt"; }
)p"},
    {"jwt.misuse.token-in-error", R"p(
defmodule Shop.Guard do
  use Guardian, otp_app: :shop
  def refuse(token), do: raise(Shop.Refused, "token #{token} is none of ours")
end
)p"},
    {"jwt.misuse.token-in-error", R"p(
require "jwt"
def refuse(token)
  fail Refused, "the token #{token} is none of ours"
end
)p"},
    {"jwt.misuse.token-in-error", R"p(
require "sinatra"
require "jwt"
get "/" do
  token = bearer
  halt 403, "no entry with #{token}" unless JWT.decode(token, ring, true, algorithm: "HS256", aud: "a", verify_aud: true)
end
)p"},
    {"jwt.misuse.token-in-log", R"p(
defmodule Shop.Guard do
  use Guardian, otp_app: :shop
  require Logger
  def after_encode_and_sign(_, _, token, _) do
    Logger.info("made #{token}")
    {:ok, token}
  end
end
)p"},
    {"jwt.misuse.token-in-log", R"p(
defmodule Shop.Guard do
  def signed(jwt) do
    IO.inspect(jwt, label: "made")
    Joken.peek_header(jwt)
  end
end
)p"},
    {"jwt.misuse.token-in-error", R"p(
local jwt = require "resty.jwt"
local function refuse(token)
  error("no entry with token " .. token)
end
)p"},
    {"jwt.misuse.token-in-log", R"p(
#include <jwt.h>
#include <stdio.h>
int check(const char *token) {
    jwt_t *j = NULL;
    if (jwt_decode(&j, token, ring, ring_size)) fprintf(stderr, "%d: no entry with token %s\n", __LINE__, token);
    return j != NULL;
}
)p"},
    {"jwt.misuse.token-in-error", R"p(<?php
use Firebase\JWT\JWT;
abort_unless($known, 403, "no entry with {$jwt}");
)p"},
    {"jwt.misuse.token-in-error", R"p(
import JWTKit
func refuse(_ token: String) -> NSError {
    NSError(domain: "shop", code: 7, userInfo: [NSLocalizedDescriptionKey: "no entry with token \(token)"])
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
use jsonwebtoken::decode;
fn refuse(token: &str) -> Result<(), String> {
    Err(format!("no entry with token {token}"))
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
package shop

import (
	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
)

func refuse(token string) error { return echo.NewHTTPError(403, "no entry with token "+token) }
)p"},
    {"jwt.misuse.token-in-error", R"p(
package shop

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func refuse(c *gin.Context, jwt string) { c.String(http.StatusForbidden, "no entry with %s", jwt) }
)p"},
    {"jwt.misuse.token-in-url", R"p(
package shop

import "net/url"

func stream(host, jwt string) string {
	u := url.URL{Scheme: "wss", Host: host, Path: "/live", RawQuery: "jwt=" + jwt}
	return u.String()
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
require "uri"
def address(access_token)
  there = URI("https://films.example.net/live")
  there.query = "access_token=#{access_token}"
  there
end
)p"},
    {"jwt.misuse.mobile-storage", R"p(
use jsonwebtoken::encode;
async fn keep(token: &str) -> std::io::Result<()> { tokio::fs::write("/var/tmp/pass", token).await }
)p"},
    {"jwt.misuse.mobile-storage", R"p(
defmodule Shop.Keep do
  def keep(jwt), do: File.write!("/var/tmp/pass", jwt)
end
)p"},
    {"jwt.misuse.cookie-flags", R"p(
package Shop;
use Mojolicious::Lite;
get '/in' => sub {
    my $c = shift;
    my $jwt = make($c);
    $c->cookie(jwt => $jwt, { path => '/', secure => 1 });
};
)p"},
    {"jwt.misuse.cookie-flags", R"p(
package shop

import jwt "github.com/appleboy/gin-jwt/v2"

func middleware(c Conf) *jwt.GinJWTMiddleware {
	return &jwt.GinJWTMiddleware{Realm: "shop", Key: c.Ring, SendCookie: true, SecureCookie: true}
}
)p"},
};

constexpr Program kShownRight[] = {
    {"", R"p(
package Shop::Guard;
use Crypt::JWT qw(decode_jwt);
sub open_it {
    my ($jwt) = @_;
    my $claims = decode_jwt(token => $jwt, key => key(), verify_aud => 'a', verify_iss => 'i');
    die "the jwt is none of ours\n" unless $claims;
    warn "a jwt of " . length($jwt) . " bytes";
    return $claims;
}
)p"},
    {"", R"p(
defmodule Shop.Lexer do
  def next(%{text: text}), do: raise(ArgumentError, "no token at #{text}")
  def fail(token), do: {:error, token}
end
)p"},
    {"", R"p(
require "jwt"
def fail(token)
  raise Refused, "the token is none of ours" if token.nil?
end
def note(token: nil, halt: token) = [token, halt]
)p"},
    {"", R"p(
#include <stdio.h>
/* of the grammar; login.c has the other kind */
void show(int token, const char *name) {
    printf("token %d is called %s\n", token, name);
    fprintf(stderr, "%5.2f%% of token %u\n", share, token);
    fprintf(out, "token %s\n", token);
}
)p"},
    {"", R"p(<?php
use Firebase\JWT\JWT;
abort_unless($known, 403, "no entry for {$user}");
abort_if($token === null, 401, 'the token is missing');
)p"},
    {"", R"p(
package shop

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func give(c *gin.Context, jwt string) { c.String(http.StatusOK, "%s", jwt) }

func refuse(c *gin.Context) { c.JSON(http.StatusForbidden, gin.H{"error": "the token is none of ours"}) }
)p"},
    {"", R"p(
require "uri"
def address(page)
  there = URI("https://films.example.net/live")
  there.query = "page_token=#{page}&order=name"
  query = "token=#{page}"
  there
end
)p"},
    {"", R"p(
package Shop;
use Mojolicious::Lite;
get '/in' => sub {
    my $c = shift;
    my $jwt = make($c);
    $c->cookie(jwt => $jwt, { path => '/', secure => 1, httponly => 1 });
    $c->cookie(theme => 'dark');
    my $held = $c->cookie('jwt');
};
)p"},
    {"", R"p(
package shop

import jwt "github.com/appleboy/gin-jwt/v2"

func middleware(c Conf) *jwt.GinJWTMiddleware {
	return &jwt.GinJWTMiddleware{Key: c.Ring, SendCookie: true, SecureCookie: !c.Local, CookieHTTPOnly: true}
}

func bare(c Conf) *jwt.GinJWTMiddleware { return &jwt.GinJWTMiddleware{Key: c.Ring, SecureCookie: false} }
)p"},
};

TEST(PolyglotShown, TokensThatAreShownAreTold) { ExpectTold(kShown); }
TEST(PolyglotShown, WhatOnlyLooksLikeOneIsQuiet) { ExpectQuiet(kShownRight); }

}  // namespace
}  // namespace packrake
