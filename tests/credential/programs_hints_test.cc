#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Tokens that never end, and ones that are taken though they ended: settings of Flask's.
constexpr Program kEndless[] = {
    {"jwt.misuse.no-expiry-set", R"p(
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = False
)p"},
    {"jwt.misuse.no-expiry-set", R"p(
class Config:
    JWT_ACCESS_TOKEN_EXPIRES = False
)p"},
    {"jwt.misuse.no-expiry-set", R"p(
from flask_jwt_extended import create_access_token
def login(u):
    return create_access_token(identity=u, expires_delta=False)
)p"},
    {"jwt.misuse.no-expiry", R"p(
from flask_jwt_extended import decode_token
def claims_of(t):
    return decode_token(t, allow_expired=True)
)p"},
};

// Not even hints.
constexpr Program kRight[] = {
    {"", R"p(
class Config:
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=5)
    SESSION_TOKEN_EXPIRES = False
)p"},
    {"", R"p(
from flask_jwt_extended import decode_token
def claims_of(t):
    return decode_token(t, allow_expired=False)
def used(t):
    return coupon(t, allow_expired_coupons=True)
)p"},
};

}  // namespace

TEST(Hints, TellOfTokensThatNeverEnd) { ExpectSeen(kEndless); }

TEST(Hints, AreNoneWhereAllIsWell) {
  for (const Program& one : kRight) EXPECT_THAT(RulesIn(one.text, true), ::testing::IsEmpty()) << one.text;
}

}  // namespace packrake
