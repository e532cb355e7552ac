#include "credential/jws_json.h"

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

std::vector<Draft> Tokens(const std::string& text) { return ExamineText("jwt.token.json", text); }

struct Parts {
  std::string header, payload, signature;
};

Parts PartsOf(const std::string& token) {
  const std::size_t first = token.find('.'), last = token.rfind('.');
  return {token.substr(0, first), token.substr(first + 1, last - first - 1), token.substr(last + 1)};
}

TEST(JwsJson, AFlattenedTokenIsItsCompactForm) {
  for (const char* alg : {"HS256", "RS256", "ES512", "EdDSA"}) {
    const auto drafts = Tokens("body = " + FakeJwsJson(alg, 1) + ";");
    ASSERT_THAT(drafts, SizeIs(1)) << alg;
    EXPECT_EQ(drafts[0].identity.substr(0, drafts[0].identity.rfind('.')),
              FakeJws(alg, 1).substr(0, FakeJws(alg, 1).rfind('.')));
    EXPECT_EQ(drafts[0].secret.front(), '{');
    EXPECT_EQ(drafts[0].secret.back(), '}');
    EXPECT_EQ(FactOf(drafts[0], "alg"), alg);
    EXPECT_FALSE(HasSignal(drafts[0], signal::kTruncated)) << alg;
  }
}

TEST(JwsJson, EachSignatureOfAGeneralTokenIsOne) {
  const std::string claims = R"({"sub":"1"})";
  const Parts a = PartsOf(FakeJws("HS256", 1, claims)), b = PartsOf(FakeJws("HS512", 2, claims));
  const std::string list = "[{\"protected\": \"" + a.header + "\", \"header\": {\"kid\": \"a\"},\n\"signature\": \"" +
                           a.signature + "\"},\n{\"signature\": \"" + b.signature + "\", \"protected\": \"" + b.header +
                           "\"}]";
  for (const std::string& text : {"{\"payload\": \"" + a.payload + "\",\n\"signatures\": " + list + "}",
                                  "{\"signatures\": " + list + ", \"payload\": \"" + a.payload + "\"}"}) {
    const auto drafts = Tokens(text);
    ASSERT_THAT(drafts, SizeIs(2)) << text;
    EXPECT_EQ(drafts[0].identity, FakeJws("HS256", 1, claims));
    EXPECT_EQ(drafts[1].identity, FakeJws("HS512", 2, claims));
  }
}

TEST(JwsJson, ReadsObjectsOfProgramsToo) {
  const Parts parts = PartsOf(FakeJws("HS256", 1));
  for (const std::string& text :
       {"const jws = { payload: '" + parts.payload + "', protected: '" + parts.header + "', signature: '" +
            parts.signature + "' };",
        "jws = {'payload': '" + parts.payload + "',\n  'protected': '" + parts.header + "',\n  'signature': '" +
            parts.signature + "'}",
        ExpandPlaceholders("s = \"{{escape:" + FakeJwsJson("HS256", 1) + "}}\"")}) {
    const auto drafts = Tokens(text);
    ASSERT_THAT(drafts, SizeIs(1)) << text;
    EXPECT_EQ(drafts[0].identity, FakeJws("HS256", 1)) << text;
  }
}

TEST(JwsJson, AnEncryptedOneIsLow) {
  const std::string header = Base64UrlEncode(R"({"alg":"dir","enc":"A256GCM"})");
  const std::string rest = R"(","iv":")" + FakeRandom("base64url", 16, 1) + R"(","ciphertext":")" +
                           FakeRandom("base64url", 90, 2) + R"(","tag":")" + FakeRandom("base64url", 22, 3) + "\"}";
  const auto drafts = Tokens(R"({"protected":")" + header + rest);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].severity, Severity::kLow);
  EXPECT_EQ(FactOf(drafts[0], "enc"), "A256GCM");
  EXPECT_EQ(drafts[0].identity.find(header + ".."), 0U);
}

TEST(JwsJson, ARequestOfAcmeIsAHint) {
  const Parts parts =
      PartsOf(FakeJws("ES256", 1, R"({"csr":"a"})", R"(,"nonce":"n","url":"https://acme.example/new-order")"));
  const auto drafts = Tokens("{\"protected\":\"" + parts.header + "\",\"payload\":\"" + parts.payload +
                             "\",\"signature\":\"" + parts.signature + "\"}");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].confidence, Confidence::kLow);
}

TEST(JwsJson, IsQuietWherePartsAreMissing) {
  const Parts parts = PartsOf(FakeJws("HS256", 1));
  for (const std::string& text :
       {"{\"protected\":\"" + parts.header + "\",\"payload\":\"" + parts.payload + "\"}",
        "{\"protected\":\"" + parts.header + "\",\"signature\":\"" + parts.signature + "\"}",
        "protected: \"" + parts.header + "\"",
        "{\"payload\":\"" + parts.payload + "\"},{\"protected\":\"" + parts.header + "\",\"signature\":\"" +
            parts.signature + "\"}"}) {
    EXPECT_THAT(Tokens(text), IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace packrake
