#include "credential/hmac_lanes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "base/base64.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string TokenSignedWith(std::string_view secret, int salt) {
  return SignHmac("HS256", secret, R"({"alg":"HS256"})", "{\"i\":" + std::to_string(salt) + "}");
}

LiteralText At(std::string_view text, Standing standing, std::string_view path = "a") {
  return {.text = text, .path = path, .line = 7, .standing = standing};
}

/// "token literal (form) place" of each match.
std::vector<std::string> Told(const std::vector<HmacLanes::Match>& matches) {
  std::vector<std::string> told;
  told.reserve(matches.size());
  for (const HmacLanes::Match& match : matches) {
    told.push_back(std::to_string(match.token) + " " + match.literal + " (" + std::string(match.form) + ") " +
                   match.place);
  }
  return told;
}

class HmacLanesTest : public ::testing::Test {
 protected:
  HmacLanesTest() : search_(1, [](const HmacSearch::Match&) { ADD_FAILURE() << "told by the search itself"; }) {}
  HmacSearch search_;
  const std::string secret_ = FakeHmacSecret(1);
  const std::string encoded_ = Base64Encode(secret_), quoted_ = "'" + secret_ + "'";
};

TEST_F(HmacLanesTest, TellWhichLiteralSignedWhichToken) {
  search_.Add(TokenSignedWith(FakeHmacSecret(2), 0));
  search_.Add(TokenSignedWith(secret_, 1));
  HmacLanes lanes(search_, 2);
  lanes.Try(0, At("some word", Standing::kLikely));
  lanes.Try(1, At(secret_, Standing::kOther, "conf/b"));
  EXPECT_EQ(search_.left(), 2U) << "too few to be tried yet";
  lanes.Flush();
  EXPECT_EQ(search_.left(), 1U);
  EXPECT_THAT(Told(lanes.Take()), ElementsAre("1 " + secret_ + " () conf/b:7"));
  EXPECT_THAT(lanes.Take(), IsEmpty());
}

TEST_F(HmacLanesTest, TellTheBestLiteralWhicheverComesFirst) {
  const std::vector<LiteralText> all = {
      At(secret_, Standing::kOther), At(encoded_, Standing::kOther), At(encoded_, Standing::kLikely),
      At(secret_, Standing::kLikely, "best"), At(quoted_, Standing::kLikely)};
  for (std::size_t first = 0; first < all.size(); ++first) {
    HmacSearch search(1, [](const HmacSearch::Match&) {});
    search.Add(TokenSignedWith(secret_, 1));
    search.Add(TokenSignedWith(secret_, 2));
    HmacLanes lanes(search, 3);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t which = (first + i) % all.size();
      lanes.Try(static_cast<int>(which % 3), all[which]);
      lanes.Flush();  // once the secret is known the tokens are done: the others are compared, not hashed
    }
    EXPECT_THAT(Told(lanes.Take()),
                ElementsAre("0 " + secret_ + " () best:7", "1 " + secret_ + " () best:7"))
        << first;
  }
}

TEST_F(HmacLanesTest, SayWhetherABetterStandingIsLacking) {
  search_.Add(TokenSignedWith(secret_, 1));
  HmacLanes lanes(search_, 1);
  lanes.Try(0, At(secret_, Standing::kOther));
  lanes.Flush();
  EXPECT_TRUE(lanes.Lacks(Standing::kLikely));
  EXPECT_FALSE(lanes.Lacks(Standing::kOther));
  lanes.Try(0, At(secret_, Standing::kBeside));
  lanes.Flush();
  EXPECT_FALSE(lanes.Lacks(Standing::kLikely));
}

TEST_F(HmacLanesTest, ATokenThatWasDoneBeforeLacksNothing) {
  HmacSearch search(1, [](const HmacSearch::Match&) {});
  search.Add(TokenSignedWith(secret_, 1));
  search.Try(secret_, 0);
  search.Flush();
  HmacLanes lanes(search, 1);
  EXPECT_FALSE(lanes.Lacks(Standing::kLikely));
}

TEST_F(HmacLanesTest, TellTheSameFromAnyNumberOfThreads) {
  std::vector<std::string> words;
  words.reserve(3000);
  for (int i = 0; i < 3000; ++i) words.push_back("word" + std::to_string(i));
  std::vector<std::string> once;
  for (const int count : {1, 2, 5}) {
    HmacSearch search(1, [](const HmacSearch::Match&) {});
    for (int i = 0; i < 20; ++i) search.Add(TokenSignedWith(words[static_cast<std::size_t>(i) * 149], i));
    HmacLanes lanes(search, count);
    std::vector<std::jthread> threads;
    threads.reserve(static_cast<std::size_t>(count));
    for (int lane = 0; lane < count; ++lane) {
      threads.emplace_back([&, lane] {
        const auto step = static_cast<std::size_t>(count);
        for (auto i = static_cast<std::size_t>(lane); i < 2 * words.size(); i += step) {
          const std::string& word = words[i % words.size()];
          lanes.Try(lane, At(i < words.size() ? Base64Encode(word) : word, Standing::kLikely));
        }
      });
    }
    threads.clear();
    lanes.Flush();
    EXPECT_EQ(search.left(), 0U);
    const auto told = Told(lanes.Take());
    if (count == 1) once = told;
    EXPECT_EQ(told, once) << count;
  }
}

}  // namespace
}  // namespace packrake
