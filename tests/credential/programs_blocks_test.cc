#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// Settings whose value stands below or within what names it, and code that documentation shows.
constexpr Program kWrong[] = {
    {"jwt.secret.config", R"p(
jwt:
  issuer: shop
  secret: >-
    {{random:alnum:40:22001}}
  ttl: 15m
)p"},
    {"jwt.secret.config", R"p(
jwt:
  secret: |
    {{random:alnum:40:22002}}
)p"},
    {"jwt.secret.config", R"p(
[jwt]
secret = """
{{random:alnum:40:22003}}"""
)p"},
    {"jwt.secret.config", R"p(
server.port = 80
jwt.secret = \
  {{random:alnum:40:22004}}
)p"},
    {"jwt.secret.config", R"p(
<?xml version="1.0"?>
<configuration>
  <jwt>
    <issuer>shop</issuer>
    <secret>{{random:alnum:30:22005}}</secret>
  </jwt>
</configuration>
)p"},
    {"jwt.secret.config", R"p(
<settings>
  <jwtSecret><![CDATA[{{random:alnum:30:22006}}]]></jwtSecret>
</settings>
)p"},
    {"jwt.secret.config", R"p(
<plist version="1.0">
<dict>
	<key>JWTSecret</key>
	<string>{{random:alnum:30:22007}}</string>
</dict>
</plist>
)p"},
    {"jwt.secret.config", R"p(
using Microsoft.Extensions.Configuration;
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> {
    {"Jwt:Issuer", "shop"},
    {"Jwt:Key", "{{random:alnum:32:22012}}"},
});
)p"},
    {"jwt.secret.config", R"p(
services:
  - envVars:
      - key: JWT_SECRET
        value: {{random:alnum:24:22014}}
)p"},
    {"jwt.secret.config", R"p(
INSERT INTO settings (name, value) VALUES ('jwt_secret', '{{random:alnum:24:22015}}');
)p"},
    {"jwt.secret.config", R"p(
class Settings { Map<String, String> all = Map.of("jwt.secret", "{{random:alnum:24:22016}}", "port", "80"); }
)p"},
    {"jwt.secret.config", R"p(
{"scripts": {"start": "docker run -e 'JWT_SECRET={{random:alnum:24:22013}}' shop/api"}}
)p"},
    {"jwt.secret.fallback", R"p(
services:
  api:
    environment:
      - JWT_SECRET=${JWT_SECRET-{{random:alnum:24:22008}}}
)p"},
    {"jwt.secret.config", R"p(
API_TOKEN_SALT={{random:base64:16:22009}}
)p"},
    {"jwt.secret.call", R"p(
def read(jwt):
    """Reads a token.

    >>> token = jwt.encode({"a": 1}, "{{random:alnum:24:22010}}",
    ...                    algorithm="HS256")
    >>> read(token)
    {'a': 1}
    """
)p"},
    {"jwt.secret.comment", R"p(
/**
 * Signs a token:
 * <blockquote>
 *   Algorithm algorithm = Algorithm.HMAC256("{{random:alnum:24:22011}}");
 * </blockquote>
 */
class Signer {}
)p"},
};

constexpr Program kRight[] = {
    {"", R"p(
jwt:
  public: |
    -----BEGIN PUBLIC KEY-----
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA
    -----END PUBLIC KEY-----
  secret: |
    first line of a text about the secret
    and its second line
)p"},
    {"", R"p(
jwt.secret = \
  ${JWT_SECRET}
)p"},
    {"", R"p(
<jwt>
  <algorithm>HS256</algorithm>
  <secret>${jwt.secret}</secret>
</jwt>
<mail>
  <secret>{{random:alnum:30:22021}}</secret>
</mail>
)p"},
    {"", R"p(
<key>JWTSecret</key>
<string>$(JWT_SECRET)</string>
)p"},
    {"", R"p(
INSERT INTO settings (name, value) VALUES ('jwt_issuer', 'shop'), ('jwt_secret_path', '/run/secrets/jwt');
INSERT INTO columns VALUES ('jwt_secret', 'text', 'not null');
)p"},
    {"", R"p(
env:
  - key: JWT_SECRET
    fromSecret: jwt
  - key: region
    value: eu-central-1
)p"},
    {"", R"p(
import os
if not os.getenv("JWT_SECRET"):
    raise RuntimeError("JWT_SECRET must be set, e.g. 'JWT_SECRET=abcdef'")
)p"},
    {"", R"p(
environment:
  - JWT_SECRET=${JWT_SECRET-}
  - JWT_ISSUER=${JWT_ISSUER-shop}
)p"},
    {"", R"p(
def read(token):
    """Reads a token.

    >>> read(os.environ["JWT"])
    {'secret': 'none of yours'}
    """
)p"},
};

// A block, and then blanks to the end of the text.
TEST(ProgramsBlocks, AreReadUpToTheEndOfTheText) {
  const std::string block = "jwt_secret: |\n  kT9xw2Lm4qPz\n";
  for (const char* end : {"", "    ", "\t", "\n   "})
    EXPECT_TRUE(Sees(RulesIn(block + end), "jwt.secret.config")) << "ends in '" << end << "'";
}

TEST(ProgramsBlocks, AreSeen) { ExpectSeen(kWrong); }

TEST(ProgramsBlocks, OfGoodKindAreQuiet) {
  for (const Program& one : kRight) EXPECT_THAT(RulesIn(one.text), ::testing::IsEmpty()) << one.text;
}

TEST(ProgramsBlocks, CutShortDoNoHarm) {
  ReadCutShort(kWrong);
  ReadCutShort(kRight);
}

}  // namespace
}  // namespace packrake
