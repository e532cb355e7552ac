#include "credential/programs.h"

// What a second reading of JavaScript's libraries brought: keys that other libraries take, values on their way through
// typed functions and an application's settings, and tokens that nothing checks.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // jws
    {"jwt.secret.call", R"p(
import jws from 'jws';
export const seal = (payload) => jws.sign({ header: { alg: 'HS256' }, payload, secret: '{{random:alnum:28:1}}' });
)p"},
    {"jwt.secret.call", R"p(
const jws = require('jws');
exports.holds = (text) => jws.verify(text, 'HS512', '{{random:alnum:28:2}}');
)p"},
    {"jwt.secret.flow", R"p(
const jws = require('jws');
const phrase = '{{random:alnum:28:3}}';
jws.createVerify({ signature: stream, algorithm: 'HS256', secret: phrase }).on('done', done);
)p"},
    {"jwt.misuse.alg-none", R"p(
const jws = require('jws');
exports.open = (payload) => jws.sign({ header: { typ: 'JWT', alg: 'none' }, payload });
)p"},
    {"jwt.misuse.alg-from-token", R"p(
import jws from 'jws';
export function holds(text, key) {
  const { header } = jws.decode(text);
  return jws.verify(text, header.alg, key);
}
)p"},
    // njwt
    {"jwt.misuse.alg-none", R"p(
const njwt = require('njwt');
exports.guest = () => njwt.create({ sub: 'guest' }, key, 'none').compact();
)p"},
    {"jwt.misuse.alg-none", R"p(
const nJwt = require('njwt');
exports.guest = () => nJwt.create({ sub: 'guest' }, key).setSigningAlgorithm('none').compact();
)p"},
    // others
    {"jwt.misuse.alg-none", R"p(
import { createUnsecuredToken } from 'jsontokens';
export const draft = (id) => createUnsecuredToken({ id });
)p"},
    {"jwt.misuse.no-expiry", R"p(
import { verify, Algorithm } from '@node-rs/jsonwebtoken';
export const read = (t) => verify(t, key, { algorithms: [Algorithm.HS256], validateExp: false });
)p"},
    {"jwt.misuse.no-expiry", R"p(
import { verify } from 'https://deno.land/x/djwt@v3.0.2/mod.ts';
export const read = (jwt, key) => verify(jwt, key, { audience: 'shop', ignoreExp: true });
)p"},
    // by hand
    {"jwt.misuse.alg-none", R"p(
const part = (o) => Buffer.from(JSON.stringify(o)).toString('base64url');
exports.ticket = (id) => [part({ typ: 'JWT', alg: 'none' }), part({ id }), ''].join('.');
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt from 'jsonwebtoken';
export function claimsOf(req) {
  const raw = req.cookies.session;
  try {
    return jwt.verify(raw, key, { algorithms: ['ES256'], audience: 'shop', issuer: 'shop' });
  } catch (e) {
    return jwt.decode(raw);
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
const jwt = require('jsonwebtoken');
module.exports = (req, res, next) => {
  const claims = jwt.decode(req.get('x-session'));
  if (!claims || claims.exp * 1000 < Date.now()) return res.sendStatus(401);
  req.member = claims;
  next();
};
)p"},
    {"jwt.misuse.alg-none", R"p(
import jwt from 'jsonwebtoken';
export const draft = (id: string) => jwt.sign({ id }, '', { algorithm: 'none' as jwt.Algorithm });
)p"},
    {"jwt.misuse.no-expiry", R"p(
import jwt from 'jsonwebtoken';
export const read = (t: string) => jwt.verify(t, key, { ...base, ignoreExpiration: true } as Partial<jwt.VerifyOptions>);
)p"},
    // the token's own key
    {"jwt.misuse.key-from-token", R"p(
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
export async function open(text) {
  const head = decodeProtectedHeader(text);
  const { payload } = await jwtVerify(text, await importJWK(head.jwk, 'ES256'), { audience: 'shop', issuer: 'shop' });
  return payload;
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
import { decodeProtectedHeader, createRemoteJWKSet, jwtVerify } from 'jose';
export async function open(text) {
  const { jku: address } = decodeProtectedHeader(text);
  const set = createRemoteJWKSet(new URL(address));
  return jwtVerify(text, set, { audience: 'shop', issuer: 'shop' });
}
)p"},
    // sinks
    {"jwt.secret.call", R"p(
import { createInlineSigningKeyProvider, useJWT } from '@graphql-yoga/plugin-jwt';
export const plugin = useJWT({ signingKeyProviders: [createInlineSigningKeyProvider('{{random:alnum:28:4}}')] });
)p"},
    {"jwt.secret.call", R"p(
const guard = require('micro-jwt-auth');
module.exports = guard('{{random:alnum:28:5}}')(async (req) => req.jwt.sub);
)p"},
    {"jwt.secret.call", R"p(
const { sign } = require('jsonwebtoken');
exports.issue = (sub) => sign({ sub }, { key: pem, passphrase: '{{random:alnum:20:6}}' }, { algorithm: 'RS256', expiresIn: '5m' });
)p"},
    {"jwt.secret.*", R"p(
const auth = require('@feathersjs/authentication');
module.exports = (app) => {
  app.set('authentication', { secret: '{{random:alnum:28:7}}', authStrategies: ['jwt'], entity: 'member' });
};
)p"},
    {"jwt.secret.fallback", R"p(
import { buildConfig } from 'payload';
export default buildConfig({ collections: [], secret: process.env.CMS_SECRET ?? '{{random:alnum:28:8}}' });
)p"},
    {"jwt.secret.*", R"p(
export default { define: { 'process.env.JWT_SECRET': JSON.stringify('{{random:alnum:28:9}}') } };
)p"},
    // sessions
    {"framework.secret-key", R"p(
const sessions = require('client-sessions');
app.use(sessions({ cookieName: 'shop', secret: '{{random:alnum:28:10}}', duration: 86400000 }));
)p"},
    {"framework.secret-key", R"p(
const Keygrip = require('keygrip');
app.keys = new Keygrip(['{{random:alnum:28:11}}', '{{random:alnum:28:12}}'], 'sha256');
)p"},
    {"framework.secret-key", R"p(
const Cookies = require('cookies');
http.createServer((req, res) => new Cookies(req, res, { keys: ['{{random:alnum:28:13}}'] }).set('seen', '1', { signed: true }));
)p"},
    {"framework.secret-key", R"p(
import { Application } from 'https://deno.land/x/oak@v12.6.1/mod.ts';
const app = new Application({ keys: ['{{random:alnum:28:14}}'] });
)p"},
    {"framework.secret-key", R"p(
import { Elysia } from 'elysia';
new Elysia({ cookie: { secrets: '{{random:alnum:28:15}}', sign: ['seen'] } }).listen(3000);
)p"},
    // what an application keeps
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
const app = require('express')();
app.set('ticketPhrase', '{{random:alnum:14:16}}');
app.get('/ticket', (req, res) => res.json(jwt.sign({ id: 1 }, req.app.get('ticketPhrase'), { expiresIn: '5m' })));
)p"},
    // typed functions
    {"jwt.secret.*", R"p(
import * as jwt from 'jsonwebtoken';
const phrase = (): string => '{{random:alnum:28:17}}';
export const issue = (sub: string): string => jwt.sign({ sub }, phrase(), { expiresIn: '5m' });
)p"},
    {"jwt.secret.flow", R"p(
import * as jwt from 'jsonwebtoken';
const issue = async (sub: string, key: string): Promise<Record<string, string>> => {
  return { token: jwt.sign({ sub }, key, { expiresIn: '5m' }) };
};
export const forGuests = () => issue('guest', '{{random:alnum:28:18}}');
)p"},
    {"jwt.secret.flow", R"p(
import * as jwt from 'jsonwebtoken';
type Issuer = (sub: string, key: string) => string;
const issue: Issuer = (sub, key) => {
  return jwt.sign({ sub }, key, { expiresIn: '5m' });
};
export const forGuests = () => issue('guest', '{{random:alnum:28:19}}');
)p"},
    {"jwt.secret.fallback", R"p(
import * as jwt from 'jsonwebtoken';
export class Door {
  constructor(private readonly phrase: string = '{{random:alnum:28:20}}') {}
  open(text: string) {
    return jwt.verify(text, this.phrase, { algorithms: ['HS256'], audience: 'shop', issuer: 'shop' });
  }
}
)p"},
};

constexpr Program kQuiet[] = {
    // jws
    {"", R"p(
import jws from 'jws';
export function holds(text, key) {
  const head = jws.decode(text)?.header;
  if (head?.alg !== 'HS256') return false;
  return jws.verify(text, 'HS256', key) && jws.sign({ header: { alg: 'HS256' }, payload: {}, secret: process.env.KEY });
}
)p"},
    // njwt
    {"", R"p(
const njwt = require('njwt');
exports.issue = (sub) => njwt.create({ sub, exp: soon }, process.env.KEY, 'HS256').compact();
)p"},
    // a header that is held against what it must be
    {"", R"p(
const HEADER = { alg: 'HS256', typ: 'JWT' };
const table = { display: 'none', alg: 'none' };
if (header.alg === 'none') throw new Error('alg "none" is refused');
)p"},
    // a failed check that nothing replaces
    {"", R"p(
import jwt from 'jsonwebtoken';
export function claimsOf(raw) {
  try {
    return jwt.verify(raw, key, { algorithms: ['ES256'], audience: 'shop', issuer: 'shop' });
  } catch (e) {
    return null;
  }
}
)p"},
    // proofs of possession bring their key
    {"", R"p(
import { calculateJwkThumbprint, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
export async function proof(dpop, bound) {
  const { payload } = await jwtVerify(dpop, await importJWK(decodeProtectedHeader(dpop).jwk, 'ES256'), { audience: 'a', issuer: 'b' });
  return (await calculateJwkThumbprint(jwk)) === bound ? payload : null;
}
)p"},
    // no secret of a token: a digest's, a form's, a sentence
    {"", R"p(
const { createHmac } = require('crypto');
const jwt = require('jsonwebtoken');
const tag = (body) => createHmac('sha1', 'pages-v2').update(body).digest('base64url');
)p"},
    {"", R"p(
import { getIronSession, type SessionOptions } from 'iron-session';
export const options: SessionOptions = { cookieName: 'shop', password: process.env.COOKIE_PASSWORD };
export const texts = { password: 'Your password', repeat: 'Once more' };
)p"},
    {"", R"p(
export const errors = { secretOrPrivateKey: 'secretOrPrivateKey must have a value', jwtExpired: 'jwt expired' };
)p"},
    // settings of an application that are no secrets, or come from elsewhere
    {"", R"p(
const jwt = require('jsonwebtoken');
app.set('view engine', 'pug');
app.set('ticketPhrase', process.env.TICKET_PHRASE);
app.get('/ticket', (req, res) => res.json(jwt.sign({ id: 1 }, app.get('ticketPhrase'), { expiresIn: '5m' })));
)p"},
    {"", R"p(
import { Application } from 'https://deno.land/x/oak@v12.6.1/mod.ts';
const app = new Application({ keys: [Deno.env.get('COOKIE_KEY')], state: { name: 'shop' } });
)p"},
    {"", R"p(
export default { define: { 'process.env.JWT_SECRET': JSON.stringify(env.JWT_SECRET), __NAME__: JSON.stringify('shop') } };
)p"},
    // a choice between functions is no typed one
    {"", R"p(
import * as jwt from 'jsonwebtoken';
const label = 'guest-house';
const pick = (found: boolean) => (found ? name(label) : (text: string) => text);
export const issue = (sub: string, key: string): string => jwt.sign({ sub }, key, { expiresIn: '5m' });
export const forGuests = () => issue('guest', process.env.KEY!);
)p"},
};

TEST(JudgedScript, IsTold) { ExpectTold(kTold); }
TEST(JudgedScript, IsToldWithoutIndentation) { ExpectSeenFlat(kTold); }
TEST(JudgedScript, IsQuietWhereAllIsInOrder) { ExpectQuiet(kQuiet); }
TEST(JudgedScript, IsReadWhereverItIsCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
