#include "credential/secret_line.h"

#include <gtest/gtest.h>

#include <string>

namespace packrake {
namespace {

TEST(SecretLine, HasAWordThatGoesWithSecrets) {
  for (const std::string word : {"secret", "key", "passw", "pwd", "token", "jwt", "jws", "sign", "hmac", "salt", "cred",
                                 "auth", "phrase"}) {
    std::string capitals = word;
    for (char& c : capitals) c = static_cast<char>(c - ('a' - 'A'));
    for (const std::string& spelt : {word, capitals, word.substr(0, 1) + capitals.substr(1)}) {
      EXPECT_TRUE(SpeaksOfSecrets(spelt)) << spelt;
      EXPECT_TRUE(SpeaksOfSecrets("const my_" + spelt + "s = 'x'")) << spelt;
      EXPECT_FALSE(SpeaksOfSecrets(spelt.substr(0, spelt.size() - 1))) << spelt;
      EXPECT_FALSE(SpeaksOfSecrets(spelt.substr(1))) << spelt;
    }
  }
}

TEST(SecretLine, SpeaksOfOtherThings) {
  for (const char* line : {"", "a", "ab", "const port = 3000", "import { a } from './sea'", "k e y", "to ken"})
    EXPECT_FALSE(SpeaksOfSecrets(line)) << line;
}

}  // namespace
}  // namespace packrake
