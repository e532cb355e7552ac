#ifndef PACKRAKE_CREDENTIAL_TOKEN_NAME_H_
#define PACKRAKE_CREDENTIAL_TOKEN_NAME_H_

#include <string_view>

namespace packrake::code {

/// How surely a name is that of a token: 2 by itself, 1 in a file that speaks of log-ins, 0 not.
int TokenName(std::string_view name);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_TOKEN_NAME_H_
