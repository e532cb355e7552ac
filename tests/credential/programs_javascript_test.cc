#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
const jwt = require('jsonwebtoken');
const t = jwt.sign({ id: 1 }, '{{random:alnum:8:40}}');
)p"},
    {"jwt.secret*", R"p(
const { sign, verify } = require('jsonwebtoken');
const KEY = '{{random:alnum:12:41}}';
module.exports.issue = u => sign({ id: u.id }, KEY, { expiresIn: '1h' });
)p"},
    {"jwt.secret*", R"p(
import * as jwt from 'jsonwebtoken';
export class AuthService {
  private readonly secret = '{{random:alnum:12:42}}';
  issue(u: User): string { return jwt.sign({ id: u.id }, this.secret); }
}
)p"},
    {"jwt.secret*", R"p(
import { SignJWT } from 'jose';
const secret = new TextEncoder().encode('{{random:alnum:40:43}}');
const t = await new SignJWT({ a: 1 }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
)p"},
    {"jwt.secret*", R"p(
import * as jose from 'jose';
const { payload } = await jose.jwtVerify(jwtText, Buffer.from('{{random:alnum:12:44}}'));
)p"},
    {"jwt.secret*", R"p(
const { createSecretKey } = require('crypto');
const key = createSecretKey('{{random:alnum:12:45}}', 'utf-8');
const { SignJWT } = require('jose');
new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(key);
)p"},
    {"jwt.secret*", R"p(
const expressJwt = require('express-jwt');
app.use(expressJwt({ secret: '{{random:alnum:18:46}}', algorithms: ['HS256'] }).unless({ path: ['/token'] }));
)p"},
    {"jwt.secret*", R"p(
const { expressjwt: jwt } = require("express-jwt");
app.get("/protected", jwt({ secret: "{{random:alnum:18:47}}", algorithms: ["HS256"] }), h);
)p"},
    {"jwt.secret*", R"p(
const JwtStrategy = require('passport-jwt').Strategy;
const opts = {};
opts.jwtFromRequest = ExtractJwt.fromAuthHeaderAsBearerToken();
opts.secretOrKey = '{{random:alnum:8:48}}';
passport.use(new JwtStrategy(opts, cb));
)p"},
    {"jwt.secret*", R"p(
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), ignoreExpiration: false, secretOrKey: '{{random:alnum:8:49}}' });
  }
}
)p"},
    {"jwt.secret*", R"p(
@Module({ imports: [ JwtModule.register({ secret: '{{random:alnum:8:50}}', signOptions: { expiresIn: '60s' } }) ] })
export class AuthModule {}
)p"},
    {"jwt.secret*", R"p(
JwtModule.registerAsync({ useFactory: async () => ({ secret: '{{random:alnum:8:51}}' }) })
)p"},
    {"jwt.secret*", R"p(
const token = await this.jwtService.signAsync(payload, { secret: '{{random:alnum:8:52}}' });
)p"},
    {"jwt.secret*", R"p(
export const jwtConstants = {
  secret: '{{random:alnum:21:53}}',
};
)p"},
    {"jwt.secret*", R"p(
fastify.register(require('@fastify/jwt'), { secret: '{{random:alnum:11:54}}' })
)p"},
    {"jwt.secret*", R"p(
server.auth.strategy('jwt', 'jwt', { key: '{{random:alnum:17:55}}', validate });
)p"},
    {"jwt.secret*", R"p(
import { jwt } from 'hono/jwt'
app.use('/auth/*', jwt({ secret: '{{random:alnum:15:56}}' }))
)p"},
    {"jwt.secret*", R"p(
import { sign } from 'hono/jwt'
const token = await sign(payload, '{{random:alnum:12:57}}')
)p"},
    {"jwt.secret*", R"p(
import { jwt } from '@elysiajs/jwt'
new Elysia().use(jwt({ name: 'jwt', secret: '{{random:alnum:22:58}}' }))
)p"},
    {"jwt.secret*", R"p(
const jwt = require('jwt-simple');
const token = jwt.encode(payload, '{{random:alnum:10:59}}');
)p"},
    {"jwt.secret*", R"p(
const njwt = require('njwt');
const t = njwt.create(claims, '{{random:alnum:12:60}}');
)p"},
    {"jwt.secret*", R"p(
const KJUR = require('jsrsasign').KJUR;
const s = KJUR.jws.JWS.sign("HS256", h, p, { utf8: "{{random:alnum:12:61}}" });
)p"},
    {"jwt.secret*", R"p(
const t = jwt.sign(p, process.env.JWT_SECRET || '{{random:alnum:14:62}}');
)p"},
    {"jwt.secret*", R"p(
const t = jwt.sign(p, process.env.JWT_SECRET ?? "{{random:alnum:14:63}}");
)p"},
    {"jwt.secret*", R"p(
const SECRET = process.env.SECRET ? process.env.SECRET : '{{random:alnum:14:64}}';
jsonwebtoken.sign(p, SECRET);
)p"},
    {"jwt.secret*", R"p(
module.exports = { jwtSecret: '{{random:alnum:12:65}}', port: 3000 };
)p"},
    {"jwt.secret*", R"p(
jwt.sign(p, Math.random().toString(36));
)p"},
    {"jwt.secret*", R"p(
const secret = `key-${Date.now()}`;
jwt.sign(p, secret);
)p"},
    {"jwt.secret*", R"p(
const crypto = require('crypto');
const secret = crypto.createHash('sha256').update(user.username).digest('hex');
jwt.sign(p, secret);
)p"},
    {"jwt.secret*", R"p(
jwt.verify(token, (header, cb) => cb(null, '{{random:alnum:12:66}}'), options, done);
)p"},
    {"jwt.secret*", R"p(
jwt.verify(token, getKey, options, done);
function getKey(header, callback) { callback(null, '{{random:alnum:12:67}}'); }
import jwt from 'jsonwebtoken';
)p"},
    {"jwt.secret*", R"p(
const config = require('./config');
config.jwt = { secret: '{{random:alnum:12:68}}' };
jsonwebtoken.sign(p, config.jwt.secret);
)p"},
    {"jwt.secret*", R"p(
jwt.sign(p, { key: '{{random:alnum:12:69}}', passphrase: 'x' });
)p"},
    {"jwt.secret*", R"p(
const secret = Buffer.from('{{random:alnum:32:70}}', 'base64');
jwt.sign(p, secret);
)p"},
    {"framework*|jwt.secret*", R"p(
app.use(session({ secret: '{{random:alnum:12:71}}', resave: false }));
const session = require('express-session');
)p"},
    {"jwt.secret*", R"p(
const jwtOptions: StrategyOptions = { jwtFromRequest: x, secretOrKey: `{{random:alnum:12:72}}` };
)p"},
    {"jwt.secret*", R"p(
class Auth { static #key = '{{random:alnum:12:73}}'; issue() { return jwt.sign({}, Auth.#key); } }
const jwt = require('jsonwebtoken');
)p"},
    {"jwt.secret*", R"p(
export default { auth: { jwt: { secret: "{{random:alnum:12:74}}" } } };
)p"},
    {"jwt.secret*", R"p(
module.exports = ({ env }) => ({ auth: { secret: env('ADMIN_JWT_SECRET', '{{random:alnum:12:75}}') } });
)p"},
    {"jwt.secret*", R"p(
process.env.JWT_SECRET = '{{random:alnum:12:76}}';
)p"},
    {"jwt.secret*", R"p(
constructor(private config: ConfigService) { super({ secretOrKey: config.get('JWT_SECRET') || '{{random:alnum:12:77}}' }); }
)p"},
    {"jwt.secret*", R"p(
import jwt from 'koa-jwt';
app.use(jwt({ secret: '{{random:alnum:13:78}}' }));
)p"},
    {"jwt.secret*", R"p(
const secret: jwt.Secret = "{{random:alnum:12:79}}";
const t = jwt.sign(p, secret as string);
)p"},
    {"jwt.secret*", R"p(
import jwt from 'jsonwebtoken';
enum C { KEY = '{{random:alnum:12:80}}' }
jwt.sign({}, C.KEY);
)p"},
    {"jwt.secret*", R"p(
const util = require('util'); const jwt = require('jsonwebtoken');
const signP = util.promisify(jwt.sign);
signP({ a: 1 }, '{{random:alnum:12:81}}');
)p"},
    {"jwt.secret.empty*", R"p(
jwt.verify(token, '');
const jwt = require('jsonwebtoken');
)p"},
    {"jwt.secret*", R"p(
const { JWT_SECRET = '{{random:alnum:12:82}}' } = process.env;
)p"},
    {"jwt.secret*", R"p(
jwt.sign(p, fs.existsSync('k') ? fs.readFileSync('k') : '{{random:alnum:12:83}}');
)p"},
    {"jwt.misuse.no-verify*", R"p(
const jwt = require('jsonwebtoken');
app.get('/me', (req, res) => { const d = jwt.decode(req.headers.authorization.split(' ')[1]); res.json(d); });
)p"},
    {"jwt.misuse.alg-none*", R"p(
jwt.sign(p, key, { algorithm: 'none' });
)p"},
    {"jwt.misuse.alg-none*", R"p(
jwt.verify(t, key, { algorithms: ['none', 'HS256'] });
)p"},
    {"jwt.misuse.no-verify*|jwt.secret.empty*", R"p(
jwt.verify(t, null, cb);
)p"},
    {"jwt.secret.empty*|jwt.misuse*", R"p(
jwt.verify(t, undefined, { algorithms: ['none'] });
)p"},
    {"jwt.misuse.no-expiry*", R"p(
jwt.verify(t, key, { ignoreExpiration: true });
)p"},
    {"jwt.misuse.no-verify*", R"p(
const jwt = require('jwt-simple');
jwt.decode(t, key, true);
)p"},
    {"jwt.misuse.no-verify*", R"p(
import { decodeJwt } from 'jose';
export function handler(req) { return decodeJwt(req.headers.get('authorization')).sub; }
)p"},
    {"jwt.misuse.web-storage*", R"p(
localStorage.setItem('token', data.token);
)p"},
    {"jwt.misuse.web-storage*", R"p(
window.sessionStorage.setItem("jwt", response.jwt);
)p"},
    {"jwt.misuse.web-storage*", R"p(
localStorage.accessToken = resp.accessToken;
)p"},
    {"jwt.misuse.web-storage*", R"p(
localStorage['jwt'] = token;
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
document.cookie = `token=${token}`;
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
res.cookie('jwt', token, { httpOnly: true });
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
res.setHeader('Set-Cookie', `access_token=${token}; Path=/`);
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
Cookies.set('token', token);
const jwt = token;
)p"},
    {"jwt.misuse.token-in-url*", R"p(
fetch(`https://api.example.com/data?token=${jwt}`);
)p"},
    {"jwt.misuse.token-in-url*", R"p(
window.location.href = '/dashboard?access_token=' + accessToken;
)p"},
    {"jwt.misuse.token-in-url*", R"p(
const url = `https://api.example.com/x/${jwt}`;
)p"},
    {"jwt.misuse.token-in-url*", R"p(
res.redirect(`https://app.example.com/#token=${token}`);
const jwt = 1;
)p"},
    {"jwt.misuse.token-in-url*", R"p(
axios.get('/api/data', { params: { access_token: token } });
)p"},
    {"jwt.misuse.token-in-url*", R"p(
const ws = new WebSocket(`wss://x/ws?token=${accessToken}`);
)p"},
    {"jwt.misuse.token-in-log*", R"p(
console.log('Token:', token);
const jwt = require('jsonwebtoken');
)p"},
    {"jwt.misuse.token-in-log*", R"p(
logger.info(`jwt=${jwtToken}`);
)p"},
    {"jwt.misuse.token-in-error*", R"p(
throw new Error(`Invalid JWT: ${jwtToken}`);
)p"},
    {"jwt.misuse.token-in-error*", R"p(
res.status(401).json({ error: 'bad token', token: accessToken });
)p"},
    {"jwt.misuse.mobile-storage*", R"p(
import AsyncStorage from '@react-native-async-storage/async-storage';
AsyncStorage.setItem('jwt', token);
)p"},
    {"jwt.misuse.plain-http*", R"p(
axios.get('http://api.example.com/data', { headers: { Authorization: `Bearer ${token}` } });
)p"},
    {"jwt.misuse.plain-http*", R"p(
const api = axios.create({ baseURL: 'http://api.example.com', headers: { Authorization: `Bearer ${token}` } });
)p"},
    {"jwt.misuse.id-token-bearer*", R"p(
fetch(url, { headers: { Authorization: `Bearer ${idToken}` } });
)p"},
    {"jwt.misuse.alg-from-token*", R"p(
const { header } = jwt.decode(token, { complete: true });
jwt.verify(token, key, { algorithms: [header.alg] });
)p"},
    {"jwt.misuse.broad-audience*", R"p(
jwt.verify(t, key, { algorithms: ['RS256'], audience: '*' });
)p"},
    {"jwt.misuse.alg-mixed*", R"p(
jwt.verify(t, key, { algorithms: ['HS256', 'RS256'] });
)p"},
    {"jwt.misuse.long-life*", R"p(
jwt.sign({ id: 1 }, key, { expiresIn: '365d' });
)p"},
    {"jwt.misuse.no-expiry-set*", R"p(
jwt.sign({ id: 1 }, key);
)p"},
    {"jwt.misuse.token-forwarded*", R"p(
axios.get('https://other.example.org', { headers: { Authorization: req.headers.authorization } });
)p"},
    {"jwt.misuse.no-verify*", R"p(
const payload = JSON.parse(Buffer.from(token.split('.')[1], 'base64').toString());
if (payload.role === 'admin') grant(); // jwt
)p"},
    {"jwt.misuse.no-verify*", R"p(
import jwtDecode from 'jwt-decode';
module.exports = (req) => { req.user = jwtDecode(req.headers.authorization); };
)p"},
    {"jwt.misuse.key-from-token*", R"p(
const h = jwt.decode(token, { complete: true }).header;
const key = fs.readFileSync(`/keys/${h.kid}.pem`);
)p"},
    {"jwt.misuse.key-from-token*", R"p(
const { header } = jwt.decode(token, { complete: true });
const keys = await axios.get(header.jku);
)p"},
    {"jwt.misuse.personal-claims*", R"p(
jwt.sign({ id: u.id, password: u.password }, key, { expiresIn: '1h' });
)p"},
    {"jwt.misuse.alg-any*", R"p(
jwt.verify(token, key, { algorithms: [] });
)p"},
    {"jwt.misuse.no-audience*", R"p(
jwt.verify(token, key, { ignoreAudience: true });
)p"},
    {"jwt.misuse.alg-none*", R"p(
const unsecured = new jose.UnsecuredJWT({ a: 1 }).encode();
)p"},
    {"jwt.secret.file", R"p(
module.exports = {
  secret: "{{random:alnum:19:722}}"
};
)p"},
    {"framework*", R"p(
import Koa from 'koa';
const app = new Koa();
app.keys = ['{{random:alnum:19:742}}'];
)p"},
    {"jwt.secret.file", R"p(
{
  "AppSettings": {
    "Secret": "THIS IS USED TO SIGN AND VERIFY TOKENS, REPLACE IT WITH YOUR OWN"
  }
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
var JwtService = function () {
  function JwtService() { _classCallCheck(this, JwtService); }
  _createClass(JwtService, [{ key: "signToken", value: function signToken(p) { return sign(p, env.KEY); } }]);
  return JwtService;
}();
)p"},
    {"", R"p(
const crypto = require('crypto');
const secret = crypto.randomBytes(64).toString('hex');
jwt.sign(p, secret, { expiresIn: '1h' });
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
jwt.verify(t, process.env.JWT_SECRET, { algorithms: ['HS256'], audience: 'a', issuer: 'b' });
)p"},
    {"", R"p(
const jwks = jwksClient({ jwksUri: 'https://idp/.well-known/jwks.json' });
jwt.verify(token, (h, cb) => jwks.getSigningKey(h.kid, (e, k) => cb(null, k.publicKey)), { algorithms: ['RS256'], audience: 'a', issuer: 'b' }, done);
)p"},
    {"", R"p(
if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET must be set');
const { JWT_SECRET } = process.env;
)p"},
    {"", R"p(
const schema = Joi.object({ JWT_SECRET: Joi.string().required().description('JWT secret key') });
)p"},
    {"", R"p(
const INSECURE_SECRETS = ['secret', 'changeme'];
if (INSECURE_SECRETS.includes(process.env.JWT_SECRET)) throw new Error('weak');
)p"},
    {"", R"p(
localStorage.setItem('theme', 'dark');
localStorage.setItem('token_expiry', decoded.exp);
)p"},
    {"", R"p(
res.cookie('jwt', token, { httpOnly: true, secure: true, sameSite: 'strict' });
)p"},
    {"", R"p(
res.setHeader('Set-Cookie', `access_token=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`);
)p"},
    {"", R"p(
console.log('token length', accessToken.length);
console.log(`user ${decoded.sub} authenticated with jwt`);
)p"},
    {"", R"p(
logger.debug('jwt ' + jwt.substring(0, 8) + '...');
)p"},
    {"", R"p(
axios.get('https://api.example.com/data', { headers: { Authorization: `Bearer ${token}` } });
)p"},
    {"", R"p(
const decoded = jwt.verify(token, publicKey, { algorithms: ['RS256'], audience: 'api', issuer: 'https://idp' });
const meta = jwt.decode(token);
)p"},
};

TEST(JavaScriptPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(JavaScriptPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(JavaScriptPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(JavaScriptPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
