#include "credential/code_text.h"
#include "credential/programs.h"

// PHP, Ruby, Elixir, Perl and Lua: checks that are left out in the ways of their libraries, and beside each what is
// written in much the same way and checks.
namespace packrake {
namespace {

constexpr Program kToldOfPhp[] = {
    // firebase/php-jwt, version 2
    {"jwt.misuse.no-verify", R"p(<?php
require_once 'vendor/firebase/JWT.php';

function account_of($raw) {
    $claims = JWT::decode($raw, '', FALSE);
    return Account::load($claims->account);
}
)p"},
    {"jwt.misuse.alg-any", R"p(<?php
use Firebase\JWT\JWT;

class Inbox {
    public function open($raw) {
        return JWT::decode($raw, $this->pem, \array_keys(JWT::$supported_algs));
    }
}
)p"},
    // an audience that is everybody, in claims made in place, by a method, by a builder
    {"jwt.misuse.broad-audience", R"p(<?php
use Firebase\JWT\JWT;

function voucher($id, $key) {
    return JWT::encode(['sub' => $id, 'aud' => ['*'], 'exp' => time() + 60], $key, 'EdDSA');
}
)p"},
    {"jwt.misuse.broad-audience", R"p(<?php
use Firebase\JWT\JWT;

class Tickets {
    public function sign($seat) {
        return JWT::encode($this->claims($seat), $this->key, 'ES256');
    }

    private function claims($seat) {
        return ['sub' => $seat, 'aud' => 'example.com', 'exp' => time() + 60];
    }
}
)p"},
    {"jwt.misuse.broad-audience", R"p(<?php
use Lcobucci\JWT\Builder;

function stamp(Builder $builder) {
    return $builder->permittedFor('*')->relatedTo('7');
}
)p"},
    // lcobucci: constraints, none of which is about the signature
    {"jwt.misuse.no-verify", R"p(<?php
use Lcobucci\JWT\Configuration;
use Lcobucci\JWT\Validation\Constraint\PermittedFor;

function tenant(Configuration $jwt, string $raw) {
    $parsed = $jwt->parser()->parse($raw);
    $jwt->validator()->assert($parsed, new PermittedFor('billing'));
    return $parsed->claims()->get('tenant');
}
)p"},
    {"jwt.misuse.no-verify", R"p(<?php
use Lcobucci\JWT\Parser;
use Lcobucci\JWT\ValidationData;

function uid($raw) {
    $token = (new Parser())->parse((string) $raw);
    $data = new ValidationData();
    $data->setIssuer('https://id.example.org/');
    return $token->validate($data) ? $token->getClaim('uid') : null;
}
)p"},
    // namshi/jose, web-token
    {"jwt.misuse.alg-none", R"p(<?php
use Namshi\JOSE\JWS;

$jws = JWS::load($_COOKIE['sso'], true);
)p"},
    {"jwt.misuse.alg-none", R"p(<?php
use Jose\Component\Core\AlgorithmManager;
use Jose\Component\Signature\Algorithm\ES256;
use Jose\Component\Signature\Algorithm\None;

$manager = new AlgorithmManager([new ES256(), new None()]);
)p"},
    // jumbojett's client
    {"jwt.misuse.no-issuer", R"p(<?php
use Jumbojett\OpenIDConnectClient;

$oidc = new OpenIDConnectClient($url, $id, $secret);
$oidc->setIssuerValidator(fn ($issuer) => true);
)p"},
};

constexpr Program kQuietInPhp[] = {
    // of jwt-simple, where it asks not to leave the check out: a script looks like other languages, too
    {"", R"p(
var jwt = require('jwt-simple');

exports.readPass = function (raw) {
  var claims = jwt.decode(raw, conf.get('PASS_KEY'), false, 'HS256');
  if (claims.iss !== 'doors') {
    throw new Error('issued by somebody else');
  }
  return claims;
};
)p"},
    // the third argument of today is filled with the headers
    {"", R"p(<?php
use Firebase\JWT\JWT;
use Firebase\JWT\Key;

function account_of($raw, $pem) {
    $headers = new stdClass();
    $claims = JWT::decode($raw, new Key($pem, 'RS256'), $headers);
    return Account::load($claims->account);
}
)p"},
    {"", R"p(<?php
use Firebase\JWT\JWT;

function issuer_and_claims($raw, $keys) {
    $iss = JWT::decode($raw, null, false)->iss;
    return JWT::decode($raw, $keys[$iss], ['RS256']);
}
)p"},
    // a provider's set of keys, each of which is for one algorithm
    {"", R"p(<?php
use Firebase\JWT\JWK;
use Firebase\JWT\JWT;

function account_of($raw, $document) {
    $jwks = JWK::parseKeySet($document);
    return JWT::decode($raw, $jwks, array_keys(JWT::$supported_algs))->account;
}
)p"},
    {"", R"p(<?php
use Firebase\JWT\JWT;

function voucher($id, $key) {
    return JWT::encode(['sub' => $id, 'aud' => 'https://vouchers.example.org', 'exp' => time() + 60], $key, 'EdDSA');
}
)p"},
    {"", R"p(<?php
use Lcobucci\JWT\Configuration;
use Lcobucci\JWT\Validation\Constraint\PermittedFor;
use Lcobucci\JWT\Validation\Constraint\SignedWith;

function tenant(Configuration $jwt, string $raw) {
    $parsed = $jwt->parser()->parse($raw);
    $jwt->validator()->assert($parsed, new PermittedFor('billing'), new SignedWith($jwt->signer(), $jwt->verificationKey()));
    return $parsed->claims()->get('tenant');
}
)p"},
    // constraints of elsewhere
    {"", R"p(<?php
use Lcobucci\JWT\Configuration;

function tenant(Configuration $jwt, string $raw, array $rules) {
    $parsed = $jwt->parser()->parse($raw);
    $jwt->validator()->assert($parsed, ...$rules);
    return $parsed->claims()->get('tenant');
}
)p"},
    // which asks for a constraint on the signature by its type
    {"", R"p(<?php
use Lcobucci\JWT\JwtFacade;

function tenant(JwtFacade $jwt, string $raw, $signed, $valid) {
    return $jwt->parse($raw, $signed, $valid)->claims()->get('tenant');
}
)p"},
    {"", R"p(<?php
use Lcobucci\JWT\Parser;
use Lcobucci\JWT\ValidationData;

function uid($raw, $signer, $key) {
    $token = (new Parser())->parse((string) $raw);
    return $token->verify($signer, $key) && $token->validate(new ValidationData()) ? $token->getClaim('uid') : null;
}
)p"},
    {"", R"p(<?php
use Namshi\JOSE\SimpleJWS;

$jws = SimpleJWS::load($_COOKIE['sso'], false);
if (!$jws->isValid($publicKey, 'RS256')) { exit; }
)p"},
    {"", R"p(<?php
use Jose\Component\Core\AlgorithmManager;
use Jose\Component\Signature\Algorithm\ES256;

$manager = new AlgorithmManager([new ES256()]);
)p"},
    {"", R"p(<?php
use Jumbojett\OpenIDConnectClient;

$oidc = new OpenIDConnectClient($url, $id, $secret);
$oidc->setIssuerValidator(function ($issuer) use ($tenants) {
    return in_array($issuer, $tenants, true);
});
)p"},
};

constexpr Program kToldOfRuby[] = {
    {"jwt.misuse.no-verify", R"p(
require 'rack/jwt'

use Rack::JWT::Auth, verify: false, secret: nil
)p"},
    // ruby-jwt 3
    {"jwt.misuse.no-verify", R"p(
require 'jwt'

class Visitor
  def initialize(raw)
    @claims = JWT::EncodedToken.new(raw).unverified_payload
  end

  def staff? = @claims['staff']
end
)p"},
    {"jwt.misuse.broad-audience", R"p(
class Badge
  def to_s
    JWT.encode(claims, @key, 'ES256')
  end

  private

  def claims
    { sub: @id, aud: '*', exp: 5.minutes.from_now.to_i }
  end
end
)p"},
};

constexpr Program kQuietInRuby[] = {
    {"", R"p(
require 'rack/jwt'

use Rack::JWT::Auth, verify: true, secret: ENV.fetch('JWT_SECRET'), options: { algorithm: 'HS256' }
use Rack::Cors, verify: false
)p"},
    {"", R"p(
require 'jwt'

class Visitor
  def initialize(raw, key)
    token = JWT::EncodedToken.new(raw)
    token.verify!(signature: { algorithm: 'RS256', key: key })
    @claims = token.payload
  end
end
)p"},
    {"", R"p(
require 'jwt'

def issuer_of(raw)
  JWT::EncodedToken.new(raw).unverified_payload['iss']
end
)p"},
    {"", R"p(
class Badge
  def to_s
    JWT.encode(claims, @key, 'ES256')
  end

  private

  def claims
    { sub: @id, aud: 'doors-of-house-7', exp: 5.minutes.from_now.to_i }
  end
end
)p"},
};

constexpr Program kToldOfElixir[] = {
    {"jwt.misuse.alg-none", R"p(
defmodule Till.Partners do
  use Guardian, otp_app: :till, allowed_algos: ["ES256", "none"]
end
)p"},
    {"jwt.misuse.alg-none", R"p(
import Config

config :jose, unsecured_signing: true
)p"},
    {"jwt.misuse.alg-none", R"p(
defmodule Till.Boot do
  def start do
    JOSE.unsecured_signing(true)
  end
end
)p"},
    {"jwt.misuse.alg-none", R"p(
defmodule Till.Receipts do
  @algorithms ["RS256", "none"]

  def read(token, jwk) do
    jwk |> JOSE.JWT.verify_strict(@algorithms, token)
  end
end
)p"},
    {"jwt.misuse.alg-none", R"p(
defmodule Till.Receipts do
  def write(jwk, claims), do: JOSE.JWT.sign(jwk, %{"alg" => "none"}, claims)
end
)p"},
    {"jwt.misuse.no-audience", R"p(
defmodule Till.Token do
  use Joken.Config

  def token_config, do: default_claims(skip: [:aud])

  def read(raw), do: verify_and_validate(raw)
end
)p"},
    {"jwt.misuse.no-expiry", R"p(
defmodule TillWeb.Socket do
  alias Phoenix.Token

  def connect(%{"token" => raw}, socket) do
    Token.verify(TillWeb.Endpoint, "user auth", raw, max_age: :infinity)
  end
end
)p"},
    {"jwt.misuse.broad-audience", R"p(
defmodule Till.Token do
  use Joken.Config

  def token_config, do: default_claims(aud: "*", default_exp: 900)
end
)p"},
};

constexpr Program kQuietInElixir[] = {
    {"", R"p(
defmodule Till.Partners do
  use Guardian, otp_app: :till, allowed_algos: ["ES256"]
end
)p"},
    {"", R"p(
import Config

config :jose, unsecured_signing: false
)p"},
    {"", R"p(
defmodule Till.Receipts do
  @algorithms ["RS256"]

  def read(token, jwk) do
    jwk |> JOSE.JWT.verify_strict(@algorithms, token)
  end

  def write(jwk, claims), do: JOSE.JWT.sign(jwk, %{"alg" => "ES256"}, claims)
end
)p"},
    // checked by another function
    {"", R"p(
defmodule Till.Token do
  use Joken.Config

  def token_config do
    default_claims(skip: [:aud, :iss])
    |> add_claim("aud", fn -> "till" end, &(&1 == "till"))
    |> add_claim("iss", fn -> "till" end, &(&1 == "till"))
  end

  def read(raw), do: verify_and_validate(raw)
end
)p"},
    // made for somebody else, who checks
    {"", R"p(
defmodule Till.AppStore do
  use Joken.Config

  def token_config, do: default_claims(skip: [:aud, :jti], iss: team(), default_exp: 600)

  def bearer, do: generate_and_sign!(%{}, signer())
end
)p"},
    {"", R"p(
defmodule TillWeb.Socket do
  def connect(%{"token" => raw}, socket) do
    Phoenix.Token.verify(TillWeb.Endpoint, "user auth", raw, max_age: 86_400)
  end

  def unsubscribe(raw), do: Phoenix.Token.verify(TillWeb.Endpoint, "unsubscribe", raw, max_age: :infinity)

  def cached(key), do: Cache.verify(key, max_age: :infinity)
end
)p"},
};

constexpr Program kToldOfPerl[] = {
    {"jwt.misuse.no-verify", R"p(
use Crypt::JWT qw(decode_jwt);
my $claims = decode_jwt(token => $raw, ignore_signature => 1);
)p"},
    {"jwt.misuse.no-expiry", R"p(
use Crypt::JWT qw(decode_jwt);
my $claims = decode_jwt(token => $raw, key => $key, verify_exp => 0);
)p"},
    {"jwt.misuse.alg-none", R"p(
use Crypt::JWT qw(decode_jwt);
my $claims = decode_jwt(token => $raw, key => $key, accepted_alg => ['none', 'HS256']);
)p"},
    {"jwt.misuse.alg-none", R"p(
use Mojo::JWT;
my $claims = Mojo::JWT->new(secret => $secret, allow_none => 1)->decode($raw);
)p"},
    // JSON::WebToken
    {"jwt.misuse.no-verify", R"p(
use JSON::WebToken;
my $claims = JSON::WebToken->decode($raw, undef, 0);
)p"},
};

constexpr Program kQuietInPerl[] = {
    // a first look, for the key's name
    {"", R"p(
use Crypt::JWT qw(decode_jwt);

sub claims {
    my ($raw) = @_;
    my ($head) = decode_jwt(token => $raw, decode_header => 1, ignore_signature => 1);
    return decode_jwt(token => $raw, key => key_for($head->{kid}), accepted_alg => 'RS256');
}
)p"},
    {"", R"p(
use Mojo::JWT;
my $jwt = Mojo::JWT->new(claims => { id => 7 }, secret => $self->config->{jwt_secret})->encode;
my $claims = Mojo::JWT->new(secret => $ENV{JWT_SECRET}, allow_none => 0)->decode($raw);
)p"},
    {"", R"p(
use JSON::WebToken;
my $claims = JSON::WebToken->decode($raw, $key, 1, ['HS256']);
)p"},
};

constexpr Program kToldOfLua[] = {
    {"jwt.misuse.no-verify", R"p(
local jwt = require "resty.jwt"
local parsed = jwt:load_jwt(ngx.var.cookie_sso)
ngx.var.tenant = parsed.payload.tenant
)p"},
    {"jwt.misuse.no-verify", R"p(
local jwt = require "luajwt"
local claims = jwt.decode(token, key, false)
ngx.ctx.user = claims.sub
)p"},
    {"jwt.misuse.alg-none", R"p(
local options = { discovery = ngx.var.discovery, accept_none_alg = true }
local claims = require("resty.openidc").authenticate(options)
)p"},
    {"jwt.misuse.no-verify", R"p(
local options = { discovery = ngx.var.discovery, accept_unsupported_alg = true }
local claims = require("resty.openidc").authenticate(options)
)p"},
};

constexpr Program kQuietInLua[] = {
    {"", R"p(
local jwt = require "resty.jwt"
local parsed = jwt:load_jwt(ngx.var.cookie_sso)
local checked = jwt:verify_jwt_obj(keys[parsed.header.kid], parsed)
if checked.verified then ngx.var.tenant = checked.payload.tenant end
)p"},
    {"", R"p(
local jwt = require "luajwt"
local claims = jwt.decode(token, key, true)
)p"},
    {"", R"p(
local options = { discovery = ngx.var.discovery, accept_none_alg = false, accept_unsupported_alg = false }
local claims = require("resty.openidc").authenticate(options)
)p"},
};

TEST(ReviewedWeb, ChecksOfPhp) {
  ExpectTold(kToldOfPhp);
  ExpectQuiet(kQuietInPhp);
}
TEST(ReviewedWeb, ChecksOfRuby) {
  ExpectTold(kToldOfRuby);
  ExpectQuiet(kQuietInRuby);
}
TEST(ReviewedWeb, ChecksOfElixir) {
  ExpectTold(kToldOfElixir);
  ExpectQuiet(kQuietInElixir);
}
TEST(ReviewedWeb, ChecksOfPerl) {
  ExpectTold(kToldOfPerl);
  ExpectQuiet(kQuietInPerl);
}
TEST(ReviewedWeb, ChecksOfLua) {
  ExpectTold(kToldOfLua);
  ExpectQuiet(kQuietInLua);
}
TEST(ReviewedWeb, ChecksAreReadWhereverTheyAreCutShort) {
  ReadCutShort(kToldOfPhp);
  ReadCutShort(kToldOfRuby);
  ReadCutShort(kToldOfElixir);
  ReadCutShort(kToldOfPerl);
  ReadCutShort(kToldOfLua);
}

}  // namespace
}  // namespace packrake
