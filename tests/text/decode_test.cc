#include "text/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/base64.h"
#include "base/hex.h"
#include "support/fake_secrets.h"

namespace packrake {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::size_t kMax = 1U << 20;

const Decoder& Named(std::string_view name) { return *DecoderNamed(name); }

/// What the decoder makes of the run round the first place of `near`.
std::string DecodedAt(std::string_view decoder, std::string_view text, std::string_view near) {
  const std::size_t offset = text.find(near);
  EXPECT_NE(offset, std::string_view::npos) << near;
  const auto decoded = Named(decoder).DecodeAt(text, offset, kMax);
  return decoded ? decoded->bytes : "(nothing)";
}

std::string Wrapped(const std::string& text, std::size_t width, const std::string& line_end) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += width) out += (i == 0 ? "" : line_end) + text.substr(i, width);
  return out;
}

TEST(Decoders, AreFoundByName) {
  std::vector<std::string_view> names;
  for (const Decoder* decoder : Decoders()) {
    names.push_back(decoder->name());
    EXPECT_EQ(DecoderNamed(decoder->name()), decoder);
  }
  EXPECT_THAT(names, ElementsAre("base64", "hex", "percent", "unicode", "escapes", "utf16"));
  EXPECT_EQ(DecoderNamed("rot13"), nullptr);
}

TEST(Decoders, Base64FormsAreWhatTheLiteralDecidesInEachAlignment) {
  for (const std::string literal : {"eyJhbGci", "-----BEGIN", "secret_key=", "~~~?~?>>>"}) {
    const auto forms = Named("base64").FormsOf(literal);
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const std::string text = FakeRandom("bytes", seed % 7, seed) + literal + FakeRandom("bytes", seed % 5, seed + 1);
      for (const std::string& encoded : {Base64Encode(text), Base64UrlEncode(text)}) {
        EXPECT_THAT(forms, Contains(::testing::ResultOf([&](const std::string& form) { return encoded.find(form); },
                                                        ::testing::Ne(std::string::npos))))
            << literal;
      }
    }
    for (const std::string& form : forms) EXPECT_GE(form.size() * 6 + 10, literal.size() * 8);  // nothing given away
  }
  EXPECT_THAT(Named("base64").FormsOf("eyJ"), SizeIs(3));
  EXPECT_THAT(Named("base64").FormsOf("ab"), IsEmpty());
}

TEST(Decoders, OtherFormsAreWhatEncodersWrite) {
  EXPECT_THAT(Named("hex").FormsOf("eyJ"), ElementsAre("65794a", "65794A"));
  EXPECT_THAT(Named("hex").FormsOf("012"), ElementsAre("303132"));
  EXPECT_THAT(Named("utf16").FormsOf("ey"), ElementsAre(std::string("e\0y\0", 4), std::string("\0e\0y", 4)));
  EXPECT_THAT(Named("percent").FormsOf("a b="),
              ::testing::IsSupersetOf({"a%20b%3D", "a%20b%3d", "a+b%3D", "%61%20%62%3D"}));
  EXPECT_THAT(Named("percent").FormsOf("ab"), ElementsAre("%61%62"));
  EXPECT_THAT(
      Named("unicode").FormsOf("a-J"),
      ::testing::IsSupersetOf({"\\u0061\\u002d\\u004a", "\\u0061\\u002D\\u004A", "\\x61\\x2d\\x4a", "a\\u002dJ"}));
  EXPECT_THAT(Named("escapes").FormsOf("a\n\"b"), Contains("a\\n\\\"b"));
  EXPECT_THAT(Named("escapes").FormsOf("a/b"), ElementsAre("a\\/b"));
  EXPECT_THAT(Named("escapes").FormsOf("abc"), IsEmpty());
}

TEST(Decoders, Base64DecodesTheWholeRunFromAnyOffsetInIt) {
  const std::string secret = FakeGithubToken(1);
  const std::string encoded = Base64Encode("token: " + secret);
  const std::string text = "value = \"" + encoded + "\" # end";
  for (std::size_t offset = 9; offset < 9 + encoded.size() - 2; ++offset) {
    const auto decoded = Named("base64").DecodeAt(text, offset, kMax);
    ASSERT_TRUE(decoded) << offset;
    EXPECT_EQ(decoded->bytes, "token: " + secret);
    EXPECT_EQ(decoded->begin, 9u);
    EXPECT_EQ(decoded->end, 9 + encoded.size());
  }
  EXPECT_FALSE(Named("base64").DecodeAt(text, 8, kMax));
  EXPECT_FALSE(Named("base64").DecodeAt(text, text.size(), kMax));
}

