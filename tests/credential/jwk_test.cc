#include "credential/jwk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "credential/examine_text.h"
#include "credential/signals.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Jwk, IsTheSameKeyAsItsPem) {
  for (const std::string key : {"rsa", "p256", "p384", "p521", "ed25519", "x25519"}) {
    const auto drafts = ExamineText("key.jwk", FakeJwk(key, 1));
    ASSERT_THAT(drafts, SizeIs(1)) << key;
    EXPECT_EQ(drafts[0].identity, FakeDer(key + "-public", 1)) << key;
    EXPECT_TRUE(HasSignal(drafts[0], signal::kKeyParses)) << key;
    EXPECT_EQ(FactOf(drafts[0], "kid"), "key-1") << key;
  }
}

// One key as people write it; {d} and {x} are its private and public members.
constexpr const char* kStyles[] = {
    R"({"kty":"OKP","crv":"Ed25519","x":"{x}","d":"{d}"})",
    R"({ "keys": [ { "d": "{d}", "x": "{x}", "key_ops": ["sign", "verify"], "crv": "Ed25519", "kty": "OKP" } ] })",
    "const k = { kty: 'OKP', crv: 'Ed25519', x: '{x}', d: '{d}' };",
    "k = dict(kty='OKP', crv='Ed25519', x='{x}', d='{d}')",
    "$k = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => '{x}', 'd' => '{d}'];",
    "k = {\n  :kty => \"OKP\",\n  :crv => \"Ed25519\",\n  :x => \"{x}\",\n  :d => \"{d}\"\n}",
    R"(K='{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"{x}\",\"d\":\"{d}\"}')",
    R"(K="{\\\"kty\\\":\\\"OKP\\\",\\\"crv\\\":\\\"Ed25519\\\",\\\"x\\\":\\\"{x}\\\",\\\"d\\\":\\\"{d}\\\"}")",
    "keys:\n  - kty: OKP\n    crv: Ed25519\n    x: {x}\n    d: {d}\n  - kty: RSA\n",
    "k = \"{\\\"kty\\\":\\\"OKP\\\",\" + \"\\\"crv\\\":\\\"Ed25519\\\",\\\"x\\\":\\\"{x}\\\",\\\"d\\\":\\\"{d}\\\"}\"",
    "{\n\t\"kty\": \"OKP\",\n\t\"d\": \"{d}\",\n\t\"crv\": \"Ed25519\",\n\t\"x\": \"{x}\"\n}",
};

std::string Filled(std::string text) {
  const std::string jwk = FakeJwk("ed25519", 7);
  const auto member = [&](const std::string& name) {
    const std::size_t begin = jwk.find("\"" + name + "\":\"") + name.size() + 4;
    return jwk.substr(begin, jwk.find('"', begin) - begin);
  };
  for (const std::string name : {"d", "x"}) {
    const std::size_t at = text.find("{" + name + "}");
    text.replace(at, 3, member(name));
  }
  return text;
}

TEST(Jwk, ReadsEveryStyle) {
  for (const char* style : kStyles) {
    const auto drafts = ExamineText("key.jwk", Filled(style));
    ASSERT_THAT(drafts, SizeIs(1)) << style;
    EXPECT_EQ(drafts[0].identity, FakeDer("ed25519-public", 7)) << style;
  }
}

TEST(Jwk, JoinsAValueThatStandsInPieces) {
  const std::string jwk = FakeJwk("rsa", 5);
  std::string added, broken;
  for (std::size_t i = 0; i < jwk.size(); ++i) {
    added += jwk[i];
    broken += jwk[i];
    const bool inside = jwk.substr(i > 40 ? i - 40 : 0, 41).find_first_of("\":,{") == std::string::npos;
    if (i % 50 == 0 && inside) {
      added += "\" +\n      \"";
      broken += "\n      ";
    }
  }
  ASSERT_NE(added, jwk);
  for (const std::string& text : {added, broken}) {
    const auto drafts = ExamineText("key.jwk", text);
    ASSERT_THAT(drafts, SizeIs(1));
    EXPECT_EQ(drafts[0].identity, FakeDer("rsa-public", 5));
  }
}

TEST(Jwk, ThePublicHalfIsQuiet) {
  for (const std::string key : {"rsa", "p256", "ed25519"}) {
    EXPECT_THAT(ExamineText("key.jwk", FakeJwk(key, 1, false)), IsEmpty()) << key;
  }
}

TEST(Jwk, FindsThePrivateOneAmongPublicOnes) {
  const std::string set =
      "{\"keys\":[" + FakeJwk("rsa", 1, false) + "," + FakeJwk("p256", 2) + "," + FakeJwk("ed25519", 3, false) + "]}";
  const auto drafts = ExamineText("key.jwk", set);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].identity, FakeDer("p256-public", 2));
}

TEST(Jwk, ASymmetricKeyIsTheSecretItDecodesTo) {
  const std::string jwk = FakeJwk("oct", 4);
  const auto drafts = ExamineText("key.jwk.oct", "x = " + jwk);
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].identity, FakeHmacSecret(4));
  EXPECT_EQ(("x = " + jwk).substr(drafts[0].begin, drafts[0].end - drafts[0].begin), drafts[0].secret);
  EXPECT_FALSE(HasSignal(drafts[0], signal::kWeak));
  EXPECT_EQ(FactOf(drafts[0], "bytes"), "43");
}

TEST(Jwk, ASchemaOfASymmetricKeyIsQuiet) {
  for (const char* type : {"string", "base64", "base64url"})
    EXPECT_THAT(ExamineText("key.jwk.oct", R"({"kty": "oct", "k": ")" + std::string(type) + "\"}"), testing::IsEmpty());
}

TEST(Jwk, AShortSymmetricKeyIsWeak) {
  const auto drafts = ExamineText("key.jwk.oct", R"({"kty":"oct","k":"c2VjcmV0"})");
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_TRUE(HasSignal(drafts[0], signal::kWeak));
  EXPECT_TRUE(drafts[0].identity_needs_path);
}

TEST(Jwk, FarBracketsAreNotSoughtForever) {
  const std::string text = "{" + std::string(100'000, ' ') + "\"kty\":\"RSA\"" + std::string(100'000, ' ') + "}";
  EXPECT_THAT(ExamineText("key.jwk", text), IsEmpty());
}

}  // namespace
}  // namespace packrake
