#ifndef PACKRAKE_TESTS_SUPPORT_HIT_LIST_H_
#define PACKRAKE_TESTS_SUPPORT_HIT_LIST_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "match/scanner.h"
#include "packrake/source.h"

namespace packrake {

/// What two ways of scanning must agree on: everything of a hit that its object decides.
using HitKey = std::tuple<std::string, Where, std::uint32_t, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t,
                          std::string>;

inline HitKey KeyOf(const Hit& hit) {
  std::string decoded;
  for (const std::string& name : hit.decoded_from) decoded += name + ">";
  return {hit.object.hex(), hit.where, hit.rule, hit.begin, hit.end, hit.line, hit.column, decoded + hit.identity};
}

/// Keys of all hits that one or more threads add.
class HitList : public HitSink {
 public:
  void Add(Hit hit) override {
    const std::lock_guard lock(mutex_);
    keys_.push_back(KeyOf(hit));
  }
  /// Sorted, each once.
  std::vector<HitKey> Sorted() const {
    std::vector<HitKey> keys = keys_;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
  }

 private:
  std::mutex mutex_;
  std::vector<HitKey> keys_;
};

/// A scanner of `matcher` as a source's sink, whose hits go to `hits`. One per worker.
class ScanningSink : public BlobSink {
 public:
  ScanningSink(const Matcher& matcher, const Matcher::ScannerOptions& options, HitSink& hits)
      : scanner_(matcher.NewScanner(options)), hits_(hits) {}
  void Accept(const Blob& blob) override { scanner_->Scan(blob, hits_); }
  const ScannerStats& stats() const { return scanner_->stats(); }

 private:
  std::unique_ptr<Matcher::Scanner> scanner_;
  HitSink& hits_;
};

/// Scans each blob by the definition: the slow reference. One per worker.
class ReferenceSink : public BlobSink {
 public:
  ReferenceSink(const RuleSet& rules, const ExaminerTable& examiners, HitSink& hits)
      : scanner_(rules, examiners), hits_(hits) {}
  void Accept(const Blob& blob) override { scanner_.Scan(blob, hits_); }

 private:
  ReferenceScanner scanner_;
  HitSink& hits_;
};

}  // namespace packrake

#endif  // PACKRAKE_TESTS_SUPPORT_HIT_LIST_H_
