#ifndef PACKRAKE_CLI_COMMANDS_H_
#define PACKRAKE_CLI_COMMANDS_H_

#include <string>
#include <vector>

#include "cli/backend.h"
#include "cli/plan.h"

/// The family of commands: each is one file cmd_<name>.cc, one row in commands.cc, and its words in plan.cc.
namespace packrake::cli {

/// Runs the program on `words` (without its name) and returns the exit status. Never throws.
int Run(const std::vector<std::string>& words, Backend& backend, Surroundings& surroundings);

int RunScan(const Plan& plan, Backend& backend, Surroundings& surroundings);
int RunRulesList(const Plan& plan, Backend& backend, Surroundings& surroundings);
int RunRulesShow(const Plan& plan, Backend& backend, Surroundings& surroundings);
int RunRulesCheck(const Plan& plan, Backend& backend, Surroundings& surroundings);
int RunExplain(const Plan& plan, Backend& backend, Surroundings& surroundings);
int RunCrack(const Plan& plan, Backend& backend, Surroundings& surroundings);
int RunVersion(const Plan& plan, Backend& backend, Surroundings& surroundings);

/// Writes "packrake: …" to the surroundings' stderr, control characters stripped.
void Complain(Surroundings& surroundings, const Error& error);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_COMMANDS_H_
