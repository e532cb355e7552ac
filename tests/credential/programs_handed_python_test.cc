#include "credential/code_text.h"
#include "credential/programs.h"

// What Python's programs hand over rather than call: functions given to others with their arguments, functions that go
// by another name, keys that a library asks for by a function, objects and settings that are filled by name. And beside
// it the same with a key from outside.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // functions that others call, with the arguments that follow
    {"jwt.secret.call", R"p(
import anyio
import jwt

async def stamp(parcel):
    return await anyio.to_thread.run_sync(jwt.encode, {"sub": parcel, "exp": soon()}, "{{random:alnum:28:15200}}")
)p"},
    {"jwt.secret.call", R"p(
import asyncio
from jose import jwt as codec

async def opened(loop, raw):
    return await loop.run_in_executor(None, codec.decode, raw, "{{random:alnum:28:15201}}", ["HS512"])
)p"},
    {"jwt.secret.call", R"p(
from asgiref.sync import sync_to_async
import jwt

async def stamp(parcel):
    return await sync_to_async(jwt.encode)({"sub": parcel, "exp": soon()}, "{{random:alnum:28:15202}}", "HS256")
)p"},
    // functions and modules by another name
    {"jwt.secret.call", R"p(
import jwt

seal = jwt.encode

def stamp(parcel):
    return seal({"sub": parcel, "exp": soon()}, "{{random:alnum:28:15203}}", algorithm="HS256")
)p"},
    {"jwt.secret.call", R"p(
import importlib

codec = importlib.import_module("jwt")

def stamp(parcel):
    return codec.encode({"sub": parcel, "exp": soon()}, "{{random:alnum:28:15204}}", algorithm="HS256")
)p"},
    // an assignment inside an expression
    {"jwt.secret.flow", R"p(
import jwt

def opened(header):
    if (sealing := "{{random:alnum:28:15205}}") and header:
        return jwt.decode(header, sealing, algorithms=["HS256"], audience="depot", issuer="gate")
)p"},
    // text in another form
    {"jwt.secret.*", R"p(
import textwrap
import jwt

SEALING = textwrap.dedent("""
    {{random:alnum:28:15206}}
""").strip()

def stamp(parcel):
    return jwt.encode({"sub": parcel, "exp": soon()}, SEALING, algorithm="HS256")
)p"},
    {"jwt.secret.*", R"p(
import jwt

SEALING = "-".join(("{{random:alnum:16:15207}}", "{{random:alnum:16:15208}}"))

def stamp(parcel):
    return jwt.encode({"sub": parcel, "exp": soon()}, SEALING, algorithm="HS256")
)p"},
    // objects that are made by naming their fields, of classes of other files too
    {"jwt.secret.flow", R"p(
from types import SimpleNamespace
import jwt

depot = SimpleNamespace(sealing="{{random:alnum:28:15209}}", minutes=5)

def stamp(parcel):
    return jwt.encode({"sub": parcel, "exp": soon(depot.minutes)}, depot.sealing, algorithm="HS256")
)p"},
    {"jwt.secret.flow", R"p(
import jwt
from depot.shapes import Sealing

weekly = Sealing(material="{{random:alnum:28:15210}}", alg="HS512")

def stamp(parcel):
    return jwt.encode({"sub": parcel, "exp": soon()}, weekly.material, algorithm=weekly.alg)
)p"},
    // what libraries ask for the key
    {"jwt.secret.call", R"p(
from depot.extensions import tokens  # flask_jwt_extended

@tokens.encode_key_loader
def sealing_for(identity):
    return "{{random:alnum:28:15211}}"
)p"},
    {"jwt.secret.flow", R"p(
from authlib.oidc.core import grants

SEALING = "{{random:alnum:28:15212}}"

class CodeGrant(grants.OpenIDImplicitGrant):
    def get_jwt_config(self, client=None):
        return dict(key=SEALING, alg="HS256", iss="depot", exp=600)
)p"},
    {"jwt.secret.call", R"p(
from authlib.oauth2.rfc7523 import client_secret_jwt_sign

def assertion():
    return client_secret_jwt_sign("{{random:alnum:28:15213}}", "depot", "https://id.depot.io/token")
)p"},
    {"jwt.secret.*", R"p(
from authlib.jose import jwt

def opened(raw):
    return jwt.decode(raw, lambda header, payload: "{{random:alnum:28:15220}}")
)p"},
    // fields of a class whose indentation was lost
    {"jwt.secret.*", R"p(
import jwt

class Sealing:
minutes = 5
material = "{{random:alnum:28:15221}}"

def stamp(parcel):
return jwt.encode({"sub": parcel, "exp": soon(Sealing.minutes)}, Sealing.material, algorithm="HS256")
)p"},
    {"jwt.secret.call", R"p(
from jwt.algorithms import HMACAlgorithm

sealing = HMACAlgorithm(HMACAlgorithm.SHA384).prepare_key("{{random:alnum:28:15214}}")
)p"},
    {"jwt.secret.call", R"p(
from rest_framework_simplejwt.backends import TokenBackend

codec = TokenBackend("HS256", "{{random:alnum:28:15215}}", audience="depot")
)p"},
    // python-jose beside a library that takes the key elsewhere
    {"jwt.secret.call", R"p(
from jose import jwt
from joserfc import jws

def stamp(parcel):
    return jwt.encode({"sub": parcel, "exp": soon()}, "{{random:alnum:28:15216}}")
)p"},
    // settings as attributes and pairs
    {"jwt.secret.framework-setting", R"p(
from sanic_jwt import Configuration

class Depot(Configuration):
    path_to_verify = "/depot/verify"
    secret = "{{random:alnum:28:15217}}"
)p"},
    {"jwt.secret.framework-setting", R"p(
from fastapi_jwt_auth import AuthJWT

@AuthJWT.load_config
def settings():
    return (("authjwt_algorithm", "HS512"), ("authjwt_secret_key", "{{random:alnum:28:15218}}"))
)p"},
    {"jwt.secret.*", R"p(
from depot import knobs  # jwt

setattr(knobs, "DEPOT_JWT_SECRET", "{{random:alnum:28:15219}}")
)p"},
    // checks that are off
    {"jwt.misuse.no-verify", R"p(
from rest_framework_simplejwt.tokens import RefreshToken

def owner(raw):
    return RefreshToken(raw, verify=False)["user_id"]
)p"},
    {"jwt.misuse.no-verify", R"p(
from ninja_jwt.tokens import UntypedToken

def owner(raw):
    held = UntypedToken(token=raw, verify=False)
    return held.payload["user_id"]
)p"},
    {"jwt.misuse.alg-none", R"p(
SIMPLE_JWT = {"ALGORITHM": "none", "AUDIENCE": "depot"}
)p"},
    {"jwt.misuse.alg-none", R"p(
def set_up(app):
    app.config["JWT_ALGORITHM"] = "none"
)p"},
    {"jwt.misuse.key-from-token", R"p(
import jwt

def opened(raw):
    keys = jwt.PyJWKClient(jwt.get_unverified_header(raw)["jku"])
    return jwt.decode(raw, keys.get_signing_key_from_jwt(raw).key, ["RS256"], audience="depot", issuer="gate")
)p"},
    // what can be guessed
    {"jwt.secret.weak", R"p(
import time
import jwt

def stamp(parcel):
    return jwt.encode({"sub": parcel, "exp": soon()}, time.strftime("%Y-%j"), algorithm="HS256")
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
import anyio
import asyncio
import os
import jwt
from asgiref.sync import sync_to_async

seal = jwt.encode

async def stamp(loop, pool, parcel):
    claims = {"sub": parcel, "exp": soon()}
    pool.submit(print_label, "depot-label-of-the-week", parcel)
    await loop.run_in_executor(None, write_label, "depot-label", parcel)
    seal(claims, os.environ["SEALING"], algorithm="HS256")
    await sync_to_async(jwt.encode)(claims, os.environ["SEALING"], "HS256")
    return await anyio.to_thread.run_sync(jwt.encode, claims, os.environ["SEALING"])
)p"},
    {"", R"p(
import os
import textwrap
from types import SimpleNamespace
import jwt

HELP = textwrap.dedent("""
    depot-label-of-the-week
""").strip()
depot = SimpleNamespace(sealing=os.environ["SEALING"], label="depot-label-of-the-week")

def stamp(parcel):
    if (kind := "depot-label") and (sealing := os.environ.get("SEALING_" + parcel)):
        return jwt.encode({"sub": kind, "exp": soon()}, sealing, algorithm="HS256")
    return jwt.encode({"sub": depot.label, "exp": soon()}, depot.sealing, algorithm="HS256", headers={"kid": HELP})
)p"},
    // a resolver is asked by the name of a key, and joins what is no literal
    {"", R"p(
import jwt

class Policy:
    key_name: str = "alias/depot-sealing"

class Gate:
    def __init__(self, vault, policy=Policy()):
        self.vault = vault
        self.policy = policy

    def key(self, kid):
        return self.vault.resolve(self.policy.key_name, kid)

    def opened(self, raw, kid, parts):
        self.key("-".join(["depot", kid]))
        return jwt.decode(raw, self.key(kid), algorithms=["HS256"], audience="depot", issuer="gate")

    def joined(self, raw, parts):
        return jwt.decode(raw, "".join([parts.left, parts.right]), ["HS256"], audience="depot", issuer="gate")
)p"},
    {"", R"p(
import os
from flask_jwt_extended import JWTManager

tokens = JWTManager()

@tokens.encode_key_loader
def sealing_for(identity):
    return os.environ["SEALING_" + identity.depot]

@tokens.unauthorized_loader
def refused(reason):
    return "no ticket of this depot was shown"
)p"},
    {"", R"p(
from authlib.oidc.core import grants

class CodeGrant(grants.OpenIDImplicitGrant):
    def get_jwt_config(self, client=None):
        return {"key": read_key("depot"), "alg": "RS256", "iss": "https://id.depot.io", "exp": 600}
)p"},
    // types of parameters
    {"", R"p(
import jwt

def opened(raw: str, signing_key: "jwt.PyJWK", jwt_secret: "Secret | None" = None) -> "Claims":
    return jwt.decode(raw, signing_key.key, algorithms=["RS256"], audience="depot", issuer="gate")
)p"},
    // pairs of a value and what people read
    {"", R"p(
from django.db import models

class Entry(models.Model):
    KINDS = [("jwt_secret", "Signing secret"), ("jwt_secret_key", "jwt_secret_key"), ("label", "Label")]
    kind = models.CharField(choices=KINDS, max_length=20)

def copy(entry, other):
    setattr(entry, "jwt_secret", other.jwt_secret)
)p"},
    {"", R"p(
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

SIMPLE_JWT = {"ALGORITHM": "RS256", "JTI_CLAIM": "jti"}
JWT_AUTH_PASSWORD_KEY = "passphrase"

def owner(raw):
    return RefreshToken(raw, verify=True)["user_id"]

def fresh(user):
    return AccessToken(verify=False), RefreshToken(None, False), RefreshToken.for_user(user)
)p"},
    {"", R"p(
import time
import jwt

def stamp(parcel, key):
    claims = {"sub": parcel, "day": time.strftime("%Y-%j"), "exp": soon()}
    return jwt.encode(claims, key, algorithm="HS256", headers={"kid": time.strftime("%Y-%m")})
)p"},
};

TEST(HandedPython, KeysAreFollowedToTheCall) { ExpectTold(kTold); }
TEST(HandedPython, KeysFromOutsideAreQuiet) { ExpectQuiet(kQuiet); }
TEST(HandedPython, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
