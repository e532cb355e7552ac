#include "base/json.h"
#include "fuzz.h"

// What parses is written, and read back to the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const auto json = ParseJson(TextOf(data, size));
  if (!json) return 0;
  const std::string text = json->Dump();
  const auto again = ParseJson(text);
  Require(again && again->Dump() == text);
  const auto indented = ParseJson(json->Dump(true));
  Require(indented && indented->Dump() == text);
  return 0;
}
