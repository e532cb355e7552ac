// open_bench REPOSITORY [RUNS]: CPU milliseconds to find out what a repository has before anything is scanned: to open
// it, to list its refs, to map its packs and build their delta forests. The median of RUNS (9) after one that warms the
// caches. bench/make_million.py makes a large one.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

#include "base/metrics.h"
#include "git/refs.h"
#include "git/repository.h"
#include "pack/reader.h"

namespace packrake {
namespace {

/// Prints the median cost of `step`, which returns how many things it found.
void Measure(const char* what, int runs, const std::function<std::size_t()>& step) {
  std::size_t found = step();
  std::vector<double> milliseconds;
  for (int run = 0; run < runs; ++run) {
    const double before = ProcessCpuSeconds();
    found = step();
    milliseconds.push_back(1e3 * (ProcessCpuSeconds() - before));
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  fmt::print("{:<20} {:8.2f} ms (least {:.2f})  {} found\n", what, milliseconds[milliseconds.size() / 2],
             milliseconds.front(), found);
}

int Main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: open_bench REPOSITORY [RUNS]\n");
    return 2;
  }
  const int runs = std::max(1, argc > 2 ? std::atoi(argv[2]) : 9);
  const auto repository = OpenRepository(argv[1]);
  if (!repository) {
    fmt::print(stderr, "{}\n", repository.error().message);
    return 2;
  }
  Measure("repository", runs, [&] { return OpenRepository(argv[1])->object_dirs.size(); });
  Measure("refs", runs, [&] {
    const auto refs = ReadRefs(*repository);
    return refs ? refs->refs.size() : 0;
  });
  Measure("packs", runs, [&] {
    const auto reader = PackReader::Open(repository->object_dirs, repository->id_size);
    return reader ? (*reader)->object_count() : 0;
  });
  return 0;
}

}  // namespace
}  // namespace packrake

int main(int argc, char** argv) { return packrake::Main(argc, argv); }
