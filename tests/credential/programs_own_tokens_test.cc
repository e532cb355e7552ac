#include <gtest/gtest.h>

#include "credential/programs.h"

// Tokens that are read unchecked and decide nothing, or are checked by who else has a hand in it; and beside each the
// program that looks like it and takes anybody's word.
namespace packrake {
namespace {

constexpr Program kRead[] = {
    // What was decoded is checked by its name.
    {"", R"p(
import { decodeJwt } from './wire';
async function guard(ctx, next) {
  const ticket = decodeJwt(ctx.req.header('authorization'));
  if (!ticket || !(await hasValidSignature(ctx, ticket))) throw new Error('refused');
  ctx.set('user', ticket.payload.sub);
  return next();
}
)p"},
    // Keycloak: the issuer leads to the realm, which checks the same text.
    {"", R"p(
import org.keycloak.jose.jws.JWSInput;
class Door {
  void open() {
    AccessToken parsed = new JWSInput(text).readJsonContent(AccessToken.class);
    RealmModel realm = realms.byName(lastPart(parsed.getIssuer()));
    AuthResult result = authenticateBearerToken(text, session, realm);
    if (result == null) throw new NotAuthorizedException("Bearer");
  }
}
)p"},
    // Go: the issuer alone, by hand.
    {"", R"p(
package door

func jwtSender(assertion string) string {
	parts := strings.Split(assertion, ".")
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return ""
	}
	var said map[string]any
	if err := json.Unmarshal(body, &said); err != nil {
		return ""
	}
	name, _ := said["iss"].(string)
	return name
}
)p"},
    // The expiry of one's own, behind a type.
    {"", R"p(
import { decode } from 'hono/jwt';
function endOf(token: string): number {
  const { payload } = decode(token);
  const end = (payload as { exp?: number }).exp;
  return end ?? 0;
}
)p"},
    // What a function gives back to the file alone, which asks for the expiry.
    {"", R"p(
// jwt
function opened(token) {
  const middle = token.split('.')[1];
  const claims = JSON.parse(atob(middle));
  return claims;
}
export function isFresh(token) {
  const claims = opened(token);
  return !!claims && claims.exp > Date.now() / 1000;
}
)p"},
    // Blazor's page shows whose log-in it is.
    {"", R"p(
namespace Orchard.Ui.Tokens
{
  public static class JwtReader
  {
    public static Profile Read(string jwt)
    {
      var bytes = WebEncoders.Base64UrlDecode(jwt.Split('.')[1]);
      return JsonSerializer.Deserialize<Profile>(Encoding.UTF8.GetString(bytes));
    }
  }
}
)p"},
    // ASP.NET has checked it first.
    {"", R"p(
namespace Orchard.Api
{
  public class Renewal
  {
    public async Task Invoke(HttpContext context)
    {
      if (!context.User.Identity.IsAuthenticated) return;
      string jwt = context.Request.Headers["Authorization"].ToString().Substring(7);
      var claims = Convert.FromBase64String(jwt.Split('.')[1]);
      await Renew(claims);
    }
  }
}
)p"},
    // Straight from the token endpoint.
    {"", R"p(
import { decodeJwt } from 'jose';
export async function userOf(provider, code) {
  const tokens = await provider.validateAuthorizationCode(code);
  const claims = decodeJwt(tokens.idToken());
  return { id: claims.sub, email: claims.email };
}
)p"},
    // A helper that says of itself what it does not do.
    {"", R"p(
import { decode } from 'hono/jwt';
/**
 * Takes a token apart without verifying it. What comes from outside goes through checkToken.
 */
export function parts(text: string): Parts | null {
  const { header, payload } = decode(text);
  return { header, payload };
}
)p"},
    {"", R"p(
import { decodeJwt } from 'jose';
export function summaryForLog(token: string): { said: object; left: string[] } {
  return { said: strip(decodeJwt(token)), left: [] };
}
)p"},
    // java-jwt: what the callers have, they may have checked by the method beside.
    {"", R"p(
import com.auth0.jwt.JWT;
class Tokens {
  boolean check(String token) {
    JWT.require(Algorithm.HMAC256(key())).build().verify(token);
    return true;
  }
  String idOf(String token) {
    DecodedJWT decoded = JWT.decode(token);
    return decoded.getClaim("id").asString();
  }
}
)p"},
    // Kept on the server since it was checked.
    {"", R"p(
import org.keycloak.TokenVerifier;
class Link {
  void go(Context context) {
    String text = authSession.getAuthNote("ACTION");
    JsonWebToken token = TokenVerifier.create(text, JsonWebToken.class).getToken();
    context.setUser(users.byId(token.getSubject()));
  }
}
)p"},
    // Another class for the same token, whole.
    {"", R"p(
import com.nimbusds.jwt.SignedJWT
internal fun signedOf(pair: TextAndClaims): SignedJWT =
    SignedJWT.parse(pair.text)
)p"},
    // What a log is written with, when the answer has been sent.
    {"", R"p(
location / {
  log_by_lua_block {
    local jwt = require "resty.jwt"
    local token = jwt:load_jwt(ngx.var.bearer)
    ngx.var.who = token.payload.name
  }
}
)p"},
    // A program for whoever has a token in hand.
    {"", R"p(
import sys
import jwt
def show(text):
    claims = jwt.decode(text, options={"verify_signature": False})
    print(claims["sub"], claims["role"])
if __name__ == "__main__":
    show(sys.argv[1])
)p"},
    // A setting.
    {"", R"p(
import { decodeJwt } from 'jose';
export function adminDomain() {
  const { ADMIN_JWT } = requireEnv('ADMIN_JWT');
  return policyOf(decodeJwt(ADMIN_JWT));
}
)p"},
    // Prose.
    {"", R"p(
# 10.0.0

- Made NoneAlgorithm not requiring any keys as it is not signed
- Fixed typos of the JWT exceptions
)p"},
};

constexpr Program kTaken[] = {
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose';
async function guard(ctx, next) {
  const ticket = decodeJwt(ctx.req.header('authorization'));
  if (!ticket || !(await hasValidClaims(ctx, ticket))) throw new Error('refused');
  ctx.set('user', ticket.sub);
  return next();
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import org.keycloak.jose.jws.JWSInput;
class Door {
  void open() {
    AccessToken parsed = new JWSInput(text).readJsonContent(AccessToken.class);
    AuthResult result = authenticateBearerToken(other, session, realm);
    admit(parsed.getSubject());
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package door

func jwtSender(assertion string) string {
	parts := strings.Split(assertion, ".")
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return ""
	}
	var said map[string]any
	if err := json.Unmarshal(body, &said); err != nil {
		return ""
	}
	name, _ := said["sub"].(string)
	return name
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decode } from 'hono/jwt';
function whoseOf(token: string): string {
  const { payload } = decode(token);
  return (payload as { sub?: string }).sub;
}
)p"},
    {"jwt.misuse.no-verify", R"p(
// jwt
function opened(token) {
  const middle = token.split('.')[1];
  const claims = JSON.parse(atob(middle));
  return claims;
}
export function isAdmin(token) {
  const claims = opened(token);
  return !!claims && claims.role === 'admin';
}
)p"},
    {"jwt.misuse.no-verify", R"p(
namespace Orchard.Api.Tokens
{
  public static class JwtReader
  {
    public static Profile Read(string jwt)
    {
      var bytes = WebEncoders.Base64UrlDecode(jwt.Split('.')[1]);
      return JsonSerializer.Deserialize<Profile>(Encoding.UTF8.GetString(bytes));
    }
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose';
export async function userOf(req) {
  const claims = decodeJwt(req.body.idToken);
  return { id: claims.sub, email: claims.email };
}
)p"},
    // It says so, and the file takes it for true.
    {"jwt.misuse.no-verify", R"p(
import { decode } from 'hono/jwt';
// Takes a token apart without verifying it.
function parts(text: string) {
  const { payload } = decode(text);
  return payload;
}
app.get('/admin', (c) => (parts(c.req.header('x-token')).role === 'admin' ? c.text('in') : c.text('out')));
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose';
export function rightsOf(token: string): { rights: string[] } {
  return { rights: decodeJwt(token).rights };
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.auth0.jwt.JWT;
class Tokens {
  boolean check(String token) {
    JWT.require(Algorithm.HMAC256(key())).build().verify(token);
    return true;
  }
  String idOf(HttpServletRequest request) {
    DecodedJWT decoded = JWT.decode(request.getHeader("X-Token"));
    return decoded.getClaim("id").asString();
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import org.keycloak.TokenVerifier;
class Link {
  void go(Context context) {
    String text = request.getParameter("key");
    JsonWebToken token = TokenVerifier.create(text, JsonWebToken.class).getToken();
    context.setUser(users.byId(token.getSubject()));
  }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import com.nimbusds.jwt.SignedJWT
internal fun nameOf(pair: TextAndClaims): String =
    SignedJWT.parse(pair.text).jwtClaimsSet.subject
)p"},
    {"jwt.misuse.no-verify", R"p(
location / {
  access_by_lua_block {
    local jwt = require "resty.jwt"
    local token = jwt:load_jwt(ngx.var.bearer)
    ngx.var.who = token.payload.name
  }
}
)p"},
    // Started by hand, and fed by others.
    {"jwt.misuse.no-verify", R"p(
import jwt
def run(job):
    claims = jwt.decode(job.token, options={"verify_signature": False})
    start(claims["sub"], claims["role"])
if __name__ == "__main__":
    queue.each(run)
)p"},
    {"jwt.misuse.no-verify", R"p(
import { decodeJwt } from 'jose';
export function domainOf(req) {
  const { callerJwt } = req.body;
  return policyOf(decodeJwt(callerJwt));
}
)p"},
    {"jwt.misuse.alg-none", "IJwtAlgorithm algorithm = new NoneAlgorithm(); // JWT.Algorithms\n"},
};

TEST(OwnTokens, AreReadUncheckedByRight) { ExpectQuiet(kRead); }
TEST(OwnTokens, CutShortDoNoHarm) {
  ReadCutShort(kRead);
  ReadCutShort(kTaken);
}
TEST(OwnTokens, AreNotWhatAnybodySends) { ExpectTold(kTaken); }

}  // namespace
}  // namespace packrake
