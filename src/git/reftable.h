#ifndef PACKRAKE_GIT_REFTABLE_H_
#define PACKRAKE_GIT_REFTABLE_H_

#include "git/refs.h"
#include "git/repository.h"
#include "packrake/result.h"

namespace packrake {

/// Refs, HEAD and reflogs of a repository that keeps them in reftables, as the installed git tells them (2.45 or later
/// can). git reads no objects and no remote for this, and runs nothing.
/// Errors: kUnsupported, with the remedy, when git is too old or not there.
Result<RefList> ReadReftable(const Repository& repository);

}  // namespace packrake

#endif  // PACKRAKE_GIT_REFTABLE_H_
