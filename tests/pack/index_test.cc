#include "pack/index.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "support/pack_writer.h"

namespace packrake {
namespace {

PackWriter ManyBlobs(std::size_t id_size, int count) {
  PackWriter writer(id_size);
  for (int i = 0; i < count; ++i) writer.AddWhole(ObjectType::kBlob, "blob " + std::to_string(i));
  return writer;
}

TEST(PackIndex, FindsEveryIdAndNoOther) {
  for (const std::size_t id_size : {20U, 32U}) {
    for (const bool long_offsets : {false, true}) {
      const PackWriter writer = ManyBlobs(id_size, 3000);
      const std::string bytes = writer.Index(long_offsets);
      const auto index = PackIndex::Parse(bytes, "x.idx", id_size);
      ASSERT_TRUE(index) << index.error().message;
      ASSERT_EQ(index->object_count(), writer.size());
      for (std::size_t i = 0; i < writer.size(); ++i) {
        const auto position = index->Find(writer.id(i).raw());
        ASSERT_TRUE(position);
        EXPECT_EQ(index->id(*position), writer.id(i).raw());
        EXPECT_EQ(index->offset(*position), writer.offset(i));
        std::string other(writer.id(i).raw());
        other.back() ^= 1;
        EXPECT_FALSE(index->Find(other));
      }
      EXPECT_FALSE(index->Find(std::string(id_size, '\0')));
      EXPECT_FALSE(index->Find(std::string(id_size, '\xFF')));
      EXPECT_FALSE(index->Find("short"));
    }
  }
}

// Ids made up so that the guess of where one stands is always wrong.
TEST(PackIndex, FindsIdsThatAreNotSpreadEvenly) {
  PackWriter writer;
  std::mt19937 random(3);
  for (int i = 0; i < 2000; ++i) {
    std::string id(20, '\0');
    id[0] = static_cast<char>(i % 3 == 0 ? 7 : 0xFF);
    for (std::size_t k = 12; k < 20; ++k) id[k] = static_cast<char>(random() & 0xFF);
    if (i % 7 == 0) id[1] = '\xFF';
    writer.AddRaw(3, 0, {}, StoredZlib(""), ObjectId::FromRaw(id));
  }
  const std::string bytes = writer.Index();
  const auto index = PackIndex::Parse(bytes, "x.idx", 20);
  ASSERT_TRUE(index);
  for (std::size_t i = 0; i < writer.size(); ++i) EXPECT_TRUE(index->Find(writer.id(i).raw()));
}

TEST(PackIndex, ReadsAnEmptyOne) {
  const std::string bytes = PackWriter().Index();
  const auto index = PackIndex::Parse(bytes, "x.idx", 20);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->object_count(), 0U);
  EXPECT_FALSE(index->Find(std::string(20, 'a')));
}

TEST(PackIndex, ReadsOffsetsAboveFourGib) {
  PackWriter writer = ManyBlobs(20, 3);
  writer.SetIndexedOffset(1, 0x1234567890ULL);
  const std::string bytes = writer.Index();
  const auto index = PackIndex::Parse(bytes, "x.idx", 20);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->offset(*index->Find(writer.id(1).raw())), 0x1234567890ULL);
}

struct Damage {
  const char* what;
  ErrorCode code;
  void (*apply)(std::string& bytes);
};

TEST(PackIndex, RefusesDamage) {
  constexpr std::size_t kFanOut = 8, kIds = kFanOut + 1024;
  const Damage damages[] = {
      {"empty", ErrorCode::kCorrupt, [](std::string& b) { b.clear(); }},
      {"cut short", ErrorCode::kCorrupt, [](std::string& b) { b.pop_back(); }},
      {"without its end", ErrorCode::kCorrupt, [](std::string& b) { b.resize(b.size() - 8); }},
      {"too long", ErrorCode::kCorrupt, [](std::string& b) { b += std::string(8 * 41, 'x'); }},
      {"other magic: version 1", ErrorCode::kUnsupported, [](std::string& b) { b[0] = '\0'; }},
      {"version 3", ErrorCode::kUnsupported, [](std::string& b) { b[7] = '\3'; }},
      {"fan-out descends", ErrorCode::kCorrupt, [](std::string& b) { b[kFanOut + 3] = '\x7F'; }},
      {"count of 2^32 - 1", ErrorCode::kCorrupt,
       [](std::string& b) { b.replace(kFanOut + 4 * 255, 4, "\xFF\xFF\xFF\xFF"); }},
      {"an id in the wrong place", ErrorCode::kCorrupt,
       [](std::string& b) { b[kIds] = static_cast<char>(b[kIds] + 1); }},
      {"two ids changed places", ErrorCode::kCorrupt,
       [](std::string& b) {
         const std::string first = b.substr(kIds, 20);
         b.replace(kIds, 20, b, kIds + 20, 20);
         b.replace(kIds + 20, 20, first);
       }},
      {"an id twice", ErrorCode::kCorrupt, [](std::string& b) { b.replace(kIds + 20, 20, b, kIds, 20); }},
      {"offset outside the table", ErrorCode::kCorrupt, [](std::string& b) { b[b.size() - 40 - 4] = '\x80'; }},
  };
  for (const Damage& damage : damages) {
    std::string bytes = ManyBlobs(20, 40).Index();
    damage.apply(bytes);
    const auto index = PackIndex::Parse(bytes, "x.idx", 20);
    ASSERT_FALSE(index) << damage.what;
    EXPECT_EQ(index.error().code, damage.code) << damage.what;
    EXPECT_NE(index.error().message.find("x.idx: "), std::string::npos);
  }
}

// So many that several threads check them.
TEST(PackIndex, FindsEachOfManyIdsAndSeesTwoThatChangedPlaces) {
  std::string bytes = ManyBlobs(20, 25'000).Index();
  const auto index = PackIndex::Parse(bytes, "x.idx", 20);
  ASSERT_TRUE(index);
  for (std::uint32_t i = 0; i < index->object_count(); ++i) {
    const std::string id(index->id(i));
    ASSERT_EQ(index->Find(id), i);
    std::string other = id;
    other.back() = static_cast<char>(other.back() ^ 1);
    ASSERT_FALSE(index->Find(other));
  }
  constexpr std::size_t kIds = 8 + 1024;
  const std::size_t middle = kIds + 20 * 12'345;
  const std::string one = bytes.substr(middle, 20);
  bytes.replace(middle, 20, bytes, middle + 20, 20);
  bytes.replace(middle + 20, 20, one);
  EXPECT_FALSE(PackIndex::Parse(bytes, "x.idx", 20));
}

TEST(PackIndex, RefusesIdsOfAnotherSize) {
  EXPECT_FALSE(PackIndex::Parse(ManyBlobs(20, 40).Index(), "x.idx", 32));
  EXPECT_FALSE(PackIndex::Parse(ManyBlobs(32, 40).Index(), "x.idx", 20));
}

}  // namespace
}  // namespace packrake
