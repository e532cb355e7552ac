#include "base/yaml.h"
#include "fuzz.h"

namespace packrake {
namespace {

void CheckLimits(const YamlNode& node, const YamlLimits& limits, int depth, std::size_t& nodes) {
  Require(depth <= limits.max_depth && ++nodes <= limits.max_nodes);
  Require(node.line >= 1 && node.scalar.size() <= limits.max_scalar_bytes);
  for (const YamlNode& item : node.items) CheckLimits(item, limits, depth + 1, nodes);
  for (const auto& [key, value] : node.members) {
    CheckLimits(key, limits, depth + 1, nodes);
    CheckLimits(value, limits, depth + 1, nodes);
  }
}

}  // namespace
}  // namespace packrake

// Whatever is read keeps the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace packrake;
  const YamlLimits limits{.max_bytes = 1U << 16, .max_depth = 8, .max_nodes = 500, .max_scalar_bytes = 4096};
  const auto root = ParseYaml(TextOf(data, size), "f.yaml", limits);
  std::size_t nodes = 0;
  if (root) CheckLimits(*root, limits, 1, nodes);
  return 0;
}
