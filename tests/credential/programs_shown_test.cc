#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// A refusal that sends the token back.
constexpr Program kRefused[] = {
    {"jwt.misuse.token-in-error", R"p(
@app.errorhandler(401)
def unauthorized(e):
    jwt_token = request.headers["Authorization"]
    return {"error": "invalid token", "token": jwt_token}, 401
)p"},
    {"jwt.misuse.token-in-error", R"p(
def unauthorized(e):
    return jsonify({"error": "expired", "jwt": access_token}), 401
)p"},
};
constexpr Program kAnswered[] = {
    {"", R"p(
def login():
    return jsonify({"user": name, "token": access_token}), 200
def refuse():
    return jsonify({"error": "token", "had": len(access_token)}), 401
)p"},
    {"", R"p(
import jwt
def issue(u):
    encoded = jwt.encode({"u": u, "exp": end}, KEY, "HS256")
    return encoded
def keep(encoded):
    print("the encoded is kept")
)p"},
};
// What is called a token and is none, or goes nowhere.
constexpr Program kOthers[] = {
    {"", R"p(
import { logger } from './logger'
export async function webhook(connection) {
  const credential = await helper.getCredential({ id: connection.credential_id })
  if (!credential?.access_token) {
    logger.info(`${prefix} the credential is missing its access token, skipping`, { id: connection.id })
  }
}
)p"},
    {"", R"p(
log = logging.getLogger(__name__)
@router.post("/answer")
async def answer(request, Authorization: str = Header()):
    token = await streams.next(request)
    log.info(f"No step found for token {token}")
    log.warning(f"Regenerating the answer to message {token}")
    log.info(f"Marked {state.message_token} for user {user_id_for_token}")
)p"},
    {"", R"p(
package handler
import "example.org/shop/auth/token"
func check(verified *Verified, w http.ResponseWriter) error {
	w.Header().Get("Authorization")
	return fmt.Errorf("token type %v, wanted %v", verified.TokenType, token.RefreshToken)
}
)p"},
    {"", R"p(
const signOut = () => { localStorage.setItem('Admin-Token', '{}'); location.href = '/login' }
)p"},
    {"", R"p(
import Cookies from "js-cookie";
export const login = (token) => Cookies.set("csrf_token", token, { expires: 30 });
)p"},
    {"", R"p(
import * as jwt from "../jwt"
export async function session(options, sessionToken) {
  const payload = await jwt.decode({ ...options.jwt, token: sessionToken, salt })
  return payload.sub
}
)p"},
};
constexpr Program kShownAfterAll[] = {
    {"jwt.misuse.token-in-log", R"p(
import { logger } from './logger'
export async function webhook(connection) {
  logger.info(`the credential has the access token ${access_token}, going on`, { id: connection.id })
}
)p"},
    {"jwt.misuse.token-in-error", R"p(
package handler
func check(claims *Claims, w http.ResponseWriter) error {
	return fmt.Errorf("no such session: %v", claims.RefreshToken)
}
)p"},
};

}  // namespace

TEST(Shown, InARefusalOfFlaskIsTold) { ExpectTold(kRefused); }

TEST(Shown, CutShortDoNoHarm) {
  ReadCutShort(kRefused);
  ReadCutShort(kAnswered);
  ReadCutShort(kOthers);
  ReadCutShort(kShownAfterAll);
}

TEST(Shown, WhatIsNoTokenIsQuiet) { ExpectQuiet(kOthers); }

TEST(Shown, ATokenBesideItIsTold) { ExpectTold(kShownAfterAll); }

TEST(Shown, InAnAnswerIsQuiet) { ExpectQuiet(kAnswered); }

}  // namespace packrake
