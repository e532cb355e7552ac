#include "credential/programs.h"

// What reviewers call a hard-coded or a guessable secret in programs of .NET and Go, and the right programs that look
// the most like it.
namespace packrake {
namespace {

constexpr Program kWrong[] = {
    // through a function, filled up to the length that is asked for
    {"jwt.secret.flow", R"p(
using Microsoft.IdentityModel.Tokens;

static SecurityKey KeyOf(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text.PadLeft(32)));

static SecurityKey Of(string client) => KeyOf("{{random:alnum:18:9101}}");
)p"},
    {"jwt.secret.call", R"p(
const jwt = require('jsonwebtoken');
jwt.sign(claims, '{{random:alnum:18:9102}}'.padEnd(32, '0'));
)p"},
    // auth0/go-jwt-middleware
    {"jwt.secret*", R"p(
package web

import "github.com/auth0/go-jwt-middleware/v3/validator"

func build() (*validator.Validator, error) {
	return validator.New(
		validator.WithKeyFunc(func(ctx context.Context) (any, error) { return []byte("{{random:alnum:28:9103}}"), nil }),
		validator.WithAlgorithm(validator.HS256))
}
)p"},
    // a field of a field
    {"jwt.secret.flow", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

type settings struct {
	Issuer string
	Secret string
}

type signer struct {
	settings *settings
}

func defaults() *settings { return &settings{Issuer: "shop", Secret: "{{random:alnum:28:9104}}"} }

func (s *signer) sign(t *jwt.Token) (string, error) { return t.SignedString([]byte(s.settings.Secret)) }
)p"},
    // where the environment has none
    {"jwt.secret.fallback", R"p(
package web

func key() []byte {
	text := os.Getenv("JWT_SIGNING_SECRET")
	if len(text) == 0 {
		text = "{{random:alnum:28:9105}}"
	}
	return []byte(text)
}
)p"},
    {"jwt.secret.fallback", R"p(
using System;

static string Load()
{
    var value = Environment.GetEnvironmentVariable("JWT_SECRET");
    if (string.IsNullOrEmpty(value))
    {
        value = "{{random:alnum:28:9106}}";
    }
    return value;
}
)p"},
    {"jwt.secret.fallback", R"p(
package config

type Auth struct {
	Issuer    string `env:"ISSUER"`
	SignKey   string `env:"AUTH_SIGNING_KEY" envDefault:"{{random:alnum:28:9107}}"`
	AccessTTL string `env:"ACCESS_TTL" envDefault:"15m"`
}
)p"},
    {"jwt.secret.fallback", R"p(
package config

type Auth struct {
	SecretKey string `env:"JWT_SECRET_KEY" default:"{{random:alnum:28:9108}}"`
}
)p"},
    // guessed
    {"jwt.secret.weak", R"p(
using Microsoft.IdentityModel.Tokens;

class Keys
{
    static Random random = new();

    static string Draw(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length) text.Append(Letters[random.Next(Letters.Length)]);
        return text.ToString();
    }

    static SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Draw(40)));
}
)p"},
    {"jwt.secret.weak", R"p(
using Microsoft.IdentityModel.Tokens;

class Keys
{
    static readonly Random random = new Random();

    static string Draw(int length)
    {
        return new string(Enumerable.Repeat(Letters, length).Select(s => s[random.Next(s.Length)]).ToArray());
    }

    static SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Draw(40)));
}
)p"},
    {"jwt.secret.weak", R"p(
import io.jsonwebtoken.Jwts;
import java.util.Random;

class Keys {
  static String draw() {
    Random random = new Random();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    return text.toString();
  }

  static String token() { return Jwts.builder().signWith(SignatureAlgorithm.HS256, draw()).compact(); }
}
)p"},
    {"jwt.secret.weak", R"p(
package web

import (
	"math/rand"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

func draw() string {
	var text strings.Builder
	for i := 0; i < 40; i++ {
		text.WriteByte(letters[rand.Intn(len(letters))])
	}
	return text.String()
}

func sign(t *jwt.Token) (string, error) { return t.SignedString([]byte(draw())) }
)p"},
    {"jwt.secret.weak", R"p(
package keys

func JWTSigningKey() string {
	pid := os.Getpid()
	return fmt.Sprintf("shop-%d", pid)
}
)p"},
    {"jwt.secret.weak", R"p(
package keys

import "github.com/golang-jwt/jwt/v5"

// inviteSecret signs the JWTs of invitations.
func inviteSecret() []byte {
	id, _ := uuid.NewUUID()
	return []byte(id.String())
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
using Microsoft.IdentityModel.Tokens;

static SecurityKey KeyOf(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text.PadLeft(32)));

static SecurityKey Of(string client) => KeyOf(Configuration["Jwt:" + client]);
)p"},
    {"", R"p(
package web

import "github.com/auth0/go-jwt-middleware/v2/validator"

func build(provider *jwks.CachingProvider, issuer string) (*validator.Validator, error) {
	return validator.New(provider.KeyFunc, validator.RS256, issuer, []string{"shop"})
}
)p"},
    {"", R"p(
package web

import "github.com/go-playground/validator/v10"

var validate = validator.New("jwt", "RS256")
)p"},
    // the type of another field has one, too
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

type page struct{ Secret string }

type settings struct{ Secret string }

type signer struct {
	settings *settings
}

var hidden = page{Secret: "{{random:alnum:28:9121}}"}

func (s *signer) sign(t *jwt.Token) (string, error) { return t.SignedString([]byte(s.settings.Secret)) }
)p"},
    {"", R"p(
package web

func key() []byte {
	text := os.Getenv("JWT_SIGNING_SECRET")
	if text == "" {
		text = read("/run/secrets/jwt")
	}
	name := os.Getenv("JWT_ISSUER")
	if name == "" {
		name = "shop-issuer-of-tokens"
	}
	if len(text) < 32 {
		log.Fatal("JWT_SIGNING_SECRET is too short")
	}
	return []byte(text)
}
)p"},
    // what something else is given where another thing is missing
    {"", R"p(
package web

func load(stage string) (string, string) {
	text := os.Getenv("JWT_SIGNING_SECRET")
	host := "a.example.org"
	if stage == "" {
		host = "{{random:alnum:28:9122}}"
	}
	return text, host
}
)p"},
    {"", R"p(
package config

type Webhook struct {
	URL        string `env:"WEBHOOK_URL"`
	SigningKey string `env:"WEBHOOK_SIGNING_KEY" envDefault:"{{random:alnum:28:9123}}"`
}
)p"},
    {"", R"p(
package config

type Auth struct {
	Issuer     string `env:"ISSUER" envDefault:"https://id.example.org"`
	SigningKey string `env:"AUTH_SIGNING_KEY,required"`
	SigningAlg string `env:"AUTH_SIGNING_ALG" envDefault:"HS256"`
}
)p"},
    {"", R"p(
using Microsoft.IdentityModel.Tokens;

class Keys
{
    static string Draw(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length) text.Append(Letters[RandomNumberGenerator.GetInt32(Letters.Length)]);
        return text.ToString();
    }

    static SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Draw(40)));
}
)p"},
    {"", R"p(
import io.jsonwebtoken.Jwts;
import java.security.SecureRandom;

class Keys {
  static String draw() {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    return text.toString();
  }

  static String token() { return Jwts.builder().signWith(SignatureAlgorithm.HS256, draw()).compact(); }
}
)p"},
    {"", R"p(
package keys

import "crypto/rand"

func jwtSecret() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
}

