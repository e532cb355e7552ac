#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// What blind judges of programs in Go, Ruby, PHP, Rust, Elixir, C, C++ and Perl missed or saw told wrongly, written anew.
constexpr Program kSecrets[] = {
    {"framework.secret-key", R"p(
package web
import "github.com/gorilla/securecookie"
var notes = securecookie.New(
	[]byte("{{random:alnum:32:1}}"),
	nil)
)p"},
    {"framework.secret-key", R"p(
package web
import "github.com/gorilla/sessions"
var seats = sessions.NewCookieStore([]byte("{{random:alnum:32:2}}"))
)p"},
    {"framework.secret-key", R"p(
package web
import "github.com/gorilla/sessions"
var seats = sessions.NewFilesystemStore("/var/lib/seats", []byte("{{random:alnum:32:10}}"))
)p"},
    {"framework.secret-key", R"p(
package web
import "github.com/gin-contrib/sessions"
import "github.com/gin-contrib/sessions/cookie"
func Use(r *gin.Engine) { r.Use(sessions.Sessions("seat", cookie.NewStore([]byte("{{random:alnum:32:3}}")))) }
)p"},
    {"framework.secret-key", R"p(
use actix_session::{storage::CookieSessionStore, SessionMiddleware};
use actix_web::cookie::Key;
fn layer() -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::new(CookieSessionStore::default(), Key::from(b"{{random:alnum:64:4}}"))
}
)p"},
    {"framework.secret-key", R"p(
use Mojolicious::Lite;
app->secrets(['{{random:alnum:24:5}}']);
get '/' => 'index';
app->start;
)p"},
    {"jwt.secret.*", R"p(
use Crypt::JWT qw(encode_jwt);
Readonly my $SEAL => '{{random:alnum:24:6}}';
sub pass { return encode_jwt(payload => { sub => shift }, alg => 'HS256', key => $SEAL) }
)p"},
    {"jwt.secret.*", R"p(
use JSON::WebToken;
use constant {
    TTL  => 300,
    SEAL => '{{random:alnum:24:7}}',
};
print JSON::WebToken->encode({ sub => 'desk', exp => time + TTL }, SEAL, 'HS256');
)p"},
    {"jwt.secret.*", R"p(
require 'json/jwt'
def receipt(id)
  JSON::JWT.new(iss: 'till', id: id, exp: 2.minutes.from_now).sign('{{random:alnum:24:8}}', :HS256).to_s
end
)p"},
    {"jwt.secret.*", R"p(
package edge
import "github.com/golang-jwt/jwt/v5"
const product = "orchard-gate"
func key() []byte {
	digest := sha256.Sum256([]byte(product))
	return digest[:]
}
func pass(id string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": id}).SignedString(key())
}
)p"},
    {"jwt.secret.weak", R"p(
use Mojo::JWT;
sub copy_pass { my $seal = int(time); return Mojo::JWT->new(claims => { page => 1 }, secret => $seal)->encode }
)p"},
};

constexpr Program kSafeSecrets[] = {
    {"", R"p(
package web
import "github.com/gorilla/securecookie"
var notes = securecookie.New(securecookie.GenerateRandomKey(64), securecookie.GenerateRandomKey(32))
)p"},
    {"", R"p(
use actix_session::{storage::CookieSessionStore, SessionMiddleware};
use actix_web::cookie::Key;
fn layer(secret: &[u8]) -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::new(CookieSessionStore::default(), Key::from(secret))
}
)p"},
    {"", R"p(
use Mojolicious::Lite;
app->secrets([$ENV{SEALS}]);
app->start;
)p"},
    {"", R"p(
use Crypt::JWT qw(encode_jwt);
use constant { TTL => 300, ALG => 'HS256' };
Readonly my $SEAL => $ENV{DESK_JWT_SEAL};
sub pass { return encode_jwt(payload => { sub => shift }, alg => ALG, key => $SEAL, relative_exp => TTL) }
)p"},
    // the signature, and not the key, is what a package checks itself with
    {"", R"p(
package jose
import "github.com/golang-jwt/jwt/v5"
const known = "{{random:alnum:43:9}}"
func SelfCheck(text string, key []byte) error {
	signature, err := base64.RawURLEncoding.DecodeString(known)
	if err != nil {
		return err
	}
	return jwt.SigningMethodHS256.Verify(text, signature, key)
}
)p"},
    // what a store calls its entry, behind whose it is
    {"", R"p(
#include "nvs.h"
#define NVS_KEY_JWT_SECRET "jwt_secret"
esp_err_t load(nvs_handle_t h, unsigned char *out, size_t *n) { return nvs_get_blob(h, NVS_KEY_JWT_SECRET, out, n); }
)p"},
    {"", R"p(
use Mojo::JWT;
sub pass { my $time = shift; return Mojo::JWT->new(claims => { page => 1 }, secret => $time)->encode }
)p"},
};

