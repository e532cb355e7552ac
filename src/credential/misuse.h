#ifndef PACKRAKE_CREDENTIAL_MISUSE_H_
#define PACKRAKE_CREDENTIAL_MISUSE_H_

#include <vector>

#include "credential/code.h"

/// Unsafe uses of JWTs: calls and settings that skip a check, and tokens put where others read them (facts 3).
namespace packrake::code {

/// Appends the signatures, algorithms and claims that `program` does not check. Events bear no secret; a call is told
/// by its text.
void FindUnchecked(const Program& program, std::vector<CodeEvent>& events);

/// Appends the tokens that `program`, which may be some lines of one, puts in logs, URLs, storage, cookies and clear
/// text.
void FindExposed(const Program& program, std::vector<CodeEvent>& events);

/// Whether the file is part of a library of JWTs, by its package: what such code leaves to its callers is no misuse.
bool IsJwtLibrary(const Program& program);

}  // namespace packrake::code

#endif  // PACKRAKE_CREDENTIAL_MISUSE_H_
