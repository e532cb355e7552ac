#include "credential/pgp.h"

#include <bit>
#include <cstdint>
#include <string>
#include <utility>

#include "credential/private_key.h"

namespace packrake {
namespace {

constexpr int kSecretKeyTag = 5;
constexpr std::string_view kEd25519 = "\x2B\x06\x01\x04\x01\xDA\x47\x0F\x01";

/// Takes big-endian numbers and runs of bytes off the front of a packet; stays broken once something was missing.
class PacketReader {
 public:
  explicit PacketReader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t Number(int octets) {
    std::uint32_t number = 0;
    for (const char c : Bytes(static_cast<std::size_t>(octets))) number = number << 8 | static_cast<std::uint8_t>(c);
    return number;
  }
  std::string_view Bytes(std::size_t size) {
    if (size > rest_.size()) broken_ = true;
    const std::string_view taken = rest_.substr(0, broken_ ? 0 : size);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  /// A multiprecision integer, big-endian.
  std::string_view Magnitude() { return Bytes((static_cast<std::size_t>(Number(2)) + 7) / 8); }
  bool broken() const { return broken_; }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool broken_ = false;
};

/// The body of the first packet, if its tag is that of a secret key.
std::optional<std::string_view> SecretKeyPacket(std::string_view bytes) {
  PacketReader reader(bytes);
  const std::uint32_t first = reader.Number(1);
  if ((first & 0x80) == 0) return std::nullopt;
  const bool new_format = (first & 0x40) != 0;
  if (static_cast<int>(new_format ? first & 0x3F : first >> 2 & 0xF) != kSecretKeyTag) return std::nullopt;
  std::size_t size = 0;
  if (!new_format) {
    const int kind = first & 3;
    if (kind == 3) return std::nullopt;
    size = reader.Number(1 << kind);
  } else {
    size = reader.Number(1);
    if (size >= 192 && size < 224) {
      size = ((size - 192) << 8) + reader.Number(1) + 192;
    } else if (size == 255) {
      size = reader.Number(4);
    } else if (size >= 224) {
      return std::nullopt;  // partial lengths are for data
    }
  }
  const std::string_view body = reader.Bytes(size);
  if (reader.broken()) return std::nullopt;
  return body;
}

int BitsOf(std::string_view magnitude) {
  if (magnitude.empty()) return 0;
  const int rest = static_cast<int>(magnitude.size() - 1) * 8;
  return rest + std::bit_width(static_cast<std::uint8_t>(magnitude[0]));
}

/// `known`, where the numbers make a key; its type and the size of its first number otherwise.
KeyInfo KnownOr(std::optional<KeyInfo> known, const char* type, std::string_view first) {
  if (known) return std::move(*known);
  KeyInfo key;
  key.type = type;
  key.bits = BitsOf(first);
  return key;
}

// GnuPG writes a compressed point of Ed25519 as 0x40 and the point.
KeyInfo EdwardsKey(std::string_view point) {
  if (!point.empty()) point.remove_prefix(1);
  auto known = OkpKey("Ed25519", "", point);
  if (known) return std::move(*known);
  KeyInfo key;
  key.type = "Ed25519";
  return key;
}

/// Takes the public numbers of `algorithm` off `reader`; nothing for an unknown one.
std::optional<KeyInfo> ReadPublic(std::uint32_t algorithm, PacketReader& reader) {
  KeyInfo key;
  switch (algorithm) {
    case 1:
    case 2:
    case 3: {
      const std::string_view n = reader.Magnitude(), e = reader.Magnitude();
      return KnownOr(RsaKey(n, e, "", ""), "RSA", n);
    }
    case 16: {
      const std::string_view p = reader.Magnitude();
      for (int i = 0; i < 2; ++i) reader.Magnitude();
      return KnownOr(std::nullopt, "ElGamal", p);
    }
    case 17: {
      const std::string_view p = reader.Magnitude(), q = reader.Magnitude(), g = reader.Magnitude(),
                             y = reader.Magnitude();
      return KnownOr(DsaKey(p, q, g, y), "DSA", p);
    }
    case 18:
    case 19:
    case 22: {
      const std::string_view curve = reader.Bytes(reader.Number(1)), point = reader.Magnitude();
      if (algorithm == 18) reader.Bytes(reader.Number(1));
      if (algorithm == 22) return EdwardsKey(curve == kEd25519 ? point : "");
      key.type = "EC";
      return key;
    }
    case 25:
    case 27:
      key.type = algorithm == 27 ? "Ed25519" : "X25519";
      key.bits = 256;
      reader.Bytes(32);
      return key;
    case 26:
    case 28:
      key.type = algorithm == 28 ? "Ed448" : "X448";
      reader.Bytes(algorithm == 28 ? 57 : 56);
      return key;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<PgpKey> ReadPgpKey(std::string_view bytes) {
  const auto body = SecretKeyPacket(bytes);
  if (!body) return std::nullopt;
  PacketReader reader(*body);
  const std::uint32_t version = reader.Number(1);
  reader.Number(4);  // time of creation
  if (version == 3) reader.Number(2);
  const std::uint32_t algorithm = reader.Number(1);
  if (version == 6) reader.Number(4);
  if (version < 3 || version > 6) return std::nullopt;
  auto info = ReadPublic(algorithm, reader);
  if (!info) return std::nullopt;
  PgpKey key;
  key.info = std::move(*info);
  key.public_part = body->substr(0, body->size() - reader.rest().size());
  key.size = static_cast<std::size_t>(body->data() - bytes.data()) + body->size();
  const std::uint32_t usage = reader.Number(1);
  if (reader.broken()) return std::nullopt;
  if (usage == 0) return key;
  key.info.encrypted = true;
  key.info.protection = "S2K";
  if (usage == 254 || usage == 255) {
    reader.Number(1);  // cipher
    const std::uint32_t mode = reader.Number(1);
    key.has_secret = mode != 101;
    key.info.legacy_protection = mode == 0;  // one hash of the passphrase, no salt
  }
  return key;
}

void DescribePgpKey(const PgpKey& key, Draft& draft) {
  draft.identity = key.public_part;  // an SPKI takes its place
  DescribeKey(key.info, draft);
}

}  // namespace packrake
