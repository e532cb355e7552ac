#include "pack/delta.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "support/pack_writer.h"

namespace packrake {

bool operator==(const CopiedRange& a, const CopiedRange& b) {
  return a.base_begin == b.base_begin && a.begin == b.begin && a.size == b.size;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A copy with slack behind it, as the applier asks for; its filling must never show.
std::string WithSlack(std::string_view bytes) { return std::string(bytes) + std::string(kSlack, '#'); }

/// Applies a whole delta; nothing when it has no header or a fault.
std::optional<std::string> Apply(std::string_view base, std::string_view delta, DeltaTrace* trace) {
  const std::string padded_delta = WithSlack(delta), padded_base = WithSlack(base);
  const auto header = ParseDeltaHeader(delta);
  if (!header || header->base_size != base.size() || header->result_size > (1U << 26)) return std::nullopt;
  std::string result(header->result_size + kSlack, '?');
  const std::string_view instructions =
      std::string_view(padded_delta).substr(header->length, delta.size() - header->length);
  if (ApplyDelta(instructions, {padded_base.data(), base.size()}, result.data(), header->result_size, trace) !=
      nullptr) {
    return std::nullopt;
  }
  result.resize(header->result_size);
  return result;
}

/// The same, byte by byte, and slow: one origin for each byte of the result, -1 where it was inserted.
std::optional<std::string> ApplyNaively(std::string_view base, std::string_view delta,
                                        std::vector<std::int64_t>& origins) {
  std::size_t at = 0;
  const auto byte = [&]() -> int { return at < delta.size() ? static_cast<std::uint8_t>(delta[at++]) : -1; };
  const auto varint = [&]() -> std::optional<std::uint64_t> {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const int b = byte();
      if (b < 0) return std::nullopt;
      value |= static_cast<std::uint64_t>(b & 127) << shift;
      if (b < 128) return value;
    }
    return std::nullopt;
  };
  const auto base_size = varint(), result_size = varint();
  if (!base_size || !result_size || *base_size != base.size()) return std::nullopt;
  std::string result;
  while (at < delta.size()) {
    const int instruction = byte();
    if (instruction == 0) return std::nullopt;
    if (instruction < 128) {
      for (int i = 0; i < instruction; ++i) {
        const int b = byte();
        if (b < 0) return std::nullopt;
        result += static_cast<char>(b);
        origins.push_back(-1);
      }
      continue;
    }
    std::uint64_t numbers[2] = {0, 0};
    for (int i = 0; i < 7; ++i) {
      if ((instruction >> i & 1) == 0) continue;
      const int b = byte();
      if (b < 0) return std::nullopt;
      numbers[i / 4] |= static_cast<std::uint64_t>(b) << (8 * (i % 4));
    }
    if (numbers[1] == 0) numbers[1] = 0x10000;
    if (numbers[0] + numbers[1] > base.size()) return std::nullopt;
    for (std::uint64_t i = 0; i < numbers[1]; ++i) {
      result += base[numbers[0] + i];
      origins.push_back(static_cast<std::int64_t>(numbers[0] + i));
    }
  }
  if (result.size() != *result_size) return std::nullopt;
  return result;
}

/// The longest ranges of a result whose origins follow one another without a break.
std::vector<CopiedRange> RangesOf(const std::vector<std::int64_t>& origins) {
  std::vector<CopiedRange> ranges;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (origins[i] < 0) continue;
    if (i > 0 && origins[i - 1] >= 0 && origins[i] == origins[i - 1] + 1) {
      ++ranges.back().size;
    } else {
      ranges.push_back({static_cast<std::uint64_t>(origins[i]), i, 1});
    }
  }
  return ranges;
}

std::string RandomBytes(std::mt19937& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random() & 0xFF);
  return bytes;
}

TEST(Delta, CopiesAndInserts) {
  DeltaTrace trace;
  const std::string delta = DeltaWriter(11, 14).Copy(6, 5).Insert(", ").Copy(0, 5).Copy(0, 2).bytes();
  EXPECT_EQ(Apply("hello world", delta, &trace), "world, hellohe");
  EXPECT_THAT(trace.copies, ElementsAre(CopiedRange{6, 0, 5}, CopiedRange{0, 7, 5}, CopiedRange{0, 12, 2}));
  EXPECT_EQ(trace.inserted_bytes, 2U);
}

TEST(Delta, JoinsCopiesThatContinueOneAnother) {
  DeltaTrace trace;
  const std::string delta = DeltaWriter(10, 10).Copy(0, 3).Copy(3, 4).Copy(7, 3).bytes();
  EXPECT_EQ(Apply("0123456789", delta, &trace), "0123456789");
  EXPECT_THAT(trace.copies, ElementsAre(CopiedRange{0, 0, 10}));
}

TEST(Delta, DoesNotJoinCopiesAroundAnInsert) {
  DeltaTrace trace;
  const std::string delta = DeltaWriter(6, 7).Copy(0, 3).Insert("x").Copy(3, 3).bytes();
  EXPECT_EQ(Apply("abcdef", delta, &trace), "abcxdef");
  EXPECT_THAT(trace.copies, ElementsAre(CopiedRange{0, 0, 3}, CopiedRange{3, 4, 3}));
}

TEST(Delta, CopiesSixtyFourKibWhenNoSizeIsGiven) {
  DeltaTrace trace;
  const std::string base = std::string(0x10000, 'a') + "b";
  EXPECT_EQ(Apply(base, DeltaWriter(base.size(), 0x10000).Copy(1, 0).bytes(), &trace), base.substr(1));
}

