#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Keys that are no literals, and no secrets either: whoever knows when or where they were made can make them again.
constexpr Program kWrong[] = {
    {"jwt.secret.weak", R"p(
public class TokenKeys {
    public SymmetricSecurityKey Key() {
        return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(DateTime.UtcNow.Ticks.ToString()));
    }
}
)p"},
    {"jwt.secret.weak", R"p(
var phrase = DateTime.Now.ToString("yyyyMMdd");
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(phrase));
)p"},
    {"jwt.secret.weak", R"p(
var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName));
var key = new SymmetricSecurityKey(digest);
)p"},
    {"jwt.secret.weak", R"p(
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new Random().Next().ToString()));
)p"},
    {"jwt.secret.weak", R"p(
package auth

import "github.com/golang-jwt/jwt/v5"

func key() []byte {
	return []byte(strconv.FormatInt(time.Now().UnixNano(), 10))
}

func sign(c jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(key())
}
)p"},
    {"jwt.secret.weak", R"p(
package auth

func sign(c jwt.Claims) (string, error) {
	phrase := fmt.Sprintf("app-%d", time.Now().Unix())
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(phrase))
}
)p"},
    {"jwt.secret.weak", R"p(
package auth

import "math/rand"

func sign(c jwt.Claims) (string, error) {
	n := strconv.Itoa(rand.Int())
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(n))
}
)p"},
    {"jwt.secret.weak", R"p(
package auth

import "github.com/google/uuid"

func sign(c jwt.Claims) (string, error) {
	id, _ := uuid.NewUUID()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(id.String()))
}
)p"},
    {"jwt.secret.weak", R"p(
package auth

func sign(c jwt.Claims) (string, error) {
	host, _ := os.Hostname()
	sum := sha256.Sum256([]byte(host))
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(sum[:])
}
)p"},
    {"jwt.secret.weak", R"p(
class Keys { SecretKey k = Keys.hmacShaKeyFor(Long.toHexString(System.nanoTime()).getBytes()); }
)p"},
    {"jwt.secret.weak", R"p(
class Tokens {
  private final Random numbers = new Random();
  String make() { return JWT.create().withIssuer("a").sign(Algorithm.HMAC256(String.valueOf(numbers.nextLong()))); }
}
)p"},
    {"jwt.secret.weak", R"p(
import random, string, jwt
KEY = "".join(random.choices(string.ascii_letters + string.digits, k=32))
def issue(user): return jwt.encode({"sub": user}, KEY, algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import random, string, jwt

def letters():
    return "".join(random.choice(string.ascii_letters) for _ in range(32))

KEY = letters()

def issue(user):
    return jwt.encode({"sub": user}, KEY, algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import jwt
from datetime import datetime
def issue(user):
    key = datetime.now().strftime("%Y%m%d")
    return jwt.encode({"sub": user}, key, algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import hashlib, jwt, datetime
def issue(user):
    key = hashlib.md5(str(datetime.date.today()).encode()).hexdigest()
    return jwt.encode({"sub": user}, key, algorithm="HS256")
)p"},
    {"jwt.secret.weak", R"p(
import time
from flask import Flask
app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = str(int(time.time() * 1000))
)p"},
    {"jwt.secret.weak", R"p(
import uuid
app.config["JWT_SECRET_KEY"] = str(uuid.uuid1())
)p"},
    {"jwt.secret.weak", R"p(
const jwt = require('jsonwebtoken');
const key = new Date().toISOString();
module.exports = (u) => jwt.sign({ u }, key);
)p"},
    {"jwt.secret.weak", R"p(
const jwt = require('jsonwebtoken');
function letters(length) {
  let result = '';
  const all = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  for (let i = 0; i < length; i++) {
    result += all.charAt(Math.floor(Math.random() * all.length));
  }
  return result;
}
const KEY = letters(32);
module.exports = (u) => jwt.sign({ u }, KEY);
)p"},
    {"jwt.secret.weak", R"p(
const jwt = require('jsonwebtoken');
module.exports = (u) => jwt.sign({ u }, `shop-${Date.now()}`);
)p"},
    {"jwt.secret.weak", R"p(
<?php
$phrase = date('Y-m-d');
$t = JWT::encode($payload, $phrase, 'HS256');
)p"},
    {"jwt.secret.weak", R"p(
PHRASE = Time.now.to_i.to_s
token = JWT.encode(payload, PHRASE, 'HS256')
)p"},
    {"jwt.secret.weak", R"p(
let phrase = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().to_string();
let key = EncodingKey::from_secret(phrase.as_bytes());
)p"},
    {"jwt.secret.weak", R"p(
signer = Joken.Signer.create("HS256", Integer.to_string(System.system_time()))
)p"},
};

// The same with numbers that are made for keys, or with a secret in them.
constexpr Program kRight[] = {
    {"", R"p(
package auth

import "crypto/rand"

func sign(limit *big.Int) (string, error) {
	n, err := rand.Int(rand.Reader, limit)
	if err != nil {
		return "", err
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{ExpiresAt: e}).SignedString(n.Bytes())
}
)p"},
    {"", R"p(
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(config["Jwt:Key"] + DateTime.Now.Year));
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
module.exports = (u) => jwt.sign({ u }, process.env.JWT_SECRET + Date.now(), { expiresIn: '5m' });
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
module.exports = (u) => jwt.sign({ u }, `${Date.now()}${secret}`, { expiresIn: '5m' });
)p"},
    {"", R"p(
import random, string, jwt
KEY = "".join(random.SystemRandom().choice(string.ascii_letters) for _ in range(32))
def issue(user): return jwt.encode({"sub": user, "exp": 1}, KEY, algorithm="HS256")
)p"},
    {"", R"p(
import secrets, string, jwt
KEY = "".join(secrets.choice(string.ascii_letters) for _ in range(32))
def issue(user): return jwt.encode({"sub": user, "exp": 1}, KEY, algorithm="HS256")
)p"},
    {"", R"p(
class Tokens {
  private final SecureRandom numbers = new SecureRandom();
  String make() { return JWT.create().withExpiresAt(e).sign(Algorithm.HMAC256(String.valueOf(numbers.nextLong()))); }
}
)p"},
    {"", R"p(
package auth

func sign(c jwt.Claims) (string, error) {
	key := fmt.Sprintf("%s-%d", secret, time.Now().Year())
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte(key))
}
)p"},
    {"", R"p(
import uuid
app.config["JWT_SECRET_KEY"] = str(uuid.uuid4())
)p"},
    {"", R"p(
import time
JWT_KEY_ROTATED_AT = time.time()
jwt_secret_key = load_key(time.time())
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
function letters(length) {
  let result = '';
  for (const b of crypto.randomBytes(length)) result += 'abcdef0123456789'[b % 16];
  return result;
}
const KEY = letters(32);
module.exports = (u) => jwt.sign({ u }, KEY, { expiresIn: '5m' });
)p"},
};

TEST(ProgramsGuessable, WrongOnesAreSeen) { ExpectSeen(kWrong); }
TEST(ProgramsGuessable, WrongOnesAreSeenWithoutIndentation) { ExpectSeenFlat(kWrong); }
TEST(ProgramsGuessable, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(ProgramsGuessable, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
