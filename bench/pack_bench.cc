// pack_bench REPOSITORY [THREADS [RUNS]]: seconds to rebuild every blob, and every object, of a repository's packs,
// with nobody looking at them; the floor under every scan. Prints the median of RUNS (5) after one that warms the page
// cache.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/metrics.h"
#include "pack/reader.h"

namespace packrake {
namespace {

double Seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void Measure(const PackReader& reader, const char* what, const PackVisitOptions& options, int runs) {
  PackVisitor visitor;
  visitor.on_object = [](int, const PackedObject&) {};
  visitor.on_declined = [](int, const ObjectId&, std::optional<ObjectType>, std::string_view) {};
  visitor.on_binary = [](int, const ObjectId&, std::uint64_t) {};
  PackStats stats = reader.Visit(options, visitor);
  std::vector<double> seconds, cpu_seconds;
  for (int run = 0; run < runs; ++run) {
    const double start = Seconds(), cpu_start = ProcessCpuSeconds();
    stats = reader.Visit(options, visitor);
    seconds.push_back(Seconds() - start);
    cpu_seconds.push_back(ProcessCpuSeconds() - cpu_start);
  }
  std::sort(seconds.begin(), seconds.end());
  std::sort(cpu_seconds.begin(), cpu_seconds.end());
  const double median = seconds[seconds.size() / 2];
  fmt::print(
      "{:<22} {:7.3f} s (least {:.3f}; CPU {:.3f})  {:5.2f} GB/s  {} objects, {} declined; inflated {:.0f} MB in "
      "{:.2f} s, "
      "rebuilt {:.0f} MB in {:.2f} s, inserted {:.0f} MB, buffers {:.1f} MB\n",
      what, median, seconds.front(), cpu_seconds[cpu_seconds.size() / 2],
      1e-9 * static_cast<double>(stats.rebuilt_bytes) / median, stats.objects, stats.declined,
      1e-6 * static_cast<double>(stats.inflated_bytes), stats.inflate_seconds,
      1e-6 * static_cast<double>(stats.rebuilt_bytes), stats.apply_seconds,
      1e-6 * static_cast<double>(stats.delta_inserted_bytes), 1e-6 * static_cast<double>(stats.peak_buffer_bytes));
  std::fflush(stdout);
}

int Main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: pack_bench REPOSITORY [THREADS [RUNS]]\n");
    return 2;
  }
  std::filesystem::path repository = argv[1];
  if (std::filesystem::exists(repository / ".git" / "objects")) repository /= ".git";
  const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
  const int runs = std::max(1, argc > 3 ? std::atoi(argv[3]) : 5);
  const auto open = [&] { return PackReader::Open({repository / "objects"}, 20); };
  if (const auto warm = open(); !warm) {
    fmt::print(stderr, "{}\n", warm.error().message);
    return 2;
  }
  const double start = Seconds();
  const auto reader = open();
  fmt::print("{}: {} objects opened in {:.3f} s\n", argv[1], (*reader)->object_count(), Seconds() - start);

  PackVisitOptions options;
  options.threads = threads;
  Measure(**reader, "blobs", options, runs);
  options.derivations = false;
  Measure(**reader, "blobs, no derivations", options, runs);
  options.derivations = true;
  options.skip_binary = true;
  Measure(**reader, "blobs, no binaries", options, runs);
  options.skip_binary = false;
  options.trees = options.commits = options.tags = true;
  Measure(**reader, "all objects", options, runs);
  return 0;
}

}  // namespace
}  // namespace packrake

int main(int argc, char** argv) { return packrake::Main(argc, argv); }
