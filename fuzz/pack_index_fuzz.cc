#include <string>

#include "fuzz.h"
#include "pack/index.h"

// An index that parses finds each of its ids where it stands. The first byte chooses the size of ids.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  if (size == 0) return 0;
  const auto index = PackIndex::Parse(TextOf(data + 1, size - 1), "fuzz.idx", data[0] % 2 == 0 ? 20 : 32);
  if (!index) return 0;
  for (std::uint32_t position = 0; position < index->object_count(); ++position) {
    Require(index->Find(index->id(position)) == position);
    (void)index->offset(position);
  }
  Require(!index->Find(std::string(19, 'x')));
  return 0;
}
