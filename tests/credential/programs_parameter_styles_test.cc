#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// The literal is given to a constructor or a function, which keeps it or passes it on to where it signs.
constexpr Program kWrong[] = {
    {"jwt.secret.flow", R"p(
import jwt

class TokenService:
    def __init__(self, key, algorithm="HS256"):
        self._key = key
        self._algorithm = algorithm

    def issue(self, user_id):
        return jwt.encode({"sub": user_id}, self._key, algorithm=self._algorithm)

service = TokenService("{{random:alnum:24:9001}}")
)p"},
    {"jwt.secret.flow", R"p(
from jose import jwt

def mint(claims, passphrase):
    return jwt.encode(claims, passphrase, algorithm="HS256")

print(mint({"sub": "1"}, passphrase="{{random:alnum:24:9002}}"))
)p"},
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
class TokenManager {
  #key;
  constructor(key) { this.#key = key; }
  issue(user) { return jwt.sign({ sub: user.id }, this.#key, { expiresIn: 600 }); }
}
module.exports = new TokenManager('{{random:alnum:24:9003}}');
)p"},
    {"jwt.secret.flow", R"p(
import jwt from 'jsonwebtoken';
export class Tokens {
  constructor(private readonly phrase: string, private ttl: number) {}
  issue(sub: string) { return jwt.sign({ sub }, this.phrase, { expiresIn: this.ttl }); }
}
export const tokens = new Tokens('{{random:alnum:24:9004}}', 300);
)p"},
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
const sign = (claims, phrase) => jwt.sign(claims, phrase, { expiresIn: '5m' });
exports.login = (req, res) => res.json({ token: sign({ id: req.user.id }, '{{random:alnum:24:9005}}') });
)p"},
    {"jwt.secret.flow", R"p(
const jwt = require('jsonwebtoken');
class Tokens {
  constructor({ phrase, ttl }) { this.phrase = phrase; this.ttl = ttl; }
  issue(sub) { return jwt.sign({ sub }, this.phrase, { expiresIn: this.ttl }); }
}
module.exports = new Tokens({ phrase: '{{random:alnum:24:9006}}', ttl: 300 });
)p"},
    {"jwt.secret.flow", R"p(
package token

type Maker struct {
	material string
}

func NewMaker(material string) (*Maker, error) {
	return &Maker{material}, nil
}

func (m *Maker) Create(p *Payload) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, p).SignedString([]byte(m.material))
}

func init() {
	maker, _ = NewMaker("{{random:alnum:32:9007}}")
}
)p"},
    {"jwt.secret.flow", R"p(
package auth

type Config struct {
	Issuer, Material string
	TTL time.Duration
}

func (c Config) Sign(cl jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS512, cl).SignedString([]byte(c.Material))
}

