#ifndef PACKRAKE_CREDENTIAL_CONFIG_MISUSE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_MISUSE_H_

#include <span>
#include <string_view>
#include <vector>

#include "credential/code.h"
#include "credential/config_reader.h"

/// Unsafe use of JWTs that a product is configured to (config_misuse_table.h).
namespace packrake::code {

/// Appends what the settings of `text` tell: its `entries`, as ReadConfig gives them, and its directives.
void FindConfigMisuse(std::string_view text, std::span<const ConfigEntry> entries, std::vector<CodeEvent>& events);

/// Whether `text` has a word of a setting that shows tokens (jwt.misuse.token-in-url and the like): whether it is
/// worth reading as configuration.
bool MayShowTokensBySetting(std::string_view text);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_MISUSE_H_
