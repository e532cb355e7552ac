#include "pack/buffer_pool.h"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "pack/delta.h"

namespace packrake {
namespace {

TEST(BufferPool, GivesRoomForTheSizeAndTheSlack) {
  BufferBudget budget(1ULL << 30);
  BufferPool pool(budget);
  for (std::uint64_t size = 0; size < (1U << 25); size = size * 9 / 8 + 1) {
    Buffer buffer = pool.Get(size);
    ASSERT_NE(buffer.data(), nullptr);
    ASSERT_GE(buffer.capacity(), size + kSlack);
    ASSERT_LE(buffer.capacity(), (size + kSlack) * 5 / 4 + 4096);
    std::memset(buffer.data(), 1, buffer.capacity());
    pool.Put(std::move(buffer));
  }
}

TEST(BufferPool, GivesTheSameBufferAgain) {
  BufferBudget budget(1ULL << 30);
  BufferPool pool(budget);
  Buffer first = pool.Get(10'000);
  const char* const data = first.data();
  pool.Put(std::move(first));
  EXPECT_EQ(pool.Get(10'001).data(), data);
}

TEST(BufferPool, StaysWithinItsBudget) {
  BufferBudget budget(1 << 20);
  BufferPool pool(budget);
  std::vector<Buffer> held;
  for (;;) {
    Buffer buffer = pool.Get(100'000);
    if (buffer.data() == nullptr) break;
    held.push_back(std::move(buffer));
  }
  EXPECT_EQ(held.size(), 9U);  // of 114,688 bytes, the next size class
  EXPECT_LE(budget.peak(), 1U << 20);
  held.clear();
  EXPECT_NE(pool.Get(900'000).data(), nullptr);
  EXPECT_EQ(pool.Get(2 << 20).data(), nullptr);
  EXPECT_EQ(pool.Get(~std::uint64_t{0}).data(), nullptr);
}

TEST(BufferPool, LetsGoOfWhatItKeepsWhenTheBudgetIsShort) {
  BufferBudget budget(1 << 20);
  BufferPool pool(budget);
  pool.Put(pool.Get(700'000));
  EXPECT_NE(pool.Get(800'000).data(), nullptr);
}

}  // namespace
}  // namespace packrake
