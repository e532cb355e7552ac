#include "credential/hmac.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "credential/sha2_lanes.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Matches = std::vector<std::pair<std::size_t, std::size_t>>;

Matches TryAll(const std::vector<HmacTarget>& targets, const std::vector<std::string>& secrets) {
  HmacGuesser guesser(targets);
  const std::vector<std::string_view> views(secrets.begin(), secrets.end());
  Matches matches;
  guesser.Try(views, [&](std::size_t secret, std::size_t target) { matches.emplace_back(secret, target); });
  return matches;
}

// RFC 4231 section 4.3: key "Jefe", and 4.7: a key of 131 bytes.
TEST(Hmac, ComputesTheSamplesOfRfc4231) {
  EXPECT_EQ(HexEncode(Hmac(HmacHash::kSha256, "Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HexEncode(Hmac(HmacHash::kSha384, std::string(131, '\xAA'),
                           "Test Using Larger Than Block-Size Key - Hash Key First"))
                .substr(0, 32),
            "4ece084485813e9088d2c63a041bc5b4");
}

TEST(HmacGuesser, FindsEverySecretWhereverItStandsInABatch) {
  for (const HmacHash hash : {HmacHash::kSha256, HmacHash::kSha384, HmacHash::kSha512}) {
    std::vector<std::string> secrets;
    for (std::uint64_t i = 0; i < 1200; ++i) secrets.push_back(FakeRandom("alnum", 1 + i % 40, i));
    for (const std::size_t place : {0U, 1U, 15U, 16U, 511U, 512U, 1199U}) {
      const std::string input = FakeRandom("base64url", 100 + place, place);
      const std::vector<HmacTarget> targets = {{hash, input, Hmac(hash, secrets[place], input)}};
      EXPECT_THAT(TryAll(targets, secrets), ElementsAre(std::pair(place, std::size_t{0})));
    }
  }
}

TEST(HmacGuesser, AgreesWithOpenSslAtEveryLength) {
  for (const HmacHash hash : {HmacHash::kSha256, HmacHash::kSha384, HmacHash::kSha512}) {
    std::vector<HmacTarget> targets;
    std::vector<std::string> secrets;
    Matches expected;
    // Both lengths pass the borders of blocks (64, 128) and of padding (55, 111).
    for (std::size_t size = 0; size < 300; size += 1) {
      const std::string secret = FakeRandom("bytes", size, size), input = FakeRandom("bytes", 299 - size, size);
      targets.push_back({hash, input, Hmac(hash, secret, input)});
      secrets.push_back(secret);
      expected.emplace_back(size, size);
    }
    EXPECT_EQ(TryAll(targets, secrets).size(), expected.size());
    for (const auto& [secret, target] : TryAll(targets, secrets)) EXPECT_EQ(secret, target);
  }
}

TEST(HmacGuesser, FindsATokensSecret) {
  const std::string token = FakeJws("HS256", 1);
  const std::size_t dot = token.rfind('.');
  const std::vector<HmacTarget> targets = {
      {HmacHash::kSha256, token.substr(0, dot), *Base64UrlDecode(token.substr(dot + 1))}};
  EXPECT_THAT(TryAll(targets, {"secret", FakeHmacSecret(1)}), ElementsAre(std::pair(std::size_t{1}, std::size_t{0})));
  EXPECT_THAT(TryAll(targets, {"secret", FakeHmacSecret(2)}), IsEmpty());
}

TEST(HmacGuesser, ATargetThatIsDoneIsNotTried) {
  const std::atomic<bool> done = true;
  const std::vector<HmacTarget> targets = {{HmacHash::kSha256, "a.b", Hmac(HmacHash::kSha256, "x", "a.b"), &done}};
  EXPECT_THAT(TryAll(targets, {"x"}), IsEmpty());
}

