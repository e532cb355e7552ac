#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "credential/code_text.h"

// The systems that the rule against disclosed JWT secrets names, each in its wrong forms and in its right ones.
namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct System {
  const char* name;
  const char* program;
};

void PrintTo(const System& system, std::ostream* out) { *out << system.name; }

class Discloses : public ::testing::TestWithParam<System> {};
class Keeps : public ::testing::TestWithParam<System> {};

bool SeesSecret(std::string_view program) {
  const auto ids = RulesIn(program);
  return Sees(ids, "jwt.secret.call") || Sees(ids, "jwt.secret.flow") || Sees(ids, "jwt.secret.framework-setting") ||
         Sees(ids, "jwt.key.sink");
}

TEST_P(Discloses, IsSeen) { EXPECT_TRUE(SeesSecret(GetParam().program)) << GetParam().program; }

TEST_P(Discloses, IsSeenWithItsIndentationLost) {
  const std::string flat = WithoutIndentation(GetParam().program);
  EXPECT_TRUE(SeesSecret(flat)) << flat;
}

TEST_P(Keeps, IsQuiet) { EXPECT_THAT(RulesIn(GetParam().program), IsEmpty()) << GetParam().program; }

TEST_P(Keeps, IsQuietWithItsIndentationLost) {
  const std::string flat = WithoutIndentation(GetParam().program);
  EXPECT_THAT(RulesIn(flat), IsEmpty()) << flat;
}

constexpr System kDisclosing[] = {
    {"FlaskItem", R"(
from flask import Flask
app = Flask(__name__)
app.config['JWT_SECRET_KEY'] = '{{random:alnum:16:1}}'
)"},
    {"FlaskCurrentApp", R"(
from flask import current_app
def configure():
    current_app.config["JWT_SECRET_KEY"] = "{{random:alnum:16:2}}"
)"},
    {"FlaskUpdateKeyword", R"(
app.config.update(
    DEBUG=False,
    JWT_SECRET_KEY="{{random:alnum:16:3}}",
)
)"},
    {"FlaskUpdateDictionary", R"(app.config.update({"JWT_SECRET_KEY": "{{random:alnum:16:4}}"}))"},
    {"FlaskFromMapping", R"(app.config.from_mapping(SQLALCHEMY_ECHO=False, JWT_SECRET_KEY="{{random:alnum:16:5}}"))"},
    {"FlaskSetDefault", R"(app.config.setdefault("JWT_SECRET_KEY", "{{random:alnum:16:6}}"))"},
    {"FlaskClassAttribute", R"(
class Production(Config):
    JWT_SECRET_KEY = "{{random:alnum:16:7}}"
    JWT_HEADER_TYPE = "Bearer"
)"},
    {"FlaskOneAssignmentAway", R"(
key = "{{random:alnum:16:8}}"
app.config['JWT_SECRET_KEY'] = key
)"},
    {"FastApiJoseLiteral", R"(
from fastapi import FastAPI
from jose import jwt
app = FastAPI()
@app.post("/login")
async def login(data: dict):
    return {"token": jwt.encode(data, "{{random:alnum:16:9}}", algorithm="HS256")}
)"},
    {"FastApiJoseOneAssignmentAway", R"(
from jose import jwt
def create_access_token(data: dict):
    to_encode = data.copy()
    return jwt.encode(to_encode, SECRET_KEY, algorithm="HS256")
SECRET_KEY = "{{random:alnum:16:10}}"
)"},
    {"FastApiJosePrivateKeyCutShort", R"(
from jose import jwt
private_key = """-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA...
-----END RSA PRIVATE KEY-----"""
def create_access_token(data: dict):
    return jwt.encode(data, private_key, algorithm="RS256")
)"},
    {"FastApiPyJwtLiteral", R"(
import jwt
def create_access_token(data: dict):
    encoded = jwt.encode(payload=data, key="{{random:alnum:16:11}}", algorithm="HS256")
    return encoded
)"},
    {"FastApiPyJwtOneAssignmentAway", R"(
import jwt
def create_access_token(data: dict):
    secret = "{{random:alnum:16:12}}"
    return jwt.encode(data, secret, algorithm="HS256")
)"},
    {"FastApiPyJwtPrivateKey", R"(
import jwt
def create_access_token(data: dict):
    private_key = b"-----BEGIN PRIVATE KEY-----\nMIIEpAIB...\n-----END PRIVATE KEY-----"
    return jwt.encode(data, private_key, algorithm="RS256")
)"},
    {"DjangoSimpleJwt", R"(
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
    "ALGORITHM": "HS256",
    "SIGNING_KEY": "{{random:alnum:16:13}}",
    "VERIFYING_KEY": "",
}
)"},
    {"DjangoSimpleJwtOneAssignmentAway", R"(
signing = "{{random:alnum:16:14}}"
SIMPLE_JWT = {
    'SIGNING_KEY': signing,
}
)"},
};
INSTANTIATE_TEST_SUITE_P(Systems, Discloses, ::testing::ValuesIn(kDisclosing),
                         [](const auto& row) { return std::string(row.param.name); });

