#include <algorithm>

#include "packrake/finding.h"

namespace packrake {

std::string Secret::Redacted(int hidden_percent) const {
  const auto visible_percent = static_cast<std::size_t>(100 - std::clamp(hidden_percent, 0, 100));
  // Not size * percent / 100: a size near the largest one would overflow.
  const std::size_t allowed = bytes_.size() / 100 * visible_percent + bytes_.size() % 100 * visible_percent / 100;
  const std::size_t shown = std::min({std::size_t{4}, bytes_.size() / 4, allowed});
  std::string text(bytes_, 0, shown);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text + fmt::format("…({} bytes)", bytes_.size());
}

}  // namespace packrake
