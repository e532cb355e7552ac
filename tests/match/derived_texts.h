#ifndef PACKRAKE_TESTS_MATCH_DERIVED_TEXTS_H_
#define PACKRAKE_TESTS_MATCH_DERIVED_TEXTS_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "match/match_fixture.h"

/// Scans of texts that derive from others, for tests that compare them with scans of the same texts in full.
namespace packrake {

/// A text with its memo, as a source keeps it while others derive from it.
struct Scanned {
  std::string text;
  std::unique_ptr<BlobMemo> memo;
  std::vector<Hit> hits;
};

class Agreement : public testing::Test {
 protected:
  static void SetUpTestSuite() { matcher_ = MakeMatcher(TestRules()).release(); }
  static void TearDownTestSuite() { delete matcher_; }

  void SetUp() override { scanner_ = matcher_->NewScanner({}); }

  Scanned ScanFull(std::string text) { return ScanAs(std::move(text), nullptr); }

  Scanned ScanDerived(const Scanned& base, std::string text, const std::vector<CopiedRange>& copies) {
    Derivation derivation{base.memo.get(), base.text, copies};
    return ScanAs(std::move(text), &derivation);
  }

  /// Replaces text[at, at+remove) by `insert`: the derivation that one edit makes.
  Scanned Edited(const Scanned& base, std::size_t at, std::size_t remove, const std::string& insert) {
    std::vector<CopiedRange> copies;
    if (at > 0) copies.push_back({0, 0, at});
    const std::size_t rest = base.text.size() - at - remove;
    if (rest > 0) copies.push_back({at + remove, at + insert.size(), rest});
    return ScanDerived(base, base.text.substr(0, at) + insert + base.text.substr(at + remove), copies);
  }

  void ExpectLikeFull(const Scanned& derived) {
    EXPECT_EQ(Described(derived.hits), Described(ScanFull(derived.text).hits));
  }

  static inline const Matcher* matcher_ = nullptr;
  std::unique_ptr<Matcher::Scanner> scanner_;

 private:
  Scanned ScanAs(std::string text, const Derivation* derivation) {
    Scanned scanned;
    scanned.text = std::move(text);
    KeptHits kept;
    Blob blob;
    blob.bytes = scanned.text;
    blob.derivation = derivation;
    blob.memo = &scanned.memo;
    scanner_->Scan(blob, kept);
    scanned.hits = std::move(kept.hits);
    return scanned;
  }
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_MATCH_DERIVED_TEXTS_H_
