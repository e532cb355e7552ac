#include "cli/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "packrake/report.h"

namespace packrake::cli {
namespace {

using Takes = Option::Takes;

Error Wrong(std::string reason) { return {ErrorCode::kUsage, std::move(reason)}; }

template <class Number>
Status AssignNumber(const std::string& text, Number least, Number most, Number& to) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !(number >= least && number <= most)) {
    return Wrong(fmt::format("'{}' is not a number from {} to {}", text, least, most));
  }
  to = number;
  return {};
}

Status AssignChoice(const std::string& text, const std::vector<std::string_view>& choices, std::string& to) {
  if (std::find(choices.begin(), choices.end(), text) == choices.end()) {
    return Wrong(fmt::format("'{}' is none of {}", text, fmt::join(choices, ", ")));
  }
  to = text;
  return {};
}

/// "true" and "false" in a configuration, "true" from a flag.
Status AssignFlag(const std::string& text, bool& to) {
  if (text != "true" && text != "false") return Wrong(fmt::format("'{}' is neither true nor false", text));
  to = text == "true";
  return {};
}

template <bool Settings::*kFlag>
Status SetFlag(Settings& settings, const std::string& value) {
  return AssignFlag(value, settings.*kFlag);
}

template <std::string Settings::*kText>
Status SetText(Settings& settings, const std::string& value) {
  if (value.empty()) return Wrong("the value is empty");
  settings.*kText = value;
  return {};
}

template <std::vector<std::string> Settings::*kList>
Status AddText(Settings& settings, const std::string& value) {
  if (value.empty()) return Wrong("the value is empty");
  (settings.*kList).push_back(value);
  return {};
}

Status SetSize(Settings& settings, const std::string& value) {
  auto size = ParseSize(value);
  if (!size) return std::move(size).error();
  settings.max_blob_size = *size;
  return {};
}

Status SetSeverity(Settings& settings, const std::string& value) {
  const auto severity = SeverityNamed(value);
  if (!severity) return Wrong(fmt::format("'{}' is none of info, low, medium, high, critical", value));
  settings.min_severity = *severity;
  return {};
}

Status SetConfidence(Settings& settings, const std::string& value) {
  const auto confidence = ConfidenceNamed(value);
  if (!confidence) return Wrong(fmt::format("'{}' is none of low, medium, high", value));
  settings.min_confidence = *confidence;
  return {};
}

