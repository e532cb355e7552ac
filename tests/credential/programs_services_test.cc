#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written without a look at the rules, as people write them; what was missed or wrongly told first stands among them.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
"""Authentication helpers for the booking API."""
from datetime import datetime, timedelta, timezone
import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


class AuthHandler:
    secret = "Booking-{{random:alnum:12:12001}}"
    lifetime = timedelta(minutes=30)

    def encode_token(self, user_id):
        now = datetime.now(timezone.utc)
        return jwt.encode({"exp": now + self.lifetime, "iat": now, "sub": user_id}, self.secret, algorithm="HS256")

    def auth_wrapper(self, creds=Depends(bearer)):
        try:
            return jwt.decode(creds.credentials, self.secret, algorithms=["HS256"])["sub"]
        except jwt.PyJWTError:
            raise HTTPException(401)
)p"},
    {"jwt.secret*", R"p(
import json, os
import jwt as pyjwt

def handler(event, context):
    key = os.getenv("SIGNING_SECRET") or "{{random:alnum:20:12002}}"
    body = json.loads(event["body"])
    token = pyjwt.encode(dict(sub=body["user"]), key)
    return {"statusCode": 200, "body": json.dumps({"token": token})}
)p"},
    {"jwt.secret*|framework*", R"p(
from datetime import timedelta
import environ

env = environ.Env()
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
    "ALGORITHM": "HS512",
    "SIGNING_KEY": env("JWT_SIGNING_KEY", default="{{random:alnum:40:12003}}"),
    "AUTH_HEADER_TYPES": ("Bearer",),
}
)p"},
    {"jwt.secret*", R"p(
from flask import Flask
from flask_jwt_extended import JWTManager

def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI="sqlite:///site.db",
        JWT_SECRET_KEY="jose-and-the-{{random:alnum:6:12004}}",
        JWT_TOKEN_LOCATION=["headers", "cookies"],
    )
    JWTManager(app)
    return app
)p"},
    {"jwt.secret*", R"p(
from authlib.jose import jwt

HEADER = {'alg': 'HS256', 'typ': 'JWT'}

def issue(sub):
    return jwt.encode(HEADER, {'sub': sub, 'iss': 'acme'}, 'correct horse battery').decode()
)p"},
    {"jwt.secret*|key.jwk*", R"p(
from jwcrypto import jwk, jwt
key = jwk.JWK(kty="oct", k="{{random:base64url:43:12005}}")
tok = jwt.JWT(header={"alg": "HS256"}, claims={"info": "I'm a signed token"})
tok.make_signed_token(key)
)p"},
    {"jwt.secret*|framework*", R"p(
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    app_name: str = "shop"
    access_token_expire_minutes: int = 60
    jwt_secret_key: str = "{{random:hex:64:12006}}"
    jwt_algorithm: str = "HS256"

settings = Settings()
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
from django.http import JsonResponse

def whoami(request):
    raw = request.META["HTTP_AUTHORIZATION"].split()[1]
    claims = jwt.decode(
        raw,
        options={
            "verify_signature": False,
            "verify_exp": True,
        },
    )
    return JsonResponse({"user": claims["sub"]})
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
def current_user(token):
    payload = jwt.decode(token, None, False)
    return payload['uid']
)p"},
    {"jwt.misuse.no-verify", R"p(
from jose import jwt as jose_jwt

def tenant_of(tok: str) -> str:
    return jose_jwt.get_unverified_claims(tok)["tenant"]
)p"},
    {"jwt.misuse.alg*", R"p(
import jwt
def check(token, pub):
    hdr = jwt.get_unverified_header(token)
    return jwt.decode(token, pub, algorithms=[hdr["alg"]], audience="api://orders")
)p"},
    {"jwt.misuse.alg-mixed", R"p(
from jose import jwt
ALLOWED = ["RS256", "HS256"]
def load(token, key):
    return jwt.decode(token, key, algorithms=ALLOWED, audience="orders", issuer="https://id.example.com/")
)p"},
    {"jwt.misuse.token-in-log", R"p(
import logging
log = logging.getLogger(__name__)

def login(user, issuer):
    access_token = issuer.issue(user)
    log.info("issued %s for %s", access_token, user.name)
    return access_token
)p"},
    {"jwt.secret*", R"p(
const { sign, verify } = require('jsonwebtoken');
const APP_SECRET = 'graphql-is-{{random:alnum:8:12007}}';

exports.getUserId = (ctx) => {
  const header = ctx.request.get('Authorization');
  if (header) {
    const { userId } = verify(header.replace('Bearer ', ''), APP_SECRET);
    return userId;
  }
  throw new Error('Not authenticated');
};
exports.issue = (user) => sign({ userId: user.id }, APP_SECRET);
)p"},
    {"jwt.secret*", R"p(
export default () => ({
  port: parseInt(process.env.PORT ?? '3000', 10),
  database: { host: process.env.DB_HOST ?? 'localhost' },
  jwt: {
    accessSecret: process.env.JWT_ACCESS_SECRET ?? '{{random:alnum:24:12008}}',
    accessTtl: '15m',
  },
});
)p"},
    {"jwt.secret*", R"p(
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [ConfigService],
      useFactory: async (config: ConfigService) => ({
        secret: config.get<string>('JWT_SECRET', 'nest-{{random:alnum:10:12009}}'),
        signOptions: { expiresIn: '1d' },
      }),
    }),
  ],
})
export class AuthModule {}
)p"},
    {"jwt.secret*", R"p(
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromExtractors([ExtractJwt.fromAuthHeaderAsBearerToken(), fromCookie]),
      ignoreExpiration: false,
      secretOrKey: 'my_super_secret_key',
    });
  }
}
)p"},
    {"jwt.secret*", R"p(
import { Hono } from 'hono';
import { jwt } from 'hono/jwt';
const app = new Hono();
app.use('/auth/*', jwt({ secret: 'shh-{{random:alnum:9:12011}}', alg: 'HS256' }));
export default app;
)p"},
    {"jwt.secret*", R"p(
const start = async () => {
  const server = Hapi.server({ port: 4000 });
  await server.register(require('@hapi/jwt'));
  server.auth.strategy('my_jwt_strategy', 'jwt', {
    keys: 'hapi_{{random:alnum:11:12012}}',
    verify: { aud: 'urn:audience:test', iss: 'urn:issuer:test', sub: false },
    validate: (artifacts) => ({ isValid: true, credentials: { user: artifacts.decoded.payload.user } }),
  });
};
)p"},
    {"jwt.secret*", R"p(
import Fastify from 'fastify';
import fastifyJwt from '@fastify/jwt';
const fastify = Fastify();
const jwtOpts = { secret: '{{random:alnum:18:12013}}', sign: { expiresIn: '10m' } };
await fastify.register(fastifyJwt, jwtOpts);
)p"},
    {"jwt.secret*", R"p(
const jwt = require('jsonwebtoken');
function getKey(header, callback) {
  callback(null, 'tenant-wide-{{random:alnum:9:12014}}');
}
module.exports = (t, done) => jwt.verify(t, getKey, { algorithms: ['HS256'], audience: 'x', issuer: 'y' }, done);
)p"},
    {"jwt.misuse.no-verify", R"p(
const jwt = require('jwt-simple');
module.exports.profile = (req) => jwt.decode(req.cookies.session, process.env.TOKEN_KEY, true);
)p"},
    {"jwt.misuse.alg-none", R"p(
const jwt = require('jsonwebtoken');
const token = jwt.sign({ id: 42, admin: true }, '', { algorithm: 'none' });
res.json({ token });
)p"},
    {"jwt.misuse.web-storage", R"p(
export const login = async (form: LoginForm) => {
  const { data } = await api.post<{ accessToken: string }>('/login', form);
  window.localStorage.setItem('auth_token', data.accessToken);
  return data;
};
)p"},
    {"jwt.misuse.cookie-flags", R"p(
export function saveSession(jwt: string) {
  document.cookie = `jwt=${jwt}; path=/; max-age=86400`;
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
const download = (file, accessToken) =>
  window.open(`${API}/files/${file.id}/download?access_token=${accessToken}`);
)p"},
    {"jwt.secret*|framework*", R"p(
export const authOptions: NextAuthOptions = {
  providers: [GithubProvider({ clientId: process.env.GITHUB_ID!, clientSecret: process.env.GITHUB_SECRET! })],
  secret: '{{random:base64:44:12015}}',
  session: { strategy: 'jwt' },
};
)p"},
    {"jwt.secret.weak|jwt.secret*", R"p(
const jwt = require('jsonwebtoken');
const crypto = require('crypto');
const secret = crypto.createHash('md5').update('mycompany').digest('hex');
exports.make = (u) => jwt.sign({ u }, secret, { expiresIn: '1h' });
)p"},
};

}  // namespace

TEST(Services, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
}

TEST(Services, AreSeen) { ExpectSeen(kWrong); }

}  // namespace packrake
