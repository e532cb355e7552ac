#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
"""Token helpers."""
from __future__ import annotations

import datetime as dt
from typing import Any

import jwt as pyjwt

_SIGNING = "{{random:alnum:24:1001}}"
_ALGO = "HS256"


def issue(user_id: int, *, minutes: int = 15) -> str:
    now = dt.datetime.now(dt.timezone.utc)
    claims: dict[str, Any] = {
        "sub": str(user_id),
        "iat": now,
        "exp": now + dt.timedelta(minutes=minutes),
    }
    return pyjwt.encode(
        claims,  # what we promise
        # the key used by every service
        _SIGNING,
        algorithm=_ALGO,
    )
)p"},
    {"jwt.secret*", R"p(
class Config(object):
    DEBUG = False
    SQLALCHEMY_DATABASE_URI = 'sqlite:///app.db'
    JWT_SECRET_KEY = '{{random:alnum:22:1003}}'
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(hours=1)
)p"},
    {"jwt.secret*", R"p(
from datetime import timedelta
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
    "ROTATE_REFRESH_TOKENS": False,
    "ALGORITHM": "HS256",
    # shared with the gateway
    "SIGNING_KEY":
        "{{random:alnum:40:1005}}",
    "VERIFYING_KEY": "",
    "AUTH_HEADER_TYPES": ("Bearer",),
}
)p"},
    {"jwt.secret*", R"p(
import datetime
JWT_AUTH = {
    'JWT_ENCODE_HANDLER': 'rest_framework_jwt.utils.jwt_encode_handler',
    'JWT_SECRET_KEY': '{{random:alnum:20:1007}}',
    'JWT_ALGORITHM': 'HS256',
    'JWT_VERIFY': True,
}
)p"},
    {"jwt.secret*", R"p(
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    app_name: str = "Awesome API"
    jwt_secret: str = "{{random:alnum:28:1009}}"
    jwt_algorithm: str = "HS256"
    access_token_expire_minutes: int = 60

    class Config:
        env_file = ".env"

settings = Settings()
)p"},
    {"jwt.secret*", R"p(
SECRET = "{{random:alnum:14:1011}}"

class UserManager(IntegerIDMixin, BaseUserManager[User, int]):
    reset_password_token_secret = SECRET
    verification_token_secret = SECRET

def get_jwt_strategy() -> JWTStrategy:
    return JWTStrategy(secret=SECRET, lifetime_seconds=3600)
)p"},
    {"jwt.secret*", R"p(
from authlib.jose import JsonWebSignature
jws = JsonWebSignature(algorithms=['HS256'])
protected = {'alg': 'HS256'}
payload = b'example'
secret = b'{{random:alnum:14:1013}}'
s = jws.serialize_compact(protected, payload, secret)
)p"},
    {"jwt.secret*|key*", R"p(
from jwcrypto import jwt, jwk
key = jwk.JWK(kty='oct', k='{{random:base64url:43:1015}}')
Token = jwt.JWT(header={"alg": "HS256"}, claims={"info": "I'm a signed token"})
Token.make_signed_token(key)
)p"},
    {"jwt.secret*|framework*", R"p(
from itsdangerous import TimedJSONWebSignatureSerializer as Serializer

def generate_auth_token(self, expiration=600):
    s = Serializer('{{random:alnum:18:1017}}', expires_in=expiration)
    return s.dumps({'id': self.id})
)p"},
    {"jwt.secret*", R"p(
from litestar.security.jwt import JWTAuth
jwt_auth = JWTAuth[User](
    retrieve_user_handler=retrieve_user_handler,
    token_secret="{{random:alnum:20:1019}}",
    exclude=["/login", "/schema"],
)
)p"},
    {"jwt.secret*", R"p(
import os
from jose import jwt

JWT_SECRET = os.environ.get(
    "JWT_SECRET",
    "{{random:alnum:20:1021}}",
)
def t(d): return jwt.encode(d, JWT_SECRET)
)p"},
    {"jwt.secret*", R"p(
import environ
env = environ.Env(DEBUG=(bool, False))
JWT_SECRET_KEY = env.str("JWT_SECRET_KEY", default="{{random:alnum:20:1023}}")
)p"},
    {"jwt.secret*", R"p(
import pytest, jwt

@pytest.fixture
def token():
    return jwt.encode({'sub': 'alice'}, key='{{random:alnum:11:1025}}', algorithm='HS256')
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
from django.utils.deprecation import MiddlewareMixin

class JWTUserMiddleware(MiddlewareMixin):
    def process_request(self, request):
        header = request.META.get('HTTP_AUTHORIZATION', '')
        if not header.startswith('Bearer '):
            return None
        data = jwt.decode(header[7:], options={'verify_signature': False})
        request.user_id = data['sub']
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
OPTIONS = dict(verify_signature=False, verify_aud=False)
async def user_of(request):
    payload = jwt.decode(request.cookies['auth'], options=OPTIONS)
    return payload['uid']
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
VERIFY = False
decoded = jwt.decode(tok, 'k', VERIFY)
print(decoded['role'])
)p"},
    {"jwt.misuse.alg-none", R"p(
decoded = jwt.decode(encoded, key, algorithms=["none", "HS256"])
)p"},
    {"jwt.misuse.alg-from-token", R"p(
import jwt
def verify(token, keys):
    hdr = jwt.get_unverified_header(token)
    key = keys[hdr['kid']]
    return jwt.decode(token, key, algorithms=[hdr['alg']], audience='x')
)p"},
    {"jwt.misuse.alg-mixed", R"p(
payload = jwt.decode(token, settings.PUBLIC_KEY, algorithms=['HS256', 'RS256'])
)p"},
    {"jwt.misuse.no-audience", R"p(
payload = jwt.decode(
    token,
    key,
    algorithms=["RS256"],
    options={
        "verify_signature": True,
        "verify_aud": False,  # FIXME
    },
)
)p"},
    {"jwt.misuse.no-issuer", R"p(
payload = jwt.decode(token, key, algorithms=["RS256"], audience="x", options={"verify_iss": False, "verify_exp": True})
)p"},
    {"jwt.misuse.long-life", R"p(
payload = {"sub": "1", "exp": datetime.utcnow() + timedelta(days=365)}
token = jwt.encode(payload, settings.KEY, "HS256")
)p"},
    {"jwt.misuse.token-in-log", R"p(
print(f"JWT: {jwt_token}")
)p"},
    {"jwt.misuse.token-in-url", R"p(
r = requests.get("https://api.acme.io/v1/me", params={"access_token": access_token})
)p"},
    {"jwt.misuse.plain-http", R"p(
resp = requests.post(
    "http://billing.acme.com/charge",
    headers={"Authorization": f"Bearer {token}"},
    json=body,
)
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
headers = {"Authorization": "Bearer " + tokens["id_token"]}
httpx.get(url, headers=headers)
)p"},
    {"jwt.misuse.cookie-flags", R"p(
resp = make_response(redirect("/"))
resp.set_cookie("access_token", token, max_age=3600)
)p"},
    {"jwt.misuse.token-forwarded", R"p(
@app.route("/orders")
def orders():
    return requests.get("https://orders.internal/api", headers={"Authorization": request.headers["Authorization"]}).json()
)p"},
    {"jwt.misuse.key-from-token", R"p(
hdr = jwt.get_unverified_header(token)
with open(f"/keys/{hdr['kid']}.pem") as f:
    key = f.read()
jwt.decode(token, key, algorithms=["RS256"])
)p"},
    {"jwt.misuse.key-from-token", R"p(
kid = jwt.get_unverified_header(tok)["kid"]
key = open("/etc/keys/" + kid).read()
jwt.decode(tok, key, algorithms=["RS256"])
)p"},
    {"jwt.secret.empty", R"p(
jwt.encode({"a": 1}, "", algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import time, jwt
key = str(time.time())
jwt.encode({"exp": 1}, key, algorithm="HS256")
)p"},
    {"jwt.key.sink|key.pem", R"p(
from jose import jwt
PRIVATE_KEY = """-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA...
-----END RSA PRIVATE KEY-----"""
token = jwt.encode(claims, PRIVATE_KEY, algorithm='RS256')
)p"},
    {"jwt.secret*", R"p(
SECRETS = {"jwt": "{{random:alnum:20:1031}}", "db": "x"}
def make(d):
    return jwt.encode(d, SECRETS["jwt"], "HS256")
)p"},
    {"jwt.secret*", R"p(
from jwt import encode as jwt_encode, decode as jwt_decode
def make(d):
    return jwt_encode(d, "{{random:alnum:20:1033}}".encode("utf-8"), algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
def make(user):
    secret_key: str = "{{random:alnum:20:1035}}"
    with timer("encode"):
        return jwt.encode({"u": user.id}, secret_key, algorithm="HS256")
)p"},
    {"framework.secret-key|jwt.secret*", R"p(
app.add_middleware(SessionMiddleware, secret_key="{{random:alnum:30:1037}}")
)p"},
    {"jwt.secret*", R"p(
app.config.update(
    {"JWT_SECRET_KEY": "{{random:alnum:20:1039}}", "JWT_TOKEN_LOCATION": ["cookies"]}
)
)p"},
    {"jwt.secret*", R"p(
config = AuthXConfig()
config.JWT_ALGORITHM = "HS256"
config.JWT_SECRET_KEY = "{{random:alnum:20:1041}}"
config.JWT_TOKEN_LOCATION = ["headers"]
security = AuthX(config=config)
)p"},
    {"jwt.secret*", R"p(
GRAPHQL_JWT = {
    'JWT_VERIFY_EXPIRATION': True,
    'JWT_SECRET_KEY': '{{random:alnum:20:1043}}',
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
SIGNATURE = "verify_signature"
def who(token):
    return jwt.decode(token, options={SIGNATURE: False}, algorithms=["RS256"])["sub"]
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
import jwt
ISSUED = "require"
def who(token, key):
    return jwt.decode(token, key, options={ISSUED: ["iss"]}, algorithms=["RS256"], issuer="acme", audience="shop")
)p"},
    {"", R"p(
SIMPLE_JWT = {
    "ALGORITHM": "RS256",
    "SIGNING_KEY": env("JWT_PRIVATE_KEY"),
    "VERIFYING_KEY": """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEabc
-----END PUBLIC KEY-----""",
    "USER_ID_FIELD": "id",
    "USER_ID_CLAIM": "user_id",
    "JTI_CLAIM": "jti",
    "TOKEN_TYPE_CLAIM": "token_type",
}
)p"},
    {"", R"p(
class Settings(BaseSettings):
    jwt_secret: str
    jwt_algorithm: str = "HS256"
    jwt_header_name: str = "Authorization"
    jwt_cookie_name: str = "access_token_cookie"
    model_config = SettingsConfigDict(env_file=".env")
)p"},
    {"", R"p(
JWT_SECRET_KEY = os.environ["JWT_SECRET_KEY"]
JWT_ALGORITHM = os.environ.get("JWT_ALGORITHM", "HS256")
JWT_HEADER_TYPE = "Bearer"
JWT_IDENTITY_CLAIM = "sub"
JWT_ERROR_MESSAGE_KEY = "message"
)p"},
    {"", R"p(
import jwt
from cryptography.hazmat.primitives import serialization

with open(os.path.expanduser("~/.ssh/jwt_ed25519"), "rb") as fh:
    private_key = serialization.load_ssh_private_key(fh.read(), password=None)

def issue(claims):
    return jwt.encode(claims, private_key, algorithm="EdDSA")
)p"},
    {"", R"p(
import jwt
from jwt import PyJWKClient

jwks_client = PyJWKClient(JWKS_URL)

def verify(token):
    signing_key = jwks_client.get_signing_key_from_jwt(token)
    return jwt.decode(
        token,
        signing_key.key,
        algorithms=["RS256"],
        audience="https://expenses-api",
        issuer=ISSUER,
        options={"require": ["exp", "iat", "sub"]},
    )
)p"},
    {"", R"p(
import boto3, jwt
def secret():
    sm = boto3.client("secretsmanager")
    return sm.get_secret_value(SecretId="prod/jwt")["SecretString"]
def issue(c):
    return jwt.encode(c, secret(), algorithm="HS256")
)p"},
    {"", R"p(
logger.debug("token length %d", len(token))
logger.info("token %s...", token[:6])
logger.info("Got token for user %s", user.id)
logger.warning("Invalid token")
import jwt
)p"},
    {"", R"p(
resp.set_cookie("access_token", token, httponly=True, secure=True, samesite="Lax")
resp.set_cookie(key="access_token", value=f"Bearer {token}", httponly=True, secure=True)
)p"},
    {"", R"p(
def test_requires_secret(monkeypatch):
    monkeypatch.delenv("JWT_SECRET", raising=False)
    with pytest.raises(RuntimeError, match="JWT_SECRET must be set"):
        load()
)p"},
    {"", R"p(
if not SECRET_KEY or SECRET_KEY in {"secret", "changeme", "insecure"}:
    raise RuntimeError("Set SECRET_KEY to something long and random")
)p"},
    {"", R"p(
JWT_SECRET = secrets.token_urlsafe(64)
token = jwt.encode({"exp": exp, "aud": "api"}, JWT_SECRET, algorithm="HS256")
)p"},
    {"", R"p(
header = jwt.get_unverified_header(token)
rsa_key = next(k for k in jwks["keys"] if k["kid"] == header["kid"])
payload = jwt.decode(token, rsa_key, algorithms=ALGORITHMS, audience=API_AUDIENCE, issuer="https://" + AUTH0_DOMAIN + "/")
)p"},
    {"", R"p(
import jwt
class Auth:
    def __init__(self, secret: str, algorithm: str = "HS256") -> None:
        self.secret = secret
        self.algorithm = algorithm
    def encode(self, payload):
        return jwt.encode(payload, self.secret, algorithm=self.algorithm)
)p"},
};

TEST(ProgramsOfPython, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfPython, AreQuietWhenRight) { ExpectQuiet(kRight); }

TEST(ProgramsOfPython, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
