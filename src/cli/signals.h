#ifndef PACKRAKE_CLI_SIGNALS_H_
#define PACKRAKE_CLI_SIGNALS_H_

#include "packrake/source.h"

namespace packrake::cli {

/// While it lives, the first SIGINT or SIGTERM sets `control.stop`, so that the report of what was done is still
/// written; the second one ends the program at once with status 130. One at a time.
class StopOnSignal {
 public:
  explicit StopOnSignal(ScanControl& control);
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;
};

/// A closed pipe is an error that a write returns, not a death; no core file and no other process of this user gets to
/// see the secrets in memory. Once, at the start.
void HardenProcess();

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_SIGNALS_H_
