#ifndef PACKRAKE_BASE_METRICS_H_
#define PACKRAKE_BASE_METRICS_H_

#include <ctime>

namespace packrake {

inline double CpuSeconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// CPU seconds that the calling thread has used.
inline double ThreadCpuSeconds() { return CpuSeconds(CLOCK_THREAD_CPUTIME_ID); }
/// CPU seconds that all threads of the process have used.
inline double ProcessCpuSeconds() { return CpuSeconds(CLOCK_PROCESS_CPUTIME_ID); }

/// Adds the CPU seconds of its scope, on its thread, to `total`. One thread's `total` at a time.
class CpuTimer {
 public:
  explicit CpuTimer(double& total) : total_(total), start_(ThreadCpuSeconds()) {}
  ~CpuTimer() { total_ += ThreadCpuSeconds() - start_; }
  CpuTimer(const CpuTimer&) = delete;
  CpuTimer& operator=(const CpuTimer&) = delete;

 private:
  double& total_;
  double start_;
};

}  // namespace packrake

#endif  // PACKRAKE_BASE_METRICS_H_
