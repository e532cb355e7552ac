#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// What was wrongly told of histories that nobody had tuned the rules to, written anew; beside it what stays told.
constexpr Program kNames[] = {
    // types, not values
    {"", R"p(
use jwt::Claims;
fn configure(cfg: &mut ServiceConfig, jwt_secret: secstr::SecUtf8, mail: MailOptions)
where
    B: Handler + 'static,
{
    cfg.data(jwt_secret);
}
)p"},
    {"", R"p(
pub struct Settings {
  bind: Option<IpAddr>,
  jwt_secret: Option<String>,
  email: Option<EmailConfig>,
}
)p"},
    {"", R"p(
package openapi

func NewMethod(jwtSecretBase64 string, kind string) *Method {
	this := Method{}
	this.JwtSecretBase64 = jwtSecretBase64
	this.Kind = kind
	return &this
}
)p"},
    {"", R"p(
export enum AuthMethod {
  ClientSecretJwt = "clientSecretJwt",
  ClientSecretBasic = "clientSecretBasic",
}
)p"},
    // what a command line was given
    {"", R"p(
package config

func (conf *Config) update(c *cli.Context) {
	if c.String("workers-jwt-secret") != "" {
		conf.Workers.Token.Secret = c.String("workers-jwt-secret")
	}
}
)p"},
    // what a table calls it, what a form shows, and a variable of the environment
    {"", R"p(
const jwt = require("jsonwebtoken");
async function init() {
  const row = store.make("setting");
  row.key = "jwtSecret";
  row.value = hash(random());
  const secretRow = { Key: "jwtSecret" };
}
)p"},
    {"", R"p(
export default {
    session: "Session",
    WebHookUrl: "WebHookUrl",
    SecretKey: "SecretKey",
    "For safety, must use secret key": "For safety, must use secret key",
};
)p"},
    {"", R"p(
{
  "authentication": { "secret": "FEATHERS_AUTH_SECRET", "authStrategies": ["jwt"] },
  "jwt_secret": "APP_AUTH_SECRET"
}
)p"},
    {"", R"p(
services:
  api:
    environment:
      Storage__S3__AccessKey: minioadmin
      Storage__S3__SecretKey: minioadmin
)p"},
    {"", R"p(
jwt:
  expires-time: 7d
wechat:
  appID: "wx51a7f3c2"
  appSecret: "someapps3cr3tsomeapps3cr3t"
)p"},
    {"", R"p(
JWT_SECRET=00000000-0000-0000-0000-000000000000
)p"},
    {"", R"p(
public static class Constants
{
    public const string JwtRequestClientKey = "app.jwtrequests.client";
}
)p"},
};

constexpr Program kSecrets[] = {
    {"jwt.secret*", R"p(
jwt_secret: se::cret-Xw41
)p"},
    {"jwt.secret*", R"p(
public static class Constants
{
    public const string JwtKey = "my.signing.secret.of.mine";
}
)p"},
};

