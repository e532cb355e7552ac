#include "match/scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "match/match_fixture.h"
#include "packrake/source.h"

namespace packrake {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class ScannerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { matcher_ = MakeMatcher(TestRules()).release(); }
  static void TearDownTestSuite() { delete matcher_; }

  static std::vector<Hit> Scan(std::string_view text) { return HitsOf(*matcher_, text); }
  static Hit Only(std::string_view text) {
    auto hits = Scan(text);
    EXPECT_EQ(hits.size(), 1u) << testing::PrintToString(Described(hits));
    return hits.empty() ? Hit{} : hits.front();
  }

  static const Matcher* matcher_;
};

const Matcher* ScannerTest::matcher_ = nullptr;

TEST_F(ScannerTest, TellsWhereASecretStands) {
  const Hit hit = Only("one\ntwo tokq_abcdefgh9 x\r\n");
  EXPECT_EQ(matcher_->rules().rules[hit.rule].id, "plain");
  EXPECT_EQ(hit.secret.Reveal(), "abcdefgh9");
  EXPECT_EQ(hit.identity, "abcdefgh9");
  EXPECT_EQ(hit.begin, 13u);
  EXPECT_EQ(hit.end, 22u);
  EXPECT_EQ(hit.line, 2u);
  EXPECT_EQ(hit.column, 10u);
  EXPECT_EQ(hit.end_line, 2u);
  EXPECT_TRUE(hit.identity_needs_path) << "nine characters have under 64 bits";
  EXPECT_EQ(hit.context, "two tokq_" + hit.secret.Redacted() + " x");
}

TEST_F(ScannerTest, SaysWhatStandsInAModuleOfTests) {
  const auto hits = Scan("tokq_abcdefgh1\n\n#[cfg(test)]\nmod tests {\n  tokq_abcdefgh2\n}\n");
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_THAT(hits[0].signals, testing::Not(testing::Contains("test-module")));
  EXPECT_THAT(hits[1].signals, testing::Contains("test-module"));
}

