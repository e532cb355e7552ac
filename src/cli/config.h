#ifndef PACKRAKE_CLI_CONFIG_H_
#define PACKRAKE_CLI_CONFIG_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.h"
#include "findings/ignore_file.h"
#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake::cli {

/// What a configuration file says (packrake-config(5)).
struct Config {
  std::string name;   ///< of the file, for messages and reports
  Settings settings;  ///< over the defaults; paths in it are made relative to the file's folder
  AllowRule allow;
  std::string allow_place;  ///< "packrake.yaml:12"; "" when there is none
  std::vector<IgnoreEntry> ignore;
  std::string rules_text;         ///< rules written out under `rules:`, each on its line of the file; or empty
  std::vector<std::string> keys;  ///< every key that was given, as it is spelled in packrake-config(5)
  std::string disable_place;      ///< where `disable-rule` stands
};

/// Reads the YAML `text` of a configuration; `folder` is where its relative paths begin ("" for the current one).
/// Errors: kInvalidConfig with file, line and reason: unknown keys, values of the wrong kind, entries that do not do.
Result<Config> ParseConfig(std::string_view text, std::string_view name, const std::string& folder);

/// The configuration that the user chose: `--config`, else PACKRAKE_CONFIG; nothing when neither says anything.
/// Errors: as ParseConfig; kInvalidConfig when the file cannot be read.
Result<std::optional<Config>> LoadUserConfig(const std::string& option,
                                             const std::function<std::optional<std::string>(const char*)>& environment);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_CONFIG_H_
