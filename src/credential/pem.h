#ifndef PACKRAKE_CREDENTIAL_PEM_H_
#define PACKRAKE_CREDENTIAL_PEM_H_

#include "match/examiner.h"

namespace packrake {

/// "pem": reads on from an opening line (`-----BEGIN … PRIVATE KEY-----` and its relatives) in every wrapping, and
/// tells what kind of key follows. Markers without a body, `...` and words in place of one stay quiet; long bodies that
/// do not decode are reported as "structure-only".
const Examiner& PemExaminer();

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_PEM_H_
