#ifndef PACKRAKE_CLI_SETTINGS_H_
#define PACKRAKE_CLI_SETTINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "packrake/result.h"
#include "packrake/rule.h"

namespace packrake::cli {

/// Everything that options and configuration files can choose, with what holds when nobody does. A plain value.
struct Settings {
  // What is read.
  std::uint64_t max_blob_size = 0;  ///< bytes; 0: no limit
  bool skip_binary = false;
  bool no_unreachable = false;
  bool tips = false;
  bool verify_objects = false;
  bool no_delta = false;
  bool no_pack = false;
  int threads = 0;  ///< 0: one for each processor
  // Rules.
  std::vector<std::string> rules;
  bool no_builtin_rules = false;
  std::vector<std::string> enable_rule;
  std::vector<std::string> disable_rule;
  Severity min_severity = Severity::kInfo;
  Confidence min_confidence = Confidence::kLow;
  bool hints = false;
  // Suppression.
  std::vector<std::string> baseline;
  std::vector<std::string> ignore_path;
  bool no_inline_allow = false;
  bool no_target_config = false;
  // Proof.
  std::string wordlist;
  double prove_budget = 60;  ///< CPU seconds
  // Report.
  std::string format;  ///< "": by the ending of report_path, else text
  std::string report_path;
  bool show_secrets = false;
  int redact = 0;  ///< percent hidden besides what always is
  std::string fingerprint_key;
  int exit_code = 1;
  bool stats = false;
  bool verbose = false;
  // Terminal.
  bool no_color = false;
  std::string progress = "auto";
  bool quiet = false;
  std::string log_level = "warn";
  // Only on the command line.
  std::string config;
};

/// One option: how it is spelled on the command line and in a configuration file (its long name), what it takes, what
/// it says in `--help`, and where its value goes.
struct Option {
  enum class Takes { kNothing, kValue, kPercent };  ///< kPercent: `--redact` or `--redact=N`
  const char* names;  ///< CLI11's form, the long name that the configuration uses first: "-j,--threads"
  Takes takes;
  const char* value;  ///< "N", for `--help`; "" for a flag
  const char* help;
  Status (*assign)(Settings& settings, const std::string& value);  ///< kUsage with the reason, without the name
  bool is_list = false;                                            ///< given again, it adds
  bool config_allowed = true;                                      ///< false: only on the command line
};

/// A heading of `--help` and the options below it.
struct OptionGroup {
  const char* title;
  std::vector<Option> options;
};

/// Every option of a scan, in the order of `--help`. Lives as long as the program.
const std::vector<OptionGroup>& ScanOptionGroups();

/// "threads" for "-j,--threads".
std::string LongName(const Option& option);

/// Bytes that "4096", "64K", "10M", "1.5GiB" mean: powers of 1024. Errors: kUsage.
Result<std::uint64_t> ParseSize(const std::string& text);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_SETTINGS_H_
