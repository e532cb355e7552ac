#ifndef PACKRAKE_CREDENTIAL_CONFIG_LINE_H_
#define PACKRAKE_CREDENTIAL_CONFIG_LINE_H_

#include <string>
#include <string_view>
#include <vector>

#include "credential/config_value.h"

namespace packrake::code {

/// A setting that stands anywhere on a line.
struct LineSetting {
  std::string key;  ///< without the dashes of a flag
  ConfigValue value;
};

/// The JWT secrets that `line` sets by name wherever it does so, the flags first: `docker run -e JWT_SECRET=…`,
/// `JWT_SECRET=… node app.js`, --jwt-secret=…, --jwt-secret VALUE, "--jwt-secret", "VALUE" in a list of arguments,
/// -Djwt.secret=…, HAProxy's jwt_verify(alg,"VALUE"), and what config_command.h has.
/// Names that say no JWT secret are passed over, and so are sentences that speak of a flag.
std::vector<LineSetting> SettingsOnLine(std::string_view line);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_CONFIG_LINE_H_
