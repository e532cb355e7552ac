// Deltas whose seams fall where a scan from line to line, or from copy to copy, would go wrong: in texts with "\r\n",
// and inside what only decodes as a whole. Every place of a short text is tried (PlaceStride).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "match/derived_texts.h"
#include "support/place_stride.h"

namespace packrake {
namespace {

std::string WithCrlf(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '\n') made += '\r';
    made += c;
  }
  return made;
}

class Seams : public Agreement {
 protected:
  void ExpectLikeEveryOther(const Scanned& derived, const std::string& what) {
    SCOPED_TRACE(what);
    ExpectLikeFull(derived);
    EXPECT_EQ(Described(derived.hits), Described(ReferenceHitsOf(matcher_->rules(), derived.text)));
  }

  /// At each place of the base in [begin, end), or one of PlaceStride(): a seam with nothing new, an insertion, a byte
  /// lost, a byte replaced, and each such child mended again.
  void TryEveryPlace(const Scanned& base, std::size_t begin, std::size_t end, const std::vector<std::string>& inserts) {
    const auto stride = static_cast<std::size_t>(PlaceStride());
    for (std::size_t at = begin; at < end && !HasFailure(); at += stride) {
      const std::string place = std::to_string(at);
      const std::string byte = base.text.substr(at, 1);
      ExpectLikeEveryOther(Edited(base, at, 1, byte), "copied anew at " + place);
      const Scanned lost = Edited(base, at, 1, "");
      ExpectLikeEveryOther(lost, "lost at " + place);
      const Scanned back = Edited(lost, at, 0, byte);
      EXPECT_EQ(Described(back.hits), Described(base.hits)) << "back at " << place;
      const Scanned replaced = Edited(base, at, 1, byte == "Q" ? "Z" : "Q");
      ExpectLikeEveryOther(replaced, "replaced at " + place);
      const Scanned mended = Edited(replaced, at, 1, byte);
      EXPECT_EQ(Described(mended.hits), Described(base.hits)) << "mended at " << place;
      for (const std::string& insert : inserts) {
        const Scanned longer = Edited(base, at, 0, insert);
        ExpectLikeEveryOther(longer, "inserted at " + place);
        const Scanned again = Edited(longer, at, insert.size(), "");
        EXPECT_EQ(Described(again.hits), Described(base.hits)) << "taken out at " << place;
      }
    }
  }
};

constexpr std::string_view kLines =
    "head\nakeyline=0123456789\nneedq_abcdefgh\nx\nthe marker\njwt_secret = \"abcdefgh\"\n=====OPEN KEYS=====\nbody\n"
    "=====SHUT\nvault tokq_abcdefgh12\nlast";

TEST_F(Seams, InATextWithCarriageReturns) {
  const Scanned base = ScanFull(WithCrlf(kLines));
  ASSERT_GE(base.hits.size(), 4u);
  TryEveryPlace(base, 0, base.text.size(), {"\r", "\n", "\r\n"});
}

TEST_F(Seams, WhereEveryLineGainsOrLosesItsCarriageReturn) {
  const std::string plain(kLines), crlf = WithCrlf(kLines);
  // The text between two line ends is copied, and the line end comes anew; or the line feed is copied, too, by itself.
  for (const bool copy_line_feeds : {false, true}) {
    for (const bool to_crlf : {true, false}) {
      const std::string& from = to_crlf ? plain : crlf;
      const std::string& to = to_crlf ? crlf : plain;
      std::vector<CopiedRange> copies;
      for (std::size_t a = 0, b = 0; a < from.size() && b < to.size();) {
        const std::size_t size = std::min(from.find_first_of("\r\n", a), from.size()) - a;
        if (size > 0) copies.push_back({a, b, size});
        a += size;
        b += size;
        if (a < from.size() && from[a] == '\r') ++a;
        if (b < to.size() && to[b] == '\r') ++b;
        if (copy_line_feeds && a < from.size()) copies.push_back({a, b, 1});
        ++a;
        ++b;
      }
      const Scanned base = ScanFull(from);
      const Scanned child = ScanDerived(base, to, copies);
      EXPECT_GE(child.hits.size(), 4u);
      ExpectLikeEveryOther(child, to_crlf ? "gained" : "lost");
    }
  }
}

