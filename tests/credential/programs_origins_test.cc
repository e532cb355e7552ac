#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Keys that the token's own header brings, its header or the member under another name first.
constexpr Program kWrong[] = {
    {"jwt.misuse.key-from-token", R"p(
import jwt, requests
def key_of(token):
    h = jwt.get_unverified_header(token)
    return requests.get(h["jku"], timeout=5).json()
)p"},
    {"jwt.misuse.key-from-token", R"p(
from jose import jwt
def key_of(token):
    head = jwt.get_unverified_header(token)
    url = head.get("x5u")
    return httpx.get(url).content
)p"},
    {"jwt.misuse.key-from-token", R"p(
from jose import jwt
def key_of(token):
    head = jwt.get_unverified_header(token)
    name = head["kid"]
    return open("/etc/keys/" + name + ".pem").read()
)p"},
    {"jwt.misuse.key-from-token", R"p(
import * as jose from 'jose';
export async function check(token) {
  const h = jose.decodeProtectedHeader(token);
  const set = jose.createRemoteJWKSet(new URL(h.jku));
  return jose.jwtVerify(token, set, { issuer, audience, algorithms: ['RS256'] });
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
import { decodeProtectedHeader } from 'jose';
const { jku } = decodeProtectedHeader(jwt);
const keys = await fetch(jku).then((r) => r.json());
)p"},
    {"jwt.misuse.key-from-token", R"p(
const jwt = require('jsonwebtoken');
const top = jwt.decode(token, { complete: true }).header;
const id = top.kid;
const key = fs.readFileSync(path.join('/keys', id));
)p"},
    {"jwt.misuse.key-from-token", R"p(
package auth
func key(t *jwt.Token) (interface{}, error) {
	h := t.Header
	u, _ := h["jku"].(string)
	res, err := http.Get(u)
	return read(res, err)
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
package auth
func key(t *jwt.Token) (interface{}, error) {
	h := t.Header
	id := h["kid"].(string)
	return os.ReadFile("/keys/" + id)
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
import com.nimbusds.jose.*;
class Keys {
  JWKSet load(SignedJWT jwt) throws Exception {
    JWSHeader h = jwt.getHeader();
    return JWKSet.load(h.getJWKURL().toURL());
  }
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
import io.jsonwebtoken.*;
class Keys extends SigningKeyResolverAdapter {
  public Key resolveSigningKey(JwsHeader header, Claims claims) {
    String u = (String) header.get("jku");
    return rest.getForObject(u, Jwks.class).first();
  }
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
import jwt
def key_of(token):
    h = jwt.get_unverified_header(token)
    return KEYS[h["kid"]]
)p"},
    {"", R"p(
import * as jose from 'jose';
const h = jose.decodeProtectedHeader(token);
const key = keys.get(h.kid);
)p"},
    {"", R"p(
package auth
func key(t *jwt.Token) (interface{}, error) {
	h := t.Header
	id := h["kid"].(string)
	return keys[id], nil
}
)p"},
    {"", R"p(
import jwt
ALLOWED = {"https://issuer.example.org/jwks.json"}
def key_of(token):
    h = jwt.get_unverified_header(token)
    url = h["jku"]
    if url not in ALLOWED:
        raise ValueError("unknown key set")
    return requests.get(url, timeout=5).json()
)p"},
    {"", R"p(
const point = { x5u: 'https://issuer.example.org/chain.pem', kid: 'one' };
module.exports = { jwk: point };
)p"},
};

TEST(ProgramsOrigins, AKeyFromTheTokensOwnHeaderIsSeen) { ExpectSeen(kWrong); }
TEST(ProgramsOrigins, AKeyOfOnesOwnIsQuiet) { ExpectQuiet(kRight); }

// Tokens in logs that only what they were given tells.
constexpr Program kLogged[] = {
    {"jwt.misuse.token-in-log", R"p(
const { sign } = require('jsonwebtoken');
const token = sign({ sub: user.id }, key, { expiresIn: '5m' });
log("made a token", token);
)p"},
    {"jwt.misuse.token-in-log", R"p(
import jwt
def issue(user):
    token = jwt.encode({"sub": user.id}, key(), algorithm="HS256")
    log("issued", token)
)p"},
    {"jwt.misuse.token-in-log", R"p(
func who(r *http.Request) {
	authHeader := r.Header.Get("Authorization")
	log.Println("asked with", authHeader)
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
@app.get("/me")
def me(request):
    auth_header = request.headers.get("Authorization")
    logger.info("asked with %s", auth_header)
)p"},
};

constexpr Program kNotLogged[] = {
    {"", R"p(
def next_token(stream):
    token = stream.read()
    log("read", token)
)p"},
    {"", R"p(
func who(r *http.Request) {
	authHeader := r.Header.Get("Authorization") != ""
	log.Println("asked with", authHeader)
}
)p"},
};

TEST(ProgramsOrigins, ATokenInALogIsKnownByWhatItWasGiven) { ExpectSeen(kLogged); }
TEST(ProgramsOrigins, OtherTokensInLogsAreQuiet) { ExpectQuiet(kNotLogged); }

TEST(ProgramsOrigins, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
  ReadCutShort(kLogged);
  ReadCutShort(kNotLogged);
}

}  // namespace
}  // namespace packrake
