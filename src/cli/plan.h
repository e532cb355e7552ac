#ifndef PACKRAKE_CLI_PLAN_H_
#define PACKRAKE_CLI_PLAN_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/settings.h"
#include "packrake/result.h"

namespace packrake::cli {

/// What a command line asks for.
struct Plan {
  std::string command;                 ///< "scan", "rules check", …: the words that chose it
  std::vector<std::string> arguments;  ///< positional
  Settings settings;
  std::vector<std::string> words;  ///< the command line without the program, to be read again over a configuration
  std::string from;                ///< of `crack`: the repository whose literals are tried
  bool all_forms = false;          ///< of `crack`
  std::string text;                ///< what --help or --version print; then there is nothing else to do
  std::string flag_value;          ///< room for the parser
};

/// Reads a command line (without the program's name) over `base`: what it does not say stays as it is there, and its
/// lists add to those there.
/// Errors: kUsage, with the nearest option or command where one is near.
Result<Plan> ParseCommandLine(const std::vector<std::string>& words, const Settings& base = {});

/// Every command and option with its help, as `packrake --help` and `packrake COMMAND --help` print them: what the man
/// pages are tested against.
struct CommandHelp {
  std::string command;
  std::vector<std::string> options;  ///< every spelling: "-j", "--threads"
};
std::vector<CommandHelp> AllCommandHelp();

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_PLAN_H_
