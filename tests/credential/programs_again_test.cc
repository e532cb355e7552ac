#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written once more, after what the others showed was mended.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
from functools import wraps
import jwt as j
from flask import request, g
_K = ("part-one-" "{{random:alnum:14:12301}}")
def need(f):
    @wraps(f)
    def inner(*a, **k):
        g.user = j.decode(request.cookies["s"], _K, algorithms=["HS256"], audience="me", issuer="me")
        return f(*a, **k)
    return inner
)p"},
    {"jwt.secret*", R"p(
class BaseConfig:
    DEBUG = False
class DevConfig(BaseConfig):
    JWT_SECRET_KEY = "dev-{{random:alnum:16:12302}}"
    JWT_ACCESS_TOKEN_EXPIRES = 3600
)p"},
    {"jwt.secret*", R"p(
def get_jwt_strategy() -> JWTStrategy:
    return JWTStrategy(secret="{{random:alnum:20:12303}}", lifetime_seconds=3600)
)p"},
    {"jwt.secret*", R"p(
from sanic_jwt import Initialize
Initialize(app, authenticate=authenticate, secret="{{random:alnum:20:12304}}", expiration_delta=600)
)p"},
    {"jwt.secret*", R"p(
from joserfc import jwt
from joserfc.jwk import OctKey
key = OctKey.import_key(b"{{random:alnum:32:12305}}")
token = jwt.encode({"alg": "HS256"}, {"sub": "a"}, key)
)p"},
    {"jwt.secret*", R"p(
JWT_AUTH = {
    'JWT_SECRET_KEY': '{{random:alnum:40:12306}}',
    'JWT_VERIFY_EXPIRATION': True,
}
)p"},
    {"jwt.secret*", R"p(
SECRET = getattr(settings, "JWT_SECRET", "fallback-{{random:alnum:12:12307}}")
token = jwt.encode(payload, SECRET, "HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, { JwtPayload } from 'jsonwebtoken';
export const createToken = (id: number): string => {
  const secret: string = process.env.TOKEN_SECRET as string || 'ts-{{random:alnum:14:12308}}';
  return jwt.sign({ id } satisfies JwtPayload, secret, { algorithm: 'HS256', expiresIn: 60 * 15 });
};
)p"},
    {"jwt.secret*", R"p(
const jwt = require('koa-jwt');
app.use(jwt({ secret: ['old-{{random:alnum:9:12309}}', 'new-{{random:alnum:9:12310}}'] }).unless({ path: [/^\/public/] }));
)p"},
    {"jwt.secret*", R"p(
module.exports = ({ env }) => ({
  jwtSecret: env('JWT_SECRET', '{{random:base64:22:12312}}=='),
  jwt: { expiresIn: '30d' },
});
)p"},
    {"jwt.secret*", R"p(
io.use((socket, next) => {
  jwt.verify(socket.handshake.auth.token, 'socket-{{random:alnum:9:12313}}', { algorithms: ['HS256'] }, (err, user) => {
    if (err) return next(err);
    socket.user = user;
    next();
  });
});
)p"},
    {"jwt.misuse.web-storage", R"p(
actions: {
  async login({ commit }, creds) {
    const res = await axios.post('/api/login', creds);
    localStorage.jwt = res.data.jwt;
    commit('setUser', res.data.user);
  },
}
)p"},
    {"jwt.secret*", R"p(
@Configuration
public class AuthorizationServerConfig extends AuthorizationServerConfigurerAdapter {
    @Bean
    public JwtAccessTokenConverter accessTokenConverter() {
        JwtAccessTokenConverter converter = new JwtAccessTokenConverter();
        converter.setSigningKey("{{random:alnum:20:12314}}");
        return converter;
    }
}
)p"},
    {"jwt.secret*|key.*", R"p(
mp.jwt.verify.issuer=https://example.com
smallrye.jwt.sign.key={{random:alnum:40:12316}}
)p"},
    {"jwt.secret*", R"p(
@ConfigurationProperties("security.jwt")
data class JwtProps(val secret: String = "kp-{{random:alnum:18:12317}}", val ttl: Long = 900)
)p"},
    {"jwt.secret*", R"p(
object JwtConfig {
    private const val issuer = "ktor.io"
    private val algorithm = Algorithm.HMAC512("obj-{{random:alnum:16:12318}}")
    val verifier: JWTVerifier = JWT.require(algorithm).withIssuer(issuer).withAudience("a").build()
}
)p"},
    {"jwt.secret*", R"p(
val token = JwtSprayJson.encode(claim, "sc-{{random:alnum:18:12319}}", JwtAlgorithm.HS512)
)p"},
    {"jwt.secret*", R"p(
var secret = TextEncodings.Base64Url.Decode("{{random:base64url:43:12321}}");
app.UseJwtBearerAuthentication(new JwtBearerAuthenticationOptions
{
    AllowedAudiences = new[] { "x" },
    IssuerSecurityKeyProviders = new[] { new SymmetricKeyIssuerSecurityKeyProvider("issuer", secret) }
});
)p"},
    {"jwt.secret*", R"p(
string token = JWT.Encode(payload, Encoding.UTF8.GetBytes("jose-{{random:alnum:27:12322}}"), JwsAlgorithm.HS256);
)p"},
    {"jwt.secret*", R"p(
e.Use(echojwt.WithConfig(echojwt.Config{
	SigningKey: []byte("echo-{{random:alnum:12:12323}}"),
}))
)p"},
    {"jwt.secret*", R"p(
func init() {
	tokenAuth = jwtauth.New("HS256", []byte("chi-{{random:alnum:12:12324}}"), nil)
}
)p"},
    {"jwt.secret*", R"p(
type JWTMaker struct{ secretKey string }

func main() {
	maker := &JWTMaker{secretKey: "mk-{{random:alnum:28:12325}}"}
	_ = maker
}
func (m *JWTMaker) Create(c jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(m.secretKey))
}
)p"},
    {"jwt.secret*", R"p(
key, err := jwk.FromRaw([]byte("jwx-{{random:alnum:20:12326}}"))
signed, err := jwt.Sign(tok, jwt.WithKey(jwa.HS256, key))
)p"},
    {"jwt.secret*", R"p(
JWTSessions.algorithm = 'HS256'
JWTSessions.encryption_key = 'rb-{{random:alnum:22:12327}}'
)p"},
    {"jwt.secret*", R"p(
module TokenHelper
  def secret
    @secret ||= 'memo-{{random:alnum:14:12328}}'
  end

  def issue(user)
    JWT.encode({ id: user.id }, secret, 'HS256')
  end
end
)p"},
    {"jwt.secret*", R"p(
<?php
$app->add(new Tuupola\Middleware\JwtAuthentication([
    "path" => "/api",
    "secret" => "slim-{{random:alnum:18:12329}}",
    "algorithm" => ["HS256"],
]));
)p"},
    {"jwt.secret*", R"p(
<?php
class Auth {
    const KEY = 'c-{{random:alnum:20:12330}}';
    public static function token($u) { return JWT::encode(['u' => $u], self::KEY, 'HS256'); }
}
)p"},
    {"jwt.secret*", R"p(
static KEYS: Lazy<Keys> = Lazy::new(|| {
    let secret = std::env::var("JWT_SECRET").unwrap_or("lazy-{{random:alnum:16:12331}}".into());
    Keys::new(secret.as_bytes())
});
)p"},
    {"jwt.secret*", R"p(
config :shop, Shop.Auth.Guardian,
  issuer: "shop",
  secret_key: "{{random:base64:64:12333}}"
)p"},
    {"jwt.secret*", R"p(
app.jwt.signers.use(.hs256(key: "vapor-{{random:alnum:12:12334}}"))
)p"},
    {"jwt.secret*", R"p(
final env = Platform.environment;
final secret = env['JWT_SECRET'] ?? 'dart-{{random:alnum:14:12335}}';
String sign(Map<String, dynamic> c) => JWT(c).sign(SecretKey(secret));
)p"},
    {"jwt.secret*", R"p(
struct l8w8jwt_encoding_params params;
l8w8jwt_encoding_params_init(&params);
params.alg = L8W8JWT_ALG_HS512;
params.secret_key = (unsigned char*)"l8-{{random:alnum:24:12336}}";
)p"},
    {"jwt.secret*", R"p(
config:
  env:
    JWT_SECRET_KEY: "{{random:alnum:26:12337}}"
)p"},
    {"jwt.secret*", R"p(
kind: ConfigMap
data:
  config.json: |
    {
      "jwtSecret": "{{random:alnum:30:12338}}",
      "port": 80
    }
)p"},
    {"jwt.secret*", R"p(
config:
  api:jwtSecret: {{random:alnum:26:12339}}
)p"},
    {"jwt.secret*", R"p(
      - uses: docker/build-push-action@v5
        with:
          build-args: |
            JWT_SECRET={{random:alnum:26:12340}}
            NODE_ENV=production
)p"},
    {"jwt.secret*", R"p(
<Environment name="jwt.secret" value="{{random:alnum:30:12341}}" type="java.lang.String" override="false"/>
)p"},
    {"jwt.secret*", R"p(
stringData:
  jwt-secret: {{ .Values.jwtSecret | default "{{random:alnum:24:12342}}" | quote }}
)p"},
    {"jwt.secret*", R"p(
env:
  JWT_SECRET: ${{ secrets.JWT_SECRET || '{{random:alnum:24:12343}}' }}
)p"},
    {"jwt.secret*", R"p(
jwt_secret: <%= ENV.fetch("JWT_SECRET", "{{random:alnum:24:12345}}") %>
)p"},
    {"jwt.misuse.token-in-log", R"p(
print(f"jwt token: {jwt_token}")
)p"},
    {"jwt.misuse.token-in-url", R"p(
req, _ := http.NewRequest("GET", fmt.Sprintf("%s/files?access_token=%s", base, accessToken), nil)
)p"},
    {"jwt.misuse.cookie-flags", R"p(
cookies[:jwt] = { value: token, expires: 1.hour.from_now }
)p"},
    {"jwt.misuse.cookie-flags", R"p(
<?php
setcookie("jwt", $token, time() + 3600, "/");
)p"},
    {"jwt.misuse.no-expiry", R"p(
JWT.decode(token, key, true, { verify_expiration: false, algorithm: 'RS256' })
)p"},
    {"jwt.misuse.*", R"p(
let mut validation = Validation::new(Algorithm::HS256);
validation.validate_exp = false;
validation.validate_aud = false;
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
SECRET_KEY = config("JWT_SECRET", cast=Secret)
ALGORITHM = config("JWT_ALG", default="HS256")
)p"},
    {"", R"p(
with open("/etc/keys/jwt.pem") as fh:
    KEY = fh.read()
token = jwt.encode({"sub": 1, "exp": e, "aud": "x"}, KEY, algorithm="RS256")
)p"},
    {"", R"p(
parser = argparse.ArgumentParser()
parser.add_argument("--jwt-secret", required=True, help="HMAC secret; never pass the default")
)p"},
    {"", R"p(
def test_rejects_short_secret():
    with pytest.raises(ValueError, match="jwt secret is too short"):
        load(jwt_secret=None)
)p"},
    {"", R"p(
const secretName = `${stack}-jwt-secret`;
new secretsmanager.Secret(this, 'JwtSecret', { secretName, generateSecretString: { passwordLength: 64 } });
)p"},
    {"", R"p(
container.bind<string>('JWT_SECRET').toConstantValue(requireEnv('JWT_SECRET'));
)p"},
    {"", R"p(
export const queryKeys = { token: ['auth', 'token'], jwtKey: ['settings', 'jwt-key'] };
)p"},
    {"", R"p(
const jwtKeyPath = path.join(__dirname, 'keys', 'jwt.key');
const key = fs.readFileSync(jwtKeyPath);
)p"},
    {"", R"p(
labels:
  jwt.secret: Secret
  token.key: Clé du jeton
help:
  jwt.secret: Le secret qui signe les jetons
)p"},
    {"", R"p(
@Value("${jwt.secret:}") private String secret;
@Value("${jwt.header:Authorization}") private String header;
@Value("#{systemEnvironment['JWT_KEY']}") private String key;
)p"},
    {"", R"p(
throw new IllegalStateException("jwt.secret must have at least 32 characters");
String key = vaultTemplate.read("secret/jwt").getData().get("key").toString();
)p"},
    {"", R"p(
var keyName = configuration["Jwt:KeyName"];
SecurityKey key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "2024" };
)p"},
    {"", R"p(
secret, ok := os.LookupEnv("JWT_SECRET")
if !ok { log.Fatal("JWT_SECRET is not set") }
var errNoSecret = errors.New("jwt secret is empty")
)p"},
    {"", R"p(
$key = InMemory::file(__DIR__ . '/private.pem');
$config = Configuration::forAsymmetricSigner(new Sha256(), $key, InMemory::plainText('empty', 'empty'));
)p"},
    {"", R"p(
define('JWT_AUTH_SECRET_KEY', getenv('JWT_AUTH_SECRET_KEY'));
define('JWT_AUTH_CORS_ENABLE', true);
)p"},
    {"", R"p(
let key = EncodingKey::from_rsa_pem(&std::fs::read("key.pem")?)?;
let secret: [u8; 32] = rand::random();
)p"},
    {"", R"p(
config :app, App.Guardian, secret_key: {App.Secrets, :guardian, []}
)p"},
    {"", R"p(
resource "kubernetes_secret" "jwt" {
  metadata { name = "jwt-secret" }
  data = { secret = random_password.jwt.result }
}
)p"},
    {"", R"p(
- name: JWT_SECRET
  valueFrom: { secretKeyRef: { name: api, key: jwt_secret } }
- name: JWT_HEADER
  value: Authorization
)p"},
    {"", R"p(
JWT_SECRET_FILE=/run/secrets/jwt
JWT_ALGORITHM=HS256
JWT_AUDIENCE=api
JWT_SECRET=${JWT_SECRET:?missing}
)p"},
    {"", R"p(
Set `jwt.secret` to a long random value. Rotate the *JWT secret* each quarter.
)p"},
    {"", R"p(
2024-05-01 INFO  auth - jwt secret loaded from vault
2024-05-01 WARN  auth - token for user 12 expired
)p"},
    {"", R"p(
ALTER DATABASE app SET "app.jwt_secret" TO :'jwt_secret';
SELECT sign(row_to_json(r), current_setting('app.jwt_secret')) AS token FROM r;
)p"},
    {"", R"p(
res.cookie('token', t, { ...cookieDefaults, maxAge });
localStorage.setItem('jwt_banner_seen', '1');
console.log('jwt ok for', user.id);
)p"},
    {"", R"p(
Log.d(TAG, "token refreshed, valid for ${expires - now} s")
val jwtKey: SecretKey = Keys.secretKeyFor(SignatureAlgorithm.HS512)
)p"},
    {"", R"p(
jwt_secret = {{ jwt_secret | mandatory }}
jwt_key = {{ jwt_key | default(omit) }}
jwt_ttl = {{ jwt_ttl | default('15m') }}
)p"},
};

}  // namespace

TEST(Again, AreSeen) { ExpectSeen(kWrong); }

// Its own name says only "secret", which would be a hint; the variable's name says what for.
TEST(Again, ADefaultOfAnEnvironmentsJwtSecretIsNoHint) {
  const auto rules = RulesIn(R"p(
package main

import "github.com/golang-jwt/jwt/v5"

func getEnv(key, fallback string) string {
	if v, ok := os.LookupEnv(key); ok {
		return v
	}
	return fallback
}

var secret = getEnv("JWT_SECRET", "{{random:alnum:24:21001}}")
)p");
  EXPECT_TRUE(Sees(rules, "jwt.secret.fallback"));
}

TEST(Again, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

TEST(Again, OfGoodKindAreQuiet) { ExpectQuiet(kRight); }

}  // namespace packrake
