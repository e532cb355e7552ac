#include <gtest/gtest.h>

#include <string>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
class JsonWebToken
  SECRET_KEY = '{{random:alnum:24:6001}}'.freeze

  def self.encode(payload, exp = 24.hours.from_now)
    payload[:exp] = exp.to_i
    JWT.encode(payload, SECRET_KEY)
  end

  def self.decode(token)
    decoded = JWT.decode(token, SECRET_KEY)[0]
    HashWithIndifferentAccess.new decoded
  end
end
)p"},
    {"jwt.secret*", R"p(
Devise.setup do |config|
  config.jwt do |jwt|
    jwt.secret = '{{random:alnum:40:6003}}'
    jwt.dispatch_requests = [['POST', %r{^/login$}]]
  end
end
)p"},
    {"jwt.secret*", R"p(
JWTSessions.algorithm = 'HS256'
JWTSessions.encryption_key = '{{random:alnum:40:6005}}'
)p"},
    {"jwt.secret*", R"p(
Doorkeeper::JWT.configure do
  secret_key '{{random:alnum:40:6007}}'
  encryption_method :hs512
end
)p"},
    {"jwt.secret*", R"p(
set :jwt_secret, ENV.fetch('JWT_SECRET') { '{{random:alnum:20:6008}}' }
)p"},
    {"jwt.secret*", R"p(
secret = ENV['JWT_SECRET'] || '{{random:alnum:20:6009}}'
)p"},
    {"framework*", R"p(
Rails.application.config.secret_key_base = '{{random:hex:128:6011}}'
)p"},
    {"framework*|jwt.secret*", R"p(
enable :sessions
set :session_secret, '{{random:alnum:64:6012}}'
)p"},
    {"jwt.misuse.no-verify", R"p(
decoded = JWT.decode(token, nil, false)
user = User.find(decoded[0]['sub'])
)p"},
    {"jwt.misuse.no-verify", R"p(
claims = JSON::JWT.decode(id_token, :skip_verification)
)p"},
    {"jwt.misuse.no-expiry", R"p(
JWT.decode(token, key, true, { algorithm: 'RS256', verify_expiration: false })
)p"},
    {"jwt.misuse.cookie-flags", R"p(
cookies[:jwt] = token
)p"},
    {"jwt.misuse.cookie-flags", R"p(
cookies[:jwt] = { value: token, expires: 1.day.from_now }
)p"},
    {"jwt.secret.empty", R"p(
JWT.encode({ a: 1 }, '', 'HS256')
)p"},
    {"jwt.misuse.alg-from-token", R"p(
alg = JWT.decode(token, nil, false).last['alg']
JWT.decode(token, key, true, algorithm: alg)
)p"},
    {"jwt.secret*", R"p(
<?php
declare(strict_types=1);

namespace App\Service;

use Firebase\JWT\JWT;
use Firebase\JWT\Key;

final class TokenService
{
    private const KEY = '{{random:alnum:32:6101}}';

    public function issue(int $userId): string
    {
        $payload = ['iss' => 'acme', 'sub' => $userId, 'exp' => time() + 3600];
        return JWT::encode($payload, self::KEY, 'HS256');
    }

    public function check(string $jwt): object
    {
        return JWT::decode($jwt, new Key(self::KEY, 'HS256'));
    }
}
)p"},
    {"jwt.secret*", R"p(
$config = Configuration::forSymmetricSigner(
    new Sha256(),
    InMemory::base64Encoded('{{random:base64:44:6103}}')
);
)p"},
    {"jwt.secret*", R"p(
<?php
return [
    /*
    | JWT Authentication Secret
    */
    'secret' => '{{random:alnum:64:6107}}',
    'ttl' => 60,
    'refresh_ttl' => 20160,
    'algo' => 'HS256',
    'required_claims' => ['iss', 'iat', 'exp'],
];
)p"},
    {"jwt.secret*", R"p(
define( 'GRAPHQL_JWT_AUTH_SECRET_KEY', '{{random:alnum:64:6109}}' );
)p"},
    {"jwt.secret*", R"p(
'components' => [
    'jwt' => [
        'class' => \sizeg\jwt\Jwt::class,
        'key' => '{{random:alnum:32:6111}}',
        'jwtValidationData' => JwtValidationData::class,
    ],
],
)p"},
    {"jwt.secret*", R"p(
function jwt($header, $payload) {
    $sig = hash_hmac('sha256', "$header.$payload", '{{random:alnum:32:6112}}', true);
    return "$header.$payload." . base64url($sig);
}
)p"},
    {"jwt.misuse.no-verify", R"p(
list($h, $p, $s) = explode('.', $jwt);
$claims = json_decode(base64_decode($p));
if ($claims->admin) { grant(); }
)p"},
    {"jwt.misuse.no-verify", R"p(
use Lcobucci\JWT\Configuration;
$token = $config->parser()->parse($_SERVER['HTTP_X_TOKEN']);
$uid = $token->claims()->get('uid');
)p"},
    {"jwt.misuse.alg-none", R"p(
$token = (new Builder())->getToken(new \Lcobucci\JWT\Signer\None(), new Key(''));
)p"},
    {"jwt.misuse.cookie-flags", R"p(
setcookie("token", $token, ["expires" => time() + 3600, "path" => "/"]);
)p"},
    {"jwt.misuse.token-in-log", R"p(
Log::info('access token', ['token' => $accessToken]);
)p"},
    {"jwt.misuse.alg-mixed", R"p(
JWT::decode($jwt, $key, ['HS256', 'RS256']);
)p"},
    {"jwt.misuse.key-from-token", R"p(
$header = json_decode(base64_decode(explode('.', $jwt)[0]));
$key = file_get_contents("/keys/" . $header->kid . ".pem");
)p"},
    {"jwt.secret*", R"p(
use jsonwebtoken::{decode, encode, Algorithm, DecodingKey, EncodingKey, Header, Validation};

const SECRET: &[u8] = b"{{random:alnum:24:6201}}";

pub fn sign(claims: &Claims) -> Result<String, jsonwebtoken::errors::Error> {
    encode(&Header::default(), claims, &EncodingKey::from_secret(SECRET))
}
)p"},
    {"jwt.secret*", R"p(
let token = encode(&Header::new(Algorithm::HS512), &my_claims, &EncodingKey::from_secret("{{random:alnum:24:6203}}".as_ref()))?;
)p"},
    {"jwt.secret*", R"p(
let key = HS256Key::from_bytes(b"{{random:alnum:24:6205}}");
let token = key.authenticate(claims)?;
)p"},
    {"jwt.secret*", R"p(
DecodingKey::from_base64_secret("{{random:base64:44:6207}}")
)p"},
    {"jwt.misuse.no-verify", R"p(
let data = jsonwebtoken::dangerous_insecure_decode::<Claims>(&token)?;
)p"},
    {"jwt.misuse.no-expiry", R"p(
let v = Validation { validate_exp: false, ..Validation::default() };
// jsonwebtoken
)p"},
    {"jwt.misuse.token-in-log", R"p(
tracing::info!("issued {token}"); // jwt
)p"},
    {"jwt.misuse.token-in-log", R"p(
println!("token: {}", access_token);
)p"},
    {"jwt.secret*", R"p(
config :joken, default_signer: "{{random:alnum:24:6302}}"
)p"},
    {"jwt.secret*", R"p(
jwk = JOSE.JWK.from_oct("{{random:alnum:24:6304}}")
JOSE.JWT.sign(jwk, %{"alg" => "HS256"}, claims)
)p"},
    {"jwt.secret*", R"p(
Joken.Signer.create("HS512", "{{random:alnum:24:6306}}")
)p"},
    {"jwt.misuse.no-verify", R"p(
{:ok, claims} = Joken.peek_claims(token)
claims["sub"]
)p"},
    {"jwt.secret*", R"p(
#include <jwt-cpp/jwt.h>
int main() {
    auto token = jwt::create()
        .set_issuer("auth0")
        .set_type("JWS")
        .sign(jwt::algorithm::hs256{"{{random:alnum:24:6401}}"});
}
)p"},
    {"jwt.secret*", R"p(
static unsigned char key[] = "{{random:alnum:32:6403}}";
jwt_t *jwt = NULL;
jwt_new(&jwt);
jwt_set_alg(jwt, JWT_ALG_HS256, key, sizeof(key) - 1);
)p"},
    {"jwt.secret*", R"p(
#define JWT_SECRET "{{random:alnum:32:6405}}"
)p"},
    {"jwt.misuse.alg-none", R"p(
auto token = jwt::create().set_issuer("a").sign(jwt::algorithm::none{});
)p"},
    {"jwt.misuse.no-verify", R"p(
auto decoded = jwt::decode(token);
for (auto& e : decoded.get_payload_json()) std::cout << e.first;
)p"},
    {"jwt.misuse.token-in-log", R"p(
std::cout << "token: " << access_token << std::endl;
)p"},
    {"jwt.secret*", R"p(
app.jwt.signers.use(.hs256(key: "{{random:alnum:24:6502}}"))
)p"},
    {"jwt.secret*", R"p(
await app.jwt.keys.add(hmac: "{{random:alnum:24:6503}}", digestAlgorithm: .sha256)
)p"},
    {"jwt.secret*", R"p(
let jwtSigner = JWTSigner.hs256(key: Data("{{random:alnum:24:6504}}".utf8))
)p"},
    {"jwt.misuse.mobile-storage", R"p(
UserDefaults.standard.set(token, forKey: "authToken")
)p"},
    {"jwt.misuse.token-in-log", R"p(
print("token: \(accessToken)")
)p"},
    {"jwt.misuse.alg-none", R"p(
let signed = try jwt.sign(using: .none)
)p"},
    {"jwt.misuse.no-verify", R"p(
let parts = jwt.components(separatedBy: ".")
let data = Data(base64Encoded: pad(parts[1]))
)p"},
    {"jwt.secret*", R"p(
try {
  final jwt = JWT.verify(token, SecretKey("{{random:alnum:24:6602}}"));
} on JWTExpiredException {
  print('jwt expired');
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
final prefs = await SharedPreferences.getInstance();
await prefs.setString('access_token', token);
)p"},
    {"jwt.misuse.token-in-log", R"p(
debugPrint('JWT: $jwtToken');
)p"},
    {"jwt.misuse.no-verify", R"p(
Map<String, dynamic> decoded = JwtDecoder.decode(token);
if (decoded['role'] == 'admin') shelf();
)p"},
    {"jwt.secret*", R"p(
local jwt = require "resty.jwt"
local jwt_token = jwt:sign("{{random:alnum:24:6701}}", { header = { typ = "JWT", alg = "HS256" }, payload = { foo = "bar" } })
)p"},
    {"jwt.secret*", R"p(
use Crypt::JWT qw(encode_jwt decode_jwt);
my $jws = encode_jwt(payload => $data, alg => 'HS256', key => '{{random:alnum:24:6703}}');
)p"},
    {"jwt.secret*", R"p(
ALTER DATABASE mydb SET "app.jwt_secret" TO '{{random:alnum:32:6705}}';
)p"},
    {"jwt.secret*", R"p(
#!/bin/bash
export JWT_SECRET={{random:alnum:32:6707}}
exec node server.js
)p"},
    {"jwt.secret*", R"p(
JWT_SECRET="${JWT_SECRET:-{{random:alnum:32:6709}}}"
)p"},
    {"jwt.misuse.no-verify", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart' as tokens;

Future<String> whoIs(HttpRequest request) async {
  final decoded = tokens.JWT.tryDecode(request.headers.value('authorization')!.substring(7));
  return decoded!.payload['sub'] as String;
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';

JWT session(String token, ECPublicKey key) {
  return JWT.verify(token, key, issuer: 'acme', checkExpiresIn: false);
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart' as tokens;

String whoIs(String token, tokens.ECPublicKey key) {
  final checked = tokens.JWT.verify(token, key, issuer: 'acme', audience: tokens.Audience.one('shop'), checkNotBefore: true);
  return checked.payload['sub'] as String;
}
)p"},
    {"", R"p(
JWT.encode(payload, Rails.application.credentials.secret_key_base, 'HS256')
JWT.decode(token, Rails.application.secrets.secret_key_base, true, algorithm: 'HS256', verify_aud: true, aud: 'api', verify_iss: true, iss: 'me')
)p"},
    {"", R"p(
config.jwt do |jwt|
  jwt.secret = ENV.fetch('DEVISE_JWT_SECRET_KEY')
  jwt.expiration_time = 1.hour.to_i
end
)p"},
    {"", R"p(
cookies.encrypted[:jwt] = { value: token, httponly: true, secure: true }
)p"},
    {"", R"p(
rsa_private = OpenSSL::PKey::RSA.new File.read('jwt.pem')
token = JWT.encode payload, rsa_private, 'RS256'
)p"},
    {"", R"p(
<?php
return [
    'secret' => env('JWT_SECRET'),
    'keys' => ['public' => env('JWT_PUBLIC_KEY'), 'private' => env('JWT_PRIVATE_KEY'), 'passphrase' => env('JWT_PASSPHRASE')],
    'ttl' => env('JWT_TTL', 60),
    'algo' => env('JWT_ALGO', Tymon\JWTAuth\Providers\JWT\Provider::ALGO_HS256),
    'blacklist_enabled' => env('JWT_BLACKLIST_ENABLED', true),
];
)p"},
    {"", R"p(
$decoded = JWT::decode($jwt, new Key(file_get_contents('public.pem'), 'RS256'));
$decoded = JWT::decode($jwt, new Key($_ENV['JWT_SECRET'], 'HS256'));
)p"},
    {"", R"p(
'sqs' => [
    'driver' => 'sqs',
    'key' => 'your-public-key',
    'secret' => 'your-secret-key',
    'queue' => 'your-queue-url',
],
)p"},
    {"", R"p(
setcookie('jwt', $jwt, ['expires' => $e, 'secure' => true, 'httponly' => true, 'samesite' => 'Strict']);
)p"},
    {"", R"p(
let secret = std::env::var("JWT_SECRET").expect("JWT_SECRET must be set");
let key = EncodingKey::from_secret(secret.as_bytes());
let key2 = EncodingKey::from_rsa_pem(include_bytes!("../key.pem"))?;
)p"},
    {"", R"p(
config :my_app, MyApp.Guardian, issuer: "my_app", secret_key: System.fetch_env!("GUARDIAN_SECRET")
config :my_app, MyAppWeb.Endpoint, secret_key_base: System.get_env("SECRET_KEY_BASE")
)p"},
    {"", R"p(
auto token = jwt::create().sign(jwt::algorithm::rs256{"", read_file(path), "", ""});
auto secret = std::getenv("JWT_SECRET");
auto t2 = jwt::create().sign(jwt::algorithm::hs256{secret});
)p"},
    {"", R"p(
app.jwt.signers.use(.hs256(key: Environment.get("JWT_SECRET")!))
try keychain.set(token, key: "accessToken")
)p"},
    {"", R"p(
final storage = FlutterSecureStorage();
await storage.write(key: 'jwt', value: token);
final key = SecretKey(Platform.environment['JWT_SECRET']!);
)p"},
    {"", R"p(
export JWT_SECRET=$(openssl rand -hex 32)
JWT_SECRET="${JWT_SECRET:?must be set}"
JWT_SECRET=$(vault kv get -field=jwt secret/app)
)p"},
};

TEST(ProgramsOfOthers, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfOthers, AreReadAsElixirBelowALongHeadThatSaysNothingOfTokens) {
  std::string text = "defmodule Shop.BasketTest do\n  use Shop.Case\n\n";
  while (text.size() < (17U << 10)) {
    text += R"p(
  test "a basket holds what is put in", %{basket: basket} do
    Enum.each(1..3, fn n ->
      put!(basket, n)
      assert Jason.decode!(read(basket)) == Jason.decode!(Basket.page!(n))
    end)

    receive do
      {:added, count} -> assert count == 3
    after
      100 -> flunk("nothing came")
    end
  end
)p";
  }
  text += R"p(
  defp signed(claims) do
    signer = Joken.Signer.create("HS256", "{{random:alnum:20:6091}}")
    Joken.generate_and_sign!(%{}, claims, signer)
  end
end
)p";
  EXPECT_TRUE(SeesOneOf("jwt.secret*", text));
}

TEST(ProgramsOfOthers, AreQuietWhenRight) { ExpectQuiet(kRight); }

TEST(ProgramsOfOthers, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
