#ifndef PACKRAKE_CREDENTIAL_CONFIG_SECRET_H_
#define PACKRAKE_CREDENTIAL_CONFIG_SECRET_H_

#include <string_view>
#include <vector>

#include "credential/code.h"
#include "credential/config_reader.h"

/// JWT keys in configuration (facts 1.3).
namespace packrake::code {

/// Appends what the settings of `text`, `entries` as ReadConfig gives them, tell of secrets.
void FindConfigSecrets(std::string_view text, std::vector<ConfigEntry> entries, std::vector<CodeEvent>& events);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_SECRET_H_
