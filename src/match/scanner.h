#ifndef PACKRAKE_MATCH_SCANNER_H_
#define PACKRAKE_MATCH_SCANNER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/examiner.h"
#include "packrake/blob.h"
#include "packrake/finding.h"
#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake {

/// A place that a rule (or decoder) points at, before it is examined. Hot: one per raw match.
struct Candidate {
  std::uint64_t begin = 0;  ///< in the blob's bytes
  std::uint64_t end = 0;
  std::uint32_t rule = 0;   ///< index in the RuleSet, or number of rules + index of the decoder
  std::uint16_t layer = 0;  ///< decoders passed
  std::uint16_t flags = 0;
};
static_assert(sizeof(Candidate) == 24);

/// Takes hits as they are found. One per thread.
class HitSink {
 public:
  virtual ~HitSink() = default;
  virtual void Add(Hit hit) = 0;
};

/// Counters and CPU seconds of one Scanner, for `--stats`.
struct ScannerStats {
  std::uint64_t blobs = 0;
  std::uint64_t bytes = 0;          ///< seen
  std::uint64_t matched_bytes = 0;  ///< given to Hyperscan
  std::uint64_t derived_bytes = 0;  ///< of those seen: texts of which only dirty lines were given to it
  std::uint64_t dirty_bytes = 0;    ///< of those given: such dirty lines
  std::uint64_t candidates = 0;
  std::uint64_t inherited = 0;  ///< candidates taken from a base blob
  std::uint64_t examined = 0;
  std::uint64_t decoded_bytes = 0;
  double match_seconds = 0;
  double examine_seconds = 0;
  std::vector<std::string> decoding_stopped;  ///< texts whose encoded content was too much: "blob 1a2b…"
  void Add(const ScannerStats& other);
};

/// A rule set compiled for matching: the Hyperscan database, the patterns, the examiners. Immutable; shared.
class Matcher {
 public:
  /// `serialized`: a database made by SerializeDatabase for these rules, or empty to take it from the user's cache or
  /// compile it. A serialized database of another platform is compiled again, never an error. `line_filters`: what
  /// SerializeLineFilters made for these or other rules, which must outlive the matcher, or empty: they spare time.
  /// Errors: kInvalidRule, naming the rule and the reason.
  static Result<std::unique_ptr<Matcher>> Create(const RuleSet& rules, const ExaminerTable& examiners,
                                                 std::string_view serialized = {}, std::string_view line_filters = {});
  virtual ~Matcher() = default;
  /// The database of these rules for a generic processor, to embed.
  static Result<std::string> SerializeDatabase(const RuleSet& rules);
  /// Filters for the patterns of these rules (line_filters.h), for a generic processor, to embed.
  static Result<std::string> SerializeLineFilters(const RuleSet& rules);
  virtual const RuleSet& rules() const = 0;
  /// What `packrake version` prints: "Hyperscan 5.4.0 …" and the CPU level.
  static std::string EngineDescription();

  /// A scanner over this matcher, which must outlive it. `inline_allow`: note comments such as packrake:allow.
  struct ScannerOptions {
    bool inline_allow = true;
    bool inherit = true;  ///< use Derivations; false scans every blob in full
    bool decode = true;
  };
  class Scanner {
   public:
    virtual ~Scanner() = default;
    /// Adds every hit in `blob` to `sink`. The hits are a function of the blob's bytes alone: equal with and without
    /// a Derivation. Never throws.
    virtual void Scan(const Blob& blob, HitSink& sink) = 0;
    virtual const ScannerStats& stats() const = 0;
  };
  /// One per thread.
  virtual std::unique_ptr<Scanner> NewScanner(const ScannerOptions& options) const = 0;
};

/// Checks one rule against the contract of DESIGN 4 (anchor literal, width, newline-free, look-behind), and an anchor
/// that was written by compiling it alone and trying the rule's examples on it; one that is derived keeps the contract.
/// Errors: kInvalidRule with the reason. `rules check` calls this, and each start with somebody's own rules.
Status CheckAnchor(const Rule& rule);

/// What one anchor looks like after derivation, for `rules show`. Errors as CheckAnchor.
Result<std::string> DerivedAnchor(const Rule& rule);

/// Every hit that a plain reading finds: each rule with RE2 over each line, no anchors, no database, no inheritance;
/// decoders tried on every run. Slow; the reference of the agreement tests. One per thread.
class ReferenceScanner {
 public:
  /// Keeps a copy of `rules`. With rules that cannot run it logs an error and finds nothing.
  ReferenceScanner(const RuleSet& rules, const ExaminerTable& examiners);
  ~ReferenceScanner();
  void Scan(const Blob& blob, HitSink& sink);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace packrake

#endif  // PACKRAKE_MATCH_SCANNER_H_
