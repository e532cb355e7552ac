#ifndef PACKRAKE_FINDINGS_JWT_USE_H_
#define PACKRAKE_FINDINGS_JWT_USE_H_

#include <vector>

#include "credential/prove.h"
#include "findings/collect.h"
#include "packrake/rule.h"
#include "packrake/source.h"

namespace packrake {

/// Tells which secrets of web frameworks (rule "framework.secret-key") sign JWTs: each that stands in a project which
/// names a library that takes the framework's secret gets a proof with the signal "signs-tokens", whose evidence names
/// the library and its file. The project is what lies beneath the folder that the secret's folder is in, and what is
/// listed above. Where the project gives the library a key of its own, and where the library is of another language,
/// nothing is added.
void AddJwtUses(const RuleSet& rules, const std::vector<Group>& groups, const Attribution& attribution,
                std::vector<Proof>& proofs);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_JWT_USE_H_
