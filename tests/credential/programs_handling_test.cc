#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kWrong[] = {
    {"jwt.misuse.no-verify", R"p(
app.get('/me', (req, res) => {
  const decoded = jwt.decode(req.headers.authorization, { complete: true });
  if (!decoded) return res.status(401).end();
  console.log(decoded.header.kid);
  req.user = decoded.payload.sub;
});
)p"},
    {"jwt.misuse.no-verify", R"p(
const who = token => lookUp(jwt.decode(token, { complete: true }));
)p"},
    {"jwt.misuse.no-audience", R"p(
import jwt
def read(t, pub):
    opts = dict(verify_aud=False, verify_iss=True)
    return jwt.decode(t, pub, algorithms=["RS256"], options=opts)
)p"},
    {"jwt.misuse.alg-none", R"p(
token = jwt.encode(payload, key=None, algorithm=None)
)p"},
    {"jwt.misuse.alg*", R"p(
data = jwt.decode(token, secret, algorithms=None, audience="a")
)p"},
    {"jwt.misuse.token-in-error", R"p(
try:
    user = service.lookup(jwt_token)
except LookupError:
    raise HTTPException(status_code=401, detail=f"Could not validate {jwt_token}")
)p"},
    {"jwt.misuse.token-in-url", R"p(
r = requests.get("https://api.example.com/report", params={"token": access_token})
url = "https://api.example.com/report?jwt=" + access_token
)p"},
    {"jwt.misuse.plain-http", R"p(
resp = requests.get("http://billing.example.com/invoices", headers={"Authorization": f"Bearer {token}"})
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
headers = {"Authorization": "Bearer " + tokens["id_token"]}
requests.post(f"{BASE}/orders", json=order, headers=headers)
)p"},
    {"jwt.secret.weak|jwt.secret*", R"p(
import time, jwt
key = str(int(time.time()))
token = jwt.encode({"sub": "a"}, key, algorithm="HS256")
)p"},
    {"jwt.secret.weak|jwt.secret*", R"p(
import uuid, jwt
SIGNING = uuid.uuid1().hex
def make(sub): return jwt.encode({"sub": sub}, SIGNING, "HS256")
)p"},
    {"jwt.misuse.broad-audience", R"p(
payload = {"sub": uid, "aud": "*", "exp": exp}
token = jwt.encode(payload, key, algorithm="RS256")
)p"},
    {"jwt.misuse.broad-scope", R"p(
data = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "subject_token": user_token,
    "scope": "read write admin delete",
}
r = httpx.post(TOKEN_URL, data=data)
)p"},
    {"jwt.misuse.token-forwarded", R"p(
async def proxy(request):
    user_token = request.headers["Authorization"].split(" ")[1]
    return await client.get("https://partner.example.org/v1/items", headers={"Authorization": f"Bearer {user_token}"})
)p"},
    {"jwt.misuse.cookie-flags", R"p(
resp = make_response(redirect("/"))
resp.set_cookie("access_token", access_token, max_age=3600)
return resp
)p"},
    {"jwt.misuse.long-life", R"p(
payload = {"sub": uid, "exp": datetime.utcnow() + timedelta(days=3650)}
token = jwt.encode(payload, key, algorithm="RS256")
)p"},
    {"jwt.misuse.personal-claims", R"p(
token = jwt.encode({"sub": u.id, "password": u.password, "exp": exp}, key, algorithm="RS256")
)p"},
    {"jwt.misuse.no-expiry", R"p(
jwt.verify(token, pub, { algorithms: ['RS256'], audience: 'a', issuer: 'b', ignoreExpiration: true }, cb);
)p"},
    {"jwt.misuse.alg-none", R"p(
jwt.verify(token, secret, { algorithms: ['HS256', 'None'] });
)p"},
    {"jwt.misuse.no-verify", R"p(
const [, body] = token.split('.');
const claims = JSON.parse(Buffer.from(body, 'base64').toString());
if (claims.role === 'admin') next();
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose';
export function requireAdmin(req: Request) {
  const claims = decodeJwt(req.headers.get('authorization')!.slice(7));
  if (!claims.admin) throw new Response('no', { status: 403 });
}
)p"},
    {"jwt.secret.empty|jwt.misuse*", R"p(
jwt.verify(token, null, (err, decoded) => { req.user = decoded; next(); });
)p"},
    {"jwt.misuse.token-in-log", R"p(
console.log('JWT:', jwtToken);
)p"},
    {"jwt.misuse.web-storage", R"p(
sessionStorage.accessToken = res.data.token;
)p"},
    {"jwt.misuse.cookie-flags", R"p(
res.cookie('jwt', token, { httpOnly: false, maxAge: 3600000 });
)p"},
    {"jwt.misuse.cookie-flags", R"p(
res.setHeader('Set-Cookie', `token=${token}; Path=/; SameSite=Lax`);
)p"},
    {"jwt.misuse.token-in-url", R"p(
window.location.href = `https://app.example.com/#access_token=${token}`;
)p"},
    {"jwt.misuse.mobile-storage", R"p(
await AsyncStorage.setItem('@auth_token', token);
)p"},
    {"jwt.misuse.token-in-error", R"p(
throw new Error(`Invalid token: ${accessToken}`);
)p"},
    {"jwt.misuse.plain-http", R"p(
fetch('http://payments.example.com/charge', { method: 'POST', headers: { Authorization: 'Bearer ' + token } });
)p"},
    {"jwt.secret.weak|jwt.secret*", R"p(
const secret = Math.random().toString(36).slice(2);
const t = jwt.sign({ id }, secret, { expiresIn: '1h' });
)p"},
    {"jwt.misuse.not-revoked", R"p(
app.use(expressjwt({ secret: process.env.SECRET, algorithms: ['HS256'], audience: 'a', issuer: 'b' }));
)p"},
    {"jwt.misuse.no-verify", R"p(
SignedJWT jwt = SignedJWT.parse(raw);
String role = (String) jwt.getJWTClaimsSet().getClaim("role");
if ("admin".equals(role)) { grant(); }
)p"},
    {"jwt.misuse.no-verify", R"p(
Jwt<Header, Claims> jwt = Jwts.parserBuilder().build().parseClaimsJwt(token.substring(0, token.lastIndexOf('.') + 1));
)p"},
    {"jwt.misuse.alg-none", R"p(
String token = JWT.create().withSubject("root").sign(Algorithm.none());
)p"},
    {"jwt.misuse.token-in-log", R"p(
System.out.println("jwt = " + jwt);
)p"},
    {"jwt.misuse.cookie-flags", R"p(
Cookie c = new Cookie("JWT", token);
c.setPath("/");
c.setHttpOnly(false);
response.addCookie(c);
)p"},
    {"jwt.misuse.token-in-url", R"p(
String u = "https://files.example.com/get?token=" + accessToken + "&id=" + id;
)p"},
    {"jwt.misuse.mobile-storage", R"p(
getSharedPreferences("prefs", MODE_PRIVATE).edit { putString("access_token", token) }
)p"},
    {"jwt.secret.fallback|jwt.secret*", R"p(
val secret = System.getenv("JWT_SECRET") ?: "kt-{{random:alnum:14:12201}}"
val algorithm = Algorithm.HMAC256(secret)
)p"},
    {"jwt.misuse.no-expiry", R"p(
parameters.ValidateLifetime = false;
var principal = new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
)p"},
    {"jwt.misuse.token-in-log", R"p(
_logger.LogInformation("Login ok, token {Token}", accessToken);
)p"},
    {"jwt.misuse.cookie-flags", R"p(
Response.Cookies.Append("jwt", token, new CookieOptions { HttpOnly = false, Secure = true });
)p"},
    {"jwt.misuse.alg-none", R"p(
tok := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
s, _ := tok.SignedString(jwt.UnsafeAllowNoneSignatureType)
)p"},
    {"jwt.misuse.cookie-flags", R"p(
http.SetCookie(w, &http.Cookie{Name: "token", Value: tokenString, Expires: exp})
)p"},
    {"jwt.misuse.no-expiry", R"p(
parser := jwt.NewParser(jwt.WithoutClaimsValidation())
)p"},
    {"jwt.misuse.no-verify", R"p(
payload, _ = JWT.decode(token, nil, false)
)p"},
    {"jwt.misuse.no-verify", R"p(
<?php
$parts = explode('.', $jwt);
$claims = json_decode(base64_decode($parts[1]));
if ($claims->role === 'admin') { show_admin(); }
)p"},
    {"jwt.secret*", R"p(
<?php
$token = JWTAuth::encode($payload, getenv('JWT_SECRET') ?: 'php-{{random:alnum:15:12203}}');
$jwt = JWT::encode($payload, $_ENV['JWT_SECRET'] ?? 'php-{{random:alnum:15:12204}}', 'HS256');
)p"},
    {"jwt.misuse.no-verify", R"p(
let mut v = Validation::default();
v.insecure_disable_signature_validation();
let d = decode::<Claims>(&t, &DecodingKey::from_secret(&[]), &v)?;
)p"},
    {"jwt.secret*", R"p(
let secret = std::env::var("JWT_SECRET").unwrap_or_else(|_| "rs-{{random:alnum:20:12205}}".to_string());
let key = EncodingKey::from_secret(secret.as_bytes());
)p"},
    {"jwt.misuse.no-verify", R"p(
{:ok, claims} = Joken.peek_claims(token)
if claims["admin"], do: grant(conn)
)p"},
    {"jwt.misuse.mobile-storage", R"p(
UserDefaults.standard.set(accessToken, forKey: "accessToken")
)p"},
    {"jwt.misuse.mobile-storage", R"p(
final prefs = await SharedPreferences.getInstance();
await prefs.setString('jwt', token);
)p"},
    {"jwt.secret*", R"p(
jwt_t *jwt = NULL;
static const unsigned char key[] = "c-{{random:alnum:30:12206}}";
jwt_new(&jwt);
jwt_add_grant(jwt, "iss", "files");
jwt_set_alg(jwt, JWT_ALG_HS256, key, sizeof(key) - 1);
)p"},
    {"jwt.secret*", R"p(
use Crypt::JWT qw(encode_jwt);
my $t = encode_jwt(payload => $data, alg => 'HS256', key => 'pl-{{random:alnum:18:12208}}');
)p"},
    {"jwt.secret*", R"p(
(ns app.auth (:require [buddy.sign.jwt :as jwt]))
(defonce secret "clj-{{random:alnum:18:12209}}")
(defn token [u] (jwt/sign {:user u} secret))
)p"},
    {"jwt.secret*", R"p(
class TokenService {
  #secret = 'priv-{{random:alnum:16:12210}}';
  sign(user) { return jwt.sign({ sub: user.id }, this.#secret, { expiresIn: '15m' }); }
}
)p"},
    {"jwt.secret*", R"p(
const config = { auth: { jwt: { key: 'deep-{{random:alnum:16:12211}}', ttl: 60 } } } as const;
export const sign = (p: object) => jsonwebtoken.sign(p, config.auth.jwt.key, { expiresIn: config.auth.jwt.ttl });
)p"},
    {"jwt.secret*", R"p(
const { JWT_KEY = 'destructured-{{random:alnum:10:12212}}' } = process.env;
module.exports.sign = (p) => jwt.sign(p, JWT_KEY);
)p"},
    {"jwt.secret*", R"p(
from dataclasses import dataclass
@dataclass
class JwtConfig:
    secret: str = "dc-{{random:alnum:18:12213}}"
    algorithm: str = "HS256"
    ttl: int = 3600
)p"},
    {"jwt.secret*", R"p(
def make_token(user, secret="arg-{{random:alnum:16:12214}}"):
    return jwt.encode({"sub": user}, secret, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
try:
    KEY = os.environ["JWT_KEY"]
except KeyError:
    KEY = "exc-{{random:alnum:18:12215}}"
def make(u): return jwt.encode({"sub": u}, KEY, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
String secret = Optional.ofNullable(System.getenv("JWT_SECRET")).orElse("opt-{{random:alnum:28:12216}}");
SecretKey key = Keys.hmacShaKeyFor(secret.getBytes(UTF_8));
)p"},
    {"jwt.secret*", R"p(
internal static class Crypto
{
    static readonly byte[] SigningBytes = Convert.FromBase64String("{{random:base64:43:12218}}=");
    internal static SymmetricSecurityKey Key => new(SigningBytes);
}
)p"},
};

}  // namespace

TEST(Handling, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
}

TEST(Handling, AreSeen) { ExpectSeen(kWrong); }

}  // namespace packrake