TEST(Decoders, Base64IsNotShiftedByAWordThatStandsBeforeIt) {
  const std::string secret = "password=" + FakeRandom("alnum", 40, 3);
  for (const std::string before : {"a/", "ab/", "abc/", "abcd/", "config_", "x-"}) {
    const std::string text = before + Base64UrlEncode(secret);
    EXPECT_THAT(DecodedAt("base64", text, Base64UrlEncode(secret).substr(4, 12)), HasSubstr(secret)) << before;
  }
}

// What stands at the offset is wanted, also where leaving it out would give text. Found by text_decode_fuzz.
TEST(Decoders, NeverLeaveOutTheByteAtTheOffset) {
  const std::string text = "zzz" + Base64Encode("some text that is long enough");
  EXPECT_EQ(Named("base64").DecodeAt(text, 0, kMax)->begin, 0u);
  EXPECT_EQ(Named("base64").DecodeAt(text, 3, kMax)->begin, 3u);
  const std::string digits = "a" + HexEncode("some text that is long enough");
  EXPECT_EQ(Named("hex").DecodeAt(digits, 0, kMax)->begin, 0u);
  EXPECT_EQ(Named("hex").DecodeAt(digits, 1, kMax)->begin, 1u);
}

TEST(Decoders, Base64FollowsWrappedLines) {
  const std::string secret = FakePem("p256", 1);
  const std::string encoded = Base64Encode(secret + secret);
  for (const std::size_t width : {56U, 60U, 64U, 76U, 120U}) {
    for (const std::string line_end : {"\n", "\r\n", "\n    ", "\n\t", " \n  ", "\\n", "\\r\\n"}) {
      for (const std::string before : {"", "key: ", "key: |\n    ", "a: 1\n", "\n"}) {
        const std::string text =
            before + Wrapped(encoded, width, line_end) + (line_end[0] == '\\' ? "\"" : "\nnext: 1\n");
        for (const std::size_t line : {std::size_t{0}, encoded.size() / width / 2, encoded.size() / width}) {
          const std::size_t place = before.size() + line * (width + line_end.size());
          const auto decoded = Named("base64").DecodeAt(text, std::min(place, text.size() - 20), kMax);
          ASSERT_TRUE(decoded);
          EXPECT_EQ(decoded->bytes, secret + secret) << width << testing::PrintToString(text.substr(0, 200)) << line;
        }
      }
    }
  }
}

TEST(Decoders, Base64DoesNotJoinLinesThatOnlyLookAlike) {
  const std::string value = Base64Encode(FakeRandom("alnum", 30, 1));
  EXPECT_EQ(DecodedAt("base64", "a: " + value + "\nfoo\nbar\n", value), FakeRandom("alnum", 30, 1));
  EXPECT_EQ(DecodedAt("base64", value + "\n" + value + "\n", value), FakeRandom("alnum", 30, 1));
  const std::string line = Base64Encode(FakeRandom("alnum", 48, 1));
  EXPECT_EQ(DecodedAt("base64", line + "\nprose goes on here\n", line), FakeRandom("alnum", 48, 1));
}

TEST(Decoders, HexFindsThePairsAlsoBehindADigitThatIsNotItsOwn) {
  const std::string secret = "password=" + FakeRandom("alnum", 20, 1);
  const std::string digits = HexEncode(secret);
  EXPECT_EQ(DecodedAt("hex", "x'" + digits + "'", digits), secret);
  EXPECT_EQ(DecodedAt("hex", "x'a" + digits + "'", digits), secret);
  EXPECT_EQ(DecodedAt("hex", "abc", "abc"), "(nothing)");
}

TEST(Decoders, PercentDecodesTheAddressRoundTheOffset) {
  EXPECT_EQ(DecodedAt("percent", "GET /a?k=%2D%2dBEGIN%20A+B&c=%zz%4 HTTP", "BEGIN"), "/a?k=--BEGIN A+B&c=%zz%4");
  EXPECT_EQ(DecodedAt("percent", "k=BEGIN+KEY%2B%3D ", "BEGIN"), "k=BEGIN KEY+=");
  EXPECT_EQ(DecodedAt("percent", "nothing-encoded", "enc"), "(nothing)");
}

TEST(Decoders, UnicodeDecodesEveryNotationOfAnEscape) {
  EXPECT_EQ(DecodedAt("unicode", R"(x = "\u0065\u0079J\x41\u{42}\U00000043 \ud83d\ude00 \u00e9 \ud83d" + y)", "J"),
            "eyJABC \xF0\x9F\x98\x80 \xC3\xA9 \xEF\xBF\xBD");
  EXPECT_EQ(DecodedAt("unicode", R"("\xe9\xzz\u12")", "xzz"), "\xE9\\xzz\\u12");
  EXPECT_EQ(DecodedAt("unicode", "\"no escapes\"", "esc"), "(nothing)");
}

