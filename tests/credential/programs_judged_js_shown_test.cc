#include "credential/programs.h"

// Where programs in JavaScript keep, send and show tokens in ways of their own libraries.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // errors without a throw
    {"jwt.misuse.token-in-error", R"p(
const Boom = require('@hapi/boom');
exports.refuse = (accessToken) => Boom.forbidden('no such token: ' + accessToken);
)p"},
    {"jwt.misuse.token-in-error", R"p(
const createError = require('http-errors');
app.use((req, res, next) => next(createError(401, `not ours: ${req.accessToken}`)));
)p"},
    {"jwt.misuse.token-in-error", R"p(
router.get('/me', async (ctx) => {
  const jwt = ctx.get('x-session');
  ctx.throw(401, `unknown ${jwt}`);
});
)p"},
    {"jwt.misuse.token-in-error", R"p(
export const check = (idToken, ok) => (ok ? Promise.resolve() : Promise.reject(new RangeError(`bad: ${idToken}`)));
)p"},
    {"jwt.misuse.token-in-error", R"p(
import assert from 'node:assert';
export function check(refreshToken, known) {
  assert(known.has(id), `never issued: ${refreshToken}`);
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
app.get('/me', (c) => {
  const jwt = c.req.header('x-session');
  return c.json({ message: `unknown ${jwt}` }, 401);
});
)p"},
    {"jwt.misuse.token-in-error", R"p(
io.use((socket, next) => {
  // Authorization by the handshake
  next(new Error(`refused ${socket.handshake.auth.token}`));
});
)p"},
    {"jwt.misuse.token-in-error", R"p(
throw new UnauthorizedException(
  `the session ${accessToken} is over`,
);
)p"},
    // addresses
    {"jwt.misuse.token-in-url", R"p(
const jwt = require('jsonwebtoken');
exports.enter = (req, res) => {
  const pass = jwt.sign({ id: req.user.id }, key, { expiresIn: '5m' });
  res.redirect(`https://app.example.org/enter?pass=${pass}`);
};
)p"},
    {"jwt.misuse.token-in-url", R"p(
const jwt = require('jsonwebtoken');
exports.frame = (board) => {
  const token = jwt.sign({ board }, key, { expiresIn: '5m' });
  return 'https://bi.example.org/embed/' + token + '#bordered=true';
};
)p"},
    {"jwt.misuse.token-in-url", R"p(
import ky from 'ky';
export const me = (accessToken) => ky.get('https://api.example.org/me', { searchParams: { access_token: accessToken } });
)p"},
    {"jwt.misuse.token-in-url", R"p(
const request = require('request');
exports.me = (jwt) => request({ uri: 'https://api.example.org/me', qs: { jwt }, json: true });
)p"},
    {"jwt.misuse.token-in-url", R"p(
client.interceptors.request.use((config) => {
  config.params = { ...config.params, access_token: session.accessToken };
  return config;
});
)p"},
    {"jwt.misuse.token-in-url", R"p(
client.interceptors.request.use((config) => {
  config.params.access_token = session.accessToken;
  return config;
});
)p"},
    {"jwt.misuse.token-in-url", R"p(
this.router.navigate(['/welcome'], { queryParams: { token: this.session.accessToken } });
)p"},
    {"jwt.misuse.token-in-url", R"p(
this.http.get('/api/me', { params: new HttpParams().set('access_token', this.session.accessToken) });
)p"},
    {"jwt.misuse.plain-http", R"p(
const link = createHttpLink({ uri: 'http://graph.orders.example.org/query' });
const auth = setContext((_, { headers }) => ({ headers: { ...headers, authorization: `Bearer ${session()}` } }));
)p"},
    // stores
    {"jwt.misuse.mobile-storage", R"p(
wx.login({ success: (res) => wx.setStorageSync('token', res.data.token) });
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import Taro from '@tarojs/taro';
export const keep = (accessToken: string) => Taro.setStorage({ key: 'session', data: accessToken });
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import { ApplicationSettings } from '@nativescript/core';
export const keep = (jwt: string) => ApplicationSettings.setString('jwt', jwt);
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import NextAuth from 'next-auth';
export default NextAuth({
  providers,
  cookies: {
    sessionToken: { name: 'shop.session', options: { httpOnly: false, sameSite: 'lax', path: '/', secure: true } },
  },
});
)p"},
    // over lines
    {"jwt.misuse.token-in-log", R"p(
logger.info(
  `a new jwt: ${token}`,
);
)p"},
    {"jwt.misuse.token-in-log", R"p(
log.debug('session',
  { member,
    jwt });
)p"},
    {"jwt.misuse.token-in-log", R"p(
console.table({ member: data.member, access_token: data.access_token });
)p"},
    {"jwt.misuse.token-in-error", R"p(
throw new Error(
  'no such session: ' +
    accessToken
);
)p"},
    {"jwt.misuse.token-in-error", R"p(
reply
  .code(403)
  .send({
    code: 'E_SESSION',
    detail: 'cannot use ' + idToken,
  });
)p"},
    // references
    {"jwt.misuse.token-in-log", R"p(
const token = useCookie('auth_token');
console.log(`refused with Authorization ${token.value}`);
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
const Boom = require('@hapi/boom');
const createError = require('http-errors');
exports.refuse = (accessToken) => Boom.forbidden('no such token', { length: accessToken.length });
exports.miss = (next, accessToken) => next(createError(401, 'access token is missing or too old'));
)p"},
    {"", R"p(
import assert from 'node:assert';
export function check(refreshToken) {
  assert(refreshToken, 'the refresh token is missing');
  assert(refreshToken.length < 4000, `too long: ${refreshToken.length}`);
}
)p"},
    // a parser's
    {"", R"p(
export const fail = (token) => new SyntaxError(`unexpected token ${token} in the formula`);
export const text = (token) => new ParseError(`${token.value} is no operator`);
)p"},
    // what is answered, not what went wrong
    {"", R"p(
app.post('/login', async (c) => {
  const jwt = await issue(await c.req.json());
  return c.json({ jwt }, 201);
});
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
exports.enter = (req, res) => {
  const pass = jwt.sign({ id: req.user.id }, key, { expiresIn: '5m' });
  res.redirect(`https://app.example.org/enter?from=${req.user.id}`);
  res.json({ pass });
};
)p"},
    {"", R"p(
export const list = (pageToken) => ky.get('https://api.example.org/list', { searchParams: { page_token: pageToken } });
export const more = (request, cursor) => request({ uri: 'https://api.example.org/list', qs: { next: cursor } });
config.params = { ...config.params, page_token: pageToken };
)p"},
    {"", R"p(
wx.setStorageSync('theme', theme);
uni.setStorageSync('token_expires_at', res.data.expires);
wx.removeStorageSync('token');
)p"},
    {"", R"p(
import NextAuth from 'next-auth';
export default NextAuth({
  cookies: { sessionToken: { name: 'shop.session', options: { httpOnly: true, path: '/', secure: true } } },
});
)p"},
    {"", R"p(
logger.info(
  `a new jwt for ${member}`,
);
throw new Error(
  'no such session: ' +
    accessToken.length
);
const body = {
  greeting: `token ${token}`,
};
)p"},
    // whether there is one, and of what kind
    {"", R"p(
console.log('kind', typeof user.accessToken, 'missing', !user.accessToken);
logger.info(`signed in: ${Boolean(user.accessToken)}`);
)p"},
    {"", R"p(
for (const token of tokens) console.log(`${token.type}: ${token.value}`);
)p"},
};

TEST(JudgedScriptShown, IsTold) { ExpectTold(kTold); }
TEST(JudgedScriptShown, IsToldWithoutIndentation) { ExpectSeenFlat(kTold); }
TEST(JudgedScriptShown, IsQuietWhereAllIsInOrder) { ExpectQuiet(kQuiet); }
TEST(JudgedScriptShown, IsReadWhereverItIsCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
