#include "credential/programs.h"

// What reviewers call unsafe in programs of Go that check tokens, and the right programs that look the most like it.
namespace packrake {
namespace {

constexpr Program kGoWrong[] = {
    // checks of go-oidc switched off
    {"jwt.misuse.no-audience", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func verifier(provider *oidc.Provider) *oidc.IDTokenVerifier {
	return provider.Verifier(&oidc.Config{SkipClientIDCheck: true})
}
)p"},
    {"jwt.misuse.no-issuer", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func verifier(keys oidc.KeySet, id string) *oidc.IDTokenVerifier {
	config := oidc.Config{ClientID: id}
	config.SkipIssuerCheck = true
	return oidc.NewVerifier("", keys, &config)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

var config = &oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: true}
)p"},
    {"jwt.misuse.no-expiry", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

var config = &oidc.Config{ClientID: "shop", SkipExpiryCheck: true}
)p"},
    // neither the token nor the error is looked at
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/golang-jwt/jwt/v4"

func (s *Server) tenant(raw string) string {
	claims := jwt.MapClaims{}
	_, _ = jwt.ParseWithClaims(raw, claims, s.key)
	return claims["tenant"].(string)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func role(raw string) string {
	token, _ := jwt.Parse(raw, keyOf)
	return token.Claims.(jwt.MapClaims)["role"].(string)
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) who(raw string) *Person {
	person := new(Person)
	jwt.NewParser().ParseWithClaims(raw, person, s.key)
	return person
}
)p"},
    // an age that does not matter
    {"jwt.misuse.no-expiry", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) who(raw string) (*Person, error) {
	person := new(Person)
	_, err := jwt.ParseWithClaims(raw, person, s.key)
	if errors.Is(err, jwt.ErrTokenExpired) {
		log.Println("late")
		return person, nil
	}
	return person, err
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
package web

import "github.com/go-jose/go-jose/v4/jwt"

func check(claims jwt.Claims, expected jwt.Expected) error {
	if err := claims.Validate(expected); err != nil && !errors.Is(err, jwt.ErrExpired) {
		return err
	}
	return nil
}
)p"},
    // jwx
    {"jwt.misuse.no-verify", R"p(
package web

import "github.com/lestrrat-go/jwx/jwt"

func owner(raw []byte) (string, error) {
	token, err := jwt.Parse(raw, jwt.WithValidate(true))
	if err != nil {
		return "", err
	}
	return token.Subject(), nil
}
)p"},
    {"jwt.misuse.alg-from-token", R"p(
package web

import (
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"
)

func open(raw []byte, message *jws.Message, key any) (jwt.Token, error) {
	headers := message.Signatures()[0].ProtectedHeaders()
	return jwt.Parse(raw, jwt.WithKey(headers.Algorithm(), key))
}
)p"},
    // HMAC with the text of a public key
    {"jwt.misuse.alg-mixed", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (k *keys) of(t *jwt.Token) (any, error) {
	if _, ok := t.Method.(*jwt.SigningMethodHMAC); ok {
		return k.publicKeyPEM, nil
	}
	return k.rsa, nil
}
)p"},
    // by hand
    {"jwt.misuse.no-verify", R"p(
package web

func subject(r *http.Request) string {
	pieces := strings.SplitN(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), ".", 3)
	raw, _ := base64.RawURLEncoding.DecodeString(pieces[1])
	var claims struct{ Sub string }
	_ = json.Unmarshal(raw, &claims)
	return claims.Sub
}
)p"},
};

constexpr Program kGoRight[] = {
    {"", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func verifier(provider *oidc.Provider, id string) *oidc.IDTokenVerifier {
	return provider.Verifier(&oidc.Config{ClientID: id, SkipClientIDCheck: false})
}
)p"},
    // several clients, held against a list
    {"", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func (l *Login) verify(ctx context.Context, raw string) error {
	token, err := l.provider.Verifier(&oidc.Config{SkipClientIDCheck: true}).Verify(ctx, raw)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(token.Audience, l.isClient) {
		return errAudience
	}
	return nil
}
)p"},
    // whoever builds it chooses
    {"", R"p(
package login

import "github.com/coreos/go-oidc/v3/oidc"

func WithSkipExpiryCheck() Option {
	return func(c *oidc.Config) {
		c.SkipExpiryCheck = true
	}
}
)p"},
    // TLS of another kind, and a field of another library
    {"", R"p(
package web

var transport = &tls.Config{InsecureSkipVerify: true} // jwt
var job = Job{SkipIssuerCheck: true}
)p"},
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func role(raw string) (string, error) {
	token, _ := jwt.Parse(raw, keyOf, jwt.WithAudience("shop"), jwt.WithIssuer("id"))
	if token == nil || !token.Valid {
		return "", errDenied
	}
	return token.Claims.(jwt.MapClaims)["role"].(string), nil
}
)p"},
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func check(raw string) error {
	_, err := jwt.ParseWithClaims(raw, &claims{}, keyOf, jwt.WithAudience("shop"), jwt.WithIssuer("id"))
	return err
}
)p"},
    {"", R"p(
package web

func load() {
	template.Parse(text)
	url.Parse(base)
	_, _ = time.Parse(time.RFC3339, text) // jwt
}
)p"},
    // an answer of its own for what is too old
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) who(raw string) (*Person, error) {
	person := new(Person)
	_, err := jwt.ParseWithClaims(raw, person, s.key, s.options...)
	if errors.Is(err, jwt.ErrTokenExpired) {
		return nil, errLogInAgain
	}
	if err != nil && !errors.Is(err, jwt.ErrTokenNotValidYet) {
		return nil, err
	}
	return person, err
}
)p"},
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (s *Server) refresh(raw string) (*Person, error) {
	person := new(Person)
	_, err := jwt.ParseWithClaims(raw, person, s.key, s.options...)
	if err != nil && !errors.Is(err, jwt.ErrTokenExpired) {
		return nil, err
	}
	return person, nil
}
)p"},
    {"", R"p(
package web

import "github.com/lestrrat-go/jwx/jwt"

func owner(raw []byte) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKeySet(keys), jwt.WithValidate(true))
}
)p"},
    {"", R"p(
package web

import "github.com/lestrrat-go/jwx/v2/jwt"

func owner(raw []byte, key jwk.Key) (jwt.Token, error) {
	return jwt.Parse(raw, jwt.WithKey(key.Algorithm(), key), jwt.WithAudience("shop"), jwt.WithIssuer("id"))
}
)p"},
    {"", R"p(
package web

import "github.com/lestrrat-go/jwx/v2/jws"

func provide(ctx context.Context, sink jws.KeySink, signature *jws.Signature, _ *jws.Message) error {
	sink.Key(jwa.ES256, keys[signature.ProtectedHeaders().KeyID()])
	return nil
}
)p"},
    // each kind of algorithm with its own key
    {"", R"p(
package web

import "github.com/golang-jwt/jwt/v5"

func (k *keys) of(t *jwt.Token) (any, error) {
	switch t.Method.(type) {
	case *jwt.SigningMethodHMAC:
		return k.shared, nil
	case *jwt.SigningMethodRSA:
		return k.public, nil
	}
	return nil, errMethod
}
)p"},
};

TEST(ReviewedGo, WrongOnesAreTold) { ExpectTold(kGoWrong); }
TEST(ReviewedGo, RightOnesAreQuiet) { ExpectQuiet(kGoRight); }
TEST(ReviewedGo, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kGoWrong);
  ReadCutShort(kGoRight);
}

}  // namespace
}  // namespace packrake
