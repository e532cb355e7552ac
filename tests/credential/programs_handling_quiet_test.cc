#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kRight[] = {
    {"", R"p(
unverified = jwt.get_unverified_header(token)
if unverified["alg"] != "RS256": raise ValueError("wrong algorithm")
claims = jwt.decode(token, keys[unverified["kid"]], algorithms=["RS256"], audience="a", issuer="b")
)p"},
    {"", R"p(
resp.set_cookie("access_token", access_token, httponly=True, secure=True, samesite="Strict")
logger.warning("token expired for user %s", user_id)
logger.info("refreshing access token")
)p"},
    {"", R"p(
raise HTTPException(status_code=401, detail="Invalid token")
raise ValueError(f"token of type {token_type} is not supported")
)p"},
    {"", R"p(
tokens = tokenizer.encode(text, add_special_tokens=True)
print(tokens)
print(f"token count: {len(tokens)}")
for token in tokens: print(token)
)p"},
    {"", R"p(
for token in doc:
    print(token.text, token.pos_, token.dep_)
logger.debug("next token: %s", lexer.token())
)p"},
    {"", R"p(
import secrets
csrf_token = secrets.token_hex(16)
print("csrf ready")
reset_url = url_for("reset", _external=True)
)p"},
    {"", R"p(
payload = {"sub": uid, "aud": "https://api.example.com/orders", "exp": now + timedelta(minutes=10), "iss": ISS}
token = jwt.encode(payload, private_key, algorithm="RS256")
)p"},
    {"", R"p(
data = {"grant_type": "client_credentials", "scope": "orders:read", "client_id": CID, "client_secret": os.environ["CS"]}
)p"},
    {"", R"p(
r = requests.get("https://api.example.com/me", headers={"Authorization": f"Bearer {access_token}"})
r = requests.get("http://127.0.0.1:8000/me", headers={"Authorization": f"Bearer {access_token}"})
)p"},
    {"", R"p(
const decoded = jwt.verify(token, pub, { algorithms: ['RS256'], audience: 'a', issuer: 'b' });
const header = jwt.decode(token, { complete: true }).header;
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
const keyOf = token => {
  const decodedToken = jwt.decode(token, { complete: true });
  if (!decodedToken) {
    throw new Error('no JWT');
  }
  return decodedToken.header;
};
)p"},
    {"", R"p(
import * as jwt from 'jsonwebtoken';
const getKey = (token: string) => {
  const decoded: jwt.Jwt | null = jwt.decode(token, { complete: true });
  if (decoded === null || !decoded!.header.kid) throw new Error('no key');
  return keys.get(decoded!.header.kid);
};
)p"},
    {"", R"p(
if (!jwtHasKey('organizationId')) navigate('/organizations');
let jwtSecret = '***REDACTED***';
)p"},
    {"", R"p(
	application.JWTSecret = beego.AppConfig.String("jwtSecret")
)p"},
    {"", R"p(
public class JwtProperties {
    private RSAPublicKey readPublicKey() {
        String key = "shop.security.oauth2.jwt.public-key-location";
        return read(key);
    }
}
)p"},
    {"", R"p(
          throw new Parse.Error(
            Parse.Error.INVALID_SESSION_TOKEN,
            'Invalid session token'
          );
          const user = response.results[0].user;
          // Send token back on the login, because clients expect that.
)p"},
    {"", R"p(
const { data } = useSWR(`api/users/${userId}/identities?includeTokenSecret=true`);
const grant = await provider.Grant.find(grantId, { ignoreExpiration: true });
)p"},
    {"", R"p(
const token = randomUUID();
form.value._csrf = token;
document.cookie = `XSRF-TOKEN=${token}; Path=/;`;
)p"},
    {"", R"p(
res.cookie('refresh', token, { httpOnly: true, secure: true, sameSite: 'none', path: '/refresh' });
res.clearCookie('jwt');
res.cookie('lang', 'en');
)p"},
    {"", R"p(
const parts = version.split('.');
const minor = parts[1];
const data = JSON.parse(Buffer.from(msg.body, 'base64').toString());
)p"},
    {"", R"p(
console.log('Token is valid');
console.error('could not fetch token', err.message);
console.log(`token expires in ${expiresIn}s`);
)p"},
    {"", R"p(
const url = `https://api.example.com/search?page_token=${pageToken}&q=${q}`;
const next = `/items?continuation_token=${encodeURIComponent(next)}`;
)p"},
    {"", R"p(
await SecureStore.setItemAsync('token', token);
await Keychain.setGenericPassword('jwt', token);
await AsyncStorage.removeItem('token');
await AsyncStorage.setItem('locale', 'en');
)p"},
    {"", R"p(
throw new UnauthorizedException('Invalid token');
throw new Error(`Unexpected token ${token.kind} at ${token.pos}`);
)p"},
    {"", R"p(
export const selectToken = (s: RootState) => s.auth.token;
const token = useSelector(selectToken);
const [secret, setSecret] = useState('');
)p"},
    {"", R"p(
const token = parser.nextToken();
if (!token) throw new SyntaxError('Unexpected end');
log('token', token.type);
)p"},
    {"", R"p(
SignedJWT jwt = SignedJWT.parse(raw);
if (!jwt.verify(new RSASSAVerifier(publicKey))) throw new BadJWT();
JWTClaimsSet c = jwt.getJWTClaimsSet();
if (!c.getAudience().contains("orders") || !"me".equals(c.getIssuer())) throw new BadJWT();
)p"},
    {"", R"p(
Token token = lexer.nextToken();
System.out.println(token);
throw new ParseException("Unexpected token: " + token);
)p"},
    {"", R"p(
val cookie = Cookie(name = "jwt", value = token, httpOnly = true, secure = true)
call.response.cookies.append(cookie)
)p"},
    {"", R"p(
val prefs = EncryptedSharedPreferences.create("auth", alias, ctx, KEY, VALUE)
prefs.edit().putString("token", token).apply()
)p"},
    {"", R"p(
var syntaxToken = node.GetFirstToken();
Console.WriteLine(syntaxToken);
using var aes = Aes.Create();
aes.Key = await kv.GetKeyAsync("files");
)p"},
    {"", R"p(
tok := lexer.Next()
fmt.Println(tok)
return fmt.Errorf("unexpected token %v", tok)
)p"},
    {"", R"p(
payload, = JWT.decode(token, key, true, algorithms: ['RS256'], aud: 'a', verify_aud: true, iss: 'b', verify_iss: true)
Rails.logger.info "token issued for #{user.id}"
cookies.encrypted[:jwt] = { value: token, httponly: true, secure: true }
)p"},
    {"", R"p(
<?php
setcookie('jwt', $token, ['expires' => time() + 900, 'secure' => true, 'httponly' => true, 'samesite' => 'Strict']);
$claims = JWT::decode($jwt, new Key($publicKey, 'RS256'));
error_log('token rejected');
)p"},
    {"", R"p(
<?php
$tokens = token_get_all($source);
foreach ($tokens as $token) { print_r($token); }
)p"},
    {"", R"p(
let mut v = Validation::new(Algorithm::RS256);
v.set_audience(&["a"]); v.set_issuer(&["b"]);
let d = decode::<Claims>(&t, &DecodingKey::from_rsa_pem(pem)?, &v)?;
info!("token accepted for {}", d.claims.sub);
)p"},
    {"", R"p(
{:ok, claims} = MyToken.verify_and_validate(token, signer())
Logger.info("token accepted")
)p"},
    {"", R"p(
try keychain.set(token, key: "token")
UserDefaults.standard.set(true, forKey: "hasToken")
)p"},
    {"", R"p(
const char *key = getenv("JWT_KEY");
if (!key) return -1;
jwt_set_alg(jwt, JWT_ALG_HS256, (const unsigned char *)key, strlen(key));
)p"},
    {"", R"p(
def make_token(user, secret=None):
    secret = secret or current_app.config["JWT_SECRET_KEY"]
    return jwt.encode({"sub": user, "exp": exp(), "aud": "a"}, secret, algorithm="HS256")
)p"},
    {"", R"p(
@dataclass
class JwtConfig:
    secret: str = ""
    algorithm: str = "HS256"
    header: str = "Authorization"
    cookie: str = "access_token"
)p"},
    {"", R"p(
const { JWT_KEY } = process.env;
if (!JWT_KEY) { console.error('JWT_KEY is missing'); process.exit(1); }
module.exports.sign = (p) => jwt.sign(p, JWT_KEY, { expiresIn: '5m' });
)p"},
    {"", R"p(
export class ConfigKeys { static readonly JWT_SECRET = 'JWT_SECRET'; static readonly JWT_TTL = 'JWT_TTL'; }
const secret = this.config.get(ConfigKeys.JWT_SECRET);
)p"},
    {"", R"p(
describe('jwt', () => { it('rejects an empty secret', () => { expect(() => createSigner({ key: '' })).toThrow(); }); });
)p"},
    {"", R"p(
[JsonPropertyName("jwt_secret")] public string? JwtSecret { get; set; }
[ConfigurationKeyName("SigningKey")] public string SigningKey { get; set; } = default!;
services.AddOptions<JwtOptions>().BindConfiguration("Jwt:Secret");
)p"},
    {"", R"p(
type Config struct {
	JWTSecret string `env:"JWT_SECRET,required" json:"jwt_secret" yaml:"jwt_secret"`
	JWTKey    string `mapstructure:"jwt_key" validate:"required,min=32"`
	Issuer    string `default:"shop"`
}
)p"},
    {"", R"p(
var endpoint = new Uri("https://id.example.com");
var key = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32));
var key2 = new SymmetricSecurityKey(Convert.FromBase64String(Environment.GetEnvironmentVariable("KEY")!));
)p"},
    {"", R"p(
parser.add_argument("--jwt-secret", default=os.environ.get("JWT_SECRET"), help="secret that signs the tokens")
click.option("--jwt-key", envvar="JWT_KEY", prompt="JWT key", hide_input=True)
)p"},
    {"", R"p(
config :guardian, Guardian.DB, repo: Shop.Repo, schema_name: "guardian_tokens", token_types: ["refresh"]
config :joken, current_time_adapter: Joken.CurrentTime.OS
)p"},
    {"", R"p(
Dim token = Request.Headers("Authorization")
Logger.Info("token received")
Dim handler As New JwtSecurityTokenHandler With {.MapInboundClaims = False}
)p"},
};

}  // namespace


TEST(HandlingQuiet, CutShortDoNoHarm) {
  ReadCutShort(kRight);
}

TEST(HandlingQuiet, OfGoodKindAreQuiet) { ExpectQuiet(kRight); }

}  // namespace packrake
