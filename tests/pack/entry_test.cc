#include "pack/entry.h"

#include <gtest/gtest.h>

#include <string>

namespace packrake {
namespace {

struct GoodHeader {
  std::string bytes;
  EntryKind kind;
  std::uint64_t size, base_distance;
  std::uint32_t length;
};

TEST(Entry, ReadsEveryKindOfHeader) {
  const GoodHeader headers[] = {
      {"\x35", EntryKind::kBlob, 5, 0, 1},
      {std::string("\xB0\x00", 2), EntryKind::kBlob, 0, 0, 2},  // a longer spelling than it needs
      {"\x95\x0A", EntryKind::kCommit, 5 + 10 * 16, 0, 2},
      {"\x2F", EntryKind::kTree, 15, 0, 1},
      {"\xCF\xFF\x7F", EntryKind::kTag, (1 << 18) - 1, 0, 3},
      {"\xBF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x0F", EntryKind::kBlob, ~std::uint64_t{0}, 0, 10},
      {"\x61\x7F", EntryKind::kOffsetDelta, 1, 127, 2},
      {std::string("\x61\x80\x00", 3), EntryKind::kOffsetDelta, 1, 128, 3},
      {std::string("\x61\x81\x00", 3), EntryKind::kOffsetDelta, 1, 256, 3},
      {"\x61\xFF\x7F", EntryKind::kOffsetDelta, 1, 16511, 3},
  };
  for (const GoodHeader& expected : headers) {
    const auto header = ParseEntryHeader(expected.bytes + "stream", 20);
    ASSERT_TRUE(header) << expected.length;
    EXPECT_EQ(header->kind, expected.kind);
    EXPECT_EQ(header->size, expected.size);
    EXPECT_EQ(header->base_distance, expected.base_distance);
    EXPECT_EQ(header->length, expected.length);
  }
}

TEST(Entry, ReadsTheBaseIdOfADeltaById) {
  for (const std::size_t id_size : {20U, 32U}) {
    const std::string id(id_size, 'i');
    const std::string bytes = "\x72" + id + "stream";
    const auto header = ParseEntryHeader(bytes, id_size);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->base_id, id);
    EXPECT_EQ(header->length, 1 + id_size);
  }
}

TEST(Entry, RefusesWhatIsNoHeader) {
  const std::string bad[] = {
      "",                                              // nothing
      "\x05",                                          // kind 0
      "\x55",                                          // kind 5
      "\xB5",                                          // size goes on
      "\xBF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x10",      // size of 65 bits
      "\xBF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x8F\x01",  // size of 71 bits
      "\x61",                                          // no distance
      "\x61\x80",                                      // distance goes on
      std::string("\x61\x00", 2),                      // distance 0: its own base
      "\x61" + std::string(12, '\xFF'),                // distance above 64 bits
      "\x72" + std::string(19, 'i'),                   // id cut short
  };
  for (const std::string& bytes : bad) EXPECT_FALSE(ParseEntryHeader(bytes, 20)) << bytes.size();
}

}  // namespace
}  // namespace packrake