TEST(Decoders, EscapesDecodeOneLevelOfTheLiteralRoundTheOffset) {
  EXPECT_EQ(DecodedAt("escapes", R"({"a": "--BEGIN\nx\/y \"q\" \\n \u0041 \t"})", "BEGIN"),
            "--BEGIN\nx/y \"q\" \\n \\u0041 \t");
  EXPECT_EQ(DecodedAt("escapes", "a\\nb c\nother\\n", "b c"), "a\nb c");
  EXPECT_EQ(DecodedAt("escapes", "\"plain\"", "plain"), "(nothing)");
}

TEST(Decoders, Utf16DecodesBothByteOrdersFromAnyByteOfTheRun) {
  std::string little;
  std::string big;
  for (const char c : std::string("secret=\xe9!\n")) {
    little += {c, '\0'};
    big += {'\0', c};
  }
  for (const std::string& wide : {little, big}) {
    const std::string text = "\xff\xfe" + wide + "\xff";
    for (std::size_t offset = 2; offset < 2 + wide.size(); ++offset) {
      const auto decoded = Named("utf16").DecodeAt(text, offset, kMax);
      ASSERT_TRUE(decoded) << offset;
      EXPECT_THAT(decoded->bytes, HasSubstr("secret=\xC3\xA9!"));
    }
  }
  EXPECT_FALSE(Named("utf16").DecodeAt("plain text", 3, kMax));
}

TEST(Decoders, WhatAFormIsFoundInDecodesToTheLiteral) {
  const std::string literal = "----BEGIN \"RSA\"/x";
  for (const Decoder* decoder : Decoders()) {
    for (const std::string& form : decoder->FormsOf(literal)) {
      if (decoder->name() == "base64") continue;  // its forms are only parts
      const std::string text = "=\n" + form + "\n";
      const auto decoded = decoder->DecodeAt(text, 2, kMax);
      if (decoder->name() == "utf16" || decoder->name() == "hex" || form.find('"') == std::string::npos) {
        ASSERT_TRUE(decoded) << decoder->name() << " " << form;
        EXPECT_THAT(decoded->bytes, HasSubstr(literal)) << decoder->name() << " " << form;
      }
    }
  }
}

TEST(Decoders, OutputAndReachAreBounded) {
  const std::string texts[] = {
      std::string(300'000, 'Q'),  std::string(300'000, '4'), Wrapped(std::string(300'000, 'Q'), 76, "\n"),
      std::string(300'000, '\\'), std::string(300'000, '"'), std::string(300'000, '%')};
  for (const std::string& text : texts) {
    for (const Decoder* decoder : Decoders()) {
      const auto decoded = decoder->DecodeAt(text, text.size() / 2, 1000);
      EXPECT_LE(decoded ? decoded->bytes.size() : 0, 1000u) << decoder->name();
    }
  }
}

// Scanners show a decoder a slice, and rest on this to know when it was large enough.
TEST(Decoders, WhatIsFarFromTheRunMakesNoDifference) {
  std::mt19937 random(11);
  int compared = 0;
  const std::string line = std::string(64, 'Q') + std::string(100, ' ') + "\n" + std::string(100, ' ');
  const std::string pieces[] = {line, line, std::string(300, ' '), "\n", "=", "\"", "%41", "\\u0041", "\\n", "abcd"};
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (int part = 0; part < 30; ++part) text += pieces[random() % std::size(pieces)];
    const std::size_t offset = random() % text.size();
    for (const Decoder* decoder : Decoders()) {
      const auto whole = decoder->DecodeAt(text, offset, kMax);
      const std::size_t run_begin = whole ? whole->begin : offset;
      const std::size_t run_end = whole ? whole->end : offset;
      if (run_begin < 1000 || run_end + 1000 > text.size()) continue;
      const std::string slice = text.substr(run_begin - 1000, run_end - run_begin + 2000);
      const auto part = decoder->DecodeAt(slice, offset - (run_begin - 1000), kMax);
      if (!whole) continue;
      ASSERT_TRUE(part) << decoder->name();
      ASSERT_EQ(part->bytes, whole->bytes) << decoder->name();
      ++compared;
    }
  }
  EXPECT_GT(compared, 200);  // else the texts have no runs in their middle
}

TEST(Decoders, NothingThatIsFedBreaksThem) {
  std::mt19937 random(7);
  const std::string alphabet = "AQz09+/=-_\\nux\"'%4{}\r\n \t" + std::string("\0\xff", 2);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto left = random() % 60; left > 0; --left) text += alphabet[random() % alphabet.size()];
    for (const Decoder* decoder : Decoders()) {
      const std::size_t offset = random() % (text.size() + 1);
      const auto decoded = decoder->DecodeAt(text, offset, random() % 50);
      if (!decoded) continue;
      ASSERT_LE(decoded->begin, offset);
      ASSERT_GE(decoded->end, offset);
      ASSERT_LE(decoded->end, text.size());
    }
  }
}

}  // namespace
}  // namespace packrake
