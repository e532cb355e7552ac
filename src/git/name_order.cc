#include "git/name_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace packrake {

NameOrder::NameOrder(std::vector<std::string_view> names)
    : names_(std::move(names)), index_at_(names_.size()), place_of_(names_.size()) {
  std::iota(index_at_.begin(), index_at_.end(), 0U);
  std::sort(index_at_.begin(), index_at_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return names_[a] < names_[b]; });
  for (std::uint32_t place = 0; place < index_at_.size(); ++place) place_of_[index_at_[place]] = place;
  slashes_ = std::any_of(names_.begin(), names_.end(),
                         [](std::string_view name) { return name.find('/') != std::string_view::npos; });
}

std::optional<std::uint32_t> NameOrder::Find(std::string_view name) const {
  const auto at = std::lower_bound(index_at_.begin(), index_at_.end(), name,
                                   [&](std::uint32_t index, std::string_view text) { return names_[index] < text; });
  if (at == index_at_.end() || names_[*at] != name) return std::nullopt;
  return static_cast<std::uint32_t>(at - index_at_.begin());
}

}  // namespace packrake
