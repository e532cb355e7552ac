#ifndef PACKRAKE_FINDINGS_IGNORE_FILE_H_
#define PACKRAKE_FINDINGS_IGNORE_FILE_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "packrake/result.h"
#include "packrake/scan.h"

namespace packrake {

/// One entry of `.packrakeignore`:
///
///     pr1:0123456789abcdef0123456789abcdef   until=2027-03-31   # rotated, ticket SEC-112
///     docs/examples/**                       rule=jwt.token.*   # samples of RFC 7515
///     "a path with spaces/*.pem"
///
/// A fingerprint, or a glob over paths (gitignore(5)'s; written in double quotes when it has spaces or begins with
/// '#'); then any of `until=YYYY-MM-DD` (the last day, UTC, on which the entry counts), `rule=GLOB` (only findings of
/// these rules) and `# reason`, in this or another order, the reason last. Lines that are empty or begin with '#' say
/// nothing.
struct IgnoreEntry {
  std::string fingerprint;            ///< or empty
  std::string path_glob;              ///< or empty
  std::string rule_glob;              ///< empty: every rule
  std::optional<std::int64_t> until;  ///< first second after the last day
  std::string reason;
  std::string place;  ///< ".packrakeignore:3"
};

/// Suppresses what a list of entries names. Thread-safe.
class IgnoreList : public Suppressor {
 public:
  static constexpr std::size_t kMostEntries =
      10'000;  ///< a longer file, found in a hostile target perhaps, is an error

  /// Reads the text of a `.packrakeignore`; `name` is for messages and reports. Entries that had expired by `now`
  /// suppress nothing and are told by expired(). Errors: kInvalidConfig with file and line.
  static Result<std::unique_ptr<IgnoreList>> Parse(std::string_view text, std::string_view name, std::int64_t now);

  /// A list of entries that were read elsewhere (the configuration's `ignore:`).
  IgnoreList(std::vector<IgnoreEntry> entries, std::int64_t now);

  std::string Suppresses(const Finding& finding, const Location& location) const override;

  /// Entries no longer in force, as sentences.
  const std::vector<std::string>& expired() const { return expired_; }

 private:
  const std::vector<std::uint32_t>& GlobsThatMatch(const std::string& path) const;

  std::vector<IgnoreEntry> entries_;
  std::vector<std::string> expired_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_fingerprint_;
  std::vector<std::uint32_t> globs_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::vector<std::uint32_t>>
      by_path_;  ///< what GlobsThatMatch answered before
};

/// One entry from its parts, checked as a line of the file is. `place` is for messages.
Result<IgnoreEntry> MakeIgnoreEntry(std::string_view what, std::string_view rule_glob, std::string_view until,
                                    std::string_view reason, std::string place);

/// Suppresses what a `.gitleaksignore` names: `commit:path:rule:line` or `path:rule:line`. Commit, path and line must
/// be the location's; the rule's name, which is another scanner's, is not looked at. Lines it cannot read are passed
/// over, as gitleaks does. Immutable.
class GitleaksIgnore : public Suppressor {
 public:
  GitleaksIgnore(std::string_view text, std::string_view name);
  std::string Suppresses(const Finding& finding, const Location& location) const override;
  std::size_t size() const { return entries_; }

 private:
  struct Entry {
    std::string commit;  ///< hex, or empty for any
    std::string place;
  };
  std::unordered_map<std::string, std::vector<Entry>> by_line_;  ///< key: "path:line"
  std::size_t entries_ = 0;
};

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_IGNORE_FILE_H_
