#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
require 'jwt'
token = JWT.encode(payload, '{{random:alnum:11:142}}', 'HS256')
)p"},
    {"jwt.secret*", R"p(
class Auth
  SECRET = '{{random:alnum:11:143}}'
  def self.issue(p)
    JWT.encode(p, SECRET, 'HS256')
  end
end
)p"},
    {"jwt.secret*", R"p(
Devise.setup do |config|
  config.jwt do |jwt|
    jwt.secret = '{{random:alnum:16:144}}'
  end
end
)p"},
    {"jwt.secret*", R"p(
JWT.encode payload, ENV['JWT_SECRET'] || '{{random:alnum:8:145}}', 'HS256'
)p"},
    {"jwt.secret*", R"p(
JWT.encode payload, ENV.fetch('JWT_SECRET', '{{random:alnum:8:146}}'), 'HS256'
)p"},
    {"jwt.secret*", R"p(
JWT.encode payload, ENV.fetch('JWT_SECRET') { '{{random:alnum:8:147}}' }, 'HS256'
)p"},
    {"jwt.secret*", R"p(
Knock.setup { |c| c.token_secret_signature_key = -> { '{{random:alnum:12:148}}' } }
)p"},
    {"jwt.secret*", R"p(
JWTSessions.encryption_key = '{{random:alnum:12:149}}'
)p"},
    {"framework*|jwt.secret*", R"p(
Rails.application.config.secret_key_base = '{{random:alnum:32:150}}'
)p"},
    {"jwt.misuse.no-verify*", R"p(
JWT.decode(token, nil, false)
)p"},
    {"jwt.misuse.alg-none*", R"p(
JWT.encode(payload, nil, 'none')
)p"},
    {"jwt.misuse.no-expiry*", R"p(
JWT.decode(token, key, true, { verify_expiration: false, algorithm: 'HS256' })
)p"},
    {"jwt.misuse.token-in-log*", R"p(
Rails.logger.info "JWT token: #{jwt_token}"
)p"},
    {"jwt.misuse.no-verify*", R"p(
JSON::JWT.decode(token, :skip_verification)
)p"},
    {"jwt.secret*", R"p(
<?php
use Firebase\JWT\JWT;
$t = JWT::encode($payload, '{{random:alnum:12:151}}', 'HS256');
)p"},
    {"jwt.secret*", R"p(
<?php
$key = '{{random:alnum:12:152}}';
$d = JWT::decode($jwt, new Key($key, 'HS256'));
)p"},
    {"jwt.secret*", R"p(
<?php
class Auth { private $secret = '{{random:alnum:12:153}}'; function t($p) { return JWT::encode($p, $this->secret, 'HS256'); } }
)p"},
    {"jwt.secret*", R"p(
<?php
$config = Configuration::forSymmetricSigner(new Sha256(), InMemory::plainText('{{random:alnum:16:154}}'));
)p"},
    {"jwt.secret*", R"p(
<?php
return [ 'secret' => env('JWT_SECRET', '{{random:alnum:12:155}}'), 'ttl' => 60 ];
)p"},
    {"jwt.secret*", R"p(
<?php
define('JWT_AUTH_SECRET_KEY', '{{random:alnum:12:156}}');
)p"},
    {"jwt.secret*", R"p(
<?php
const JWT_SECRET = '{{random:alnum:12:157}}';
)p"},
    {"jwt.secret*", R"p(
<?php
$sig = hash_hmac('sha256', "$h.$p", '{{random:alnum:12:158}}', true); // ['typ' => 'JWT', 'alg' => 'HS256']
)p"},
    {"jwt.misuse.alg-none*", R"p(
<?php
JWT::encode($p, null, 'none');
)p"},
    {"jwt.misuse.no-verify*", R"p(
<?php
$parts = explode('.', $jwt);
$payload = json_decode(base64_decode($parts[1]));
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
<?php
setcookie('jwt', $token);
)p"},
    {"jwt.misuse.token-in-log*", R"p(
<?php
error_log("token: " . $accessToken);
)p"},
    {"jwt.misuse.no-verify*", R"p(
<?php
use Lcobucci\JWT\Token\Parser;
$token = (new Parser(new JoseEncoder()))->parse($jwt);
echo $token->claims()->get('uid');
)p"},
    {"jwt.misuse.token-in-url*", R"p(
<?php
header("Location: https://app.example.com/cb?token=" . $jwt);
)p"},
    {"jwt.secret*", R"p(
let t = encode(&Header::default(), &claims, &EncodingKey::from_secret("{{random:alnum:12:159}}".as_ref()))?;
)p"},
    {"jwt.secret*", R"p(
const SECRET: &[u8] = b"{{random:alnum:12:160}}";
let d = decode::<Claims>(&t, &DecodingKey::from_secret(SECRET), &Validation::default())?;
)p"},
    {"jwt.secret*", R"p(
let secret = std::env::var("JWT_SECRET").unwrap_or_else(|_| "{{random:alnum:12:161}}".to_string());
)p"},
    {"jwt.secret*", R"p(
let key: Hmac<Sha256> = Hmac::new_from_slice(b"{{random:alnum:12:162}}")?;
use jwt::SignWithKey;
)p"},
    {"jwt.misuse.no-verify*", R"p(
let mut v = Validation::default(); v.insecure_disable_signature_validation();
)p"},
    {"jwt.misuse.no-expiry*", R"p(
let mut v = Validation::new(Algorithm::HS256); v.validate_exp = false;
)p"},
    {"jwt.secret*", R"p(
config :my_app, MyApp.Guardian, issuer: "my_app", secret_key: "{{random:alnum:12:163}}"
)p"},
    {"jwt.secret*", R"p(
signer = Joken.Signer.create("HS256", "{{random:alnum:12:164}}")
)p"},
    {"jwt.secret*", R"p(
config :joken, default_signer: "{{random:alnum:12:165}}"
)p"},
    {"jwt.secret*", R"p(
jwk = JOSE.JWK.from_oct("{{random:alnum:12:166}}")
)p"},
    {"jwt.secret*", R"p(
auto token = jwt::create().set_issuer("a").sign(jwt::algorithm::hs256{"{{random:alnum:12:167}}"});
)p"},
    {"jwt.secret*", R"p(
jwt_set_alg(jwt, JWT_ALG_HS256, (unsigned char *)"{{random:alnum:12:168}}", 12);
)p"},
    {"jwt.secret*", R"p(
const std::string secret = "{{random:alnum:12:169}}";
auto v = jwt::verify().allow_algorithm(jwt::algorithm::hs256{secret});
)p"},
    {"jwt.secret*", R"p(
struct l8w8jwt_encoding_params params; params.secret_key = (unsigned char*)"{{random:alnum:12:170}}";
)p"},
    {"jwt.secret*", R"p(
let signer = JWTSigner.hs256(key: "{{random:alnum:12:171}}".data(using: .utf8)!)
)p"},
    {"jwt.secret*", R"p(
app.jwt.signers.use(.hs256(key: "{{random:alnum:12:172}}"))
)p"},
    {"jwt.misuse.mobile-storage*", R"p(
UserDefaults.standard.set(token, forKey: "jwt")
)p"},
    {"jwt.secret*", R"p(
let privateKey = "{{random:alnum:12:173}}"
let jwtSigner = JWTSigner.hs256(key: Data(privateKey.utf8))
)p"},
    {"jwt.secret*", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';
final token = jwt.sign(SecretKey('{{random:alnum:12:174}}'));
)p"},
    {"jwt.misuse.mobile-storage*", R"p(
final prefs = await SharedPreferences.getInstance();
prefs.setString('jwt', token);
)p"},
    {"jwt.secret*", R"p(
local jwt = require "resty.jwt"
local t = jwt:sign("{{random:alnum:12:175}}", { header = { typ = "JWT", alg = "HS256" }, payload = p })
)p"},
    {"jwt.secret*", R"p(
use Crypt::JWT qw(encode_jwt);
my $t = encode_jwt(payload => $d, alg => 'HS256', key => '{{random:alnum:12:176}}');
)p"},
    {"jwt.secret*", R"p(
(ns a (:require [buddy.sign.jwt :as jwt]))
(def secret "{{random:alnum:12:177}}")
(jwt/sign {:id 1} secret)
)p"},
    {"jwt.secret*", R"p(
SELECT sign(row_to_json(r), '{{random:alnum:12:178}}') AS token FROM (SELECT 'x' AS role) r; -- pgjwt
)p"},
    {"jwt.secret*", R"p(
ALTER DATABASE postgres SET "app.jwt_secret" TO '{{random:alnum:16:179}}';
)p"},
    {"jwt.secret*", R"p(
ALTER DATABASE postgres SET "app.settings.jwt_secret" TO '{{random:alnum:16:180}}';
)p"},
    {"jwt.misuse.no-verify*", R"p(
defmodule A do
  def user(token) do
    {:ok, claims} = Joken.peek_claims(token)
    claims["sub"]
  end
end
)p"},
    {"jwt.misuse.no-verify*", R"p(
defmodule A do
  def user(token), do: JOSE.JWT.peek_payload(token)
end
)p"},
    {"jwt.secret*", R"p(
import Config
config :joken, default_signer: "{{random:alnum:12:181}}"
)p"},
    {"jwt.secret*", R"p(
ALTER DATABASE postgres SET "app.jwt_secret" TO '{{random:alnum:16:182}}';
CREATE ROLE anon NOLOGIN;
)p"},
    {"jwt.secret*", R"p(
ALTER DATABASE postgres SET app.jwt_secret = '{{random:alnum:16:183}}';
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
class SessionsController < ApplicationController
  def create
    cookies[:jwt] = token
  end
end
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
def create
  cookies[:jwt] = { value: token, expires: 1.hour }
end
)p"},
    {"jwt.misuse.token-in-log*", R"p(
fn main() {
    println!("token: {}", jwt_token);
}
)p"},
    {"jwt.misuse.token-in-log*", R"p(
use tracing::info;
fn f(access_token: &str) {
    info!("access token {access_token}");
}
)p"},
    {"jwt.misuse.token-in-log*", R"p(
use log::debug;
fn f(jwt: &str) -> Result<()> {
    debug!("got {}", jwt);
    Ok(())
}
)p"},
    {"jwt.misuse.token-in-log*", R"p(
import Foundation
func login() {
  print("JWT: \(jwtToken)")
}
)p"},
    {"jwt.secret*", R"p(
import SwiftJWT
let privateKey = "{{random:alnum:12:184}}"
let jwtSigner = JWTSigner.hs256(key: Data(privateKey.utf8))
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
<?php
throw new JWTDecodeFailureException(JWTDecodeFailureException::EXPIRED_TOKEN, 'Expired JWT Token');
)p"},
    {"", R"p(
<?php
use Lcobucci\JWT\Signer\Rsa\Sha256;
$payload = 'testing';
assert($signer->verify($signature, $payload, $this->publicKey()));
)p"},
    {"", R"p(
<?php
file_put_contents($path, PHP_EOL."JWT_SECRET=$key".PHP_EOL, FILE_APPEND);
)p"},
    {"", R"p(
JWT.encode payload, Rails.application.credentials.secret_key_base, 'RS256'
hmac = ENV['JWT_SECRET']
)p"},
    {"", R"p(
JWT.decode(token, key, true, { algorithm: 'RS256', verify_iss: true, iss: 'x', verify_aud: true, aud: 'y' })
)p"},
    {"", R"p(
<?php
$key = getenv('JWT_SECRET');
$t = JWT::encode($p, $key, 'HS256');
)p"},
    {"", R"p(
let secret = std::env::var("JWT_SECRET").expect("JWT_SECRET must be set");
let k = EncodingKey::from_secret(secret.as_bytes());
)p"},
    {"", R"p(
config :my_app, MyApp.Guardian, secret_key: System.get_env("GUARDIAN_SECRET")
)p"},
    {"", R"p(
def create
  cookies[:jwt] = { value: token, httponly: true, secure: true }
end
)p"},
};

TEST(OtherPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(OtherPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(OtherPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(OtherPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
