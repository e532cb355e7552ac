#include "credential/code_text.h"
#include "credential/programs.h"

// Tokens shown by calls that formatters laid out over several lines, the token on a line of its own, and by functions
// that logs, traces and reports of errors have besides the commonest. And beside it what shows no token.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    {"jwt.misuse.token-in-log", R"p(
import logging

log = logging.getLogger("depot")

def opened(access_token, parcel):
    log.warning(
        f"refused {access_token} of {parcel}"
    )
)p"},
    {"jwt.misuse.token-in-log", R"p(
export function opened(accessToken: string, parcel: string) {
  console.warn(
    `refused ${accessToken} of ${parcel}`,
  );
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
import logging

def opened(access_token):
    logging.error(
        "refused: %s" % access_token,
        exc_info=True,
    )
)p"},
    {"jwt.misuse.token-in-error", R"p(
import falcon

def opened(access_token):
    raise falcon.HTTPUnauthorized(
        title="refused",
        description="not of this depot: %s" % access_token,
    )
)p"},
    {"jwt.misuse.token-in-error", R"p(
from flask import abort

def opened(jwt_token):
    abort(
        403,
        description="not of this depot: {}".format(jwt_token),
    )
)p"},
    {"jwt.misuse.token-in-error", R"p(
public Claims open(String accessToken) {
    throw new IllegalArgumentException(
        "not of this depot: " + accessToken
    );
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
def opened(jwt_token):
    assert jwt_token.count(".") == 2, f"not a ticket: {jwt_token}"
)p"},
    // what logs have besides
    {"jwt.misuse.token-in-log", R"p(
import logging

def opened(access_token):
    logging.debug(f"{access_token=}")
)p"},
    {"jwt.misuse.token-in-log", R"p(
from pprint import pprint

def opened(access_token):
    pprint(access_token)
)p"},
    {"jwt.misuse.token-in-log", R"p(
import sentry_sdk

def opened(access_token):
    sentry_sdk.set_extra("ticket", access_token)
)p"},
    {"jwt.misuse.token-in-log", R"p(
from opentelemetry import trace

def opened(access_token):
    with tracer.start_as_current_span("open") as span:
        span.set_attribute("ticket", access_token)
)p"},
    {"jwt.misuse.token-in-log", R"p(
from loguru import logger

def opened(access_token):
    logger.bind(access_token=access_token).info("opened")
)p"},
    {"jwt.misuse.token-in-log", R"p(
import warnings

def opened(access_token):
    warnings.warn(f"old ticket {access_token}", stacklevel=2)
)p"},
    // and what signs them
    {"jwt.misuse.token-in-log", R"p(
const { JWT_SECRET } = process.env;
console.log('sealing with', process.env.JWT_SECRET);
)p"},
    {"jwt.misuse.token-in-log", R"p(
import logging
from depot.settings import JWT_SIGNING_KEY

logging.info("sealing with %s", JWT_SIGNING_KEY)
)p"},
    // addresses, headers and cookies
    {"jwt.misuse.token-in-url", R"p(
import requests

def parcels(access_token):
    query = {"access_token": access_token, "page": 1}
    return requests.get("https://depot.io/parcels", params=query, timeout=5)
)p"},
    {"jwt.misuse.token-in-url", R"p(
import requests

def session(access_token):
    depot = requests.Session()
    depot.params["access_token"] = access_token
    return depot
)p"},
    {"jwt.misuse.token-in-url", R"p(
<p><a href="{{ depot }}/open?jwt={{ member.jwt }}">Open the depot</a></p>
)p"},
    {"jwt.misuse.token-in-url", R"p(
<iframe src="https://depot.io/board?access_token=<%= access_token %>"></iframe>
)p"},
    {"jwt.misuse.token-in-url", R"p(
import requests

def parcels(jwt_value):
    return requests.get(f"https://depot.io/parcels/{jwt_value}", timeout=5)
)p"},
    {"jwt.misuse.token-in-url", R"p(
from flask import redirect, url_for

def done(access_token):
    return redirect(url_for("board.home", token=access_token))
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
def me(client, signed_in):
    return client.get("https://depot.io/me", headers={"authorization": "bearer {}".format(signed_in.id_token)})
)p"},
    {"jwt.misuse.cookie-flags", R"p(
def set_up(app):
    app.config["JWT_COOKIE_SECURE"] = False
)p"},
    {"jwt.misuse.cookie-flags", R"p(
from pydantic import BaseModel

class Knobs(BaseModel):
    authjwt_token_location: set = {"cookies"}
    authjwt_cookie_secure: bool = False
)p"},
    {"jwt.misuse.cookie-flags", R"p(
from litestar.security.jwt import JWTCookieAuth

tickets = JWTCookieAuth[Member](
    retrieve_user_handler=member_of,
    token_secret=KNOBS.sealing,
    secure=False,
)
)p"},
};

constexpr Program kQuiet[] = {
    {"", R"p(
import logging

log = logging.getLogger("depot")

def opened(access_token, parcel):
    log.warning(
        f"refused a ticket of {parcel}, {len(access_token)} bytes"
    )
    log.info(
        "the token: %s" % mask(access_token),
    )
    log.debug(f"{access_token[:4]=}")
    return render(
        f"{access_token}",
    )
)p"},
    {"", R"p(
export function opened(accessToken: string, parcel: string) {
  console.warn(
    `refused a token of ${parcel}`,
  );
  return join(
    `Bearer ${accessToken}`,
  );
}
)p"},
    {"", R"p(
import falcon

def opened(jwt_token, kind):
    assert jwt_token.count(".") == 2, "a token has three parts"
    assert jwt_token
    raise falcon.HTTPUnauthorized(
        title="refused",
        description="no %s token" % kind,
        challenges=["Bearer"],
    )
)p"},
    {"", R"p(
import sentry_sdk
from loguru import logger
from opentelemetry import trace

def opened(access_token, claims):
    sentry_sdk.set_tag("tenant", claims["tenant"])
    logger.bind(jti=claims["jti"]).info("token opened")
    with tracer.start_as_current_span("open") as span:
        span.set_attribute("token.length", len(access_token))
    element.setAttribute("data-token", access_token)
)p"},
    {"", R"p(
const secret = process.env.JWT_SECRET;
if (!secret) console.error('JWT_SECRET is not set');
console.log('JWT_SECRET', process.env.JWT_SECRET ? 'set' : 'missing', !!process.env.JWT_SECRET);
console.log(process.env.JWT_SECRET.length, process.env.JWT_SECRET_FILE, jwtKeyId, jwtSecretName);
)p"},
    {"", R"p(
import logging

def fetched(request_token):
    logging.debug(f"{request_token!r}")
)p"},
    {"", R"p(
import os
import httpx

def id_token():
    id_token_request_token = os.environ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
    return httpx.get(ISSUER, headers={"Authorization": f"Bearer {id_token_request_token}"}, timeout=5)
)p"},
    {"", R"p(
\set sealing `echo "$JWT_SECRET"`
ALTER DATABASE depot SET "app.settings.jwt_secret" TO :'sealing';
)p"},
    {"", R"p(
import transformers

tok = transformers.AutoTokenizer.from_pretrained("depot/labels", use_auth_token=False)

def show(text):
    for token in tok.tokenize(text):
        print(token, end=" ")
)p"},
    {"", R"p(
import requests

def grant(access_token, page_token):
    answer = {"access_token": access_token, "token_type": "bearer"}
    depot = requests.Session()
    depot.params["page_token"] = page_token
    requests.get("https://depot.io/parcels", params={"page": 1}, timeout=5)
    return answer
)p"},
    {"", R"p(
<p><a href="{{ depot }}/invitations?token={{ token }}">Join the depot</a></p>
<p><a href="{{ depot }}/parcels?page_token={{ page_token }}&key=<%= label %>">More</a></p>
)p"},
    {"", R"p(
from flask import url_for

def invitation(token, page_token):
    return url_for("board.join", token=token), url_for("board.home", page_token=page_token)
)p"},
    {"", R"p(
from litestar.security.jwt import JWTCookieAuth

tickets = JWTCookieAuth[Member](retrieve_user_handler=member_of, token_secret=KNOBS.sealing, secure=True)

def set_up(app):
    app.config["JWT_COOKIE_SECURE"] = True
    app.config["JWT_CSRF_IN_COOKIES"] = False

class Knobs:
    authjwt_cookie_secure: bool = True
    authjwt_cookie_csrf_protect: bool = False
)p"},
};

TEST(LaidOut, TokensAreTold) { ExpectTold(kTold); }
TEST(LaidOut, OthersAreQuiet) { ExpectQuiet(kQuiet); }
TEST(LaidOut, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
