#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kRight[] = {
    {"", R"p(
import os
import jwt
SECRET = os.environ["JWT_SECRET"]
def issue(uid): return jwt.encode({"sub": uid}, SECRET, algorithm="HS256")
def read(t): return jwt.decode(t, SECRET, algorithms=["HS256"], audience="orders", issuer="me")
)p"},
    {"", R"p(
import jwt
from pathlib import Path
PRIVATE = Path("/run/secrets/jwt.pem").read_bytes()
def issue(uid): return jwt.encode({"sub": uid}, PRIVATE, algorithm="RS256", headers={"kid": "2024-01"})
)p"},
    {"", R"p(
import hvac, jwt
client = hvac.Client(url="https://vault.internal:8200")
secret = client.secrets.kv.v2.read_secret_version(path="jwt")["data"]["data"]["signing_key"]
token = jwt.encode({"sub": "1"}, secret, algorithm="HS256")
)p"},
    {"", R"p(
import os
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
SIMPLE_JWT = {
    "ALGORITHM": "RS256",
    "SIGNING_KEY": os.environ["JWT_PRIVATE"],
    "VERIFYING_KEY": os.environ["JWT_PUBLIC"],
    "USER_ID_FIELD": "id",
    "USER_ID_CLAIM": "user_id",
    "TOKEN_TYPE_CLAIM": "token_type",
    "AUTH_HEADER_NAME": "HTTP_AUTHORIZATION",
}
)p"},
    {"", R"p(
import logging
log = logging.getLogger(__name__)
def login(user, token):
    log.info("token issued for %s (%d bytes, ends %s)", user.id, len(token), token[-4:])
    log.debug("jwt token expired")
)p"},
    {"", R"p(
import jwt
def key_for(token, jwks):
    kid = jwt.get_unverified_header(token)["kid"]
    return jwks[kid]
def read(token, jwks):
    return jwt.decode(token, key_for(token, jwks), algorithms=["RS256"], audience="a", issuer="b")
)p"},
    {"", R"p(
import secrets
import jwt
KEY = secrets.token_urlsafe(64)
def issue(sub): return jwt.encode({"sub": sub}, KEY, algorithm="HS256")
)p"},
    {"", R"p(
WEAK_JWT_SECRETS = {"secret", "changeme", "password", "123456", "your-256-bit-secret"}
def check(secret: str) -> None:
    if secret in WEAK_JWT_SECRETS or len(secret) < 32:
        raise ValueError("JWT_SECRET is too weak; run `openssl rand -hex 32`")
)p"},
    {"", R"p(
from pydantic import Field
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    jwt_secret: str = Field(..., env="JWT_SECRET", min_length=32, description="Secret for signing JWTs")
    jwt_issuer: str = "https://auth.example.com"
    jwt_cookie_name: str = "access_token"
)p"},
    {"", R"p(
import boto3, jwt
secret = boto3.client("secretsmanager").get_secret_value(SecretId="prod/jwt/signing")["SecretString"]
token = jwt.encode({"sub": "x"}, secret, algorithm="HS256")
)p"},
    {"", R"p(
ERRORS = {
    "jwt_secret_missing": "The JWT secret is not set",
    "jwt_expired": "Your session has expired, please log in again",
    "token_key": "tokens",
    "secret_key_help": "Create one with: openssl rand -base64 48",
}
)p"},
    {"", R"p(
from rest_framework import serializers
class TokenSerializer(serializers.Serializer):
    access_token = serializers.CharField(help_text="JWT access token")
    refresh_token = serializers.CharField(help_text="JWT refresh token", write_only=True)
)p"},
    {"", R"p(
export const env = z.object({
  JWT_SECRET: z.string().min(32, 'JWT_SECRET must be at least 32 characters'),
  JWT_EXPIRES_IN: z.string().default('15m'),
  JWT_ALGORITHM: z.enum(['HS256', 'RS256']).default('HS256'),
}).parse(process.env);
)p"},
    {"", R"p(
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(config: ConfigService) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.getOrThrow<string>('auth.jwt.secret'),
      audience: 'web', issuer: 'api',
    });
  }
}
)p"},
    {"", R"p(
const client = jwksClient({ jwksUri: 'https://tenant.example.com/.well-known/jwks.json' });
const getKey = (header, cb) => client.getSigningKey(header.kid, (e, k) => cb(e, k && k.getPublicKey()));
jwt.verify(token, getKey, { algorithms: ['RS256'], audience: 'web', issuer: 'https://tenant.example.com/' }, done);
)p"},
    {"", R"p(
localStorage.setItem('theme', theme);
localStorage.setItem('token_expires_at', String(decoded.exp));
sessionStorage.removeItem('access_token');
localStorage.removeItem('jwt');
)p"},
    {"", R"p(
res.cookie('access_token', token, { httpOnly: true, secure: true, sameSite: 'strict', maxAge: 900000 });
)p"},
    {"", R"p(
router.post('/token/refresh', refreshToken);
router.get('/reset/:token', (req, res) => reset(req.params.token));
const TOKEN_HEADER = 'x-access-token';
const JWT_COOKIE = 'jwt';
)p"},
    {"", R"p(
{
  "auth": {
    "jwt": { "secret": "Secret", "secretPlaceholder": "Enter the JWT secret", "key": "Key" },
    "token": "Token",
    "tokenSecret": "Token secret"
  }
}
)p"},
    {"", R"p(
<Input name="jwtSecret" label="JWT secret" placeholder="Paste the signing secret" type="password" />
<FormField id="jwt_secret_key" helperText="At least 32 characters" />
)p"},
    {"", R"p(
console.log('token', token.slice(0, 8) + '…');
console.debug(`jwt length ${jwt.length}`);
console.log('Token refreshed');
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
const secret = require('crypto').randomBytes(64).toString('hex');
module.exports = (p) => jwt.sign(p, secret, { expiresIn: '5m' });
)p"},
    {"", R"p(
export const JWT_SECRET = Symbol('JWT_SECRET');
export const JWT_OPTIONS = 'JWT_OPTIONS';
export const TOKENS = { jwtSecret: 'config.jwt.secret', jwtService: 'services.jwt' };
container.register('jwtSecret', asValue(process.env.JWT_SECRET));
)p"},
    {"", R"p(
const res = await fetch('https://api.example.com/me', { headers: { Authorization: `Bearer ${accessToken}` } });
await fetch(`http://localhost:3000/me`, { headers: { Authorization: `Bearer ${accessToken}` } });
)p"},
    {"", R"p(
const { data } = await vault.read('secret/data/jwt');
const token = jwt.sign({ sub: id }, data.data.signingKey, { algorithm: 'HS256', expiresIn: '10m' });
)p"},
    {"", R"p(
public final class Constants {
    public static final String JWT_SECRET_PROPERTY = "app.jwt.secret";
    public static final String TOKEN_HEADER = "Authorization";
    public static final String TOKEN_PREFIX = "Bearer ";
    public static final String JWT_SECRET_ENV = "JWT_SECRET";
    public static final String CLAIM_KEY_USERNAME = "sub";
    public static final String JWT_KEY_ALIAS = "jwt-signing";
}
)p"},
    {"", R"p(
KeyStore ks = KeyStore.getInstance("PKCS12");
ks.load(new FileInputStream(path), System.getenv("KEYSTORE_PASSWORD").toCharArray());
PrivateKey k = (PrivateKey) ks.getKey("jwt", System.getenv("KEY_PASSWORD").toCharArray());
String t = Jwts.builder().subject("x").signWith(k).compact();
)p"},
    {"", R"p(
@Bean
SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.oauth2ResourceServer(o -> o.jwt(j -> j.jwkSetUri("https://id.example.com/jwks")))
        .csrf(c -> c.disable()).build();
}
)p"},
    {"", R"p(
fun Application.module() {
    val secret = environment.config.property("jwt.secret").getString()
    val audience = environment.config.property("jwt.audience").getString()
    val issuer = environment.config.property("jwt.issuer").getString()
    val verifier = JWT.require(Algorithm.HMAC256(secret)).withAudience(audience).withIssuer(issuer).build()
}
)p"},
    {"", R"p(
logger.info { "Token for ${user.id} expires ${claims.expiration}" }
log.debug("jwt filter: ${request.requestURI} has token: ${token != null}")
)p"},
    {"", R"p(
val master = MasterKey.Builder(ctx).setKeyScheme(MasterKey.KeyScheme.AES256_GCM).build()
val sp = EncryptedSharedPreferences.create(ctx, "secure", master, PREF_KEY, PREF_VALUE)
sp.edit().putString("jwt_token", jwt).apply()
)p"},
    {"", R"p(
class JwtService @Inject()(config: Configuration) {
  private val key = config.get[String]("play.http.secret.key")
  def encode(c: JwtClaim): String = Jwt.encode(c, key, JwtAlgorithm.HS256)
}
)p"},
    {"", R"p(
spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: https://id.example.com/realms/shop
          jwk-set-uri: https://id.example.com/realms/shop/protocol/openid-connect/certs
app:
  jwt:
    secret: ${JWT_SECRET}
    expiration-ms: 86400000
    header: Authorization
    prefix: Bearer
)p"},
    {"", R"p(
var key = builder.Configuration["Jwt:Key"] ?? throw new InvalidOperationException("Jwt:Key is missing");
builder.Services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new()
{
    IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)),
    ValidateIssuer = true, ValidIssuer = "a", ValidateAudience = true, ValidAudience = "b", ValidateLifetime = true,
});
)p"},
    {"", R"p(
{
  "Jwt": { "Issuer": "https://shop.example.com", "Audience": "shop", "Key": "", "ExpireMinutes": 30 },
  "Logging": { "LogLevel": { "Microsoft.IdentityModel": "Warning" } }
}
)p"},
    {"", R"p(
public class JwtOptions
{
    public const string SectionName = "Jwt";
    [Required, MinLength(32)] public string Secret { get; init; } = string.Empty;
    public string Issuer { get; init; } = "shop";
}
)p"},
    {"", R"p(
Dim key = New SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("JWT_KEY")))
Dim creds = New SigningCredentials(key, SecurityAlgorithms.HmacSha256)
)p"},
    {"", R"p(
internal static class ErrorCodes
{
    public const string JwtSecretMissing = "JWT_SECRET_MISSING";
    public const string InvalidTokenKey = "invalid_token_key";
    public const string SigningKeyNotFound = "The signing key was not found";
}
)p"},
    {"", R"p(
var jwtKey = []byte(os.Getenv("JWT_KEY"))
func Sign(c jwt.Claims) (string, error) { return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(jwtKey) }
)p"},
    {"", R"p(
func parse(raw string, pub *rsa.PublicKey) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) { return pub, nil },
		jwt.WithValidMethods([]string{"RS256"}), jwt.WithAudience("orders"), jwt.WithIssuer("https://id"))
}
)p"},
    {"", R"p(
flag.StringVar(&cfg.JWTSecret, "jwt-secret", os.Getenv("JWT_SECRET"), "secret used to sign JSON web tokens")
cmd.Flags().String("jwt-key-file", "", "path of the JWT signing key")
viper.BindEnv("jwt.secret", "JWT_SECRET")
)p"},
    {"", R"p(
var Keys = []Key{
	{Path: "auth.jwt_secret", Key: "jwt_secret", Secret: true, Env: "APP_AUTH_JWT_SECRET"},
	{Path: "auth.jwt_issuer", Key: "jwt_issuer", Default: "app"},
	{Path: "session.secret", Key: "session_secret", Secret: true, Env: "APP_SESSION_SECRET"},
}
)p"},
    {"", R"p(
const (
	errFmtJWTSecretShort = "option 'jwt_secret' must be %d characters or more"
	jwtSecretField       = "identity_validation.reset_password.jwt_secret"
	attrJWTKeyID         = "jwt_key_id"
)
)p"},
    {"", R"p(
const TokenContextKey contextKey = "jwt-token"
ctx = context.WithValue(ctx, TokenContextKey, token)
func tokenKey(id string) string { return "token:" + id }
)p"},
    {"", R"p(
Devise.setup do |config|
  config.jwt { |jwt| jwt.secret = ENV.fetch('DEVISE_JWT_SECRET_KEY') }
  # config.secret_key = ENV['DEVISE_SECRET']
  config.reset_password_within = 6.hours
end
)p"},
    {"", R"p(
<?php
return ['sqs' => ['driver' => 'sqs', 'key' => env('AWS_KEY'), 'secret' => env('AWS_SECRET'), 'queue' => 'default']];
)p"},
    {"", R"p(
let secret = std::env::var("JWT_SECRET").expect("JWT_SECRET must be set");
let mut v = Validation::new(Algorithm::HS256);
v.set_audience(&["orders"]);
v.set_issuer(&["https://id"]);
let data = decode::<Claims>(&token, &DecodingKey::from_secret(secret.as_bytes()), &v)?;
)p"},
    {"", R"p(
config :shop, Shop.Guardian,
  issuer: "shop",
  secret_key: System.fetch_env!("GUARDIAN_SECRET")
config :shop, ShopWeb.Endpoint, secret_key_base: System.get_env("SECRET_KEY_BASE") || raise("missing")
)p"},
    {"", R"p(
let key = ProcessInfo.processInfo.environment["JWT_KEY"]!
app.jwt.signers.use(.hs256(key: key))
KeychainWrapper.standard.set(token, forKey: "jwt_token")
)p"},
    {"", R"p(
final storage = FlutterSecureStorage();
await storage.write(key: 'jwt_token', value: token);
final secret = Platform.environment['JWT_SECRET']!;
final t = JWT({'id': id}).sign(SecretKey(secret), expiresIn: const Duration(hours: 1));
)p"},
    {"", R"p(
services:
  api:
    image: shop/api
    environment:
      JWT_SECRET: ${JWT_SECRET:?set it}
      JWT_EXPIRES_IN: 15m
      JWT_PUBLIC_KEY_FILE: /run/secrets/jwt_pub
    secrets: [jwt_private_key]
)p"},
    {"", R"p(
resource "random_password" "jwt_secret" { length = 64 }
resource "aws_ssm_parameter" "jwt" {
  name  = "/shop/jwt_secret"
  type  = "SecureString"
  value = random_password.jwt_secret.result
}
variable "jwt_secret" {
  type        = string
  description = "Secret that signs the JWTs"
  sensitive   = true
}
)p"},
    {"", R"p(
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      JWT_SECRET: ${{ secrets.JWT_SECRET }}
    steps:
      - run: echo "JWT_SECRET=$(openssl rand -hex 32)" >> $GITHUB_ENV
)p"},
    {"", R"p(
<?php
$key = InMemory::file('/run/secrets/jwt.pem');
$config = Configuration::forAsymmetricSigner(new Rsa\Sha256(), $key, InMemory::plainText(''));
$other = Configuration::forAsymmetricSigner(new Sha256(), $key, InMemory::plainText('empty', 'empty'));
)p"},
    {"", R"p(
token = generate_jwt(now, None, private_key)

def generate_jwt(now, lifetime, key):
    return jwt.encode({"iat": now}, key or secret_from_env(), "HS256")
)p"},
    {"", R"p(
class Shop < Sinatra::Base
  set :server, %w[HTTP webrick]
  set :environment, 'production'
  set :session_secret, ENV.fetch('SESSION_SECRET')
end
)p"},
};

}  // namespace


TEST(ServicesQuiet, CutShortDoNoHarm) { ReadCutShort(kRight); }

TEST(ServicesQuiet, OfGoodKindAreQuiet) { ExpectQuiet(kRight); }

}  // namespace packrake
