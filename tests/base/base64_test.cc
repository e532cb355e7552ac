#include "base/base64.h"

#include <gtest/gtest.h>

#include "base/hex.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

struct VectorCase {
  std::string_view bytes;
  std::string_view text;
};

TEST(Base64, AgreesWithTheTestVectorsOfRfc4648) {
  constexpr VectorCase kVectors[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
  };
  for (const VectorCase& row : kVectors) {
    EXPECT_EQ(Base64Encode(row.bytes), row.text);
    EXPECT_EQ(Base64Decode(row.text), row.bytes);
    const std::string_view unpadded = row.text.substr(0, row.text.find('='));
    EXPECT_EQ(Base64UrlEncode(row.bytes), unpadded);
    EXPECT_EQ(Base64UrlDecode(unpadded), row.bytes);
    EXPECT_EQ(Base64Decode(unpadded), row.bytes);
  }
}

TEST(Base64, ReadsBackWhatItWroteAtEveryLength) {
  for (std::size_t length = 0; length < 70; ++length) {
    const std::string bytes = FakeRandom("bytes", length, length);
    EXPECT_EQ(Base64Decode(Base64Encode(bytes)), bytes);
    EXPECT_EQ(Base64UrlDecode(Base64UrlEncode(bytes)), bytes);
    EXPECT_EQ(Base64DecodeLenient(Base64Encode(bytes)), bytes);
  }
}

struct StrictCase {
  std::string_view text;
  bool standard;
  bool url;
};

TEST(Base64, IsStrictAboutAlphabetPaddingAndLength) {
  constexpr StrictCase kCases[] = {
      {"+/+/", true, false},      {"-_-_", false, true},   {"Zg==", true, true},     {"Zg=", false, false},
      {"Zg===", false, false},    {"Z", false, false},     {"ZgZgZ", false, false},  {"Zg==Zg==", false, false},
      {"Zm9v====", false, false}, {"Zm 9v", false, false}, {"Zm9v\n", false, false}, {"=", false, false},
      {"Zh==", true, true},  // bits left over
  };
  for (const StrictCase& row : kCases) {
    EXPECT_EQ(Base64Decode(row.text).has_value(), row.standard) << row.text;
    EXPECT_EQ(Base64UrlDecode(row.text).has_value(), row.url) << row.text;
  }
}

TEST(Base64, ByFoursSkipsWhatIsNotStandardAndDropsAnOpenGroup) {
  // "mysecretkey" is two groups of four and three letters more; "secret" is one, and two.
  EXPECT_EQ(HexEncode(Base64DecodeByFours("my-secret_key")), "9b2b1e72b7ad");
  EXPECT_EQ(HexEncode(Base64DecodeByFours("secret")), "b1e72b");
  EXPECT_EQ(Base64DecodeByFours("Zm9v\nZg=="), "foof");
  EXPECT_EQ(Base64DecodeByFours("abc"), "");
  EXPECT_EQ(Base64DecodeByFours("-_!"), "");
}

TEST(Base64, LenientDecodingSkipsWhatIsForeignAndEndsAtTheFirstPadding) {
  EXPECT_EQ(Base64DecodeLenient("Zm\n9v Ym\tFy"), "foobar");
  EXPECT_EQ(Base64DecodeLenient("-_+/"), Base64DecodeLenient("+/-_"));
  EXPECT_EQ(Base64DecodeLenient("Zg==Zm9v"), "f");
  EXPECT_EQ(Base64DecodeLenient("not a b64 secret!"), Base64DecodeLenient("notab64secret"));
  EXPECT_EQ(Base64DecodeLenient("!"), "");
}

}  // namespace
}  // namespace packrake