func jwtSecretAge() time.Duration { return time.Since(made) }
)p"},
    // what an entry is called
    {"", R"p(
package vault

const (
	mount        = "secret"
	jwtSecretKey = "signing_key"
)

func load(data map[string]any) (string, bool) {
	text, ok := data[jwtSecretKey].(string)
	return text, ok
}
)p"},
    {"", R"p(
public static class Texts
{
    public const string JwtSecret = "settings.jwt_secret.label";
    public const string JwtSecretHelp = "settings.jwt_secret.help";
}
)p"},
};

// Beside what differs in the one thing that matters.
constexpr Program kToldStill[] = {
    {"jwt.secret.config", R"p(
package vault

const jwtSecretKey = "{{random:alnum:28:9131}}"

var keys = []string{jwtSecretKey}
)p"},
    {"jwt.secret.config", "JWT_SECRET=\"shop.jwt_secret\"\nJWT_ISSUER=shop\n"},
    {"jwt.secret.config", R"p(
public static class Texts
{
    public const string JwtSecret = "{{random:alnum:9:9132}}.{{random:alnum:12:9133}}.label";
}
)p"},
};

TEST(ReviewedSecrets, WrongOnesAreTold) { ExpectTold(kWrong); }
TEST(ReviewedSecrets, RightOnesAreQuiet) { ExpectQuiet(kRight); }
TEST(ReviewedSecrets, WhatIsNoNameIsToldStill) { ExpectTold(kToldStill); }
TEST(ReviewedSecrets, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
