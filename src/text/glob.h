#ifndef PACKRAKE_TEXT_GLOB_H_
#define PACKRAKE_TEXT_GLOB_H_

#include <string_view>

namespace packrake {

/// Whether `path` matches `glob` as in gitignore(5): `*` and `?` stop at '/', `**` does not, `[a-z]` is a class; a glob
/// without '/' matches any component's name; one that ends in '/' matches everything below. Case counts.
bool GlobMatches(std::string_view glob, std::string_view path);

}  // namespace packrake

#endif  // PACKRAKE_TEXT_GLOB_H_