constexpr System kKeeping[] = {
    {"FlaskEnvironment", R"(
import os
app.config['JWT_SECRET_KEY'] = os.environ["JWT_SECRET_KEY"]
)"},
    {"FlaskEnvironmentOneAssignmentAway", R"(
import os
secret_key = os.environ.get("JWT_SECRET_KEY")
app.config['JWT_SECRET_KEY'] = secret_key
)"},
    {"FlaskNameThatNothingSets", "app.config['JWT_SECRET_KEY'] = secret_key"},
    {"FlaskVault", R"(
client = hvac.Client(url=VAULT)
secret = client.secrets.kv.read_secret_version(path="jwt")["data"]["data"]["key"]
app.config["JWT_SECRET_KEY"] = secret
)"},
    {"FastApiJoseEnvironment", R"(
import os
from jose import jwt
SECRET_KEY = os.getenv("SECRET_KEY")
def create_access_token(data: dict):
    return jwt.encode(data, SECRET_KEY, algorithm="HS256")
)"},
    {"FastApiJoseFileAfterAnEmptyValue", R"(
from jose import jwt
private_key = ''
with open('/run/secrets/key.pem') as f:
    private_key = f.read()
def create_access_token(data: dict):
    return jwt.encode(data, private_key, algorithm="RS256")
)"},
    {"FastApiPyJwtFileInTheFunction", R"(
import jwt
def create_access_token(data: dict):
    private_key = ''
    with open(settings.KEY_FILE) as f:
        private_key = f.read()
    return jwt.encode(data, private_key, algorithm="RS256")
)"},
    {"FastApiPyJwtParameter", R"(
import jwt
def create_access_token(data: dict, key):
    return jwt.encode(data, key, algorithm="HS256")
)"},
    {"FastApiPyJwtSettings", R"(
import jwt
def create_access_token(data: dict):
    return jwt.encode(data, settings.SECRET_KEY, algorithm="HS256")
)"},
    {"DjangoSimpleJwtEnvironment", R"(
SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "SIGNING_KEY": env("SIGNING_KEY"),
    "AUTH_HEADER_TYPES": ("Bearer",),
}
)"},
    {"DjangoSimpleJwtFrameworkSecret", R"(SIMPLE_JWT = {"SIGNING_KEY": SECRET_KEY})"},
};
INSTANTIATE_TEST_SUITE_P(Systems, Keeps, ::testing::ValuesIn(kKeeping),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Flow, TellsTheLiteralFirstAndItsSinkBesides) {
  const auto events = EventsIn("import jwt\nKEY = 'turnip-stew'\njwt.encode(p, KEY, algorithm='HS256')\n");
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].rule, "jwt.secret.flow");
  EXPECT_EQ(events[0].secret, "turnip-stew");
  ASSERT_EQ(events[0].related.size(), 1U);
  EXPECT_EQ(events[0].related[0].note, "reaches jwt.encode here");
}

TEST(Flow, OneLiteralIsOneSightingThatNamesEverySink) {
  const auto ids = RulesIn(
      "import jwt\nKEY = 'turnip-stew-with-barley-and-a-lot-of-salt'\njwt.encode(p, KEY)\njwt.encode(q, KEY)\n");
  EXPECT_THAT(ids, ElementsAre("jwt.secret.flow"));
}

TEST(Weak, ALiteralShorterThanItsHashIsSaidToBe) {
  EXPECT_THAT(RulesIn("import jwt\njwt.encode(p, 'turnip-stew', algorithm='HS256')\n"),
              ElementsAre("jwt.secret.call", "jwt.secret.weak"));
  EXPECT_THAT(RulesIn("import jwt\njwt.encode(p, '{{random:alnum:40:1}}', algorithm='HS256')\n"),
              ElementsAre("jwt.secret.call"));
}

TEST(Weak, WhatCanBePredictedIsWeakThoughItIsNoLiteral) {
  EXPECT_THAT(RulesIn("import jwt, time\njwt.encode(p, str(time.time()), algorithm='HS256')\n"),
              Contains("jwt.secret.weak"));
  EXPECT_THAT(RulesIn("import jwt, uuid\nk = str(uuid.uuid1())\njwt.encode(p, k, algorithm='HS256')\n"),
              Contains("jwt.secret.weak"));
  EXPECT_THAT(RulesIn("import jwt, uuid\nk = str(uuid.uuid4())\njwt.encode(p, k, algorithm='HS256')\n"), IsEmpty());
  EXPECT_THAT(
      RulesIn(
          "import jwt, hashlib\nk = hashlib.md5('shop'.encode()).hexdigest()\njwt.encode(p, k, algorithm='HS256')\n"),
      Contains("jwt.secret.weak"));
}

}  // namespace
}  // namespace packrake
