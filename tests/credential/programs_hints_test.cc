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

// A parameter that the framework fills with the caller's header, sent on.
constexpr Program kSentOn[] = {
    {"jwt.misuse.token-forwarded", R"p(
class T {
  Object bills(@RequestHeader("Authorization") String auth) {
    HttpHeaders h = new HttpHeaders();
    h.set("Authorization", auth);
    return rest.exchange("https://billing.example.com/api", GET, new HttpEntity<>(h), String.class);
  }
}
)p"},
    {"jwt.misuse.token-forwarded", R"p(
class T {
  @GetMapping("/x")
  public Object bills(@PathVariable Long id, @RequestHeader(name = "Authorization", required = false) String token) {
    return web.get().uri("http://billing/api").header(HttpHeaders.AUTHORIZATION, token).retrieve();
  }
}
)p"},
    {"jwt.misuse.token-forwarded", R"p(
class T {
  fun bills(@RequestHeader("Authorization") token: String): Any {
    return web.get().uri("http://billing/api").header("Authorization", token).retrieve()
  }
}
)p"},
    {"jwt.misuse.token-forwarded", R"p(
class T {
  public async Task<IActionResult> Get([FromHeader(Name = "Authorization")] string token) {
    client.DefaultRequestHeaders.Add("Authorization", token);
    return Ok(await client.GetAsync("https://billing.example.com"));
  }
}
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
    {"", R"p(
class T {
  @GetMapping("/x")
  public Object bills(@RequestHeader("X-Tenant") String tenant, @RequestHeader("Authorization") String token) {
    check(token);
    return web.get().uri("http://billing/api").header("Authorization", own).header("X-Tenant", tenant).retrieve();
  }
}
)p"},
};

}  // namespace

TEST(Hints, TellOfTokensThatNeverEnd) { ExpectSeen(kEndless); }

TEST(Hints, TellOfHeadersOfTheCallerSentOn) { ExpectSeen(kSentOn); }

TEST(Hints, CutShortDoNoHarm) {
  ReadCutShort(kEndless);
  ReadCutShort(kSentOn);
  ReadCutShort(kRight);
}

TEST(Hints, AreNoneWhereAllIsWell) {
  for (const Program& one : kRight) EXPECT_THAT(RulesIn(one.text, true), ::testing::IsEmpty()) << one.text;
}

}  // namespace packrake
