#ifndef PACKRAKE_CREDENTIAL_CONFIG_MISUSE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_MISUSE_H_

#include <string_view>
#include <vector>

#include "credential/code.h"

/// Checks of JWTs that configuration switches off, where a framework does the checking: one row each in
/// config_misuse.cc.
namespace packrake::code {

/// Appends what the settings in `text` switch off; nothing where it speaks of none of the frameworks. Settings of
/// profiles for development and tests (`%dev.`, `%test.`) are passed over.
void FindUnsafeConfig(std::string_view text, std::vector<CodeEvent>& events);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_MISUSE_H_
