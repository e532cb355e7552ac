#include <gtest/gtest.h>

#include "credential/programs.h"

// What is called a token and is none, or is shown to whom it is meant for; and beside each a token that is shown.
namespace packrake {
namespace {

constexpr Program kUnshown[] = {
    {"", R"p(
def greet(token):
    logger.info("asked, token length: %d", len(token) if token else 0)
)p"},
    {"", R"p(
def create(context):
    token = context.token_info
    user = User(email=token.get("email", None), name=token["name"])
    logger.debug(f"made from JWT: {token}; {user}")
)p"},
    {"", R"p(
import jwt
def list_them():
    gone = Blocklist.query.all()
    for token in gone:
        print(token)
)p"},
    {"", R"p(
class Hall {
  @PostMapping("/info")
  public Reply<Person> info(@RequestHeader("Authorization") String token) {
    return Reply.of(people.byToken(token));
  }
}
)p"},
    {"", R"p(
// the jwt of whoever is logged in
var where = new Uri($"{issuer}/{Known.EndPoints.Jws}");
)p"},
    {"", R"p(
// jwt
function buildActionLink(params) {
  const url = new URL(`${params.base}/auth/email/${params.action}`);
  url.searchParams.set('token', params.token);
  return url.toString();
}
)p"},
    {"", R"p(
# jwt
def _invitation_path(base, token):
    return f'{base}/accept/{token}'
)p"},
    {"", R"p(
function listen() {
  http.post('/tickets').subscribe(next => {
    socket = new WebSocket(`wss://${host}/monitor?jwt=${btoa(next)}`);
  });
}
)p"},
    {"", "localStorage.setItem('demo_token', 'made-up-token-7');\n"},
    {"", "Issues it. <!-- TEST println(accessToken) -->\n"},
};

constexpr Program kShown[] = {
    {"jwt.misuse.token-in-log", R"p(
def greet(access_token):
    logger.info("asked, token: %s", "none" if quiet else access_token)
)p"},
    {"jwt.misuse.token-in-log", R"p(
import jwt
def create(context):
    token = context.get_header()
    user = User(email=asked.get("email", None))
    logger.debug(f"made from JWT: {token}; {user}")
)p"},
    {"jwt.misuse.token-in-log", R"p(
import jwt
def list_them(tokens):
    for token in tokens:
        print(token)
)p"},
    {"jwt.misuse.token-in-log", R"p(
class Hall {
  public Reply<Person> who(@RequestHeader("Authorization") String accessToken) {
    log.info(accessToken);
    return Reply.of(people.byToken(accessToken));
  }
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
// the jwt of whoever is logged in
var where = new Uri($"{issuer}/{session.Jws}");
)p"},
    {"jwt.misuse.token-in-url", R"p(
// jwt
function buildDownload(params) {
  const url = new URL(`${params.base}/files/${params.file}`);
  url.searchParams.set('token', params.token);
  return url.toString();
}
)p"},
    {"jwt.misuse.token-in-url", R"p(
# jwt
def _file_path(base, token):
    return f'{base}/accept/{token}'
)p"},
    {"jwt.misuse.token-in-url", R"p(
# jwt
def reset_view(base, token):
    return requests.get(f'{base}/view?access_token={token}')
)p"},
    {"jwt.misuse.token-in-url", R"p(
function listen() {
  http.post('/log-in').subscribe(next => {
    socket = new WebSocket(`wss://${host}/monitor?jwt=${btoa(next)}`);
  });
}
)p"},
    {"jwt.misuse.web-storage", "localStorage.setItem('demo_token', answer.token);\n"},
};

TEST(NamedAlike, AreLengthsRowsClaimsAndLinks) { ExpectQuiet(kUnshown); }
TEST(NamedAlike, CutShortDoNoHarm) {
  ReadCutShort(kUnshown);
  ReadCutShort(kShown);
}
TEST(NamedAlike, AreTokensWhereTheyAreWhole) { ExpectTold(kShown); }

}  // namespace
}  // namespace packrake
