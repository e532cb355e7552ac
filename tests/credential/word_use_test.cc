#include "credential/word_use.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>

#include "credential/setting_use.h"

namespace packrake::code {
namespace {

struct Row {
  std::string_view line;
  std::string_view word;
  bool used;
};

class WordUse : public ::testing::TestWithParam<Row> {};

TEST_P(WordUse, IsToldFromMention) {
  const auto& [line, word, used] = GetParam();
  const std::size_t at = line.find(word);
  ASSERT_NE(at, std::string_view::npos);
  EXPECT_EQ(IsUsed(line, at, at + word.size()), used) << line;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, WordUse,
    ::testing::Values(
        // Programs.
        Row{"claims = jwt.decode(token, key)", "jwt", true}, Row{"  return Jwts.builder()", "Jwt", true},
        Row{"$jwt = JWT::encode($claims, $key);", "JWT", true}, Row{"JWT.encode payload, key, 'HS256'", "JWT", true},
        Row{"app.config['JWT'] = options", "JWT", true},
        Row{"const jwt = require('jsonwebtoken')", "jsonwebtoken", true}, Row{"import jwt", "jwt", true},
        Row{"from jose import jwt", "jose", true}, Row{"import { sign } from 'jsonwebtoken';", "jsonwebtoken", true},
        Row{"use Firebase\\JWT\\Key;", "JWT", true}, Row{"using System.IdentityModel.Tokens.Jwt;", "Jwt", true},
        Row{"class JwtUtil {", "Jwt", true}, Row{"services.AddJwtBearer(options =>", "Jwt", true},
        Row{"guard = expressJwt(options)", "Jwt", true}, Row{"key = os.environ.get('JWT_DEV', fallback)", "JWT", true},
        Row{"k = env.JWT || fallback", "JWT", true}, Row{"token := jwt.NewWithClaims(method, claims)", "jwt", true},
        Row{"auth!(jwt!(a))", "jwt", true}, Row{"id claims = [JWT decodeMessage:token withSecret:key];", "JWT", true},
        Row{"legacyJwtThing.verify(token, 'abc')", "Jwt", true}, Row{"jwtOptions:", "jwt", true},
        // Configuration.
        Row{"jwt:", "jwt", true}, Row{"\"description\": \"jwt\",", "jwt", false}, Row{"[jwt]", "jwt", true},
        Row{"jwt {", "jwt", true}, Row{"JWT_SECRET=abc", "JWT", true}, Row{"\"jwt\": {\"secret\": \"x\"}", "jwt", true},
        Row{"ENV JWT_DEV abc", "JWT", true}, Row{"<add key=\"Jwt\" value=\"x\"/>", "Jwt", true},
        Row{"<jwt>abc</jwt>", "jwt", true}, Row{"app.jwt.signing-key = abc", "jwt", true},
        // Mentions.
        Row{"This is a JWT token that was signed.", "JWT", false},
        Row{"\"Forge a JWT.\": \"Schmiede einen JWT.\"", "JWT", false},
        Row{"\"Forge an unsigned JWT\": \"x\"", "JWT", false}, Row{"see https://jwt.io for more", "jwt", false},
        Row{"\"express-jwt\": \"^8.4.1\",", "jwt", false}, Row{"github.com/golang-jwt/jwt/v5 v5.2.1", "jwt", false},
        Row{"  1039: \"JWT\",", "JWT", false}, Row{"  JWT = 1039;", "JWT", false},
        Row{"  &jwt.Scanner{},", "jwt", false}, Row{"SGVsbG8gd29ybGQjwtA8s=", "jwt", false},
        Row{"an import of JWT libraries", "JWT", false}, Row{"\"a.security.detected-jwt.detected-jwt\",", "jwt", false},
        Row{"challenges.jwtTierChallenge = challenge", "jwt", false}, Row{"\"\\x03JWT\\x10\\x8f\"", "JWT", false},
        Row{"feature.DropUnverifiedJWTResults.Store(true)", "JWT", false},
        Row{"describe('jwtChallenges', () => {", "jwt", false}, Row{"jwtTierChallenge:", "jwt", false},
        Row{"  \"title\": \"jsonwebtoken: insecure default algorithm\",", "jsonwebtoken", false},
        Row{"f = cli.Flag(\"drop-jwt-results\", \"Drop\")", "jwt", false},
        // Where the package is called by the word, the lines that call it have it.
        Row{"\t\"github.com/golang-jwt/jwt/v5\"", "jwt", false},
        Row{"\tj \"github.com/golang-jwt/jwt/v5\"", "jwt", true},
        Row{"\tgojwt \"github.com/golang-jwt/jwt\"", "jwt", false},
        Row{"\t\"github.com/example/jwt-tools/keys\"", "jwt", true},
        // What a project is built with, and what documents and lists say.
        Row{"java-jwt = { module = \"com.auth0:java-jwt\", version.ref = \"jwt\" }", "jwt", false},
        Row{"jsonwebtoken = { version = \"9\", features = [\"use_pem\"] }", "jsonwebtoken", false},
        Row{"\"python-jose[cryptography] >=3.3.0,<4.0.0\",", "jose", false},
        Row{"python-jose[cryptography]==3.3.0", "jose", false}, Row{"payload = jwt[claims]", "jwt", true},
        Row{"* JWT: a missing claim throws when asked for", "JWT", false},
        Row{"[rest-jwt]: https://github.com/example/rest-jwt", "jwt", false}, Row{"* jwt: \"abc\"", "jwt", true},
        Row{"plug :authenticate, usernames: [\"jose\", \"eric\"]", "jose", false},
        // Passed on, or an address.
        Row{"idJwt := answer.IDToken", "Jwt", false}, Row{"\"AccountJWT\": c.AccountJWT,", "JWT", false},
        Row{"JWT := testing", "JWT", false}, Row{"jwt = abcdef", "jwt", true}, Row{"jwt := sign(claims)", "jwt", true},
        Row{"const JWTTokenURL = \"https://id.example.com/token\"", "JWT", false},
        Row{"switch v := x.GetAccountJwtAccess().(type) {", "Jwt", false},
        Row{"headers = auth_header(jwt=jwt, claims=c)", "jwt", false}, Row{"  JWT_TYPE: String!", "JWT", false},
        Row{"headers = auth_header(jwt=made, claims=c)", "jwt", true},
        Row{"package org.example.jwt.build;", "jwt", false}, Row{"<artifactId>jose4j</artifactId>", "jose", false},
        Row{"\tMakeJwtKeys(ctx context.Context, p Params) (*Keys, error)", "Jwt", false},
        Row{"\tkeys := MakeJwtKeys(ctx, p)", "Jwt", true}, Row{"user = find_by_jwt_token()", "jwt", false},
        Row{"user = find_by_jwt_token(t)", "jwt", true}, Row{"s.GetAccountJwtAccess(\"abc\")", "Jwt", true},
        Row{"\"signature\": <JWS>", "JWS", false}, Row{"\t\"gopkg.in/square/go-jose.v2/json\"", "jose", false}));

class SettingUse : public ::testing::TestWithParam<Row> {};

TEST_P(SettingUse, IsToldFromPassingOn) {
  const auto& [line, word, used] = GetParam();
  const std::size_t at = line.find(word);
  ASSERT_NE(at, std::string_view::npos);
  EXPECT_TRUE(IsSettingWord(word)) << word;
  EXPECT_EQ(IsWorthReading(line, at, at + word.size()), used) << line;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, SettingUse,
    ::testing::Values(
        // Set.
        Row{"SECRET_KEY = 'abc'", "SECRET_KEY", true}, Row{"SECRET_KEY=abcdef", "SECRET_KEY", true},
        Row{"SECRET_KEY=mysecretkey", "SECRET_KEY", true}, Row{"secret_key_base: abc", "secret_key", true},
        Row{"app.config['SECRET_KEY'] = key", "SECRET_KEY", true}, Row{"secretKey: string = 'abc';", "secretKey", true},
        Row{"private String secretKey = \"abc\";", "secretKey", true}, Row{"SECRET_KEY = (", "SECRET_KEY", true},
        Row{"app.config.from_mapping(SECRET_KEY='dev')", "SECRET_KEY", true},
        Row{"config.set(\"app.secret\", \"abc\")", "app.secret", true}, Row{"SECRET_KEY =", "SECRET_KEY", true},
        Row{"SECRET_KEY = os.environ.get('KEY', 'dev')", "SECRET_KEY", true},
        Row{"SECRET_KEY = DEFAULT", "SECRET_KEY", true}, Row{"set_secret_key(\"abc\");", "secret_key", true},
        Row{"coder.set_signing_key(value);", "signing_key", true}, Row{"app.sign.key \"abc\"", "sign.key", true},
        Row{"k = process.env.SECRET_KEY || 'dev'", "SECRET_KEY", true}, Row{"  secret_key \"abc\"", "secret_key", true},
        Row{"ENV SECRET_KEY abc", "SECRET_KEY", true}, Row{"'secret_key' => 'abc',", "secret_key", true},
        Row{"<secretKey>abc</secretKey>", "secretKey", true}, Row{"SECRET_KEY=12345678", "SECRET_KEY", true},
        Row{"String getSecretKey() { return \"abc\"; }", "SecretKey", true},
        Row{"fun secretKey() = \"abc\"", "secretKey", true}, Row{"static char *secret_key(void)", "secret_key", true},
        Row{"k = Secret::SECRET_KEY::NAME", "SECRET_KEY", true},
        Row{"verification_secret = 'abc'", "verification_secret", true},
        Row{"SECRET_KEY = os.getenv('SECRET_KEY') or DEFAULT", "SECRET_KEY", true},
        Row{"SECRET_KEY: \"${{ env.KEY || 'dev' }}\"", "SECRET_KEY", true},
        Row{"secret_key: {{ .Values.key | default \"dev\" }}", "secret_key", true},
        Row{"{{ .Values.secretKey | default \"dev\" }}", "secretKey", true},
        Row{"\"app/SECRET_KEY\": \"abc\",", "SECRET_KEY", true}, Row{"Key: \"SECRET_KEY\",", "SECRET_KEY", true},
        Row{"- name: secretKey", "secretKey", true}, Row{"b.secretKey(value)", "secretKey", true},
        // Passed on, or something else.
        Row{"user.signingkey::", "signingkey", false}, Row{"keyid = get_signing_key();", "signing_key", false},
        Row{"return sign_buffer(buffer, get_signing_key());", "signing_key", false},
        Row{"const char *get_signing_key(void);", "signing_key", false},
        Row{"filepath.Abs(\"./testdata/verification_secrets.txt\")", "verification_secret", false},
        Row{"call(accessKey, SecretKey, region)", "SecretKey", false}, Row{"SecretKey: secretKey,", "SecretKey", false},
        Row{"return &Config{SecretKey{secret: x}}", "SecretKey", false},
        Row{"secret_key = get_secret()", "secret_key", false}, Row{"1058: \"SwarmSecretKey\",", "SecretKey", false},
        Row{"\"SwarmSecretKey\": 1058,", "SecretKey", false}, Row{"case \"secretKey\":", "secretKey", false},
        Row{"secretKeyPat = regexp.MustCompile(`x`)", "secretKey", false},
        Row{"SECRET_KEY = settings.SECRET_KEY", "SECRET_KEY", false},
        Row{"if (!signing_key || signing_key[0] == '\\0')", "signing_key", false},
        Row{"void set_signing_key(const char *key)", "signing_key", false},
        Row{"static const char *get_default_ssh_signing_key(void)", "signing_key", false},
        Row{"    set_signing_key(value);", "signing_key", false}, Row{"signingKey = <gpg-key-id>", "signingKey", false},
        Row{"git config trailer.sign.key \"Signed-off-by: \"", "sign.key", false},
        Row{"if SECRET_KEY == nil {", "SECRET_KEY", false}, Row{"key := []byte(SecretKey)", "SecretKey", false},
        Row{"SECRET_KEY: \"${{ secrets.SECRET_KEY }}\"", "SECRET_KEY", false},
        Row{"[ secret_key: <secret> ]", "secret_key", false},
        Row{"SecretKey = sec.Key(\"SECRET_KEY\").String()", "SecretKey", false},
        Row{"keys, err = loadSecretKeys(client, space, name)", "SecretKey", false},
        Row{"find(`((?:password|secret_key|token):)`)", "secret_key", false},
        Row{"(or configured it by `App.secret_key` (or", "secret_key", false},
        Row{"| Cloud | `ACME_KEY`, `ACME_SECRET_KEY` |", "SECRET_KEY", false},
        Row{"if os.path.exists('/etc/app/SECRET_KEY'):", "SECRET_KEY", false},
        Row{"if name != 'secret_key' && name != 'user' &&", "secret_key", false},
        Row{"forwarded.Key = authSecretKey", "SecretKey", false}, Row{"len(c.SecretKey) > 0 {", "SecretKey", false},
        Row{"AWS_SECRET_KEY = 'abc'", "SECRET_KEY", false}, Row{"secretKey := parts[4]", "secretKey", false},
        Row{"secretKey := keys[\"a\"]", "secretKey", true},
        Row{"secretKey := space + \"/\" + name", "secretKey", false},
        Row{"secretKey := \"k-\" + name", "secretKey", true}, Row{"# SecretKey = \"xxxxxxxxxxxx\"", "SecretKey", false},
        Row{"SecretKey = \"xxy\"", "SecretKey", true},
        Row{"secret_key_base: random_string(64),", "secret_key_base", false},
        Row{"class Pair(val token: String, val tokenSecret: String)", "tokenSecret", false},
        Row{"mcCerts[secretKey] = pair", "secretKey", false}, Row{"value, ok := data[secretKey]", "secretKey", false},
        Row{"[app.secret]", "app.secret", true}, Row{"if not app.secret_key:", "secret_key", false},
        Row{"  secret_key:", "secret_key", true}, Row{"set :session_secret, 'abc'", "session_secret", true},
        Row{"set :session_secret, \"%064x\" % Kernel.rand(2**256)", "session_secret", false},
        Row{"SECRET_KEY=random_key", "SECRET_KEY", true}, Row{"SECRET_KEY=long-and-random-string", "SECRET_KEY", true},
        Row{"set :session_secret, format('%x', rand(9))", "session_secret", false},
        Row{"export SESSION_SECRET=99ae8af...snip...ec0f26", "SESSION_SECRET", false},
        Row{"val tokenSecret: String = \"abc\"", "tokenSecret", true}));

TEST(WorthReading, AWordInsideAnotherOrInASentenceIsNot) {
  for (const auto& [text, word, worth] :
       {std::tuple("Jwts.builder().signWith(key)", "signWith", true),
        {"ASSIGNWITHINCONDITION", "SIGNWITH", false},
        {"_.assignWith(a, b)", "signWith", false},
        {"app.use(cookieParser('x'))", "cookieParser", true},
        {"throw Error('cookieParser(\"x\") required first')", "cookieParser", false},
        {"See `Phoenix.Token` for more", "Phoenix.Token", false},
        {"Phoenix.Token.sign(c, 'x', 1)", "Phoenix.Token", true},
        {"token.split('.')[1]", "token.split", true},
        {"auth.split(':', 1)", "auth.split", false},
        {"strings.SplitN(token, \".\", 3)", "SplitN(token", true},
        {"list_split(&tokens, arg, -1)", "split(&token", false},
        {"\"sum\": \"Qm7Pjwt4x9ZkT2aLw5Rf0Y8=\",", "jwt", false},
        {"$ti-icon-brand-guardian: 1;", "guardian", false},
        {"from guardian.shortcuts import x", "guardian", false},
        {"plug Guardian.Plug.VerifyHeader, key: x", "Guardian", true},
        {"* JWT: Holder.getClaim() throws ([X-1](https://example.com/1))", "JWT", false},
        {"# Phoenix.Token", "Phoenix.Token", false},
        {"// # jwt.sign(x)", "jwt", true},
        {"// the sum (Hmac256) of both", "Hmac256", false},
        {"// f (Hmac256)", "Hmac256", true},
        {"app.use(express.session({ store: new Store }));", "session({", false},
        {"app.use(express.session({ store: s, secret: 'abc' }));", "session({", true},
        {"s = URLSafeSerializer(CONFIG.KEY)", "URLSafeSerializer", false},
        {"s = URLSafeSerializer(key)", "URLSafeSerializer", true},
        {"s = URLSafeSerializer('abc')", "URLSafeSerializer", true},
        {"CLIENT_CLOCK_SKEW = -1", "CLOCK_SKEW", false},
        {"leeway: 30,", "leeway", false},
        {"leeway = 100000", "leeway", true},
        {"clock_skew = timedelta(days=9)", "clock_skew", true},
        {"class SecureCookieSession(Base):", "CookieSession", true},
        {"app.use(session({ ...options }));", "session({", true},
        {"app.use(session({", "session({", true}}) {
    const std::string_view line = text;
    const std::size_t at = line.find(word);
    ASSERT_NE(at, std::string_view::npos) << line;
    EXPECT_EQ(IsWorthReading(line, at, at + std::string_view(word).size()), worth) << line;
  }
}

// Each place is told by the bytes near it, or a line that is one path of a library's words would cost its square.
TEST(WorthReading, APathWithoutEndCostsNoMoreThanItsReach) {
  std::string line = "x = ";
  for (int k = 0; k < 100'000; ++k) line += "HMAC256.";
  std::size_t worth = 0;
  for (std::size_t at = line.find("HMAC256"); at != std::string::npos; at = line.find("HMAC256", at + 1))
    worth += IsWorthReading(line, at, at + 7) ? 1 : 0;
  EXPECT_EQ(worth, 100'000U);
}

TEST(WorthReading, AnAlphabetIsNoSecretUnlessItsNameSaysSo) {
  const std::string alphabet = "'abcdefghijklmnopqrstuvwxyz'";
  for (const auto& [line, worth] : {std::pair("  secret: " + alphabet, true),
                                    {"JWT_KEY=" + alphabet, true},
                                    {"as_cr_letters=" + alphabet, false},
                                    {"const char *set = " + alphabet, false}}) {
    EXPECT_EQ(IsWorthReading(line, line.find_first_of(":="), line.size()), worth) << line;
  }
}

TEST(WorthReading, ACallMayHaveItsArgumentsOnLinesOfTheirOwn) {
  for (const auto& [text, worth] : {std::pair("  secret_key = String.fromEnvironment(", true),
                                    {"  secret_key = lookUp(user);", false},
                                    {"  'secret_key',", true},
                                    {"  'secret_key', 'title',", true},
                                    {"  secret_key,", false}}) {
    const std::string_view line = text;
    const std::size_t at = line.find("secret_key");
    EXPECT_EQ(IsWorthReading(line, at, at + 10), worth) << line;
  }
}

TEST(WorthReading, LongStringsOfLongLinesOfJsonAreNot) {
  const std::string pad = "{\"pad\":\"" + std::string(5000, 'x') + "\",";
  for (const auto& [entry, word, worth] : {std::tuple("\"jwt\":{\"secret\":\"abc\"}}", "jwt", true),
                                           {"\"name\":\"JWT_SECRET\",\"value\":\"abc\"}", "JWT_SECRET", true},
                                           {"\"run\":\"export JWT_SECRET=abc; node x\"}", "JWT_SECRET", true},
                                           {"\"text\":\"call jwt.verify() with a key\"}", "jwt", false},
                                           {"\"code\":\"const t = jwt.sign(\\\"a\\\")\"}", "jwt", false}}) {
    const std::string line = pad + entry;
    const std::size_t at = line.find(word);
    EXPECT_EQ(IsWorthReading(line, at, at + std::string_view(word).size()), worth) << entry;
  }
}

TEST(LockFile, IsKnownByItsHead) {
  EXPECT_TRUE(IsLockFile("{\n  \"name\": \"shop\",\n  \"version\": \"1.0.0\",\n  \"lockfileVersion\": 3,\n"));
  EXPECT_TRUE(IsLockFile("# yarn lockfile v1\n\n\"@babel/core\":\n"));
  EXPECT_TRUE(IsLockFile("# This file is automatically @generated by Cargo.\n"));
  EXPECT_TRUE(IsLockFile("github.com/golang-jwt/jwt v3.2.2+incompatible h1:" + std::string(43, 'A') + "=\n"));
  EXPECT_TRUE(IsLockFile("# This file is autogenerated; changes may be undone by the next 'dep ensure'.\n"));
  EXPECT_FALSE(IsLockFile("{\n  \"name\": \"shop\",\n  \"dependencies\": {}\n}\n"));
  EXPECT_FALSE(IsLockFile("package main\n\nimport \"github.com/golang-jwt/jwt\"\n"));
  EXPECT_FALSE(IsLockFile(""));
}

}  // namespace
}  // namespace packrake::code
