#ifndef PACKRAKE_MATCH_DECODE_RUN_H_
#define PACKRAKE_MATCH_DECODE_RUN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "match/extent.h"
#include "text/decode.h"

namespace packrake {

/// What a decoder made of the run round an offset.
struct DecodeOutcome {
  std::optional<Decoded> decoded;  ///< offsets are the text's
  Extent reach;                    ///< all that the decoder could see
  std::uint64_t cost = 0;          ///< bytes of work, for the budget of a blob
};

/// Decodes the run round `offset`. The decoder is shown only a slice of the text, which grows as long as the run comes
/// near its edges: so what it makes of it rests on that slice alone, whatever the decoder does inside.
/// A run of more than 16 MiB is cut.
DecodeOutcome DecodeRun(const Decoder& decoder, std::string_view text, std::size_t offset);

/// Where `part`, bytes [begin, end) of `decoded`, stands in its encoded form, from offset `from` of `text` on: the
/// place of one of the decoder's forms of `part` inside the run. Nothing where it does not stand in one piece (wrapped
/// lines, neighbours that share a character), or far from where an even encoding would have it.
std::optional<CopiedRange> PlaceOfPart(const Decoder& decoder, std::string_view text, const Decoded& decoded,
                                       std::size_t begin, std::size_t end, std::size_t from);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_DECODE_RUN_H_
