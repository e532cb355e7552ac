#ifndef PACKRAKE_BASE_PARALLEL_H_
#define PACKRAKE_BASE_PARALLEL_H_

#include <cstddef>
#include <functional>

namespace packrake {

/// Processors this process may run on, at least 1.
int AvailableProcessors();

/// Calls `work(worker, item)` once for each item below `count`, on `threads` threads (the caller's among them) that
/// take items in ascending order. Returns when all are done. `work` must not throw. `threads` at least 1.
void ParallelFor(int threads, std::size_t count, const std::function<void(int worker, std::size_t item)>& work);

}  // namespace packrake

#endif  // PACKRAKE_BASE_PARALLEL_H_
