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

/// Calls `work(first, last)` for stretches of at most 16,384 that make up [0, count), as ParallelFor does; fewer items
/// than that are the caller's own.
void ParallelStretches(int threads, std::size_t count,
                       const std::function<void(std::size_t first, std::size_t last)>& work);

}  // namespace packrake

#endif  // PACKRAKE_BASE_PARALLEL_H_
