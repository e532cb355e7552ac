#include "pack/delta_forest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "support/pack_writer.h"

namespace packrake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// A made pack, its index and the forest over both.
struct Planted {
  explicit Planted(const PackWriter& w, const std::set<std::size_t>& duplicates = {})
      : writer(w), pack(w.Pack()), index_bytes(w.Index()), index(*PackIndex::Parse(index_bytes, "x.idx", 20)) {
    std::vector<bool> bits(duplicates.empty() ? 0 : w.size());
    for (const std::size_t entry : duplicates) bits[*index.Find(w.id(entry).raw())] = true;
    auto built = DeltaForest::Build(pack, index, bits, 1);
    EXPECT_TRUE(built);
    if (built) forest = std::move(*built);
  }
  std::uint32_t rank(std::size_t entry) const { return forest.RankAt(writer.offset(entry)); }
  std::vector<std::uint32_t> children(std::size_t entry) const {
    const auto span = forest.children(rank(entry));
    return {span.begin(), span.end()};
  }

  PackWriter writer;
  std::string pack, index_bytes;
  PackIndex index;
  DeltaForest forest;
};

ObjectId MadeId(int n) {
  std::string raw(20, static_cast<char>(n * 37));
  raw[19] = static_cast<char>(n);
  return ObjectId::FromRaw(raw);
}

const std::string& SomeDelta() {
  static const std::string delta = DeltaWriter(4, 4).Copy(0, 4).bytes();
  return delta;
}

TEST(DeltaForest, LinksDeltasToTheirBases) {
  PackWriter w;
  w.AddWhole(ObjectType::kTree, "root");            // 0
  w.AddOffsetDelta(0, SomeDelta(), MadeId(1));      // 1
  w.AddIdDelta(MadeId(1), SomeDelta(), MadeId(2));  // 2
  w.AddWhole(ObjectType::kCommit, "alone");         // 3
  const Planted p(w);
  ASSERT_EQ(p.forest.size(), 4U);
  EXPECT_EQ(p.forest.base(0), DeltaForest::kNone);
  EXPECT_EQ(p.forest.base(1), 0U);
  EXPECT_EQ(p.forest.base(2), 1U);
  EXPECT_EQ(p.forest.type(2), ObjectType::kTree);
  EXPECT_EQ(p.forest.type(3), ObjectType::kCommit);
  EXPECT_THAT(p.children(0), ElementsAre(1U));
  EXPECT_THAT(p.children(2), IsEmpty());
  EXPECT_EQ(p.forest.begin(1), w.offset(1));
  EXPECT_EQ(p.forest.end(1), w.offset(2));
  EXPECT_EQ(p.forest.end(3), p.pack.size() - 20);
}

TEST(DeltaForest, PutsTheHeaviestChildLast) {
  PackWriter w;
  w.AddWhole(ObjectType::kBlob, "root");                                                        // 0
  w.AddOffsetDelta(0, SomeDelta(), MadeId(1));                                                  // 1: heavy below
  w.AddOffsetDelta(0, SomeDelta(), MadeId(2));                                                  // 2
  w.AddOffsetDelta(0, DeltaWriter(4, 3000).Insert(std::string(3000, 'x')).bytes(), MadeId(3));  // 3
  w.AddOffsetDelta(1, DeltaWriter(4, 9000).Insert(std::string(9000, 'x')).bytes(), MadeId(4));  // 4
  const Planted p(w);
  EXPECT_THAT(p.children(0), UnorderedElementsAre(1U, 2U, 3U));
  EXPECT_EQ(p.children(0).back(), 1U);
  EXPECT_GT(p.forest.weight(0), p.forest.weight(1));
  EXPECT_GT(p.forest.weight(1), p.forest.weight(3));
}

TEST(DeltaForest, AcceptsABaseThatComesAfterItsDelta) {
  PackWriter w;
  const ObjectId root = w.IdOf(ObjectType::kTag, "root");
  w.AddIdDelta(MadeId(1), SomeDelta(), MadeId(2));  // 0, of 1
  w.AddIdDelta(root, SomeDelta(), MadeId(1));       // 1, of 2
  w.AddWhole(ObjectType::kTag, "root");             // 2
  const Planted p(w);
  EXPECT_EQ(p.forest.base(0), 1U);
  EXPECT_EQ(p.forest.base(1), 2U);
  EXPECT_EQ(p.forest.type(0), ObjectType::kTag);
  EXPECT_GT(p.forest.weight(2), p.forest.weight(1));
  EXPECT_GT(p.forest.weight(1), p.forest.weight(0));
}

