#ifndef PACKRAKE_CREDENTIAL_CONFIG_COMMAND_H_
#define PACKRAKE_CREDENTIAL_CONFIG_COMMAND_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "credential/config_line.h"

/// Secrets that commands are given in ways of their own, beside NAME=value and --name value (config_line.h).
namespace packrake::code {

/// What tools that keep secrets are told to keep under a JWT secret's name: `gh secret set JWT_SECRET --body VALUE`,
/// `aws ssm put-parameter --name /shop/jwt-secret --value VALUE`, `dotnet user-secrets set "Jwt:Key" "VALUE"`.
void AddKept(std::string_view line, std::vector<LineSetting>& found);

/// What is written to a file that is called so: echo -n VALUE > /run/jwtsecret.
void AddWritten(std::string_view line, std::vector<LineSetting>& found);

/// What a shell falls back on, where that stands within a line: "${JWT_SECRET:=VALUE}". The value is the whole
/// expansion, as it is where a setting has it.
void AddExpansions(std::string_view line, std::vector<LineSetting>& found);

/// Whether the command line that ends before a flag is one of a tool that makes and reads tokens, whose --secret is
/// the tokens': jwt encode, jwt-cli sign.
bool IsOfJwtTool(std::string_view before);

/// Whether a text begins with what a command sets for a program: "JWT_SECRET=… node app.js", "cross-env A=1 B=2 tsc".
bool BeginsWithSettings(std::string_view text);

/// Past the word that sets what follows, if one stands at `at`: export NAME=…, $env:NAME = …
std::size_t SkipSetter(std::string_view line, std::size_t at);

/// Whether a line begins with what gives a name its value behind a blank: ENV of a Dockerfile, setenv of csh, setx of
/// Windows, `set -gx` of fish.
bool SetsBehindBlank(std::string_view line);

/// Whether `rest`, what follows a name on its line, has a flag that gives the name its value (AddKept).
bool HasValueFlag(std::string_view rest);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_COMMAND_H_
