#include "credential/programs.h"

// Where programs in JavaScript send and show tokens: without TLS, in queries, in errors, as what they are not.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // client
    {"jwt.misuse.plain-http", R"p(
import axios from 'axios';
const http = axios.create({ baseURL: 'http://api.orders.example.org/v1' });
http.interceptors.request.use((c) => ({ ...c, headers: { ...c.headers, Authorization: `Bearer ${token()}` } }));
)p"},
    // client defaults
    {"jwt.misuse.plain-http", R"p(
import axios from 'axios';
const http = axios.create({ baseURL: 'http://api.orders.example.org/v1' });
http.defaults.headers.common['Authorization'] = 'Bearer ' + token();
)p"},
    // request's auth
    {"jwt.misuse.plain-http", R"p(
const request = require('request');
request.get({ url: 'http://api.orders.example.org/me', auth: { bearer: accessToken } }, done);
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
const { tokens } = await fetchAuthSession();
headers.append('Authorization', `Bearer ${tokens.idToken}`);
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
const { tokens } = await fetchAuthSession();
const headers = { Authorization: 'Bearer ' + tokens?.idToken?.toString() };
)p"},
    // template with a call
    {"jwt.misuse.id-token-bearer", R"p(
const { tokens } = await fetchAuthSession();
const headers = { Authorization: `Bearer ${tokens.idToken.toString()}` };
)p"},
    // query
    {"jwt.misuse.token-in-url", R"p(
export function link(accessToken) {
  return 'https://app.example.org/open?' + new URLSearchParams({ token: accessToken, to: '/' });
}
)p"},
    // query by name
    {"jwt.misuse.token-in-url", R"p(
export function link(jwt) {
  const query = new URLSearchParams({ jwt, to: '/' });
  return `https://app.example.org/open?${query.toString()}`;
}
)p"},
    // class
    {"jwt.misuse.token-in-error", R"p(
class InvalidJwtError extends Error {
  constructor(jwt) {
    super(`not a token of ours: ${jwt}`);
  }
}
)p"},
    // class joined
    {"jwt.misuse.token-in-error", R"p(
class SessionError extends HttpException {
  constructor(accessToken, why) {
    super('refused ' + accessToken + ': ' + why, 401);
  }
}
)p"},
    // entry
    {"jwt.misuse.token-in-error", R"p(
app.use((req, res, next) => {
  const bearer = req.headers.authorization?.slice(7);
  if (!known(bearer)) {
    return res.status(401).json({
      message: 'unknown',
      presented: bearer,
    });
  }
  next();
});
)p"},
    {"jwt.misuse.token-in-log", R"p(
logger.info({ accessToken }, 'signed in');
)p"},
    {"jwt.misuse.token-in-log", R"p(
console.log('session', JSON.stringify({ accessToken, user }));
)p"},
    {"jwt.misuse.token-in-log", R"p(
Sentry.captureMessage(`refused ${accessToken}`);
)p"},
    {"jwt.misuse.token-in-log", R"p(
console.log(response.data.access_token);
)p"},
    // socket's query
    {"jwt.misuse.token-in-url", R"p(
import { io } from 'socket.io-client';
export const open = (accessToken) => io('wss://live.example.org', { query: { token: accessToken } });
)p"},
    // router's query
    {"jwt.misuse.token-in-url", R"p(
router.push({ path: '/welcome', query: { accessToken, to: '/' } });
)p"},
    // redirect
    {"jwt.misuse.token-in-url", R"p(
res.redirect(`${process.env.APP}/done?token=${accessToken}`);
)p"},
    // axios
    {"jwt.misuse.token-in-url", R"p(
export const me = (accessToken) => axios.get('https://api.example.org/me', { params: { access_token: accessToken } });
)p"},
};

constexpr Program kQuiet[] = {
    // two clients
    {"", R"p(
import axios from 'axios';
const weather = axios.create({ baseURL: 'http://weather.example.org/v1' });
const http = axios.create({ baseURL: 'https://api.orders.example.org/v1' });
http.interceptors.request.use((c) => ({ ...c, headers: { ...c.headers, Authorization: `Bearer ${token()}` } }));
)p"},
    // local client
    {"", R"p(
import axios from 'axios';
const http = axios.create({ baseURL: 'http://localhost:3000/v1' });
http.interceptors.request.use((c) => ({ ...c, headers: { ...c.headers, Authorization: `Bearer ${token()}` } }));
)p"},
    // request's auth
    {"", R"p(
const request = require('request');
request.get({ url: 'https://api.orders.example.org/me', auth: { bearer: accessToken } }, done);
)p"},
    // access token
    {"", R"p(
const { tokens } = await fetchAuthSession();
const headers = { Authorization: 'Bearer ' + tokens.accessToken.toString() };
)p"},
    // of Firebase
    {"", R"p(
const headers = { Authorization: 'Bearer ' + (await auth.currentUser.getIdToken()) };
)p"},
    // body
    {"", R"p(
export const revoke = (accessToken) => fetch('https://id.example.org/revoke', {
  method: 'POST',
  body: new URLSearchParams({ token: accessToken, token_type_hint: 'access_token' }),
});
)p"},
    // body by name
    {"", R"p(
export function revoke(accessToken) {
  const form = new URLSearchParams({ token: accessToken, client_id: id });
  return fetch('https://id.example.org/revoke?client=' + id, { method: 'POST', body: form });
}
)p"},
    // query of others
    {"", R"p(
export const search = (q) => fetch('https://api.example.org/find?' + new URLSearchParams({ q, page: 1 })); // no token
)p"},
    // class
    {"", R"p(
class InvalidJwtError extends Error {
  constructor(why) {
    super(`not a token of ours: ${why}`);
  }
}
)p"},
    // parser's class
    {"", R"p(
class UnexpectedTokenError extends SyntaxError {
  constructor(token, line) {
    super(`Unexpected ${token} on line ${line}`);
  }
}
)p"},
    // no error
    {"", R"p(
class TokenRow extends Row {
  constructor(accessToken) {
    super(accessToken);
  }
}
)p"},
    // entry
    {"", R"p(
app.use((req, res, next) => {
  const bearer = req.headers.authorization?.slice(7);
  if (known(bearer)) {
    return res.status(200).json({
      message: 'known',
      provided: bearer,
    });
  }
  next();
});
)p"},
    {"", R"p(
console.log(response.data.access_token ? 'got an access token' : 'none');
logger.info({ accessToken: '[redacted]' }, 'signed in');
)p"},
    // socket's auth
    {"", R"p(
import { io } from 'socket.io-client';
export const open = (accessToken) => io('wss://live.example.org', { auth: { token: accessToken } });
)p"},
    // database's query
    {"", R"p(
const rows = await db.find({ query: { token: accessToken } });
)p"},
    // router's query of others
    {"", R"p(
router.push({ path: '/list', query: { page: 2, sort: 'token' } });
)p"},
};

TEST(SentInScript, AreTold) { ExpectTold(kTold); }
TEST(SentInScript, AreToldWithoutIndentation) { ExpectSeenFlat(kTold); }
TEST(SentInScript, AreQuietWhereAllIsInOrder) { ExpectQuiet(kQuiet); }
TEST(SentInScript, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
