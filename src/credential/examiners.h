#ifndef PACKRAKE_CREDENTIAL_EXAMINERS_H_
#define PACKRAKE_CREDENTIAL_EXAMINERS_H_

#include "match/examiner.h"

namespace packrake {

/// Every examiner of this folder, by name. Lives as long as the program.
const ExaminerTable& Examiners();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_EXAMINERS_H_
