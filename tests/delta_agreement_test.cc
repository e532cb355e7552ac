// Packs that git would not write: each blob a delta of the one before, with its seams where they hurt. What the
// built-in rules find must not depend on who reads the pack.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/base64.h"
#include "built_in_hits.h"
#include "support/fake_secrets.h"
#include "support/pack_writer.h"
#include "support/place_stride.h"
#include "support/repo_builder.h"

namespace packrake {
namespace {

/// A pack of versions of one text, each stored as a delta of the one before.
class Versions {
 public:
  explicit Versions(std::string first) : text_(std::move(first)) { pack_.AddWhole(ObjectType::kBlob, text_); }

  /// The next version: text[at, at + remove) is replaced by `insert`, and two dots come behind all, so that no version
  /// is an earlier one again. What goes before and after is copied, the bytes beside the seams one by one.
  void Edit(std::size_t at, std::size_t remove, std::string_view insert) {
    constexpr std::size_t kSingly = 3;
    constexpr std::string_view kDots = "..";
    const std::string next = text_.substr(0, at) + std::string(insert) + text_.substr(at + remove) + std::string(kDots);
    DeltaWriter delta(text_.size(), next.size());
    const std::size_t before = at - std::min(at, kSingly);
    if (before > 0) delta.Copy(0, before);
    for (std::size_t i = before; i < at; ++i) delta.Copy(i, 1);
    if (!insert.empty()) delta.Insert(insert);
    const std::size_t after = std::min(text_.size(), at + remove + kSingly);
    for (std::size_t i = at + remove; i < after; ++i) delta.Copy(i, 1);
    if (after < text_.size()) delta.Copy(after, text_.size() - after);
    delta.Insert(kDots);
    text_ = next;
    pack_.AddOffsetDelta(pack_.size() - 1, delta.bytes(), pack_.IdOf(ObjectType::kBlob, text_));
  }

  const std::string& text() const { return text_; }

  /// Compares all ways of reading the pack; returns how many hits they agree on.
  std::size_t ExpectAgreement() const {
    const RepoBuilder repo;
    pack_.Write(repo.git_dir() / "objects");
    const std::string path = repo.path().string();
    const auto reference = HitsOf(path, Reading(1, false, false), Way::kReference);
    EXPECT_EQ(HitsOf(path, Reading(1, false, false)), reference) << "libgit2";
    EXPECT_EQ(HitsOf(path, Reading(1, true, false)), reference) << "packs, in full";
    EXPECT_EQ(HitsOf(path, Reading(2, true, true)), reference) << "packs, inherited";
    return reference.size();
  }

 private:
  PackWriter pack_;
  std::string text_;
};

struct Text {
  const char* name;
  std::string text;
};

std::string Crlf(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '\n') made += '\r';
    made += c;
  }
  return made;
}

std::string Unicode(std::string_view text) {
  std::string made;
  for (const char c : text) made += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
  return made;
}

std::string Code() {
  return "import jwt\n\n# the shop\ndef sign(claims):\n    return jwt.encode(claims, '" + FakeHmacSecret(3) +
         "', algorithm='HS256')\n\ntoken = \"" + FakeJws("HS256", 4) + "\"\n" + FakePem("p256", 5) + "end";
}

class AdversarialDeltas : public testing::TestWithParam<Text> {};

// Twenty edits, five of each kind, at places spread over the text, each taken back by the next version.
TEST_P(AdversarialDeltas, AreReadAlikeByEveryWay) {
  Versions versions(GetParam().text);
  const std::size_t size = versions.text().size();
  constexpr std::size_t kPlaces = 20;
  const auto stride = static_cast<std::size_t>(PlaceStride());
  std::size_t edits = 0;
  for (std::size_t i = 0; i < kPlaces; i += stride) {
    const std::size_t at = size * i / kPlaces;
    const std::string byte = versions.text().substr(at, 1);
    switch (edits++ % 4) {
      case 0:
        versions.Edit(at, 1, byte == "x" ? "y" : "x");
        versions.Edit(at, 1, byte);
        break;
      case 1:
        versions.Edit(at, 0, "\n");
        versions.Edit(at, 1, "");
        break;
      case 2:
        versions.Edit(at, 0, "\r");
        versions.Edit(at, 1, "");
        break;
      default:
        versions.Edit(at, 1, "");
        versions.Edit(at, 0, byte);
    }
  }
  EXPECT_GT(versions.ExpectAgreement(), edits / 2) << "most of these versions hold what the first one does";
}

INSTANTIATE_TEST_SUITE_P(
    OfTexts, AdversarialDeltas,
    testing::Values(Text{"Code", Code()}, Text{"CodeWithCarriageReturns", Crlf(Code())},
                    Text{"CodeInOneLongLine", std::string(5000, ' ') + "token = \"" + FakeJws("HS256", 6) + "\"; " +
                                                  std::string(5000, ';')},
                    Text{"Base64", "data: " + Base64Encode("token: " + FakeJws("HS256", 7) + "\n") + "\nmore: no\n"},
                    Text{"Base64OfAKey", "data: " + Base64Encode(FakePem("p256", 8)) + "\nmore: no\n"},
                    Text{"Unicode", "{\"a\": \"" + Unicode("token: " + FakeJws("HS256", 9)) + "\"}\n"},
                    Text{"Utf16", ExpandPlaceholders("{{utf16:token: {{jws:HS256:10}}\nend\n}}")}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace packrake
