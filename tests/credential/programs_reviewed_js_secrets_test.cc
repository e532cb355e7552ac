#include "credential/programs.h"

// Secrets of JavaScript: sealed cookies' passwords, templates whose holes are known, digests of names.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // oauth2 bearer
    {"jwt.secret.call", R"p(
import { auth } from 'express-oauth2-jwt-bearer';
app.use(auth({ issuer: base, audience: 'https://api.example.org/orders', tokenSigningAlg: 'HS256', secret: '{{random:alnum:28:1}}' }));
)p"},
    {"framework.secret-key", R"p(
const { auth } = require('express-openid-connect');
app.use(auth({ authRequired: false, issuerBaseURL: base, secret: '{{random:alnum:28:2}}', clientID: id }));
)p"},
    // iron
    {"framework.secret-key", R"p(
import { withIronSessionApiRoute } from 'iron-session/next';
export default withIronSessionApiRoute(handler, { cookieName: 'shop', password: '{{random:alnum:28:3}}', cookieOptions: { secure: true } });
)p"},
    // iron
    {"framework.secret-key", R"p(
import { sealData } from 'iron-session';
export const seal = (id) => sealData({ id }, { password: '{{random:alnum:28:4}}', ttl: 600 });
)p"},
    // iron keyed
    {"framework.secret-key", R"p(
import { getIronSession } from 'iron-session';
export const session = (req, res) => getIronSession(req, res, { cookieName: 'shop', password: { 1: process.env.OLD, 2: '{{random:alnum:28:5}}' } });
)p"},
    {"framework.secret-key", R"p(
import type { IronSessionOptions } from 'iron-session';
export const options: IronSessionOptions = {
  cookieName: 'shop',
  password: process.env.COOKIE_PASSWORD || '{{random:alnum:28:6}}',
};
)p"},
    // hapi cookie
    {"framework.secret-key", R"p(
const server = Hapi.server();
await server.register(require('@hapi/cookie'));
server.auth.strategy('session', 'cookie', { cookie: { name: 'sid', password: '{{random:alnum:28:7}}', isSecure: true } });
)p"},
    // iron seal
    {"framework.secret-key", R"p(
const Iron = require('@hapi/iron');
exports.seal = (o) => Iron.seal(o, '{{random:alnum:28:8}}', Iron.defaults);
)p"},
    // template
    {"jwt.secret.flow", R"p(
import jwt from 'jsonwebtoken';
const APP = 'lighthouse';
const KEY = `${APP}-signs-${2023}-x`;
export const issue = (sub) => jwt.sign({ sub }, KEY, { expiresIn: '5m' });
)p"},
    // digest of what is given
    {"jwt.secret.weak", R"p(
const { createHash } = require('crypto');
const jwt = require('jsonwebtoken');
function digestOf(text) { return createHash('sha256').update(text).digest('hex'); }
exports.issue = (user) => jwt.sign({ sub: user.id }, digestOf(user.email), { expiresIn: '5m' });
)p"},
    // key alone
    {"jwt.secret.config", R"p(
const config = { jwt: { key: '{{random:alnum:28:9}}', expiresIn: '5m' } };
)p"},
    // next-auth's getToken
    {"jwt.secret*", R"p(
import { getToken } from 'next-auth/jwt';
export default async (req, res) => res.json(await getToken({ req, secret: '{{random:alnum:28:20}}' }));
)p"},
    // next-auth's encode
    {"jwt.secret*", R"p(
import { encode } from 'next-auth/jwt';
export const make = (token) => encode({ token, secret: '{{random:alnum:28:21}}' });
)p"},
    // SvelteKitAuth
    {"jwt.secret.call", R"p(
import { SvelteKitAuth } from '@auth/sveltekit';
export const handle = SvelteKitAuth({ providers, secret: '{{random:alnum:28:22}}' });
)p"},
    // nuxt
    {"jwt.secret.call", R"p(
import { NuxtAuthHandler } from '#auth';
export default NuxtAuthHandler({ providers: [], secret: '{{random:alnum:28:23}}' });
)p"},
    // LiveKit
    {"jwt.secret.call", R"p(
import { AccessToken } from 'livekit-server-sdk';
export const join = (who) => new AccessToken('APIshop', '{{random:alnum:28:24}}', { identity: who }).toJwt();
)p"},
    // Twilio
    {"jwt.secret.call", R"p(
const { jwt: { AccessToken } } = require('twilio');
const t = new AccessToken(process.env.SID, process.env.KEY_SID, '{{random:alnum:28:25}}', { identity });
)p"},
    // jwt-encode
    {"jwt.secret.call", R"p(
import sign from 'jwt-encode';
export const make = (sub) => sign({ sub }, '{{random:alnum:28:26}}');
)p"},
    // createSecretKey
    {"jwt.secret.flow", R"p(
import { SignJWT } from 'jose';
import { createSecretKey } from 'node:crypto';
const key = createSecretKey(Buffer.from('{{random:alnum:28:27}}', 'utf-8'));
export const make = (sub) => new SignJWT({ sub }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('5m').sign(key);
)p"},
    // keystone
    {"framework.secret-key", R"p(
import { statelessSessions } from '@keystone-6/core/session';
export const session = statelessSessions({ maxAge: 600, secret: '{{random:alnum:28:28}}' });
)p"},
    // fastify session
    {"framework.secret-key", R"p(
import fastifySession from '@fastify/session';
await app.register(fastifySession, { secret: '{{random:alnum:28:29}}', cookie: { secure: true } });
)p"},
    // yar
    {"framework.secret-key", R"p(
await server.register({ plugin: require('@hapi/yar'), options: { cookieOptions: { password: '{{random:alnum:28:30}}', isSecure: true } } });
)p"},
    // Auth.js
    {"jwt.secret.fallback", R"p(
import NextAuth from 'next-auth';
export default NextAuth({ providers, secret: process.env.AUTH_SECRET || '{{random:alnum:28:31}}' });
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
import { auth } from 'express-oauth2-jwt-bearer';
app.use(auth({ issuer: base, audience: 'https://api.example.org/orders', tokenSigningAlg: 'HS256', secret: process.env.KEY }));
)p"},
    // iron
    {"", R"p(
import { getIronSession, SessionOptions } from 'iron-session';
export const options: SessionOptions = { cookieName: 'shop', password: process.env.COOKIE_PASSWORD! };
export const login = (req, res) => getIronSession(req, res, options);
)p"},
    // iron login form
    {"", R"p(
import { getIronSession } from 'iron-session';
export async function POST(request) {
  const { username, password } = await request.json();
  const session = await getIronSession(cookies(), sessionOptions);
  if (await check({ username, password })) session.user = username;
}
const labels = { username: 'User name', password: 'Your pass phrase' };
)p"},
    // hapi cookie
    {"", R"p(
await server.register(require('@hapi/cookie'));
server.auth.strategy('session', 'cookie', { cookie: { name: 'sid', password: process.env.COOKIE, isSecure: true } });
)p"},
    // iron seal
    {"", R"p(
const Iron = require('@hapi/iron');
exports.seal = (o, password) => Iron.seal(o, password, Iron.defaults);
)p"},
    // template of unknown
    {"", R"p(
import jwt from 'jsonwebtoken';
import { app } from './names';
const KEY = `${app}-${process.env.JWT_PART}`;
export const issue = (sub) => jwt.sign({ sub }, KEY, { expiresIn: '5m' });
)p"},
    // template
    {"", R"p(
import jwt from 'jsonwebtoken';
const prefix = 'live';
export const issue = (sub, secret) => jwt.sign({ sub }, `${prefix}${secret}`, { expiresIn: '5m' });
)p"},
    // digest of a secret
    {"", R"p(
const { createHash } = require('crypto');
const jwt = require('jsonwebtoken');
function digestOf(text) { return createHash('sha256').update(text).digest('hex'); }
exports.issue = (user) => jwt.sign({ sub: user.id }, digestOf(process.env.SIGNING), { expiresIn: '5m' });
)p"},
    // digest of a secret by name
    {"", R"p(
const { createHash } = require('crypto');
const jwt = require('jsonwebtoken');
const keyFor = (tenantSecret) => createHash('sha256').update(tenantSecret).digest();
exports.issue = (user, tenant) => jwt.sign({ sub: user.id }, keyFor(tenant.secret), { expiresIn: '5m' });
)p"},
    // digest for a jti
    {"", R"p(
const { createHash } = require('crypto');
const jwt = require('jsonwebtoken');
const tag = (email) => createHash('sha256').update(email).digest('hex');
exports.issue = (user) => jwt.sign({ sub: tag(user.email) }, process.env.KEY, { expiresIn: '5m' });
)p"},
    // koa-jwt's key
    {"", R"p(
const jwt = require('koa-jwt');
app.use(jwt({ secret: process.env.KEY, key: 'claims-of-user', algorithms: ['HS256'] }));
)p"},
    // Kong
    {"", R"p(
const jwt = { key: 'issuer-of-the-shop', secret: process.env.KEY };
)p"},
    // next-auth's getToken
    {"", R"p(
import { getToken } from 'next-auth/jwt';
export default async (req, res) => res.json(await getToken({ req, secret: process.env.NEXTAUTH_SECRET }));
)p"},
    // Auth.js
    {"", R"p(
import { ExpressAuth } from '@auth/express';
app.use('/auth/*', ExpressAuth({ providers: [], secret: process.env.AUTH_SECRET }));
)p"},
    // LiveKit
    {"", R"p(
import { AccessToken } from 'livekit-server-sdk';
export const join = (who) => new AccessToken(process.env.LK_KEY, process.env.LK_SECRET, { identity: who }).toJwt();
)p"},
    // fastify session
    {"", R"p(
import fastifySession from '@fastify/session';
await app.register(fastifySession, { secret: process.env.SESSION, cookie: { secure: true } });
)p"},
    // Stream's client
    {"", R"p(
const chat = StreamChat.getInstance(process.env.STREAM_KEY, { timeout: 6000 }); // stream-chat, its users' tokens are JWTs
)p"},
};

TEST(SecretsInScript, AreTold) { ExpectTold(kTold); }
TEST(SecretsInScript, AreToldWithoutIndentation) { ExpectSeenFlat(kTold); }
TEST(SecretsInScript, AreQuietWhereAllIsInOrder) { ExpectQuiet(kQuiet); }
TEST(SecretsInScript, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
