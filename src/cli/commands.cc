#include "cli/commands.h"

#include <algorithm>
#include <exception>
#include <new>
#include <string_view>

#include "report/terminal.h"

namespace packrake::cli {
namespace {

struct Command {
  std::string_view words;
  int (*run)(const Plan& plan, Backend& backend, Surroundings& surroundings);
};

constexpr Command kCommands[] = {
    {"scan", RunScan},
    {"git", RunScan},
    {"dir", RunScan},
    {"stdin", RunScan},
    {"rules list", RunRulesList},
    {"rules show", RunRulesShow},
    {"rules check", RunRulesCheck},
    {"explain", RunExplain},
    {"crack", RunCrack},
    {"version", RunVersion},
};

constexpr int kUsageStatus = 2;
constexpr int kIncompleteStatus = 3;

/// The message as lines: a list of commands may follow the first.
void WriteMessage(std::ostream& err, std::string_view message) {
  bool first = true;
  while (!message.empty()) {
    const std::size_t end = message.find('\n');
    const std::string_view line = message.substr(0, end);
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    err << (first ? "packrake: " : "") << std::string(indent, ' ') << Printable(line) << '\n';
    first = false;
    message.remove_prefix(end == std::string_view::npos ? message.size() : end + 1);
  }
}

}  // namespace

void Complain(Surroundings& surroundings, const Error& error) { WriteMessage(surroundings.err, error.message); }

int Run(const std::vector<std::string>& words, Backend& backend, Surroundings& surroundings) {
  // Everything below returns errors as values; what still throws is the standard library out of memory.
  try {
    auto plan = ParseCommandLine(words);
    if (!plan) {
      Complain(surroundings, plan.error());
      return kUsageStatus;
    }
    if (!plan->text.empty()) {
      surroundings.out << plan->text << std::flush;
      return surroundings.out ? 0 : kIncompleteStatus;
    }
    for (const Command& command : kCommands) {
      if (command.words == plan->command) return command.run(*plan, backend, surroundings);
    }
    Complain(surroundings, {ErrorCode::kUsage, "a command is missing; packrake --help lists them"});
    return kUsageStatus;
  } catch (const std::bad_alloc&) {
    Complain(surroundings, {ErrorCode::kLimit, "out of memory; nothing was reported"});
  } catch (const std::exception& e) {
    Complain(surroundings, {ErrorCode::kInternal, e.what()});
  }
  return kIncompleteStatus;
}

}  // namespace packrake::cli
