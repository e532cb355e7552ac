#include "findings/redact.h"

#include <gtest/gtest.h>

#include <random>

#include "base/base64.h"
#include "findings/needles.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using Text = Redactor::Text;

Finding FindingOf(std::string_view secret, std::vector<std::string> decoded_from = {}) {
  Finding finding;
  finding.secret = Secret(secret);
  finding.locations.emplace_back();
  finding.locations[0].decoded_from = std::move(decoded_from);
  return finding;
}

Redactor RedactorOf(const std::vector<Finding>& findings, int hidden_percent = 0) {
  Redactor redactor(hidden_percent);
  for (const Finding& finding : findings) redactor.Add(finding);
  redactor.Build();
  return redactor;
}

/// Whether any `size` bytes of `secret` that follow one another stand in `text`.
bool ShowsPiece(std::string_view text, std::string_view secret, std::size_t size) {
  for (std::size_t i = 0; i + size <= secret.size(); ++i) {
    if (text.find(secret.substr(i, size)) != std::string_view::npos) return true;
  }
  return false;
}

TEST(Needles, AgreeWithLookingForEachInTurn) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> strings;
    for (int i = 0; i < 12; ++i) {
      std::string s;
      for (std::size_t n = 4 + random() % 6; n > 0; --n) s += static_cast<char>('a' + random() % 2);
      strings.push_back(s);
    }
    const Needles needles(strings);
    std::string text;
    for (int n = 0; n < 40; ++n) text += static_cast<char>('a' + random() % 2);
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::size_t common = 0;
      std::size_t whole = 0;
      for (const std::string& s : strings) {
        std::size_t same = 0;
        while (same < s.size() && at + same < text.size() && s[same] == text[at + same]) ++same;
        common = std::max(common, same);
        if (same == s.size()) whole = std::max(whole, same);
      }
      const Needles::Match match = needles.At(text, at);
      EXPECT_TRUE(common < 4 || match.common == common);
      EXPECT_EQ(match.whole == Needles::kNone ? 0 : needles[match.whole].size(), whole);
    }
  }
}

TEST(Redactor, HidesASecretInEveryKindOfText) {
  const std::string secret = FakeRandom("alnum", 40, 1);
  const Redactor redactor = RedactorOf({FindingOf(secret)});
  for (const Text kind : {Text::kName, Text::kProse, Text::kExcerpt}) {
    const std::string clean = redactor.Apply("a/" + secret + "/b", kind);
    EXPECT_EQ(clean, "a/" + Secret(secret).Redacted() + "/b");
  }
}

TEST(Redactor, HidesTheFormsInWhichASecretWasFound) {
  const std::string secret = FakeRandom("alnum", 40, 2);
  const Redactor redactor = RedactorOf({FindingOf(secret, {"base64"})});
  for (const std::string before : {"", "x", "xy"}) {
    const std::string encoded = Base64Encode(before + secret + "tail");
    const std::string clean = redactor.Apply("data: " + encoded, Text::kProse);
    EXPECT_FALSE(ShowsPiece(clean, Base64Encode(before + secret).substr(4, 44), 12)) << clean;
  }
}

TEST(Redactor, HidesEveryLineOfAKey) {
  const std::string pem = FakePem("rsa", 3);
  const Redactor redactor = RedactorOf({FindingOf(pem)});
  const std::string body = pem.substr(pem.find('\n') + 1, 64);
  EXPECT_EQ(redactor.Apply("key " + body + " end", Text::kProse), "key … end");
  EXPECT_EQ(redactor.Apply("-----BEGIN PRIVATE KEY-----", Text::kExcerpt), "-----BEGIN PRIVATE KEY-----");
}

TEST(Redactor, HidesAShortSecretThatHoldsALineEnd) {
  const Redactor redactor = RedactorOf({FindingOf("sword\rfish")});  // found by fuzzing
  EXPECT_EQ(redactor.Apply("a sword\rfish b", Text::kProse), "a sw…(10 bytes) b");
}

TEST(Redactor, HidesWhatAnExcerptCutOff) {
  const std::string secret = FakeRandom("alnum", 60, 4);
  const Redactor redactor = RedactorOf({FindingOf(secret)});
  for (std::size_t size = 5; size < secret.size(); ++size) {
    const std::string front = redactor.Apply(secret.substr(size) + " = x", Text::kExcerpt);
    const std::string back = redactor.Apply("x = " + secret.substr(0, size), Text::kExcerpt);
    EXPECT_FALSE(ShowsPiece(front, secret, 5)) << front;
    EXPECT_FALSE(ShowsPiece(back, secret, 5)) << back;
  }
}

TEST(Redactor, HidesTheLongestOfNestedSecrets) {
  const Redactor redactor = RedactorOf({FindingOf("swordfish"), FindingOf("swordfish-and-chips")});
  EXPECT_EQ(redactor.Apply("a swordfish-and-chips b", Text::kProse), "a swor…(19 bytes) b");
  EXPECT_EQ(redactor.Apply("a swordfish b", Text::kProse), "a sw…(9 bytes) b");
}

TEST(Redactor, LeavesShortValuesWhereTheyAreNoSecret) {
  const Redactor redactor = RedactorOf({FindingOf("secret"), FindingOf("a")});
  EXPECT_EQ(redactor.Apply("config/secret/app.py", Text::kName), "config/secret/app.py");
  EXPECT_EQ(redactor.Apply("set it to secret now", Text::kProse), "set it to s…(6 bytes) now");
  EXPECT_EQ(redactor.Apply("my secretary", Text::kProse), "my secretary");
  const Redactor word = RedactorOf({FindingOf("swordfish")});
  EXPECT_EQ(word.Apply("tests/swordfish.js", Text::kName), "tests/swordfish.js");
  const Redactor weak = RedactorOf({FindingOf("weak")});
  EXPECT_EQ(weak.Apply("replace weak keys", Text::kProse), "replace weak keys");
  EXPECT_EQ(weak.Apply("key = 'weak'", Text::kExcerpt), "key = 'w…(4 bytes)'");
}

TEST(Redactor, HidesMoreWhenAskedTo) {
  const std::string secret = FakeRandom("alnum", 40, 5);
  const Redactor redactor = RedactorOf({FindingOf(secret)}, 100);
  EXPECT_EQ(redactor.Apply("key = " + Secret(secret).Redacted(), Text::kExcerpt), "key = …(40 bytes)");
  EXPECT_EQ(redactor.Apply(secret, Text::kProse), "…(40 bytes)");
}

TEST(Redactor, WithoutSecretsChangesNothing) { EXPECT_EQ(RedactorOf({}).Apply("as it is", Text::kProse), "as it is"); }

TEST(Redactor, TakesTenThousandSecretsAndAHundredThousandTexts) {
  std::vector<Finding> findings;
  for (std::uint64_t i = 0; i < 10'000; ++i) findings.push_back(FindingOf(FakeRandom("base64url", 200, i)));
  const Redactor redactor = RedactorOf(findings);
  std::size_t hidden = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const std::string text = "services/a/b/" + std::to_string(i) + std::string(findings[i % 10'000].secret.Reveal());
    hidden += redactor.Apply(text, Text::kName).find("…(200 bytes)") != std::string::npos;
  }
  EXPECT_EQ(hidden, 100'000u);
}

}  // namespace
}  // namespace packrake
