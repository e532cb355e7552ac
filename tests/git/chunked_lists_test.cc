#include "git/chunked_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "git/sequence_pool.h"

namespace packrake {
namespace {

using ::testing::ElementsAreArray;

using Items = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// A name whose cut is as frequent as real names' cuts are.
std::uint32_t Name(std::mt19937& random) {
  return static_cast<std::uint32_t>(random() % 100'000) << 2 | ChunkedLists::CutOf(random());
}

ChunkedLists::Ref Build(ListBuilder& builder, const Items& items) {
  for (const auto& [name, object] : items) {
    const std::uint32_t words[] = {name, object};
    builder.Add(words);
  }
  return builder.Finish();
}

Items ItemsOf(const ChunkedLists& lists, ChunkedLists::Ref list) {
  Items items;
  lists.ForEachItem(list, [&](const std::uint32_t* item) { items.emplace_back(item[0], item[1]); });
  return items;
}

TEST(ChunkedLists, GiveBackWhatWasPutIn) {
  std::mt19937 random(1);
  ChunkedLists lists(2);
  ListBuilder builder(lists);
  for (const std::size_t size : {0U, 1U, 7U, 8U, 64U, 65U, 1000U, 20'000U}) {
    Items items;
    for (std::size_t i = 0; i < size; ++i) items.emplace_back(Name(random), random() % 1000);
    const ChunkedLists::Ref list = Build(builder, items);
    EXPECT_EQ(list == 0, size == 0);
    EXPECT_THAT(ItemsOf(lists, list), ElementsAreArray(items));
    EXPECT_EQ(Build(builder, items), list);
  }
}

TEST(ChunkedLists, CutListsOfNamesThatAskForNoCut) {
  ChunkedLists lists(2);
  ListBuilder builder(lists);
  Items items;
  for (std::uint32_t i = 0; i < 10'000; ++i) items.emplace_back(i << 2, i);
  const ChunkedLists::Ref list = Build(builder, items);
  std::size_t longest = 0;
  lists.ForEachLeaf(list,
                    [&](ChunkedLists::Ref leaf) { longest = std::max(longest, lists.pool().At(leaf).words.size()); });
  EXPECT_EQ(longest, 128U);
  EXPECT_THAT(ItemsOf(lists, list), ElementsAreArray(items));
}

TEST(ChunkedLists, AreTheSameHoweverTheyWerePutTogether) {
  std::mt19937 random(2);
  ChunkedLists lists(2);
  ListBuilder builder(lists);
  for (int round = 0; round < 200; ++round) {
    Items items;
    for (std::size_t i = 0; i < 300; ++i) items.emplace_back(Name(random), random() % 1000);
    const ChunkedLists::Ref list = Build(builder, items);
    const std::vector<ListBuilder::LeafEnd> leaves = builder.leaves();
    ASSERT_EQ(leaves.back().end, items.size());
    // Again, some leaves as a whole and some item by item.
    std::uint32_t begin = 0;
    for (const ListBuilder::LeafEnd& leaf : leaves) {
      ASSERT_TRUE(builder.at_cut());
      if (random() % 2 == 0) {
        builder.AddLeaf(leaf.leaf, leaf.end - begin, items[leaf.end - 1].first);
      } else {
        for (std::uint32_t i = begin; i < leaf.end; ++i) {
          const std::uint32_t words[] = {items[i].first, items[i].second};
          builder.Add(words);
        }
      }
      begin = leaf.end;
    }
    EXPECT_EQ(builder.Finish(), list);
    EXPECT_EQ(builder.leaves().size(), leaves.size());
  }
}

TEST(ChunkedLists, ShareAllButWhatChanged) {
  std::mt19937 random(3);
  ChunkedLists lists(2);
  ListBuilder builder(lists);
  Items items;
  for (std::size_t i = 0; i < 3500; ++i) items.emplace_back(Name(random), random() % 1000);
  Build(builder, items);
  const std::size_t before = lists.pool().bytes();
  constexpr std::size_t kVersions = 1000;
  for (std::size_t version = 0; version < kVersions; ++version) {
    items[random() % items.size()].second = static_cast<std::uint32_t>(1000 + version);
    Build(builder, items);
  }
  // 28,000 bytes each if they shared nothing.
  EXPECT_LT(lists.pool().bytes() - before, kVersions * 1000);
}

TEST(SequencePool, KeepsEachSequenceOnceAndTellsTagsApart) {
  SequencePool pool;
  const std::vector<std::uint32_t> words{1, 2, 3};
  const SequencePool::Ref ref = pool.Intern(1, words);
  EXPECT_NE(ref, 0U);
  EXPECT_EQ(pool.Intern(1, words), ref);
  EXPECT_NE(pool.Intern(2, words), ref);
  EXPECT_EQ(pool.Intern(1, {}), 0U);
  EXPECT_EQ(pool.At(ref).tag, 1U);
  EXPECT_THAT(pool.At(ref).words, ElementsAreArray(words));
  EXPECT_TRUE(pool.At(0).words.empty());
}

TEST(SequencePool, KeepsSequencesOfAnyLength) {
  std::mt19937 random(4);
  SequencePool pool;
  std::vector<std::pair<SequencePool::Ref, std::vector<std::uint32_t>>> kept;
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::uint32_t> words(1 + random() % (i % 50 == 0 ? 30'000 : 20));
    for (std::uint32_t& word : words) word = static_cast<std::uint32_t>(random());
    kept.emplace_back(pool.Intern(0, words), words);
  }
  for (const auto& [ref, words] : kept) {
    ASSERT_THAT(pool.At(ref).words, ElementsAreArray(words));
    ASSERT_EQ(pool.Intern(0, words), ref);
    ASSERT_EQ(pool.note(ref), 0U);
  }
}

}  // namespace
}  // namespace packrake
