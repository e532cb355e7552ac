#ifndef PACKRAKE_RULES_READ_RULE_H_
#define PACKRAKE_RULES_READ_RULE_H_

#include <optional>

#include "base/yaml.h"
#include "packrake/rule.h"
#include "rules/fields.h"

namespace packrake {

/// The rule in `node`, with its keys read and their kinds checked but not yet what they mean (CheckRule does); its
/// `origin` is left empty. `mistake` gets the first one; what could be read, the id above all, is in the rule then.
Rule ReadRule(const YamlNode& node, std::optional<Mistake>* mistake);

/// The values, patterns and stop words in `node`.
AllowRule ReadAllow(const YamlNode& node, std::optional<Mistake>* mistake);

}  // namespace packrake

#endif  // PACKRAKE_RULES_READ_RULE_H_