var Default = Config{"example", "{{random:alnum:24:9008}}", time.Hour}
)p"},
    {"jwt.secret.flow", R"p(
public class JwtManager
{
    private readonly string _phrase;
    public JwtManager(string phrase) => _phrase = phrase;
    public SymmetricSecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_phrase));
}
services.AddSingleton(new JwtManager("{{random:alnum:40:9009}}"));
)p"},
    {"jwt.secret.flow", R"p(
public class Tokens(string phrase)
{
    public SymmetricSecurityKey Key => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(phrase));
    public static Tokens Default = new Tokens("{{random:alnum:40:9010}}");
}
)p"},
    {"jwt.secret.flow", R"p(
class TokenIssuer
  def initialize(phrase)
    @phrase = phrase
  end

  def issue(user)
    JWT.encode({ sub: user.id, exp: 1.hour.from_now.to_i }, @phrase, 'HS256')
  end
end
ISSUER = TokenIssuer.new('{{random:alnum:24:9011}}')
)p"},
    {"jwt.secret.flow", R"p(
<?php
class TokenFactory
{
    public function __construct(private string $phrase) {}
    public function make($u) { return \Firebase\JWT\JWT::encode(['u' => $u], $this->phrase, 'HS256'); }
}
$factory = new TokenFactory('{{random:alnum:24:9012}}');
)p"},
    {"jwt.secret.flow", R"p(
use jsonwebtoken::{encode, EncodingKey, Header};

pub struct Tokens {
    phrase: String,
}

impl Tokens {
    pub fn new(phrase: impl Into<String>) -> Self {
        Self { phrase: phrase.into() }
    }
    pub fn sign<T: Serialize>(&self, c: &T) -> String {
        encode(&Header::default(), c, &EncodingKey::from_secret(self.phrase.as_bytes())).unwrap()
    }
}

fn main() {
    let tokens = Tokens::new("{{random:alnum:24:9013}}");
}
)p"},
    {"jwt.secret.flow", R"p(
data class TokenConfig(val issuer: String, val expiresIn: Long, val material: String)

fun main() {
    val tokenConfig = TokenConfig("http://0.0.0.0", 365L * 1000 * 60, "{{random:alnum:24:9014}}")
    val token = JWT.create().withIssuer(tokenConfig.issuer).sign(Algorithm.HMAC256(tokenConfig.material))
}
)p"},
    {"jwt.secret.flow", R"p(
public record TokenSettings(String issuer, String material) {
  Algorithm algorithm() { return Algorithm.HMAC256(material); }
  static final TokenSettings DEFAULT = new TokenSettings("example", "{{random:alnum:24:9015}}");
}
)p"},
};

// The same programs where the value comes from elsewhere, and calls of other functions of the same name.
constexpr Program kRight[] = {
    {"", R"p(
import os
import jwt

class TokenService:
    def __init__(self, key: str, label: str):
        self._key = key
        self.label = label

    def issue(self, user_id, exp):
        return jwt.encode({"sub": user_id, "exp": exp}, self._key, algorithm="HS256")

service = TokenService(os.environ["TOKEN_SERVICE"], "tokens of the main shop")
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken');
const sign = (claims, phrase) => jwt.sign(claims, phrase, { expiresIn: '5m' });
exports.login = (req, res) => res.json({ token: sign({ id: req.user.id }, process.env.PHRASE) });
exports.greet = (req, res) => painter.sign('The quick brown fox', 'jumps over the lazy dog');
)p"},
    {"", R"p(
package auth

type Config struct {
	Issuer, Material string
}

func (c Config) Sign(cl jwt.Claims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS512, cl).SignedString([]byte(c.Material))
}

var Default = Config{"the issuer of all tokens here", os.Getenv("MATERIAL")}
)p"},
    {"", R"p(
use jsonwebtoken::{encode, EncodingKey, Header};
pub struct Tokens { phrase: String }
impl Tokens {
    pub fn new(phrase: impl Into<String>) -> Self { Self { phrase: phrase.into() } }
    pub fn sign<T: Serialize>(&self, c: &T) -> String {
        encode(&Header::default(), c, &EncodingKey::from_secret(self.phrase.as_bytes())).unwrap()
    }
}
fn main() {
    let tokens = Tokens::new(std::env::var("PHRASE").expect("PHRASE must be set"));
}
)p"},
    {"", R"p(
public class JwtManager
{
    private readonly string _phrase;
    public JwtManager(string phrase) => _phrase = phrase;
    public SymmetricSecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_phrase));
}
services.AddSingleton(new JwtManager(configuration["Tokens:Phrase"]));
)p"},
    // An empty one is what a test gives, or a caller that has none.
    {"", R"p(
import jwt

def mint(claims, key):
    return jwt.encode(claims, key, algorithm="HS256")

mint({"exp": 1}, "")
)p"},
};

TEST(ProgramsParameterStyles, WhatIsGivenToAConstructorIsSeen) { ExpectSeen(kWrong); }

TEST(ProgramsParameterStyles, WhatComesFromElsewhereIsQuiet) { ExpectQuiet(kRight); }

TEST(ProgramsParameterStyles, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
