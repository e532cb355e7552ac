#ifndef PACKRAKE_GIT_CONFIG_FILE_H_
#define PACKRAKE_GIT_CONFIG_FILE_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "packrake/result.h"

namespace packrake {

/// The entries of one git configuration file, in order: ("remote.origin.promisor", "true"). Section and key are in
/// lower case, the subsection as it stands; a key without `=` has the value "true". Includes are not followed and
/// nothing is acted upon: packrake reads formats from it, and no more.
/// Source: git-config(1), "Syntax".
using ConfigEntries = std::vector<std::pair<std::string, std::string>>;

/// Reads configuration text; lines that git would refuse are passed over.
ConfigEntries ParseConfig(std::string_view text);

/// The last value of `key`, or `otherwise`.
std::string ConfigValue(const ConfigEntries& entries, std::string_view key, std::string_view otherwise);

/// Whether git takes `value` for true: "true", "yes", "on" or a number other than 0, in any case.
bool IsTrue(std::string_view value);

}  // namespace packrake

#endif  // PACKRAKE_GIT_CONFIG_FILE_H_
