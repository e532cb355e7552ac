#ifndef PACKRAKE_BASE_STEP_TOGETHER_H_
#define PACKRAKE_BASE_STEP_TOGETHER_H_

#include <algorithm>
#include <cstddef>

namespace packrake {

/// How many look-ups are under way together: enough to hide one wait for memory, few enough for the nearest cache.
inline constexpr std::size_t kStepTogether = 32;

/// Takes `count` look-ups through `steps`, kStepTogether at a time: each step, called with an index below `count`, is
/// done for all of them before the next. A step that has the processor fetch what the next one reads
/// (__builtin_prefetch) makes them wait for memory once for all.
template <class... Steps>
void StepTogether(std::size_t count, const Steps&... steps) {
  for (std::size_t first = 0; first < count; first += kStepTogether) {
    const std::size_t end = std::min(first + kStepTogether, count);
    const auto take = [first, end](const auto& step) {
      for (std::size_t i = first; i < end; ++i) step(i);
    };
    (take(steps), ...);
  }
}

}  // namespace packrake

#endif  // PACKRAKE_BASE_STEP_TOGETHER_H_
