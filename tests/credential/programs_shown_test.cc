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

}  // namespace

TEST(Shown, InARefusalOfFlaskIsTold) { ExpectTold(kRefused); }

TEST(Shown, CutShortDoNoHarm) {
  ReadCutShort(kRefused);
  ReadCutShort(kAnswered);
}

TEST(Shown, InAnAnswerIsQuiet) { ExpectQuiet(kAnswered); }

}  // namespace packrake
