#ifndef PACKRAKE_FINDINGS_BASELINE_H_
#define PACKRAKE_FINDINGS_BASELINE_H_

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

#include "packrake/result.h"
#include "packrake/scan.h"

namespace packrake {

/// Suppresses what an earlier report lists, by fingerprint; the report may have been redacted. Immutable.
class Baseline : public Suppressor {
 public:
  /// Reads a report that packrake wrote as `json` or `jsonl`. `name` is the file's, for messages.
  /// Errors: kInvalidConfig with the place, also for a file that is no such report: an empty baseline would be a
  /// surprise.
  static Result<std::unique_ptr<Baseline>> Parse(std::string_view text, std::string name);
  static Result<std::unique_ptr<Baseline>> Load(const std::filesystem::path& path);

  std::string Suppresses(const Finding& finding, const Location& location) const override;

  std::size_t size() const { return fingerprints_.size(); }
  /// "public" or "private": which kind of key the report's fingerprints were made with; "" when it does not say.
  const std::string& fingerprint_key() const { return fingerprint_key_; }

 private:
  explicit Baseline(std::string name) : name_(std::move(name)) {}

  std::string name_;
  std::string fingerprint_key_;
  std::unordered_set<std::string> fingerprints_;
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_BASELINE_H_
