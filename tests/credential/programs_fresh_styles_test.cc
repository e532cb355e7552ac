#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Kinds of programs and settings that were missed when they were written without a look at the rules.
constexpr Program kWrong[] = {
    {"jwt.secret.*", R"p(
package shop.auth;
public enum JwtConstants implements Setting {
    SECRET_KEY("{{random:alnum:24:9173}}"),
    ISSUER("shop");
    private final String value;
    JwtConstants(String value) { this.value = value; }
}
)p"},
    {"jwt.secret.*", R"p(
enum class TokenSetting(val text: String) { ISSUER("shop"), JWT_SECRET("{{random:alnum:24:9174}}") }
)p"},
    {"jwt.secret.*", R"p(
import jwt
JWT_SECRET = \
    "{{random:alnum:24:9171}}"
def token(claims): return jwt.encode(claims, JWT_SECRET, "HS256")
)p"},
    {"jwt.secret.*", "ENV PORT=80 \\\n    JWT_SECRET=\"{{random:alnum:24:9172}}\" \\\n    LOG_LEVEL=\"info\"\n"},
    {"jwt.secret.*", R"p(
package auth

var cfg = &JWTConfig{
	Issuer: "example",
	SigningKey: "{{random:alnum:24:9101}}",
}
)p"},
    {"jwt.secret.*", R"p(
services.Configure<JwtOptions>(o => { o.Issuer = "example"; o.Secret = "{{random:alnum:28:9102}}"; });
)p"},
    {"jwt.secret.*", R"p(
JwtConfig cfg = JwtConfig.builder().issuer("example").secret("{{random:alnum:28:9103}}").build();
)p"},
    {"jwt.secret.*", R"p(
func main() {
	auth := security.New(security.WithIssuer("example"), security.WithSecret("{{random:alnum:24:9104}}"))
	h := NewJWTHandler(WithSigningKey([]byte("{{random:alnum:24:9105}}")))
}
)p"},
    {"jwt.secret.*", R"p(
public interface SecurityConstants {
    String SECRET = "SecretKeyOfSomeTutorial";
    long EXPIRATION_TIME = 864_000_000;
    String TOKEN_PREFIX = "Bearer ";
    String HEADER_STRING = "Authorization";
}
)p"},
    {"jwt.secret.*", R"p(
var jwk = new JsonWebKey { Kty = "oct", K = "{{random:base64url:43:9106}}" };
)p"},
    {"jwt.secret.*", R"p(
{
  "TokenKey": "super secret unguessable key",
  "AllowedHosts": "*"
}
)p"},
    {"jwt.secret.*", "{\n  \"AppSettings\": { \"Token\": \"my top secret key for tokens\" }\n}\n"},
    {"jwt.secret.*", R"p(
<beans>
  <bean id="tokenSigner" class="org.example.jwt.JwtSigner">
    <constructor-arg value="{{random:alnum:30:9107}}"/>
  </bean>
</beans>
)p"},
    {"jwt.secret.*", R"p(
{
  "services": {
    "CoAuthoring": {
      "secret": {
        "inbox": { "string": "{{random:alnum:20:9108}}" }
      }
    }
  }
}
)p"},
    {"jwt.secret.*", "livekit:\n  keys:\n    APIabcdef12: {{random:alnum:40:9109}}\n"},
    {"jwt.secret.*", R"p(
[Service]
Environment="PORT=80" "TOKEN_SIGNING_KEY={{random:alnum:24:9110}}"
)p"},
    {"jwt.secret.*", R"p(
resource "kong_consumer_jwt_auth" "c" {
  algorithm = "HS256"
  key       = "issuer-of-mobile"
  secret    = "{{random:alnum:24:9111}}"
}
)p"},
    {"jwt.secret.*", R"p(
Parameters:
  JwtSecret:
    Type: String
    NoEcho: true
    Default: {{random:alnum:24:9112}}
)p"},
    {"jwt.secret.weak", R"p(
import jwt, time

def sign_now(payload):
    return jwt.encode(payload, str(int(time.time())), algorithm="HS256")
)p"},
    {"jwt.misuse.no-verify", R"p(
object Peek { def claims(t: String) = Jwt.decode(t, JwtOptions(signature = false)) }
)p"},
    {"jwt.misuse.alg-none", "<?php\n$none = Lcobucci\\JWT\\Configuration::forUnsecuredSigner();\n"},
    {"jwt.misuse.no-verify",
     "import 'package:dart_jsonwebtoken/dart_jsonwebtoken.dart';\n"
     "bool isAdmin(String t) => JWT.decode(t).payload['admin'];\n"},
    {"jwt.misuse.no-verify", R"p(
import { jwtDecode } from 'jwt-decode';
export const guard = (req, res, next) => {
  req.user = jwtDecode(req.headers.authorization.slice(7));
  next();
};
)p"},
    {"jwt.secret.*",
     "\xEF\xBB\xBF{\n  \"host\": \"localhost\",\n  \"secret\": \"{{random:alnum:28:9118}}\"\n}\n"},
    {"jwt.secret.fallback", R"p(
const get = require('env-var').get;
module.exports = { jwt: { secret: get('JWT_SECRET').default('{{random:alnum:24:9113}}').asString() } };
)p"},
    {"framework.secret-key", R"p(
export const storage = createCookieSessionStorage({
  cookie: { name: '__session', secrets: ['{{random:alnum:24:9114}}'], httpOnly: true, secure: true },
});
)p"},
    {"jwt.secret.*", R"p(
defmodule App.Guardian do
  use Guardian, otp_app: :app
  def mint(user), do: encode_and_sign(user, %{}, secret: "{{random:alnum:24:9115}}")
end
)p"},
    {"jwt.secret.*", "param jwtSecret string = '{{random:alnum:28:9116}}'\nparam jwtIssuer string = 'example'\n"},
    {"jwt.secret.*", "config:\n  app:jwtSecret: {{random:alnum:28:9117}}\n"},
    {"jwt.misuse.token-in-url", R"p(
passport.use(new JwtStrategy({
  jwtFromRequest: ExtractJwt.fromUrlQueryParameter('token'),
  secretOrKey: config.secret,
}, verify));
)p"},
    {"jwt.misuse.token-in-log", "def show(jwt_value, token)\n  jwt = token\n  puts token\nend\n"},
    {"jwt.misuse.no-verify", R"p(
<?php
function payload(string $jwt): array {
    [$head, $body, $mac] = explode('.', $jwt);
    return json_decode(base64_decode(strtr($body, '-_', '+/')), true);
}
)p"},
    {"jwt.misuse.no-expiry", R"p(
import org.springframework.security.oauth2.jwt.*;
class Decoders {
  JwtDecoder of(String jwks) {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwks).build();
    decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
    return decoder;
  }
}
)p"},
    {"jwt.misuse.mobile-storage", R"p(
final class Session {
  private let store = UserDefaults.standard
  func keep(_ answer: Answer) { store.set(answer.accessToken, forKey: "accessToken") }
}
)p"},
    {"jwt.misuse.no-verify", R"p(
def who(request):
    bearer = request.META.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
    _, body, _ = bearer.split(".")
    padded = body + "=" * (-len(body) % 4)
    return json.loads(base64.urlsafe_b64decode(padded))["sub"]
)p"},
    {"jwt.secret.*", "parameters:\n    env(JWT_SIGNING_SECRET): '{{random:alnum:32:9601}}'\n"},
    {"jwt.secret.*", "env:\n  - name: AUTH__JWT__SIGNINGSECRET\n    value: \"{{random:alnum:32:9602}}\"\n"},
};

