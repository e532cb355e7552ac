#ifndef PACKRAKE_CLI_EXIT_STATUS_H_
#define PACKRAKE_CLI_EXIT_STATUS_H_

#include "packrake/result.h"

namespace packrake::cli {

/// How a command went.
struct Outcome {
  bool interrupted = false;
  bool usage_error = false;  ///< wrong usage or configuration, or a target that packrake does not read
  bool incomplete = false;
  bool findings = false;
};

/// DESIGN 7: 130 interrupted, 2 usage, 3 incomplete, 1 findings, 0 nothing; the first that holds. `found_status` is
/// what
/// `--exit-code` puts in place of the 1.
int ExitStatus(const Outcome& outcome, int found_status = 1);

/// Whether `code` tells of something that the user can mend on the command line or in a configuration (2, and not 3).
bool IsUsage(ErrorCode code);

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_EXIT_STATUS_H_