constexpr Program kShown[] = {
    {"jwt.misuse.token-in-log", R"p(
#include "esp_log.h"
static const char *TAG = "cloud";
void renewed(const char *session_jwt) { ESP_LOGI(TAG, "renewed: %s", session_jwt); }
)p"},
    {"jwt.misuse.token-in-log", R"p(
#include <zephyr/logging/log.h>
void renewed(const char *session_jwt) { LOG_INF("renewed: %s", session_jwt); }
)p"},
    {"jwt.misuse.token-in-log", R"p(
#include <ArduinoJson.h>
void renewed(const String& access_token) { Serial.println(access_token); }
)p"},
    {"jwt.misuse.token-in-log", R"p(
#include <jwt-cpp/jwt.h>
void shown(std::istream& in) {
  std::string token;
  in >> token;
  std::cout << token << '\n';
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
use actix_web::HttpResponse;
fn welcome(access_token: &str) -> HttpResponse {
    HttpResponse::Found().insert_header(("Location", format!("/welcome?token={access_token}"))).finish()
}
)p"},
    {"jwt.misuse.cookie-flags", R"p(
post '/pass' do
  token = JWT.encode({ sub: params['id'] }, settings.seal, 'HS256')
  response.set_cookie('jwt', value: token, path: '/', httponly: false, secure: true)
end
)p"},
    {"jwt.misuse.cookie-flags", R"p(
def remember(response, jwt)
  response.set_cookie(:access_token, { value: jwt, path: '/' })
end
)p"},
    {"jwt.misuse.plain-http", R"p(
use LWP::UserAgent;
use constant HOST => 'desk.library.org';
my $answer = LWP::UserAgent->new->get('http://' . HOST . '/lent', Authorization => "Bearer $jwt");
)p"},
    {"jwt.misuse.mobile-storage", R"p(
use std::fs;
fn keep(token: &str) -> std::io::Result<()> { fs::write("session.jwt", token) }
)p"},
};

constexpr Program kSafeShown[] = {
    {"", R"p(
#include <jwt-cpp/jwt.h>
std::vector<std::string> words(std::istream& in) {
  std::vector<std::string> out;
  for (std::string token; in >> token;) {
    std::cout << token << '\n';
    out.push_back(token);
  }
  return out;
}
)p"},
    {"", R"p(
#include <jwt-cpp/jwt.h>
void fields(std::istringstream line) {
  std::string token;
  while (std::getline(line, token, ';')) std::cout << token << std::endl;
}
)p"},
    {"", R"p(
use tracing::debug;
fn tick(jwt_issuer: &str) {
    let idempotency_token = Uuid::new_v4();
    debug!(id = %idempotency_token, "tick");
}
)p"},
    // the file that a command line was asked for
    {"", R"p(
use clap::Parser;
use std::fs;
fn main() -> anyhow::Result<()> {
    let token = mint(&Args::parse())?;
    fs::write("out.jwt", &token)?;
    Ok(())
}
)p"},
    {"", R"p(
post '/pass' do
  token = JWT.encode({ sub: params['id'] }, settings.seal, 'HS256')
  response.set_cookie('jwt', value: token, path: '/', httponly: true, secure: true)
end
)p"},
    {"", R"p(
use LWP::UserAgent;
use constant HOST => 'localhost';
my $answer = LWP::UserAgent->new->get('http://' . HOST . '/lent', Authorization => "Bearer $jwt");
)p"},
};

constexpr Program kUnchecked[] = {
    {"jwt.misuse.broad-audience", R"p(
package mobile
import "github.com/golang-jwt/jwt/v5"
func broadcast(key []byte) (string, error) {
	claims := jwt.RegisteredClaims{Issuer: "preview", Audience: jwt.ClaimStrings{"*"}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
)p"},
    {"jwt.misuse.broad-audience", R"p(
package mobile
import "github.com/golang-jwt/jwt/v5"
func broadcast(key []byte) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "all", "aud": "*"}).SignedString(key)
}
)p"},
    // what is verified is the first token, and what is only read the second
    {"jwt.misuse.no-verify", R"p(
package gate
import "github.com/golang-jwt/jwt/v5"
func peek(raw string) *jwt.Token {
	token, _, _ := jwt.NewParser().ParseUnverified(raw, &jwt.RegisteredClaims{})
	return token
}
func verify(raw string) error {
	_, err := jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, keyOf)
	return err
}
func admit(first, second string) *jwt.Token {
	raw := first
	peek(raw)
	verify(raw)
	raw = second
	return peek(raw)
}
)p"},
};

constexpr Program kChecked[] = {
    {"", R"p(
package mobile
import "github.com/golang-jwt/jwt/v5"
func pass(key []byte) (string, error) {
	claims := jwt.RegisteredClaims{Issuer: "preview", Audience: jwt.ClaimStrings{"reader"}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
)p"},
    {"", R"p(
package gate
import "github.com/golang-jwt/jwt/v5"
func peek(raw string) *jwt.Token {
	token, _, _ := jwt.NewParser().ParseUnverified(raw, &jwt.RegisteredClaims{})
	return token
}
func verify(raw string) error {
	_, err := jwt.ParseWithClaims(raw, &jwt.RegisteredClaims{}, keyOf)
	return err
}
func admit(raw string) *jwt.Token {
	if verify(raw) != nil {
		return nil
	}
	return peek(raw)
}
)p"},
};

TEST(JudgedPolyglot, SecretsAreTold) { ExpectTold(kSecrets); }
TEST(JudgedPolyglot, SafeSecretsAreQuiet) { ExpectQuiet(kSafeSecrets); }
TEST(JudgedPolyglot, ShownTokensAreTold) { ExpectTold(kShown); }
TEST(JudgedPolyglot, SafelyShownTokensAreQuiet) { ExpectQuiet(kSafeShown); }
TEST(JudgedPolyglot, UncheckedTokensAreTold) { ExpectTold(kUnchecked); }
TEST(JudgedPolyglot, CheckedTokensAreQuiet) { ExpectQuiet(kChecked); }
TEST(JudgedPolyglot, CutShortDoNoHarm) {
  ReadCutShort(kSecrets);
  ReadCutShort(kSafeSecrets);
  ReadCutShort(kShown);
  ReadCutShort(kSafeShown);
  ReadCutShort(kUnchecked);
  ReadCutShort(kChecked);
}

}  // namespace
}  // namespace packrake
