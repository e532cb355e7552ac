#ifndef PACKRAKE_MATCH_FOUND_H_
#define PACKRAKE_MATCH_FOUND_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "match/examiner.h"

namespace packrake {

/// A draft that passed every filter: a Hit before it knows its object, line and context. Offsets are those of the text
/// that was scanned; for what came out of a decoder, those of its encoded form.
struct Found {
  std::uint32_t rule = 0;
  Draft draft;
  std::vector<std::string_view> decoded_from;  ///< names of decoders, outermost first; they live as long as the program
};

/// Orders `found` by place, rule and content, and takes out what was seen twice: by two ways of decoding, or plain and
/// in a decoded text round it.
void OrderAndUnite(std::vector<Found>& found);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_FOUND_H_
