#include "credential/jws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/base64.h"
#include "credential/examine_text.h"
#include "credential/signals.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Draft> Tokens(const std::string& text) { return ExamineText("jwt.token.signed", text); }

TEST(Jws, FindsATokenOfEveryAlgorithm) {
  for (const char* alg :
       {"HS256", "HS384", "HS512", "RS256", "RS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "none"}) {
    const std::string token = FakeJws(alg, 1);
    const auto drafts = Tokens("t = '" + token + "'");
    ASSERT_THAT(drafts, SizeIs(1)) << alg;
    EXPECT_EQ(drafts[0].secret, token) << alg;
    EXPECT_EQ(FactOf(drafts[0], "alg"), alg);
    EXPECT_FALSE(HasSignal(drafts[0], signal::kTruncated)) << alg;
    EXPECT_EQ(HasSignal(drafts[0], signal::kAlgNone), std::string(alg) == "none") << alg;
  }
}

struct ClaimCase {
  const char* claims;
  const char* signal;
};
constexpr ClaimCase kClaims[] = {
    {R"({"exp":1000000000})", signal::kExpired},
    {R"({"exp":"1000000000"})", signal::kExpired},
    {R"({"sub":"1"})", signal::kNoExpiry},
    {R"({"exp":9999999999})", signal::kLongLived},
    {R"({"exp":9999999999000})", signal::kLongLived},
    {R"({"role":"service_role"})", signal::kPrivileged},
    {R"({"roles":["user","ROLE_ADMIN"]})", signal::kPrivileged},
    {R"({"permissions":["*"]})", signal::kPrivileged},
    {R"({"scope":"openid offline_access"})", signal::kPrivileged},
    {R"({"admin":true})", signal::kPrivileged},
    {R"({"iss":"kubernetes/serviceaccount"})", signal::kPrivileged},
    {R"({"typ":"Offline"})", signal::kPrivileged},
    {R"({"role":"anon"})", signal::kPublicToken},
    {R"({"iss":"github.com","aud":"raw.githubusercontent.com"})", signal::kPublicToken},
    {R"({"aud":"https://fcm.googleapis.com"})", signal::kPublicToken},
};

TEST(Jws, ReadsWhatTheClaimsMean) {
  for (const ClaimCase& row : kClaims) {
    const auto drafts = Tokens(FakeJws("HS256", 1, row.claims));
    ASSERT_THAT(drafts, SizeIs(1)) << row.claims;
    EXPECT_TRUE(HasSignal(drafts[0], row.signal)) << row.claims;
  }
}

constexpr ClaimCase kInnocent[] = {
    {R"({"exp":9999999999})", signal::kExpired},       {R"({"exp":1})", signal::kNoExpiry},
    {R"({"role":"user"})", signal::kPrivileged},       {R"({"admin":false})", signal::kPrivileged},
    {R"({"scope":"badminton"})", signal::kPrivileged}, {R"({"role":"member"})", signal::kPublicToken},
};

TEST(Jws, DoesNotReadIntoClaimsWhatIsNotThere) {
  for (const ClaimCase& row : kInnocent) {
    const auto drafts = Tokens(FakeJws("HS256", 1, row.claims));
    ASSERT_THAT(drafts, SizeIs(1)) << row.claims;
    EXPECT_FALSE(HasSignal(drafts[0], row.signal)) << row.claims;
  }
}

TEST(Jws, TellsPersonalClaimsByNameOnly) {
  const auto drafts = Tokens(FakeJws("HS256", 1, R"({"email":"ada@example.org","sub":"42","exp":1516239022})"));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(FactOf(drafts[0], "personal"), "sub email");
  EXPECT_EQ(FactOf(drafts[0], "exp"), "2018-01-18T01:30:22Z");
  for (const Fact& fact : drafts[0].facts) EXPECT_EQ(fact.value.find("ada@"), std::string::npos);
}

TEST(Jws, ASignatureOfTheWrongLengthIsTruncated) {
  const std::string token = FakeJws("HS256", 1);
  for (const std::size_t cut : {1U, 10U, 40U}) {
    const auto drafts = Tokens(token.substr(0, token.size() - cut));
    ASSERT_THAT(drafts, SizeIs(1)) << cut;
    EXPECT_TRUE(HasSignal(drafts[0], signal::kTruncated)) << cut;
  }
}

TEST(Jws, ATokenWithoutItsSignatureIsUnsigned) {
  const std::string token = FakeJws("RS256", 1);
  const auto drafts = Tokens(token.substr(0, token.rfind('.') + 1) + " ");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_TRUE(HasSignal(drafts[0], signal::kAlgNone));
}

TEST(Jws, FindsTheTokenBehindGluedCharacters) {
  const std::string token = FakeJws("HS256", 1);
  for (const std::string glue : {"prefix_", "eyJhbGx-", "Bearer-", "AeyJeyJ"}) {
    const auto drafts = Tokens(glue + token);
    ASSERT_THAT(drafts, SizeIs(1)) << glue;
    EXPECT_EQ(drafts[0].secret, token) << glue;
  }
}

TEST(Jws, APayloadThatIsNoObjectIsAHint) {
  const std::string input = Base64UrlEncode(R"({"alg":"HS256"})") + "." + Base64UrlEncode("some text");
  const auto drafts = Tokens(input + "." + FakeRandom("base64url", 43, 1));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].confidence, Confidence::kLow);
  EXPECT_TRUE(HasSignal(drafts[0], signal::kNotAToken));
}

