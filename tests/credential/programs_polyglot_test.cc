#include "credential/programs.h"

// Less common libraries of Go, Ruby, PHP, Rust, Elixir and C++, and what those that are common have besides: keys that go
// in by other doors, and checks that are left out by other names. Right programs are those that look the most like it.
namespace packrake {
namespace {

constexpr Program kSecrets[] = {
    // Go: pascaldekloe, SermoDigital, sjwt, robbert229, golang-jwt's sets of keys, go-zero, echo's table of keys
    {"jwt.secret.call", R"p(
package pass

import "github.com/pascaldekloe/jwt"

func seal(c *jwt.Claims) ([]byte, error) {
	return c.HMACSign(jwt.HS512, []byte("{{random:alnum:21:9701}}"))
}
)p"},
    {"jwt.secret.flow", R"p(
package pass

import (
	"net/http"

	"github.com/pascaldekloe/jwt"
)

var ring = []byte("{{random:alnum:22:9702}}")

func who(r *http.Request) (*jwt.Claims, error) { return jwt.HMACCheckHeader(r, ring) }
)p"},
    {"jwt.secret.call", R"p(
package pass

import (
	"github.com/SermoDigital/jose/crypto"
	"github.com/SermoDigital/jose/jws"
)

func stamp(c jws.Claims) ([]byte, error) {
	t := jws.NewJWT(c, crypto.SigningMethodHS512)
	return t.Serialize([]byte("{{random:alnum:23:9703}}"))
}
)p"},
    {"jwt.secret.call", R"p(
package pass

import "github.com/brianvoe/sjwt"

func ticket(c *sjwt.Claims) string { return c.Generate([]byte("{{random:alnum:20:9704}}")) }
)p"},
    {"jwt.secret.call", R"p(
package pass

import "github.com/robbert229/jwt"

var alg = jwt.HmacSha512("{{random:alnum:19:9705}}")
)p"},
    {"jwt.secret.call", R"p(
package pass

import "github.com/golang-jwt/jwt/v5"

func keys(*jwt.Token) (any, error) {
	return jwt.VerificationKeySet{Keys: []jwt.VerificationKey{[]byte("{{random:alnum:24:9706}}")}}, nil
}
)p"},
    {"jwt.secret.flow", R"p(
package main

import "github.com/zeromicro/go-zero/rest"

var shared = "{{random:alnum:26:9707}}"

func register(s *rest.Server, list []rest.Route) { s.AddRoutes(list, rest.WithJwt(shared)) }
)p"},
    {"jwt.secret.call", R"p(
package main

import echojwt "github.com/labstack/echo-jwt/v4"

var guard = echojwt.Config{SigningKeys: map[string]interface{}{"may": []byte("{{random:alnum:25:9708}}")}}
)p"},
    {"jwt.secret.fallback", R"p(
package main

import (
	"cmp"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

func stamp(t *jwt.Token) (string, error) {
	return t.SignedString([]byte(cmp.Or(os.Getenv("STAMP"), "{{random:alnum:24:9709}}")))
}
)p"},
    // Ruby: ruby-jwt's objects, a frozen table
    {"jwt.secret.call", R"p(
require "jwt"
def fresh(id)
  pass = JWT::Token.new(payload: { sub: id, exp: 5.minutes.from_now.to_i })
  pass.sign!(algorithm: "HS512", key: "{{random:alnum:24:9710}}")
  pass.jwt
end
)p"},
    {"jwt.secret.flow", R"p(
require "jwt"
SHARED = "{{random:alnum:24:9711}}"
def body(raw)
  pass = JWT::EncodedToken.new(raw)
  pass.verify!(signature: { algorithm: "HS256", key: SHARED }, claims: [:exp])
  pass.payload
end
)p"},
    {"jwt.secret.flow", R"p(
require "jwt"
OPTIONS = {
  alg: "HS256",
  hmac: "{{random:alnum:24:9712}}"
}.freeze
def pass(id) = JWT.encode({ sub: id, exp: Time.now.to_i + 60 }, OPTIONS[:hmac], OPTIONS[:alg])
)p"},
    // PHP: miladrahimi, emarref, Phalcon, WPGraphQL, Hyperf's scenes
    {"jwt.secret.call", R"p(<?php
use MiladRahimi\Jwt\Cryptography\Algorithms\Hmac\HS512;
use MiladRahimi\Jwt\Cryptography\Keys\HmacKey;
$signer = new HS512(new HmacKey('{{random:alnum:64:9713}}'));
)p"},
    {"jwt.secret.call", R"p(<?php
use Emarref\Jwt\Algorithm\Hs512;
$encryption = \Emarref\Jwt\Encryption\Factory::create(new Hs512('{{random:alnum:22:9714}}'));
)p"},
    {"jwt.secret.call", R"p(<?php
use Phalcon\Encryption\Security\JWT\Builder;
$builder = new Builder(new Hmac());
$token = $builder->setIssuer('desk')->setPassphrase('{{random:alnum:22:9715}}')->getToken();
)p"},
    {"jwt.secret*", R"p(<?php
use Firebase\JWT\JWT;
add_filter('graphql_jwt_auth_secret_key', function () {
    return '{{random:alnum:30:9716}}';
});
)p"},
    {"jwt.secret.framework-setting", R"p(<?php
return [
    'login_type' => 'sso',
    'ttl' => env('JWT_TTL', 3600),
    'scene' => ['back' => ['secret' => '{{random:alnum:24:9717}}', 'ttl' => 3600]],
];
)p"},
    {"framework.secret-key", R"p(<?php
return ['components' => ['request' => ['cookieValidationKey' => '{{random:alnum:32:9718}}']]];
)p"},
    // Rust: jwt-compact, jsonwebtokens, serde's defaults
    {"jwt.secret.call", R"p(
use jwt_compact::alg::{Hs512, Hs512Key};
fn ring() -> Hs512Key { Hs512Key::new(b"{{random:alnum:24:9719}}") }
)p"},
    {"jwt.secret.call", R"p(
use jsonwebtokens::{Algorithm, AlgorithmID};
fn alg() -> Algorithm { Algorithm::new_hmac(AlgorithmID::HS512, "{{random:alnum:24:9720}}").unwrap() }
)p"},
    {"jwt.secret.fallback", R"p(
use serde::Deserialize;
fn fallback_key() -> String { String::from("{{random:alnum:24:9721}}") }
#[derive(Deserialize)]
struct Auth {
    #[serde(default = "fallback_key")]
    #[allow(dead_code)]
    pub(crate) jwt_signing_key: String,
}
)p"},
    // Elixir: Phoenix' own tokens, Joken's settings, settings by atoms, digests through pipes
    {"framework.secret-key", R"p(
defmodule Shop.Link do
  def seal(id), do: Phoenix.Token.sign("{{random:alnum:64:9722}}", "link", id)
end
)p"},
    {"jwt.secret*", R"p(
import Config
config :joken, partner: [signer_alg: "HS256", key_octet: "{{random:alnum:24:9723}}"]
)p"},
    {"jwt.secret.fallback", R"p(
defmodule Shop.Keys do
  def ring, do: Application.get_env(:shop, :jwt_secret, "{{random:alnum:24:9724}}")
end
)p"},
    {"jwt.secret.weak", R"p(
defmodule Shop.Keys do
  def signer(hostname) do
    ring = :crypto.hash(:sha, hostname) |> Base.encode16()
    Joken.Signer.create("HS256", ring)
  end
end
)p"},
    // Erlang: macros, binaries, clauses
    {"jwt.secret.flow", R"p(
-module(pass).
-export([seal/1]).
-define(RING, <<"{{random:alnum:24:9726}}">>).

seal(Who) ->
    jwt:encode(<<"HS256">>, [{sub, Who}], 600, ?RING).
)p"},
    {"jwt.secret.call", R"p(
-module(pass).
-export([open/1]).

open(Text) ->
    Ring = jose_jwk:from_oct(<<"{{random:alnum:24:9727}}"/utf8>>),
    jose_jws:verify_strict(Ring, [<<"HS256">>], Text).
)p"},
    // C++: what a namespace without a name holds
    {"jwt.secret.flow", R"p(
#include <jwt-cpp/jwt.h>
namespace pass {
namespace {
const std::string kRing = "{{random:alnum:24:9725}}";
}
std::string seal(const std::string& who) {
  return jwt::create().set_subject(who).sign(jwt::algorithm::hs256{kRing});
}
}
)p"},
};

constexpr Program kSecretsRight[] = {
    {"", R"p(
package main

import (
	"cmp"
	"os"

	"github.com/go-chi/jwtauth/v5"
	"github.com/golang-jwt/jwt/v5"
)

func of(pub any) *jwtauth.JWTAuth { return jwtauth.New("RS256", nil, pub) }

func stamp(t *jwt.Token) (string, error) {
	return t.SignedString([]byte(cmp.Or(os.Getenv("STAMP"), os.Getenv("STAMP_OLD"))))
}

func listen() string { return cmp.Or(os.Getenv("LISTEN"), ":8080") }
)p"},
    {"", R"p(
package pass

import (
	"os"

	"github.com/pascaldekloe/jwt"
	"github.com/zeromicro/go-zero/rest"
)

func seal(c *jwt.Claims) ([]byte, error) { return c.HMACSign(jwt.HS512, []byte(os.Getenv("PASS_RING"))) }

func register(s *rest.Server, c Config) { s.AddRoutes(list, rest.WithJwt(c.Auth.AccessSecret), rest.WithPrefix("/v1")) }
)p"},
    {"", R"p(
require "jwt"
NAMES = { alg: "HS256", hmac: "HMAC_SETTING" }.freeze
def pass(id)
  one = JWT::Token.new(payload: { sub: id, exp: 5.minutes.from_now.to_i })
  one.sign!(algorithm: NAMES[:alg], key: ENV.fetch(NAMES[:hmac]))
  one.jwt
end
)p"},
    {"", R"p(<?php
use MiladRahimi\Jwt\Cryptography\Keys\HmacKey;
$signer = new HS512(new HmacKey(getenv('RING')));
add_filter('graphql_jwt_auth_secret_key', fn () => getenv('WP_RING'));
add_filter('graphql_jwt_auth_issuer', fn () => 'https://shop.example.net');
return ['login_type' => 'sso', 'scene' => ['back' => ['secret' => env('BACK_SECRET'), 'ttl' => 3600]]];
)p"},
    {"", R"p(
use serde::Deserialize;
fn fallback_header() -> String { String::from("x-shop-token") }
#[derive(Deserialize)]
struct Auth {
    #[serde(default = "fallback_header")]
    jwt_header: String,
    #[serde(default)]
    jwt_signing_key: String,
}
)p"},
    {"", R"p(
defmodule Shop.Link do
  def seal(conn, id), do: Phoenix.Token.sign(conn, "a salt for links", id)
  def open(token), do: Phoenix.Token.verify(ShopWeb.Endpoint, "a salt for links", token, max_age: 600)
  def ring, do: Application.get_env(:shop, :jwt_secret)
  def issuer, do: Application.get_env(:shop, :jwt_issuer, "https://shop.example.net")
  def etag(body), do: :crypto.hash(:sha, body) |> Base.encode16()
end
)p"},
    {"", R"p(
-module(pass).
-export([seal/2, name/0]).
-define(RING, "PASS_RING").

name() ->
    Key = <<"a name of something">>,
    {ok, Key}.

seal(Who, Key) ->
    jwt:encode(<<"HS256">>, [{sub, Who}], 600, Key),
    jwt:encode(<<"HS512">>, [{sub, Who}], 600, list_to_binary(os:getenv(?RING))).
)p"},
    {"", R"p(
#include <jwt-cpp/jwt.h>
namespace {
constexpr auto kRingVariable = "SHOP_JWT_RING";
}
std::string seal(const std::string& who) {
  return jwt::create().set_subject(who).sign(jwt::algorithm::hs256{std::getenv(kRingVariable)});
}
)p"},
};

constexpr Program kUnchecked[] = {
    // by a name of the program's own for a package, given between brackets
    {"jwt.misuse.no-verify", R"p(
package pass

import (
	"strings"

	crist "github.com/cristalhq/jwt/v5"
)

func tenant(raw string) (*crist.Token, error) { return crist.ParseNoVerify([]byte(strings.TrimSpace(raw))) }
)p"},
    {"jwt.misuse.no-verify", R"p(
require "json/jwt"
class Pass
  def self.tenant(raw)
    JSON::JWT.decode(raw, :skip_verification)["tenant"]
  end
end
)p"},
    {"jwt.misuse.alg-none", R"p(
package pass

import "github.com/lestrrat-go/jwx/v2/jwt"

func open(t jwt.Token) ([]byte, error) { return jwt.Sign(t, jwt.WithInsecureNoSignature()) }
)p"},
    {"jwt.misuse.no-verify", R"p(
package pass

import "github.com/go-jose/go-jose/v3"

func body(raw string) []byte {
	object, _ := jose.ParseSigned(raw)
	return object.UnsafePayloadWithoutVerification()
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package pass

import "github.com/cristalhq/jwt/v4"

func tenant(raw []byte) (*jwt.Token, error) { return jwt.ParseNoVerify(raw) }
)p"},
    {"jwt.misuse.no-verify", R"p(
package pass

import "github.com/pascaldekloe/jwt"

func tenant(raw []byte) (*jwt.Claims, error) { return jwt.ParseWithoutCheck(raw) }
)p"},
    {"jwt.misuse.alg-none", R"p(
package pass

import "github.com/gbrlsnchs/jwt/v3"

var plain = jwt.None()
)p"},
    {"jwt.misuse.no-verify", R"p(
use jsonwebtoken::{dangerous::insecure_decode, Header};
fn tenant(raw: &str) -> String { insecure_decode::<Claims>(raw).unwrap().claims.tenant }
)p"},
    {"jwt.misuse.alg-none", R"p(
require "jwt"
def open(raw) = JWT.decode(raw, ring, true, algorithms: %w(none HS256), aud: "a", verify_aud: true, iss: "i", verify_iss: true)
)p"},
    {"jwt.misuse.no-expiry", R"p(<?php
use Firebase\JWT\JWT;
JWT::$leeway = 60 * 60 * 24 * 30;
)p"},
};

constexpr Program kUncheckedRight[] = {
    {"", R"p(
package pass

import "github.com/go-jose/go-jose/v3"

func body(raw string, key []byte) ([]byte, error) {
	object, err := jose.ParseSigned(raw)
	if err != nil {
		return nil, err
	}
	hint := object.UnsafePayloadWithoutVerification()
	trace(len(hint))
	return object.Verify(key)
}
)p"},
    {"", R"p(<?php
use Firebase\JWT\JWT;
JWT::$leeway = 30;
$leeway = 60 * 60 * 24 * 30;
)p"},
    {"", R"p(
require "jwt"
ACCEPTED = %w[RS256 RS512]
def open(raw) = JWT.decode(raw, ring, true, algorithms: ACCEPTED, aud: "a", verify_aud: true, iss: "i", verify_iss: true)
)p"},
};

TEST(PolyglotPrograms, SecretsOfTheirLibrariesAreFound) { ExpectTold(kSecrets); }
TEST(PolyglotPrograms, KeysFromElsewhereAreQuiet) { ExpectQuiet(kSecretsRight); }
TEST(PolyglotPrograms, ChecksThatAreLeftOutAreTold) { ExpectTold(kUnchecked); }
TEST(PolyglotPrograms, ChecksThatAreMadeAreQuiet) { ExpectQuiet(kUncheckedRight); }
TEST(PolyglotPrograms, TextsCutShortDoNoHarm) {
  ReadCutShort(kSecrets);
  ReadCutShort(kUnchecked);
}

}  // namespace
}  // namespace packrake
