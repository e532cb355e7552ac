#ifndef PACKRAKE_CREDENTIAL_CONFIG_SHELL_H_
#define PACKRAKE_CREDENTIAL_CONFIG_SHELL_H_

#include <string_view>
#include <vector>

#include "credential/code.h"
#include "credential/config_reader.h"

/// What scripts of the shell do with JWTs and their secrets.
namespace packrake::code {

/// Tells by their paths which of a script's `entries` sign JWTs: "jwt.secret" is the path of a variable that
/// `openssl dgst -hmac "$name"` is given in a text that names an HMAC algorithm of JWTs, and of a literal that it is
/// given in place, which is added.
void NameHmacKeys(std::string_view text, std::vector<ConfigEntry>& entries);

/// Whether a setting is given what commands make of the time or the machine, and nothing random:
/// $(date +%s | sha256sum), `hostname`, $RANDOM.
bool IsGuessableOutput(std::string_view value);

/// Appends the commands that send a token in clear text: curl -H "Authorization: Bearer $TOKEN" http://…
void FindTokensSentByShell(std::string_view text, std::vector<CodeEvent>& events);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_SHELL_H_
