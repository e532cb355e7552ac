#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <unordered_set>

#include "base/file.h"
#include "credential/known_samples.h"
#include "credential/wordlist.h"
#include "support/source_folder.h"

namespace packrake {
namespace {

std::string List() { return SourceFolder() / "patterns/weak-secrets.txt"; }

std::string OutputOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string output;
  std::array<char, 4096> buffer;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), size);
  }
  return output;
}

TEST(WeakSecrets, IsWhatTheScriptWrites) {
  const auto list = ReadFile(List());
  ASSERT_TRUE(list);
  EXPECT_TRUE(*list == OutputOf("python3 " + (SourceFolder() / "scripts/make_weak_secrets.py").string()))
      << "run scripts/make_weak_secrets.py > patterns/weak-secrets.txt";
}

TEST(WeakSecrets, HasManyDistinctWordsAndNoStrayBytes) {
  const auto list = ReadFile(List());
  ASSERT_TRUE(list);
  std::unordered_set<std::string> words;
  ForEachWord(*list, [&](std::string_view word) {
    EXPECT_TRUE(words.emplace(word).second) << word;
    EXPECT_EQ(word.find_first_of("\r\t"), std::string_view::npos) << word;
    return true;
  });
  EXPECT_GE(words.size(), 2000U);
  EXPECT_EQ(list->back(), '\n');
}

TEST(WeakSecrets, KnowsTheOnesThatEverybodyUses) {
  const auto list = ReadFile(List());
  ASSERT_TRUE(list);
  std::unordered_set<std::string> words;
  ForEachWord(*list, [&](std::string_view word) { return words.emplace(word).second; });
  for (const char* word : {"secret", "your-256-bit-secret", "jwt_secret", "my-secret-key", "supersecretkey", "changeme",
                           "JWT_SECRET_KEY", "secret123", "thisisasecret", "keyboard cat", "mysecretkey", "SECRET_KEY",
                           "shhhhh", "your_jwt_secret", "super-secret", "test", "s3cr3t", "jwtSecretKey"}) {
    EXPECT_TRUE(words.contains(word)) << word;
  }
}

TEST(KnownSamples, TellPublicOnesFromShippedOnes) {
  EXPECT_EQ(KnownSecret("your-256-bit-secret")->kind, SampleKind::kPublic);
  EXPECT_EQ(KnownSecret("qmPlus")->kind, SampleKind::kShippedDefault);
  EXPECT_EQ(KnownSecret("Shop_C421AAEE0D114E9C")->kind, SampleKind::kShippedDefault);
  EXPECT_FALSE(KnownSecret("my own secret"));
  EXPECT_FALSE(KnownKey("no key"));
  EXPECT_FALSE(KnownSignature("bm8gc2lnbmF0dXJl"));
  EXPECT_FALSE(KnownSecret(""));
}

}  // namespace
}  // namespace packrake
