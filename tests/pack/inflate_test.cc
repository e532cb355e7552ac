#include "pack/inflate.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "pack/delta.h"
#include "support/pack_writer.h"

namespace packrake {
namespace {

/// What `stream` inflates to; the reason when it does not.
std::string Inflate(const std::string& in, std::size_t stream_size, std::size_t size) {
  Inflater inflater;
  std::string out(size + kSlack, '?');
  if (const Fault fault = inflater.Inflate(in, stream_size, out.data(), size)) return fault;
  return out.substr(0, size);
}

TEST(Inflate, YieldsWhatWasStored) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{70'000}, std::size_t{1} << 20}) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; i += 7) bytes[i] = static_cast<char>(i);
    const std::string stream = StoredZlib(bytes);
    EXPECT_EQ(Inflate(stream, stream.size(), size), bytes);
    EXPECT_EQ(Inflate(stream + "the next entry and more", stream.size(), size), bytes);
  }
}

TEST(Inflate, TellsWhyNot) {
  const std::string stream = StoredZlib("hello");
  EXPECT_EQ(Inflate(stream, stream.size(), 4), "it does not inflate to the size that its header says");
  EXPECT_EQ(Inflate(stream, stream.size(), 6), "it does not inflate to the size that its header says");
  const std::string larger = StoredZlib(std::string(2 * kSlack, 'h'));
  EXPECT_EQ(Inflate(larger, larger.size(), 4), "it inflates to more than its header says");
  EXPECT_EQ(Inflate(stream + "x", stream.size() + 1, 5), "bytes follow it that belong to no object");
  EXPECT_EQ(Inflate(stream, stream.size() - 1, 5), "its zlib stream runs into the next entry");
  const std::string cut = stream.substr(0, stream.size() - 1);
  EXPECT_EQ(Inflate(cut, cut.size(), 5), "its zlib stream is damaged");
  EXPECT_EQ(Inflate("", 0, 0), "its zlib stream is damaged");
  for (std::size_t i = 0; i < stream.size(); ++i) {  // every byte counts: header, block sizes, content, Adler-32
    std::string damaged = stream;
    damaged[i] = static_cast<char>(damaged[i] ^ 2);
    EXPECT_NE(Inflate(damaged, damaged.size(), 5), "hello") << i;
  }
}

TEST(Inflate, KnowsHowFarDeflateCanExpand) {
  EXPECT_TRUE(Inflater::Plausible(8, 0));
  EXPECT_TRUE(Inflater::Plausible(100, 103'200));
  EXPECT_FALSE(Inflater::Plausible(100, 104'300));
  EXPECT_FALSE(Inflater::Plausible(0, 1032));
}

}  // namespace
}  // namespace packrake
