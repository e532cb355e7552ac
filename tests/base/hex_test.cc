#include "base/hex.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

TEST(Hex, WritesTwoLowerCaseDigitsAByte) { EXPECT_EQ(HexEncode(std::string_view("\x00\x7f\xff", 3)), "007fff"); }

struct DecodeCase {
  std::string_view digits;
  std::optional<std::string> bytes;
};

TEST(Hex, DecodesWhatIsHexadecimalAndNothingElse) {
  const DecodeCase kCases[] = {
      {"", ""}, {"6869", "hi"}, {"4A4b", "JK"}, {"686", std::nullopt}, {"6g", std::nullopt}, {" 68", std::nullopt},
  };
  for (const DecodeCase& row : kCases) EXPECT_EQ(HexDecode(row.digits), row.bytes) << row.digits;
}

}  // namespace
}  // namespace packrake
