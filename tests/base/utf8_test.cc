#include "base/utf8.h"

#include <gtest/gtest.h>

namespace packrake {
namespace {

TEST(Utf8, ReadsBackEveryCodePoint) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(code_point, text);
    const Utf8Character character = Utf8CharacterAt(text, 0);
    ASSERT_EQ(character.code_point, code_point);
    ASSERT_EQ(character.size, text.size());
  }
}

TEST(Utf8, ReadsUtf16BehindAByteOrderMark) {
  EXPECT_EQ(Utf8OfUtf16(std::string_view("\xFF\xFE"
                                         "a\0\xE9\0",
                                         6)),
            "a\xC3\xA9");
  EXPECT_EQ(Utf8OfUtf16(std::string_view("\xFE\xFF"
                                         "\0a\xD8\x3D\xDE\x00",
                                         8)),
            "a\xF0\x9F\x98\x80");
  EXPECT_EQ(Utf8OfUtf16(std::string_view("\xFF\xFE"
                                         "\x00\xD8",
                                         4)),
            "\xEF\xBF\xBD");  // half a pair
  EXPECT_EQ(Utf8OfUtf16(std::string_view("a\0b\0", 4)), std::nullopt);
}

TEST(Utf8, RefusesWhatRfc3629Forbids) {
  for (const std::string_view text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xE2\x82", "\xFF", "\xC3("}) {
    EXPECT_EQ(Utf8CharacterAt(text, 0).size, 0u);
    EXPECT_EQ(FindInvalidUtf8("ok" + std::string(text)), 2u);
  }
  EXPECT_EQ(FindInvalidUtf8("grün"), std::string_view::npos);
}

TEST(Utf8, WritesAReplacementForSurrogatesAndNumbersTooLarge) {
  for (const char32_t code_point : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
    std::string text;
    AppendUtf8(code_point, text);
    EXPECT_EQ(text, "\xEF\xBF\xBD");
  }
}

}  // namespace
}  // namespace packrake
