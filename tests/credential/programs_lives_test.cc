#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// A life of more than thirty days, as each language writes it.
constexpr Program kLong[] = {
    {"jwt.misuse.long-life", R"p(
public class JwtUtil {
  private static final long EXPIRATION = 1000L * 60 * 60 * 24 * 365;
  public String make(String user) {
    return Jwts.builder()
        .setSubject(user)
        .setExpiration(new Date(System.currentTimeMillis() + EXPIRATION))
        .signWith(key())
        .compact();
  }
}
)p"},
    {"jwt.misuse.long-life", R"p(
class Tokens {
  String make(String user) {
    return JWT.create().withSubject(user).withExpiresAt(new Date(System.currentTimeMillis() + 864_000_000_00L)).sign(alg);
  }
}
)p"},
    {"jwt.misuse.long-life", R"p(
class Tokens {
  String make(String user) {
    return JWT.create().withSubject(user).withExpiresAt(Instant.now().plus(365, ChronoUnit.DAYS)).sign(algorithm);
  }
}
)p"},
    {"jwt.misuse.long-life", R"p(
class Tokens(private val key: SecretKey) {
  fun make(user: String) = Jwts.builder().subject(user).expiration(Date.from(Instant.now().plus(Duration.ofDays(90)))).signWith(key).compact()
}
)p"},
    {"jwt.misuse.long-life", R"p(
package auth

func make() (string, error) {
	claims := jwt.MapClaims{"sub": "a", "exp": time.Now().Add(time.Hour * 24 * 365).Unix()}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
)p"},
    {"jwt.misuse.long-life", R"p(
package auth

func make() (string, error) {
	claims := jwt.RegisteredClaims{Subject: "a", ExpiresAt: jwt.NewNumericDate(time.Now().AddDate(1, 0, 0))}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
)p"},
    {"jwt.misuse.long-life", R"p(
var token = new JwtSecurityToken("a", "b", claims, expires: DateTime.UtcNow.AddYears(1), signingCredentials: creds);
)p"},
    {"jwt.misuse.long-life", R"p(
var d = new SecurityTokenDescriptor { Subject = id, Expires = DateTime.UtcNow.AddDays(365), SigningCredentials = creds };
var token = new JwtSecurityTokenHandler().CreateToken(d);
)p"},
    {"jwt.misuse.long-life", R"p(
token = JWT.encode({ sub: 1, exp: 1.year.from_now.to_i }, key, 'HS256')
)p"},
    {"jwt.misuse.long-life", R"p(
<?php
$payload = ['sub' => 1, 'exp' => time() + 60 * 60 * 24 * 365];
$jwt = JWT::encode($payload, $key, 'HS256');
)p"},
    {"jwt.misuse.long-life", R"p(
use jsonwebtoken::{encode, Header};
let claims = Claims { sub: "a".into(), exp: (Utc::now() + Duration::days(365)).timestamp() as usize };
let token = encode(&Header::default(), &claims, &key)?;
)p"},
    {"jwt.misuse.long-life", R"p(
const jwt = require('jsonwebtoken');
const token = jwt.sign({ u, exp: Math.floor(Date.now() / 1000) + 60 * 60 * 24 * 365 }, key);
)p"},
    {"jwt.misuse.long-life", R"p(
JwtModule.register({ secret: process.env.JWT_SECRET, signOptions: { expiresIn: '365d' } })
)p"},
    {"jwt.misuse.no-expiry", R"p(
const jwt = require('jsonwebtoken');
module.exports = (token, key) => jwt.verify(token, key, { algorithms: ['HS256'], clockTolerance: 315360000 });
)p"},
    {"jwt.misuse.no-expiry", R"p(
import jwt
from datetime import timedelta
def read(token, key): return jwt.decode(token, key, algorithms=["HS256"], leeway=timedelta(days=365))
)p"},
    {"jwt.misuse.no-expiry", R"p(
var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(365) };
)p"},
    {"jwt.misuse.no-expiry", R"p(
var p = new TokenValidationParameters { ClockSkew = TimeSpan.MaxValue };
)p"},
};

constexpr Program kShort[] = {
    {"jwt.misuse.long-life|jwt.misuse.no-expiry", R"p(
class Tokens {
  private static final long EXPIRATION = 1000L * 60 * 15;
  String make(String user) {
    return Jwts.builder().subject(user).expiration(new Date(System.currentTimeMillis() + EXPIRATION)).signWith(k).compact();
  }
}
)p"},
    {"jwt.misuse.long-life|jwt.misuse.no-expiry", R"p(
package auth

func make(w http.ResponseWriter) (string, error) {
	http.SetCookie(w, &http.Cookie{Name: "theme", Expires: time.Now().Add(365 * 24 * time.Hour)})
	claims := jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now().Add(15 * time.Minute))}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
)p"},
    {"jwt.misuse.long-life|jwt.misuse.no-expiry", R"p(
Response.Cookies.Append("theme", "dark", new CookieOptions { Expires = DateTime.UtcNow.AddYears(1) });
var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(2) };
)p"},
    {"jwt.misuse.long-life|jwt.misuse.no-expiry", R"p(
const jwt = require('jsonwebtoken');
const token = jwt.sign({ u, exp: Math.floor(Date.now() / 1000) + 60 * 60 }, key);
const claims = { exp: 1893456000, iat: 1893452400 };
jwt.verify(token, key, { clockTolerance: 30 });
)p"},
    {"jwt.misuse.long-life|jwt.misuse.no-expiry", R"p(
token = JWT.encode({ sub: 1, exp: 1.hour.from_now.to_i }, key, 'HS256')
JWT.decode(token, key, true, { exp_leeway: 30, algorithm: 'HS256' })
)p"},
};

// Nothing of a program may lead round and round, or as deep as somebody likes.
TEST(ProgramsLives, NamesInACircleAndDeepBracketsEnd) {
  RulesIn("\"\"HS384\"\"e=(e,)=JOSE,Z=e=exp:+Z");  // what was left of a minified bundle
  const std::string deep = std::string(50'000, '(') + "24" + std::string(50'000, ')');
  for (const std::string& life : {std::string("week * 7"), deep}) {
    RulesIn("const jwt = require('jsonwebtoken');\nlet day = 24 * week;\nlet week = 7 * day;\n"
            "const token = jwt.sign({ u, exp: now + 60 * " + life + " }, key, { expiresIn: 3600 * " + life + " });\n");
  }
}

TEST(ProgramsLives, LongOnesAreSeen) { ExpectSeen(kLong); }
TEST(ProgramsLives, LongOnesAreSeenWithoutIndentation) { ExpectSeenFlat(kLong); }

TEST(ProgramsLives, ShortOnesAreQuiet) {
  for (const Program& one : kShort) EXPECT_FALSE(SeesOneOf(one.rules, one.text)) << one.text;
}

TEST(ProgramsLives, CutShortDoNoHarm) {
  ReadCutShort(kLong);
  ReadCutShort(kShort);
}

}  // namespace
}  // namespace packrake
