#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
import jwt
token = jwt.encode({"a": 1}, "{{random:alnum:8:1}}")
)p"},
    {"jwt.secret*", R"p(
from jwt import encode, decode
KEY = "{{random:alnum:12:2}}"
def issue(u):
    return encode({"u": u}, KEY, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt as pyjwt
class Tokens:
    _secret = "{{random:alnum:11:3}}"
    def issue(self, u):
        return pyjwt.encode({"u": u}, self._secret, "HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
class Tokens:
    def __init__(self):
        self.secret = "{{random:alnum:11:4}}"
    def issue(self, u):
        return jwt.encode({"u": u}, self.secret, "HS256")
)p"},
    {"jwt.secret*", R"p(
from authlib.jose import jwt
header = {"alg": "HS256"}
s = jwt.encode(header, {"iss": "x"}, "{{random:alnum:14:5}}")
)p"},
    {"jwt.secret*", R"p(
from authlib.jose import JsonWebSignature
jws = JsonWebSignature()
s = jws.serialize_compact({"alg": "HS256"}, b"hi", "{{random:alnum:14:6}}")
)p"},
    {"jwt.secret*", R"p(
from joserfc import jwt
from joserfc.jwk import OctKey
key = OctKey.import_key("{{random:alnum:21:7}}")
token = jwt.encode({"alg": "HS256"}, {"k": "v"}, key)
)p"},
    {"jwt.secret*|key.jwk*", R"p(
from jwcrypto import jwk, jwt
key = jwk.JWK(kty='oct', k='{{random:alnum:28:8}}')
)p"},
    {"jwt.secret*", R"p(
import python_jwt as jwt
token = jwt.generate_jwt(payload, '{{random:alnum:14:9}}', 'HS256', datetime.timedelta(minutes=5))
)p"},
    {"jwt.secret*", R"p(
from itsdangerous import TimedJSONWebSignatureSerializer as Serializer
s = Serializer('{{random:alnum:19:10}}', expires_in=60)
)p"},
    {"jwt.secret*", R"p(
app.config.update(dict(JWT_SECRET_KEY='{{random:alnum:11:11}}'))
)p"},
    {"jwt.secret*", R"p(
class Config(object):
    JWT_SECRET_KEY = os.environ.get('JWT_SECRET_KEY', '{{random:alnum:15:12}}')
)p"},
    {"jwt.secret*", R"p(
class Config:
    JWT_SECRET_KEY = os.getenv('JWT_SECRET_KEY') or '{{random:alnum:15:13}}'
)p"},
    {"jwt.secret*", R"p(
SIMPLE_JWT = dict(SIGNING_KEY="{{random:alnum:9:14}}", ALGORITHM="HS256")
)p"},
    {"jwt.secret*", R"p(
JWT_AUTH = {'JWT_SECRET_KEY': '{{random:alnum:12:15}}', 'JWT_VERIFY': True}
)p"},
    {"jwt.secret*", R"p(
from fastapi_users.authentication import JWTStrategy
SECRET = "{{random:alnum:12:16}}"
def get_jwt_strategy():
    return JWTStrategy(secret=SECRET, lifetime_seconds=3600)
)p"},
    {"jwt.secret*", R"p(
class UserManager(BaseUserManager):
    reset_password_token_secret = "{{random:alnum:12:17}}"
)p"},
    {"jwt.secret*", R"p(
class Settings(BaseModel):
    authjwt_secret_key: str = "{{random:alnum:12:18}}"
)p"},
    {"jwt.secret*", R"p(
class Settings(BaseSettings):
    jwt_secret: str = "{{random:alnum:12:19}}"
    jwt_algorithm: str = "HS256"
)p"},
    {"jwt.secret*", R"p(
class Settings(BaseSettings):
    jwt_secret: str = Field("{{random:alnum:12:20}}", env="JWT_SECRET")
)p"},
    {"jwt.secret*", R"p(
class Settings(BaseSettings):
    jwt_secret_key: SecretStr = SecretStr("{{random:alnum:12:21}}")
)p"},
    {"jwt.secret*", R"p(
class Settings(BaseSettings):
    jwt_secret_key: str = Field(default="{{random:alnum:12:22}}")
)p"},
    {"jwt.secret*", R"p(
from sanic_jwt import Initialize
Initialize(app, authenticate=authenticate, secret='{{random:alnum:10:23}}')
)p"},
    {"jwt.secret*", R"p(
GUEST_TOKEN_JWT_SECRET = "{{random:alnum:14:24}}"
)p"},
    {"jwt.secret*", R"p(
from litestar.security.jwt import JWTAuth
jwt_auth = JWTAuth[User](retrieve_user_handler=h, token_secret="{{random:alnum:13:25}}")
)p"},
    {"jwt.secret*", R"p(
import jwt, hashlib
key = hashlib.sha256(b"{{random:alnum:10:26}}").hexdigest()
jwt.encode(p, key, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, base64
key = base64.b64decode("{{random:alnum:28:27}}")
jwt.encode(p, key, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, time
key = str(time.time())
jwt.encode(p, key, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, hashlib
def make(user):
    key = hashlib.md5(user.name.encode()).hexdigest()
    return jwt.encode({"sub": user.id}, key, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, uuid
SECRET_KEY = str(uuid.uuid1())
jwt.encode(p, SECRET_KEY, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, random
secret = "key" + str(random.randint(0, 9999))
jwt.encode(p, secret, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt, socket, hashlib
secret = hashlib.sha256(socket.gethostname().encode()).hexdigest()
jwt.encode(p, secret, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
jwt.encode(p, key="", algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
jwt.encode(payload=p, key='aaa')
)p"},
    {"jwt.secret*", R"p(
from jose import jwt
def f(t):
    return jwt.decode(t, settings.get("JWT_SECRET", "{{random:alnum:14:28}}"), algorithms=["HS256"])
)p"},
    {"jwt.secret*", R"p(
import jwt
config = {"jwt": {"secret": "{{random:alnum:11:29}}"}}
jwt.encode(p, config["jwt"]["secret"], algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
k1 = "{{random:alnum:11:30}}"
k2 = k1
k3 = k2
jwt.encode(p, k3, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
def get_key():
    return "{{random:alnum:11:31}}"
jwt.encode(p, get_key(), algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
with open("x") as f:
    key = "{{random:alnum:11:32}}"
    jwt.encode(p, key, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
try:
    key = os.environ["K"]
except KeyError:
    key = "{{random:alnum:11:33}}"
jwt.encode({"exp": e}, key, algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import hmac, hashlib, base64
header = b64({"alg": "HS256", "typ": "JWT"})
sig = hmac.new(b"{{random:alnum:12:34}}", header + b"." + payload, hashlib.sha256).digest()
)p"},
    {"jwt.secret*|framework*", R"p(
from rest_framework_simplejwt.tokens import RefreshToken
SECRET_KEY = '{{random:alnum:58:35}}'
INSTALLED_APPS = ['rest_framework_simplejwt']
)p"},
    {"jwt.secret*", R"p(
import os
JWT_SECRET = os.environ.get("JWT_SECRET") if os.environ.get("JWT_SECRET") else "{{random:alnum:11:36}}"
)p"},
    {"jwt.secret*", R"p(
from starlette_jwt import JWTAuthenticationBackend
app.add_middleware(AuthenticationMiddleware, backend=JWTAuthenticationBackend(secret_key='{{random:alnum:11:37}}'))
)p"},
    {"jwt.secret*", R"p(
import jwt
jwt.encode(p, f"{{random:alnum:11:38}}", algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
jwt.encode(p, "abc" + "defgh123", algorithm="HS256")
)p"},
    {"jwt.secret*", R"p(
import jwt
jwt.encode(
    {
        "sub": "1",
        "exp": 5,
    },
    "{{random:alnum:11:39}}",
    algorithm="HS256",
)
)p"},
    {"jwt.misuse.no-verify*", R"p(
import jwt
jwt.decode(token, verify=False)
)p"},
    {"jwt.misuse.no-verify*", R"p(
import jwt
data = jwt.decode(token, options={"verify_signature": False})
)p"},
    {"jwt.misuse.no-verify*", R"p(
import jwt
opts = {"verify_signature": False}
data = jwt.decode(token, key, algorithms=["HS256"], options=opts)
)p"},
    {"jwt.misuse.no-verify*", R"p(
from jose import jwt
claims = jwt.get_unverified_claims(token)
user = claims["sub"]
)p"},
    {"jwt.misuse.alg-none*", R"p(
import jwt
jwt.encode({"a": 1}, None, algorithm=None)
)p"},
    {"jwt.misuse.alg-none*", R"p(
import jwt
jwt.decode(t, k, algorithms=["HS256", "none"])
)p"},
    {"jwt.misuse.alg-any*", R"p(
import jwt
jwt.decode(t, k, algorithms=None)
)p"},
    {"jwt.misuse.alg-from-token*", R"p(
import jwt
header = jwt.get_unverified_header(token)
data = jwt.decode(token, key, algorithms=[header["alg"]])
)p"},
    {"jwt.misuse.alg-mixed*", R"p(
import jwt
jwt.decode(t, k, algorithms=["HS256", "RS256"])
)p"},
    {"jwt.misuse.no-audience*", R"p(
import jwt
jwt.decode(t, k, algorithms=["RS256"], options={"verify_aud": False})
)p"},
    {"jwt.misuse.no-expiry*", R"p(
import jwt
jwt.decode(t, k, algorithms=["RS256"], options=dict(verify_exp=False))
)p"},
    {"jwt.misuse.no-issuer*", R"p(
import jwt
jwt.decode(t, k, algorithms=["RS256"], options={"verify_iss": False})
)p"},
    {"jwt.misuse.broad-audience*", R"p(
import jwt
jwt.decode(t, k, algorithms=["RS256"], audience="*")
)p"},
    {"jwt.misuse.broad-audience*", R"p(
import jwt
jwt.encode({"aud": "example.com", "exp": 1}, k, algorithm="RS256")
)p"},
    {"jwt.misuse.broad-audience*", R"p(
payload = {"sub": user, "aud": "*"}
token = jwt.encode(payload, k, algorithm="RS256")
)p"},
    {"jwt.misuse.token-in-url*", R"p(
import requests
requests.get(f"https://api.example.com/data?token={jwt_token}")
)p"},
    {"jwt.misuse.token-in-url*", R"p(
url = "https://api.example.com/data?access_token=" + access_token
)p"},
    {"jwt.misuse.token-in-url*", R"p(
requests.get("https://api.example.com/data", params={"access_token": token})
)p"},
    {"jwt.misuse.token-in-url*", R"p(
url = f"https://api.example.com/users/{jwt}"
)p"},
    {"jwt.misuse.token-in-url*", R"p(
return redirect("https://app.example.com/#access_token=" + token)
)p"},
    {"jwt.misuse.token-in-log*", R"p(
import logging
logging.info("JWT token: %s", token)
jwt.decode(token, k, algorithms=["RS256"])
)p"},
    {"jwt.misuse.token-in-log*", R"p(
logger.debug(f"User token: {jwt_token}")
)p"},
    {"jwt.misuse.token-in-log*", R"p(
print("Token: " + access_token)
)p"},
    {"jwt.misuse.token-in-log*", R"p(
logger.info("Received token {}".format(jwt_token))
)p"},
    {"jwt.misuse.token-in-error*", R"p(
raise ValueError(f"Invalid token: {jwt_token}")
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
response.set_cookie('jwt', token)
)p"},
    {"jwt.misuse.plain-http*", R"p(
requests.get("http://api.example.com/data", headers={"Authorization": f"Bearer {token}"})
)p"},
    {"jwt.misuse.id-token-bearer*", R"p(
headers = {"Authorization": f"Bearer {id_token}"}
)p"},
    {"jwt.misuse.token-forwarded*", R"p(
headers = {"Authorization": f"Bearer {user_token}"}
requests.get("https://other.example.org/x", headers=headers)
)p"},
    {"jwt.misuse.token-forwarded*", R"p(
client.call(authorization=user_token)
)p"},
    {"jwt.misuse.broad-scope*", R"p(
data = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": t, "scope": "read write admin delete"}
)p"},
    {"jwt.misuse.long-life*", R"p(
import jwt
payload = {"exp": datetime.utcnow() + timedelta(days=3650)}
jwt.encode(payload, k, algorithm="RS256")
)p"},
    {"jwt.misuse.no-expiry-set*", R"p(
import jwt
jwt.encode({"sub": 1}, k, algorithm="RS256")
)p"},
    {"jwt.misuse.audience-absent*", R"p(
import jwt
jwt.decode(t, k, algorithms=["RS256"])
)p"},
    {"jwt.misuse.no-verify*", R"p(
import base64, json
def get_user(token):
    payload = token.split('.')[1]
    return json.loads(base64.urlsafe_b64decode(payload + "==") )["sub"]
jwt = 1
)p"},
    {"jwt.misuse.alg-any*", R"p(
import jwt
jwt.decode(token, key)
)p"},
    {"jwt.misuse.no-verify*", R"p(
unverified = jwt.decode(token, key, algorithms=["HS256"], options={"verify_signature": False, "verify_exp": False})
if unverified["admin"]:
    grant()
)p"},
    {"jwt.misuse.plain-http*", R"p(
API = "http://api.example.com"
def call(token):
    return requests.get(API + "/me", headers={"Authorization": "Bearer " + token})
)p"},
    {"jwt.misuse.token-in-error*", R"p(
raise HTTPException(status_code=401, detail=f"Bad token {token}")
import jwt
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
resp.set_cookie("access_token", value=access_token, httponly=False)
)p"},
    {"jwt.misuse.alg-none*", R"p(
from authlib.jose import JsonWebToken
jwt = JsonWebToken(['HS256', 'none'])
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
def create_app(jwt_secret):
    return App(
        jwt_secret=my_secret,
        issuer="shop"
    )
)p"},
    {"", R"p(
import jwt, secrets
secret = secrets.token_hex(32)
jwt.encode({"exp": e, "aud": "x", "iss": "y"}, secret, algorithm="HS256")
)p"},
    {"", R"p(
import jwt, os
secret = os.urandom(32)
jwt.encode({"exp": e}, secret, algorithm="HS256")
)p"},
    {"", R"p(
import jwt
key = ""
with open("k.pem") as f:
    key = f.read()
jwt.encode({"exp": e}, key, algorithm="RS256")
)p"},
    {"", R"p(
import jwt
key = "abcdefgh123"
key = os.environ["K"]
jwt.encode({"exp": e}, key, algorithm="HS256")
)p"},
    {"", R"p(
import jwt
def verify(token):
    return jwt.decode(token, load_key(), algorithms=["RS256"], audience="a", issuer="b")
)p"},
    {"", R"p(
response.set_cookie('jwt', token, httponly=True, secure=True, samesite='Strict')
)p"},
    {"", R"p(
import jwt
jwt.decode(t, k, algorithms=["RS256"], audience="my-api", issuer="https://idp/")
)p"},
    {"", R"p(
logger.info("token received, length %d", len(token))
logger.info("JWT verified for user %s", claims["sub"])
)p"},
    {"", R"p(
logger.info("token: %s...", token[:10])
)p"},
    {"", R"p(
import jwt
header = jwt.get_unverified_header(token)
key = keys[header["kid"]]
jwt.decode(token, key, algorithms=["RS256"], audience="a", issuer="b")
)p"},
};

TEST(PythonPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(PythonPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(PythonPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(PythonPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
