#ifndef PACKRAKE_CREDENTIAL_SECRET_LINE_H_
#define PACKRAKE_CREDENTIAL_SECRET_LINE_H_

#include <string_view>

namespace packrake {

/// Whether `line` has a word that goes with secrets, such as "key" or "token", ASCII case ignored: what stands on it is
/// likelier to be one. Some nanosecond a byte.
bool SpeaksOfSecrets(std::string_view line);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_SECRET_LINE_H_
