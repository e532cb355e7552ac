#include "base/hex.h"
#include "packrake/blob.h"

namespace packrake {

std::optional<ObjectId> ObjectId::FromHex(std::string_view hex) {
  if (hex.size() != 40 && hex.size() != 64) return std::nullopt;
  ObjectId id;
  if (!HexDecodeInto(hex, reinterpret_cast<char*>(id.bytes_.data()))) return std::nullopt;
  id.size_ = static_cast<std::uint8_t>(hex.size() / 2);
  return id;
}

std::string ObjectId::hex() const { return HexEncode(raw()); }

}  // namespace packrake
