#ifndef PACKRAKE_CREDENTIAL_CODE_EXAMINER_H_
#define PACKRAKE_CREDENTIAL_CODE_EXAMINER_H_

#include "match/examiner.h"

namespace packrake {

/// The examiner "jwt-code": reads the whole text as a program and as configuration, once for all rules that ask, and
/// gives each the events that bear its id. A text above 1 MB is read in windows of 400 lines either side of the
/// matches.
const Examiner& CodeExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_CODE_EXAMINER_H_
