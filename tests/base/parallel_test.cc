#include "base/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

namespace packrake {
namespace {

TEST(ParallelFor, CallsEachItemOnceWithAWorkerInRange) {
  for (const int threads : {-1, 0, 1, 2, 7}) {
    for (const std::size_t count : {0U, 1U, 3U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      std::atomic<bool> in_range{true};
      ParallelFor(threads, count, [&](int worker, std::size_t item) {
        ++calls[item];
        if (worker < 0 || worker >= std::max(1, threads)) in_range = false;
      });
      for (const auto& number : calls) EXPECT_EQ(number, 1);
      EXPECT_TRUE(in_range);
    }
  }
}

TEST(ParallelFor, OneThreadTakesItemsInOrder) {
  std::vector<std::size_t> seen;
  ParallelFor(1, 5, [&](int, std::size_t item) { seen.push_back(item); });
  EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(ParallelStretches, MakeUpTheWholeOnce) {
  for (const int threads : {1, 3}) {
    for (const std::size_t count : {0U, 1U, 16384U, 16385U, 100000U}) {
      std::vector<std::atomic<int>> calls(count);
      ParallelStretches(threads, count, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) ++calls[i];
      });
      for (const auto& number : calls) EXPECT_EQ(number, 1);
    }
  }
}

TEST(ParallelSort, SortsAsOneThreadDoes) {
  std::mt19937_64 random(1);
  for (const int threads : {-1, 1, 2, 3, 5, 8}) {
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
      std::vector<std::uint64_t> items(count);
      for (std::uint64_t& item : items) item = random() % 300;
      std::vector<std::uint64_t> expected = items;
      std::sort(expected.begin(), expected.end());
      ParallelSort(threads, items, std::less<>());
      EXPECT_EQ(items, expected);
    }
  }
}

TEST(AvailableProcessors, IsAtLeastOne) { EXPECT_GE(AvailableProcessors(), 1); }

}  // namespace
}  // namespace packrake
