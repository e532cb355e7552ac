#include "credential/hmac_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "credential/word_blocks.h"
#include "credential/wordlist.h"
#include "support/fake_secrets.h"
#include "support/temp_folder.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;

std::string TokenSignedWith(std::string_view secret, int salt) {
  return SignHmac("HS256", secret, R"({"alg":"HS256"})", "{\"i\":" + std::to_string(salt) + "}");
}

/// Lines "filler0" to "filler<count - 1>", some blocks of them.
std::string Filler(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) lines += "filler" + std::to_string(i) + "\n";
  return lines;
}

std::string Write(const TempFolder& folder, const std::string& bytes) {
  const auto path = folder.path() / "words";
  WriteTestFile(path, bytes);
  return path.string();
}

TEST(HmacSearch, TellsOfAFileWhatASearchLineByLineWouldWhateverTheThreads) {
  const TempFolder folder;
  // HMAC pads a key with NULs: two lines sign the first token, blocks apart. The last line has no end.
  const std::string twice = std::string("twice") + '\0';
  const std::string file =
      Write(folder, Filler(60'000) + twice + "\n" + Filler(90'000) + "twice\n" + "hidden\n" + Filler(30'000) + "last");
  for (const int threads : {1, 2, 5}) {
    std::vector<std::string> told;
    HmacSearch search(threads, [&](const HmacSearch::Match& match) {
      told.push_back(std::to_string(match.token) + " " + std::string(match.secret));
      EXPECT_EQ(match.origin, 7U);
    });
    for (const std::string secret : {"last", "twice", "hidden"}) ASSERT_TRUE(search.Add(TokenSignedWith(secret, 1)));
    ASSERT_TRUE(search.TryFile(file, 7, Forms::kAsWritten, [](std::uint64_t) { return true; }));
    EXPECT_THAT(told, ElementsAre("1 " + twice, "2 hidden", "0 last")) << threads;
    EXPECT_EQ(search.tried(), 60'000U + 1 + 90'000 + 2 + 30'000 + 1) << threads;
  }
}

TEST(HmacSearch, CountsNoBlockBehindTheLastMatch) {
  const TempFolder folder;
  const std::string file = Write(folder, "secret\n" + Filler(200'000));
  std::vector<std::uint64_t> tried;
  for (const int threads : {1, 4}) {
    HmacSearch search(threads, [](const HmacSearch::Match&) {});
    ASSERT_TRUE(search.Add(TokenSignedWith("secret", 1)));
    ASSERT_TRUE(search.TryFile(file, 0, Forms::kAsWritten, [](std::uint64_t) { return true; }));
    EXPECT_EQ(search.left(), 0U);
    tried.push_back(search.tried());
  }
  EXPECT_EQ(tried[0], tried[1]);
  EXPECT_LT(tried[0], 100'000U);
}

TEST(HmacSearch, TriesTheFormsOfAFilesLines) {
  const TempFolder folder;
  const std::string file = Write(folder, "c2VjcmV0LWtleS0xMjM0NTY=\n");
  for (const bool all_forms : {true, false}) {
    HmacSearch search(2, [](const HmacSearch::Match& match) {
      EXPECT_EQ(match.form, "base64 decoded");
      EXPECT_EQ(match.literal, "c2VjcmV0LWtleS0xMjM0NTY=");
    });
    ASSERT_TRUE(search.Add(TokenSignedWith("secret-key-123456", 1)));
    const Forms forms = all_forms ? Forms::kAll : Forms::kAsWritten;
    ASSERT_TRUE(search.TryFile(file, 0, forms, [](std::uint64_t) { return true; }));
    EXPECT_EQ(search.left(), all_forms ? 0U : 1U);
  }
}

TEST(HmacSearch, EndsAFileWhenItIsToldTo) {
  const TempFolder folder;
  const std::string file = Write(folder, Filler(400'000));
  HmacSearch search(1, [](const HmacSearch::Match&) {});
  ASSERT_TRUE(search.Add(TokenSignedWith("x", 1)));
  ASSERT_TRUE(search.TryFile(file, 0, Forms::kAsWritten, [](std::uint64_t) { return false; }));
  EXPECT_LT(search.tried(), 400'000U);
}

TEST(WordBlocks, HaveEveryLineOnceInOrder) {
  const TempFolder folder;
  std::vector<std::string> lines;
  for (int i = 0; i < 50'000; ++i)
    lines.push_back(std::string(static_cast<std::size_t>(1 + i % 97), 'a') + std::to_string(i));
  lines[20'000] = std::string(2U << 20, 'x');  // more than some steps
  std::string text;
  for (const std::string& line : lines) text += line + "\r\n";
  text += "no end";
  lines.emplace_back("no end");
  lines.erase(lines.begin() + 20'000);
  const auto blocks = WordBlocks::Open(Write(folder, text));
  ASSERT_TRUE(blocks);
  std::vector<std::string> words;
  WordBlocks::Block block;
  std::uint64_t expected = 0;
  while ((*blocks)->Next(block)) {
    EXPECT_EQ(block.number, expected++);
    EXPECT_LE(block.bytes.size(), 2U << 20);
    ForEachWord(block.bytes, [&](std::string_view word) {
      words.emplace_back(word);
      return true;
    });
  }
  EXPECT_EQ(block.bytes_done, text.size());
  EXPECT_GT(expected, 5U);
  EXPECT_EQ(words, lines);
  EXPECT_TRUE((*blocks)->status());
}

TEST(WordBlocks, OfAFolderCannotBeRead) {
  const TempFolder folder;
  const auto blocks = WordBlocks::Open(folder.path().string());
  ASSERT_TRUE(blocks);
  WordBlocks::Block block;
  EXPECT_FALSE((*blocks)->Next(block));
  EXPECT_FALSE((*blocks)->status());
}

}  // namespace
}  // namespace packrake
