#ifndef PACKRAKE_CREDENTIAL_CONFIG_SECRET_H_
#define PACKRAKE_CREDENTIAL_CONFIG_SECRET_H_

#include <string_view>
#include <vector>

#include "credential/code.h"

/// JWT keys in configuration (facts 1.3).
namespace packrake::code {

/// Appends what the settings of `text` tell of secrets.
void FindConfigSecrets(std::string_view text, std::vector<CodeEvent>& events);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_SECRET_H_