TEST_F(Seams, BetweenACarriageReturnAndItsLineFeed) {
  const Scanned base = ScanFull("x\r\nakeyline=0123456789\r\ny\r\n");
  const std::size_t line_end = base.text.find("\r\ny");
  // One copy ends with the carriage return, the next begins with the line feed, and another line stands between.
  const std::vector<CopiedRange> apart{{0, 0, line_end + 1}, {line_end + 1, line_end + 8, 4}};
  const Scanned child =
      ScanDerived(base, base.text.substr(0, line_end + 1) + "\ntokq_a" + base.text.substr(line_end + 1), apart);
  ExpectLikeEveryOther(child, "apart");
  // The copies change places: what was a line feed after "\r" comes to stand alone.
  const std::vector<CopiedRange> swapped{{line_end + 1, 0, 4}, {0, 4, line_end + 1}};
  ExpectLikeEveryOther(
      ScanDerived(base, base.text.substr(line_end + 1, 4) + base.text.substr(0, line_end + 1), swapped), "swapped");
}

std::string Percent(std::string_view text) {
  std::string made;
  for (const char c : text) made += "%" + HexEncode(std::string(1, c));
  return made;
}

std::string Unicode(std::string_view text) {
  std::string made;
  for (const char c : text) made += "\\u00" + HexEncode(std::string(1, c));
  return made;
}

std::string Utf16(std::string_view text, bool little_endian) {
  std::string made;
  for (const char c : text) made += little_endian ? std::string{c, '\0'} : std::string{'\0', c};
  return made;
}

std::string Wrapped(const std::string& text, std::size_t width, std::string_view line_end) {
  std::string made;
  for (std::size_t at = 0; at < text.size(); at += width) made += text.substr(at, width) + std::string(line_end);
  return made;
}

struct EncodedText {
  const char* name;
  std::string text;
};

class EncodedSeams : public Seams, public testing::WithParamInterface<EncodedText> {};

TEST_P(EncodedSeams, AreNoSeamsToTheDecoder) {
  // Once among short lines, and once in a line of kilobytes, of which only the windows round the seams are matched.
  const std::string& text = GetParam().text;
  for (const std::string& round : {std::string("some line\n"), std::string(3000, '.') + " "}) {
    const Scanned base = ScanFull(round + text + " " + round);
    ASSERT_EQ(base.hits.size(), 1u);
    ASSERT_FALSE(base.hits[0].decoded_from.empty());
    TryEveryPlace(base, round.size() - 1, round.size() + text.size() + 1, {"A", "\n"});
  }
}

const std::string kInner = "my tokq_abcdefgh12 here";

INSTANTIATE_TEST_SUITE_P(
    OfEveryKind, EncodedSeams,
    testing::Values(EncodedText{"Base64", Base64Encode(kInner)}, EncodedText{"Base64ByOne", Base64Encode("x" + kInner)},
                    EncodedText{"Base64ByTwo", Base64Encode("xx" + kInner)},
                    EncodedText{"Base64Url", Base64UrlEncode("?>" + kInner + "?>~~")},
                    EncodedText{"Base64Twice", Base64Encode(Base64Encode(kInner))},
                    EncodedText{"Hex", HexEncode(kInner)}, EncodedText{"Percent", Percent(kInner)},
                    EncodedText{"Unicode", "\"" + Unicode(kInner) + "\""}),
    [](const auto& row) { return std::string(row.param.name); });

// Whole lines of these are the encoded text: what stands beside it would be part of it.
class EncodedLines : public Seams, public testing::WithParamInterface<EncodedText> {};

TEST_P(EncodedLines, AreDecodedAcrossTheirSeams) {
  const std::string& text = GetParam().text;
  const Scanned base = ScanFull(text);
  ASSERT_EQ(base.hits.size(), 1u);
  ASSERT_FALSE(base.hits[0].decoded_from.empty());
  TryEveryPlace(base, 0, text.size(), {"A", "\n", std::string(1, '\0')});
}

const std::string kWide = "one\ntokq_abcdefgh12\r\ntwo\n";
const std::string kLong = "nothing to see here, and a line to spare, before tokq_abcdefgh12 and much after it";

INSTANTIATE_TEST_SUITE_P(
    OfEveryKind, EncodedLines,
    testing::Values(EncodedText{"Utf16LittleEndian", Utf16(kWide, true)},
                    EncodedText{"Utf16BigEndian", Utf16(kWide, false)},
                    EncodedText{"Utf16Marked", "\xff\xfe" + Utf16(kWide, true)},
                    EncodedText{"Base64Wrapped", "k:\n" + Wrapped(Base64Encode(kLong), 60, "\n") + "\nend\n"},
                    EncodedText{"Base64WrappedWithCarriageReturns",
                                "k:\r\n" + Wrapped(Base64Encode(kLong), 60, "\r\n") + "\r\nend\r\n"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace packrake
