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

// As findings, and not as hints only.
template <std::size_t N>
void ExpectTold(const Program (&programs)[N]) {
  for (const Program& one : programs) EXPECT_TRUE(Sees(RulesIn(one.text), one.rules)) << one.rules << one.text;
}

TEST(Histories, NamesAreNoSecrets) { ExpectQuiet(kNames); }
TEST(Histories, SecretsAreToldStill) { ExpectTold(kSecrets); }

}  // namespace
}  // namespace packrake