constexpr Program kChecked[] = {
    // Elixir: one function asks for the form, another verifies
    {"", R"p(
defmodule App.Verification do
  def verify(token, secret) do
    with :ok <- check_form(token),
         {:ok, signer} <- signer_of(secret) do
      App.Token.verify_and_validate(token, signer)
    end
  end

  defp check_form(token) do
    case Joken.peek_claims(token) do
      {:ok, claims} when is_map(claims) -> :ok
      _ -> :error
    end
  end
end
)p"},
    // the caller's choice, and an expired token to be made anew
    {"", R"p(
public class TokenValidator
{
    public ClaimsPrincipal Validate(string jwt, SecurityKey key, string audience = null)
    {
        var parameters = new TokenValidationParameters { IssuerSigningKey = key, ValidIssuer = _issuer };
        if (audience.IsPresent())
        {
            parameters.ValidAudience = audience;
        }
        else
        {
            parameters.ValidateAudience = false;
        }
        return new JwtSecurityTokenHandler().ValidateToken(jwt, parameters, out var token);
    }

    private ClaimsPrincipal GetPrincipalFromExpiredToken(string token)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKey = _key, ValidIssuer = _issuer, ValidAudience = _audience,
            ValidateLifetime = false
        };
        return new JwtSecurityTokenHandler().ValidateToken(token, parameters, out var found);
    }
}
)p"},
    // only its age was wrong
    {"", R"p(
const jwt = require('jsonwebtoken')
function renew(req, res, next) {
  passport.authenticate('jwt', { session: false }, async (err, user, info) => {
    if (info instanceof Error && info.name === 'TokenExpiredError' && isRecent(info.expiredAt)) {
      const payload = jwt.decode(extractToken(req))
      user = await users.refresh(payload.id)
    }
    next()
  })(req, res, next)
}
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken')
function renew(token, keys) {
  const options = { audience: 'wiki', issuer: 'urn:wiki', algorithms: ['RS256'], ignoreExpiration: true }
  const decoded = jwt.verify(token, keys.public, options)
  if (now() - WINDOW > decoded.exp) throw new Error('too old')
  return decoded
}
)p"},
    // a parser of the program's own
    {"", R"p(
package org.example.auth;

import io.jsonwebtoken.lang.Strings;
import org.example.jwt.AcmeJwtParser;

public class TokenManager {
    private volatile AcmeJwtParser jwtParser;
    void init(String encoded) { this.jwtParser = new AcmeJwtParser(encoded); }
    public User parseToken(String token) { return jwtParser.parse(token); }
}
)p"},
    {"", R"p(
import com.nimbusds.jose.JWSObject;
public class Access implements ReactiveAuthorizationManager<AuthorizationContext> {
    public Mono<AuthorizationDecision> check(Mono<Authentication> who, AuthorizationContext context) {
        JWSObject jws = JWSObject.parse(bare(context.getExchange().getRequest()));
        return decide(jws.getPayload().toString());
    }
}
)p"},
    // a client that asks how long its token lasts
    {"", R"p(
package radio

import "github.com/lestrrat-go/jwx/v2/jwt"

func (c *client) token(result answer) (string, error) {
	token, err := jwt.ParseString(result.JWT, jwt.WithVerify(false), jwt.WithValidate(false))
	if err != nil {
		return "", err
	}
	ttl := time.Until(token.Expiration()) - time.Minute
	c.keep(result.JWT, ttl)
	return result.JWT, nil
}
)p"},
    {"", R"p(
public class IdentityClient
{
    private JObject _claims;
    protected string AccessToken { get; private set; }
    protected bool NeedsRefresh()
    {
        var parts = AccessToken.Split('.');
        var bytes = Base64UrlDecode(parts[1]);
        _claims = JObject.Parse(Encoding.UTF8.GetString(bytes)); // of the JWT
        return Epoch(_claims["exp"].Value<long>()) < Now();
    }
}
)p"},
    // a client's own token, straight from the token endpoint
    {"", R"p(
use openidconnect::OAuth2TokenResponse;
fn claims_of(name: &str, token: &str) -> Result<Claims> {
    match jsonwebtoken::dangerous::insecure_decode::<Claims>(token) {
        Ok(found) => Ok(found.claims),
        Err(e) => Err(e.into()),
    }
}
pub async fn redeem(code: &str) -> Result<User> {
    let response = client.exchange_code(code, nonce).await?;
    claims_of("access_token", response.access_token().secret())
}
)p"},
};

