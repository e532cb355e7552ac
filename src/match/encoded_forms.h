#ifndef PACKRAKE_MATCH_ENCODED_FORMS_H_
#define PACKRAKE_MATCH_ENCODED_FORMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "match/anchors.h"
#include "packrake/rule.h"

namespace packrake {

/// A byte string that tells that a decoder's run may hold something a rule seeks.
struct EncodedForm {
  std::uint32_t decoder = 0;  ///< index in Decoders()
  std::string bytes;
  friend bool operator==(const EncodedForm&, const EncodedForm&) = default;
  friend auto operator<=>(const EncodedForm&, const EncodedForm&) = default;
};

/// One bit for each of Decoders(): those that `rule` is sought under. All when `rule.decode` is empty, none for
/// {"none"}. Errors: kInvalidRule for a decoder that does not exist.
Result<std::uint32_t> DecodersOf(const Rule& rule);

/// What the literals of `anchor` look like under the decoders in `decoders`, ordered and distinct; the longest literal
/// under two layers of base64, too. Forms without three rare bytes, and forms with a line end inside, are left out: a
/// percent-encoded word without signs is the word itself, and its rule's anchor finds it.
std::vector<EncodedForm> EncodedFormsOf(const Anchor& anchor, std::uint32_t decoders);

/// The number that form `index` of `decoder` has among Hyperscan's expressions, after those of the rules. Each form has
/// its own: Hyperscan compares all literals that share a number with one another, and ten thousand forms under six
/// numbers took it eleven seconds to compile, against 0.3.
std::uint32_t EventIdOfForm(std::size_t rule_count, std::uint32_t index, std::uint32_t decoder);
/// The decoder that such a number tells. REQUIRES: id >= rule_count.
std::uint32_t DecoderOfEventId(std::size_t rule_count, std::uint32_t id);

}  // namespace packrake

#endif  // PACKRAKE_MATCH_ENCODED_FORMS_H_