std::vector<OptionGroup> MakeGroups() {
  const auto flag = [](const char* names, const char* help, auto assign) {
    return Option{names, Takes::kNothing, "", help, assign};
  };
  const auto value = [](const char* names, const char* placeholder, const char* help, auto assign) {
    return Option{names, Takes::kValue, placeholder, help, assign};
  };
  const auto list = [](const char* names, const char* placeholder, const char* help, auto assign) {
    return Option{names, Takes::kValue, placeholder, help, assign, /*is_list=*/true};
  };
  Option config = value("-c,--config", "FILE", "configuration; else $PACKRAKE_CONFIG, else the target's",
                        SetText<&Settings::config>);
  config.config_allowed = false;
  return {
      {"What is read",
       {
           value("--max-blob-size", "SIZE", "leave out blobs above it (10M, 1G)", SetSize),
           flag("--skip-binary", "leave out blobs with a NUL near their beginning", SetFlag<&Settings::skip_binary>),
           flag("--no-unreachable", "drop what no ref and no reflog reaches", SetFlag<&Settings::no_unreachable>),
           flag("--tips", "every ref counts as a tip, not only branches", SetFlag<&Settings::tips>),
           flag("--verify-objects", "check the digest of every object that is read",
                SetFlag<&Settings::verify_objects>),
           flag("--no-delta", "match every blob whole", SetFlag<&Settings::no_delta>),
           flag("--no-pack", "read every object through libgit2", SetFlag<&Settings::no_pack>),
           value("-j,--threads", "N", "threads; else one for each processor",
                 [](Settings& s, const std::string& v) { return AssignNumber(v, 1, 1024, s.threads); }),
       }},
      {"Rules",
       {
           config,
           list("--rules", "PATH", "add the rules of a file or folder; may be repeated", AddText<&Settings::rules>),
           flag("--no-builtin-rules", "use only rules given by --rules or the configuration",
                SetFlag<&Settings::no_builtin_rules>),
           list("--enable-rule", "ID", "use only this rule (or glob); may be repeated",
                AddText<&Settings::enable_rule>),
           list("--disable-rule", "ID", "leave this rule (or glob) out; may be repeated",
                AddText<&Settings::disable_rule>),
           value("--min-severity", "LEVEL", "list info, low, medium, high or critical and above", SetSeverity),
           value("--min-confidence", "LEVEL", "list low, medium or high and above", SetConfidence),
           flag("--hints", "list findings of low confidence, and unsafe use that no tip has",
                SetFlag<&Settings::hints>),
       }},
      {"Suppression",
       {
           list("-b,--baseline,--baseline-path", "FILE", "suppress what an earlier json or jsonl report lists",
                AddText<&Settings::baseline>),
           list("-i,--ignore-path,--gitleaks-ignore-path", "PATH",
                "a .packrakeignore or .gitleaksignore, or a folder with one", AddText<&Settings::ignore_path>),
           flag("--no-inline-allow,--ignore-gitleaks-allow", "pass over comments such as packrake:allow",
                SetFlag<&Settings::no_inline_allow>),
           flag("--no-target-config", "honour nothing that is found in the target",
                SetFlag<&Settings::no_target_config>),
       }},
      {"Proof",
       {
           value("--wordlist", "FILE", "more weak secrets to try on tokens, one a line", SetText<&Settings::wordlist>),
           value("--prove-budget", "SECONDS", "CPU seconds to try the repository's literals on tokens (60)",
                 [](Settings& s, const std::string& v) { return AssignNumber(v, 0.0, 1e7, s.prove_budget); }),
       }},
      {"Report",
       {
           value("-f,--format,--report-format", "FORMAT", "text, json or jsonl; else by the ending of FILE",
                 [](Settings& s, const std::string& v) { return AssignChoice(v, ReportFormats(), s.format); }),
           value("-r,--report-path,-o,--output", "FILE", "write the report there and not to stdout",
                 SetText<&Settings::report_path>),
           flag("--show-secrets", "show secrets as they are", SetFlag<&Settings::show_secrets>),
           Option{"--redact", Takes::kPercent, "", "hide PERCENT of a secret, or all; at most 4 characters ever show",
                  [](Settings& s, const std::string& v) { return AssignNumber(v, 0, 100, s.redact); }},
           value("--fingerprint-key", "FILE", "key of the fingerprints; else a public one",
                 SetText<&Settings::fingerprint_key>),
           value("--exit-code", "N", "exit status when there are findings (1)",
                 [](Settings& s, const std::string& v) { return AssignNumber(v, 0, 255, s.exit_code); }),
           flag("--stats", "tell where time and bytes went", SetFlag<&Settings::stats>),
           flag("-v,--verbose", "list every location, the reasons of the score, and help in full",
                SetFlag<&Settings::verbose>),
       }},
      {"Terminal",
       {
           flag("--no-color", "no colours; so does $NO_COLOR", SetFlag<&Settings::no_color>),
           value("--progress", "WHEN", "auto, always or never",
                 [](Settings& s, const std::string& v) {
                   return AssignChoice(v, {"auto", "always", "never"}, s.progress);
                 }),
           flag("-q,--quiet", "nothing on stderr but errors", SetFlag<&Settings::quiet>),
           value("-l,--log-level", "LEVEL", "debug, info, warn, error or off",
                 [](Settings& s, const std::string& v) {
                   return AssignChoice(v, {"debug", "info", "warn", "error", "off"}, s.log_level);
                 }),
       }},
  };
}

}  // namespace

const std::vector<OptionGroup>& ScanOptionGroups() {
  static const std::vector<OptionGroup> groups = MakeGroups();
  return groups;
}

std::string LongName(const Option& option) {
  const std::string_view names = option.names;
  const std::size_t begin = names.find("--") + 2;
  return std::string(names.substr(begin, names.find(',', begin) - begin));
}

Result<std::uint64_t> ParseSize(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const Error wrong = Wrong(fmt::format("'{}' is not a size such as 4096, 64K, 10M or 1G", text));
  if (error != std::errc() || !(number >= 0)) return wrong;
  int shift = 0;
  if (!unit.empty() && unit != "B") {
    static constexpr std::string_view kUnits = "KMGT";
    const std::size_t power =
        kUnits.find(static_cast<char>(unit.front() >= 'a' ? unit.front() - ('a' - 'A') : unit.front()));
    unit.remove_prefix(1);
    if (power == std::string_view::npos || (!unit.empty() && unit != "iB" && unit != "B")) return wrong;
    shift = 10 * static_cast<int>(power + 1);
  }
  const double bytes = std::ldexp(number, shift);
  if (bytes > 1e18 || bytes < 1) return wrong;
  return static_cast<std::uint64_t>(bytes);
}

}  // namespace packrake::cli
