#ifndef PACKRAKE_BASE_SAMPLED_TIMER_H_
#define PACKRAKE_BASE_SAMPLED_TIMER_H_

#include <cstdint>

#include "base/metrics.h"

namespace packrake {

/// Adds the CPU seconds of its scope, times `weight`, to `total`; does nothing at weight 0. The thread's CPU clock is a
/// system call that takes the scheduler's lock: asked twice for each text, it would be a twentieth of a scan.
class SampledTimer {
 public:
  SampledTimer(double& total, double weight)
      : total_(total), weight_(weight), start_(weight > 0 ? ThreadCpuSeconds() : 0) {}
  ~SampledTimer() {
    if (weight_ > 0) total_ += weight_ * (ThreadCpuSeconds() - start_);
  }
  SampledTimer(const SampledTimer&) = delete;
  SampledTimer& operator=(const SampledTimer&) = delete;

  /// The weight of text number `count` of `size` bytes: all that are a MiB or more count for themselves, and one of 256
  /// others for 256.
  static double WeightOf(std::uint64_t count, std::uint64_t size) {
    constexpr std::uint64_t kLarge = 1 << 20;
    constexpr std::uint64_t kOneIn = 256;
    return size >= kLarge ? 1 : count % kOneIn == 0 ? kOneIn : 0;
  }

 private:
  double& total_;
  double weight_;
  double start_;
};

}  // namespace packrake

#endif  // PACKRAKE_BASE_SAMPLED_TIMER_H_
