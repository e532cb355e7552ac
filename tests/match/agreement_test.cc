// Three ways to scan one text must agree: the reference, a full scan, and a scan that inherits from a base.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "match/derived_texts.h"
#include "match/random_texts.h"

namespace packrake {
namespace {

/// How many times as many seeds as usual to try: PACKRAKE_STRESS=50 for a night's run.
std::uint64_t Stress() {
  const char* stress = std::getenv("PACKRAKE_STRESS");
  return stress == nullptr ? 1 : std::max(1ULL, std::strtoull(stress, nullptr, 10));
}

TEST_F(Agreement, OfFullDerivedAndReferenceScansOnRandomTexts) {
  std::set<std::uint32_t> rules_with_hits;
  std::size_t decoded_hits = 0;
  for (std::uint64_t seed = 0; seed < 150 * Stress(); ++seed) {
    RandomTexts random(seed);
    Scanned base = ScanFull(random.Text(200 + random.Below(4000)));
    ASSERT_EQ(Described(base.hits), Described(ReferenceHitsOf(matcher_->rules(), base.text))) << "seed " << seed;
    for (int generation = 0; generation < 4; ++generation) {
      RandomTexts::Derived derived = random.Derive(base.text);
      if (derived.text.size() > 20000) break;
      Scanned child = ScanDerived(base, derived.text, derived.copies);
      const Scanned full = ScanFull(derived.text);
      ASSERT_EQ(Described(child.hits), Described(full.hits)) << "seed " << seed << ", generation " << generation;
      if (generation == 3) {
        ASSERT_EQ(Described(full.hits), Described(ReferenceHitsOf(matcher_->rules(), derived.text))) << "seed " << seed;
      }
      for (const Hit& hit : child.hits) {
        rules_with_hits.insert(hit.rule);
        decoded_hits += hit.decoded_from.empty() ? 0 : 1;
      }
      base = std::move(child);
    }
  }
  // The texts do exercise what they are meant to.
  EXPECT_EQ(rules_with_hits.size(), matcher_->rules().rules.size());
  EXPECT_GT(decoded_hits, 500u);
  EXPECT_GT(scanner_->stats().inherited, 10000u);
}

TEST_F(Agreement, OfFullAndDerivedScansOnManySmallEdits) {
  const std::uint64_t before = scanner_->stats().examined;
  for (std::uint64_t seed = 100000; seed < 100000 + 150 * Stress(); ++seed) {
    RandomTexts random(seed);
    Scanned base = ScanFull(random.Text(1500 + random.Below(12000)));
    for (int generation = 0; generation < 6; ++generation) {
      const std::size_t at = random.Below(base.text.size());
      const std::size_t remove = std::min(random.OneIn(2) ? 0 : random.Below(40), base.text.size() - at);
      Scanned child = Edited(base, at, remove, random.OneIn(3) ? "" : random.Piece());
      ASSERT_EQ(Described(child.hits), Described(ScanFull(child.text).hits))
          << "seed " << seed << ", edit " << generation;
      base = std::move(child);
    }
  }
  EXPECT_GT(scanner_->stats().examined, before);
}

TEST_F(Agreement, OnASeamInsideATokenAndOnOneByteCopies) {
  const Scanned base = ScanFull("a tokq_ab\ncdefghijkl b\n");
  std::vector<CopiedRange> copies;
  std::string text;
  for (const std::size_t at : {2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16}) {
    copies.push_back({at, text.size(), 1});
    text += base.text[at];
    if (at == 8) text += "x";
  }
  const Scanned child = ScanDerived(base, text, copies);
  EXPECT_EQ(child.hits.size(), 1u);
  ExpectLikeFull(child);
}

TEST_F(Agreement, OnThreeBytesInAMegabyteLine) {
  RandomTexts random(7);
  std::string text;
  while (text.size() < 1 << 20) text += random.OneIn(500) ? "tokq_" + random.Word() + "12345678 " : random.Word() + " ";
  const Scanned base = ScanFull(text);
  ASSERT_GT(base.hits.size(), 100u);
  const std::uint64_t matched = scanner_->stats().matched_bytes;
  const Scanned child = Edited(base, 700001, 0, "xyz");
  EXPECT_LT(scanner_->stats().matched_bytes - matched, 10000u) << "windows round the seam, not the line, are matched";
  ExpectLikeFull(child);
  ExpectLikeFull(Edited(child, base.hits[50].begin + 2, 1, "_"));
  ExpectLikeFull(Edited(child, 10, 0, "tokq_"));
}

TEST_F(Agreement, OnAGreedyMatchThatAnInsertionLengthens) {
  const std::string filler(5000, '.');
  const Scanned base = ScanFull("zzkx" + filler + "qqkx" + filler);
  ASSERT_EQ(base.hits.size(), 1u);
  ExpectLikeFull(Edited(base, base.text.size() - 2, 0, "qqkx"));
  ExpectLikeFull(Edited(base, 2, 1, "k"));
  const Scanned broken = Edited(base, 2, 1, "-");
  EXPECT_TRUE(broken.hits.empty());
  const Scanned mended = Edited(broken, 2, 1, "k");
  EXPECT_EQ(mended.hits.size(), 1u);
  ExpectLikeFull(mended);
}

TEST_F(Agreement, OnTheWidestAnchorAcrossASeamOfALongLine) {
  RuleSet rules;
  rules.rules.push_back(MakeRule("widest", "[a-z]{40}qanchor[0-9]{3}"));
  rules.rules[0].anchor = rules.rules[0].pattern;
  rules.rules[0].decode = {"none"};
  const auto matcher = MakeMatcher(rules);
  scanner_ = matcher->NewScanner({});
  const std::string token = std::string(40, 'w') + "qanchor123";
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string broken = token;
    broken[i] = '-';
    const Scanned base = ScanFull(std::string(9000, '.') + broken + std::string(9000, '.'));
    ASSERT_TRUE(base.hits.empty());
    EXPECT_EQ(Edited(base, 9000 + i, 1, token.substr(i, 1)).hits.size(), 1u) << i;
  }
}

// Of a short line by which nothing was found nothing is remembered, and what it held counts in the longer one.
TEST_F(Agreement, WhenAShortLineBecomesAPartOfALongOne) {
  const std::string dots(400, '.');
  for (const std::size_t size : {500, 4000}) {
    const std::string rest(size, '.');
    for (const std::string& lines :
         {dots + "zzkx" + dots + "\n" + rest + "qqkx" + dots, dots + "zzkx" + rest + "\n" + dots + "qqkx" + dots}) {
      const Scanned base = ScanFull("one\n" + lines + "\ntwo\n");
      ASSERT_TRUE(base.hits.empty());
      const Scanned joined = Edited(base, base.text.find(".\n.") + 1, 1, "");
      EXPECT_EQ(joined.hits.size(), 1u) << size;
      ExpectLikeFull(joined);
      const Scanned parted = Edited(joined, joined.text.find(rest), 0, "\n");
      EXPECT_TRUE(parted.hits.empty());
      ExpectLikeFull(Edited(parted, parted.text.find(".\n.") + 1, 1, ""));
    }
  }
}

TEST_F(Agreement, WhenANeighbouringLineFlipsAVerdict) {
  const Scanned rejected = ScanFull("one\nonly a sample\ntwo\njwt_secret = \"abcdefgh\"\nthree\n");
  ASSERT_TRUE(rejected.hits.empty());
  const Scanned accepted = Edited(rejected, rejected.text.find(" a "), 2, "");
  EXPECT_EQ(accepted.hits.size(), 1u);
  ExpectLikeFull(accepted);
  const Scanned again = Edited(accepted, accepted.text.find("three"), 5, "only a sample");
  EXPECT_TRUE(again.hits.empty());
  ExpectLikeFull(again);
}

TEST_F(Agreement, WhenANewFirstOrLastLineFlipsAVerdict) {
  const Scanned base = ScanFull("needq_abcdefgh\nx\n");
  ASSERT_TRUE(base.hits.empty());
  EXPECT_EQ(Edited(base, 0, 0, "the marker\n").hits.size(), 1u);
  const Scanned last = ScanFull("x\nneedq_abcdefgh\n");
  ASSERT_TRUE(last.hits.empty());
  EXPECT_EQ(Edited(last, last.text.size(), 0, "the marker").hits.size(), 1u);
}

TEST_F(Agreement, WhenABlockIsShutOrCutFarBelowItsFirstLine) {
  std::string body;
  for (int i = 0; i < 20; ++i) body += "line" + std::to_string(i) + "\n";
  const Scanned open = ScanFull("x\n=====OPEN KEYS=====\n" + body + "end\n");
  ASSERT_TRUE(open.hits.empty());
  const Scanned shut = Edited(open, open.text.find("end"), 3, "=====SHUT");
  EXPECT_EQ(shut.hits.size(), 1u);
  ExpectLikeFull(shut);
  ExpectLikeFull(Edited(shut, shut.text.find("line19"), 0, body));
}

TEST_F(Agreement, WhenTheLastLineHasNoEnd) {
  const Scanned base = ScanFull("a\nakeyline=0123456789");
  ASSERT_EQ(base.hits.size(), 1u);
  for (const std::string insert : {"\n", "x", "\r\n", "\r", "ab", "\nz"}) {
    ExpectLikeFull(Edited(base, base.text.size(), 0, insert));
  }
  const Scanned longer = ScanFull("a\nakeyline=0123456789\nrest");
  ExpectLikeFull(Edited(longer, longer.text.find("\nrest"), 5, ""));
  ExpectLikeFull(Edited(longer, longer.text.find("\nrest"), 1, ""));
}

TEST_F(Agreement, WhenALineIsCopiedTwiceOrMoved) {
  const Scanned base = ScanFull("pairwise<1>\nb\nc\nd\ntokq_abcdefgh\n");
  EXPECT_EQ(base.hits.size(), 1u);
  const std::vector<CopiedRange> twice{{14, 0, 18}, {0, 18, 12}, {0, 30, 18}};
  std::string text;
  for (const CopiedRange& copy : twice) text += base.text.substr(copy.base_begin, copy.size);
  const Scanned child = ScanDerived(base, text, twice);
  EXPECT_EQ(child.hits.size(), 3u) << "two pairs and the token";
  ExpectLikeFull(child);
}

TEST_F(Agreement, WhenTheLinesOfATextRuleMoveCloser) {
  const std::string far(50, '.');
  const Scanned base = ScanFull("pairwise<1>\n" + far + "\npairwise<2>\n" + far + "\npairwise<3>\n" + far + "\n");
  ASSERT_TRUE(base.hits.empty());
  const std::vector<CopiedRange> copies{{0, 0, 12}, {63, 12, base.text.size() - 63}};
  const Scanned child = ScanDerived(base, base.text.substr(0, 12) + base.text.substr(63), copies);
  EXPECT_EQ(child.hits.size(), 3u);
  ExpectLikeFull(child);
}

TEST_F(Agreement, WhenCopiesContradictTheTextsTheScanIsFull) {
  const Scanned base = ScanFull("tokq_abcdefgh\n");
  const std::vector<CopiedRange> outside{{10, 0, 14}};
  EXPECT_EQ(ScanDerived(base, "tokq_abcdefgh\n", outside).hits.size(), 1u);
  const std::vector<CopiedRange> overlapping{{0, 0, 10}, {0, 5, 9}};
  EXPECT_EQ(ScanDerived(base, "tokq_abcdefgh\n", overlapping).hits.size(), 1u);
}

TEST_F(Agreement, WhenTheBaseWasNotScanned) {
  Scanned base = ScanFull("nothing\nhere\ntokq_abcdefgh\n");
  base.memo.reset();
  const Scanned child = Edited(base, 3, 0, "x");
  EXPECT_EQ(child.hits.size(), 1u);
  EXPECT_NE(child.memo, nullptr);
}

}  // namespace
}  // namespace packrake
