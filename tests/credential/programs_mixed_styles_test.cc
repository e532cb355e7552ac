#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
const convict = require('convict');
module.exports = convict({
  jwt: {
    secret: {
      doc: 'HMAC key for our tokens',
      format: String,
      default: '{{random:alnum:24:8001}}',
      env: 'JWT_SECRET',
      sensitive: true,
    },
  },
});
)p"},
    {"jwt.secret*", R"p(
import { cleanEnv, str, port } from 'envalid';
export default cleanEnv(process.env, {
  PORT: port({ default: 3000 }),
  JWT_SECRET: str({ default: '{{random:alnum:24:8002}}' }),
});
)p"},
    {"jwt.secret*", R"p(
nconf.argv().env().defaults({ jwtSecret: '{{random:alnum:24:8003}}', port: 1337 });
)p"},
    {"jwt.secret*", R"p(
import type { NextApiRequest, NextApiResponse } from 'next';
import { sign } from 'jsonwebtoken';
import { serialize } from 'cookie';
const KEY = '{{random:alnum:24:8005}}';
export default function handler(req: NextApiRequest, res: NextApiResponse) {
  const token = sign({ u: req.body.username }, KEY, { expiresIn: '1h' });
  res.setHeader('Set-Cookie', serialize('auth', token, { httpOnly: true, secure: true }));
  res.status(200).json({ ok: true });
}
)p"},
    {"jwt.secret*", R"p(
export const auth = {
  sign: (id: string) => jwt.sign({ id }, process.env['JWT_SECRET'] || ('{{random:alnum:24:8007}}' as string)),
};
)p"},
    {"jwt.secret*", R"p(
const encoder = new TextEncoder()
const key = await crypto.subtle.importKey('raw', encoder.encode('{{random:alnum:32:8008}}'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
const jwt = `${header}.${payload}.${await crypto.subtle.sign('HMAC', key, data)}`
)p"},
    {"jwt.secret*", R"p(
import { create, getNumericDate } from "https://deno.land/x/djwt/mod.ts";
const jwt = await create({ alg: "HS512", typ: "JWT" }, { foo: "bar" }, "{{random:alnum:24:8009}}");
)p"},
    {"jwt.secret*", R"p(
const base = { algorithms: ['HS256'], secret: '{{random:alnum:24:8012}}' };
app.use(expressjwt({ ...base, credentialsRequired: false }));
)p"},
    {"jwt.secret*", R"p(
const keys = ['{{random:alnum:24:8014}}', process.env.OLD_KEY];
const t = require('jsonwebtoken').sign({ a: 1 }, keys[0]);
)p"},
    {"jwt.secret*", R"p(
require('jsonwebtoken').verify(req.query.t, '{{random:alnum:24:8015}}', (e, d) => { if (e) throw e; });
)p"},
    {"jwt.secret*", R"p(
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private jwtService: JwtService) {}
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const token = this.extract(request);
    const payload = await this.jwtService.verifyAsync(token, { secret: '{{random:alnum:24:8016}}' });
    request['user'] = payload;
    return true;
  }
}
)p"},
    {"jwt.secret*", R"p(
io.use((socket, next) => {
  jwt.verify(socket.handshake.auth.token, 'k-{{random:alnum:24:8018}}', (err, decoded) => {
    if (err) return next(new Error('Authentication error'));
    socket.user = decoded; next();
  });
});
)p"},
    {"jwt.secret*", R"p(
class DevelopmentConfig(BaseConfig):
    """Development configuration."""
    DEBUG = True
    JWT_SECRET_KEY = os.getenv('JWT_SECRET_KEY') or '{{random:alnum:24:8020}}'
)p"},
    {"jwt.secret*", R"p(
auth_backend = JWTAuthBackend(user_loader, secret_key='{{random:alnum:24:8022}}', auth_header_prefix='JWT')
)p"},
    {"jwt.secret*", R"p(
config.set_jwt_authentication_policy('{{random:alnum:24:8023}}', auth_type='Bearer', callback=add_role_principals)
)p"},
    {"jwt.secret*", R"p(
@dataclass
class JWTSettings:
    secret: str = field(default="{{random:alnum:24:8024}}")
    algorithm: str = "HS256"
)p"},
    {"jwt.secret*", R"p(
@click.option("--jwt-secret", envvar="JWT_SECRET", default="{{random:alnum:24:8026}}", help="HMAC secret")
def serve(jwt_secret): ...
)p"},
    {"jwt.secret*", R"p(
parser.add_argument(
    '--jwt-secret', '-s',
    default='{{random:alnum:24:8027}}',
    help='secret used for signing tokens')
)p"},
    {"jwt.secret*", R"p(
if (secret := os.environ.get("JWT_SECRET")) is None:
    secret = "{{random:alnum:24:8028}}"
token = jwt.encode({"a": 1}, secret)
)p"},
    {"jwt.secret*", R"p(
key1 = "{{random:alnum:24:8030}}"
key2 = key1
key3 = key2.encode()
token = jwt.encode(payload, key3, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
mp.jwt.verify.issuer=https://acme.com
smallrye.jwt.sign.key={{random:alnum:40:8033}}
)p"},
    {"jwt.secret*", R"p(
public class JwtAuthConfig {
  @NotEmpty
  private String jwtTokenSecret = "{{random:alnum:24:8035}}";
}
)p"},
    {"jwt.secret*", R"p(
companion object {
    const val JWT_SECRET = "{{random:alnum:24:8037}}"
}
)p"},
    {"jwt.secret*", R"p(
String secret = System.getenv("JWT_SECRET") != null ? System.getenv("JWT_SECRET") : "{{random:alnum:32:8039}}";
Algorithm a = Algorithm.HMAC256(secret);
)p"},
    {"jwt.secret*", R"p(
public JwtTokenUtil(@Value("${security.jwt.token.secret-key:{{random:alnum:20:8041}}}") String secretKey) { this.secretKey = secretKey; }
)p"},
    {"jwt.secret*", R"p(
app.MapPost("/token", (LoginDto dto) =>
{
    var creds = new SigningCredentials(
        new SymmetricSecurityKey(
            Encoding.UTF8.GetBytes(
                "{{random:alnum:40:8043}}")),
        SecurityAlgorithms.HmacSha256);
    return Results.Ok(new { token = new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(signingCredentials: creds)) });
});
)p"},
    {"jwt.secret*", R"p(
var key = """{{random:alnum:40:8045}}""";
var k = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key));
)p"},
    {"jwt.secret*", R"p(
func (s *Server) keyFunc() jwt.Keyfunc {
	return func(t *jwt.Token) (interface{}, error) {
		return []byte("{{random:alnum:24:8049}}"), nil
	}
}
)p"},
    {"jwt.secret*", R"p(
claims := &jwt.StandardClaims{ExpiresAt: 15000}
token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
ss, err := token.SignedString([]byte(
	"{{random:alnum:24:8051}}",
))
)p"},
    {"jwt.secret*", R"p(
secret := cmp.Or(os.Getenv("JWT_SECRET"), "{{random:alnum:24:8052}}")
)p"},
    {"jwt.secret*", R"p(
var DefaultConfig = Config{Auth: AuthConfig{JWT: JWTConfig{Secret: "{{random:alnum:24:8053}}", TTL: time.Hour}}}
)p"},
    {"jwt.secret*", R"p(
protected function token(): string
{
    return JWT::encode(
        payload: ['sub' => $this->user->id],
        key: '{{random:alnum:32:8054}}',
        alg: 'HS256',
    );
}
)p"},
    {"jwt.secret*", R"p(
$config['jwt_key'] = '{{random:alnum:32:8055}}';
$config['token_timeout'] = 60;
)p"},
    {"jwt.secret*", R"p(
class JwtHandler {
    protected $secrect = '{{random:alnum:32:8057}}';
    public function encode($d) { return \Firebase\JWT\JWT::encode($d, $this->secrect, 'HS256'); }
}
)p"},
    {"jwt.secret*", R"p(
Rails.application.config.x.jwt.secret = '{{random:alnum:24:8059}}'
)p"},
    {"jwt.secret*", R"p(
#[derive(Parser)]
struct Args {
    #[arg(long, env = "JWT_SECRET", default_value = "{{random:alnum:24:8062}}")]
    jwt_secret: String,
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
logger.error("Failed to refresh %(token)s", {"token": refresh_token})
import jwt
)p"},
    {"jwt.misuse.token-in-log", R"p(
req.log.info({ jwt: token, userId }, 'authenticated');
)p"},
    {"jwt.misuse.token-in-log", R"p(
sugar.Infow("login", "user", u, "jwt", jwtToken)
)p"},
    {"jwt.misuse.token-in-log", R"p(
Timber.d("JWT is %s", jwtToken)
)p"},
    {"jwt.misuse.token-in-error", R"p(
throw new \RuntimeException("Invalid JWT: $jwt");
)p"},
    {"jwt.misuse.token-in-error", R"p(
raise AuthError, "bad token #{jwt_token}"
)p"},
    {"jwt.misuse.token-in-url", R"p(
return redirect(f"{settings.FRONTEND_URL}/oauth/callback?token={jwt_token}")
)p"},
    {"jwt.misuse.token-in-url", R"p(
return UriComponentsBuilder.fromUriString(targetUrl).queryParam("token", jwtToken).build().toUriString();
)p"},
    {"jwt.misuse.token-in-url", R"p(
redirect_to "#{FRONTEND}/auth?jwt=#{jwt}"
)p"},
    {"jwt.misuse.web-storage", R"p(
persist((set) => ({ token: null, login: (t) => { localStorage.setItem('jwt', t); set({ token: t }); } }), { name: 'auth' })
)p"},
    {"jwt.misuse.cookie-flags", R"p(
const token = useCookie('token');
token.value = data.token;
)p"},
    {"jwt.misuse.cookie-flags", R"p(
response.set_cookie(
    settings.SIMPLE_JWT['AUTH_COOKIE'],
    str(refresh.access_token),
    httponly=True,
)
)p"},
    {"jwt.misuse.no-expiry", R"p(
JWT_AUTH = {'JWT_VERIFY_EXPIRATION': False, 'JWT_SECRET_KEY': env('K')}
)p"},
    {"jwt.misuse.no-expiry", R"p(
server.auth.strategy('jwt', 'jwt', { keys: k, verify: { aud: 'a', iss: 'b', sub: false, exp: false, nbf: false } });
)p"},
    {"jwt.misuse.token-forwarded", R"p(
req2.Header.Set("Authorization", r.Header.Get("Authorization"))
// jwt
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
request.setValue("Bearer \(idToken)", forHTTPHeaderField: "Authorization")
)p"},
    {"jwt.misuse.plain-http", R"p(
API = "http://api.acme.com"
def me(token):
    return requests.get(API + "/me", headers={"Authorization": "Bearer " + token})
)p"},
    {"jwt.misuse.plain-http", R"p(
var request = URLRequest(url: URL(string: "http://api.acme.com/me")!)
request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
)p"},
    {"jwt.misuse.alg-none", R"p(
JWT.decode(token, nil, true, { algorithm: 'none' })
)p"},
    {"jwt.misuse.alg-from-token", R"p(
$header = json_decode(JWT::urlsafeB64Decode(explode('.', $jwt)[0]));
$decoded = JWT::decode($jwt, new Key($publicKey, $header->alg));
)p"},
    {"jwt.misuse.alg-from-token", R"p(
const decoded = jwt.decode(token, { complete: true });
jwt.verify(token, pub, { algorithms: [decoded.header.alg] });
)p"},
    {"jwt.misuse.key-from-token", R"p(
header = jwt.get_unverified_header(token)
jwks = requests.get(header["jku"]).json()
)p"},
    {"jwt.misuse.key-from-token", R"p(
const rows = await db.query("SELECT key FROM jwt_keys WHERE kid = '" + header.kid + "'");
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
import { cleanEnv, str } from 'envalid';
export default cleanEnv(process.env, { JWT_SECRET: str(), JWT_ISSUER: str({ default: 'acme' }) });
)p"},
    {"", R"p(
module.exports = convict({ jwt: { secret: { doc: 'key', format: String, default: null, env: 'JWT_SECRET' }, issuer: { default: 'acme', env: 'JWT_ISS' } } });
)p"},
    {"", R"p(
parser.add_argument('--jwt-secret', default=None, help='secret used for signing tokens')
parser.add_argument('--jwt-algorithm', default='HS256')
)p"},
    {"", R"p(
@click.option("--jwt-secret", envvar="JWT_SECRET", required=True)
@click.option("--jwt-secret-file", default="/run/secrets/jwt", type=click.Path())
def serve(jwt_secret, jwt_secret_file): ...
)p"},
    {"", R"p(
cmd.Flags().StringVar(&o.JWTSecret, "jwt-secret", "", "secret that signs tokens")
cmd.Flags().StringVar(&o.JWTKeyFile, "jwt-key-file", "/etc/app/jwt.pem", "key file")
cmd.Flags().StringVarP(&o.Issuer, "jwt-issuer", "i", "acme", "issuer")
)p"},
    {"", R"p(
services.Configure<JwtOptions>(o => { o.Issuer = "me"; o.Secret = cfg["Jwt:Secret"]; });
public string JwtSecretPath { get; set; } = "/run/secrets/jwt";
)p"},
    {"", R"p(
@ConfigurationProperties("app.storage")
class StorageProps { private String key = "uploads/default"; private String secret; }
)p"},
    {"", R"p(
@ConfigurationProperties(prefix = "jwt")
data class JwtProps(val secret: String, val issuer: String = "acme", val ttl: Long = 3600)
)p"},
    {"", R"p(
#[arg(long, env = "JWT_SECRET")]
jwt_secret: String,
#[arg(long, env = "JWT_ALG", default_value = "HS256")]
jwt_alg: String,
)p"},
    {"", R"p(
kid = jwt.get_unverified_header(token)["kid"]
key = KEYS[kid]
key2 = redis.get("jwk:" + kid)
claims = jwt.decode(token, key, algorithms=["RS256"], audience="a", issuer="b")
)p"},
    {"", R"p(
kid := t.Header["kid"].(string)
key, ok := keys[kid]
if !ok { return nil, fmt.Errorf("unknown kid %q", kid) }
)p"},
    {"", R"p(
const key = await client.getSigningKey(header.kid);
const pem = keys.find((k) => k.kid === header.kid);
logger.info(`no key for kid ${header.kid}`);
// jwt
)p"},
    {"", R"p(
std::cout << "token type: " << token_type << std::endl;
std::cout << token.size() << "\n";
)p"},
    {"", R"p(
localStorage.setItem(KEY, JSON.stringify(theme));
const KEY2 = 'theme';
sessionStorage.setItem(KEY2, value);
)p"},
    {"", R"p(
const KEY = 'sidebar';
export const save = (open: boolean) => localStorage.setItem(KEY, String(open));
)p"},
    {"", R"p(
use jsonwebtoken::*;
let mut validation = Validation::new(Algorithm::RS256);
validation.set_audience(&["me"]);
validation.algorithms = vec![Algorithm::RS256, Algorithm::RS512];
)p"},
    {"", R"p(
JWT.decode(token, key, true, algorithms: ['RS256', 'RS512'], verify_aud: true, aud: 'a', verify_iss: true, iss: 'b')
)p"},
    {"", R"p(
$decoded = JWT::decode($jwt, new Key($pub, 'RS256'));
$payload = ['sub' => 1, 'alg' => 'x'];
)p"},
    {"", R"p(
Signature sig = Signature.getInstance("SHA256withRSA");
File f = new File(keyDir, kidMap.get(header.getKeyID()));
)p"},
    {"", R"p(
"""JWT helpers; the secret comes from the environment."""
import os
import jwt


def encode(claims: dict) -> str:
    return jwt.encode(claims, os.environ["JWT_SECRET"], algorithm="HS256")
)p"},
};

TEST(ProgramsOfMixed, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfMixed, AreQuietWhenRight) {
  for (const Program& one : kRight) EXPECT_THAT(RulesIn(one.text), ::testing::IsEmpty()) << one.text;
}

TEST(ProgramsOfMixed, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
