#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
import { Request, Response } from 'express';
import jwt, { JwtPayload, SignOptions } from 'jsonwebtoken';

const SECRET: string = '{{random:alnum:24:2001}}';

export const login = async (req: Request, res: Response): Promise<void> => {
  const user = await User.findOne({ email: req.body.email });
  const options: SignOptions = { expiresIn: '1h' };
  const token = jwt.sign({ sub: user!.id }, SECRET, options);
  res.json({ token });
};
)p"},
    {"jwt.secret*", R"p(
const j=require("jsonwebtoken"),k="{{random:alnum:16:2003}}";exports.s=u=>j.sign({u},k,{algorithm:"HS256"});
)p"},
    {"jwt.secret*", R"p(
const jwt = require('jsonwebtoken');
jwt.verify(token, (header, cb) => cb(null, '{{random:alnum:16:2005}}'), { algorithms: ['HS256'], audience: 'a', issuer: 'b' }, done);
)p"},
    {"jwt.secret*", R"p(
import { SignJWT, jwtVerify } from 'jose'
const secret = new TextEncoder().encode('{{random:alnum:32:2007}}')
export const sign = (p) => new SignJWT(p).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('2h').sign(secret)
)p"},
    {"jwt.secret*", R"p(
import { createSecretKey } from 'node:crypto'
import { SignJWT } from 'jose'
const key = createSecretKey(Buffer.from('{{random:hex:64:2009}}', 'hex'))
export default (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key)
)p"},
    {"jwt.secret*", R"p(
const { JWT, JWK } = require('jose')
const key = JWK.asKey('{{random:alnum:20:2011}}')
JWT.sign({ a: 1 }, key)
)p"},
    {"jwt.secret*", R"p(
var jwt = require('express-jwt');
var opts = { secret: '{{random:alnum:20:2013}}', algorithms: ['HS256'] };
app.get('/protected', jwt(opts), function (req, res) { res.sendStatus(200); });
)p"},
    {"jwt.secret*", R"p(
io.on('connection', socketioJwt.authorize({ secret: '{{random:alnum:20:2015}}', timeout: 15000 }))
)p"},
    {"jwt.secret*", R"p(
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly users: UsersService) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      ignoreExpiration: false,
      secretOrKey: '{{random:alnum:20:2017}}',
    });
  }
}
)p"},
    {"jwt.secret*", R"p(
JwtModule.registerAsync({
  imports: [ConfigModule],
  useFactory: async (config: ConfigService) => ({
    secret: config.get<string>('JWT_SECRET') ?? '{{random:alnum:20:2019}}',
    signOptions: { expiresIn: '1d' },
  }),
  inject: [ConfigService],
}),
)p"},
    {"jwt.secret*", R"p(
const refreshToken = await this.jwtService.signAsync(
  { sub: userId, email },
  {
    secret: 'rt-{{random:alnum:20:2021}}',
    expiresIn: 60 * 60 * 24 * 7,
  },
);
)p"},
    {"jwt.secret*", R"p(
import fastifyJwt from '@fastify/jwt';
await app.register(fastifyJwt, { secret: { private: readFileSync('a'), public: readFileSync('b') }, cookie: { cookieName: 'token', signed: false } });
await other.register(fastifyJwt, { secret: `{{random:alnum:20:2023}}` });
)p"},
    {"jwt.secret*", R"p(
await server.register(require('@hapi/jwt'));
server.auth.strategy('my_jwt_strategy', 'jwt', {
    keys: '{{random:alnum:20:2025}}',
    verify: { aud: 'urn:audience:test', iss: 'urn:issuer:test', sub: false, maxAgeSec: 14400 },
});
)p"},
    {"jwt.secret*", R"p(
import { sign } from 'hono/jwt'
const token = await sign({ sub: 'user123', exp: Math.floor(Date.now() / 1000) + 60 * 5 }, '{{random:alnum:20:2027}}')
)p"},
    {"jwt.secret*", R"p(
var jwt = require('jwt-simple');
var secret = Buffer.from('{{random:hex:32:2029}}', 'hex')
var token = jwt.encode({ foo: 'bar' }, secret);
)p"},
    {"jwt.secret*", R"p(
var sJWT = KJUR.jws.JWS.sign("HS256", sHeader, sPayload, "{{random:alnum:20:2031}}");
)p"},
    {"jwt.secret*", R"p(
module.exports = ({ env }) => ({
  auth: {
    secret: env('ADMIN_JWT_SECRET', '{{random:alnum:20:2033}}'),
  },
  apiToken: { salt: env('API_TOKEN_SALT') },
});
)p"},
    {"jwt.secret*|framework*", R"p(
export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt" },
  secret: '{{random:alnum:30:2035}}',
  callbacks: {
    async jwt({ token, user }) { return { ...token, ...user } },
  },
}
)p"},
    {"framework*|jwt.secret*", R"p(
app.use(session({
  secret: '{{random:alnum:14:2037}}',
  resave: false,
  saveUninitialized: true,
}))
)p"},
    {"jwt.secret*", R"p(
export const env = {
  NODE_ENV: process.env.NODE_ENV ?? 'development',
  JWT_SECRET: process.env.JWT_SECRET ?? '{{random:alnum:14:2039}}',
} as const;
)p"},
    {"jwt.secret*", R"p(
const schema = z.object({
  JWT_SECRET: z.string().min(8).default('{{random:alnum:14:2041}}'),
});
)p"},
    {"jwt.secret*", R"p(
const envSchema = Joi.object({ JWT_SECRET: Joi.string().default('{{random:alnum:14:2042}}').description('jwt') }).unknown();
)p"},
    {"jwt.secret*", R"p(
export class JwtHelper {
  private static readonly secret = "{{random:alnum:14:2043}}";
  static generate(payload: object): string {
    return jwt.sign(payload, JwtHelper.secret, { expiresIn: '15m' });
  }
}
)p"},
    {"jwt.secret*", R"p(
const { promisify } = require('util');
const jwt = require('jsonwebtoken');
const verifyAsync = promisify(jwt.verify);
const payload = await verifyAsync(token, '{{random:alnum:14:2045}}');
)p"},
    {"jwt.secret*", R"p(
describe('auth', () => {
  const token = jwt.sign({ sub: 1 }, '{{random:alnum:14:2047}}');
  it('accepts', () => request(app).get('/me').set('Authorization', `Bearer ${token}`).expect(200));
});
)p"},
    {"jwt.misuse.no-verify", R"p(
const jwt = require('jwt-simple');
const p = jwt.decode(req.body.token, secret, true);
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose';
export function middleware(req: NextRequest) {
  const claims = decodeJwt(req.cookies.get('token')!.value);
  if (claims.role !== 'admin') return NextResponse.redirect('/login');
}
)p"},
    {"jwt.misuse.no-verify", R"p(
app.use((req, res, next) => {
  const [, payload] = req.headers.authorization.split(' ')[1].split('.');
  req.jwt = JSON.parse(Buffer.from(payload, 'base64').toString());
  next();
});
)p"},
    {"jwt.misuse.alg-none", R"p(
const token = jwt.sign({ foo: 'bar' }, '', { algorithm: 'none' });
)p"},
    {"jwt.misuse.alg-none", R"p(
const { JWK, JWT } = require('jose'); JWT.verify(token, JWK.None)
)p"},
    {"jwt.misuse.alg-mixed", R"p(
jwt.verify(token, publicKey, { algorithms: ['HS256', 'RS256'], audience: 'a', issuer: 'i' })
)p"},
    {"jwt.misuse.no-expiry", R"p(
passport.use(new JwtStrategy({ jwtFromRequest, secretOrKey: process.env.S, ignoreExpiration: true }, cb));
)p"},
    {"jwt.secret*", R"p(
var JwtStrategy = require('passport-jwt').Strategy;
var shared = '{{random:alnum:20:2091}}';
passport.use(new JwtStrategy({
  jwtFromRequest: fromHeader,
  secretOrKeyProvider: function (request, raw, done) {
    if (!raw) return done(new Error('no token'));
    return done(null, shared);
  }
}, function (payload, done) { return done(null, false); }));
)p"},
    {"jwt.secret*", R"p(
import jwt from 'jsonwebtoken';
const resolve = (header, callback) => {
  return callback(null, '{{random:alnum:20:2092}}');
};
jwt.verify(token, resolve, { issuer: 'acme', audience: 'shop' }, onVerified);
)p"},
    {"jwt.secret*", R"p(
const { Strategy } = require('passport-jwt');
const OPTION = 'secretOrKey';
passport.use(new Strategy({ [OPTION]: '{{random:alnum:20:2093}}', jwtFromRequest }, verify));
)p"},
    {"jwt.secret*", R"p(
const jwt = require('jsonwebtoken');
const load = () => new Promise((resolve, reject) => { resolve('{{random:alnum:20:2094}}'); });
async function issue(user) { return jwt.sign({ sub: user.id }, await load(), { expiresIn: '5m' }); }
)p"},
    {"jwt.misuse.broad-audience", R"p(
jwt.verify(token, key, { algorithms: ['RS256'], audience: '*' })
)p"},
    {"jwt.misuse.long-life", R"p(
const token = jwt.sign({ id }, process.env.JWT_SECRET, { expiresIn: 60 * 60 * 24 * 365 })
)p"},
    {"jwt.misuse.web-storage", R"p(
fetch('/login', { method: 'POST', body }).then(r => r.json()).then(data => {
  window.localStorage.setItem('token', data.token);
});
)p"},
    {"jwt.misuse.web-storage", R"p(
const KEY = 'token';

export interface User {
  id: string;
  name: string;
  email: string;
  created: Date;
  updated: Date;
  avatar?: string;
  roles: string[];
  locale: string;
  timezone: string;
  address?: string;
  phone?: string;
}

export interface Session {
  user: User;
  started: Date;
  ended?: Date;
  device: string;
  browser: string;
}

export function describe(user: User): string {
  return `${user.name} <${user.email}>`;
}

export function initials(user: User): string {
  return user.name.split(' ').map((w) => w[0]).join('');
}

export function isActive(session: Session): boolean {
  return session.ended === undefined;
}

export function age(session: Session): number {
  return Date.now() - session.started.getTime();
}

export function hasRole(user: User, role: string): boolean {
  return user.roles.includes(role);
}

export function save(value: string): void {
  localStorage.setItem(KEY, value);
}
)p"},
    {"jwt.misuse.web-storage", R"p(
<script>
import axios from 'axios'
export default {
  methods: {
    async login () {
      const { data } = await axios.post('/api/login', this.form)
      localStorage.setItem('access_token', data.access_token)
    }
  }
}
</script>
)p"},
    {"jwt.misuse.cookie-flags", R"p(
document.cookie = `jwt=${token}; path=/`;
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import Cookies from 'js-cookie';
Cookies.set('token', data.token, { expires: 7 });
)p"},
    {"jwt.misuse.cookie-flags", R"p(
res.setHeader('Set-Cookie', serialize('token', token, { path: '/', maxAge: 3600 }));
)p"},
    {"jwt.misuse.token-in-url", R"p(
window.location.href = `https://app.acme.com/callback#access_token=${accessToken}`;
)p"},
    {"jwt.misuse.token-in-url", R"p(
axios.get('/files', { params: { jwt: token } })
)p"},
    {"jwt.misuse.token-in-url", R"p(
res.redirect(`${FRONTEND}/verify/${jwtToken}`.replace('verify', 'login'));
const next = `/login/${jwt}`;
)p"},
    {"jwt.misuse.token-in-log", R"p(
console.log('Generated token: ' + token);
const jwt = require('jsonwebtoken');
)p"},
    {"jwt.misuse.token-in-log", R"p(
console.log(req.headers.authorization);
)p"},
    {"jwt.misuse.token-in-error", R"p(
return res.status(401).json({ error: `Invalid token ${token}` });
const jwt = require('jsonwebtoken');
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
fetch(url, { headers: { Authorization: `Bearer ${session.idToken}` } });
)p"},
    {"jwt.misuse.key-from-token", R"p(
const jwksClient = require('jwks-rsa');
function getKey(header, cb) {
  const client = jwksClient({ jwksUri: header.jku });
  client.getSigningKey(header.kid, (err, key) => cb(err, key.publicKey));
}
jwt.verify(token, getKey, opts, cb);
)p"},
    {"jwt.misuse.key-from-token", R"p(
const { header } = jwt.decode(token, { complete: true });
const key = fs.readFileSync(path.join('/keys', header.kid));
jwt.verify(token, key);
)p"},
    {"jwt.misuse.key-from-token", R"p(
const key = fs.readFileSync(`./keys/${decoded.header.kid}.pem`);
jwt.verify(token, key);
)p"},
    {"jwt.secret.empty", R"p(
jwt.verify(token, null, opts);
)p"},
    {"jwt.secret.weak", R"p(
const secret = String(Date.now());
jwt.sign({ a: 1 }, secret, { expiresIn: 60 });
)p"},
    {"jwt.secret.weak", R"p(
jwt.sign(payload, Math.random().toString(36), { expiresIn: 60 });
)p"},
    {"jwt.secret*", R"p(
exports.jwtSecret = '{{random:alnum:20:2061}}';
)p"},
    {"jwt.secret*", R"p(
export const environment = {
  production: false,
  jwtSecretKey: '{{random:alnum:20:2063}}',
};
)p"},
    {"jwt.secret*", R"p(
app.configure(authentication({ secret: '{{random:alnum:20:2065}}', strategies: ['jwt', 'local'] }));
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
const jwt = require('jsonwebtoken');
const load = () => new Promise((resolve, reject) => {
  if (closed) reject('the vault of the shop is closed');
  vault.read('orders', (error, key) => resolve(key));
});
async function issue(user) { return jwt.sign({ sub: user.id }, await load(), { expiresIn: '5m' }); }
)p"},
    {"", R"p(
const { Strategy } = require('passport-jwt');
const OPTION = 'audience';
passport.use(new Strategy({
  [OPTION]: 'orders-of-the-northern-shop',
  issuer: 'acme',
  secretOrKeyProvider: function (request, raw, done) {
    const key = keys.get(request.tenant);
    if (!key) return done(new Error('no such tenant'), 'none');
    return done(null, key);
  }
}, function (payload, done) { return done(null, 'somebody-without-a-name'); }));
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
const fs = require('fs');
const privateKey = fs.readFileSync(process.env.JWT_KEY_PATH);
module.exports = (p) => jwt.sign(p, privateKey, { algorithm: 'RS256', expiresIn: '10m', audience: 'api' });
)p"},
    {"", R"p(
if (!process.env.JWT_SECRET) {
  throw new Error('JWT_SECRET is not defined');
}
const secret = process.env.JWT_SECRET;
)p"},
    {"", R"p(
const jwks = createRemoteJWKSet(new URL('https://example.auth0.com/.well-known/jwks.json'));
const { payload } = await jwtVerify(token, jwks, { issuer: 'https://example.auth0.com/', audience: 'https://api.example.com' });
)p"},
    {"", R"p(
router.post('/refresh', (req, res) => {
  jwt.verify(req.cookies.refresh, process.env.REFRESH_SECRET, (err, decoded) => {
    if (err) return res.status(403).json({ message: 'Forbidden' });
    res.cookie('refresh', sign(decoded), { httpOnly: true, secure: true, sameSite: 'strict' });
  });
});
)p"},
    {"", R"p(
localStorage.setItem('theme', 'dark');
localStorage.removeItem('token');
const t = localStorage.getItem('token');
sessionStorage.setItem('token_expires_at', String(exp));
)p"},
    {"", R"p(
console.log('token verified');
console.log(`token expires in ${decoded.exp}`);
logger.info('issued token for', user.id);
console.debug(token ? 'has token' : 'no token');
const jwt = require('jsonwebtoken');
)p"},
    {"", R"p(
import { useEffect, useState } from 'react';
const [token, setToken] = useState('');
<input type="password" name="secret" placeholder="secret" />
)p"},
    {"", R"p(
const WEAK_SECRETS = ['secret', 'changeme', 'password'];
if (WEAK_SECRETS.includes(process.env.JWT_SECRET)) process.exit(1);
)p"},
    {"", R"p(
JwtModule.registerAsync({
  inject: [ConfigService],
  useFactory: (config: ConfigService) => ({
    secret: config.getOrThrow('JWT_SECRET'),
    signOptions: { expiresIn: config.get('JWT_EXPIRES', '15m') },
  }),
}),
)p"},
    {"", R"p(
const csrfToken = document.querySelector('meta[name="csrf-token"]').content;
fetch('/x', { headers: { 'X-CSRF-Token': csrfToken } });
console.log(csrfToken);
)p"},
    {"", R"p(
const secret = crypto.randomBytes(64).toString('hex');
const token = jwt.sign({ id: 1 }, secret, { expiresIn: '1h' });
)p"},
    {"", R"p(
const stripe = require('stripe')(process.env.STRIPE);
const event = stripe.webhooks.constructEvent(body, sig, endpointSecret);
)p"},
    {"", R"p(
const resetUrl = `${base}/reset-password?token=${resetToken}`;
await mail.send({ to, html: `<a href="${resetUrl}">` });
)p"},
    {"", R"p(
throw new Error('Invalid token');
next(new UnauthorizedError('credentials_required', { message: 'No authorization token was found' }));
)p"},
    {"", R"p(
const decoded = jwt.verify(token, process.env.K, { algorithms: ['HS256'], audience: 'a', issuer: 'b' });
const full = jwt.decode(token, { complete: true });
)p"},
    {"", R"p(
export const authOptions: NextAuthOptions = {
  secret: process.env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
  jwt: { maxAge: 60 * 60 },
};
)p"},
};

TEST(ProgramsOfScript, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfScript, AreQuietWhenRight) { ExpectQuiet(kRight); }

TEST(ProgramsOfScript, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
