#include "git/pack_bounds.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace packrake {
namespace {

std::string Big(std::uint64_t value, int size) {
  std::string bytes;
  for (int i = size - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

std::string FanOut(std::size_t count) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += Big(count, 4);
  return bytes;
}

std::string Version1(const std::vector<std::uint32_t>& offsets) {
  std::string bytes = FanOut(offsets.size());
  for (const std::uint32_t offset : offsets) bytes += Big(offset, 4) + std::string(20, 'i');
  return bytes + std::string(40, 's');
}

std::string Version2(const std::vector<std::uint32_t>& offsets, const std::vector<std::uint64_t>& long_offsets = {}) {
  std::string bytes = "\377tOc" + Big(2, 4) + FanOut(offsets.size()) + std::string(24 * offsets.size(), 'i');
  for (const std::uint32_t offset : offsets) bytes += Big(offset, 4);
  for (const std::uint64_t offset : long_offsets) bytes += Big(offset, 8);
  return bytes + std::string(40, 's');
}

struct BoundsCase {
  const char* what;
  std::string index;
  std::uint64_t pack_size;
  bool sound;
};

TEST(PackBounds, HoldEveryOffset) {
  const BoundsCase cases[] = {
      {"inside", Version2({12, 99}), 120, true},
      {"in the check sum", Version2({12, 100}), 120, false},
      {"far beyond", Version2({12, 0x7FFFFFFF}), 120, false},
      {"in the header", Version2({11}), 120, false},
      {"none at all", Version2({}), 32, true},
      {"a long one, inside", Version2({12, 0x80000000}, {5000000000}), 5000000100, true},
      {"a long one, beyond", Version2({12, 0x80000000}, {5000000000}), 120, false},
      {"a long one, huge", Version2({12, 0x80000000}, {UINT64_MAX}), 120, false},
      {"a long one that is not there", Version2({12, 0x80000006}, {5000000000}), 5000000100, false},
      {"version 1, inside", Version1({12, 99}), 120, true},
      {"version 1, beyond", Version1({12, 100}), 120, false},
      {"a pack that is hardly one", Version2({12}), 10, false},
      {"ids cut", Version2({12, 99}).substr(0, 8 + 1024 + 30), 120, false},
      {"fan-out cut", Version2({12}).substr(0, 500), 120, false},
      {"nothing", "", 120, false},
  };
  for (const BoundsCase& c : cases) EXPECT_EQ(bool(CheckPackBounds(c.index, c.pack_size)), c.sound) << c.what;
}

}  // namespace
}  // namespace packrake