constexpr Program kRight[] = {
    {"", R"p(
import org.springframework.security.oauth2.jwt.*;
class Decoders {
  JwtDecoder of(String jwks, String issuer) {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwks).build();
    decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
    return decoder;
  }
}
)p"},
    {"", R"p(
final class Session {
  private let store = Keychain(service: "org.example.shop")
  func keep(_ answer: Answer) throws { try store.set(answer.accessToken, key: "accessToken") }
}
)p"},
    {"", "parameters:\n    env(JWT_SIGNING_SECRET): '%kernel.secret%'\n"},
    {"", R"p(
public enum JwtSetting {
    SECRET_KEY("app.jwt.secret"), HEADER("Authorization"), TOKEN_PREFIX("Bearer ");
    private final String key;
    JwtSetting(String key) { this.key = key; }
}
)p"},
    {"", "FROM debian\nENV JWT_SECRET= \\\n    JWT_AUDIENCE= \\\n    ROLE_CLAIM=\".role-of-people\"\n"},
    {"", R"p(
run="$_arg_folder"/run
export PGRST_JWT_SECRET="@$_arg_folder/jwk.http"
)p"},
    {"", R"p(
import jwt

def generate_jwt(now: int, lifetime: Optional[int], is_hs: bool) -> str:
    return jwt.encode(payload(now, lifetime), key_of(is_hs), algorithm_of(is_hs))

tokens = [generate_jwt(now, None, is_hs) for _ in range(100)]
)p"},
    {"", R"p(
package configuration

const (
	keyJWTSecret              = "jwt_secret"
	ClientAuthPrivateKeyJWT   = "private_key_jwt"
	ClientAuthClientSecretJWT = "client_secret_jwt"
)

var moved = map[string]Deprecation{
	"jwt_lifespan": {
		Key: "identity_validation.reset_password.jwt_lifespan",
	},
}
)p"},
    {"", R"p(
func mail(ctx *Context, uri string, token string) {
	link := fmt.Sprintf("%s/reset?token=%s", uri, token)
	auth := fmt.Sprintf("Bearer %s", token)
}
)p"},
    {"", R"p(
func invite(ctx *Context, uri string, jwt string) {
	link := fmt.Sprintf("%s%s?token=%s", uri, ctx.Endpoint, jwt)
}
)p"},
    {"", R"p(
const options = [
  '[DEPRECATED] Use --jwt-secret instead: This option will be removed in v5.',
  'used when verifying JWTs. if set, private key should be set to the --jwt-secret option',
];
)p"},
    {"", "const TokenKey = 'Admin-Token'\nexport function getToken() { return Cookies.get(TokenKey) }\n"},
    {"", "config:\n  app:jwtSecret:\n    secure: AAABAHNlYWxlZA==\n"},
    {"", R"p(
passport.use(new JwtStrategy({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: key }, verify));
)p"},
    {"", R"p(
class Settings(BaseSettings):
    JWT_SECRET_KEY: SecretStr
    JWT_ISSUER: str = "https://issuer.example.org/"
)p"},
    {"", R"p(
SIMPLE_JWT = {
    "ALGORITHM": "RS256",
    "SIGNING_KEY": env.str("JWT_PRIVATE_KEY", multiline=True),
}
)p"},
    {"", R"p(
Devise.setup do |config|
  config.jwt do |jwt|
    jwt.secret = Rails.application.credentials.devise_jwt_secret_key!
  end
end
)p"},
    {"", R"p(
cookies.signed[:jwt] = { value: token, httponly: true, secure: Rails.env.production? }
)p"},
    {"", R"p(
{
  "JwtSecret": "The secret that is used to sign tokens",
  "TokenKey": "Enter the key of your tokens here"
}
)p"},
    {"", R"p(
resource "aws_ssm_parameter" "jwt_secret" {
  name  = "/example/jwt_secret"
  value = random_password.jwt.result
}
)p"},
    {"", "livekit:\n  keys:\n    APIabcdef12: ${LIVEKIT_SECRET}\n"},
    {"", R"p(
public interface CacheConstants {
    String SECRET = "the-second-level-cache";
    long EXPIRATION_TIME = 864_000_000;
}
)p"},
};

TEST(ProgramsFreshStyles, EachIsSeen) { ExpectSeen(kWrong); }

TEST(ProgramsFreshStyles, TheCompliantOnesAreQuiet) { ExpectQuiet(kRight); }

// A browser decodes a token to show what it says; it decides nothing.
TEST(ProgramsFreshStyles, DecodingToShowIsNoGrave) {
  const auto events = EventsIn(
      "import { jwtDecode } from 'jwt-decode';\n"
      "export const useName = (token: string) => jwtDecode<{ name: string }>(token).name;\n");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].rule, "jwt.misuse.no-verify");
  EXPECT_EQ(events[0].severity, Severity::kLow);
}

TEST(ProgramsFreshStyles, AKeyOfCookiesIsToldFromATokens) {
  const auto cookies = EventsIn("const cookieParser = require('cookie-parser');\napp.use(cookieParser('tasty'));\n");
  ASSERT_EQ(cookies.size(), 1U);
  EXPECT_EQ(cookies[0].rule, "framework.secret-key");
  EXPECT_THAT(cookies[0].signals, ::testing::Contains("cookie-key"));
  EXPECT_THAT(cookies[0].signals, ::testing::Not(::testing::Contains("sink")));
}

TEST(ProgramsFreshStyles, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
