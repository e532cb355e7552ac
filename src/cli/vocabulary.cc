#include "cli/vocabulary.h"

#include "credential/examiners.h"
#include "text/decode.h"

namespace packrake::cli {

const RuleVocabulary& Vocabulary() {
  static const RuleVocabulary vocabulary = [] {
    RuleVocabulary names;
    for (const auto& [name, examiner] : Examiners()) names.examiners.emplace_back(name);
    for (const Decoder* decoder : Decoders()) names.decoders.emplace_back(decoder->name());
    return names;
  }();
  return vocabulary;
}

}  // namespace packrake::cli
