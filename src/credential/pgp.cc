#include "credential/pgp.h"

#include <cstdint>

namespace packrake {
namespace {

constexpr int kSecretKeyTag = 5;

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
  /// A multiprecision integer; returns its bits.
  int SkipNumber() {
    const auto bits = static_cast<int>(Number(2));
    Bytes(static_cast<std::size_t>(bits + 7) / 8);
    return bits;
  }
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

/// Skips the public numbers of `algorithm`; fills type and bits.
bool SkipPublic(std::uint32_t algorithm, PacketReader& reader, KeyInfo& key) {
  switch (algorithm) {
    case 1:
    case 2:
    case 3:
      key.type = "RSA";
      key.bits = reader.SkipNumber();
      reader.SkipNumber();
      return true;
    case 16:
      key.type = "ElGamal";
      key.bits = reader.SkipNumber();
      reader.SkipNumber();
      reader.SkipNumber();
      return true;
    case 17:
      key.type = "DSA";
      key.bits = reader.SkipNumber();
      for (int i = 0; i < 3; ++i) reader.SkipNumber();
      return true;
    case 18:
    case 19:
    case 22:
      key.type = algorithm == 22 ? "Ed25519" : "EC";
      reader.Bytes(reader.Number(1));
      reader.SkipNumber();
      if (algorithm == 18) reader.Bytes(reader.Number(1));
      return true;
    case 25:
    case 27:
      key.type = algorithm == 27 ? "Ed25519" : "X25519";
      key.bits = 256;
      reader.Bytes(32);
      return true;
    case 26:
    case 28:
      key.type = algorithm == 28 ? "Ed448" : "X448";
      reader.Bytes(algorithm == 28 ? 57 : 56);
      return true;
    default:
      return false;
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
  PgpKey key;
  const std::uint32_t algorithm = reader.Number(1);
  if (version == 6) reader.Number(4);
  if (version < 3 || version > 6 || !SkipPublic(algorithm, reader, key.info)) return std::nullopt;
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

}  // namespace packrake
