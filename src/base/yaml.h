#ifndef PACKRAKE_BASE_YAML_H_
#define PACKRAKE_BASE_YAML_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "packrake/result.h"

/// YAML 1.2 read into a plain tree with line numbers; yaml-cpp does the work behind this header. Written for hostile
/// input: nesting, number of nodes, aliases and scalars are bounded before memory is taken.
namespace packrake {

/// A node of a YAML document. `line` is where it starts, from 1. A plain value.
struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMap };
  Kind kind = Kind::kNull;
  int line = 1;
  bool quoted = false;  ///< a scalar that was quoted or a block: "true" is then a string
  std::string scalar;
  std::vector<YamlNode> items;                            ///< of a sequence
  std::vector<std::pair<YamlNode, YamlNode>> members;     ///< of a map, in order; keys are distinct scalars

  // Declared here and defined in yaml.cc, because clang 14 would need pairs of this type before it is complete.
  YamlNode();
  YamlNode(const YamlNode&);
  YamlNode(YamlNode&&) noexcept;
  YamlNode& operator=(const YamlNode&);
  YamlNode& operator=(YamlNode&&) noexcept;
  ~YamlNode();

  /// The member called `key`, or null.
  const YamlNode* Find(std::string_view key) const;
};

struct YamlLimits {
  std::size_t max_bytes = 8U << 20;
  int max_depth = 32;
  std::size_t max_nodes = 200'000;       ///< after aliases are expanded
  std::size_t max_scalar_bytes = 1U << 20;
};

/// Reads the one document in `text`; `name` is the file's, for messages ("patterns/jwt.yaml:14: …").
/// Errors: kInvalidConfig with place and reason; kLimit.
Result<YamlNode> ParseYaml(std::string_view text, std::string_view name, const YamlLimits& limits = {});

}  // namespace packrake

#endif  // PACKRAKE_BASE_YAML_H_
