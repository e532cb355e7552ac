#include "base/parallel.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace packrake {

int AvailableProcessors() {
  cpu_set_t processors;
  CPU_ZERO(&processors);
  if (sched_getaffinity(0, sizeof processors, &processors) == 0) return std::max(1, CPU_COUNT(&processors));
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));  // more than 1,024 processors
}

void ParallelFor(int threads, std::size_t count, const std::function<void(int worker, std::size_t item)>& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](int worker) {
    for (std::size_t item = next++; item < count; item = next++) work(worker, item);
  };
  const auto useful = static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(std::max(1, threads)), count));
  std::vector<std::jthread> others;
  for (int worker = 1; worker < useful; ++worker) {
    try {
      others.emplace_back(run, worker);
    } catch (const std::system_error&) {
      break;  // no more threads to be had: those that run do the work
    }
  }
  run(0);
}

void ParallelStretches(int threads, std::size_t count,
                       const std::function<void(std::size_t first, std::size_t last)>& work) {
  constexpr std::size_t kStretch = 16384;
  ParallelFor(threads, (count + kStretch - 1) / kStretch, [&](int, std::size_t item) {
    work(item * kStretch, std::min(count, (item + 1) * kStretch));
  });
}

}  // namespace packrake
