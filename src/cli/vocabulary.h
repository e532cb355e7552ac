#ifndef PACKRAKE_CLI_VOCABULARY_H_
#define PACKRAKE_CLI_VOCABULARY_H_

#include "rules/load.h"

namespace packrake::cli {

/// The names that rules may use. Lives as long as the program.
const RuleVocabulary& Vocabulary();

}  // namespace packrake::cli

#endif  // PACKRAKE_CLI_VOCABULARY_H_
