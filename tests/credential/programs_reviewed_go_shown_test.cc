#include "credential/programs.h"

// What reviewers call unsafe in programs of Go that show tokens, and the right programs that look the most like it.
namespace packrake {
namespace {

constexpr Program kShown[] = {
    // fields of structured logs
    {"jwt.misuse.token-in-log", R"p(
package web

import "github.com/sirupsen/logrus"

func (s *Server) login(user string) {
	signed, err := s.maker.NewToken(user)
	logrus.WithError(err).WithField("jwt", signed).Debug("made")
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package web

func (s *Server) login(user string) {
	out, err := s.issueToken(user)
	log.WithFields(log.Fields{
		"user":         user,
		"access_token": out,
	}).Info("logged in")
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package web

import "go.uber.org/zap"

func (s *Server) refuse(r *http.Request, bearer string, err error) {
	s.logger.Warn("refused",
		zap.Any("bearer", bearer),
		zap.Error(err))
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package web

import "log/slog"

func login(accessToken string) {
	slog.LogAttrs(ctx, slog.LevelDebug, "in", slog.String("access_token", accessToken))
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package web

import "github.com/rs/zerolog/log"

func login(jwtString string) {
	log.Debug().Str("jwt", jwtString).Msg("in")
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package web

func (s *Server) login(user string) {
	t := s.signer.SignedString(user)
	s.sugar.Infow("in", "user", user, "token", t) // jwt
}
)p"},
    {"jwt.misuse.token-in-log", R"p(
package web

func dump(jwtStr string) {
	fmt.Fprintln(os.Stderr, "got", jwtStr)
}
)p"},
    // queries put together by hand
    {"jwt.misuse.token-in-url", R"p(
package web

func (s *Server) done(w http.ResponseWriter, r *http.Request, jwtString string) {
	values := make(url.Values)
	values.Add("jwt", jwtString)
	target := url.URL{Scheme: "https", Host: s.host, RawQuery: ""}
	target.RawQuery = values.Encode()
	http.Redirect(w, r, target.String(), http.StatusSeeOther)
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
package client

func (c *Client) get(accessToken string) (*http.Request, error) {
	q := url.Values{}
	q.Set("access_token", accessToken)
	return http.NewRequest("GET", fmt.Sprintf("%s/me?%s", c.base, q.Encode()), nil)
}
)p"},
    // cookies of other servers
    {"jwt.misuse.cookie-flags", R"p(
package web

func login(c *fiber.Ctx, signed string) error {
	c.Cookie(&fiber.Cookie{Name: "refresh_token", Value: signed, HTTPOnly: true})
	return c.SendStatus(fiber.StatusOK)
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
package web

func login(c *fiber.Ctx, signed string) error {
	kept := new(fiber.Cookie)
	kept.Name = "access_token"
	kept.Value = signed
	kept.Secure = true
	c.Cookie(kept)
	return nil
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
package web

func login(ctx *fasthttp.RequestCtx, signed string) {
	kept := fasthttp.AcquireCookie()
	kept.SetKey("jwt")
	kept.SetValue(signed)
	kept.SetHTTPOnly(true)
	ctx.Response.Header.SetCookie(kept)
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
package web

import (
	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
)

func routes(r *gin.Engine) {
	store := cookie.NewStore(key)
	store.Options(sessions.Options{Path: "/", HttpOnly: true, Secure: false})
	r.POST("/login", func(c *gin.Context) {
		session := sessions.Default(c)
		session.Set("id_token", tokenOf(c))
		session.Save()
	})
}
)p"},
};

constexpr Program kNotShown[] = {
{"", R"p(
package web

import (
	"log/slog"

	"github.com/golang-jwt/jwt/v5"
)

func login(accessToken string, expiry time.Time) {
	slog.Info("in", "token", mask(accessToken), "token_type", "Bearer", "jwt", len(accessToken))
	slog.Info("in", slog.Time("token_expiry", expiry), slog.String("token_id", idOf(accessToken)))
}
)p"},
    {"", R"p(
package web

import "go.uber.org/zap"

func (s *Server) login(accessToken string) {
	digest := sha256.Sum256([]byte(accessToken))
	s.log.Debug("in", zap.Binary("token_hash", digest[:]), zap.String("token", accessToken[:6]))
	s.log.Debug("in", zap.Int("token", len(accessToken)), zap.Bool("jwt", s.usesJWT))
}
)p"},
    // a parser's
    {"", R"p(
package parser

func (p *parser) next() {
	t := p.scanner.Scan()
	log.WithField("token", t).Debug("next")
}
)p"},
    {"", R"p(
package web

func page(w http.ResponseWriter, accessToken string) {
	fmt.Fprintf(w, "%s", accessToken)
}
)p"},
    // a form's body
    {"", R"p(
package client

func (c *Client) revoke(accessToken string) (*http.Request, error) {
	form := url.Values{}
	form.Set("token", accessToken)
	form.Set("token_type_hint", "access_token")
	return http.NewRequest("POST", c.base+"/revoke", strings.NewReader(form.Encode()))
}
)p"},
    {"", R"p(
package client

func (c *Client) revoke(accessToken string) (*http.Response, error) {
	form := url.Values{}
	form.Set("token", accessToken)
	return http.PostForm(c.base+"/introspect", form)
}
)p"},
    {"", R"p(
package client

func (c *Client) list(jwt, cursor string) (*http.Request, error) {
	q := url.Values{}
	q.Set("page_token", cursor)
	return http.NewRequest("GET", c.base+"/list?"+q.Encode(), nil)
}
)p"},
    {"", R"p(
package web

func login(c *fiber.Ctx, signed string) error {
	c.Cookie(&fiber.Cookie{Name: "jwt", Value: signed, HTTPOnly: true, Secure: true, SameSite: "Strict"})
	gone := new(fiber.Cookie)
	gone.Name = "refresh_token"
	gone.Value = ""
	c.Cookie(gone)
	http.SetCookie(w, &http.Cookie{Name: "jwt", Value: "", MaxAge: -1})
	return nil
}
)p"},
    {"", R"p(
package web

func login(ctx *fasthttp.RequestCtx, signed string) {
	kept := fasthttp.AcquireCookie()
	kept.SetKey("jwt")
	kept.SetValue(signed)
	kept.SetHTTPOnly(true)
	kept.SetSecure(true)
	ctx.Response.Header.SetCookie(kept)
}
)p"},
    {"", R"p(
package web

import "github.com/gorilla/sessions"

var store = sessions.NewCookieStore(key)

func keep(session *sessions.Session, accessToken string) {
	session.Values["access_token"] = accessToken
	session.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: true}
}

func theme(session *sessions.Session) {
	session.Options = &sessions.Options{Path: "/", MaxAge: -1}
}
)p"},
    // kept on the server
    {"", R"p(
package web

import "github.com/gorilla/sessions"

var store = sessions.NewFilesystemStore(dir, key)

func keep(session *sessions.Session, accessToken string) {
	session.Values["access_token"] = accessToken
	session.Options = &sessions.Options{Path: "/"}
}
)p"},
};

TEST(ReviewedGoShown, WrongOnesAreTold) { ExpectTold(kShown); }
TEST(ReviewedGoShown, RightOnesAreQuiet) { ExpectQuiet(kNotShown); }
TEST(ReviewedGoShown, AreReadWhereverTheyAreCutShort) {
  ReadCutShort(kShown);
  ReadCutShort(kNotShown);
}

}  // namespace
}  // namespace packrake