TEST(Delta, MakesAnEmptyResult) {
  DeltaTrace trace;
  trace.copies.push_back({1, 2, 3});
  EXPECT_EQ(Apply("abc", DeltaWriter(3, 0).bytes(), &trace), "");
  EXPECT_THAT(trace.copies, IsEmpty());
}

TEST(Delta, WorksWithoutATrace) {
  EXPECT_EQ(Apply("abc", DeltaWriter(3, 4).Copy(0, 3).Insert("d").bytes(), nullptr), "abcd");
}

struct BadDelta {
  const char* what;
  std::string bytes;
};

TEST(Delta, RefusesWhatIsOutOfBounds) {
  const std::string max(9, '\xFF');
  const BadDelta deltas[] = {
      {"copy beyond the base", DeltaWriter(10, 5).Copy(6, 5).bytes()},
      {"copy from beyond the base", DeltaWriter(10, 5).Copy(11, 5).bytes()},
      {"copy of more than the base", DeltaWriter(10, 0xFFFFFF).Copy(0, 0xFFFFFF).bytes()},
      {"offset of 2^32 - 1", DeltaWriter(10, 1).Copy(0xFFFFFFFF, 1).bytes()},
      {"copy of more than promised", DeltaWriter(10, 4).Copy(0, 5).bytes()},
      {"insert of more than promised", DeltaWriter(10, 4).Insert("12345").bytes()},
      {"less than promised", DeltaWriter(10, 6).Copy(0, 5).bytes()},
      {"nothing, and something was promised", DeltaWriter(10, 1).bytes()},
      {"insert cut short", DeltaWriter(10, 5)
                               .Raw("\x05"
                                    "1234")
                               .bytes()},
      {"copy cut short", DeltaWriter(10, 5).Raw("\x91\x01").bytes()},
      {"copy without operands", DeltaWriter(10, 5).Raw("\xFF").bytes()},
      {"instruction zero", DeltaWriter(10, 1).Raw(std::string("\0x", 2)).bytes()},
      {"base of another size", DeltaWriter(9, 5).Copy(0, 5).bytes()},
      {"no header", ""},
      {"half a header", "\x0A"},
      {"header that does not end", "\x0A" + max},
      {"size above 64 bits", "\x0A" + max + "\x7F"},
      {"size of eleven bytes", "\x0A" + max + max},
  };
  for (const BadDelta& delta : deltas) {
    DeltaTrace trace;
    EXPECT_EQ(Apply("0123456789", delta.bytes, &trace), std::nullopt) << delta.what;
  }
}

TEST(Delta, ReadsSizesOfSixtyFourBits) {
  const auto header = ParseDeltaHeader(DeltaWriter(~std::uint64_t{0}, std::uint64_t{1} << 63).bytes());
  ASSERT_TRUE(header);
  EXPECT_EQ(header->base_size, ~std::uint64_t{0});
  EXPECT_EQ(header->result_size, std::uint64_t{1} << 63);
  EXPECT_EQ(header->length, 20U);
}

TEST(Delta, KeepsNoMoreRangesThanItsBound) {
  const std::size_t count = DeltaTrace::kMaxCopies + 1;
  DeltaWriter writer(1, count);
  for (std::size_t i = 0; i < count; ++i) writer.Copy(0, 1);
  DeltaTrace trace;
  EXPECT_EQ(Apply("x", writer.bytes(), &trace), std::string(count, 'x'));
  EXPECT_FALSE(trace.complete);
  EXPECT_EQ(trace.copies.size(), DeltaTrace::kMaxCopies);
}

// Small and large sizes, operands with and without zero bytes, copies that join; the naive applier is the judge.
TEST(Delta, AgreesWithTheNaiveApplier) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t base_size = random() % (round % 10 == 0 ? 300'000 : 700);
    const std::string base = RandomBytes(random, base_size);
    DeltaWriter body(0, 0);
    std::uint64_t size = 0, last_end = 0;
    for (auto i = random() % 30; i > 0; --i) {
      if (base_size > 0 && random() % 3 != 0) {
        const std::uint64_t offset = random() % 4 == 0 && last_end < base_size ? last_end : random() % base_size;
        const std::uint64_t most = base_size - offset;
        const std::uint64_t length = 1 + random() % (random() % 2 == 0 ? std::min<std::uint64_t>(most, 80) : most);
        body.Copy(offset, length);
        last_end = offset + length;
        size += length;
      } else {
        const std::string bytes = RandomBytes(random, 1 + random() % 300);
        body.Insert(bytes);
        size += bytes.size();
      }
    }
    std::string delta = DeltaWriter(base_size, size).bytes() + body.bytes().substr(2);
    if (round % 3 == 0) {  // and damaged ones
      for (auto i = random() % 3; i > 0; --i) delta[random() % delta.size()] = static_cast<char>(random() & 0xFF);
      if (random() % 4 == 0) delta.resize(random() % delta.size());
    }
    DeltaTrace trace;
    std::vector<std::int64_t> origins;
    const auto expected = ApplyNaively(base, delta, origins);
    ASSERT_EQ(Apply(base, delta, &trace), expected) << "round " << round;
    if (!expected) continue;
    ASSERT_EQ(trace.copies, RangesOf(origins)) << "round " << round;
    ASSERT_EQ(trace.inserted_bytes, static_cast<std::uint64_t>(std::count(origins.begin(), origins.end(), -1)));
  }
}

}  // namespace
}  // namespace packrake