TEST(DeltaForest, MakesRootsOfWhatItCannotRead) {
  PackWriter w;
  w.AddIdDelta(MadeId(99), SomeDelta(), MadeId(1));                  // 0: no such base
  w.AddOffsetDelta(0, SomeDelta(), MadeId(2));                       // 1: of 0
  w.AddIdDelta(MadeId(4), SomeDelta(), MadeId(3));                   // 2: a circle with 3
  w.AddIdDelta(MadeId(3), SomeDelta(), MadeId(4));                   // 3
  w.AddIdDelta(MadeId(3), SomeDelta(), MadeId(5));                   // 4: hangs on the circle
  w.AddIdDelta(MadeId(6), SomeDelta(), MadeId(6));                   // 5: its own base
  w.AddRaw(5, 3, {}, StoredZlib("abc"), MadeId(7));                  // 6: unknown kind
  w.AddRaw(6, 3, "\x05", StoredZlib("abc"), MadeId(8));              // 7: base between two entries
  w.AddRaw(6, 3, "\xFF\xFF\xFF\x7F", StoredZlib("abc"), MadeId(9));  // 8: base before the pack
  w.AddWhole(ObjectType::kBlob, "far");                              // 9
  w.SetIndexedOffset(9, 1 << 20);                                    // beyond the end
  const Planted p(w);
  for (std::uint32_t rank = 0; rank < p.forest.size(); ++rank) {
    EXPECT_NE(p.forest.fault(rank), nullptr) << rank;
    EXPECT_EQ(p.forest.base(rank), DeltaForest::kNone) << rank;
    EXPECT_EQ(p.forest.type(rank), std::nullopt) << rank;
    EXPECT_THAT(p.forest.children(rank), IsEmpty());
    EXPECT_TRUE(p.forest.visited(rank));
  }
  EXPECT_STREQ(p.forest.fault(0), "its delta base is not in the pack");
  EXPECT_STREQ(p.forest.fault(2), "its delta chain is a circle");
  EXPECT_STREQ(p.forest.fault(6), "its header is damaged");
  EXPECT_STREQ(p.forest.fault(9), "it begins beyond the end of the pack");
}

TEST(DeltaForest, LeavesOutDuplicatesThatNothingNeeds) {
  PackWriter w;
  w.AddWhole(ObjectType::kBlob, "root");        // 0: duplicate, needed by 3
  w.AddOffsetDelta(0, SomeDelta(), MadeId(1));  // 1: duplicate, needed by 3
  w.AddOffsetDelta(1, SomeDelta(), MadeId(2));  // 2: duplicate
  w.AddOffsetDelta(1, SomeDelta(), MadeId(3));  // 3
  w.AddWhole(ObjectType::kBlob, "other");       // 4: duplicate
  const Planted p(w, {0, 1, 2, 4});
  EXPECT_TRUE(p.forest.visited(0));
  EXPECT_TRUE(p.forest.visited(1));
  EXPECT_FALSE(p.forest.visited(2));
  EXPECT_FALSE(p.forest.visited(4));
  EXPECT_THAT(p.children(1), ElementsAre(3U));
}

TEST(DeltaForest, RefusesTwoEntriesAtOneOffset) {
  PackWriter w;
  w.AddWhole(ObjectType::kBlob, "a");
  w.AddWhole(ObjectType::kBlob, "b");
  w.SetIndexedOffset(1, w.offset(0));
  const std::string pack = w.Pack(), index_bytes = w.Index();
  const auto index = PackIndex::Parse(index_bytes, "x.idx", 20);
  EXPECT_FALSE(DeltaForest::Build(pack, *index, {}, 1));
}

TEST(DeltaForest, FindsTheRankOfAnOffset) {
  PackWriter w;
  std::mt19937 random(5);
  for (int i = 0; i < 500; ++i) w.AddWhole(ObjectType::kBlob, std::to_string(i) + std::string(random() % 3000, 'x'));
  const Planted p(w);
  for (std::size_t entry = 0; entry < w.size(); ++entry) {
    EXPECT_EQ(p.rank(entry), entry);
    EXPECT_EQ(p.forest.RankAt(w.offset(entry) + 1), DeltaForest::kNone);
  }
  EXPECT_EQ(p.forest.RankAt(0), DeltaForest::kNone);
  EXPECT_EQ(p.forest.RankAt(1ULL << 60), DeltaForest::kNone);
}

}  // namespace
}  // namespace packrake
