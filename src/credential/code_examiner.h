#ifndef PACKRAKE_CREDENTIAL_CODE_EXAMINER_H_
#define PACKRAKE_CREDENTIAL_CODE_EXAMINER_H_

#include <cstddef>

#include "credential/code.h"
#include "match/examiner.h"

namespace packrake {

/// The examiner "jwt-code": reads the whole text as a program and as configuration, once for all rules that ask, and
/// gives each the events that bear its id. A text above 1 MB is read in windows of 400 lines either side of the
/// matches. Quiet where the matches are words only mentioned (word_use.h), and in lock files.
const Examiner& CodeExaminer();

/// What `event` says, for a text of which it saw the part at `offset`.
Draft DraftOfEvent(const code::CodeEvent& event, std::size_t offset);

}  // namespace packrake

#endif  // PACKRAKE_CREDENTIAL_CODE_EXAMINER_H_