TEST(Jws, ACompressedPayloadIsNoHint) {
  const std::string input = Base64UrlEncode(R"({"alg":"HS256","zip":"DEF"})") + "." + FakeRandom("base64url", 80, 2);
  const auto drafts = Tokens(input + "." + FakeRandom("base64url", 43, 1));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].confidence, std::nullopt);
}

TEST(Jws, KnowsTheTokenOfAWellKnownDebugger) {
  // jwt.io's sample in pieces: its header and claims are made here, so only the tail that everybody prints is told.
  const std::string tail = std::string("SflKxwRJSMeKKF2QT4fwpMeJf36") + "POk6yJV_adQssw5c";
  const auto drafts =
      Tokens(Base64UrlEncode(R"({"alg":"HS256"})") + "." + Base64UrlEncode(R"({"sub":"1"})") + "." + tail);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_TRUE(HasSignal(drafts[0], signal::kKnownPublic));
}

TEST(Jws, KnowsASignatureOfOneCharacterAsWrittenByHand) {
  const std::string input = Base64UrlEncode(R"({"alg":"HS256"})") + "." + Base64UrlEncode(R"({"sub":"1"})") + ".";
  const auto drafts = Tokens(input + std::string(43, '0'));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_TRUE(HasSignal(drafts[0], signal::kKnownPublic));
  const auto others = Tokens(input + FakeRandom("base64url", 43, 3));
  ASSERT_THAT(others, SizeIs(1));
  EXPECT_FALSE(HasSignal(others[0], signal::kKnownPublic));
}

TEST(Jws, ReadsAHeaderOfManyKilobytes) {
  const std::string header = ",\"x\":\"" + FakeRandom("alnum", 20000, 1) + "\"";
  EXPECT_THAT(Tokens(FakeJws("HS256", 1, R"({"a":1})", header)), SizeIs(1));
}

TEST(Jws, LooksForACutSignatureOnTheNextLines) {
  const std::string token = FakeJws("RS256", 1);
  const std::string text =
      "t = \"" + token.substr(0, token.size() - 100) + "\" +\n    \"" + token.substr(token.size() - 100) + "\";\n";
  const auto drafts = Tokens(text);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].identity, token);
  EXPECT_FALSE(HasSignal(drafts[0], signal::kTruncated));
  EXPECT_THAT(ExamineText("jwt.token.lines", text), IsEmpty());
}

TEST(JwsLines, JoinsATokenInPieces) {
  for (const char* alg : {"HS256", "RS256", "ES512"}) {
    const std::string token = FakeJws(alg, 1);
    for (const std::size_t width : {20U, 30U, 64U}) {
      std::string code = "s =", plain, php = "$s =", lua = "s =";
      for (std::size_t at = 0; at < token.size(); at += width) {
        code += " \"" + token.substr(at, width) + "\" +\n";
        php += (at == 0 ? " '" : "  . '") + token.substr(at, width) + "'\n";
        lua += " '" + token.substr(at, width) + "' ..\n";
        plain += token.substr(at, width) + "\n";
      }
      for (const std::string& text : {code + "x", plain, plain + "and so on\n", php + ";", lua + "x"}) {
        auto drafts = ExamineText("jwt.token.lines", text);
        if (drafts.empty()) drafts = Tokens(text);  // where the first line holds header and claims
        ASSERT_THAT(drafts, SizeIs(1)) << alg << " " << width << "\n" << text;
        EXPECT_EQ(drafts[0].identity, token);
      }
    }
  }
}

TEST(JwsLines, IsQuietUnlessTheTokenIsWhole) {
  std::string token = FakeJws("HS256", 1);
  token.resize(token.size() - 2);
  EXPECT_THAT(ExamineText("jwt.token.lines", ExpandPlaceholders("{{wrap:" + token + "}}")), IsEmpty());
}

TEST(Jws, IsQuietAboutWhatIsNoToken) {
  const std::string json = Base64UrlEncode(R"({"page":1,"sort":"name"})");
  for (const std::string& text :
       {json + "." + json + "." + json, std::string("eyJhbGciOiJIUzI1NiJ9"),
        std::string("eyJhbGciOiJIUzI1NiJ9.eyJz..."), FakeJwe(1), "pk." + json + "." + FakeRandom("base64url", 22, 1)}) {
    EXPECT_THAT(Tokens(text), IsEmpty()) << text;
  }
}

TEST(Jwe, FindsAnEncryptedToken) {
  const auto drafts = ExamineText("jwt.token.encrypted", "t=" + FakeJwe(1));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].secret, FakeJwe(1));
  EXPECT_EQ(FactOf(drafts[0], "enc"), "A256GCM");
}

}  // namespace
}  // namespace packrake
