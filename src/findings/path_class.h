#ifndef PACKRAKE_FINDINGS_PATH_CLASS_H_
#define PACKRAKE_FINDINGS_PATH_CLASS_H_

#include <optional>
#include <string_view>

namespace packrake {

/// A kind of place where secrets are mostly there to be read: ranking caps what stands in one.
struct PathClass {
  std::string_view name;  ///< "tests", "fixtures", "examples", "docs", "language", …
  std::string_view what;  ///< for people: "test code"
};

/// What kind of place `path` is; nothing for ordinary code and configuration, or for an empty path. ASCII case does not
/// count. Linear in the path, whatever it holds.
std::optional<PathClass> ClassOfPath(std::string_view path);

}  // namespace packrake

#endif  // PACKRAKE_FINDINGS_PATH_CLASS_H_
