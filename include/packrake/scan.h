#ifndef PACKRAKE_SCAN_H_
#define PACKRAKE_SCAN_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "packrake/finding.h"
#include "packrake/result.h"
#include "packrake/rule.h"
#include "packrake/source.h"

namespace packrake {

/// Where time and bytes went, for `--stats`. Times are CPU seconds summed over threads.
struct ScanStats {
  std::vector<std::pair<std::string, double>> seconds;          ///< stage -> CPU seconds, in the order of the path
  std::vector<std::pair<std::string, std::uint64_t>> counters;  ///< name -> number, in a fixed order
};

/// Decides what is suppressed and by what; built by findings/ from baselines, ignore files and configuration.
class Suppressor {
 public:
  virtual ~Suppressor() = default;
  /// What suppresses `location` of `finding`, with its place (".packrakeignore:3"); empty when nothing does.
  virtual std::string Suppresses(const Finding& finding, const Location& location) const = 0;
};

/// What a caller can choose of a scan.
struct ScanOptions {
  ReadOptions read;
  bool unreachable = true;           ///< false: drop what only unreachable locations have, counted
  Severity min_severity = Severity::kInfo;
  Confidence min_confidence = Confidence::kLow;
  bool hints = false;                ///< keep findings of low confidence in the list, and misuse that is at no tip
  bool inline_allow = true;          ///< honour comments such as packrake:allow
  std::vector<const Suppressor*> suppressors;
  std::string fingerprint_key;       ///< empty: the fixed public one
  std::string wordlist;              ///< path of a further dictionary of weak secrets; empty: none
  double prove_budget_seconds = 60;  ///< CPU seconds; 0: no proof by literals, none of passphrases
};

/// What was tried on HMAC tokens, and how far it went.
struct ProofTally {
  std::uint64_t tokens = 0;    ///< distinct HMAC tokens that could be tried
  std::uint64_t proved = 0;    ///< of them: their secret is known
  std::uint64_t literals = 0;  ///< texts of the target tried on those that no dictionary and no finding proved
  bool exhausted = true;       ///< false where tokens are left and the budget, or a signal, ended the search
};

/// Everything one target's scan found and left out.
struct ScanResult {
  std::string target;
  std::string kind;
  std::vector<Finding> findings;    ///< best first: by score, rule, then place
  std::vector<Finding> suppressed;  ///< findings all of whose locations are suppressed
  std::map<std::string, std::uint64_t> suppressed_counts;  ///< reason -> findings or locations left out
  Completeness completeness;
  ProofTally proof;
  ScanStats stats;
};

/// The rules made ready to run: compiled, with their examiners. Immutable; shared by any number of scans.
class Engine {
 public:
  /// Compiles `rules`, or takes the compiled form from the program itself or the user's cache.
  /// Errors: kInvalidRule when a rule breaks the contract of docs/RULES.md.
  static Result<std::unique_ptr<Engine>> Create(RuleSet rules);
  virtual ~Engine() = default;
  virtual const RuleSet& rules() const = 0;
};

/// Reads all of `source` once and tells what is in it. Never throws, prints or aborts. `control.stop` ends it early.
/// Errors: only when the target cannot be read at all.
Result<ScanResult> Scan(Source& source, const Engine& engine, const ScanOptions& options, ScanControl& control);

}  // namespace packrake

#endif  // PACKRAKE_SCAN_H_
