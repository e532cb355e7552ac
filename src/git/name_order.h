#ifndef PACKRAKE_GIT_NAME_ORDER_H_
#define PACKRAKE_GIT_NAME_ORDER_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace packrake {

/// Distinct names, each with its place in the order of their bytes, so that names compare as numbers. Immutable.
class NameOrder {
 public:
  /// `names` are distinct, in any order; their bytes are borrowed for the order's life.
  explicit NameOrder(std::vector<std::string_view> names);

  std::size_t size() const { return names_.size(); }
  std::string_view name_at(std::uint32_t place) const { return names_[index_at_[place]]; }
  /// By index in the vector that the order was made of.
  std::uint32_t place_of(std::size_t index) const { return place_of_[index]; }
  std::uint32_t index_at(std::uint32_t place) const { return index_at_[place]; }
  /// The place of `name`; none when it is not one of the names.
  std::optional<std::uint32_t> Find(std::string_view name) const;

  /// Calls `visit(place, end)` for each name that could be the component of `path` that begins at `from`; `end` is
  /// where it ends, path.size() for the last one. More than one only if some name holds a '/', which git forbids.
  template <class Visit>
  void ForEachComponent(std::string_view path, std::size_t from, Visit&& visit) const {
    for (std::size_t slash = path.find('/', from);; slash = path.find('/', slash + 1)) {
      const std::size_t end = slash == std::string_view::npos ? path.size() : slash;
      if (const auto place = Find(path.substr(from, end - from))) visit(*place, end);
      if (end == path.size() || !slashes_) return;
    }
  }

 private:
  std::vector<std::string_view> names_;
  std::vector<std::uint32_t> index_at_;
  std::vector<std::uint32_t> place_of_;
  bool slashes_ = false;
};

}  // namespace packrake

#endif  // PACKRAKE_GIT_NAME_ORDER_H_
