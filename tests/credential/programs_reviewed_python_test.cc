#include "credential/code_text.h"
#include "credential/programs.h"

// What programs of Python do with keys before they reach a call: options that are spread, tables, loops, settings that
// an application's functions share, command lines. And beside it the same with a key from outside.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    // options that are spread into the call, made at once, entry by entry, and added to
    {"jwt.secret.*", R"p(
import jwt

SIGNING = dict(algorithm="HS512", key="{{random:alnum:28:13100}}")

def ticket_for(seat):
    return jwt.encode({"seat": seat, "exp": soon()}, **SIGNING)
)p"},
    {"jwt.secret.*", R"p(
import jwt

def read(raw):
    options = {"algorithms": ["HS256"]}
    options["key"] = "{{random:alnum:28:23100}}"
    return jwt.decode(raw, **options)
)p"},
    {"jwt.secret.*", R"p(
from jose import jwt

def read(raw, **extra):
    extra.setdefault("key", "{{random:alnum:28:33100}}")
    return jwt.decode(raw, **extra)
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt

def member(raw):
    checks = {"verify_exp": True}
    checks.update({"verify_signature": False})
    return jwt.decode(raw, options=checks)["member"]
)p"},
    // tables of keys
    {"jwt.secret.flow", R"p(
import jwt

KEYRING = {"2023": "{{random:alnum:28:43100}}", "2024": "{{random:alnum:28:53100}}"}

def claims(raw):
    kid = jwt.get_unverified_header(raw)["kid"]
    return jwt.decode(raw, KEYRING.get(kid), algorithms=["HS256"], audience="mill", issuer="gate")
)p"},
    {"jwt.secret.flow", R"p(
import jwt

PARTNERS = {"north": {"sign": "{{random:alnum:28:63100}}", "ttl": 60}}

def pass_for(partner):
    partner_settings = PARTNERS[partner]
    return jwt.encode({"exp": later(partner_settings["ttl"])}, partner_settings["sign"], algorithm="HS256")
)p"},
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
const KEYS = { a: '{{random:alnum:28:73100}}', b: '{{random:alnum:28:83100}}' };
module.exports = (raw, kid) => jwt.verify(raw, KEYS[kid], { algorithms: ['HS256'] });
)p"},
    {"jwt.secret.flow", R"p(
import jwt

ROTATED = ("{{random:alnum:28:93100}}", "{{random:alnum:28:103100}}")

def claims(raw):
    for candidate in ROTATED:
        try:
            return jwt.decode(raw, candidate, algorithms=["HS256"])
        except jwt.InvalidSignatureError:
            pass
)p"},
    // options by their type, by another name, and by what gives them
    {"jwt.secret.*", R"p(
from dataclasses import dataclass
import jwt

@dataclass
class Minting:
    seconds: int = 90
    hmac_text: str = "{{random:alnum:28:113100}}"

class Mint:
    def __init__(self, minting: Minting):
        self._minting = minting

    def strike(self, who):
        return jwt.encode({"sub": who, "exp": soon()}, self._minting.hmac_text, "HS256")
)p"},
    {"jwt.secret.*", R"p(
import jwt

class Knobs:
    signer = "{{random:alnum:28:123100}}"

def knobs():
    return Knobs()

def issue(who, given=Depends(knobs)):
    return jwt.encode({"sub": who, "exp": soon()}, given.signer, "HS256")
)p"},
    // what an application's functions share
    {"jwt.secret.*", R"p(
from aiohttp import web
import jwt

app = web.Application()
app["stamp"] = "{{random:alnum:28:133100}}"

async def issue(request):
    return web.Response(text=jwt.encode({"exp": soon()}, request.app["stamp"], "HS256"))
)p"},
    {"jwt.secret.*", R"p(
from flask import current_app
import jwt

def set_up(app):
    app.config["STAMP"] = "{{random:alnum:28:143100}}"

def issue():
    return jwt.encode({"exp": soon()}, current_app.config.get("STAMP"), "HS256")
)p"},
    // defaults of dictionaries, of the environment and of command lines
    {"jwt.secret.fallback", R"p(
import jwt

class Stamper:
    def __init__(self, **settings):
        self.stamp = settings.pop("stamp", "{{random:alnum:28:153100}}")

    def issue(self):
        return jwt.encode({"exp": soon()}, self.stamp, "HS256")
)p"},
    {"jwt.secret.fallback", R"p(
import os
import jwt

os.environ.setdefault("STAMP", "{{random:alnum:28:163100}}")

def issue():
    return jwt.encode({"exp": soon()}, os.environ["STAMP"], "HS256")
)p"},
    {"jwt.secret.fallback", R"p(
import argparse
import jwt

def issue(given):
    return jwt.encode({"exp": soon()}, given.stamp, "HS256")

line = argparse.ArgumentParser()
line.add_argument("-s", "--stamp-with", dest="stamp", default="{{random:alnum:28:173100}}")
issue(line.parse_args())
)p"},
    {"jwt.secret.fallback", R"p(
import click
import jwt

@click.group()
@click.option("--stamp", default="{{random:alnum:28:183100}}", show_default=False)
@click.pass_context
def main(ctx, stamp):
    ctx.obj = {"stamp": stamp}

@main.command()
@click.pass_obj
def issue(obj):
    click.echo(len(jwt.encode({"exp": soon()}, obj["stamp"], "HS256")))
)p"},
    // libraries
    {"jwt.secret.call", R"p(
from aiohttp_jwt import JWTMiddleware

guard = JWTMiddleware("{{random:alnum:28:193100}}", request_property="who", algorithms=["HS256"])
)p"},
    {"jwt.secret.call", R"p(
import streamlit_authenticator as gate

door = gate.Authenticate(people, cookie_name="board", cookie_key="{{random:alnum:28:203100}}", cookie_expiry_days=1)
)p"},
    // what others can guess
    {"jwt.secret.weak", R"p(
import hashlib
import jwt

def issue(member):
    stamp = hashlib.sha1(member.email.strip().encode("utf-8")).hexdigest()
    return jwt.encode({"exp": soon()}, stamp, algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import platform
import jwt

STAMP = ("%s/%d" % (platform.node(), 443)).encode()

def issue():
    return jwt.encode({"exp": soon()}, STAMP, algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import uuid
import jwt

def issue(shop_domain):
    return jwt.encode({"exp": soon()}, uuid.uuid5(uuid.NAMESPACE_DNS, shop_domain).hex, algorithm="HS256")
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
import os
import jwt

SIGNING = dict(algorithm="HS512", key=os.environ["SIGNING_TEXT"])
READING = {"algorithms": ["HS512"], "audience": "seats", "issuer": "desk"}
READING["key"] = SIGNING["key"]

def ticket_for(seat):
    return jwt.encode({"seat": seat, "exp": soon()}, **SIGNING)

def read(raw):
    return jwt.decode(raw, **READING)
)p"},
    // other tables, and one of keys from outside
    {"", R"p(
import os
import jwt

KEYRING = {"2023": os.environ["KEY_2023"], "2024": os.environ["KEY_2024"]}
NAMES = {"2023": "last year's office", "2024": "this year's office"}

def claims(raw):
    kid = jwt.get_unverified_header(raw)["kid"]
    log.info("read with the key of %s", NAMES[kid])
    return jwt.decode(raw, KEYRING[kid], algorithms=["HS256"], audience="mill", issuer="gate")
)p"},
    {"", R"p(
import jwt

PUBLIC_KEYS = {"a": open("/etc/keys/a.pem").read(), "b": open("/etc/keys/b.pem").read()}

def claims(raw):
    for name, candidate in PUBLIC_KEYS.items():
        try:
            return jwt.decode(raw, candidate, algorithms=["ES256"], audience="mill", issuer=name)
        except jwt.InvalidSignatureError:
            continue
)p"},
    // variables that hold the key, by their names
    {"", R"p(
import os
import jwt

for needed in ("STAMP_CURRENT", "STAMP_PREVIOUS"):
    if needed not in os.environ:
        raise SystemExit("set " + needed)

def claims(raw):
    for candidate in (os.environ["STAMP_CURRENT"], os.environ["STAMP_PREVIOUS"]):
        try:
            return jwt.decode(raw, candidate, algorithms=["HS256"], audience="mill", issuer="gate")
        except jwt.InvalidSignatureError:
            pass
)p"},
    {"", R"p(
from dataclasses import dataclass
import jwt

@dataclass
class Minting:
    hmac_text: str
    issuer: str = "the mint"

class Mint:
    def __init__(self, minting: Minting):
        self._minting = minting

    def strike(self, who):
        return jwt.encode({"sub": who, "exp": soon(), "iss": self._minting.issuer}, self._minting.hmac_text, "HS256")
)p"},
    // an application's other settings
    {"", R"p(
from flask import current_app
import jwt

def set_up(app, vault):
    app.config["BANNER"] = "welcome to the desk"
    app.config["STAMP"] = vault.read("stamp")
    app.config[vault.name] = "the desk's own vault"

def issue():
    return jwt.encode({"exp": soon()}, current_app.config["STAMP"], "HS256")
)p"},
    {"", R"p(
import jwt

class Stamper:
    def __init__(self, **settings):
        self.stamp = settings.pop("stamp", None) or load_stamp()
        self.algorithm = settings.pop("algorithm", "HS256")
        self.audience = settings.setdefault("audience", "everyone at the desk")

    def issue(self):
        return jwt.encode({"exp": soon(), "aud": self.audience}, self.stamp, self.algorithm)
)p"},
    {"", R"p(
import argparse
import jwt

line = argparse.ArgumentParser()
line.add_argument("--stamp", required=True, help="what the tokens are signed with")
line.add_argument("--who", default="the night watch")
given = line.parse_args()
write(jwt.encode({"sub": given.who, "exp": soon()}, given.stamp, "HS256"))
)p"},
    {"", R"p(
import click
import jwt

@click.command()
@click.option("--stamp", envvar="STAMP", required=True)
@click.option("--who", default="the night watch")
def issue(stamp, who):
    write(jwt.encode({"sub": who, "exp": soon()}, stamp, "HS256"))
)p"},
    {"", R"p(
import os
import streamlit_authenticator as gate
from aiohttp_jwt import JWTMiddleware

door = gate.Authenticate(people, "board_session", os.environ["BOARD_KEY"], cookie_expiry_days=1)
guard = JWTMiddleware(os.environ["GUARD_KEY"], request_property="who", algorithms=["HS256"])
)p"},
    // digests of what is secret, a space of one's own, and a name that says how text is coded
    {"", R"p(
import hashlib
import os
import uuid
import jwt

ROOT = os.environ["ROOT_SECRET"]
SPACE = uuid.UUID(os.environ["SPACE"])

def per_member(member):
    stamp = hashlib.sha256((ROOT + member.email).encode("utf-8")).hexdigest()
    return jwt.encode({"exp": soon()}, stamp, algorithm="HS256")

def per_shop(shop_domain):
    return jwt.encode({"exp": soon()}, uuid.uuid5(SPACE, shop_domain).hex, algorithm="HS256")

def plain(stamp):
    return jwt.encode({"exp": soon()}, stamp.encode("utf-8"), algorithm="HS256")
)p"},
};

TEST(ReviewedPython, KeysAreFollowedToTheCall) { ExpectTold(kTold); }
TEST(ReviewedPython, KeysFromOutsideAreQuiet) { ExpectQuiet(kQuiet); }
TEST(ReviewedPython, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
