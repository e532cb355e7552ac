#include "credential/crack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "credential/wordlist.h"
#include "support/fake_secrets.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string TokenSignedWith(std::string_view secret, int salt = 1) {
  return SignHmac("HS256", secret, R"({"alg":"HS256"})", "{\"i\":" + std::to_string(salt) + "}");
}

std::string Write(const TempFolder& folder, const std::string& bytes) {
  const std::string path = (folder.path() / "words.txt").string();
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

TEST(Crack, FindsAWordOfTheWordlistWhateverItsLineEnds) {
  const TempFolder folder;
  for (const std::string end : {"\n", "\r\n"}) {
    CrackOptions options;
    options.wordlist = Write(folder,
                             "\xEF\xBB\xBF"
                             "alpha" +
                                 end + "tr0ub4dor" + end + "omega");
    for (const std::string secret : {"alpha", "tr0ub4dor", "omega"}) {
      const auto result = Crack({TokenSignedWith(secret)}, options, nullptr);
      ASSERT_TRUE(result);
      ASSERT_THAT(result->cracked, SizeIs(1)) << secret;
      EXPECT_EQ(result->cracked[0].secret.Reveal(), secret);
      EXPECT_EQ(result->cracked[0].where, "wordlist");
    }
  }
}

TEST(Crack, ReadsAWordlistOfManySteps) {
  const TempFolder folder;
  std::string words;
  for (int i = 0; i < 400'000; ++i) words += "candidate" + std::to_string(i) + "\n";
  words += "needle-at-the-end\n" + std::string(3U << 20, 'x') + "\nbehind-a-long-line\n";
  CrackOptions options;
  options.wordlist = Write(folder, words);
  options.threads = 2;
  std::uint64_t reports = 0;
  options.progress = [&](const CrackProgress& progress) {
    ++reports;
    EXPECT_LE(progress.bytes_done, progress.bytes_total);
  };
  const auto result = Crack({TokenSignedWith("needle-at-the-end", 1), TokenSignedWith("behind-a-long-line", 2),
                             TokenSignedWith("candidate399999", 3)},
                            options, nullptr);
  ASSERT_TRUE(result);
  EXPECT_THAT(result->cracked, SizeIs(3));
  EXPECT_GE(reports, 1U);
}

TEST(Crack, TellsEachSecretAtOnceAndStopsWhenAllAreFound) {
  CrackOptions options;
  options.dictionary = "one\ntwo\n";
  std::vector<std::size_t> told;
  const auto result = Crack({TokenSignedWith("two", 1), FakeJws("RS256", 1), TokenSignedWith("one", 2)}, options,
                            [&](const CrackedToken& cracked) { told.push_back(cracked.token); });
  ASSERT_TRUE(result);
  EXPECT_THAT(told, ElementsAre(2, 0));
  EXPECT_THAT(result->not_hmac, ElementsAre(1));
}

TEST(Crack, TakesTheLiteralsOfARepository) {
  CrackOptions options;
  options.literals = [](const LiteralRequest& request, std::span<const TryLiteral> attempts) {
    const TryLiteral& attempt = attempts[0];
    EXPECT_TRUE(request.everywhere);
    EXPECT_TRUE(attempt({.text = "no", .path = "a", .line = 1}));
    attempt({.text = "c2VjcmV0LWtleS0xMjM0NTY=", .path = "conf/app.yml", .line = 3});
    return true;
  };
  const auto result = Crack({TokenSignedWith("secret-key-123456")}, options, nullptr);
  ASSERT_TRUE(result);
  ASSERT_THAT(result->cracked, SizeIs(1));
  EXPECT_EQ(result->cracked[0].where, "conf/app.yml:3");
  EXPECT_EQ(result->cracked[0].form, "base64 decoded");
}

TEST(Crack, NamesTheFileOfALiteralOfHistory) {
  const auto blob = ObjectId::FromHex(std::string(40, 'a')).value();
  CrackOptions options;
  options.literals = [&](const LiteralRequest&, std::span<const TryLiteral> attempts) {
    attempts[0]({.text = "swordfish-of-1926", .object = blob, .line = 3});
    return true;
  };
  options.path_of = [&](const ObjectId& asked) { return asked == blob ? "conf/app.yml" : ""; };
  const auto result = Crack({TokenSignedWith("swordfish-of-1926")}, options, nullptr);
  ASSERT_TRUE(result);
  ASSERT_THAT(result->cracked, SizeIs(1));
  EXPECT_EQ(result->cracked[0].where, "conf/app.yml:3");
}

TEST(Crack, SaysThatTheWordlistIsMissing) {
  CrackOptions options;
  options.wordlist = "/nowhere/words.txt";
  const auto result = Crack({TokenSignedWith("x")}, options, nullptr);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
}

TEST(TokensIn, FindsTokensInAnyText) {
  const std::string a = FakeJws("HS256", 1), b = FakeJws("RS256", 2);
  EXPECT_THAT(TokensIn("Authorization: Bearer " + a + "\nurl?token=" + b + "&x=1\n\"" + a + "\" and " + a + "."),
              ElementsAre(a, b));
  EXPECT_THAT(TokensIn("no token. at all. here"), SizeIs(0));
}

TEST(TokensIn, FindsTokensWrittenAsJson) {
  const std::string token = FakeJws("HS256", 1);
  const std::size_t first = token.find('.'), second = token.rfind('.');
  const std::string object = "{\"payload\":\"" + token.substr(first + 1, second - first - 1) + "\",\"protected\":\"" +
                             token.substr(0, first) + "\",\"signature\":\"" + token.substr(second + 1) + "\"}";
  EXPECT_THAT(TokensIn(object), ElementsAre(token));
  EXPECT_THAT(TokensIn("{\"protected\": true}"), SizeIs(0));
}

}  // namespace
}  // namespace packrake
