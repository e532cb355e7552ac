#include "match/encoded_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "match/match_fixture.h"
#include "text/decode.h"

namespace packrake {
namespace {

using testing::HasSubstr;

std::vector<EncodedForm> FormsOfPattern(const std::string& pattern, std::vector<std::string> decode = {}) {
  Rule rule = MakeRule("r", pattern);
  rule.decode = std::move(decode);
  return EncodedFormsOf(*AnchorOf(rule), *DecodersOf(rule));
}

bool AnyStandsIn(const std::vector<EncodedForm>& forms, std::string_view decoder, std::string_view text) {
  for (const EncodedForm& form : forms) {
    if (Decoders()[form.decoder]->name() == decoder && text.find(form.bytes) != std::string_view::npos) return true;
  }
  return false;
}

TEST(EncodedForms, StandInEveryWayToEncodeTheLiteral) {
  const auto forms = FormsOfPattern("tokq_secret");
  for (int before = 0; before < 3; ++before) {
    const std::string text = std::string(static_cast<std::size_t>(before), 'x') + "tokq_secret and more";
    EXPECT_TRUE(AnyStandsIn(forms, "base64", Base64Encode(text))) << before;
    EXPECT_TRUE(AnyStandsIn(forms, "base64", Base64Encode(Base64Encode(text)))) << before;
    EXPECT_TRUE(AnyStandsIn(forms, "hex", HexEncode(text))) << before;
  }
  EXPECT_FALSE(AnyStandsIn(forms, "escapes", "tokq_secret")) << "the anchor itself finds what needs no escape";
}

TEST(EncodedForms, FollowTheCasesOfACaselessLiteral) {
  const auto forms = FormsOfPattern("(?i)tokQSecret");
  for (const std::string text : {"tokQSecret", "tokqsecret", "TOKQSECRET"}) {
    EXPECT_TRUE(AnyStandsIn(forms, "hex", HexEncode(text))) << text;
  }
}

TEST(EncodedForms, AreThoseOfTheRulesDecoders) {
  EXPECT_THAT(FormsOfPattern("tokq_secret", {"none"}), testing::IsEmpty());
  const auto forms = FormsOfPattern("tokq_secret", {"hex"});
  EXPECT_EQ(forms.size(), 2u);
  Rule rule = MakeRule("r", "tokq_secret");
  rule.decode = {"rot13"};
  const auto decoders = DecodersOf(rule);
  ASSERT_FALSE(decoders);
  EXPECT_THAT(decoders.error().message, HasSubstr("there is no decoder 'rot13'"));
}

TEST(EncodedForms, HoldNoLineEndAndThreeRareBytes) {
  for (const EncodedForm& form : FormsOfPattern("eyJ")) {
    EXPECT_EQ(form.bytes.find_first_of("\r\n"), std::string::npos);
    EXPECT_GE(form.bytes.size(), 3u);
  }
}

TEST(EventIds, TellTheDecoderBack) {
  for (std::uint32_t index = 0; index < 100; ++index) {
    for (std::uint32_t decoder = 0; decoder < Decoders().size(); ++decoder) {
      EXPECT_EQ(DecoderOfEventId(17, EventIdOfForm(17, index, decoder)), decoder);
    }
  }
}

}  // namespace
}  // namespace packrake