TEST_F(ScannerTest, CountsFromWhereTheSliceBegins) {
  KeptHits kept;
  Blob blob;
  blob.bytes = "a\ntokq_abcdefgh\n";
  blob.offset = 5ULL << 32;
  blob.first_line = 7'000'000'000;
  blob.path = "some/file";
  matcher_->NewScanner({})->Scan(blob, kept);
  ASSERT_EQ(kept.hits.size(), 1u);
  EXPECT_EQ(kept.hits[0].begin, (5ULL << 32) + 7);
  EXPECT_EQ(kept.hits[0].line, 7'000'000'001u);
  EXPECT_EQ(kept.hits[0].path, "some/file");
}

TEST_F(ScannerTest, ScansATextAboveTheSliceSizeInSlices) {
  std::string text(kSliceSize + kSliceOverlap + 100, 'x');
  for (std::size_t i = 99; i < text.size(); i += 100) text[i] = '\n';
  const std::size_t across = kSliceSize - 4;
  const std::string token = "tokq_abcdefgh\n";
  text.replace(across, token.size(), token);
  text.replace(text.size() - 50, token.size(), token);
  const auto hits = Scan(text);
  ASSERT_GE(hits.size(), 2u);
  EXPECT_EQ(hits.front().begin, across + 5);
  EXPECT_EQ(hits.back().begin, text.size() - 45);
  const auto newlines = std::count(text.begin(), text.end() - 45, '\n');
  EXPECT_EQ(hits.back().line, static_cast<std::uint64_t>(newlines) + 1);
}

TEST_F(ScannerTest, FindsMatchesOfOneLineLeftmostAndNotOverlapping) {
  EXPECT_EQ(Scan("tokq_aaaaaaaatokq_bbbbbbbb tokq_cccccccc").size(), 2u);
}

TEST_F(ScannerTest, HidesEverySecretOfTheLineInItsContext) {
  const auto hits = Scan("tokq_abcdefgh123 and jwt_secret='qwertyuiopas' and abcdefgh123");
  ASSERT_EQ(hits.size(), 2u);
  for (const Hit& hit : hits) {
    EXPECT_THAT(hit.context, Not(HasSubstr("qwertyuiopas")));
    EXPECT_THAT(hit.context, Not(HasSubstr("tokq_abcdefgh123")));
  }
  EXPECT_THAT(hits[0].context, Not(HasSubstr("abcdefgh123"))) << "a second time on the same line";
}

TEST_F(ScannerTest, KeepsAContextShortOnALongLine) {
  const Hit hit = Only(std::string(10000, 'a') + " tokq_abcdefgh " + std::string(10000, 'b'));
  EXPECT_LE(hit.context.size(), 200u);
  EXPECT_THAT(hit.context, HasSubstr(" tokq_" + hit.secret.Redacted() + " bbb"));
}

struct EncodedCase {
  std::string text;
  std::vector<std::string> decoded_from;
};

TEST_F(ScannerTest, FindsATokenInsideEncodedText) {
  const std::string inner = "my tokq_abcdefgh12 here";
  std::string wide;
  for (const char c : inner + "\n") wide += {c, '\0'};
  std::string percent;
  for (const char c : inner) percent += "%" + HexEncode(std::string(1, c));
  const EncodedCase rows[] = {
      {"k: " + Base64Encode(inner), {"base64"}},
      {"k: " + Base64Encode("x" + inner), {"base64"}},
      {"k: " + Base64Encode("xx" + inner), {"base64"}},
      {"k: " + Base64Encode(Base64Encode(inner)), {"base64", "base64"}},
      {"k: " + HexEncode(inner), {"hex"}},
      {"k: " + percent, {"percent"}},
      {wide, {"utf16"}},
  };
  for (const EncodedCase& row : rows) {
    const Hit hit = Only("line\n" + row.text + "\nline");
    EXPECT_EQ(hit.secret.Reveal(), "abcdefgh12");
    EXPECT_EQ(hit.decoded_from, row.decoded_from);
    EXPECT_EQ(hit.line, 2u);
    EXPECT_GT(hit.end, hit.begin);
    EXPECT_THAT(hit.context, Not(HasSubstr("abcdefgh12")));
  }
}

TEST_F(ScannerTest, PlacesASecretInUtf16TextOnItsOwnLine) {
  std::string wide = "\xff\xfe";
  for (const char c : std::string("one\ntwo\ntokq_abcdefgh\nfour\n")) wide += {c, '\0'};
  const Hit hit = Only(wide);
  EXPECT_EQ(hit.line, 3u);
  EXPECT_EQ(hit.end_line, 3u);
}

TEST_F(ScannerTest, DoesNotDecodeForARuleThatAsksForNone) {
  const std::string text = "prod vaultid=q1w2e3r4t5y6u7i8";
  EXPECT_EQ(Scan(text).size(), 1u);
  EXPECT_THAT(Scan(Base64Encode(text)), IsEmpty());
  EXPECT_THAT(Scan(Base64Encode(text + " tokq_abcdefgh")).size(), 1u) << "nor when another rule has it decoded";
}

TEST_F(ScannerTest, ReportsWhatStandsPlainAndDecodedOnce) {
  const Hit hit = Only(R"("a\u0022b tokq_abcdefgh \u0022tokw")");
  EXPECT_THAT(hit.decoded_from, IsEmpty());
}

TEST_F(ScannerTest, EndsWithinItsBudgetOnNestedEncodings) {
  std::string text = "tokq_abcdefgh12 ";
  for (int i = 0; i < 12; ++i) text += text;
  for (int layer = 0; layer < 5; ++layer) text = Base64Encode(text);
  EXPECT_THAT(Scan(text), IsEmpty()) << "five layers are too deep";
}

TEST_F(ScannerTest, NotesTheCommentThatAllowsALine) {
  EXPECT_EQ(Only("tokq_abcdefgh # packrake:allow").allowed_by, "packrake:allow");
  EXPECT_EQ(Only("# gitleaks:allow\ntokq_abcdefgh").allowed_by, "gitleaks:allow");
  EXPECT_EQ(Only("# trufflehog:ignore\n\ntokq_abcdefgh").allowed_by, "");
  Matcher::ScannerOptions options;
  options.inline_allow = false;
  KeptHits kept;
  Blob blob;
  blob.bytes = "tokq_abcdefgh # packrake:allow";
  matcher_->NewScanner(options)->Scan(blob, kept);
  ASSERT_EQ(kept.hits.size(), 1u);
  EXPECT_EQ(kept.hits[0].allowed_by, "");
}

TEST_F(ScannerTest, IdentifiesAnUnsafeCallByItsText) {
  const auto hits = Scan("unpackit(a,\n  checked = False)\nunpackit(a, checked=True)\n");
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_TRUE(hits[0].secret.empty());
  EXPECT_TRUE(hits[0].identity_needs_path);
  EXPECT_THAT(hits[0].identity, StartsWith("call"));
}

TEST_F(ScannerTest, GivesWhatAnExaminerSays) {
  const Hit hit = Only("key = \"literal value that is long enough\"\n\nhmacsign(key)\n");
  EXPECT_EQ(hit.secret.Reveal(), "literal value that is long enough");
  ASSERT_EQ(hit.related.size(), 1u);
  EXPECT_EQ(hit.related[0].line, 3u);
  EXPECT_EQ(hit.related[0].note, "reaches the call here");
  EXPECT_FALSE(hit.identity_needs_path);
}

TEST_F(ScannerTest, LeavesAMemoOnlyWhereOneIsWanted) {
  std::unique_ptr<BlobMemo> memo;
  KeptHits kept;
  Blob blob;
  blob.bytes = "nothing here";
  blob.memo = &memo;
  matcher_->NewScanner({})->Scan(blob, kept);
  EXPECT_NE(memo, nullptr) << "a memo of no candidates is one";
}

TEST_F(ScannerTest, CountsWhatItDid) {
  auto scanner = matcher_->NewScanner({});
  KeptHits kept;
  Blob blob;
  blob.bytes = "tokq_abcdefgh tokq_abcdefgi";
  scanner->Scan(blob, kept);
  EXPECT_EQ(scanner->stats().blobs, 1u);
  EXPECT_EQ(scanner->stats().bytes, 27u);
  EXPECT_EQ(scanner->stats().candidates, 1u) << "many events of a rule on one line are one candidate";
}

TEST(Matcher, RefusesARuleWhoseExaminerIsUnknown) {
  RuleSet rules;
  rules.rules.push_back(MakeRule("r", "tokq_"));
  rules.rules[0].examine = "no-such";
  const auto matcher = Matcher::Create(rules, TestExaminers());
  ASSERT_FALSE(matcher);
  EXPECT_THAT(matcher.error().message, HasSubstr("test.yaml:1: rule r: there is no examiner 'no-such'"));
}

TEST(Matcher, CompilesAgainWhenTheSerializedDatabaseIsOfOtherRules) {
  RuleSet rules;
  rules.rules.push_back(MakeRule("r", "tokq_[0-9]+"));
  const auto serialized = Matcher::SerializeDatabase(rules);
  ASSERT_TRUE(serialized);
  rules.rules[0].pattern = "tokw_[0-9]+";
  const auto matcher = Matcher::Create(rules, TestExaminers(), *serialized);
  ASSERT_TRUE(matcher);
  EXPECT_EQ(HitsOf(**matcher, "tokw_1").size(), 1u);
}

TEST(Matcher, WithoutRulesFindsNothing) {
  const auto matcher = MakeMatcher({});
  EXPECT_THAT(HitsOf(*matcher, "tokq_abcdefgh"), IsEmpty());
}

TEST(Matcher, DescribesItsEngine) { EXPECT_THAT(Matcher::EngineDescription(), StartsWith("Hyperscan 5.")); }

}  // namespace
}  // namespace packrake