template <class Word>
void ExpectLevelsAgree() {
  constexpr std::size_t kSecrets = 32;  // a multiple of every number of lanes
  const Word iv[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  Word block[16];
  for (std::size_t i = 0; i < 16; ++i) block[i] = static_cast<Word>(i * 0x9E3779B97F4A7C15U);
  std::vector<Word> schedule(static_cast<std::size_t>(Sha2Constants<Word>::kRounds));
  ExpandSchedule(block, schedule.data());
  std::vector<std::vector<Word>> states;
  for (const Sha2Lanes<Word>* kernel : AllSha2Lanes<Word>()) {
    const std::size_t lanes = kernel->lanes, groups = kSecrets / lanes;
    std::vector<Word> keys(16 * kSecrets), inner(8 * kSecrets), outer(8 * kSecrets), plain;
    for (std::size_t s = 0; s < kSecrets; ++s) {
      for (std::size_t w = 0; w < 16; ++w)
        keys[s / lanes * 16 * lanes + w * lanes + s % lanes] = static_cast<Word>(s * 100 + w);
    }
    kernel->pads(keys.data(), iv, groups, inner.data(), outer.data());
    for (std::size_t s = 0; s < kSecrets; ++s) {
      for (std::size_t w = 0; w < 8; ++w) {
        plain.push_back(inner[s / lanes * 8 * lanes + w * lanes + s % lanes]);
        plain.push_back(outer[s / lanes * 8 * lanes + w * lanes + s % lanes]);
      }
    }
    states.push_back(plain);
    EXPECT_EQ(plain, states.front()) << kernel->level;
  }
}

/// HMAC of a short input under a short key, by the kernel alone: every lane must see the right first word, and no
/// other.
template <class Word>
void ExpectLevelsMatch(HmacHash hash, const Word (&iv)[8]) {
  const std::string key = "0123456789abcdef", input = "abcdefgh";
  const std::string mac = Hmac(hash, key, input);
  const auto word = [](const std::string& bytes, std::size_t at) {
    Word value = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i)
      value = static_cast<Word>(value << 8 | static_cast<std::uint8_t>(bytes[at + i]));
    return value;
  };
  std::string message = input + '\x80';
  message.resize(16 * sizeof(Word), '\0');
  message[message.size() - 2] = static_cast<char>(8 * (16 * sizeof(Word) + input.size()) >> 8);
  message[message.size() - 1] = static_cast<char>(8 * (16 * sizeof(Word) + input.size()));
  Word block[16];
  for (std::size_t i = 0; i < 16; ++i) block[i] = word(message, i * sizeof(Word));
  std::vector<Word> schedule(static_cast<std::size_t>(Sha2Constants<Word>::kRounds));
  ExpandSchedule(block, schedule.data());
  for (const Sha2Lanes<Word>* kernel : AllSha2Lanes<Word>()) {
    std::vector<Word> keys(16 * kernel->lanes), inner(8 * kernel->lanes), outer(8 * kernel->lanes);
    for (std::size_t i = 0; i < key.size() / sizeof(Word); ++i) {
      for (std::size_t lane = 0; lane < kernel->lanes; ++lane)
        keys[i * kernel->lanes + lane] = word(key, i * sizeof(Word));
    }
    kernel->pads(keys.data(), iv, 1, inner.data(), outer.data());
    std::uint32_t matches = 0;
    const std::size_t words = DigestSize(hash) / sizeof(Word);
    kernel->test(inner.data(), outer.data(), 1, schedule.data(), 1, words, word(mac, 0), &matches);
    EXPECT_EQ(matches, (1U << kernel->lanes) - 1) << kernel->level;
    kernel->test(inner.data(), outer.data(), 1, schedule.data(), 1, words, word(mac, 0) ^ 1, &matches);
    EXPECT_EQ(matches, 0U) << kernel->level;
  }
}

TEST(Sha2Lanes, EveryLevelFindsTheRightSecretAndNoOther) {
  ExpectLevelsMatch<std::uint32_t>(HmacHash::kSha256, {0x6A09E667U, 0xBB67AE85U, 0x3C6EF372U, 0xA54FF53AU, 0x510E527FU,
                                                       0x9B05688CU, 0x1F83D9ABU, 0x5BE0CD19U});
  ExpectLevelsMatch<std::uint64_t>(
      HmacHash::kSha512, {0x6A09E667F3BCC908ULL, 0xBB67AE8584CAA73BULL, 0x3C6EF372FE94F82BULL, 0xA54FF53A5F1D36F1ULL,
                          0x510E527FADE682D1ULL, 0x9B05688C2B3E6C1FULL, 0x1F83D9ABFB41BD6BULL, 0x5BE0CD19137E2179ULL});
}

TEST(Sha2Lanes, EveryLevelComputesTheSame) {
  ExpectLevelsAgree<std::uint32_t>();
  ExpectLevelsAgree<std::uint64_t>();
}

}  // namespace
}  // namespace packrake
