#include "cli/config.h"
#include "fuzz.h"

// A configuration is read, or refused with its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const auto config = cli::ParseConfig(TextOf(data, size), "c.yaml", "/etc");
  Require(config || config.error().message.starts_with("c.yaml"));
  return 0;
}
