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

  /// The weight of text number `count` of `size` bytes: those of a MiB or more count for themselves, one of 256 short
  /// ones for 256. The longer a text, the more one sample of it weighs, and the more are taken.
  static double WeightOf(std::uint64_t count, std::uint64_t size) {
    const std::uint64_t one_in = size >= 1 << 20 ? 1 : size >= 64 << 10 ? 8 : size >= 8 << 10 ? 32 : 256;
    return count % one_in == 0 ? static_cast<double>(one_in) : 0;
  }

 private:
  double& total_;
  double weight_;
  double start_;
};

}  // namespace packrake

#endif  // PACKRAKE_BASE_SAMPLED_TIMER_H_
