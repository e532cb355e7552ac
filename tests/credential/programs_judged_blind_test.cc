#include "credential/programs.h"

// What judges who had not seen the rules found missing, in other words, and beside it what is right.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // calls in the holes of strings
    {"jwt.secret.call", R"p(
const jwt = require('jsonwebtoken');
it('lets a keeper in', () =>
  get('/gate').set('Authorization', `Bearer ${jwt.sign({ id: 7 }, '{{random:alnum:28:1}}')}`));
)p"},
    {"jwt.secret.flow", R"p(
import { sign } from 'jsonwebtoken';
const phrase = '{{random:alnum:28:2}}';
export const address = (id) => `${HOST}${PATH}?seat=${id}&pass=${sign({ id }, phrase, { expiresIn: '5m' })}`;
)p"},
    {"jwt.secret.call", R"p(
import jwt

def header(sub):
    return f"Bearer {jwt.encode({'sub': sub, 'exp': soon()}, '{{random:alnum:28:3}}', algorithm='HS256')}"
)p"},
    {"jwt.secret.call", R"p(
require 'jwt'
def header(id)
  "Bearer #{JWT.encode({ sub: id, exp: soon }, '{{random:alnum:28:4}}', 'HS256')}"
end
)p"},
    {"jwt.secret.call", R"p(
import com.auth0.jwt.JWT
import com.auth0.jwt.algorithms.Algorithm
fun header(id: String) = "Bearer ${JWT.create().withSubject(id).sign(Algorithm.HMAC256("{{random:alnum:28:5}}"))}"
)p"},
    // tokens that a program puts together itself
    {"jwt.secret.call", R"p(
const jwa = require('jwa');
const hmac = jwa('HS384');
exports.holds = (text, mac) => hmac.verify(text, mac, '{{random:alnum:28:6}}');
)p"},
    {"jwt.secret.flow", R"p(
import CryptoJS from 'crypto-js';
const options = { name: 'quay', phrase: '{{random:alnum:28:7}}' };
const part = (o) => CryptoJS.enc.Base64url.stringify(CryptoJS.enc.Utf8.parse(JSON.stringify(o)));
export function ticket(claims) {
  const head = part({ typ: 'JWT', alg: 'HS256' }) + '.' + part(claims);
  return head + '.' + CryptoJS.enc.Base64url.stringify(CryptoJS.HmacSHA256(head, options.phrase));
}
)p"},
    {"jwt.secret.flow", R"p(
const PHRASE = '{{random:alnum:28:8}}';
function ticket(claims) {
  const head = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part(claims);
  return head + '.' + Utilities.base64EncodeWebSafe(Utilities.computeHmacSha256Signature(head, PHRASE));
}
)p"},
    // functions handed over, with types
    {"jwt.secret.call", R"p(
import { promisify } from 'node:util';
import * as jwt from 'jsonwebtoken';
const open = promisify<string, jwt.Secret, jwt.JwtPayload>(jwt.verify as any);
export const read = (raw: string) => open(raw, '{{random:alnum:28:9}}');
)p"},
    {"jwt.secret.call", R"p(
import { promisify } from 'node:util';
import jwt from 'jsonwebtoken';
export const read = (raw: string) => promisify(jwt.verify.bind(jwt))(raw, '{{random:alnum:28:10}}');
)p"},
    {"jwt.secret.flow", R"p(
import enum
import jwt

class Gate(str, enum.Enum):
    NORTH = "{{random:alnum:28:11}}"

    def seal(self, claims):
        return jwt.encode(claims, self.value, algorithm="HS256")
)p"},
    {"jwt.secret.config", R"p(
def upgrade():
    op.execute("ALTER ROLE web SET pgrst.jwt_secret = '{{random:alnum:28:12}}'")
)p"},
    {"framework.secret-key", R"p(
import { createCookieSessionStorage } from '@remix-run/cloudflare';
export const kept = createCookieSessionStorage<Guest, Notice>({
  cookie: { name: 'g', secrets: ['{{random:alnum:28:13}}'] },
});
)p"},
    // what others can guess
    {"jwt.secret.weak", R"p(
const jwt = require('jsonwebtoken');
exports.seal = (claims) => jwt.sign(claims, 'harbour-' + new Date().getMonth(), { expiresIn: '5m' });
)p"},
    // unsafe use
    {"jwt.misuse.no-verify", R"p(
from rest_framework_simplejwt.backends import TokenBackend
token_backend = TokenBackend("HS256", settings.SIGNING)

def member(raw):
    claims = token_backend.decode(raw, verify=False)
    return claims["member"]
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
def old(raw):
    return jwt.decode(raw, options={"verify_signature": False})["sub"]

def card(card_jwt):
    part = card_jwt.split('.')[1]
    part += '=' * (-len(part) % 4)
    member = json.loads(base64.urlsafe_b64decode(part))
    return Member.objects.get(number=member['number'])
)p"},
    {"jwt.misuse.token-in-error", R"p(
import jwt

class Refused(ValueError):
    pass

class Unreadable(RuntimeError):
    def __init__(self, access_token, why):
        super().__init__(f"cannot read {access_token}: {why}")
class UnreadableError(SomeError):
    def __init__(self, access_token):
        super().__init__("cannot read " + access_token)
)p"},
    {"jwt.misuse.web-storage", R"p(
PAGE = """<html><script>
sessionStorage.setItem('id_token', '%(value)s'); location = '/';
</script></html>"""

def welcome(request):
    return HttpResponse(PAGE % {"value": issue(request.user)})
)p"},
    {"jwt.misuse.token-in-url", R"p(
import { io } from 'socket.io-client';
export const open = (token) => io('https://quay.example.com', { query: { token }, transports: ['websocket'] });
)p"},
};

