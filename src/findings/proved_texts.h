#ifndef PACKRAKE_FINDINGS_PROVED_TEXTS_H_
#define PACKRAKE_FINDINGS_PROVED_TEXTS_H_

#include <vector>

#include "credential/prove.h"
#include "findings/collect.h"
#include "packrake/rule.h"
#include "packrake/source.h"

namespace packrake {

/// A text that signed a token is a secret, though no rule knew it: makes each such text of `proofs` a finding of its
/// own. Reads `source` again for every place of it as a literal, asks where those stand, appends the group and its
/// sightings, and puts the places into the sentences of the proofs, to which it adds the secret's own. The finding is
/// under the rule "jwt.secret.call", or the first one for HMAC secrets; where there is none, and for texts beyond 32 or
/// under four bytes, the proof keeps the place that it has. `inline_allow` as in ScanOptions. When the target cannot be
/// read again everything stays as it was.
void AddProvedTexts(Source& source, const ReadOptions& read, const RuleSet& rules, bool inline_allow,
                    ScanControl& control, std::vector<Group>& groups, Attribution& attribution,
                    std::vector<Proof>& proofs);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_PROVED_TEXTS_H_
