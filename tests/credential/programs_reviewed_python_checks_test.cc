#include "credential/code_text.h"
#include "credential/programs.h"

// Checks that programs of Python leave out: with jwcrypto and joserfc, which parse first, through options that are
// spread, in settings. And beside it the same libraries used as they are meant to be.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    {"jwt.misuse.no-verify", R"p(
import json
from jwcrypto.jws import JWS

def courier(raw):
    parcel = JWS.from_jose_token(raw)
    return json.loads(parcel.objects.get("payload"))["courier"]
)p"},
    {"jwt.misuse.no-verify", R"p(
import json
from jwcrypto import jwt

def courier(raw):
    parcel = jwt.JWT()
    parcel.deserialize(raw)
    return json.loads(parcel.token.objects["payload"])["courier"]
)p"},
    {"jwt.misuse.no-verify", R"p(
import json
from joserfc import jws

def courier(raw):
    return json.loads(jws.extract_compact(raw.encode()).payload)["courier"]
)p"},
    {"jwt.misuse.no-verify", R"p(
from jwt import PyJWT

reader = PyJWT(options={"verify_signature": False})

def courier(raw):
    return reader.decode(raw)["courier"]
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt

def courier(raw):
    how = {"algorithms": ["HS256"]}
    how["options"] = {"verify_signature": False}
    return jwt.decode(raw, "", **how)["courier"]
)p"},
    {"jwt.misuse.alg-any", R"p(
import jwt
from jwt.algorithms import get_default_algorithms

def courier(raw, key):
    return jwt.decode(raw, key, algorithms=list(get_default_algorithms()))["courier"]
)p"},
    {"jwt.misuse.alg-any", R"p(
from jose import jwt
from jose.constants import ALGORITHMS

def courier(raw, key):
    return jwt.decode(raw, key, algorithms=ALGORITHMS.SUPPORTED)["courier"]
)p"},
    {"jwt.misuse.alg-mixed", R"p(
from jose import jwt
from jose.constants import ALGORITHMS

def courier(raw, key):
    return jwt.decode(raw, key, algorithms=[ALGORITHMS.HS512, ALGORITHMS.ES512])["courier"]
)p"},
    {"jwt.misuse.alg-none", R"p(
from jwcrypto import jwt

def courier(raw, key):
    return jwt.JWT(jwt=raw, key=key, algs=["none", "HS256"]).claims
)p"},
    {"jwt.misuse.no-expiry", R"p(
import jwt

def courier(raw, key):
    return jwt.decode(raw, key, verify_expiration=False)["courier"]
)p"},
    {"jwt.misuse.broad-audience", R"p(
SIMPLE_JWT = {
    "ALGORITHM": "ES256",
    "AUDIENCE": "parcels.io",
    "ISSUER": "https://id.parcels.io/",
}
)p"},
    {"jwt.misuse.broad-audience", R"p(
import os
from flask import Flask
from flask_jwt_extended import JWTManager

def create_app():
    app = Flask(__name__)
    app.config["JWT_PUBLIC_KEY"] = os.environ["DESK_PUBLIC_KEY"]
    app.config["JWT_DECODE_AUDIENCE"] = "*"
    return app
)p"},
    {"jwt.misuse.broad-audience", R"p(
from authlib.jose import jwt

def courier(raw, key):
    claims = jwt.decode(raw, key, claims_options={"aud": {"essential": True, "values": ["*"]}})
    claims.validate()
    return claims["courier"]
)p"},
};

