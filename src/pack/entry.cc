#include "pack/entry.h"

namespace packrake {

std::optional<EntryHeader> ParseEntryHeader(std::string_view bytes, std::size_t id_size) {
  std::size_t at = 0;
  const auto next = [&] { return static_cast<std::uint8_t>(bytes[at++]); };

  if (bytes.empty()) return std::nullopt;
  std::uint8_t byte = next();
  const int kind = (byte >> 4) & 7;
  if (kind == 0 || kind == 5) return std::nullopt;
  EntryHeader header;
  header.kind = static_cast<EntryKind>(kind);

  // Four bits of the size, then seven a byte, least significant first.
  header.size = byte & 15U;
  for (int shift = 4; (byte & 0x80) != 0; shift += 7) {
    if (at == bytes.size() || shift > 60) return std::nullopt;
    byte = next();
    const std::uint64_t digits = byte & 0x7FU;
    if (shift == 60 && digits > 15) return std::nullopt;
    header.size |= digits << shift;
  }

  if (header.kind == EntryKind::kOffsetDelta) {
    // Seven bits a byte, most significant first, one added at each carry so that no number has two spellings.
    if (at == bytes.size()) return std::nullopt;
    byte = next();
    header.base_distance = byte & 0x7FU;
    while ((byte & 0x80) != 0) {
      if (at == bytes.size() || header.base_distance >= (std::uint64_t{1} << 56)) return std::nullopt;
      byte = next();
      header.base_distance = ((header.base_distance + 1) << 7) | (byte & 0x7FU);
    }
    if (header.base_distance == 0) return std::nullopt;
  } else if (header.kind == EntryKind::kIdDelta) {
    if (bytes.size() - at < id_size) return std::nullopt;
    header.base_id = bytes.substr(at, id_size);
    at += id_size;
  }
  header.length = static_cast<std::uint32_t>(at);
  return header;
}

}  // namespace packrake
