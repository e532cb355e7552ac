#include "fuzz.h"
#include "pack/entry.h"

// A header lies within its bytes, and is the same whatever follows it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  for (const std::size_t id_size : {20U, 32U}) {
    const auto header = ParseEntryHeader(TextOf(data, size), id_size);
    if (!header) continue;
    Require(header->length >= 1 && header->length <= size);
    Require((header->kind == EntryKind::kIdDelta) == (header->base_id.size() == id_size));
    Require((header->kind == EntryKind::kOffsetDelta) == (header->base_distance != 0));
    const auto again = ParseEntryHeader(TextOf(data, header->length), id_size);
    Require(again && again->size == header->size && again->base_distance == header->base_distance);
    Require(!ParseEntryHeader(TextOf(data, header->length - 1), id_size));
  }
  return 0;
}
