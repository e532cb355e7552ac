#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
package main
import "github.com/golang-jwt/jwt/v5"
func f() (string, error) { return jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString([]byte("{{random:alnum:12:124}}")) }
)p"},
    {"jwt.secret*", R"p(
package main
var jwtKey = []byte("{{random:alnum:12:125}}")
func f(t *jwt.Token) { s, _ := t.SignedString(jwtKey) }
)p"},
    {"jwt.secret*", R"p(
token, err := jwt.Parse(s, func(t *jwt.Token) (interface{}, error) {
	return []byte("{{random:alnum:12:126}}"), nil
})
)p"},
    {"jwt.secret*", R"p(
const secret = "{{random:alnum:12:127}}"
token, err := jwt.ParseWithClaims(s, c, func(t *jwt.Token) (interface{}, error) {
	return []byte(secret), nil
})
)p"},
    {"jwt.secret*", R"p(
mw, err := jwt.New(&jwt.GinJWTMiddleware{ Realm: "z", Key: []byte("{{random:alnum:10:128}}"), Timeout: time.Hour })
)p"},
    {"jwt.secret*", R"p(
e.Use(middleware.JWT([]byte("{{random:alnum:11:129}}")))
)p"},
    {"jwt.secret*", R"p(
e.Use(echojwt.WithConfig(echojwt.Config{ SigningKey: []byte("{{random:alnum:11:130}}") }))
)p"},
    {"jwt.secret*", R"p(
app.Use(jwtware.New(jwtware.Config{ SigningKey: jwtware.SigningKey{Key: []byte("{{random:alnum:11:131}}")} }))
)p"},
    {"jwt.secret*", R"p(
tokenAuth = jwtauth.New("HS256", []byte("{{random:alnum:11:132}}"), nil)
)p"},
    {"jwt.secret*", R"p(
sig, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte("{{random:alnum:11:133}}")}, nil)
)p"},
    {"jwt.secret*", R"p(
signed, err := jwt.Sign(tok, jwt.WithKey(jwa.HS256, []byte("{{random:alnum:11:134}}")))
)p"},
    {"jwt.secret*", R"p(
signer, err := jwt.NewSignerHS(jwt.HS256, []byte("{{random:alnum:11:135}}"))
)p"},
    {"jwt.secret*", R"p(
secret := os.Getenv("JWT_SECRET")
if secret == "" {
	secret = "{{random:alnum:12:136}}"
}
t.SignedString([]byte(secret))
)p"},
    {"jwt.secret*", R"p(
type Config struct { JWTSecret string `env:"JWT_SECRET" envDefault:"{{random:alnum:12:137}}"` }
)p"},
    {"jwt.secret*", R"p(
viper.SetDefault("jwt.secret", "{{random:alnum:12:138}}")
)p"},
    {"jwt.secret*", R"p(
cfg := Config{JWTSecret: "{{random:alnum:12:139}}"}
)p"},
    {"jwt.secret*", R"p(
func getKey() []byte { return []byte("{{random:alnum:12:140}}") }
func f(t *jwt.Token) { t.SignedString(getKey()) }
)p"},
    {"jwt.secret*", R"p(
type S struct { secret []byte }
func New() *S { return &S{secret: []byte("{{random:alnum:12:141}}")} }
func (s *S) Sign(t *jwt.Token) (string, error) { return t.SignedString(s.secret) }
)p"},
    {"jwt.misuse.no-verify*", R"p(
t, _, err := new(jwt.Parser).ParseUnverified(s, jwt.MapClaims{})
)p"},
    {"jwt.misuse.alg-none*", R"p(
t := jwt.NewWithClaims(jwt.SigningMethodNone, c)
)p"},
    {"jwt.misuse.alg-none*", R"p(
s, err := t.SignedString(jwt.UnsafeAllowNoneSignatureType)
)p"},
    {"jwt.misuse.no-expiry*", R"p(
p := jwt.NewParser(jwt.WithoutClaimsValidation())
)p"},
    {"jwt.misuse.no-verify*", R"p(
t, err := jwt.Parse(b, jwt.WithVerify(false))
)p"},
    {"jwt.misuse.no-verify*", R"p(
err := tok.UnsafeClaimsWithoutVerification(&c)
)p"},
    {"jwt.misuse.token-in-log*", R"p(
log.Printf("jwt token: %s", jwtToken)
)p"},
    {"jwt.misuse.token-in-log*", R"p(
fmt.Println("token:", accessToken)
)p"},
    {"jwt.misuse.token-in-error*", R"p(
return fmt.Errorf("invalid token %s", jwtToken)
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
http.SetCookie(w, &http.Cookie{Name: "jwt", Value: token})
)p"},
    {"jwt.misuse.token-in-url*", R"p(
u := "https://api.example.com/data?access_token=" + token
)p"},
    {"jwt.misuse.plain-http*", R"p(
req, _ := http.NewRequest("GET", "http://api.example.com/x", nil)
req.Header.Set("Authorization", "Bearer "+token)
)p"},
    {"jwt.misuse.no-verify*", R"p(
parts := strings.Split(token, ".")
b, _ := base64.RawURLEncoding.DecodeString(parts[1]) // jwt claims
)p"},
    {"jwt.misuse.cookie-flags*", R"p(
c.SetCookie("token", tokenString, 3600, "/", "", false, true)
)p"},
    {"jwt.misuse.id-token-bearer*", R"p(
req.Header.Set("Authorization", "Bearer "+idToken)
)p"},
    {"jwt.misuse.no-audience*|jwt.misuse.audience-absent*", R"p(
token, err := jwt.Parse(s, f)
)p"},
    {"jwt.secret*", R"p(
package users

import "github.com/golang-jwt/jwt/v5/request"

func parse(r *http.Request) (*jwt.Token, error) {
	return request.ParseFromRequest(r, request.OAuth2Extractor, func(token *jwt.Token) (interface{}, error) {
		return []byte("{{random:alnum:20:721}}"), nil
	}, request.WithClaims(&Claims{}))
}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
package users

import "github.com/golang-jwt/jwt/v5/request"

var MyExtractor = &request.MultiExtractor{request.ArgumentExtractor{"access_token"}}

func parse(r *http.Request) (*jwt.Token, error) {
	return request.ParseFromRequest(r, MyExtractor, func(token *jwt.Token) (interface{}, error) {
		return []byte(common.Secret()), nil
	})
}
)p"},
    {"", R"p(
package main

func main() {
	fmt.Printf("Old refresh token revoked: %t\n", old.RefreshToken != next.RefreshToken)
}
)p"},
    {"", R"p(
package validator

var names = map[string]string{
	"JWTSecret": "jwt_secret",
	"Port":      "port",
}
)p"},
    {"", R"p(
secret := os.Getenv("JWT_SECRET")
t.SignedString([]byte(secret))
)p"},
    {"", R"p(
http.SetCookie(w, &http.Cookie{Name: "jwt", Value: token, HttpOnly: true, Secure: true})
)p"},
    {"", R"p(
t, err := jwt.Parse(s, func(t *jwt.Token) (interface{}, error) { return pub, nil }, jwt.WithAudience("a"), jwt.WithIssuer("b"), jwt.WithValidMethods([]string{"RS256"}))
)p"},
    {"", R"p(
return nil, fmt.Errorf("unexpected signing method: %v", token.Header["alg"])
)p"},
};

TEST(GoPrograms, WrongOnesAreSeen) { ExpectSeen(kWrong); }

TEST(GoPrograms, WrongOnesAreSeenWithTheirIndentationLost) { ExpectSeenFlat(kWrong); }

TEST(GoPrograms, RightOnesAreQuiet) { ExpectQuiet(kRight); }

TEST(GoPrograms, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
