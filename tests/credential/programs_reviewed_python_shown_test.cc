#include "credential/code_text.h"
#include "credential/programs.h"

// Where programs of Python show tokens and keep them: read out of dictionaries, in answers, queries, cookies and the
// stores of apps. And beside it what only looks like that.
namespace packrake {
namespace {

constexpr Program kTold[] = {
    {"jwt.misuse.token-in-log", R"p(
import logging

log = logging.getLogger(__name__)

def exchange(answer):
    body = answer.json()
    log.info("the desk answered %s", body["access_token"])
)p"},
    {"jwt.misuse.token-in-log", R"p(
import logging

log = logging.getLogger(__name__)

def exchange(body):
    log.debug(f"renewed {body['refresh_token']!r} for {body['who']}")
)p"},
    {"jwt.misuse.token-in-log", R"p(
import structlog

log = structlog.get_logger()

async def note(request, answer):
    log.info(
        "served",
        path=request.url.path,
        header=request.headers.get("authorization"),
        status=answer.status_code,
    )
)p"},
    {"jwt.misuse.token-in-log", R"p(
import logging

log = logging.getLogger(__name__)

def note(request):
    log.warning("refused %s", request.META["HTTP_AUTHORIZATION"])
)p"},
    {"jwt.misuse.token-in-log", R"p(
import sys

def note(body):
    sys.stderr.write("kept " + body.get("id_token") + "\n")
)p"},
    {"jwt.misuse.token-in-error", R"p(
class DeskError(Exception):
    pass

def courier(answer):
    handed = answer.json().get("access_token", "")
    if not known(handed):
        raise DeskError("the desk gave an unknown token " + handed)
)p"},
    {"jwt.misuse.token-in-error", R"p(
import jwt
from django.http import JsonResponse

def courier(request, access_token):
    return JsonResponse({"reason": "unknown", "given": access_token}, status=401)
)p"},
    {"jwt.misuse.token-in-error", R"p(
import jwt
from rest_framework import status
from rest_framework.response import Response

def courier(request, access_token):
    return Response({"reason": "unknown", "given": access_token}, status=status.HTTP_403_FORBIDDEN)
)p"},
    {"jwt.misuse.token-in-url", R"p(
from urllib.parse import urlencode
import requests

class Printer:
    base = "https://print.parcels.io/label"

    def label(self, parcel):
        query = urlencode({
            "parcel": parcel,
            "jwt": self._desk.current(),
        })
        return requests.get(self.base + "?" + query)
)p"},
    {"jwt.misuse.token-in-url", R"p(
from yarl import URL

def me(access_token):
    return URL("https://desk.parcels.io/me").with_query(access_token=access_token)
)p"},
    {"jwt.misuse.token-in-url", R"p(
import requests

def me(self, **fields):
    params = dict(fields, access_token=self.access_token)
    return requests.get("https://desk.parcels.io/me", params=params)
)p"},
    {"jwt.misuse.token-in-url", R"p(
class Settings:
    JWT_TOKEN_LOCATION = ["headers", "query_string"]
    JWT_QUERY_STRING_NAME = "pass"
)p"},
    {"jwt.misuse.cookie-flags", R"p(
from sanic import redirect

async def back(request):
    response = redirect("/desk")
    response.cookies["access_token"] = await tokens_of(request)
    response.cookies["access_token"]["path"] = "/desk"
    return response
)p"},
    {"jwt.misuse.cookie-flags", R"p(
from http.cookies import SimpleCookie

def head(access_token):
    jar = SimpleCookie()
    jar["access_token"] = access_token
    jar["access_token"]["httponly"] = True
    return jar.output()
)p"},
    {"jwt.misuse.cookie-flags", R"p(
def set_up(response, access_token):
    how = {"max_age": 900, "httponly": True}
    response.set_cookie("access_token", access_token, **how)
)p"},
    {"jwt.misuse.cookie-flags", R"p(
import os

JWT_TOKEN_LOCATION = ["cookies"]
JWT_COOKIE_SECURE = False
JWT_COOKIE_SAMESITE = "Strict"
)p"},
    {"jwt.misuse.cookie-flags", R"p(
REST_AUTH = {
    "USE_JWT": True,
    "JWT_AUTH_COOKIE": "desk",
    "JWT_AUTH_HTTPONLY": False,
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
from fastapi_users.authentication import CookieTransport

transport = CookieTransport(cookie_name="desk", cookie_max_age=900, cookie_httponly=False)
)p"},
    {"jwt.misuse.web-storage", R"p(
from dash import Dash, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Location(id="url"), dcc.Store(id="access-token", storage_type="session")])
)p"},
    {"jwt.misuse.mobile-storage", R"p(
import flet as ft

async def keep(page: ft.Page, tokens):
    await page.client_storage.set("desk.access_token", tokens.access)
)p"},
    {"jwt.misuse.mobile-storage", R"p(
from kivy.storage.jsonstore import JsonStore

class Kept:
    def __init__(self, folder):
        self.store = JsonStore(folder + "/desk.json")

    def keep(self, refresh_token):
        self.store.put("desk", refresh_token=refresh_token)
)p"},
    {"jwt.misuse.plain-http", R"p(
import httpx

HOST = "desk.parcels.io"

class Desk:
    def __init__(self, jwt_token):
        self.url = "http://{}/parcels".format(HOST)
        self.headers = {"Authorization": "JWT " + jwt_token}

    async def parcels(self):
        async with httpx.AsyncClient(headers=self.headers) as client:
            return await client.get(self.url)
)p"},
    {"jwt.misuse.plain-http", R"p(
import requests

class Desk:
    def __init__(self, jwt):
        self.base = "http://desk.parcels.io"
        self.session = requests.Session()
        self.session.headers.update({"Authorization": "Bearer " + jwt})

    def parcels(self):
        return self.session.get(self.base + "/parcels")
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
import requests

def me(tokens):
    return requests.get(DESK, headers={"Authorization": "Bearer {}".format(tokens["id_token"])})
)p"},
    {"jwt.misuse.id-token-bearer", R"p(
import requests

def me(tokens):
    return requests.get(DESK, headers={"Authorization": f"Bearer {tokens['id_token']}"})
)p"},
};

constexpr Program kQuiet[] = {
    // what is masked, counted, compared or something else by that dictionary
    {"", R"p(
import logging

log = logging.getLogger(__name__)

def exchange(answer):
    body = answer.json()
    log.info("got one of %d bytes, %s…, for %s", len(body["access_token"]), body["access_token"][:6], body["sub"])
    log.info("masked: %s", mask(body["access_token"]))
    log.info("the same: %s", body["access_token"] == answer.old)
    log.info("lasts %s", body["access_token_expires_in"])
    log.info("kind %s", body.get("token_type"))
    log.debug(f"digest {digest(body['refresh_token'])} and {body['refresh_token'][:4]}")
)p"},
    {"", R"p(
import logging

log = logging.getLogger(__name__)

def note(request):
    log.info("with a header: %s", "Authorization" in request.headers)
    log.info("agent %s", request.headers.get("User-Agent"))
    log.info("scheme %s", request.headers["Authorization"].split()[0])
    if not request.headers.get("Authorization"):
        raise PermissionError("no authorization given")
)p"},
    {"", R"p(
import jwt
from django.http import JsonResponse

def courier(request, raw):
    try:
        claims = jwt.decode(raw, KEY, algorithms=["ES256"], audience="desk", issuer="id")
    except jwt.InvalidTokenError as error:
        return JsonResponse({"reason": "the token is not valid", "error": str(error)}, status=401)
    return JsonResponse({"access_token": renew(claims)}, status=200)
)p"},
    // the body of a form, and queries without tokens
    {"", R"p(
from urllib.parse import urlencode
import urllib.request

def exchange(code, refresh_token, endpoint):
    form = urlencode({
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "access_token": current(),
    }).encode()
    return urllib.request.urlopen(urllib.request.Request(endpoint, data=form))
)p"},
    {"", R"p(
from urllib.parse import urlencode
from flask import redirect, url_for
from yarl import URL

def ask(state, reset_token):
    query = urlencode({"response_type": "token", "state": state})
    there = URL("https://id.parcels.io/authorize").with_query(state=state, page_token=next_page())
    mail(url_for("reset", token=reset_token, _external=True))
    return redirect("https://id.parcels.io/authorize?" + query) if state else redirect(there)
)p"},
    {"", R"p(
class Settings:
    JWT_TOKEN_LOCATION = ["headers", "cookies"]
    JWT_COOKIE_SECURE = True
    JWT_HEADER_NAME = "Authorization"
)p"},
    // flags that are on, by default or in production
    {"", R"p(
import falcon

class Desk:
    def on_post(self, req, resp):
        resp.set_cookie("access_token", tokens_of(req), max_age=900, path="/")
)p"},
    {"", R"p(
def set_up(response, access_token):
    how = {"httponly": True, "secure": True, "samesite": "Lax"}
    response.set_cookie("access_token", access_token, **how)
    response.set_cookie("refresh_token", renewed(), **settings.COOKIES)
)p"},
    {"", R"p(
from sanic import redirect

async def back(request):
    response = redirect("/desk")
    response.cookies["access_token"] = await tokens_of(request)
    response.cookies["access_token"]["httponly"] = True
    response.cookies["access_token"]["secure"] = True
    response.cookies["seen"] = "yes"
    return response
)p"},
    {"", R"p(
class Base:
    JWT_COOKIE_SECURE = True

class Development(Base):
    JWT_COOKIE_SECURE = False

REST_AUTH = {"USE_JWT": True, "JWT_AUTH_HTTPONLY": True, "JWT_AUTH_SECURE": not DEBUG}
)p"},
    // what a test or a client sends
    {"", R"p(
import requests

def as_browser(self, access_token):
    session = requests.Session()
    session.cookies["access_token"] = access_token
    self.client.cookies["access_token"] = access_token
    return session
)p"},
    {"", R"p(
from dash import Dash, dcc, html
import flet as ft

app = Dash(__name__)
app.layout = html.Div([dcc.Store(id="access-token", storage_type="memory"), dcc.Store(id="theme", storage_type="local")])

async def keep(page: ft.Page):
    await page.client_storage.set("desk.theme", "dark")
)p"},
    {"", R"p(
import httpx

HOST = "desk.internal"

class Desk:
    def __init__(self, jwt_token):
        self.url = "http://{}/parcels".format(HOST)
        self.headers = {"Authorization": "Bearer " + jwt_token}

    async def parcels(self):
        async with httpx.AsyncClient(headers=self.headers) as client:
            return await client.get(self.url)
)p"},
    // another client asks without a token
    {"", R"p(
import httpx

class Desk:
    def __init__(self, jwt_token):
        self.desk = httpx.Client(base_url="https://desk.parcels.io", headers={"Authorization": "Bearer " + jwt_token})
        self.weather = httpx.Client()

    def parcels(self):
        return self.desk.get("/parcels"), self.weather.get("http://weather.parcels.io/today")
)p"},
    {"", R"p(
import requests

def me(tokens):
    return requests.get(DESK, headers={"Authorization": "Bearer {}".format(tokens["access_token"])})
)p"},
};

TEST(ReviewedPythonShown, TokensAreTold) { ExpectTold(kTold); }
TEST(ReviewedPythonShown, OthersAreQuiet) { ExpectQuiet(kQuiet); }
TEST(ReviewedPythonShown, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kTold);
  ReadCutShort(kQuiet);
}

}  // namespace
}  // namespace packrake
