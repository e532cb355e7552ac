#ifndef PACKRAKE_CLI_HELP_H_
#define PACKRAKE_CLI_HELP_H_

#include <CLI/CLI.hpp>
#include <string>

namespace packrake::cli {

/// A command in the words that choose it: "packrake rules show".
std::string WordsOf(const CLI::App* app);

/// Lays out `--help`: usage, what the command does, then options under their headings, in 100 columns. Of the spellings
/// of an option it shows the short ones and the first long one; the man pages have all.
class HelpFormatter : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_HELP_H_