constexpr Program kQuiet[] = {
    // parsed to find the key, then checked
    {"", R"p(
import json
from jwcrypto.jws import JWS

def courier(raw, keys):
    parcel = JWS.from_jose_token(raw)
    parcel.verify(keys.get_key(parcel.jose_header["kid"]))
    return json.loads(parcel.payload)["courier"]
)p"},
    {"", R"p(
import json
from jwcrypto import jws

def courier(raw, key):
    parcel = jws.JWS()
    parcel.deserialize(raw, key)
    return json.loads(parcel.objects["payload"])["courier"]
)p"},
    {"", R"p(
from jwcrypto import jwt

def courier(raw, key):
    return jwt.JWT(jwt=raw, key=key, algs=["ES256", "ES384"]).claims
)p"},
    {"", R"p(
import json
from joserfc import jws

def courier(raw, keys):
    parcel = jws.extract_compact(raw)
    jws.validate_compact(parcel, keys[parcel.headers()["kid"]])
    return json.loads(parcel.payload)["courier"]
)p"},
    {"", R"p(
from joserfc import jws

def key_name(raw):
    return jws.extract_compact(raw).headers()["kid"]
)p"},
    {"", R"p(
from joserfc import jwt

def courier(raw, key):
    token = jwt.decode(raw, key, algorithms=["ES256"])
    jwt.JWTClaimsRegistry(aud={"essential": True, "value": "parcels"}).validate(token.claims)
    return token.claims["courier"]
)p"},
    {"", R"p(
from jwt import PyJWT

reader = PyJWT(options={"verify_signature": True, "require": ["exp", "aud"]})

def courier(raw, key):
    return reader.decode(raw, key, algorithms=["EdDSA"], audience="parcels", issuer="desk")["courier"]
)p"},
    {"", R"p(
import jwt

def courier(raw, key):
    how = {"algorithms": ["ES256"], "audience": "parcels"}
    how["options"] = {"require": ["exp"]}
    how.update(issuer="desk")
    return jwt.decode(raw, key, **how)["courier"]
)p"},
    // a choice among all that there is, and what can be done at all
    {"", R"p(
import jwt
from jwt.algorithms import get_default_algorithms

CURVES = [name for name in get_default_algorithms() if name.startswith("ES")]

def courier(raw, key):
    if "EdDSA" not in get_default_algorithms():
        raise SystemExit("cryptography is missing")
    return jwt.decode(raw, key, algorithms=CURVES, audience="parcels", issuer="desk")["courier"]
)p"},
    {"", R"p(
from jose import jwt
from jose.constants import ALGORITHMS

def courier(raw, key):
    return jwt.decode(raw, key, algorithms=[ALGORITHMS.ES256, ALGORITHMS.ES512], audience="parcels", issuer="desk")
)p"},
    {"", R"p(
SIMPLE_JWT = {
    "ALGORITHM": "ES256",
    "AUDIENCE": "https://api.parcels.io/desk",
    "ISSUER": "https://id.parcels.io/",
    "AUTH_HEADER_TYPES": ("Bearer",),
}
JWT_DECODE_AUDIENCE = ["parcels-desk"]
)p"},
    {"", R"p(
import os

JWT_AUDIENCE = os.environ["JWT_AUDIENCE"]
MARKETING = {"AUDIENCE": "*", "ISSUER": "the desk"}
)p"},
    // a token that was refused, in the log
    {"", R"p(
import jwt

def courier(raw, key):
    try:
        return jwt.decode(raw, key, algorithms=["ES256"], audience="parcels", issuer="desk")["courier"]
    except jwt.InvalidTokenError as error:
        refused = jwt.decode(raw, options={"verify_signature": False})
        logger.warning("refused %s of %s", error, refused)
        raise
)p"},
    // somebody else's objects
    {"", R"p(
from jwcrypto import jwk

def stored(bucket):
    return bucket.objects["parcels"].payload, jwk.JWK.generate(kty="EC", crv="P-256")
)p"},
};

TEST(ReviewedPythonChecks, LeftOutAreTold) { ExpectTold(kTold); }
TEST(ReviewedPythonChecks, MadeAreQuiet) { ExpectQuiet(kQuiet); }
TEST(ReviewedPythonChecks, AnEmptyKeyOfACallThatChecksNothingIsToldOnce) {
  EXPECT_THAT(RulesIn("import jwt\nclaims = jwt.decode(raw, \"\", options={\"verify_signature\": False})\n"
                      "print(claims[\"sub\"])\n"),
              ::testing::ElementsAre("jwt.misuse.no-verify"));
}
TEST(ReviewedPythonChecks, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
