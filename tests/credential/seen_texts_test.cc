#include "credential/seen_texts.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace packrake {
namespace {

using Sight = SeenTexts::Sight;

TEST(SeenTexts, KnowWhatTheySawAndAsWhat) {
  SeenTexts seen;
  const std::uint64_t hash = seen.HashOf("a text");
  EXPECT_EQ(seen.Look(hash), Sight::kNew);
  EXPECT_EQ(seen.Mark(hash, false), Sight::kNew);
  EXPECT_EQ(seen.Mark(hash, false), Sight::kUnlikely);
  EXPECT_EQ(seen.Look(hash), Sight::kUnlikely);
  EXPECT_EQ(seen.Mark(hash, true), Sight::kUnlikely) << "now as a likely one, which is news";
  EXPECT_EQ(seen.Mark(hash, true), Sight::kLikely);
  EXPECT_EQ(seen.Mark(hash, false), Sight::kLikely) << "and stays that";
  EXPECT_EQ(seen.Look(hash), Sight::kLikely);
  EXPECT_EQ(seen.Look(seen.HashOf("another")), Sight::kNew);
}

TEST(SeenTexts, TellOneOfManyThreadsThatATextIsNew) {
  SeenTexts seen;
  constexpr int kTexts = 200'000;
  std::atomic<int> fresh = 0, likely = 0;
  std::vector<std::jthread> threads;
  threads.reserve(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kTexts; ++i) {
        const Sight before = seen.Mark(seen.HashOf(std::to_string(i)), t % 2 == 1);
        if (before == Sight::kNew) ++fresh;
        if (t % 2 == 1 && before != Sight::kLikely) ++likely;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(fresh, kTexts);
  EXPECT_EQ(likely, kTexts);
}

}  // namespace
}  // namespace packrake
