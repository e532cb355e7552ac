#ifndef PACKRAKE_CLI_SUPPRESSION_H_
#define PACKRAKE_CLI_SUPPRESSION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/config.h"
#include "cli/settings.h"
#include "packrake/scan.h"
#include "packrake/source.h"

namespace packrake::cli {

/// Everything that may suppress a finding, and what there is to say of it in the report.
class Suppressions {
 public:
  /// What the user chose: baselines, ignore files, the configuration's `ignore`. Errors: kInvalidConfig with the place.
  static Result<Suppressions> OfUser(const Settings& settings, const Config* config, std::int64_t now);

  /// What the target carries: `.packrakeignore`, `.gitleaksignore` and, unless the user gave a configuration,
  /// `.packrake.yaml`, of which only `allow`, `ignore` and `disable-rule` count. What is wrong with them is a note and
  /// suppresses nothing: the target may be hostile, and its mistake must not stop a scan.
  static Suppressions OfTarget(const Source& target, bool user_has_config, std::int64_t now);

  std::vector<const Suppressor*> pointers() const;
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  Status AddIgnorePath(const std::string& path, std::int64_t now);
  Status AddIgnoreFile(const std::string& path, std::int64_t now);
  Status AddPackrakeIgnore(const std::string& text, const std::string& name, std::int64_t now);
  Status AddTargetConfig(const std::string& text, std::int64_t now);
  void AddIgnoreEntries(std::vector<IgnoreEntry> entries, std::int64_t now);

  std::vector<std::unique_ptr<Suppressor>> owned_;
  std::vector<std::string> notes_;
};

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_SUPPRESSION_H_