constexpr Program kHints[] = {
    {"jwt.misuse.audience-absent", R"p(
from google.auth.transport import requests
from google.oauth2 import id_token
def guest(raw_jwt):
    return id_token.verify_oauth2_token(raw_jwt, requests.Request())["sub"]
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
const jwt = require('jsonwebtoken');
const header = (id) =>
  `Bearer ${jwt.sign({ id, aud: 'quay' }, process.env.PHRASE, { expiresIn: '5m', issuer: 'quay' })}`;
)p"},
    {"", R"p(
const jwa = require('jwa');
exports.seal = (text) => jwa('HS256').sign(text, process.env.PHRASE);
)p"},
    {"", R"p(
import CryptoJS from 'crypto-js';
export const seal = (head) => CryptoJS.HmacSHA256(head + 'JWT', process.env.PHRASE);
)p"},
    {"", R"p(
import CryptoJS from 'crypto-js';
// not a JWT: what the bank wants under each order
export const order = (text) => CryptoJS.HmacSHA256(text, 'quay-orders-2019').toString();
)p"},
    {"", R"p(
import enum
import jwt, os

class Gate(enum.Enum):
    NORTH = os.environ["NORTH_KEY"]

    def seal(self, claims):
        return jwt.encode({"exp": soon(), **claims}, self.value, algorithm="HS256")
)p"},
    {"", R"p(
def upgrade():
    op.execute("ALTER ROLE web SET pgrst.jwt_secret = '${JWT_SECRET}'")
    op.execute("alter database shop reset \"app.jwt_secret\"")
)p"},
    // a colour, labels, and a function of one's own that gives a digest
    {"", R"p(
TOKENS = {"token.secret": "#30343b", "token.signing.key": "#0b5fff80", "key.signing": "#fff"}
)p"},
    {"", R"p(
export default {
  jwt: { secretOrKey: 'Secret or key', title: 'Sessions', about: 'How long people stay logged in here.' },
};
)p"},
    {"", R"p(
const { createHash } = require('node:crypto');
const print = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

module.exports = async function issue(req, res) {
  const jwt = await makeTicket(req.user);
  req.log.debug('issued a jwt, its print is', print(jwt));
  if (req.user.guest === true) return res.sendStatus(204);
  res.json({ at: Date.now() });
};
)p"},
    {"", R"p(
from google.auth.transport import requests
from google.oauth2 import id_token
def guest(raw_jwt):
    return id_token.verify_oauth2_token(raw_jwt, requests.Request(), CLIENT_ID)["sub"]
)p"},
    {"", R"p(
from rest_framework_simplejwt.backends import TokenBackend
token_backend = TokenBackend("HS256", settings.SIGNING)

def member(raw):
    return token_backend.decode(raw, verify=True)["member"]
)p"},
    {"", R"p(
import jwt

def card(card_jwt):
    verify_with_gate(card_jwt)
    part = card_jwt.split('.')[1]
    part += '=' * (-len(part) % 4)
    return json.loads(base64.urlsafe_b64decode(part))['number']
)p"},
    {"", R"p(
import jwt

class UnreadableError(ValueError):
    def __init__(self, access_token, why):
        super().__init__(f"cannot read a token of {len(access_token)} bytes: {why}")
)p"},
    {"", R"p(
import jwt

class ScopeSyntaxError(ValueError):
    def __init__(self, token):
        super().__init__(f"unexpected token {token} in the login's scopes")
)p"},
    {"", R"p(
PAGE = """<html><script>
localStorage.setItem('theme', '%(theme)s'); sessionStorage.setItem('token', '');
</script></html>"""
# jwt
)p"},
    {"", R"p(
import { io } from 'socket.io-client';
export const open = (token) => io('https://quay.example.com', { auth: { token }, query: { room: 'north' } });
)p"},
};

TEST(ProgramsThatJudgesWrote, AreTold) { ExpectTold(kTold); }
TEST(ProgramsThatJudgesWrote, AreSeenAsHintsWhereAnotherFileMayCheck) { ExpectSeen(kHints); }
TEST(ProgramsThatJudgesWrote, AreQuietWhereRight) { ExpectQuiet(kQuiet); }
TEST(ProgramsThatJudgesWrote, DoNoHarmCutShort) { ReadCutShort(kTold); }

}  // namespace
}  // namespace packrake
