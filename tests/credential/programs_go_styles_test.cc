#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Written as people write them, apart from the other tables: long and short, old and new, with remarks in between.
constexpr Program kWrong[] = {
    {"jwt.secret*", R"p(
package auth

import (
	"errors"
	"time"

	jwtv5 "github.com/golang-jwt/jwt/v5"
)

var mySigningKey = []byte("{{random:alnum:20:5001}}")

type Claims struct {
	UserID uint `json:"user_id"`
	jwtv5.RegisteredClaims
}

func Generate(id uint) (string, error) {
	claims := &Claims{UserID: id, RegisteredClaims: jwtv5.RegisteredClaims{
		ExpiresAt: jwtv5.NewNumericDate(time.Now().Add(24 * time.Hour)),
	}}
	return jwtv5.NewWithClaims(jwtv5.SigningMethodHS256, claims).SignedString(mySigningKey)
}
)p"},
    {"jwt.secret*", R"p(
const (
	issuer    = "acme"
	jwtSecret = "{{random:alnum:20:5003}}"
)
)p"},
    {"jwt.secret*", R"p(
r := e.Group("/restricted")
config := echojwt.Config{
	NewClaimsFunc: func(c echo.Context) jwt.Claims { return new(jwtCustomClaims) },
	SigningKey:    []byte("{{random:alnum:20:5005}}"),
}
r.Use(echojwt.WithConfig(config))
)p"},
    {"jwt.secret*", R"p(
var tokenAuth *jwtauth.JWTAuth
func init() {
	tokenAuth = jwtauth.New("HS256", []byte("{{random:alnum:20:5007}}"), nil, jwt.WithAcceptableSkew(30*time.Second))
}
)p"},
    {"jwt.secret*", R"p(
key, err := jwk.FromRaw([]byte("{{random:alnum:20:5009}}"))
signed, err := jwt.Sign(tok, jwt.WithKey(jwa.HS256, key))
)p"},
    {"jwt.secret*", R"p(
e := gokitjwt.NewSigner("kid", []byte("{{random:alnum:20:5011}}"), stdjwt.SigningMethodHS256, claims)(endpoint)
)p"},
    {"jwt.secret*", R"p(
var sharedKey = []byte("{{random:alnum:20:5013}}")
token, err := jwt.Sign(jwt.HS256, sharedKey, claims, jwt.MaxAge(15*time.Minute))
)p"},
    {"jwt.secret*", R"p(
func getSecret() string {
	if s := os.Getenv("JWT_SECRET"); s != "" {
		return s
	}
	return "{{random:alnum:20:5014}}"
}
)p"},
    {"jwt.secret*", R"p(
func getEnv(key, def string) string { if v, ok := os.LookupEnv(key); ok { return v }; return def }
var cfg = Config{ JWTSecret: getEnv("JWT_SECRET", "{{random:alnum:20:5015}}") }
)p"},
    {"jwt.secret*", R"p(
type Config struct {
	Port      int    `env:"PORT" envDefault:"8080"`
	JWTSecret string `env:"JWT_SECRET" envDefault:"{{random:alnum:20:5017}}"`
}
)p"},
    {"jwt.secret*", R"p(
jwtSecret := flag.String("jwt-secret", "{{random:alnum:20:5019}}", "JWT secret")
)p"},
    {"jwt.secret*", R"p(
rootCmd.PersistentFlags().StringVar(&jwtSecret, "jwt-secret", "{{random:alnum:20:5020}}", "secret for signing")
)p"},
    {"jwt.secret*", R"p(
&cli.StringFlag{Name: "jwt-secret", Value: "{{random:alnum:20:5021}}", EnvVars: []string{"JWT_SECRET"}},
)p"},
    {"jwt.secret*", R"p(
func TestToken(t *testing.T) {
	tok := jwt.New(jwt.SigningMethodHS256)
	s, err := tok.SignedString([]byte("{{random:alnum:20:5023}}"))
	require.NoError(t, err)
	_ = s
}
)p"},
    {"jwt.misuse.no-verify", R"p(
parsed, err := jwt.ParseSigned(raw)
out := jwt.Claims{}
parsed.UnsafeClaimsWithoutVerification(&out)
)p"},
    {"jwt.misuse.no-verify", R"p(
tok, err := jwt.ParseInsecure(payload)
)p"},
    {"jwt.misuse.alg-none", R"p(
tok := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
s, _ := tok.SignedString(jwt.UnsafeAllowNoneSignatureType)
)p"},
    {"jwt.misuse.no-expiry", R"p(
token, err := jwt.Parse(s, kf, jwt.WithoutClaimsValidation())
)p"},
    {"jwt.misuse.alg-from-token", R"p(
func parse(s string) {
	unverified, _, _ := jwt.NewParser().ParseUnverified(s, jwt.MapClaims{})
	alg := unverified.Header["alg"].(string)
	token, err := jwt.Parse(s, keyFunc, jwt.WithValidMethods([]string{alg}))
	_ = token
	_ = err
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
alg := token.Header["alg"].(string)
p := jwt.NewParser(jwt.WithValidMethods([]string{alg}))
)p"},
    {"jwt.misuse.alg-mixed", R"p(
jwt.Parse(s, kf, jwt.WithValidMethods([]string{"HS256", "RS256"}))
)p"},
    {"jwt.misuse.alg-none", R"p(
jwt.Parse(s, kf, jwt.WithValidMethods([]string{"HS256", "none"}))
)p"},
    {"jwt.misuse.key-from-token", R"p(
func kf(t *jwt.Token) (interface{}, error) {
	kid := t.Header["kid"].(string)
	return os.ReadFile("/etc/keys/" + kid)
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
func kf(t *jwt.Token) (interface{}, error) {
	return os.ReadFile(fmt.Sprintf("keys/%s.pem", t.Header["kid"]))
}
)p"},
    {"jwt.misuse.key-from-token", R"p(
set, err := jwk.Fetch(ctx, token.Header["jku"].(string)) // jwt
)p"},
    {"jwt.misuse.token-in-log", R"p(
log.Printf("user %s token %s", id, accessToken)
)p"},
    {"jwt.misuse.token-in-log", R"p(
slog.Debug("auth", "access_token", accessToken)
)p"},
    {"jwt.misuse.cookie-flags", R"p(
http.SetCookie(w, &http.Cookie{
	Name:    "token",
	Value:   tokenString,
	Expires: expirationTime,
})
)p"},
    {"jwt.misuse.cookie-flags", R"p(
c.Cookie(&fiber.Cookie{Name: "jwt", Value: t, Expires: time.Now().Add(24 * time.Hour)})
)p"},
    {"jwt.misuse.token-in-url", R"p(
u := fmt.Sprintf("https://api.acme.com/me?token=%s", jwtToken)
)p"},
    {"jwt.misuse.personal-claims", R"p(
claims := jwt.MapClaims{"sub": u.ID, "password": u.Password, "exp": exp}
t := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
)p"},
    {"jwt.secret.weak", R"p(
s, _ := tok.SignedString([]byte(time.Now().String()))
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
var jwtKey = []byte(os.Getenv("JWT_KEY"))
func kf(t *jwt.Token) (interface{}, error) {
	if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
		return nil, fmt.Errorf("unexpected method %v", t.Header["alg"])
	}
	return jwtKey, nil
}
tok, err := jwt.Parse(s, kf, jwt.WithValidMethods([]string{"HS256"}), jwt.WithAudience("a"), jwt.WithIssuer("b"))
)p"},
    {"", R"p(
pem, err := os.ReadFile(cfg.KeyPath)
key, err := jwt.ParseRSAPrivateKeyFromPEM(pem)
s, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)
)p"},
    {"", R"p(
set, err := jwk.Fetch(ctx, cfg.JWKSURL)
tok, err := jwt.Parse(raw, jwt.WithKeySet(set), jwt.WithIssuer(iss), jwt.WithAudience(aud))
)p"},
    {"", R"p(
jwtSecret := flag.String("jwt-secret", "", "JWT secret (required)")
jwtAlg := flag.String("jwt-alg", "HS256", "JWT algorithm")
)p"},
    {"", R"p(
http.SetCookie(w, &http.Cookie{Name: "token", Value: s, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
)p"},
    {"", R"p(
if token.Method.Alg() != jwt.SigningMethodRS256.Alg() || token.Header["alg"] == "none" {
	return nil, errors.New("bad alg")
}
)p"},
    {"", R"p(
log.Printf("token for %s expires %v", user, claims.ExpiresAt)
log.Println("could not parse token:", err)
)p"},
};

TEST(ProgramsOfGo, AreSeenInAnyStyle) { ExpectSeen(kWrong); }

TEST(ProgramsOfGo, AreQuietWhenRight) { ExpectQuiet(kRight); }

TEST(ProgramsOfGo, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
