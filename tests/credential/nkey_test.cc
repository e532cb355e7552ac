#include "credential/nkey.h"

#include <gtest/gtest.h>

#include <string>

#include "credential/examine_text.h"
#include "credential/key_text.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

TEST(Nkey, ReadsASeedOfEveryRole) {
  constexpr std::pair<char, const char*> kRoles[] = {{'O', "operator"}, {'A', "account"}, {'U', "user"},
                                                     {'N', "server"},   {'C', "cluster"}, {'X', "curve"}};
  for (const auto& [kind, role] : kRoles) {
    const std::string seed = FakeNkeySeed(kind, 1);
    ASSERT_EQ(seed.size(), 58U);
    EXPECT_EQ(seed.substr(0, 3), std::string("S") + kind + "A");
    const auto read = ReadNkeySeed(seed);
    ASSERT_TRUE(read) << seed.substr(0, 4);
    EXPECT_EQ(read->role, role);
    EXPECT_FALSE(read->key.spki.empty());
    EXPECT_EQ(ExamineText("key.nkey", "seed: " + seed).size(), 1U);
  }
}

TEST(Nkey, AWrongCharacterAnywhereIsNoSeed) {
  const std::string seed = FakeNkeySeed('U', 2);
  for (std::size_t i = 3; i < seed.size(); ++i) {
    std::string wrong = seed;
    wrong[i] = wrong[i] == 'K' ? 'L' : 'K';
    EXPECT_FALSE(ReadNkeySeed(wrong)) << i;
  }
  EXPECT_FALSE(ReadNkeySeed(seed.substr(1)));
}

TEST(Nkey, IsAKeyForProof) {
  const auto key = ReadPrivateKeyText(FakeNkeySeed('A', 3));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->type, "Ed25519");
}

}  // namespace
}  // namespace packrake