constexpr Program kUnchecked[] = {
    {"jwt.misuse.no-verify", R"p(
package org.example.auth;

import io.jsonwebtoken.*;

public class TokenManager {
    private JwtParser jwtParser;
    void init(String key) { this.jwtParser = Jwts.parser().setSigningKey(key); }
    public Object parseToken(String token) { return jwtParser.parse(token).getBody(); }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
package api

import "github.com/lestrrat-go/jwx/v2/jwt"

func user(raw string) (string, error) {
	token, err := jwt.ParseString(raw, jwt.WithVerify(false), jwt.WithValidate(false))
	if err != nil {
		return "", err
	}
	return token.Subject(), nil
}
)p"},
    {"jwt.misuse.no-verify", R"p(
defmodule App.Auth do
  def user_of(token) do
    {:ok, claims} = Joken.peek_claims(token)
    App.Users.get(claims["sub"])
  end
end
)p"},
    {"jwt.misuse.no-verify", R"p(
const jwt = require('jsonwebtoken')
app.get('/me', (req, res) => {
  const payload = jwt.decode(req.headers.authorization.split(' ')[1])
  res.json(users.find(payload.id))
})
)p"},
    {"jwt.misuse.no-audience", R"p(
public class TokenValidator
{
    public ClaimsPrincipal Validate(string jwt, SecurityKey key, string audience = null)
    {
        var parameters = new TokenValidationParameters { IssuerSigningKey = key, ValidIssuer = _issuer };
        if (Settings.Strict)
        {
            parameters.ValidAudience = _audience;
        }
        else
        {
            parameters.ValidateAudience = false;
        }
        return new JwtSecurityTokenHandler().ValidateToken(jwt, parameters, out var token);
    }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
import jwt
def read(token):
    return jwt.decode(token, options={"verify_signature": bool(0)})["sub"]
)p"},
    {"jwt.misuse.no-expiry", R"p(
const jwt = require('jsonwebtoken')
function read(token) {
  const options = { audience: 'wiki', issuer: 'urn:wiki', algorithms: ['RS256'], ignoreExpiration: true }
  return jwt.verify(token, keys.public, options)
}
)p"},
};

constexpr Program kResults[] = {
    // the result of a tool
    {"", R"p(
#include <getopt.h>
#include <jwt.h>
int main(int argc, char **argv) {
  int oc = getopt_long(argc, argv, "ha:", options, NULL);
  char *token = jwt_builder_generate(builder);
  printf("%s\n", token);
}
)p"},
    {"", R"p(
@manager.option('-u', '--user', dest='user')
def create(user):
    jwt = create_token(user)
    print("Your JWT is: {jwt}".format(jwt=jwt))
)p"},
    // of one use, in a link
    {"", R"p(
import logging
import jwt
logger = logging.getLogger(__name__)
def accept(token, org):
    try:
        user_id = validate_token(token)
    except BadSignature:
        logger.exception("Failed to verify invite token: %s, org=%s", token, org)
        return render("error.html", message="Your invite link is invalid.")
)p"},
    {"", R"p(
import org.ietf.jgss.GSSContext;
public class Negotiator {
    byte[] step(GSSContext context, String token) {
        log.debug("Kerberos token: {}", token);
        return context.initSecContext(Base64.decode(token));
    }
}
)p"},
    {"", R"p(
const jwt = require('jsonwebtoken')
const send = (accessToken, text) => post(`https://oapi.dingtalk.com/robot/send?access_token=${accessToken}`, text)
)p"},
    // a row of a table, and a function of the program's own
    {"", R"p(
class TokenHandler(BaseHandler):
    def get(self, access_token):
        orm_token = self.db.query(Token).filter(Token.id == id).first()
        self.log.warning("%s has no user. Deleting...", orm_token)
        raise web.HTTPError(404, "Token not found %s", orm_token)

    def done(self, token):
        self.auth.set_cookie(self, token)
)p"},
};

constexpr Program kShown[] = {
    {"jwt.misuse.token-in-log", R"p(
import logging
log = logging.getLogger(__name__)
def login(user):
    access_token = issue(user)
    log.warning("%s", access_token)
)p"},
};

TEST(Histories, NamesAreNoSecrets) { ExpectQuiet(kNames); }
TEST(Histories, SecretsAreToldStill) { ExpectTold(kSecrets); }
TEST(Histories, WhatIsCheckedOrDecidesNothingIsQuiet) { ExpectQuiet(kChecked); }
TEST(Histories, WhatIsReadForALogDecidesNothing) {
  EXPECT_THAT(RulesIn(R"p(
defmodule App.Socket do
  defp log_rejected(msg, token) do
    case Joken.peek_claims(token) do
      {:ok, claims} -> Logger.error(msg, sub: Map.get(claims, "sub"))
      _ -> Logger.error(msg)
    end
  end
end
)p"),
              ::testing::IsEmpty());
}

TEST(Histories, WhatIsNotCheckedIsToldStill) { ExpectTold(kUnchecked); }
TEST(Histories, ResultsAndLinksAreQuiet) { ExpectQuiet(kResults); }
TEST(Histories, TokensInLogsAreToldStill) { ExpectTold(kShown); }

TEST(Histories, CutShortDoNoHarm) {
  ReadCutShort(kNames);
  ReadCutShort(kSecrets);
  ReadCutShort(kChecked);
  ReadCutShort(kUnchecked);
  ReadCutShort(kResults);
  ReadCutShort(kShown);
}

}  // namespace
}  // namespace packrake
