#include "base/hex.h"
#include "packrake/blob.h"

namespace packrake {

std::optional<ObjectId> ObjectId::FromHex(std::string_view hex) {
  if (hex.size() != 40 && hex.size() != 64) return std::nullopt;
  const auto raw = HexDecode(hex);
  if (!raw) return std::nullopt;
  return FromRaw(*raw);
}

std::string ObjectId::hex() const { return HexEncode(raw()); }

}  // namespace packrake
