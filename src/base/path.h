#ifndef PACKRAKE_BASE_PATH_H_
#define PACKRAKE_BASE_PATH_H_

#include <cstddef>
#include <string_view>

namespace packrake {

/// "config" of "config/app.py"; "" of what stands at the root. Paths as git writes them, with `/` on every system.
/// Borrowed from `path`.
constexpr std::string_view FolderOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// "app.py" of "config/app.py". Borrowed from `path`.
constexpr std::string_view NameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace packrake

#endif  // PACKRAKE_BASE_PATH_H_
