#include <gtest/gtest.h>

#include "credential/programs.h"

namespace packrake {
namespace {

// A key that signs tokens, by the name of what it signs.
constexpr Program kPrivate[] = {
    {"jwt.secret*", R"p(
AUTH_TOKEN_PRIVATE_KEY={{random:alnum:24:42001}}
)p"},
    {"jwt.secret*", R"p(
AUTH_TOKEN_PRIVATE_KEY_2={{random:alnum:24:42002}}
)p"},
    {"jwt.secret*", R"p(
auth:
  tokenPrivateKey: {{random:alnum:24:42003}}
)p"},
    {"jwt.secret*", R"p(
AUTH_TOKEN_SECRET={{random:alnum:24:42004}}
)p"},
    {"jwt.secret*", R"p(
authTokenKey = "{{random:alnum:24:42005}}"
)p"},
};
constexpr Program kPrivateOfOthers[] = {
    {"", R"p(
AUTH_TOKEN_PRIVATE_KEY=/etc/keys/private.pem
AUTH_TOKEN_PRIVATE_KEY_PATH={{random:alnum:24:42006}}
)p"},
    {"", R"p(
AUTH_TOKEN_PRIVATE_KEY=${AUTH_TOKEN_PRIVATE_KEY}
)p"},
};

// Entries of a map whose key and value a word or an arrow joins.
constexpr Program kPairs[] = {
    {"jwt.secret*", R"p(
class T {
  val properties = mapOf("jwt.secret" to "{{random:alnum:24:42101}}", "jwt.ttl" to "60")
}
)p"},
    {"jwt.secret*", R"p(
fun start() {
  environment { config = MapApplicationConfig("ktor.environment" to "test", "jwt.secret" to "{{random:alnum:24:42102}}") }
}
)p"},
    {"jwt.secret*", R"p(
object T {
  val properties = Map("jwt.secret" -> "{{random:alnum:24:42103}}", "jwt.ttl" -> "60")
}
)p"},
};
constexpr Program kPairsOfOthers[] = {
    {"", R"p(
class T {
  val properties = mapOf("jwt.issuer" to "{{random:alnum:24:42104}}", "jwt.secret" to System.getenv("S"))
}
)p"},
    {"", R"p(
class T {
  val columns = listOf("jwtKey" to "jwt_key", "jwt secret" to "a page about secrets")
}
)p"},
};

}  // namespace

TEST(Names, OfATokensPrivateKeyAreKnown) {
  ExpectTold(kPrivate);
  ExpectQuiet(kPrivateOfOthers);
}

TEST(Names, CutShortDoNoHarm) {
  ReadCutShort(kPrivate);
  ReadCutShort(kPrivateOfOthers);
  ReadCutShort(kPairs);
  ReadCutShort(kPairsOfOthers);
}

TEST(Names, InPairsOfKotlinAndScalaAreSettings) {
  ExpectTold(kPairs);
  ExpectQuiet(kPairsOfOthers);
}

}  // namespace packrake
