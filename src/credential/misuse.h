#ifndef PACKRAKE_CREDENTIAL_MISUSE_H_
#define PACKRAKE_CREDENTIAL_MISUSE_H_

#include <vector>

#include "credential/code.h"

/// Unsafe uses of JWTs: calls and settings that skip a check, and tokens put where others read them (facts 3).
namespace packrake::code {

/// Appends what `program` does unsafely. Events bear no secret; a call is told by its text.
void FindMisuse(const Program& program, std::vector<CodeEvent>& events);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_MISUSE_H_
