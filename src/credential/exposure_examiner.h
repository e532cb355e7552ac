#ifndef PACKRAKE_CREDENTIAL_EXPOSURE_EXAMINER_H_
#define PACKRAKE_CREDENTIAL_EXPOSURE_EXAMINER_H_

#include "match/examiner.h"

namespace packrake {

/// The examiner "jwt-exposure": reads the lines round a match as a program, 40 either side and 8 KiB, for a token shown
/// where others read it. What it needs stands in one call or one function, so that an edit elsewhere in a file costs
/// nothing, as it would if the whole text were read (code_examiner.h).
const Examiner& ExposureExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_EXPOSURE_EXAMINER_H_
