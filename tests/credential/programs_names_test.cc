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

}  // namespace

TEST(Names, OfATokensPrivateKeyAreKnown) {
  ExpectTold(kPrivate);
  ExpectQuiet(kPrivateOfOthers);
}

}  // namespace packrake
