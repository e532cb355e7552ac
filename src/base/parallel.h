#ifndef PACKRAKE_BASE_PARALLEL_H_
#define PACKRAKE_BASE_PARALLEL_H_

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

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

/// Sorts `items` on `threads` threads: a run for each, and then runs merged two by two. Equal items in any order.
template <class T, class Less>
void ParallelSort(int threads, std::vector<T>& items, const Less& less) {
  const std::size_t runs = static_cast<std::size_t>(std::max(1, threads));
  const auto at = [&](std::size_t run) {
    return items.begin() + static_cast<std::ptrdiff_t>(items.size() * std::min(run, runs) / runs);
  };
  ParallelFor(threads, runs, [&](int, std::size_t run) { std::sort(at(run), at(run + 1), less); });
  for (std::size_t step = 1; step < runs; step *= 2) {
    ParallelFor(threads, (runs + 2 * step - 1) / (2 * step), [&](int, std::size_t pair) {
      const std::size_t first = 2 * step * pair;
      std::inplace_merge(at(first), at(first + step), at(first + 2 * step), less);
    });
  }
}

}  // namespace packrake

#endif  // PACKRAKE_BASE_PARALLEL_H_
